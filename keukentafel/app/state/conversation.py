"""One household, open: what is known of it, and the pen that writes in it.

The conversation holds whose words are being written (the speaker) and who is typing (the writer). Every
sentence goes through the journal into the vault in one transaction together with the household's card in
the list, and the dossier is read again from the heads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from keukentafel.app.clock import Clock
from keukentafel.app.state.box import Box, Pause
from keukentafel.app.state.card import card_of
from keukentafel.app.state.observed import Observed
from keukentafel.app.state.saved import Saved
from keukentafel.dossier.aftercare import Aftercare, aftercare
from keukentafel.dossier.dossier import Dossier, Thing, read_dossier
from keukentafel.dossier.people import Person, people, residents
from keukentafel.dossier.plan import Plan, plan
from keukentafel.dossier.story import Story, story
from keukentafel.journal.canonical import Json, nfc
from keukentafel.journal.catalogue import Catalogue, CompartmentKind
from keukentafel.journal.journal import Author, Journal
from keukentafel.journal.names import (
    CompartmentId,
    FieldName,
    HouseholdId,
    ObjectId,
    PersonId,
    random_id,
)
from keukentafel.journal.speaker import Act, Face, Role, Speaker
from keukentafel.vault.draft import Draft
from keukentafel.vault.mistakes import VaultMistake
from keukentafel.vault.vault import OpenVault


class Conversation(Observed):
    """A household that is open on the screen."""

    def __init__(
        self, vault: OpenVault, household: HouseholdId, catalogue: Catalogue, worker: Person, clock: Clock
    ) -> None:
        self._vault = vault
        self._catalogue = catalogue
        self._clock = clock
        self._pause = Pause()
        self._boxes: dict[tuple[FieldName, ObjectId | None], Box] = {}
        self.household = household
        self.worker = worker
        self.saved = Saved(clock)
        self.face = Face.WORK
        self.journal = Journal(household, catalogue, vault.shelf(household), self._is_ours)
        self.dossier: Dossier = read_dossier(household, vault.entries(household))
        self.writer: Person = worker
        self.speaker: Person = next(iter(residents(self.dossier)), worker)
        self._recall_drafts()

    # What is known ---------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """The name of the household."""
        return self.dossier.name

    @property
    def story(self) -> Story:
        """What was told."""
        return story(self.dossier)

    @property
    def plan(self) -> Plan:
        """The plan as it lies on the table."""
        return plan(self.dossier)

    @property
    def aftercare(self) -> Aftercare:
        """The aftercare card."""
        return aftercare(self.dossier)

    @property
    def voices(self) -> tuple[Person, ...]:
        """Everybody whose words may be written down."""
        return tuple(person for person in people(self.dossier) if person.role is not Role.WORKER)

    def person(self, speaker: Speaker) -> Person:
        """Return the person behind a voice or a hand."""
        known = {person.id: person for person in (*people(self.dossier), self.worker)}
        return known.get(speaker.who, Person(speaker.who, "", speaker.role))

    # Writing ---------------------------------------------------------------------------------------------

    def say(self, field: str, content: Json, object_id: ObjectId | None = None) -> ObjectId:
        """Write one sentence in the voice of the speaker, by the hand of the writer."""
        thing = object_id or ObjectId(random_id())
        self._write([(thing, FieldName(field), content, Act.SAY, self.voice_for(field))])
        return thing

    def say_together(
        self, kind: str, contents: dict[str, Json], object_id: ObjectId | None = None
    ) -> ObjectId:
        """Write several fields of one object in one transaction."""
        thing = object_id or ObjectId(random_id())
        fields = [(FieldName(f"{kind}.{name}"), content) for name, content in contents.items()]
        self._write([(thing, name, content, Act.SAY, self.voice_for(name)) for name, content in fields])
        return thing

    def assent_to_story(self, how: str) -> None:
        """Keep "this is my story", and affirm every quote as read back: from here they change at the table."""
        told = self.dossier.one("story")
        thing = told.id if told else ObjectId(random_id())
        acts: list[tuple[ObjectId, FieldName, Json, Act, Speaker]] = []
        for quote in self.story.quotes:
            words = quote.words("text")
            if words.latest and not words.contested and not words.latest.affirmed:
                acts.append((quote.id, FieldName("quote.text"), None, Act.AFFIRM, words.latest.voice))
        acts.append((thing, FieldName("story.assent"), how, Act.SAY, self.speaker.speaker))
        self._write(acts)

    def strike(self, thing: Thing) -> None:
        """Cross an object out: it is kept, and no longer counts."""
        self._write(
            [
                (thing.id, name, None, Act.STRIKE, words.latest.voice)
                for name, words in thing.fields.items()
                if words.latest
            ]
        )

    def voice_for(self, field: str) -> Speaker:
        """Return whose words this field holds: the speaker's, unless only a worker may say it."""
        voices = self._catalogue.field(FieldName(field)).voices
        return self.speaker.speaker if self.speaker.role in voices else self.worker.speaker

    # Boxes -----------------------------------------------------------------------------------------------

    def box(self, field: str, object_id: ObjectId | None = None, written: str = "") -> Box:
        """Return the box for a field of an object, or the box for a new object of that kind."""
        key = (FieldName(field), object_id)
        box = self._boxes.get(key)
        if box is None:
            thing = object_id or ObjectId(random_id())
            box = Box(FieldName(field), thing, self.voice_for(field), written, written)
            self._boxes[key] = box
        elif not box.dirty:
            box.text = box.written = written
        return box

    def typed(self, box: Box, text: str) -> None:
        """Take in what was typed; it is saved as a draft after a pause."""
        box.text, box.dirty = nfc(text), True
        self.saved.typing()
        self._pause.restart(box.draft, lambda: self._save_draft(box))

    def leave(self, box: Box, then: str | None = None) -> ObjectId | None:
        """Leave a box: its draft becomes one operation. Returns the object when something was written.

        ``then`` gives the content that is written when it is not simply the text.
        """
        self._pause.cancel(box.draft)
        if not box.dirty or not (box.changed and box.text.strip()):
            self._put_away(box)
            return None
        content: Json = {"state": then, _SETTLED_KEY[then]: box.text.strip()} if then else box.text.strip()
        self._write([(box.object, box.field, content, Act.SAY, self.voice_for(box.field))], box)
        return box.object

    def keep_drafts(self) -> None:
        """Save every draft that is still waiting for a pause, now."""
        self._pause.cancel_all()
        for box in self._boxes.values():
            if box.dirty:
                self._save_draft(box)

    # Inside ----------------------------------------------------------------------------------------------

    def _write(
        self, acts: Sequence[tuple[ObjectId, FieldName, Json, Act, Speaker]], box: Box | None = None
    ) -> None:
        with self._vault.writing():
            for thing, field, content, act, voice in acts:
                self.journal.write(self._author(field, voice), thing, field, content, act)
            if box is not None:
                self._vault.drop_draft(box.draft)
            dossier = read_dossier(self.household, self._vault.entries(self.household))
            card = card_of(dossier, self._vault.card(self.household), self._clock())
            self._vault.put_card(self.household, card)
        if box is not None:
            self._forget(box)
        self.dossier = dossier
        self.saved.done()

    def _author(self, field: FieldName, voice: Speaker) -> Author:
        hand = self.worker.speaker if voice.role is Role.WORKER else self.writer.speaker
        compartment = self._compartment(field, voice)
        return Author(self._vault.device_signing, compartment, voice, hand, self.face, self._clock())

    def _compartment(self, field: FieldName, voice: Speaker) -> CompartmentId:
        kind = self._catalogue.object_kind(field.split(".", 1)[0]).compartment
        if kind is CompartmentKind.COMMON:
            return self._vault.compartment(self.household, kind.value, None)
        owner = self.speaker.id if voice.role is Role.WORKER else voice.who
        return self._vault.compartment(self.household, kind.value, PersonId(owner))

    def _save_draft(self, box: Box) -> None:
        voice = self.voice_for(box.field)
        draft = Draft(
            box.draft,
            self.household,
            self._compartment(box.field, voice),
            box.object,
            box.field,
            voice,
            self.writer.speaker,
            self.face,
            tuple(head.signed.id for head in self.journal.heads(box.object, box.field)),
            box.text,
        )
        try:
            self._vault.save_draft(draft)
        except VaultMistake:
            self.saved.failed()
            return
        box.drafted = True
        self.saved.done()

    def _put_away(self, box: Box) -> None:
        if box.drafted:
            self._vault.drop_draft(box.draft)
            self.saved.done()
        self._forget(box)

    def _forget(self, box: Box) -> None:
        for key, other in tuple(self._boxes.items()):
            if other is box:
                del self._boxes[key]

    def _recall_drafts(self) -> None:
        known = {thing.id for thing in self.dossier.things}
        for draft in self._vault.drafts(self.household):
            box = Box(draft.field, draft.object, draft.voice, draft.text, "", draft.id, True, True)
            self._boxes[draft.field, draft.object if draft.object in known else None] = box

    def _is_ours(self, device: str) -> bool:
        return device == self._vault.device_signing.public_key().public_bytes_raw().hex()


_SETTLED_KEY = {"filled": "text", "not_needed": "reason"}


def with_name(person: Person, name: str) -> Person:
    """Return the same person under another name."""
    return replace(person, name=name)
