"""Forgetting for good: a household, one person's part, a conversation without a case.

What is forgotten is deleted (SQLite overwrites it, and the write-ahead log is emptied), the key that sealed
it is deleted with it, and then every key is turned (`keukentafel.vault.rotation`), so that an older copy of
the file does not open with today's PIN. A *mark* stays: the random id, which means nothing any more. It is
applied again when a backup from before is restored, and it refuses what comes in later under that id.

Not promised: an older copy together with its own recovery sheet or the organisation's recovery key; flash
storage that keeps old cells; what was delivered to the municipality, which is under its own rules.
"""

from collections.abc import Callable, Iterable, Iterator

from keukentafel.journal.names import CompartmentId, HouseholdId, OperationId, PersonId
from keukentafel.journal.operation import SignedOperation
from keukentafel.vault.document import Document
from keukentafel.vault.households import Compartment
from keukentafel.vault.key_ring import HOUSEHOLD_KEY
from keukentafel.vault.mistakes import NoSuchHousehold, NotHandedOver, Unsealable
from keukentafel.vault.parts import Parts
from keukentafel.vault.rotation import Rotation
from keukentafel.vault.rows import written
from keukentafel.vault.safety import SafetyLine
from keukentafel.vault.settings import THROWN_AWAY
from keukentafel.vault.shapes import SHAPES
from keukentafel.vault.shelf import VaultShelf
from keukentafel.vault.tables import OWN_SCOPES, ForgottenRow, OutboxRow, WrappedKey
from keukentafel.vault.trail import Action

Rewrite = Callable[[Document], bytes | None]
"""Gives a document without the words of somebody, or None to delete it."""


class Forgetting:
    """Forgets, in one open vault. Every method needs the PIN, because it ends with turning the keys.

    Raises:
        WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
        NotHandedOver: something of the safety line was not handed over yet; nothing was forgotten.
        NoSuchHousehold: the vault holds no household with this id.
    """

    def __init__(self, parts: Parts, safety: SafetyLine, rotation: Rotation) -> None:
        self._rows = parts.rows
        self._ring = parts.ring
        self._households = parts.households
        self._documents = parts.documents
        self._outbox = parts.outbox
        self._settings = parts.settings
        self._trail = parts.trail
        self._safety = safety
        self._rotation = rotation

    def household(self, pin: str, household: HouseholdId, ground: str) -> None:
        """Forget a household: all it said, its plans, and what waited to be sent from it."""
        self._refuse_unless_handed_over(household)
        self._rotation.rotate(pin, lambda: self._household(household, ground))

    def throw_away(self, pin: str, household: HouseholdId) -> None:
        """Forget a conversation without a case (*gooi maar weg*): only a counter of such talks goes up."""
        self._refuse_unless_handed_over(household)

        def away() -> None:
            self._household(household, "gooi maar weg")
            self._settings.put(THROWN_AWAY, self.thrown_away + 1)

        self._rotation.rotate(pin, away)

    @property
    def thrown_away(self) -> int:
        """How many conversations without a case were thrown away."""
        counted = self._settings.get(THROWN_AWAY)
        return counted if isinstance(counted, int) else 0

    def compartment(self, pin: str, household: HouseholdId, compartment: CompartmentId, ground: str) -> None:
        """Forget one compartment of a household, and no word outside it."""
        self._rotation.rotate(pin, lambda: self._compartments(household, [compartment], None, ground))

    def person(
        self, pin: str, household: HouseholdId, person: PersonId, rewrite: Rewrite, ground: str
    ) -> None:
        """Forget one person's part: their compartments, their words elsewhere, and those in documents.

        Of their words in the common part the skeleton stays, without words. ``rewrite`` is asked about every
        document of the household; what waited to be sent from it is taken out, because it can't be rewritten.
        """

        def away() -> None:
            owned = [one.id for one in self._households.compartments(household) if one.person == person]
            self._compartments(household, owned, person, ground)
            self._shelf(household).erase(self._said_by(household, person))
            self._rewrite_documents(household, rewrite)
            self._drop_outgoing(household)

        self._rotation.rotate(pin, away)

    def marks(self) -> tuple[str, ...]:
        """Return the ids of everything that was forgotten here."""
        return tuple(one.id for one in self._rows.find(ForgottenRow, self._ring.own))

    def apply(self, marks: Iterable[str]) -> int:
        """Forget again what these marks name, after a restore; tells how much of it was there.

        The keys are not turned here: whoever restores has given the vault other keys already.
        """
        wanted, found = set(marks), 0
        with self._rows.database.transaction():
            for household in self._households.all():
                if household in wanted:
                    self._household(household, "restore")
                    found += 1
                    continue
                gone = [one.id for one in self._listed(household) if one.id in wanted]
                if gone:
                    self._compartments(household, gone, None, "restore")
                    found += len(gone)
            for one in sorted(wanted):
                self._mark(one)
            self._rows.database.checkpoint_after()
        return found

    def _refuse_unless_handed_over(self, household: HouseholdId) -> None:
        try:
            if self._safety.pending(household):
                raise NotHandedOver
        except Unsealable:
            # A household whose key or documents are damaged beyond reading may still be forgotten.
            return

    def _household(self, household: HouseholdId, ground: str) -> None:
        found = self._rows.get(WrappedKey, self._ring.vault, household)
        if household in OWN_SCOPES or found is None or found.column("kind") != HOUSEHOLD_KEY:
            raise NoSuchHousehold
        self._drop_outgoing(household)
        self._rows.drop_scope(household)
        self._rows.drop(WrappedKey, self._ring.vault, household)
        self._ring.drop_household(household)
        self._households.forget_known()
        self._mark(household)
        self._trail.add(Action.FORGOT, household, ground=ground)

    def _compartments(
        self, household: HouseholdId, gone: list[CompartmentId], person: PersonId | None, ground: str
    ) -> None:
        scope = self._ring.household(household)
        for compartment in gone:
            for model, shape in SHAPES.items():
                if "compartment" in shape.columns:
                    for row in self._rows.find(model, scope, compartment=compartment):
                        self._rows.drop(model, scope, row.id)
            self._rows.drop(WrappedKey, scope, compartment)
            self._ring.drop_compartment(household, compartment)
            self._households.strike(household, compartment)
            self._mark(compartment)
        self._trail.add(Action.FORGOT, household, person, object=f"compartments: {len(gone)}", ground=ground)

    def _said_by(self, household: HouseholdId, person: PersonId) -> list[OperationId]:
        said = self._shelf(household).operations()
        return [one.id for one in said if _is_of(one, person)]

    def _rewrite_documents(self, household: HouseholdId, rewrite: Rewrite) -> None:
        for document in self._documents.every(household):
            data = rewrite(document)
            if data is None:
                self._documents.drop(document)
            elif data != document.data:
                self._documents.keep(
                    Document(household, document.kind, document.id, data, document.compartment)
                )

    def _drop_outgoing(self, household: HouseholdId) -> None:
        for row in self._rows.find(OutboxRow, self._ring.courier, household=household):
            self._outbox.drop(row.id)

    def _mark(self, forgotten: str) -> None:
        if not self._rows.scopes_with(ForgottenRow, forgotten):
            self._rows.put(ForgottenRow, self._ring.own, forgotten, written(True))

    def _listed(self, household: HouseholdId) -> Iterator[Compartment]:
        try:
            yield from self._households.compartments(household)
        except Unsealable:
            return

    def _shelf(self, household: HouseholdId) -> VaultShelf:
        return VaultShelf(household, self._rows, self._ring, self._households, self._trail)


def _is_of(signed: SignedOperation, person: PersonId) -> bool:
    return str(person) in {signed.operation.voice.who, signed.operation.object}
