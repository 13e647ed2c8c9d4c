"""The journal's shelf in the vault: the operations, values, heads and waiting entries of one household.

Skeleton and value are rows apart, so that the words can be erased and the skeleton stays. What stands on a
field now is kept once more, whole, in its head row: a dossier is read from head rows alone. Every row is
sealed with the key of the compartment its operation names; heads on one field that lie in several
compartments make several head rows, so that forgetting a compartment leaves no copy of its words elsewhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from keukentafel.journal.names import CompartmentId, FieldName, HouseholdId, ObjectId, OperationId
from keukentafel.journal.operation import Entry, SignedOperation
from keukentafel.journal.shelf import Place
from keukentafel.vault.due import RotationDue
from keukentafel.vault.entry_payload import (
    read_entry,
    read_signed,
    read_value,
    write_entry,
    write_signed,
    write_value,
)
from keukentafel.vault.households import Households
from keukentafel.vault.key_ring import KeyRing
from keukentafel.vault.ladder import Branch, Scope
from keukentafel.vault.marks import erased_mark, person_mark
from keukentafel.vault.rows import Found, Rows, read, written
from keukentafel.vault.tables import HeadRow, OperationRow, SealedRow, ValueRow, WaitingRow
from keukentafel.vault.trail import Action, Trail


class VaultShelf:
    """Keeps the journal of one household; see `keukentafel.journal.shelf.Shelf`.

    Every method raises ``Locked`` when the household is out of reach and ``Unsealable`` when a row it needs
    was changed outside the vault. ``keep`` and ``wait`` raise ``Forgotten`` for what was forgotten here.
    """

    def __init__(
        self, household: HouseholdId, rows: Rows, ring: KeyRing, households: Households, trail: Trail
    ) -> None:
        self._household = household
        self._trail = trail
        self._rows = rows
        self._ring = ring
        self._households = households

    def entry(self, operation: OperationId) -> Entry | None:
        """See `Shelf.entry`."""
        skeleton = self._read(OperationRow, operation)
        if skeleton is None:
            return None
        return Entry(read_signed(skeleton), read_value(self._read(ValueRow, operation)))

    def keep(self, entry: Entry) -> None:
        """See `Shelf.keep`."""
        operation, compartment = entry.signed.id, entry.signed.operation.compartment
        with self._rows.database.transaction():
            known = self._read(OperationRow, operation)
            self._trail.changed(self._household)
            if known is None:
                self._refuse_forgotten(entry.signed)
                self._put(
                    OperationRow, operation, compartment, write_signed(entry.signed) | {"erased": False}
                )
            if entry.value is not None and not (known and known["erased"]):
                self._put(ValueRow, operation, compartment, write_value(entry.value))
            if known is not None:
                self._write_head_again(entry)

    def heads(self, place: Place) -> frozenset[OperationId]:
        """See `Shelf.heads`."""
        rows = self._rows.find(HeadRow, self._scope, place=self._name_of(place))
        return frozenset(OperationId(one["id"]) for row in rows for one in self._open(row)["entries"])

    def put_heads(self, place: Place, heads: frozenset[OperationId]) -> None:
        """See `Shelf.put_heads`; the heads are entries that were kept."""
        with self._rows.database.transaction():
            by_compartment: dict[CompartmentId, list[Entry]] = defaultdict(list)
            for one in sorted(heads):
                entry = self._kept(one)
                by_compartment[entry.signed.operation.compartment].append(entry)
            for row in self._rows.find(HeadRow, self._scope, place=self._name_of(place)):
                if row.column("compartment") not in by_compartment:
                    self._rows.drop(HeadRow, self._scope, row.id)
            for compartment, entries in by_compartment.items():
                self._put_head(place, compartment, entries)

    def erase(self, operations: Iterable[OperationId], *, marked: bool = True) -> None:
        """See `Shelf.erase`; after the transaction the words are gone from the file and its log.

        A mark stays, so that they do not come back from a backup of before; not ``marked`` is what another
        mark stands for already, or what is cleaned up again by itself.
        """
        erased, marks = 0, list[str]()
        with self._rows.database.transaction():
            for one in operations:
                signed = self._kept(one).signed
                self._rows.drop(ValueRow, self._scope, one)
                mark = write_signed(signed) | {"erased": True}
                self._put(OperationRow, one, signed.operation.compartment, mark)
                self._write_head_again(Entry(signed, None))
                erased += 1
                marks.append(erased_mark(one))
            if erased:
                RotationDue(self._rows, self._ring).mark(self._household, marks if marked else ())
                self._trail.add(Action.ERASED, self._household, object=str(erased))
            self._rows.database.checkpoint_after()

    def drop(self, operations: Iterable[OperationId]) -> None:
        """Take operations out with skeleton and all, as if they had never been here: clean-up of notes."""
        gone = set(operations)
        with self._rows.database.transaction():
            places = {self._place_of(one) for one in gone}
            for place in sorted(places):
                self.put_heads(place, self.heads(place) - gone)
            for one in sorted(gone):
                self._rows.drop(ValueRow, self._scope, one)
                self._rows.drop(OperationRow, self._scope, one)

    def standing(self) -> frozenset[OperationId]:
        """Return every operation that nobody has replaced."""
        return frozenset(entry.signed.id for entry in self.entries())

    def has_words(self, operation: OperationId) -> bool:
        """Tell whether the words of an operation are here."""
        return self._rows.get(ValueRow, self._scope, operation) is not None

    def is_erased(self, operation: OperationId) -> bool:
        """See `Shelf.is_erased`."""
        skeleton = self._read(OperationRow, operation)
        return skeleton is not None and bool(skeleton["erased"])

    def wait(self, missing: OperationId, entry: Entry) -> None:
        """See `Shelf.wait`."""
        compartment = entry.signed.operation.compartment
        name = waiting_name(self._scope.branch, missing, entry.signed.id)
        with self._rows.database.transaction():
            known = self._read(WaitingRow, name)
            if known is None or known["value"] is None:
                self._refuse_forgotten(entry.signed)
                line = self._rows.next_in_line(WaitingRow)
                columns = {"missing": missing, "place_in_line": line}
                self._put(WaitingRow, name, compartment, write_entry(entry), **columns)

    def waiting_for(self, arrived: OperationId) -> tuple[Entry, ...]:
        """See `Shelf.waiting_for`."""
        with self._rows.database.transaction():
            rows = self._rows.find(WaitingRow, self._scope, missing=arrived)
            entries = tuple(read_entry(self._open(row)) for row in rows)
            for row in rows:
                self._rows.drop(WaitingRow, self._scope, row.id)
        return entries

    def waiting_count(self) -> int:
        """See `Shelf.waiting_count`."""
        return self._rows.count(WaitingRow, self._scope)

    def places(self) -> tuple[Place, ...]:
        """See `Shelf.places`."""
        opened = (self._open(row) for row in self._rows.find(HeadRow, self._scope))
        return tuple(dict.fromkeys((ObjectId(one["object"]), FieldName(one["field"])) for one in opened))

    def operations(self) -> Iterator[SignedOperation]:
        """Return every operation that was ever accepted, without its words."""
        for row in self._rows.find(OperationRow, self._scope):
            yield read_signed(self._open(row))

    def entries(self) -> tuple[Entry, ...]:
        """Return everything that stands on any field now; reads head rows and no history."""
        rows = self._rows.find(HeadRow, self._scope)
        return tuple(read_entry(one) for row in rows for one in self._open(row)["entries"])

    def every_entry(self, compartments: Iterable[CompartmentId]) -> tuple[Entry, ...]:
        """Return everything ever accepted in these compartments, with its history; opens no other's rows."""
        found: list[Entry] = []
        for one in compartments:
            rows = self._rows.find(ValueRow, self._scope, compartment=one)
            words = {row.id: read_value(self._open(row)) for row in rows}
            skeletons = self._rows.find(OperationRow, self._scope, compartment=one)
            found += [Entry(read_signed(self._open(row)), words.get(row.id)) for row in skeletons]
        return tuple(found)

    @property
    def _scope(self) -> Scope:
        return self._ring.household(self._household)

    def _refuse_forgotten(self, signed: SignedOperation) -> None:
        about = signed.operation.voice.who, signed.operation.object
        self._households.refuse_forgotten(*(person_mark(self._household, one) for one in about))

    def _kept(self, operation: OperationId) -> Entry:
        entry = self.entry(operation)
        if entry is None:
            raise KeyError(operation)
        return entry

    def _place_of(self, operation: OperationId) -> Place:
        said = self._kept(operation).signed.operation
        return said.object, said.field

    def _name_of(self, place: Place) -> str:
        return self._scope.branch.digest("place", *place)

    def _write_head_again(self, entry: Entry) -> None:
        place = (entry.signed.operation.object, entry.signed.operation.field)
        heads = self.heads(place)
        if entry.signed.id in heads:
            self.put_heads(place, heads)

    def _put_head(self, place: Place, compartment: CompartmentId, entries: list[Entry]) -> None:
        document = {
            "object": place[0],
            "field": place[1],
            "entries": [write_entry(entry) for entry in entries],
        }
        name, named = head_names(self._scope.branch, place, compartment)
        self._put(HeadRow, name, compartment, document, place=named)

    def _put(
        self, model: type[SealedRow], row: str, compartment: CompartmentId, document: Any, **columns: object
    ) -> None:
        sealer = self._households.sealer(self._household, compartment)
        payload = written(document)
        self._rows.put(model, self._scope, row, payload, sealer, compartment=compartment, **columns)

    def _read(self, model: type[SealedRow], row: str) -> Any:
        found = self._rows.get(model, self._scope, row)
        return None if found is None else self._open(found)

    def _open(self, row: Found) -> Any:
        sealer = self._ring.sealer_of(row.model, self._scope, row.column("compartment"))
        return read(row.open(sealer))


def head_names(branch: Branch, place: Place, compartment: CompartmentId) -> tuple[str, str]:
    """Return the name of a head row, and the digest of its place by which all of one place are found."""
    return branch.digest("head", *place, compartment), branch.digest("place", *place)


def waiting_name(branch: Branch, missing: str, waiting: OperationId) -> str:
    """Return the name of the row of an entry that waits for another."""
    return branch.digest("waiting", missing, waiting)
