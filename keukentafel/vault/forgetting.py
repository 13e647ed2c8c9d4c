"""Forgetting for good: a household, one person's part, a conversation without a case.

What is forgotten is deleted (SQLite overwrites it, and the write-ahead log is emptied), the key that sealed
it is deleted with it, and then every key is turned (`keukentafel.vault.rotation`), so that an older copy of
the file does not open with today's PIN. A *mark* stays: the random id, which means nothing any more, or a
digest of such ids (`keukentafel.vault.marks`). It is applied again when a backup from before is restored, and
it refuses what comes in later under that id.

Not promised: an older copy together with its own recovery sheet or the organisation's recovery key; flash
storage that keeps old cells; what was delivered to the municipality, which is under its own rules.
"""

import contextlib
from collections.abc import Callable, Iterable

from keukentafel.journal.canonical import Json
from keukentafel.journal.names import CompartmentId, HouseholdId, PersonId, is_random_id
from keukentafel.vault.due import RotationDue
from keukentafel.vault.inspection import Inspection
from keukentafel.vault.marks import keep_marks
from keukentafel.vault.mistakes import (
    DamagedHousehold,
    NoSuchHousehold,
    NotHandedOver,
    Unsealable,
    VaultMistake,
)
from keukentafel.vault.parts import Parts
from keukentafel.vault.removal import Removal, Rewrite
from keukentafel.vault.rotation import Rotation
from keukentafel.vault.safety import SafetyLine
from keukentafel.vault.settings import THROWN_AWAY
from keukentafel.vault.tables import ForgottenRow

Summary = Callable[[], Json]
"""Gives the card of a household anew, from what is left in it."""


class Forgetting:
    """Forgets, in one open vault. Every method needs the PIN, because it ends with turning the keys.

    Raises:
        WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
        NotHandedOver: something of the safety line was not handed over yet; nothing was forgotten.
        NoSuchHousehold: the vault holds no household with this id.
        Locked: the vault is locked or narrowed; forgetting is done in the work face.
        Unsealable: part of a household was asked, and a row that was needed was changed outside the vault.
            The household as a whole can be forgotten in whatever state it is.
    """

    def __init__(self, parts: Parts, safety: SafetyLine, rotation: Rotation) -> None:
        self._folder = parts.path.parent
        self._due = RotationDue(parts.rows, parts.ring)
        self._rows = parts.rows
        self._ring = parts.ring
        self._households = parts.households
        self._settings = parts.settings
        self._removal = Removal(parts)
        self._safety = safety
        self._rotation = rotation
        self._inspection = Inspection(parts.rows, parts.ring)

    def household(
        self, pin: str, household: HouseholdId, ground: str, *, even_if_damaged: bool = False
    ) -> None:
        """Forget a household: all it said, its plans, and what waited to be sent from it.

        Raises:
            DamagedHousehold: its documents were changed outside the vault, so that nobody can tell whether
                something must be handed over; ``even_if_damaged`` says that it is forgotten all the same.
        """

        def away() -> None:
            self._refuse_unless_handed_over(household, even_if_damaged)
            self._removal.household(household, ground)

        self._for_good(pin, away)

    def throw_away(self, pin: str, household: HouseholdId) -> None:
        """Forget a conversation without a case (*gooi maar weg*): only a counter of such talks goes up."""

        def away() -> None:
            self._refuse_unless_handed_over(household, even_if_damaged=False)
            self._removal.household(household, "gooi maar weg")
            self._settings.put(THROWN_AWAY, self.thrown_away + 1)

        self._for_good(pin, away)

    def carry_over(self, pin: str, household: HouseholdId, carry: Callable[[], None]) -> None:
        """Forget a talk whose words are written elsewhere first, in the same transaction: both, or neither.

        Args:
            pin: the PIN.
            household: which is forgotten.
            carry: writes its words in another household.
        """

        def away() -> None:
            self._refuse_unless_handed_over(household, even_if_damaged=False)
            carry()
            self._removal.household(household, "carried over")

        self._for_good(pin, away)

    @property
    def thrown_away(self) -> int:
        """How many conversations without a case were thrown away."""
        counted = self._settings.get(THROWN_AWAY)
        return counted if isinstance(counted, int) else 0

    def compartment(self, pin: str, household: HouseholdId, compartment: CompartmentId, ground: str) -> None:
        """Forget one compartment of a household, and no word outside it.

        Raises:
            KeyError: the household has no such compartment.
        """

        def away() -> None:
            if all(one.id != compartment for one in self._households.compartments(household)):
                raise KeyError(compartment)
            self._removal.compartments(household, [compartment], None, ground)

        self._for_good(pin, away)

    def person(
        self,
        pin: str,
        household: HouseholdId,
        person: PersonId,
        rewrite: Rewrite,
        ground: str,
        *,
        summary: Summary = lambda: None,
    ) -> None:
        """Forget one person's part: their compartments, their words elsewhere, and those in documents.

        Of their words in the common part the skeleton stays, without words; what they were typing there goes,
        and what waited for another operation. The person needs no compartment. What waited to be sent from
        the household is taken out, because it can't be rewritten.

        Args:
            pin: the PIN.
            household: of which household.
            person: who.
            rewrite: is asked about every document of the household, but those of the safety line.
            ground: why.
            summary: gives the card of the household anew, after everything else is gone; without it the card
                is empty until somebody writes on the household.
        """

        def away() -> None:
            self._removal.person(household, person, rewrite, ground)
            self._households.put_card(household, summary())

        self._for_good(pin, away)

    def marks(self) -> tuple[str, ...]:
        """Return the marks of everything that was forgotten here, also while the turning of keys is due."""
        kept = (one.id for one in self._rows.find(ForgottenRow, self._ring.own))
        return tuple(dict.fromkeys((*kept, *self._due.erased())))

    def apply(self, marks: Iterable[str]) -> int:
        """Forget again what these marks name, after a restore; tells how much of it was there.

        Nobody can be asked then how a document is to be rewritten: one that names the person goes, with
        whatever is kept under the same name. The keys are turned when the PIN is given next, unless whoever
        restores turns them in the same transaction.

        Raises:
            ValueError: one of these has not the form of a mark.
        """
        wanted, found = frozenset(marks), 0
        if not all(is_random_id(one) for one in wanted):
            raise ValueError("a mark is a random id")
        if not wanted:
            return 0
        with self._rows.database.transaction():
            for household in self._households.all():
                found += self._removal.again(household, wanted)
            for one in sorted(wanted):
                self._removal.mark(one)
            if found:
                self._due.mark()
            self._rows.database.checkpoint_after()
        return found

    def _for_good(self, pin: str, away: Callable[[], None]) -> None:
        self._rotation.rotate(pin, away)
        # They are sealed in the vault already; what cannot be written beside it now is at the next unlocking.
        with contextlib.suppress(VaultMistake):
            keep_marks(self._folder, self.marks(), self._ring.own.branch)

    def _refuse_unless_handed_over(self, household: HouseholdId, even_if_damaged: bool) -> None:
        if not even_if_damaged and self._inspection.has_damaged_documents(household):
            raise DamagedHousehold
        try:
            pending = self._safety.pending(household)
        except (Unsealable, NoSuchHousehold):
            # Without the household's key nothing can be handed over any more; it may still be forgotten.
            return
        if pending:
            raise NotHandedOver
