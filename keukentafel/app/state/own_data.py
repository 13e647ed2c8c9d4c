"""One person asks for their own data: it is prepared, a human looks it over, and only then it can go out.

Others of the household may be harmed by what is in it, so nothing goes by itself. The worker sees everything
that would go, leaves out what harms others with a reason that will stand in the copy, says that it was looked
over, and releases it. Only what was released can be handed over, as data (JSON) or on paper, and each time a
line comes in the audit trail.

    prepared ──look_over──► looked over ──release──► released ──hand_over──► a file, and a line in the trail
        ▲                        │
        └──leave_out, put_back───┘

What is marked to be left out is kept sealed until it was handed over, so that a lock half-way undoes nothing.
"""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from keukentafel.app.house import House
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.observed import Observed
from keukentafel.app.state.own_files import Form, own_file
from keukentafel.app.state.own_holdings import own_holdings
from keukentafel.app.state.own_marks import OwnMarks
from keukentafel.app.state.own_things import OwnThing, own_things
from keukentafel.dossier.own_reach import PROFESSIONALS
from keukentafel.dossier.people import Person, people
from keukentafel.edition.marks import moment
from keukentafel.edition.own_copy import Setting, own_copy, reason_of
from keukentafel.edition.own_document import OwnDocument
from keukentafel.journal.names import PersonId
from keukentafel.vault.mistakes import Locked
from keukentafel.vault.open_vault import OpenVault
from keukentafel.vault.trail import Action

OBJECT: Final = "own-data"
"""What stands in the audit trail."""


class NotReleased(Exception):
    """This was not released, so it cannot be handed over."""


class AlreadyReleased(Exception):
    """This was released as it is; to change it, prepare it again."""


class Stage(StrEnum):
    """How far a request has come."""

    PREPARED = "prepared"
    LOOKED_OVER = "looked_over"
    RELEASED = "released"


class Right(StrEnum):
    """On what ground somebody asks: access (AVG article 15) or portability (article 20)."""

    ACCESS = "avg-15"
    PORTABILITY = "avg-20"


class OwnDataRequest(Observed):
    """The request of one person of the household that is open.

    ``stage`` is how far it has come; ``stale`` tells that something was written since it was looked over, so
    that it has to be looked at again; ``busy`` that a paper is being set. What changes it or lets it go
    raises ``Locked`` while the vault is narrowed: looking over is not for the table.
    """

    def __init__(
        self,
        talk: Conversation,
        vault: OpenVault,
        member: Membership,
        house: House,
        *,
        browser: str,
        person: Person,
    ) -> None:
        """Prepare it.

        Raises:
            NotOfTheHousehold: this is the worker or the supervisor.
        """
        self._talk = talk
        self._vault = vault
        self._member = member
        self._house = house
        self._browser = browser
        self._holdings = own_holdings(vault, talk.household, person, house)
        self._marks = OwnMarks(vault, talk.household, person)
        self._document: OwnDocument | None = None
        self._right = Right.ACCESS
        self.person = person
        self.stage = Stage.PREPARED
        self.stale = False
        self.busy = False

    # Looking ---------------------------------------------------------------------------------------------

    @property
    def things(self) -> tuple[OwnThing, ...]:
        """Everything that would go, and what was left out with its reason."""
        return own_things(self._holdings, self._marks.left_out, self._setting())

    @property
    def half_typed(self) -> int:
        """How many sentences of this person are still being typed; those are not in it."""
        return self._holdings.half_typed

    @property
    def not_understood(self) -> int:
        """How much a newer version of the program wrote within reach; this version cannot put it in."""
        return self._holdings.data.not_understood

    @property
    def copy(self) -> OwnDocument:
        """The copy as it would go out now; once released, as it does."""
        return self._document or self._made()

    def leave_out(self, thing: str, reason: str) -> None:
        """Leave a thing out, because it would harm others; the reason will stand in the copy.

        Raises:
            NoReason: the reason is empty or longer than a line.
            AlreadyReleased: it was released; prepare it again first.
        """
        self._mark({**self._marks.left_out, thing: reason_of(reason)})

    def put_back(self, thing: str) -> None:
        """Let a thing go along after all.

        Raises:
            AlreadyReleased: it was released; prepare it again first.
        """
        self._mark({one: reason for one, reason in self._marks.left_out.items() if one != thing})

    def look_over(self) -> None:
        """Take note that the worker has looked over everything that would go.

        Raises:
            AlreadyReleased: it was released; prepare it again first.
        """
        self._check_open_for_change()
        self.stale, self.stage = False, Stage.LOOKED_OVER

    # Going out -------------------------------------------------------------------------------------------

    def release(self, right: Right = Right.ACCESS) -> bool:
        """Release it as it was looked over, and tell whether that was done.

        It is not when it was not looked over, or when something was written since (``stale``).
        """
        self._check_at_work()
        if self.stage is not Stage.LOOKED_OVER:
            return False
        fresh = own_holdings(self._vault, self._talk.household, self.person, self._house)
        if fresh != self._holdings:
            self._holdings = fresh
            self.stale, self.stage = True, Stage.PREPARED
            return False
        self._document, self._right = self._made(), right
        self.stage = Stage.RELEASED
        return True

    def prepare_again(self) -> None:
        """Begin again with what is known now; what was marked to be left out stays marked."""
        self._check_at_work()
        self._document = None
        self._holdings = own_holdings(self._vault, self._talk.household, self.person, self._house)
        self.stale, self.stage = False, Stage.PREPARED
        self.changed()

    async def hand_over(self, form: Form) -> str | None:
        """Lay it ready as a file and return where this browser can fetch it once; None where none can go.

        Raises:
            NotReleased: it was not released.
        """
        self._check_at_work()
        document, downloads = self._document, self._house.downloads
        if self.stage is not Stage.RELEASED or document is None:
            raise NotReleased("what was not released cannot be handed over")
        if downloads is None or self.busy:
            return None
        self.busy = True
        try:
            file = await asyncio.to_thread(own_file, document, form, self._house.record.texts)
        finally:
            self.busy = False
        # It may have been put away or locked meanwhile, and then nothing of it may lie ready.
        if self._document is not document or not self._vault.is_open or self._vault.is_narrow:
            return None
        self._write_in_trail()
        return downloads.offer(self._browser, file.data, file.media_type, file.name)

    def put_away(self) -> None:
        """Let go of the copy, and of files of it that were not fetched."""
        if self._document is not None and self._house.downloads is not None:
            self._house.downloads.withdraw(self._browser)
        self._document = None
        self.stage = Stage.PREPARED
        self.changed()

    # Inside ----------------------------------------------------------------------------------------------

    def _check_at_work(self) -> None:
        if self._vault.is_narrow or not self._vault.is_open:
            raise Locked

    def _check_open_for_change(self) -> None:
        self._check_at_work()
        if self.stage is Stage.RELEASED:
            raise AlreadyReleased("what was released does not change any more")

    def _mark(self, left_out: Mapping[str, str]) -> None:
        self._check_open_for_change()
        self._marks.keep(left_out)
        self.stage = Stage.PREPARED
        self.changed()

    def _made(self) -> OwnDocument:
        return own_copy(self._holdings.data, self._holdings.editions, self._marks.left_out, self._setting())

    def _setting(self) -> Setting:
        house = self._house
        return Setting(
            household=self._talk.household,
            controller=self._member.team.name,
            made_at=moment(datetime.fromtimestamp(house.clock() / 1000, UTC)),
            catalogue=house.catalogue,
            words=house.record.texts,
            names=self._names(),
            zone=house.record.texts.zone,
            tiles=house.record.guide.tile_titles,
        )

    def _names(self) -> dict[PersonId, str]:
        """Only professionals are named: who else of the household said or wrote something is told by role."""
        known = {one.id: one.name for one in people(self._talk.dossier) if one.role in PROFESSIONALS}
        return known | {self._talk.worker.id: self._talk.worker.name}

    def _write_in_trail(self) -> None:
        household, ground = self._talk.household, self._right.value
        with self._vault.writing():
            self._vault.trail.add(Action.EXPORTED, household, self.person.id, object=OBJECT, ground=ground)
            self._marks.forget()
