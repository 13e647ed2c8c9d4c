"""Rules that stand in the way, at the desk: what is asked, by when, and what the supervisor decides.

They lie apart from the plans and bear no name: the supervisor decides on the rule and not on the people. A
question is kept with the case that it came from, also when no plan of it is here yet.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.app.clock import Clock
from keukentafel.app.state.bottlenecks import ASKED, DECIDED
from keukentafel.app.state.case import case_of
from keukentafel.app.state.jotting import Jotting
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.observed import Observed
from keukentafel.app.state.post import PostOffice
from keukentafel.app.state.saved import Saved
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.open_vault import OpenVault
from sync.bottleneck import DECISION, LONGEST_RULE, Decision, QuestionRefused
from sync.desk import Desk as DeskDevice
from sync.desk import ReceivedQuestion, open_question
from sync.envelope import EnvelopeRefused
from sync.identity import NotTrusted
from sync.message import MessageRefused
from sync.wire.document import read_signed
from sync.wire.names import Moment


@dataclass(frozen=True, slots=True)
class DeskRule:
    """One question about a rule on the desk; ``decided`` is empty until it is decided (at: ms since 1970)."""

    household: HouseholdId
    asked: ReceivedQuestion
    decided: str = ""
    decided_at: int = 0

    @property
    def id(self) -> str:
        """The id of the question."""
        return self.asked.question.id


class DeskRules(Observed):
    """The questions about a rule that lie on the desk."""

    def __init__(
        self,
        vault: OpenVault,
        device: DeskDevice,
        member: Membership,
        clock: Clock,
        *,
        post: PostOffice,
        saved: Saved,
    ) -> None:
        self._vault = vault
        self._device = device
        self._member = member
        self._clock = clock
        self._post = post
        self._saved = saved
        self._words: Jotting | None = None
        self.all: tuple[DeskRule, ...] = ()
        self.open: DeskRule | None = None
        self.wanting_words = False

    def take_in(self, envelope: bytes, team_key: X25519PrivateKey) -> None:
        """Check a question that came in, and keep it with its case; the same one again changes nothing.

        Raises:
            EnvelopeRefused, MessageRefused, NotTrusted, QuestionRefused: it does not hold.
        """
        asked = open_question(envelope, team_key, self._member.trust)
        with self._vault.writing():
            household, _ = case_of(self._vault, asked.question.household)
            if self._vault.document(household, ASKED, asked.question.id) is None:
                self._vault.keep_document(household, ASKED, asked.question.id, envelope)

    def refresh(self) -> None:
        """Read again what lies on the desk: what is not decided first, and of those the most urgent first."""
        found = [
            rule
            for household, card in self._vault.cards(0, self._vault.count())
            if card is not None
            for rule in self._rules_of(household)
        ]
        self.all = tuple(sorted(found, key=lambda one: (bool(one.decided), one.asked.question.by)))
        if self.open is not None:
            self.open = next((one for one in self.all if self.open and one.id == self.open.id), None)

    def look_at(self, question: str) -> None:
        """Open a question."""
        self.keep()
        self.open = next((one for one in self.all if one.id == question), None)
        self.wanting_words = False
        if self.open is not None:
            self._words = Jotting(self._vault, self.open.household, f"{DECIDED}-{question}", self._saved)

    def close(self) -> None:
        """Put the question that is open back on its pile."""
        self.keep()
        self.open = self._words = None

    @property
    def words(self) -> str:
        """What the supervisor is writing."""
        return self._words.text if self._words else ""

    def write(self, words: str) -> None:
        """Take what the supervisor decides; it is kept while it is typed."""
        if self._words is not None:
            self._words.write(words)

    def keep(self) -> None:
        """Keep a decision that still waits for a pause, now."""
        if self._words is not None:
            self._words.keep()

    def decide(self) -> bool:
        """Send the decision to who asked it; it needs words. Tells whether it was given."""
        rule, jotting = self.open, self._words
        if rule is None or jotting is None:
            return False
        text = jotting.text.strip()
        self.wanting_words = not 0 < len(text) <= LONGEST_RULE
        if self.wanting_words:
            return False
        # Later decisions win on the tablet, so a desk whose clock was put back still decides later.
        at = Moment(max(self._clock(), rule.decided_at + 1))
        signed = self._device.decide(rule.asked, text, at)
        envelope = self._device.seal_decision(rule.asked, signed)
        with self._vault.writing():
            self._vault.queue(rule.asked.card.mailbox, envelope, f"{DECIDED}-{rule.id}", rule.household)
            self._vault.keep_document(rule.household, DECIDED, rule.id, signed)
            jotting.sent()
        jotting.forget()
        self.refresh()
        self._post.wake()
        return True

    def _rules_of(self, household: HouseholdId) -> Iterator[DeskRule]:
        key = self._member.team_key
        if key is None:
            return
        for document in self._vault.documents(household, ASKED):
            with contextlib.suppress(EnvelopeRefused, MessageRefused, NotTrusted, QuestionRefused):
                asked = open_question(document.data, key, self._member.trust)
                yield self._with_decision(DeskRule(household, asked))

    def _with_decision(self, rule: DeskRule) -> DeskRule:
        document = self._vault.document(rule.household, DECIDED, rule.id)
        if document is None:
            return rule
        decision = read_signed(document.data, DECISION).read(Decision)
        return replace(rule, decided=decision.text, decided_at=decision.at)
