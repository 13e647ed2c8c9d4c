"""What stands in a box while somebody types, and who may change it.

While somebody types, the server is always a few letters behind. A render for any reason at all (a clock, an
autosave, a letter of a moment ago) would put an older text back into the box. So the two are kept apart:

- text that comes *from the hand* is never sent back, whatever the model holds meanwhile: it may follow at
  every letter, after a pause, or not before the box is left;
- text that comes *from the model* is shown only when it became something else than it was at the last render
  and than what the hand wrote since; then it replaces what stands in the box.
"""

from dataclasses import dataclass, field

from keukentafel.journal.canonical import nfc

_REMEMBERED = 64


@dataclass
class Draft:
    """What stands in one box: what the model said last, and what the hand has made of it since."""

    name: str
    given: str
    shown: str
    pending: list[str] = field(default_factory=list)
    """What the hand wrote and the model has not said back yet, oldest first."""

    def write(self, words: str) -> None:
        """Take what the hand wrote."""
        if words != self.shown:
            self.shown = words
            self.pending = [*self.pending[-_REMEMBERED:], nfc(words)]

    def show(self, name: str, value: str) -> str:
        """Return what the box shows now that the model says ``value`` of the draft ``name``."""
        said, before = nfc(value), nfc(self.given)
        self.given = value
        if name != self.name:
            self.name, self.shown, self.pending = name, value, []
        elif said == before:
            pass
        elif said in self.pending:
            self.pending = self.pending[self.pending.index(said) + 1 :]
        elif said != nfc(self.shown):
            self.shown, self.pending = value, []
        return self.shown
