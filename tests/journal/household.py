"""A small household to write in: four devices, four people, and a history that Hypothesis invents."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import strategies as st

from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import Catalogue, bundled_catalogue
from keukentafel.journal.field import CompartmentKind, Field, ValueKind
from keukentafel.journal.journal import Author, Journal, NotOne, Outcome
from keukentafel.journal.names import (
    CompartmentId,
    DeviceKey,
    FieldName,
    HouseholdId,
    ObjectId,
    OperationId,
    PersonId,
    random_id,
)
from keukentafel.journal.operation import Entry
from keukentafel.journal.rules import Refused
from keukentafel.journal.shelf import MemoryShelf, Place
from keukentafel.journal.speaker import Act, Face, Role, Speaker

CATALOGUE = bundled_catalogue()
HOUSEHOLD = HouseholdId("a0" * 16)
COMMON = CompartmentId("c0" * 16)
OF_ANNIE = CompartmentId("c1" * 16)
OF_PIET = CompartmentId("c2" * 16)
DEVICES = tuple(Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in range(1, 5))
KEYS = frozenset(DeviceKey(one.public_key().public_bytes_raw().hex()) for one in DEVICES)
STRANGER = Ed25519PrivateKey.from_private_bytes(b"\xff" * 32)

ANNIE = Speaker(Role.RESIDENT, PersonId("01" * 16))
PIET = Speaker(Role.RESIDENT, PersonId("02" * 16))
JOKE = Speaker(Role.NEAR, PersonId("03" * 16))
SAMIRA = Speaker(Role.WORKER, PersonId("04" * 16))
PEOPLE = (ANNIE, PIET, JOKE, SAMIRA)

QUOTE = (ObjectId("b1" * 16), FieldName("quote.text"))
OTHER_QUOTE = (ObjectId("b2" * 16), FieldName("quote.text"))
STRENGTH = (ObjectId("b3" * 16), FieldName("strength.text"))
WHAT = (ObjectId("b4" * 16), FieldName("agreement.what"))
ON_THE_SAME_OBJECT = (QUOTE[0], FieldName("strength.text"))
PLACES = (QUOTE, OTHER_QUOTE, STRENGTH, ON_THE_SAME_OBJECT, WHAT)
ANY_CLOCK = st.integers(0, 2**42)
KINDS = {COMMON: CompartmentKind.COMMON, OF_ANNIE: CompartmentKind.PERSON, OF_PIET: CompartmentKind.PERSON}


def compartment_of(place: Place) -> CompartmentId:
    """The compartment in which this household keeps a place."""
    return COMMON if place == WHAT else OF_ANNIE


def author(
    *,
    voice: Speaker = ANNIE,
    hand: Speaker = SAMIRA,
    face: Face = Face.TABLE,
    compartment: CompartmentId = OF_ANNIE,
    claimed: int = 1_790_000_000_000,
    device: Ed25519PrivateKey = DEVICES[0],
) -> Author:
    """Samira writes down what Annie says, at the table, unless told otherwise."""
    return Author(device, compartment, voice, hand, face, claimed)


def journal(catalogue: Catalogue = CATALOGUE) -> Journal:
    """A replica on which nothing has been written."""
    return Journal(HOUSEHOLD, catalogue, MemoryShelf(), KEYS.__contains__, KINDS.get)


def shelf_of(replica: Journal) -> MemoryShelf:
    """The shelf in memory of a replica made by `journal`."""
    shelf = replica._shelf
    assert isinstance(shelf, MemoryShelf)
    return shelf


def take_in_all(replica: Journal, entries: Iterable[Entry]) -> list[OperationId]:
    """Take in entries in this order, and return those that were refused."""
    refused: list[OperationId] = []
    for entry in entries:
        try:
            refused.extend(replica.take_in(entry).refused)
        except Refused:
            refused.append(entry.signed.id)
    return refused


def state(replica: Journal) -> dict[str, object]:
    """Everything that replicas must agree on."""
    shelf = shelf_of(replica)
    return {
        "accepted": frozenset(shelf.entries),
        "heads": {place: tuple(one.signed.id for one in replica.heads(*place)) for place in replica.places()},
        "erased": frozenset(shelf.erased),
        "said": {one: entry.value.content for one, entry in shelf.entries.items() if entry.value is not None},
    }


def fitting(definition: Field) -> Json:
    """Content that fits in a field."""
    contents: dict[ValueKind, Json] = {
        ValueKind.LINE: "koffie",
        ValueKind.TEXT: "Ik red het wel.",
        ValueKind.MOMENT: 1,
        ValueKind.REFERENCE: random_id(),
        ValueKind.DATE: "2026-03-01",
        ValueKind.NUMBER: 1950000,
        ValueKind.CHOICE: definition.choices[0] if definition.choices else None,
        ValueKind.SETTLED: {"state": "not_needed", "reason": "zoon woont naast haar"},
    }
    return contents[definition.value]


@dataclass(frozen=True)
class Move:
    """Something that happens on one of the tablets: a sentence, or everything told to another tablet."""

    device: int
    tell: tuple[int, ...]
    place: Place
    act: Act
    voice: Speaker
    hand: Speaker
    face: Face
    claimed: int


@dataclass
class Visit:
    """Tablets on which a history is played; ``written`` are all entries as they were when written."""

    tablets: list[Journal]
    written: list[Entry] = field(default_factory=list)
    by_move: dict[int, OperationId] = field(default_factory=dict)

    def play(self, moves: Iterable[Move]) -> "Visit":
        """Let every move happen; what the journal refuses does not."""
        for at, move in enumerate(moves):
            for other in move.tell:
                take_in_all(self.tablets[other], list(shelf_of(self.tablets[move.device]).entries.values()))
            if not move.tell:
                self._write(at, move)
        return self

    def _write(self, at: int, move: Move) -> None:
        writer = Author(
            DEVICES[move.device],
            compartment_of(move.place),
            move.voice,
            move.hand,
            move.face,
            move.claimed,
        )
        try:
            entry = self.tablets[move.device].write(writer, *move.place, f"zin {at}", move.act)
        except (Refused, NotOne):
            return
        assert move.act is not Act.SAY or entry.value is not None
        self.written.append(entry)
        self.by_move[at] = entry.signed.id


def visit(moves: Iterable[Move]) -> Visit:
    """Play a history on four tablets that all know a first sentence in every place."""
    played = Visit([journal() for _ in DEVICES])
    for place in PLACES:
        writer = author(compartment=compartment_of(place))
        played.written.append(played.tablets[0].write(writer, *place, "het begin"))
    for tablet in played.tablets:
        take_in_all(tablet, played.written)
    played.by_move.update({-n: one.signed.id for n, one in enumerate(played.written, 1)})
    return played.play(moves)


def moves(clocks: st.SearchStrategy[int] = ANY_CLOCK) -> st.SearchStrategy[list[Move]]:
    """Histories in which most moves may be made, and which meet in the same few places."""
    one = st.builds(
        Move,
        device=st.integers(0, len(DEVICES) - 1),
        tell=st.sampled_from([(), (), (), (0,), (1,), (2, 3), (0, 1, 2, 3)]),
        place=st.sampled_from([QUOTE, QUOTE, QUOTE, *PLACES]),
        act=st.sampled_from([Act.SAY] * 6 + [Act.AFFIRM, Act.STRIKE, Act.ERASE]),
        voice=st.sampled_from([ANNIE] * 12 + list(PEOPLE)),
        hand=st.sampled_from([SAMIRA, SAMIRA, SAMIRA, ANNIE, JOKE]),
        face=st.sampled_from([Face.TABLE] * 5 + [Face.LISTEN, Face.WORK]),
        claimed=clocks,
    )
    return st.lists(one, min_size=10, max_size=30)


def deliveries(written: list[Entry], seed: int) -> list[Entry]:
    """All entries in some order, each at least once with its value, some twice, some first without value."""
    order = random.Random(seed)
    bare = [replace(one, value=None) for one in written if order.random() < 0.4]
    again = [one for one in written if order.random() < 0.4]
    parcels = [*written, *bare, *again]
    order.shuffle(parcels)
    return parcels


def outcome(replica: Journal, entry: Entry) -> Outcome:
    """What became of one entry."""
    return replica.take_in(entry).outcome
