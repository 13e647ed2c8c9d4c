"""The supervisor's desk: plans that came in, opened and checked here, with an answer for the worker.

Questions about a rule come in here too, and lie apart (`keukentafel.app.state.desk_rules`).

Opening a plan sends the signed receipt that makes it *Ontvangen* on the tablet. The supervisor never changes
a resident's text; there is no pen at the desk.
"""

from dataclasses import dataclass, replace

from keukentafel.app.house import House
from keukentafel.app.state.card import Card, Phase, Status, read_card
from keukentafel.app.state.case import case_of
from keukentafel.app.state.desk_rules import DeskRules
from keukentafel.app.state.jotting import Jotting
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.observed import Observed
from keukentafel.app.state.post import PostOffice
from keukentafel.app.state.saved import Saved
from keukentafel.app.state.team_reflections import TeamReflections
from keukentafel.app.state.team_stories import TeamStories
from keukentafel.edition.reader import reading_of
from keukentafel.edition.reading import Reading
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.outbox import OutboxState
from keukentafel.vault.vault import OpenVault
from sync.bottleneck import QuestionRefused
from sync.desk import Desk as DeskDevice
from sync.desk import PlanRefused, ReceivedPlan, open_plan
from sync.envelope import EnvelopeRefused, open_envelope
from sync.identity import NotTrusted
from sync.message import MessageKind, MessageRefused, read_message
from sync.receipt import LONGEST_TEXT, Outcome
from sync.wire.names import Moment

_NOT_YET = (MessageRefused, NotTrusted, PlanRefused, QuestionRefused)
PLAN = "plan"
_REVIEW = "review-"


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """One plan on the desk."""

    household: HouseholdId
    plan: ReceivedPlan
    card: Card
    reading: Reading


class Desk(Observed):
    """What lies on the supervisor's desk."""

    def __init__(self, vault: OpenVault, member: Membership, house: House, post: PostOffice) -> None:
        self._vault = vault
        self._member = member
        self._house = house
        self._post = post
        self._device = DeskDevice(vault.device_signing, member.signed_card, member.card)
        self.open: OpenPlan | None = None
        self.unreadable = 0
        self._rubbish = 0
        self.asking = False
        self.wanting_words = False
        self.looked: dict[int, str] = {}
        self.saved = Saved(house.clock)
        self.rules = DeskRules(vault, self._device, member, house.clock, post=post, saved=self.saved)
        self._question: Jotting | None = None
        self.team = TeamReflections(vault, member, self._device, house.clock)
        self.stories = TeamStories(vault, member, self._device, house.clock)

    def queue(self) -> tuple[tuple[HouseholdId, Card], ...]:
        """Return the plans that came in, the newest first."""
        found = ((household, read_card(card)) for household, card in self._vault.cards(0, 200))
        return tuple((household, card) for household, card in found if card.edition)

    def take_in(self) -> None:
        """Open and check everything that came in; what does not hold is not kept."""
        left = 0
        for incoming in self._vault.incoming():
            with self._vault.writing():
                try:
                    self._rubbish += not self._take_in(incoming.envelope)
                except _NOT_YET:
                    # It may hold tomorrow, with a newer program or a key that is still to come.
                    left += 1
                    continue
                self._vault.drop_incoming(incoming.id)
        self.unreadable = self._rubbish + left
        self.rules.refresh()
        self.changed()

    def look_at(self, household: HouseholdId) -> None:
        """Open a plan; the first time, a signed receipt goes to the worker."""
        plan = self._plan_of(household)
        if plan is None:
            return
        card = read_card(self._vault.card(household))
        if card.status is Status.NEW:
            card = self._receive(household, plan, card)
        names = {plan.card.person: plan.card.name}
        self.keep()
        self.rules.close()
        self._question = Jotting(self._vault, household, "question", self.saved)
        self.asking, self.wanting_words, self.looked = False, False, {}
        reading = reading_of(plan.bundle.edition.parts, names, self._house.guide.titles)
        self.open = OpenPlan(household, plan, card, reading)

    @property
    def answer_waits(self) -> bool:
        """Whether an answer to the open plan is still only on this computer."""
        return self.open is not None and any(
            one.state is OutboxState.QUEUED and str(self._vault.about(one.id)).startswith(_REVIEW)
            for one in self._vault.outgoing(self.open.household)
        )

    def close_plan(self) -> None:
        """Go back to the list."""
        self.open = None

    def put_back(self) -> None:
        """Put what is open, a plan or a rule, back on its pile."""
        self.rules.close()
        self.close_plan()
        self.changed()

    def look_at_rule(self, question: str) -> None:
        """Open a question about a rule; a plan that was open goes back on its pile."""
        self.keep()
        self.close_plan()
        self.rules.look_at(question)
        self.changed()

    def ask(self) -> None:
        """Begin a question to the worker."""
        self.asking, self.wanting_words = True, False

    @property
    def question(self) -> str:
        """What the supervisor wants to ask about the open plan."""
        return self._question.text if self._question else ""

    def write_question(self, words: str) -> None:
        """Take what the supervisor wants to ask; it is kept while it is typed."""
        if self._question is not None:
            self._question.write(words)

    def keep(self) -> None:
        """Keep a question that still waits for a pause, now."""
        if self._question is not None:
            self._question.keep()
        self.rules.keep()

    def answer(self, outcome: Outcome) -> bool:
        """Give an answer; a question needs words. Tells whether it was given."""
        if self.open is None:
            return False
        household, plan = self.open.household, self.open.plan
        text = self.question.strip() if outcome is Outcome.QUESTION else ""
        self.wanting_words = outcome is Outcome.QUESTION and not 0 < len(text) <= LONGEST_TEXT
        if self.wanting_words:
            return False
        if self.open.card.status is Status.AGREED and outcome is Outcome.AGREED:
            return False
        # Later answers win on the tablet, so a desk whose clock was put back still answers later.
        before = int(self.open.card.next_date) if self.open.card.next_date.isdigit() else 0
        now = Moment(max(self._house.clock(), before + 1))
        envelope = self._device.seal_review(plan, outcome, text, now)
        status = Status.AGREED if outcome is Outcome.AGREED else Status.QUESTION
        with self._vault.writing():
            self._vault.queue(plan.reply_to, envelope, f"{_REVIEW}{plan.manifest}", household)
            card = replace(self.open.card, status=status, next_what=text, next_date=str(now))
            # Meanwhile a newer edition may lie on top; its card is not to be written over.
            if read_card(self._vault.card(household)).edition == card.edition:
                self._vault.put_card(household, card.written())
            if text and self._question is not None:
                self._question.sent()
        if text and self._question is not None:
            self._question.forget()
        self.asking = False
        self.open = replace(self.open, card=card)
        self._post.wake()
        return True

    def look_into(self, question: int, answer: str) -> None:
        """Answer one of the five questions, for oneself."""
        self.looked = {**self.looked, question: answer}

    def _take_in(self, envelope: bytes) -> bool:
        key = self._member.team_key
        if key is None:
            return False
        try:
            if read_message(open_envelope(envelope, key).body).kind is MessageKind.BOTTLENECK:
                self.rules.take_in(envelope, key)
                return True
            plan = open_plan(envelope, key, self._member.trust, self._house.schema)
        except EnvelopeRefused:
            return False
        except PlanRefused:
            if self.team.take_in(envelope) or self.stories.take_in(envelope):
                self._post.wake()
                return True
            raise
        with self._vault.writing():
            self._keep(plan, envelope)
        return True

    def _keep(self, plan: ReceivedPlan, envelope: bytes) -> None:
        """Keep a plan with its case; the newest edition lies on top, whatever the order they came in."""
        manifest = plan.bundle.manifest
        household, before = case_of(self._vault, manifest.household)
        if self._vault.document(household, PLAN, plan.manifest) is not None:
            return
        self._vault.keep_document(household, PLAN, plan.manifest, envelope)
        if manifest.number < before.version:
            return
        card = Card(
            name=" / ".join(said.text for said in reading_of(plan.bundle.edition.parts).household),
            phase=Phase.RUNNING,
            status=Status.NEW,
            edition=plan.manifest,
            sender=plan.card.name,
            place=str(self._house.clock()),
            case=manifest.household,
            number=str(manifest.number),
        )
        self._vault.put_card(household, card.written())

    def _plan_of(self, household: HouseholdId) -> ReceivedPlan | None:
        key = self._member.team_key
        document = self._vault.document(household, PLAN, read_card(self._vault.card(household)).edition)
        if key is None or document is None:
            return None
        return open_plan(document.data, key, self._member.trust, self._house.schema)

    def _receive(self, household: HouseholdId, plan: ReceivedPlan, card: Card) -> Card:
        envelope = self._device.seal_receipt(plan, Moment(self._house.clock()))
        opened = card.with_status(Status.OPENED)
        with self._vault.writing():
            self._vault.queue(plan.reply_to, envelope, f"receipt-{plan.manifest}", household)
            self._vault.put_card(household, opened.written())
        self._post.wake()
        return opened
