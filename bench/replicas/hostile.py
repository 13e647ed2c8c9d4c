"""What a tablet of ours that fell into the wrong hands signs: operations with a list of seen heads that lies.

Its signature is good, so that only the rules stand between it and other people's words. It names heads of
another field, words that are not its speaker's to replace, versions that were replaced long ago, operations
that nobody has, or a list that no honest tablet writes down. Each is accepted by all tablets or by none.
"""

import random
from collections.abc import Callable
from typing import Final

from bench.replicas.table import ANYWHERE, PEOPLE, PLACES, act_on, content_for
from bench.replicas.tablets import NOW, FourTablets
from keukentafel.journal.names import CompartmentId, OperationId
from keukentafel.journal.operation import (
    Entry,
    MalformedOperation,
    Operation,
    Value,
    device_key_of,
    read_operation,
    sign,
)
from keukentafel.journal.shelf import Place
from keukentafel.journal.speaker import Act, Face
from tests.journal.household import CATALOGUE, DEVICES, HOUSEHOLD, OF_PIET, SAMIRA, STRANGER, shelf_of

Lie = Callable[[FourTablets, int, Place, random.Random], tuple[OperationId, ...]]
"""Which operations an operation on a place pretends to have seen, on one tablet."""

_MOST: Final = 12


def plant(world: FourTablets, tablet: int, chance: random.Random, words: int) -> bool:
    """Sign something with a lying list, and send it; False when it cannot even be read."""
    place = chance.choice(ANYWHERE)
    lie = chance.choice(LIES)
    operation, value = _operation(tablet, place, lie(world, tablet, place, chance), chance, words)
    device = DEVICES[tablet] if operation.device == device_key_of(DEVICES[tablet]) else STRANGER
    signed = sign(operation, device)
    try:
        read_operation(signed.skeleton, signed.signature)
    except MalformedOperation:
        return False
    world.plant(tablet, Entry(signed, value))
    return True


def _operation(
    tablet: int, place: Place, seen: tuple[OperationId, ...], chance: random.Random, words: int
) -> tuple[Operation, Value]:
    act = act_on(place, chance.choice([Act.SAY, Act.SAY, Act.STRIKE, Act.ERASE]))
    value = Value(content_for(place, words) if act is Act.SAY else None, chance.randbytes(32))
    operation = Operation(
        device=device_key_of(STRANGER if chance.random() < 0.1 else DEVICES[tablet]),
        household=HOUSEHOLD,
        compartment=_compartment(place, chance),
        object=place[0],
        field=place[1],
        act=act,
        voice=chance.choice(PEOPLE),
        hand=SAMIRA,
        face=chance.choice([Face.TABLE, Face.WORK]),
        claimed=chance.choice([0, NOW, NOW * 100]),
        catalogue=CATALOGUE.version,
        seen=seen,
        digest=value.digest(),
    )
    return operation, value


def _compartment(place: Place, chance: random.Random) -> CompartmentId:
    return OF_PIET if chance.random() < 0.1 else PLACES[place]


def _of_another_field(
    world: FourTablets, tablet: int, place: Place, chance: random.Random
) -> tuple[OperationId, ...]:
    other = chance.choice([one for one in ANYWHERE if one != place])
    return tuple(sorted(shelf_of(world.tablets[tablet]).heads(other)))[:_MOST]


def _long_ago(
    world: FourTablets, tablet: int, place: Place, chance: random.Random
) -> tuple[OperationId, ...]:
    """Anything that was ever on the field, on any tablet: replaced, erased, or not here yet."""
    here = [one for one, entry in world.said.items() if _place_of(entry) == place]
    return tuple(sorted(chance.sample(here, min(len(here), chance.randint(1, _MOST)))))


def _all_that_stands(
    world: FourTablets, tablet: int, place: Place, chance: random.Random
) -> tuple[OperationId, ...]:
    return tuple(sorted(shelf_of(world.tablets[tablet]).heads(place)))[:_MOST]


def _nobody_has(
    world: FourTablets, tablet: int, place: Place, chance: random.Random
) -> tuple[OperationId, ...]:
    return tuple(sorted(OperationId(chance.randbytes(32).hex()) for _ in range(2)))


def _out_of_order(
    world: FourTablets, tablet: int, place: Place, chance: random.Random
) -> tuple[OperationId, ...]:
    one = OperationId(chance.randbytes(32).hex())
    return (one, one)


def _without_end(
    world: FourTablets, tablet: int, place: Place, chance: random.Random
) -> tuple[OperationId, ...]:
    return tuple(sorted(OperationId(chance.randbytes(32).hex()) for _ in range(300)))


LIES: Final[tuple[Lie, ...]] = (
    *((_of_another_field, _long_ago, _all_that_stands) * 3),
    _nobody_has,
    _out_of_order,
    _without_end,
)
"""The lies; those that nobody can see through at first come more often."""


def _place_of(entry: Entry) -> Place:
    return entry.signed.operation.object, entry.signed.operation.field
