"""The journal of one household: what was said and decided, merged without anybody's words being lost.

Each field of each object is a multi-value register. An operation names the operations on that same field
that it has seen, and replaces those; two people who write at the same time make two *heads*, which are laid
side by side until somebody at the table settles it. What a replica holds depends only on which operations
it has accepted, never on the order in which they came or on what any clock said:

- whether an operation is accepted follows from its own skeleton and from those it has seen;
- an operation that has seen one that has not arrived waits for it;
- an operation that names one it may not replace (other words, another field) is refused as a whole;
- a value never decides: an operation without its value, or with one that does not fit, is a head all the
  same, so that replicas that hold different values still agree on who replaced what;
- an erased value stays away, also when it comes again.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from dataclasses import field as column
from enum import StrEnum
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from keukentafel.journal.admission import Admission, Compartments, Trusted
from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.content import check_content
from keukentafel.journal.field import Field
from keukentafel.journal.names import CompartmentId, FieldName, HouseholdId, ObjectId, OperationId
from keukentafel.journal.operation import (
    MOST_SEEN,
    Entry,
    Operation,
    Value,
    device_key_of,
    parse_operation,
    sign,
)
from keukentafel.journal.past import closure, entries, for_display
from keukentafel.journal.rules import Refusal, Refused
from keukentafel.journal.shelf import Place, Shelf
from keukentafel.journal.speaker import Act, Face, Speaker

MOST_WAITING: Final = 4096


class NotOne(ValueError):
    """There is not exactly one value to affirm: none, several side by side, or one that is not here."""


class Outcome(StrEnum):
    """What became of an entry that came from elsewhere."""

    ACCEPTED = "accepted"
    WAITING = "waiting"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of an entry, and of those that had waited for it.

    ``accepted`` are all entries accepted through it, itself first; ``refused`` are entries that had waited
    and may not replace what they have seen.
    """

    outcome: Outcome
    accepted: tuple[Entry, ...] = ()
    refused: tuple[OperationId, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: on which device, in which compartment, whose words, whose hand, in which face, and when.

    ``claimed`` is the device's clock in milliseconds since 1970.
    """

    device: Ed25519PrivateKey = column(repr=False)
    compartment: CompartmentId
    voice: Speaker
    hand: Speaker
    face: Face
    claimed: int


class Journal:
    """The journal of one household, kept on a shelf.

    ``trusted`` tells whether the organisation has ever enrolled a device. A device that was revoked since
    stays trusted here, or its earlier sentences would vanish from a fresh replica: revocation stops it at
    the relay. ``compartments`` tells what kind a compartment of this household is, None for one that the
    household does not have; without it every compartment is taken as fitting.
    """

    def __init__(
        self,
        household: HouseholdId,
        catalogue: Catalogue,
        shelf: Shelf,
        trusted: Trusted,
        compartments: Compartments | None = None,
    ) -> None:
        self.household = household
        self._catalogue = catalogue
        self._shelf = shelf
        self._admission = Admission(household, catalogue, shelf, trusted, compartments)

    def write(
        self,
        author: Author,
        thing: ObjectId,
        field: FieldName,
        content: Json = None,
        act: Act = Act.SAY,
        *,
        seen: Iterable[OperationId] | None = None,
    ) -> Entry:
        """Write on one field of one object, and return the entry that was kept.

        ``seen`` are the operations that this one replaces: the present heads in the author's compartment,
        unless told. Only ``SAY`` takes content: ``AFFIRM`` says again what stands there, ``STRIKE`` and
        ``ERASE`` say nothing.

        Raises:
            UnknownField: the catalogue has no such field.
            UnfitValue: the content does not fit in the field.
            NotOne: there is not exactly one value to affirm.
            MalformedOperation: an identifier is malformed.
            Refused: the author may not write this, or may not replace what stands there.
        """
        definition = self._catalogue.field(field)
        replaced = self._heads_in((thing, field), author.compartment) if seen is None else seen
        heads = tuple(sorted(set(replaced))[:MOST_SEEN])
        if any(self._shelf.entry(one) is None for one in heads):
            raise Refused(Refusal.UNKNOWN_SEEN)
        value = Value(self._content_of(act, definition, content, heads))
        signed = sign(self._operation(author, (thing, field), act, heads, value), author.device)
        parse_operation(signed.skeleton)
        return self.take_in(Entry(signed, value)).accepted[0]

    def take_in(self, entry: Entry) -> Intake:
        """Take in an entry that `read_operation` has verified.

        Raises:
            Refused: the device is not trusted, the value is not the one that was signed for, the operation
                may not be spoken or may not replace what it has seen, or too many entries wait already.
        """
        self._admission.check_delivery(entry)
        known = self._shelf.entry(entry.signed.id)
        if known is not None:
            self._fill_in(known, entry)
            return Intake(Outcome.KNOWN)
        self._admission.check(entry.signed.operation)
        missing = self._missing(entry.signed.operation)
        if missing is not None:
            self._let_wait(missing, entry)
            return Intake(Outcome.WAITING)
        return self._accept_with_waiting(entry)

    def heads(self, thing: ObjectId, field: FieldName) -> tuple[Entry, ...]:
        """Return what stands on a field now: nothing, one entry, or several side by side.

        They are ordered for display, by claimed time and then by identifier.
        """
        return for_display(entries(self._shelf, self._shelf.heads((thing, field))))

    def history(self, thing: ObjectId, field: FieldName) -> tuple[Entry, ...]:
        """Return everything ever accepted on a field, ordered for display."""
        return for_display(entries(self._shelf, closure(self._shelf, self._shelf.heads((thing, field)))))

    def places(self) -> tuple[Place, ...]:
        """Return every field of every object on which something was ever accepted."""
        return self._shelf.places()

    def understands(self, entry: Entry) -> bool:
        """Tell whether the field and the content of an accepted entry are known to this catalogue.

        What a newer version wrote may not be: it is kept, passed on, and shown as unknown.
        """
        return self._admission.understands(entry)

    def _missing(self, operation: Operation) -> OperationId | None:
        return next((one for one in operation.seen if self._shelf.entry(one) is None), None)

    def _let_wait(self, missing: OperationId, entry: Entry) -> None:
        if self._shelf.waiting_count() >= MOST_WAITING:
            raise Refused(Refusal.TOO_MANY_WAITING)
        self._shelf.wait(missing, entry)

    def _accept_with_waiting(self, first: Entry) -> Intake:
        accepted: list[OperationId] = []
        refused: list[OperationId] = []
        ready = deque([first])
        while ready:
            entry = ready.popleft()
            self._accept(entry)
            accepted.append(entry.signed.id)
            ready.extend(self._released_by(entry.signed.id, refused))
        # Read back at the end: one that had waited may have erased what came before it.
        return Intake(Outcome.ACCEPTED, tuple(entries(self._shelf, accepted)), tuple(refused))

    def _released_by(self, arrived: OperationId, refused: list[OperationId]) -> Iterator[Entry]:
        for entry in self._shelf.waiting_for(arrived):
            try:
                self._admission.check_delivery(entry)
                self._admission.check(entry.signed.operation)
            except Refused:
                refused.append(entry.signed.id)
                continue
            missing = self._missing(entry.signed.operation)
            if missing is None:
                yield entry
            else:
                self._shelf.wait(missing, entry)

    def _accept(self, entry: Entry) -> None:
        operation = entry.signed.operation
        place = (operation.object, operation.field)
        self._shelf.keep(replace(entry, value=self._admission.kept_value(entry)))
        self._shelf.put_heads(place, (self._shelf.heads(place) - set(operation.seen)) | {entry.signed.id})
        if operation.act is Act.ERASE:
            before = entries(self._shelf, closure(self._shelf, operation.seen))
            self._shelf.erase([one.signed.id for one in before])

    def _fill_in(self, known: Entry, arrived: Entry) -> None:
        if known.value is not None or self._shelf.is_erased(known.signed.id):
            return
        value = self._admission.kept_value(arrived)
        if value is not None:
            self._shelf.keep(replace(known, value=value))

    def _heads_in(self, place: Place, compartment: CompartmentId) -> Iterator[OperationId]:
        heads = entries(self._shelf, self._shelf.heads(place))
        return (one.signed.id for one in heads if one.signed.operation.compartment == compartment)

    def _content_of(self, act: Act, definition: Field, content: Json, heads: Iterable[OperationId]) -> Json:
        if act is Act.SAY:
            return check_content(definition, content)
        return self._affirmed(heads) if act is Act.AFFIRM else None

    def _affirmed(self, heads: Iterable[OperationId]) -> Json:
        live = [
            one for one in entries(self._shelf, heads) if one.signed.operation.act in {Act.SAY, Act.AFFIRM}
        ]
        if len(live) != 1 or live[0].value is None:
            raise NotOne("there is not exactly one value here to affirm")
        return live[0].value.content

    def _operation(
        self, author: Author, place: Place, act: Act, seen: tuple[OperationId, ...], value: Value
    ) -> Operation:
        return Operation(
            device=device_key_of(author.device),
            household=self.household,
            compartment=author.compartment,
            object=place[0],
            field=place[1],
            act=act,
            voice=author.voice,
            hand=author.hand,
            face=author.face,
            # A clock before 1970 is wrong, and a wrong clock is no reason to lose a sentence.
            claimed=max(0, author.claimed),
            catalogue=self._catalogue.version,
            seen=seen,
            digest=value.digest(),
        )
