"""Paper: an edition to hold in your hand.

It comes as a page (HTML) everywhere, and as a document (PDF) where there is a typesetter.

Both are made from one `sheet`, so that they say the same; the sheet is made from a `reading`, so that paper
says what was heard. Every Dutch word comes in through `words`.
"""
