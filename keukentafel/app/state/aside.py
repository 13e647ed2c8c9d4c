"""Speaking apart: the sheet of a carer or of somebody young, and who held the pen before it was laid down."""

from keukentafel.app.state.apart import Apart
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.own_sheet import OwnSheet
from keukentafel.app.state.screens import ASIDE, OF_ONE, Screen
from keukentafel.dossier.people import Person


class Aside:
    """Whether somebody is spoken to apart."""

    def __init__(self) -> None:
        self.apart: Apart | None = None
        self.own_sheet: OwnSheet | None = None
        self._at_the_table: tuple[Person, Person] | None = None

    def begin(self, talk: Conversation, carer: Person, *, at_the_table: bool) -> None:
        """Take up the sheet of this carer."""
        self.apart = Apart(talk, carer, at_the_table=at_the_table)

    def begin_own(self, talk: Conversation, person: Person, *, at_the_table: bool) -> None:
        """Take up the own sheet of somebody young."""
        self.own_sheet = OwnSheet(talk, person, at_the_table=at_the_table)

    @property
    def lies(self) -> Apart | OwnSheet | None:
        """The sheet of one person alone that lies there, if any."""
        return self.apart or self.own_sheet

    def follow(self, screen: Screen, talk: Conversation | None) -> None:
        """Who spoke and who wrote at the table do so again once such a sheet is away."""
        if talk is None:
            self.apart = self.own_sheet = self._at_the_table = None
            return
        if screen in ASIDE and self._at_the_table is None:
            self._at_the_table = (talk.speaker, talk.writer)
        if screen in OF_ONE and self.lies is not None:
            talk.speaker, talk.writer = self.lies.person, self.lies.first_hand
        if screen not in ASIDE and self._at_the_table is not None:
            (talk.speaker, talk.writer), self._at_the_table = self._at_the_table, None
        if screen is not Screen.APART:
            self.apart = None
        if screen is not Screen.HOUSES:
            self.own_sheet = None
