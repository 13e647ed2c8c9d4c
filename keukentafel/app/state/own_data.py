"""One person asks for their own data: it is prepared, a human looks it over, and only then it can go out.

Who asks is at the table; others of the household may be harmed by what is in it. So nothing goes by itself.
The worker sees everything that would go, leaves out what harms others with a reason that will stand in the
copy, says that it was looked over, and releases it. Only what was released can be handed over, as data (JSON)
or on paper, and each time a line comes in the audit trail.

    prepared ──look_over──► looked over ──release──► released ──hand_over──► a file, and a line in the trail
        ▲                        │
        └──leave_out, put_back───┘

What is marked to be left out is kept sealed until it was handed over, so that a lock half-way undoes nothing.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from keukentafel.app.house import House
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.observed import Observed
from keukentafel.app.state.own_marks import OwnMarks
from keukentafel.app.state.sent_plan import bundles, sent_plans
from keukentafel.dossier.own_data import OwnData, Record, own_data, record_id
from keukentafel.dossier.own_reach import PROFESSIONALS, OwnReach
from keukentafel.dossier.people import Person, people
from keukentafel.edition.marks import moment
from keukentafel.edition.own_copy import Setting, own_copy, reason_of, reply_id
from keukentafel.edition.own_document import OwnDocument
from keukentafel.edition.own_editions import Frozen, OwnEdition, Reply, own_editions
from keukentafel.edition.own_words import OwnWords
from keukentafel.edition.paper.document import NoTypesetter, PaperNotSet, Typesetter
from keukentafel.edition.paper.own_paper import own_page, own_pdf
from keukentafel.edition.part import Part
from keukentafel.journal.operation import Entry
from keukentafel.vault.mistakes import Locked
from keukentafel.vault.open_vault import OpenVault
from keukentafel.vault.trail import Action

OBJECT = "own-data"
"""What stands in the audit trail."""

_FILES = {"application/json": "json", "application/pdf": "pdf", "text/html; charset=utf-8": "html"}


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


class Form(StrEnum):
    """How it is handed over: as data, or on paper (PDF, and a page where there is no typesetter)."""

    DATA = "data"
    PAPER = "paper"


class Sort(StrEnum):
    """What sort of thing the worker looks at."""

    RECORD = "record"
    PART = "part"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that would go: what it is called in the catalogue, what it says, oldest first.

    ``look_twice`` asks for a second look; ``reason`` is why it stays out, empty while it goes.
    """

    id: str
    sort: Sort
    kind: str
    title: str
    texts: tuple[str, ...]
    look_twice: bool
    reason: str


class OwnDataRequest(Observed):
    """The request of one person of the household that is open.

    ``stage`` is how far it has come; ``stale`` tells that something was written since it was looked over, so
    that it has to be looked at again. Every method raises ``Locked`` while the vault is narrowed: looking
    over is not for the table.
    """

    def __init__(
        self,
        talk: Conversation,
        vault: OpenVault,
        member: Membership,
        house: House,
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
        self._marks = OwnMarks(vault, talk.household, person)
        self._document: OwnDocument | None = None
        self._right = Right.ACCESS
        self.person = person
        self.stage = Stage.PREPARED
        self.stale = False
        self.busy = False
        self._data, self._editions = self._collected()

    # Looking ---------------------------------------------------------------------------------------------

    @property
    def things(self) -> tuple[Thing, ...]:
        """Everything that would go, and what was left out with its reason."""
        return (*self._records(), *self._parts(), *self._replies())

    @property
    def half_typed(self) -> int:
        """How many sentences within reach are still being typed; they are not in it."""
        reach = OwnReach(self.person, self._vault.compartments(self._talk.household), self._house.catalogue)
        return sum(
            1
            for one in self._vault.drafts(self._talk.household)
            if one.compartment in reach.compartments and not reach.is_somebody_else(one.voice)
        )

    @property
    def not_understood(self) -> int:
        """How much a newer version of the program wrote within reach; this version cannot put it in."""
        return self._data.not_understood

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
        """Take note that the worker has looked over everything that would go."""
        self._check_at_work()
        if self.stage is Stage.PREPARED:
            self.stale = False
            self.stage = Stage.LOOKED_OVER

    # Going out -------------------------------------------------------------------------------------------

    def release(self, right: Right = Right.ACCESS) -> bool:
        """Release it as it was looked over, and tell whether that was done.

        It is not when it was not looked over, or when something was written since (``stale``).
        """
        self._check_at_work()
        if self.stage is not Stage.LOOKED_OVER:
            return False
        fresh = self._collected()
        if fresh != (self._data, self._editions):
            self._data, self._editions = fresh
            self.stale, self.stage = True, Stage.PREPARED
            return False
        self._document, self._right = self._made(), right
        self.stage = Stage.RELEASED
        return True

    def prepare_again(self) -> None:
        """Begin again with what is known now; what was marked to be left out stays marked."""
        self._check_at_work()
        self._document = None
        self._data, self._editions = self._collected()
        self.stale, self.stage = False, Stage.PREPARED

    async def hand_over(self, form: Form) -> str | None:
        """Lay it ready as a file and return where this browser can fetch it once; None where that is not so.

        Raises:
            NotReleased: it was not released.
        """
        self._check_at_work()
        document = self._document
        if self.stage is not Stage.RELEASED or document is None:
            raise NotReleased
        if self._house.downloads is None or self.busy:
            return None
        self.busy = True
        try:
            data, media_type = await asyncio.to_thread(self._file, document, form)
        finally:
            self.busy = False
        # It may have been put away or locked meanwhile, and then nothing of it may lie ready.
        if self._document is not document or not self._vault.is_open:
            return None
        household = self._talk.household
        with self._vault.writing():
            ground = self._right.value
            self._vault.trail.add(
                Action.EXPORTED, household, self.person.id, object=OBJECT, ground=ground
            )
            self._marks.forget()
        name = f"{self._house.texts('own.file')}.{_FILES[media_type]}"
        return self._house.downloads.offer(self._browser, data, media_type, name)

    def put_away(self) -> None:
        """Let go of the copy; what was marked to be left out is kept."""
        self._document = None
        self.stage = Stage.PREPARED
