"""Reading back: the edition is frozen as it is heard, and people say what they think of exactly that.

What is read back at the table is the resident's copy. What a carer tells lies apart: it is read by that carer
alone, and goes along only with their own yes. Nothing is sent before *Klaar*. Then the edition, the assents,
the sealed envelope in the outbox and the card in the list are written in one transaction: either all of it is
there, or none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from keukentafel.app.house import House
from keukentafel.app.state.answer import Answer
from keukentafel.app.state.card import Phase, Status, read_card
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.freezing import Freezing
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.observed import Observed
from keukentafel.dossier.majority import children_without_authority, still_asked
from keukentafel.dossier.people import Person
from keukentafel.dossier.taking_part import TakingPart, taking_part
from keukentafel.edition.assent import AGREEING, Assent, AssentState, Stroke
from keukentafel.edition.bundle import Bundle, make_bundle, read_bundle
from keukentafel.edition.freeze import Edition, copy_for
from keukentafel.edition.own_yes import own_parts
from keukentafel.edition.part import Part
from keukentafel.edition.reader import reading_of
from keukentafel.edition.readiness import Lack, lacks_for_agreement, lacks_for_ready
from keukentafel.edition.reading import Reading
from keukentafel.journal.field import Sight
from keukentafel.journal.names import PersonId
from keukentafel.vault.open_vault import OpenVault
from sync.tablet import seal_plan


@dataclass(frozen=True, slots=True)
class Delivered:
    """What was just given along: the bundle, and whether it may be called *klaar*."""

    bundle: Bundle
    ready: bool
    team: str


class ReadBack(Observed):
    """The edition that is being read back, and what each person says of it."""

    def __init__(self, talk: Conversation, vault: OpenVault, member: Membership, house: House) -> None:
        self._talk = talk
        self._vault = vault
        self._member = member
        self._house = house
        self._freezing = Freezing(talk, vault, member, house)
        self._answers: dict[PersonId, Answer] = {}
        self.edition: Edition = self._freezing.freeze()
        self.reading: Reading = self._read(copy_for(self.edition, Sight.RESIDENT).parts)
        self.own_part_open = False
        self._own_part_read: set[PersonId] = set()
        self.person: Person = talk.speaker if talk.voices else talk.worker
        self.wanting = ""
        self.delivered: Delivered | None = None

    @property
    def answer(self) -> Answer:
        """What the person who is asked now says of it."""
        if self.person.id not in self._answers:
            household, saved = self._talk.household, self._talk.saved
            self._answers[self.person.id] = Answer(self._vault, household, self.person, saved)
        return self._answers[self.person.id]

    @property
    def given(self) -> tuple[Answer, ...]:
        """The answers that were given."""
        return tuple(answer for answer in self._answers.values() if answer.state is not None)

    @property
    def own_part(self) -> Reading | None:
        """What is for the eyes of the person who is asked alone, and waits for their yes; mostly nothing."""
        parts = own_parts(self.edition, self.person.id)
        return self._read(parts) if parts else None

    @property
    def unread(self) -> tuple[Person, ...]:
        """Who says yes without having read their own part, which would go along with that yes."""
        agreeing = (one.person for one in self.given if one.state in AGREEING)
        return tuple(
            one for one in agreeing if own_parts(self.edition, one.id) and one.id not in self._own_part_read
        )

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
        self.answer.state = state
        self.wanting = ""
        self.changed()

    def say_how(self, *, aloud: bool) -> None:
        """Take how the answer was given: tapped, or said aloud."""
        self.answer.aloud = aloud
        self.changed()

    @property
    def part(self) -> TakingPart:
        """What the answer of the person who is asked counts for."""
        return taking_part(self._talk.dossier, self.person.id)

    @property
    def still_asked(self) -> tuple[Person, ...]:
        """Whose answer the plan still waits for; the account of the talk waits for nobody's."""
        answered = {answer.person.id for answer in self.given}
        return self._called(one.person for one in still_asked(self._talk.dossier, answered))

    @property
    def unspoken_for(self) -> tuple[Person, ...]:
        """The children of whom nobody said who has authority over them."""
        return self._called(children_without_authority(self._talk.dossier))

    def look_again(self) -> bool:
        """Freeze once more when something changed: who answered was asked about other words, so ask again.

        Tells whether something did.
        """
        edition = self._freezing.freeze()
        self.own_part_open = False
        if self.delivered is not None or edition.parts == self.edition.parts:
            return False
        self.wanting = "changed" if self.given else ""
        self.edition = edition
        self._own_part_read.clear()
        for answer in self._answers.values():
            answer.ask_again()
        self.read_again()
        self.changed()
        return True

    def read_again(self) -> None:
        """Read the same edition in the language that is spoken now."""
        self.reading = self._read(copy_for(self.edition, Sight.RESIDENT).parts)

    def choose_person(self, person: Person) -> None:
        """Ask somebody else of the household what they think of it."""
        self.person, self.wanting = person, ""
        self.own_part_open = False

    def open_own_part(self) -> None:
        """Show their own part to the person who is asked."""
        self._own_part_read.add(self.person.id)
        self.own_part_open, self.wanting = True, ""
        self.changed()

    def close_own_part(self) -> None:
        """Put it away again, before the tablet goes round."""
        self.own_part_open = False
        self.changed()

    def write_remark(self, words: str) -> None:
        """Take what somebody wants to add."""
        self.answer.remark.write(words)

    def keep(self) -> None:
        """Keep every remark that still waits for a pause, now."""
        for answer in self._answers.values():
            answer.remark.keep()

    def draw(self, strokes: tuple[Stroke, ...]) -> None:
        """Take the strokes of a drawn signature."""
        self.answer.strokes = strokes

    def objection(self, *, anyway: bool) -> str:
        """Return what stands in the way of *Klaar* now, as the key of a message; empty when nothing does."""
        if not self.given:
            return "choose"
        if any(answer.wants_remark for answer in self.given):
            return "remark"
        if self.lacks and any(answer.state in AGREEING for answer in self.given):
            return "lead"
        if self.unread:
            return "own_part"
        return "missing" if self.missing and not anyway else ""

    def finish(self, *, anyway: bool = False) -> bool:
        """Freeze, seal and queue, unless something stands in the way; tells whether it was done.

        Raises:
            VaultMistake, MalformedAssent, BundleRefused, CannotSeal: nothing was sent and nothing was kept.
        """
        if self.delivered is not None:
            return False
        # Something may have changed on this very screen since they answered: a tap undone, a day taken back.
        if self.look_again() and self.wanting:
            return False
        self.wanting = self.objection(anyway=anyway)
        if self.wanting:
            return False
        data = make_bundle(self.edition, self._assents(), self._vault.device_signing, self._house.schema)
        bundle = read_bundle(data, self._house.schema)
        self._deliver(data, bundle)
        ready = self._agreed and not self.missing
        self.delivered = Delivered(bundle, ready, self._member.team.name)
        return True

    @property
    def _agreed(self) -> bool:
        """Whether everybody who decides said yes; what others said of it is heard, and goes along.

        Of a child for whom nobody is known to decide, nobody who decides was asked.
        """
        deciding = [one for one in self.given if taking_part(self._talk.dossier, one.person.id).decides]
        waits = self.still_asked or self.unspoken_for
        return bool(deciding) and not waits and all(one.state in AGREEING for one in deciding)

    def _called(self, people: Iterable[Person]) -> tuple[Person, ...]:
        names = {one.id: one for one in self._talk.people}
        return tuple(names.get(one.id, one) for one in people)

    def _assents(self) -> list[Assent]:
        manifest, hand = self.edition.manifest.hash, self._talk.writer
        return [answer.assent(manifest, self._freezing.moment(), hand) for answer in self.given]

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
            for answer in self.given:
                answer.remark.sent()
        for answer in self.given:
            answer.remark.forget()

    def _read(self, parts: Iterable[Part]) -> Reading:
        return reading_of(parts, self._freezing.names, self._house.guide.titles)
