"""Sharing one's story: a question of its own after the plan, and nothing goes without a yes to what was seen.

The text is the teller's own, under a name that they make up. Before it goes they see it as somebody else will
read it; names that the dossier knows stand in it only when the teller says that they are no names. It goes
under no household that the reader could know, and can be taken back as long as the household is here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from keukentafel.app.house import House
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.observed import Observed
from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.known_names import KnownName, known_names, names_in, without
from keukentafel.journal.canonical import nfc
from keukentafel.journal.names import ObjectId, PersonId, random_id
from keukentafel.journal.speaker import Role
from keukentafel.vault.outbox import OutboxState
from keukentafel.vault.vault import OpenVault
from sync.envelope import SealedEnvelope
from sync.story import LONGEST_ALIAS, LONGEST_STORY, SharedStory, StoryId, read_story
from sync.tablet import seal_story

KIND: Final = "shared_story"
GOING: Final = "story-"
"""What an envelope with a story is about, before its number."""
BACK: Final = "story-back-"
"""What an envelope that takes a story back is about, before its number."""


class Reach(StrEnum):
    """How far a shared story is known to have come."""

    QUEUED = "queued"
    DELIVERED = "delivered"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go: the made-up name and the words."""

    alias: str
    text: str


class StorySharing(Observed):
    """Sharing the story of whoever speaks at the table; ``preview`` is what would go, while it is shown."""

    def __init__(
        self,
        talk: Conversation,
        vault: OpenVault,
        member: Membership,
        house: House,
        wake: Callable[[], None],
    ) -> None:
        self._talk = talk
        self._vault = vault
        self._member = member
        self._house = house
        self._wake = wake
        self._fine: frozenset[str] = frozenset()
        self.preview: Preview | None = None
        self.wanting = False

    @property
    def may_speak(self) -> bool:
        """Whether whoever speaks tells of themselves; the worker has no story to share here."""
        return self._talk.speaker.role is not Role.WORKER

    @property
    def current(self) -> Thing | None:
        """The story of whoever speaks, shared or not."""
        found = self._talk.dossier.of_person(KIND, self._talk.speaker.id)
        return found[-1] if found else None

    @property
    def object(self) -> ObjectId:
        """The object that is being written, also before it exists."""
        return self.current.id if self.current else self._talk.boxes.fresh(self.slot)

    @property
    def slot(self) -> str:
        """The slot in which whoever speaks writes their story."""
        return f"{KIND}-{self._talk.speaker.id}"

    @property
    def shared(self) -> StoryId | None:
        """The number under which the story went; None while it is not shared, or was taken back."""
        return _number_of(self.current) if self.current else None

    @property
    def went(self) -> Preview | None:
        """What went, to the letter; None while nothing is shared."""
        document = self._vault.document(self._talk.household, KIND, self.shared) if self.shared else None
        story = read_story(document.data) if document else None
        return Preview(story.alias or "", story.text or "") if story else None

    @property
    def reach(self) -> Reach:
        """How far the shared story is known to have come."""
        states = {
            str(self._vault.about(one.id)): one.state for one in self._vault.outgoing(self._talk.household)
        }
        state = states.get(f"{GOING}{self.shared}")
        if state is None:
            return Reach.RECEIVED
        return Reach.QUEUED if state is OutboxState.QUEUED else Reach.DELIVERED

    @property
    def names(self) -> tuple[KnownName, ...]:
        """The names that stand in the preview, and that the teller has not decided on yet."""
        if self.preview is None:
            return ()
        passed_over = self._house.texts("initial.passed_over").split()
        known = known_names(self._talk.dossier, self._talk.worker.name, passed_over)
        found = names_in(f"{self.preview.alias}\n\n{self.preview.text}", known)
        return tuple(one for one in found if one.whole or one.name not in self._fine)

    def look(self) -> None:
        """Show the story as somebody else will read it."""
        self._talk.boxes.leave_all()
        said = self.current
        text = nfc(said.words("text").text.strip()) if said else ""
        alias = nfc(said.words("alias").text.strip()) if said else ""
        fits = 0 < len(text) <= LONGEST_STORY and 0 < len(alias) <= LONGEST_ALIAS
        self._fine = frozenset()
        self.wanting, self.preview = not fits, Preview(alias, text) if fits else None

    def write_on(self) -> None:
        """Share nothing, and go back to the words."""
        self.preview = None

    def replace(self, name: KnownName, instead: str) -> None:
        """Put other words where a name stands, in what goes; the teller's own text stays as it is."""
        if self.preview is not None:
            alias, text = (without(one, name, instead) for one in (self.preview.alias, self.preview.text))
            self.preview = Preview(alias, text)

    def is_no_name(self, name: KnownName) -> None:
        """Take the teller's word that this is an ordinary word here; a whole name stays one."""
        self._fine |= {name.name}
        self.changed()

    def share(self) -> bool:
        """Keep the yes of whoever speaks, and queue what they saw; tells whether that was done."""
        preview, told = self.preview, self.current
        if preview is None or told is None or self.names or self.shared or not self.may_speak:
            return False
        story = SharedStory(id=StoryId(random_id()), alias=preview.alias, text=preview.text)
        envelope, today = sealed(story, self._vault, self._member), self._today()
        with self._vault.writing():
            self._vault.keep_document(self._talk.household, KIND, story.id, story.to_bytes())
            self._queue(envelope, f"{GOING}{story.id}")
            said = {"consent": today, "number": str(story.id)}
            self._talk.say_together(KIND, dict(said), told.id, self._talk.speaker.speaker)
        self.preview = None
        self._wake()
        return True

    def take_back(self) -> None:
        """Take the yes back: what waits to go does not, and the team is asked to let it go."""
        number, told = self.shared, self.current
        if number is None or told is None:
            return
        gone = SharedStory(id=number)
        envelope = sealed(gone, self._vault, self._member)
        with self._vault.writing():
            self._let_go(f"{GOING}{number}")
            self._vault.keep_document(self._talk.household, KIND, number, gone.to_bytes())
            self._queue(envelope, f"{BACK}{number}")
            self._talk.say_together(KIND, {"consent": None, "number": None}, told.id)
        self._wake()
        self.changed()

    def _queue(self, envelope: SealedEnvelope, about: str) -> None:
        self._vault.queue(self._member.team.mailbox, envelope, about, self._talk.household)

    def _let_go(self, about: str) -> None:
        for outgoing in self._vault.outgoing(self._talk.household):
            if self._vault.about(outgoing.id) == about:
                self._vault.drop_outgoing(outgoing.id)

    def _today(self) -> str:
        return self._house.texts.today(self._house.clock()).isoformat()


def shared_stories(dossier: Dossier, person: PersonId | None = None) -> tuple[StoryId, ...]:
    """Return the numbers of the stories that are shared now, of a household or of one person."""
    told = dossier.all(KIND) if person is None else dossier.of_person(KIND, person)
    return tuple(number for number in map(_number_of, told) if number is not None)


def sealed(story: SharedStory, vault: OpenVault, member: Membership) -> SealedEnvelope:
    """Seal a story for the team."""
    return seal_story(story, [member.team.sealing], member.signed_card, vault.device_signing)


def _number_of(told: Thing) -> StoryId | None:
    number = told.words("number").text
    return StoryId(number) if number and told.words("consent") else None
