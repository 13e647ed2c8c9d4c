"""One household, open: what is known of it, and what is said and done in it.

The conversation holds whose words are being written (the speaker) and who is typing (the writer). Its pen
writes every sentence down, and what is known is what the dossier says after that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from keukentafel.app.clock import Clock
from keukentafel.app.state.box import Box
from keukentafel.app.state.boxes import Boxes
from keukentafel.app.state.card import read_card
from keukentafel.app.state.changes import Changes
from keukentafel.app.state.known import Known
from keukentafel.app.state.naming import Naming
from keukentafel.app.state.pen import Pen
from keukentafel.app.state.saved import Saved
from keukentafel.app.state.saying import Saying
from keukentafel.dossier.dossier import Thing, read_dossier
from keukentafel.dossier.history import History
from keukentafel.dossier.people import Person, people
from keukentafel.dossier.talk import Ending, rather_not
from keukentafel.dossier.to_say import ToSay
from keukentafel.guide.address import Address
from keukentafel.guide.doors import Reason
from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.journal import NotOne
from keukentafel.journal.names import FieldName, HouseholdId, ObjectId, random_id
from keukentafel.journal.rules import Refused
from keukentafel.journal.speaker import Act, Role, Speaker
from keukentafel.vault.mistakes import VaultMistake
from keukentafel.vault.open_vault import OpenVault


class Conversation(Known):
    """A household that is open on the screen."""

    def __init__(
        self,
        vault: OpenVault,
        household: HouseholdId,
        catalogue: Catalogue,
        worker: Person,
        clock: Clock,
        *,
        naming: Naming | None = None,
    ) -> None:
        super().__init__(read_dossier(household, vault.entries(household)), worker, naming)
        self._vault = vault
        self._clock = clock
        self.household = household
        self._pen = Pen(vault, household, catalogue, clock, self)
        self.saved = Saved(clock)
        self.boxes = Boxes(vault, self.saved, self._pen.claim, self._pen.draft_of, self._write_box)
        self.saved.unsaved = lambda: self.boxes.unsaved
        self.writer: Person = worker
        self.changes = Changes(self)
        card = read_card(vault.card(household))
        self.sheet, self.letters = card.sheet, card.letters
        self.speaker: Person = next((one for one in self.people if one.role is Role.RESIDENT), worker)
        known = {thing.id for thing in self._whole.things}
        for draft in vault.drafts(household):
            self.boxes.recall(draft, draft.object in known)

    @property
    def address(self) -> Address:
        """How the person who is at it now is spoken to: who writes, or whose words the worker takes down."""
        return (self.speaker if self.writer.role is Role.WORKER else self.writer).address

    def only(self, kind: str) -> ObjectId:
        """Return the object of a kind that occurs once (story, plan, aftercare), also before it exists."""
        thing = self.dossier.one(kind)
        return thing.id if thing else self.boxes.fresh(kind)

    # Writing ---------------------------------------------------------------------------------------------

    def say(
        self, field: str, content: Json, object_id: ObjectId | None = None, voice: Speaker | None = None
    ) -> ObjectId:
        """Write one sentence by the hand of the writer, in the speaker's voice or in voice."""
        thing, name = object_id or ObjectId(random_id()), FieldName(field)
        self._write([Saying(thing, name, content, voice or self._pen.voice_for(name))])
        return thing

    def say_together(
        self,
        kind: str,
        contents: Mapping[str, Json],
        object_id: ObjectId | None = None,
        voice: Speaker | None = None,
    ) -> ObjectId:
        """Write several fields of one object in one transaction, in the speaker's voice or in ``voice``.

        None crosses out what a field says.
        """
        thing = object_id or ObjectId(random_id())
        fields = {FieldName(f"{kind}.{name}"): content for name, content in contents.items()}
        sayings = [
            Saying(thing, name, content, voice or self._pen.voice_for(name))
            for name, content in fields.items()
            if content is not None
        ]
        crossed = [name for name, content in fields.items() if content is None]
        self._write([*sayings, *(one for name in crossed for one in self._crossing_out(thing, name))])
        return thing

    def answer(self, field: str, content: Json, thing: ObjectId) -> None:
        """Write the speaker's own answer beside those that others gave on the same field."""
        name, voice = FieldName(field), self.speaker.speaker
        self._write([Saying(thing, name, content, voice, seen=self._pen.own(thing, name, voice))])

    def assent_to_story(self, how: str) -> None:
        """Keep "this is my story", and affirm the speaker's quotes: from here they change at the table."""
        sayings = []
        for quote in self.story.quotes:
            words = quote.words("text")
            mine = words.latest and words.latest.voice == self.speaker.speaker
            if words.latest and mine and not words.contested and not words.latest.affirmed:
                field = FieldName("quote.text")
                sayings.append(Saying(quote.id, field, None, words.latest.voice, Act.AFFIRM))
        assent = FieldName("story.assent")
        sayings.append(Saying(self.only("story"), assent, how, self.speaker.speaker))
        self._write(sayings)

    def strike(self, *things: Thing) -> None:
        """Cross objects out: they are kept, and no longer count."""
        self._write([one for thing in things for one in self._struck(thing)])

    def take_back(self, thing: Thing, name: str) -> None:
        """Cross out what one field of an object says; ``name`` is the part after the dot."""
        self._write(self._crossing_out(thing.id, FieldName(f"{thing.kind}.{name}")))

    def make_of_parked(self, parked: Thing, field: str) -> None:
        """Make a wish or an agreement of what was parked, in the voice that named it, and unpark it."""
        latest = parked.words("text").latest
        if latest is None:
            return
        made = Saying(ObjectId(random_id()), FieldName(field), latest.text, latest.voice)
        self._write([made, *self._struck(parked)])

    def say_all(self, sayings: Sequence[Saying]) -> None:
        """Write down sentences as they were given, in one transaction.

        Raises:
            Refused, NotOne, UnfitValue: one of them may not be said so; nothing was written down.
        """
        self._write_down(sayings)

    def history(self, thing: ObjectId, field: FieldName) -> History:
        """Return everything that was ever said on a field of an object."""
        return self._pen.history(thing, field)

    def say_proposed(self, proposed: Iterable[ToSay]) -> None:
        """Write down what a thinking floor proposed, in one transaction.

        What it puts in somebody's mouth is written by who holds the pen, also where a worker said it.
        """
        by_whom, voice_for = self.writer.speaker, self._pen.voice_for
        self._write(
            [Saying.of(one, one.voice or voice_for(one.field), one.voice and by_whom) for one in proposed]
        )

    # The talk itself -------------------------------------------------------------------------------------

    def say_of_talk(self, name: str, content: Json) -> None:
        """Say something of the talk that is going on: where it is, when it was a good one, how it ended."""
        self.say(f"conversation.{name}", content, self.talk.id)

    def begin_again(self) -> None:
        """Begin another talk with the same household."""
        self.say("conversation.started", self._clock())

    def open_early(self, reason: Reason) -> None:
        """Open the doors before the story, and keep why."""
        self.say_of_talk("opened_early", reason.value)

    def end(self, ending: Ending) -> None:
        """Keep how this talk ended."""
        self.say_of_talk("ended", ending.value)

    def leave_alone(self, what: str) -> None:
        """Keep that the speaker would rather not talk about a question, a step or a tile."""
        if not self.leaves_alone(what):
            self.say("rather_not.what", what)

    def talk_about_it_after_all(self, what: str) -> None:
        """Let a question, a step or a tile be asked again."""
        self.strike(*rather_not(self.dossier, what))

    def call_household_after(self, name: str) -> None:
        """Give a household that has no name yet the name of who it is with."""
        if not self.dossier.name and name.strip():
            self.say("household.name", name.strip(), self.only("household"))

    def name_resident(self) -> None:
        """Call the only resident by the name that the household was given, if they have none yet."""
        unnamed = [one for one in people(self.dossier) if one.role is Role.RESIDENT and not one.name]
        if len(unnamed) == 1 and self.dossier.name:
            self.say("person.name", self.dossier.name, ObjectId(unnamed[0].id))

    def lay_open(self, sheet: str) -> None:
        """Remember which sheet is open, to go on there; a full disk is no reason not to open it."""
        if sheet != self.sheet:
            self.sheet = sheet
            self._remember()

    def lay_letters(self, letters: str) -> None:
        """Remember how large the letters are at this table."""
        self.letters = letters
        self._remember()

    # Inside ----------------------------------------------------------------------------------------------

    def _remember(self) -> None:
        try:
            card = read_card(self._vault.card(self.household))
            card = replace(card, sheet=self.sheet, letters=self.letters)
            self._vault.put_card(self.household, card.written())
        except VaultMistake:
            return

    def _struck(self, thing: Thing) -> list[Saying]:
        return [one for name in thing.fields for one in self._crossing_out(thing.id, name)]

    def _crossing_out(self, thing: ObjectId, field: FieldName) -> list[Saying]:
        found = next((one for one in self._whole.things if one.id == thing), None)
        versions = found.fields[field].versions if found and field in found.fields else ()
        return [Saying(thing, field, None, one.voice, Act.STRIKE, seen=(one.id,)) for one in versions]

    def _write(self, sayings: Sequence[Saying]) -> None:
        """Write down what was tapped or chosen; what may not be said here is told, and changes nothing."""
        try:
            self._write_down(sayings)
        except (Refused, NotOne):
            self.saved.unfit()

    def _write_box(self, box: Box) -> None:
        new = all(thing.id != box.object for thing in self._whole.things)
        self._write_down(self._pen.sayings_of(box, new=new), box)

    def _write_down(self, sayings: Sequence[Saying], box: Box | None = None) -> None:
        self.dossier = self._pen.write(sayings, box)
        self.changes.made(sayings)
        self._call_by_name()
        self.saved.done()

    def _call_by_name(self) -> None:
        """Who speaks and who writes go by the name that they were given just now."""
        known = {one.id: one for one in self.people}
        self.speaker = known.get(self.speaker.id, self.speaker)
        self.writer = known.get(self.writer.id, self.writer)
