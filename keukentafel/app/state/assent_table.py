"""What lies on the table around reading back: what stays home, who may know, what goes to whom, the copies.

Each has a screen of its own behind one quiet button, so that reading back itself stays a page, four answers
and *Klaar*.
"""

from datetime import date

from keukentafel.app.house import House
from keukentafel.app.state.consenting import Consenting
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.freezing import Freezing
from keukentafel.app.state.going_out import GoingOut
from keukentafel.app.state.handing_out import HandingOut
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.preparation import note_day, request, take_day_back
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.stays_home import StaysHome
from keukentafel.vault.open_vault import OpenVault

_APPLIED = "applied"
_NOT_APPLIED = "not_applied"


class AssentTable:
    """The papers around one edition that is being read back, or was just sent."""

    def __init__(
        self,
        talk: Conversation,
        back: ReadBack,
        vault: OpenVault,
        member: Membership,
        house: House,
        *,
        browser: str,
    ) -> None:
        self._talk = talk
        self._back = back
        self._vault = vault
        self._member = member
        self._house = house
        self._browser = browser

    @property
    def today(self) -> date:
        """The day of today at this table."""
        return self._house.texts.today(self._house.clock())

    @property
    def stays_home(self) -> StaysHome:
        """What goes to the municipality, piece by piece, and what does not."""
        freezing = Freezing(self._talk, self._vault, self._member, self._house)
        return StaysHome(self._talk, freezing, self._house.guide)

    @property
    def consenting(self) -> Consenting:
        """Who may know what."""
        return Consenting(self._talk, self.today, self._house.record.texts)

    @property
    def going_out(self) -> GoingOut:
        """What goes to whom."""
        return GoingOut(self._talk, self._back, self._house, self._member.team.name, self.today)

    @property
    def handing_out(self) -> HandingOut:
        """The papers to give."""
        return HandingOut(self._talk, self._vault, self._house, self._browser, self.today)

    # An application --------------------------------------------------------------------------------------

    @property
    def applied(self) -> date | None:
        """Since when this is an application as well; None while nobody said so."""
        return request(self._talk).day(_APPLIED)

    @property
    def not_applied(self) -> date | None:
        """Since when this is said to be no application; None while nobody said so."""
        return request(self._talk).day(_NOT_APPLIED)

    def apply(self, *, applies: bool) -> None:
        """Write down with today's day that this is an application, or none; one of the two stands."""
        said, other = (_APPLIED, _NOT_APPLIED) if applies else (_NOT_APPLIED, _APPLIED)
        if request(self._talk).day(other) is not None:
            take_day_back(self._talk, other)
        if request(self._talk).day(said) is None:
            note_day(self._talk, said, self.today)
        self._back.look_again()
        self._talk.changed()
