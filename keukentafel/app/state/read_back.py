"""Reading back: the edition is frozen as it is heard, and people say what they think of exactly that.

Nothing is sent before *Klaar*. Then the edition, the assent, the sealed envelope in the outbox and the card
in the list are written in one transaction: either all of it is there, or none.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from keukentafel.app.house import House
from keukentafel.app.state.card import Phase, Status, read_card
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.observed import Observed
from keukentafel.app.state.sent_plan import bundles
from keukentafel.dossier.people import Person
from keukentafel.edition.assent import (
    AGREEING,
    Assent,
    Assenter,
    AssentMeans,
    AssentState,
    Recorder,
    Stroke,
    checked,
)
from keukentafel.edition.bundle import Bundle, make_bundle, read_bundle
from keukentafel.edition.freeze import Edition, freeze
from keukentafel.edition.manifest import GuideStamp
from keukentafel.edition.marks import Moment, moment
from keukentafel.edition.readiness import Lack, lacks_for_agreement, lacks_for_ready
from keukentafel.edition.reading import Reading, reading_of
from keukentafel.journal.canonical import nfc
from keukentafel.vault.vault import OpenVault
from sync.tablet import seal_plan


@dataclass(frozen=True, slots=True)
class Delivered:
    """What was just given along: the bundle, and whether it may be called *klaar*."""

    bundle: Bundle
    ready: bool
    team: str


class ReadBack(Observed):
    """The edition that is being read back, and the answer that is being given."""

    def __init__(self, talk: Conversation, vault: OpenVault, member: Membership, house: House) -> None:
        self._talk = talk
        self._vault = vault
        self._member = member
        self._house = house
        self.edition: Edition = self._freeze()
        self.person: Person = talk.speaker if talk.voices else talk.worker
        self.state: AssentState | None = None
        self.aloud = False
        self.wanting = ""
        self.delivered: Delivered | None = None
        self._remark = ""
        self._strokes: tuple[Stroke, ...] = ()

    @property
    def reading(self) -> Reading:
        """What is heard."""
        return reading_of(self.edition.parts, {self._talk.worker.id: self._talk.worker.name})

    @property
    def remark(self) -> str:
        """What somebody wants to add, to the letter."""
        return self._remark

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """The drawn signature, if any."""
        return self._strokes

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What must be settled before anybody can say yes."""
        return lacks_for_agreement(self.reading)

    @property
    def missing(self) -> tuple[Lack, ...]:
        """What must be settled before the plan may be called *klaar*."""
        return lacks_for_ready(self.reading)

    def choose(self, state: AssentState) -> None:
        """Take one of the four answers; they are equally good."""
        self.state = state
        self.wanting = ""

    def choose_person(self, person: Person) -> None:
        """Ask somebody else of the household what they think of it."""
        self.person = person
        self.state, self._remark, self._strokes, self.wanting = None, "", (), ""

    def write_remark(self, words: str) -> None:
        """Take what somebody wants to add, with line ends and tabs as an assent has them."""
        self._remark = nfc(words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))

    def draw(self, strokes: tuple[Stroke, ...]) -> None:
        """Take the strokes of a drawn signature."""
        self._strokes = strokes

    def objection(self, *, anyway: bool) -> str:
        """Return what stands in the way of *Klaar* now, as the key of a message; empty when nothing does."""
        if self.state is None:
            return "choose"
        if self.state is AssentState.AGREED_WITH_REMARKS and not self._remark.strip():
            return "remark"
        if self.state in AGREEING and self.lacks:
            return "lead"
        return "missing" if self.missing and not anyway else ""

    def finish(self, *, anyway: bool = False) -> bool:
        """Freeze, seal and queue, once, unless something stands in the way; tells whether it was done."""
        if self.delivered is not None:
            return True
        self.wanting = self.objection(anyway=anyway)
        if self.wanting or self.state is None:
            return False
        data = make_bundle(
            self.edition, [self._assent(self.state)], self._vault.device_signing, self._house.schema
        )
        bundle = read_bundle(data, self._house.schema)
        self._deliver(data, bundle)
        self.delivered = Delivered(
            bundle, not self.missing and self.state in AGREEING, self._member.team.name
        )
        return True

    def _deliver(self, data: bytes, bundle: Bundle) -> None:
        vault, household = self._vault, self._talk.household
        team = self._member.team
        envelope = seal_plan(data, [team.sealing], self._member.signed_card, vault.device_signing)
        with vault.writing():
            vault.keep_document(household, "bundle", bundle.manifest.hash, data)
            vault.queue(team.mailbox, envelope, bundle.manifest.hash, household)
            card = replace(
                read_card(vault.card(household)),
                phase=Phase.RUNNING,
                status=Status.QUEUED,
                edition=bundle.manifest.hash,
            )
            vault.put_card(household, card.written())

    def _assent(self, state: AssentState) -> Assent:
        strokes = self._strokes
        how = AssentMeans.SAID_ALOUD if self.aloud else AssentMeans.TAPPED
        return checked(
            Assent(
                manifest_hash=self.edition.manifest.hash,
                person=Assenter(self.person.id, self.person.name, self.person.role),
                state=state,
                remark="" if state is AssentState.AGREED else self._remark.strip(),
                how=AssentMeans.DRAWN if strokes else how,
                signature=strokes or None,
                given_at=self._moment(),
                hand=Recorder(self._talk.writer.id, self._talk.writer.role),
            )
        )

    def _freeze(self) -> Edition:
        vault, household, guide = self._vault, self._talk.household, self._house.guide
        before = bundles(vault, household, self._house.schema)
        last = before[-1].manifest if before else None
        return freeze(
            vault.entries(household),
            self._house.catalogue,
            household=household,
            number=last.number + 1 if last else 1,
            previous=last.hash if last else None,
            frozen_at=self._moment(),
            organisation=self._member.card.organisation,
            guide=GuideStamp(guide.id, str(guide.version), guide.digest()),
            secret=vault.household_secret(household, "edition"),
        )

    def _moment(self) -> Moment:
        return moment(datetime.fromtimestamp(self._house.clock() / 1000, UTC))
