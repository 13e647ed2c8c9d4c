"""The pen of one household: whose words a sentence is, by whose hand, in which compartment, and when.

Whoever sits at the table may change while somebody types; the pen fixes those things at the first letter of
a box. What it writes goes through the journal into the vault in one transaction, together with the
household's card in the list.
"""

from collections.abc import Sequence
from typing import Protocol

from keukentafel.app.clock import Clock
from keukentafel.app.state.box import Box
from keukentafel.app.state.card import card_of
from keukentafel.app.state.saying import Saying
from keukentafel.dossier.dossier import Dossier, read_dossier
from keukentafel.dossier.history import History, history_of
from keukentafel.dossier.people import Person
from keukentafel.journal.catalogue import Catalogue, CompartmentKind
from keukentafel.journal.field import Replace
from keukentafel.journal.journal import Author, Journal
from keukentafel.journal.names import (
    CompartmentId,
    DeviceKey,
    FieldName,
    HouseholdId,
    ObjectId,
    OperationId,
    PersonId,
)
from keukentafel.journal.operation import Entry, device_key_of
from keukentafel.journal.speaker import Face, Role, Speaker
from keukentafel.vault.draft import Draft
from keukentafel.vault.open_vault import OpenVault


class AtTheTable(Protocol):
    """Who is there now: whose words are written, who writes them, and how the tablet lies."""

    @property
    def face(self) -> Face:
        """Which face the tablet shows."""

    @property
    def worker(self) -> Person:
        """The worker of this vault."""

    @property
    def speaker(self) -> Person:
        """Whose words are being written."""

    @property
    def writer(self) -> Person:
        """Who types."""


class Pen:
    """Writes in one household for whoever is at the table."""

    def __init__(
        self, vault: OpenVault, household: HouseholdId, catalogue: Catalogue, clock: Clock, table: AtTheTable
    ) -> None:
        self._vault = vault
        self._household = household
        self._catalogue = catalogue
        self._clock = clock
        self._table = table
        self._last_claimed = 0
        self._device = device_key_of(vault.device_signing)
        kinds = {one.id: CompartmentKind(one.kind) for one in vault.compartments(household)}
        self._compartments = kinds
        self._journal = Journal(household, catalogue, vault.shelf(household), self._is_ours, kinds.get)

    def write(self, sayings: Sequence[Saying], box: Box | None = None) -> Dossier:
        """Write sentences down in one transaction, with the draft of their box gone; return what is known.

        Raises:
            Refused, NotOne, UnfitValue, VaultMistake: nothing was written down.
        """
        with self._vault.writing():
            for one in sayings:
                author = self._author(one)
                self._journal.write(author, one.thing, one.field, one.content, one.act, seen=one.seen)
            if box is not None and box.drafted:
                self._vault.drop_draft(box.draft)
            dossier = read_dossier(self._household, self._vault.entries(self._household))
            self._vault.put_card(self._household, card_of(dossier, self._vault.card(self._household)))
        return dossier

    def voice_for(self, field: FieldName) -> Speaker:
        """Return in whose voice a field is said: the speaker's, or the worker's where that may not be."""
        voices, speaker = self._catalogue.field(field).voices, self._table.speaker
        return speaker.speaker if speaker.role in voices else self._table.worker.speaker

    def own(self, thing: ObjectId, field: FieldName, voice: Speaker) -> tuple[OperationId, ...]:
        """Return what this voice says on a field now."""
        heads = self._journal.heads(thing, field)
        return tuple(head.signed.id for head in heads if head.signed.operation.voice == voice)

    def history(self, thing: ObjectId, field: FieldName) -> History:
        """Return everything that was ever said on a field of an object."""
        return history_of(self._journal.history(thing, field), thing, self._catalogue.field(field))

    # Boxes -----------------------------------------------------------------------------------------------

    def claim(self, box: Box) -> None:
        """From its first letter on, a box keeps whose words they are, also when somebody else speaks next."""
        if box.voice is None:
            box.voice = self._own_voice(box) or self.voice_for(box.field)
            box.hand = self._hand_for(box.voice)
            box.face = self._table.face
        if box.seen is None:
            heads = self._journal.heads(box.object, box.field)
            box.seen = tuple(sorted(head.signed.id for head in heads if self._may_follow(head, box.voice)))

    def draft_of(self, box: Box) -> Draft:
        """Describe a box as a draft."""
        self.claim(box)
        voice = box.voice or self.voice_for(box.field)
        return Draft(
            box.draft,
            self._household,
            self._compartment(box.object, box.field, voice),
            box.object,
            box.field,
            voice,
            box.hand or self._hand_for(voice),
            box.face or self._table.face,
            box.seen or (),
            box.text,
            box.slot,
        )

    def sayings_of(self, box: Box, *, new: bool) -> list[Saying]:
        """Return what a box says; of a ``new`` object also the fields that it gets together with it."""
        self.claim(box)
        voice = box.voice or self.voice_for(box.field)
        hand, face = box.hand, box.face
        said = Saying(box.object, box.field, box.content(), voice, hand=hand, face=face, seen=box.seen)
        beside = {**box.along, **(box.together if new else {})}
        together = {FieldName(name): content for name, content in beside.items()}
        others = [
            Saying(box.object, field, content, self._voice_with(box, field), hand=hand, face=face)
            for field, content in together.items()
        ]
        return [said, *others]

    def _voice_with(self, box: Box, field: FieldName) -> Speaker:
        """What goes with somebody's own words is said by them too, also when another speaks by now."""
        said_by, voices = box.voice, self._catalogue.field(field).voices
        if said_by is None or said_by.role is Role.WORKER or said_by.role not in voices:
            return self.voice_for(field)
        return said_by

    # Inside ----------------------------------------------------------------------------------------------

    def _own_voice(self, box: Box) -> Speaker | None:
        """Whoever is chosen to speak, a sentence that is somebody's own stays in their voice."""
        anyone = self._catalogue.field(box.field).replace is Replace.ANYONE
        if anyone or self._table.writer.role is not Role.WORKER:
            return None
        heads = self._journal.heads(box.object, box.field)
        return heads[0].signed.operation.voice if len(heads) == 1 else None

    def _may_follow(self, head: Entry, voice: Speaker) -> bool:
        operation = head.signed.operation
        anyone = self._catalogue.field(operation.field).replace is Replace.ANYONE
        return anyone or operation.voice == voice

    def _hand_for(self, voice: Speaker) -> Speaker:
        table = self._table
        return table.worker.speaker if voice.role is Role.WORKER else table.writer.speaker

    def _author(self, one: Saying) -> Author:
        hand = one.hand or self._hand_for(one.voice)
        compartment = self._compartment(one.thing, one.field, one.voice)
        face = one.face or self._table.face
        moment = self._moment() if one.claimed is None else one.claimed
        return Author(self._vault.device_signing, compartment, one.voice, hand, face, moment)

    def _moment(self) -> int:
        """The clock, and never the same moment twice: what was said together stays in its order."""
        self._last_claimed = max(self._clock(), self._last_claimed + 1)
        return self._last_claimed

    def _compartment(self, thing: ObjectId, field: FieldName, voice: Speaker) -> CompartmentId:
        for head in self._journal.heads(thing, field):
            if self._may_follow(head, voice):
                return head.signed.operation.compartment
        kind = self._catalogue.object_kind(field.split(".", 1)[0]).compartment
        owner = self._table.speaker.id if voice.role is Role.WORKER else voice.who
        person = None if kind is CompartmentKind.COMMON else PersonId(owner)
        found = self._vault.compartment(self._household, kind.value, person)
        self._compartments[found] = kind
        return found

    def _is_ours(self, device: DeviceKey) -> bool:
        return device == self._device
