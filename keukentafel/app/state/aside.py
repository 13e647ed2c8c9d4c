"""Speaking apart: the sheet of one carer, and who held the pen at the table before it was laid down."""

from keukentafel.app.state.apart import Apart
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import ASIDE, Screen
from keukentafel.dossier.people import Person


class Aside:
    """Whether somebody is spoken to apart."""

    def __init__(self) -> None:
        self.apart: Apart | None = None
        self._at_the_table: tuple[Person, Person] | None = None

    def begin(self, talk: Conversation, carer: Person, *, at_the_table: bool) -> None:
        """Take up the sheet of this carer."""
        self.apart = Apart(talk, carer, at_the_table=at_the_table)

    def follow(self, screen: Screen, talk: Conversation | None) -> None:
        """Who spoke and who wrote at the table do so again once a carer's sheet is away."""
        if talk is None:
            self.apart = self._at_the_table = None
            return
        if screen in ASIDE and self._at_the_table is None:
            self._at_the_table = (talk.speaker, talk.writer)
        if screen is Screen.APART and self.apart is not None:
            talk.speaker, talk.writer = self.apart.carer, self.apart.first_hand
        if screen not in ASIDE and self._at_the_table is not None:
            (talk.speaker, talk.writer), self._at_the_table = self._at_the_table, None
        if screen is not Screen.APART:
            self.apart = None
