"""The households of one worker: the list, the card of each, and their compartments.

A household row seals two things: the *card*, a small summary that the list shows, and which compartments
there are (common, one per person, safety …) with the person they belong to. Forgetting a household's key
takes the card along.
"""

import secrets
from dataclasses import dataclass
from typing import Any, Final

from keukentafel.journal.canonical import Json
from keukentafel.journal.names import CompartmentId, HouseholdId, PersonId, random_id
from keukentafel.vault.key_ring import HOUSEHOLD_KEY, KeyRing
from keukentafel.vault.ladder import Scope
from keukentafel.vault.mistakes import Forgotten, NoSuchHousehold, Unsealable
from keukentafel.vault.rows import Rows, read, written
from keukentafel.vault.sealing import KEY_BYTES, Sealer
from keukentafel.vault.tables import VAULT, ForgottenRow, HouseholdRow, WrappedKey

COMMON: Final = "common"
UNKNOWN: Final = "unknown"
"""The kind of a compartment that came along with somebody else's operation."""


@dataclass(frozen=True, slots=True)
class Compartment:
    """One compartment: its kind, and whose it is."""

    id: CompartmentId
    kind: str
    person: PersonId | None


@dataclass(slots=True)
class _Sheet:
    """What is sealed in a household row."""

    card: Json
    compartments: tuple[Compartment, ...]


class Households:
    """The households of one open vault; takes part in every transaction."""

    def __init__(self, rows: Rows, ring: KeyRing) -> None:
        self._rows = rows
        self._ring = ring
        self._known: dict[tuple[HouseholdId, str, PersonId | None], CompartmentId] = {}
        rows.database.watch(self)

    def new(self) -> HouseholdId:
        """Make a household with its key and its common compartment."""
        return self.begin(HouseholdId(random_id()))

    def begin(self, household: HouseholdId) -> HouseholdId:
        """Make a household that has its id already, because it was begun on another device."""
        self.refuse_forgotten(household)
        with self._rows.database.transaction():
            scope = self._ring.add_household(household, secrets.token_bytes(KEY_BYTES))
            self._rows.seals.begin(scope)
            self._put(scope, _Sheet(None, ()))
            self._add(household, CompartmentId(random_id()), COMMON, None)
        return household

    def all(self) -> tuple[HouseholdId, ...]:
        """Return every household, in the order in which they were made."""
        found = self._rows.find(WrappedKey, self._ring.vault, kind=HOUSEHOLD_KEY)
        return tuple(HouseholdId(one.id) for one in found)

    def count(self) -> int:
        """Return how many households there are."""
        return len(self.all())

    def card(self, household: HouseholdId) -> Json:
        """Return the summary of a household, None when there is none yet."""
        return self._sheet(self._ring.household(household)).card

    def put_card(self, household: HouseholdId, card: Json) -> None:
        """Replace the summary; the household then stands first in the list."""
        with self._rows.database.transaction():
            scope = self._ring.household(household)
            sheet = self._sheet(scope)
            sheet.card = card
            self._put(scope, sheet)

    def page(self, offset: int, limit: int) -> tuple[tuple[HouseholdId, Json], ...]:
        """Return part of the list, last touched first; a damaged household shows as None."""
        wrapped = str(WrappedKey.__tablename__)
        listed = str(HouseholdRow.__tablename__)
        _ = self._ring.vault
        rows = self._rows.database.run(
            f"SELECT k.id FROM {wrapped} AS k LEFT JOIN {listed} AS h ON h.scope = k.id AND h.id = k.id "  # noqa: S608
            "WHERE k.scope = ? AND k.kind = ? ORDER BY h.touched DESC, k.id LIMIT ? OFFSET ?",
            (VAULT, HOUSEHOLD_KEY, limit, offset),
        )
        return tuple((HouseholdId(one), self._card_or_none(HouseholdId(one))) for (one,) in rows)

    def compartment(self, household: HouseholdId, kind: str, person: PersonId | None) -> CompartmentId:
        """Return the compartment of a kind, of a person; it is made at first use."""
        scope = self._ring.household(household)
        known = self._known.get((household, kind, person))
        if known is not None:
            return known
        with self._rows.database.transaction():
            for one in self._sheet(scope).compartments:
                self._known[household, one.kind, one.person] = one.id
            if (household, kind, person) not in self._known:
                self._add(household, CompartmentId(random_id()), kind, person)
        return self._known[household, kind, person]

    def compartments(self, household: HouseholdId) -> tuple[Compartment, ...]:
        """Return the compartments of a household."""
        return self._sheet(self._ring.household(household)).compartments

    def sealer(self, household: HouseholdId, compartment: CompartmentId) -> Sealer:
        """Return what seals rows of a compartment.

        One that came along with somebody else's operation gets a key of its own here, at first sight.

        Raises:
            Forgotten: it was forgotten here.
        """
        sealer = self._ring.compartment(household, compartment)
        if sealer is None:
            self.refuse_forgotten(compartment)
            with self._rows.database.transaction():
                sealer = self._add(household, compartment, UNKNOWN, None)
        return sealer

    def refuse_forgotten(self, *marks: str) -> None:
        """Refuse what comes in under a mark.

        Raises:
            Forgotten: one of these was forgotten here.
        """
        if any(self._rows.scopes_with(ForgottenRow, mark) for mark in marks):
            raise Forgotten

    def strike(self, household: HouseholdId, compartment: CompartmentId) -> None:
        """Take a compartment off the sheet, because it is forgotten."""
        scope = self._ring.household(household)
        sheet = self._sheet(scope)
        sheet.compartments = tuple(one for one in sheet.compartments if one.id != compartment)
        self._put(scope, sheet)
        self._known.clear()

    def forget_known(self) -> None:
        """Let go of what was remembered about compartments."""
        self._known.clear()

    def after_begin(self, written_elsewhere: bool) -> None:
        """See `Watcher.after_begin`: a compartment may have been forgotten elsewhere."""
        if written_elsewhere:
            self._known.clear()

    def before_commit(self) -> None:
        """See `Watcher.before_commit`."""

    def after_commit(self) -> None:
        """See `Watcher.after_commit`."""

    def after_rollback(self) -> None:
        """See `Watcher.after_rollback`: a compartment may not have been kept."""
        self._known.clear()

    def _add(
        self, household: HouseholdId, compartment: CompartmentId, kind: str, person: PersonId | None
    ) -> Sealer:
        scope = self._ring.household(household)
        sealer = self._ring.add_compartment(household, compartment, secrets.token_bytes(KEY_BYTES))
        sheet = self._sheet(scope)
        sheet.compartments += (Compartment(compartment, kind, person),)
        self._put(scope, sheet)
        self._known[household, kind, person] = compartment
        return sealer

    def _card_or_none(self, household: HouseholdId) -> Json:
        try:
            return self.card(household)
        except (NoSuchHousehold, Unsealable):
            return None

    def _put(self, scope: Scope, sheet: _Sheet) -> None:
        compartments: list[Json] = [[one.id, one.kind, one.person] for one in sheet.compartments]
        payload = written({"card": sheet.card, "compartments": compartments})
        touched = self._rows.next_in_line(HouseholdRow, "touched")
        self._rows.put(HouseholdRow, scope, scope.name, payload, touched=touched)

    def _sheet(self, scope: Scope) -> _Sheet:
        found = self._rows.get(HouseholdRow, scope, scope.name)
        if found is None:
            raise Unsealable(scope.name, str(HouseholdRow.__tablename__))
        document: dict[str, Any] = read(found.open())
        listed = (Compartment(CompartmentId(i), kind, person) for i, kind, person in document["compartments"])
        return _Sheet(document["card"], tuple(listed))
