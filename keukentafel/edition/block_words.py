"""The words around the fields of a block, in one language: for the screen, the desk and the paper alike.

Every field has a label (``account.field.tile.how``) and every choice its word
(``account.choice.tile.how.costs``); so a field that is new in the catalogue needs words and nothing else.
"""

from typing import Final

from keukentafel.edition.account import Form, Place
from keukentafel.edition.block import Told
from keukentafel.edition.paper.clock import PaperClock
from keukentafel.edition.paper.words import Words
from keukentafel.edition.said import Said

_UNDER_COVER: Final = "contact.name"


class BlockWords:
    """Reads the fields of blocks in the words of one language."""

    def __init__(self, words: Words, clock: PaperClock) -> None:
        self._words = words
        self._clock = clock

    def heading(self, place: Place) -> str:
        """Return what stands above a place of the account."""
        return self._words(f"account.{place}")

    def label(self, field: str) -> str:
        """Return what stands before what a field says; ``field`` is its name in the catalogue."""
        kind, name = field.split(".", 1)
        return self._words(f"account.field.{kind}.{name}")

    def choice(self, field: str, choice: str) -> str:
        """Return the word for a choice."""
        kind, name = field.split(".", 1)
        return self._words(f"account.choice.{kind}.{name}.{choice}")

    def fact(self, field: str, text: str) -> str:
        """Return a label with what is said there, as one sentence."""
        return self._words("account.fact").format(label=self.label(field), text=text)

    def text(self, told: Told, said: Said) -> str:
        """Return what one version of a field says."""
        if told.form is Form.CHOICE:
            return self.choice(told.field, said.text)
        if told.form is Form.DAY:
            return self._clock.day(said.text)
        if told.form is Form.MOMENT:
            return self._clock.claimed(int(said.text))
        if told.form is Form.MONEY:
            return self._clock.money(int(said.text))
        if told.field == _UNDER_COVER and said.text.isdecimal():
            return self._words("account.covered").format(number=said.text)
        return said.text
