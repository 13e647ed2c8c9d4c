"""The parts of the screens: paper on the table, two voices, three hands.

Every part is a plain function from content to controls, with the :class:`~keukentafel.app.kit.look.Look` of
this screen as its first argument. Parts hold no state and no words: what people read is passed in. The two
exceptions are small islands that have to remember what the hand is doing right now, an input while somebody
types (:mod:`~keukentafel.app.kit.fields`) and a pen while somebody draws
(:mod:`~keukentafel.app.kit.signature`).

What the screens need and Flet lacks is put right here, once: names for icon buttons, targets of 48 pixels,
inputs that keep their caret, and an identifier on everything a test has to find.
"""
