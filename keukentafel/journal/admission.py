"""Whether an entry is admitted to the journal of a household.

Every answer follows from the entry itself, from the catalogue, and from the operations that the entry has
seen. Nothing depends on the order of arrival, so all replicas admit the same.
"""

from collections.abc import Callable, Iterator

from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.content import UnfitValue, check_content
from keukentafel.journal.field import CompartmentKind, Field
from keukentafel.journal.names import CompartmentId, DeviceKey, HouseholdId
from keukentafel.journal.operation import Entry, Operation, Value, matches
from keukentafel.journal.past import closure, entries
from keukentafel.journal.rules import Refusal, Refused, refusal_to_replace, refusal_to_speak
from keukentafel.journal.shelf import Shelf
from keukentafel.journal.speaker import Act

Trusted = Callable[[DeviceKey], bool]
"""Tells whether the organisation has ever enrolled a device."""

Compartments = Callable[[CompartmentId], CompartmentKind | None]
"""Tells what kind a compartment of the household is; None for one that the household does not have."""


class Admission:
    """The checks at the door of one household's journal."""

    def __init__(
        self,
        household: HouseholdId,
        catalogue: Catalogue,
        shelf: Shelf,
        trusted: Trusted,
        compartments: Compartments | None,
    ) -> None:
        self._household = household
        self._catalogue = catalogue
        self._shelf = shelf
        self._trusted = trusted
        self._compartments = compartments

    def check_delivery(self, entry: Entry) -> None:
        """Check who sends this entry, and that the value belongs to it.

        Raises:
            Refused: the device is not trusted, or the value is not the one that was signed for.
        """
        if not self._trusted(entry.signed.device):
            raise Refused(Refusal.DEVICE)
        if entry.value is not None and not matches(entry.signed, entry.value):
            raise Refused(Refusal.VALUE)

    def check(self, operation: Operation) -> None:
        """Check an operation against the catalogue and against what it has seen, as far as that is here.

        Raises:
            Refused: it may not be spoken, or may not replace what it has seen.
        """
        if operation.household != self._household:
            raise Refused(Refusal.HOUSEHOLD)
        definition = self._definition(operation)
        if definition is None and operation.catalogue <= self._catalogue.version:
            raise Refused(Refusal.FIELD)
        _raise(refusal_to_speak(operation, definition))
        self._check_compartment(operation.compartment, definition)
        for old in self._replaced_by(operation):
            _raise(refusal_to_replace(operation, old, definition))

    def kept_value(self, entry: Entry) -> Value | None:
        """Return the value as it is kept, or None when it does not fit and no newer version wrote it."""
        newer = entry.signed.operation.catalogue > self._catalogue.version
        return entry.value if newer or self._fits(entry) else None

    def understands(self, entry: Entry) -> bool:
        """Tell whether the field and the content of an entry are known to this catalogue."""
        return self._definition(entry.signed.operation) is not None and self._fits(entry)

    def _check_compartment(self, compartment: CompartmentId, definition: Field | None) -> None:
        if self._compartments is None:
            return
        kind = self._compartments(compartment)
        if kind is None:
            raise Refused(Refusal.COMPARTMENT)
        if definition is not None:
            wanted = self._catalogue.object_kind(definition.object).compartment
            if not kind.holds(wanted):
                raise Refused(Refusal.COMPARTMENT)

    def _replaced_by(self, operation: Operation) -> Iterator[Operation]:
        # Erasing takes the words of everything before it too, so its author must be allowed all of that.
        reached = closure(self._shelf, operation.seen) if operation.act is Act.ERASE else operation.seen
        return (entry.signed.operation for entry in entries(self._shelf, reached))

    def _fits(self, entry: Entry) -> bool:
        definition = self._definition(entry.signed.operation)
        if entry.value is None:
            return True
        if entry.signed.operation.act in {Act.STRIKE, Act.ERASE}:
            return entry.value.content is None
        try:
            return (
                definition is not None
                and check_content(definition, entry.value.content) == entry.value.content
            )
        except UnfitValue:
            return False

    def _definition(self, operation: Operation) -> Field | None:
        return self._catalogue.field(operation.field) if self._catalogue.knows(operation.field) else None


def _raise(reason: Refusal | None) -> None:
    if reason is not None:
        raise Refused(reason)
