"""Tidying up at the door: what was received long enough ago, and what is past its term.

Done when a vault is opened, from the catalogue and the receipts. A household keeps its last edition, its
aftercare and its check-ins; working notes, half-typed text, history and earlier editions go
(`keukentafel.vault.cleaning`).
"""

from collections.abc import Callable
from functools import cache, partial

from keukentafel.app.state.card import Status
from keukentafel.app.state.sent_plan import SentPlan, bundles, sent_plans
from keukentafel.dossier.dossier import read_dossier
from keukentafel.dossier.people import people
from keukentafel.edition.bundle import Bundle
from keukentafel.edition.schema import PlanSchema
from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.names import FieldName, HouseholdId
from keukentafel.journal.operation import Operation
from keukentafel.journal.retention import GRACE_DAYS, is_note, is_over
from keukentafel.vault.cleaning import Cleaned
from keukentafel.vault.mistakes import VaultMistake
from keukentafel.vault.vault import OpenVault

Keeps = Callable[[str, str], bool]
"""Tells of a document, by kind and name, whether it stays."""

_GRACE_MS = GRACE_DAYS * 86_400_000
_RECEIVED = frozenset({Status.RECEIVED, Status.AGREED, Status.QUESTION})
_OF_ONE_EDITION = frozenset({"bundle", "receipt", "review"})


class Tidying:
    """Tidies up one vault."""

    def __init__(self, vault: OpenVault, catalogue: Catalogue, schema: PlanSchema, now: int) -> None:
        self._vault = vault
        self._catalogue = catalogue
        self._schema = schema
        self._now = now

    def tidy(self) -> int:
        """Tidy up every household, and tell in how many something went; a damaged one is passed over."""
        with self._vault.trail.unseen():
            return sum(1 for household in self._vault.households() if self._tidied(household))

    def _tidied(self, household: HouseholdId) -> bool:
        try:
            over = self._vault.cleaning.expired(household, self._over(household))
            return bool(over) | bool(self._after_receipt(household))
        except VaultMistake:
            return False

    def _after_receipt(self, household: HouseholdId) -> Cleaned:
        received = [one for one in self._plans(household) if one.status in _RECEIVED and one.received_at]
        settled = [one for one in received if self._now - one.received_at > _GRACE_MS]
        if not settled:
            return Cleaned()
        last = max(settled, key=lambda one: one.number)
        return self._vault.cleaning.after_receipt(
            household, self._is_note, last.frozen_at, self._keeps(household, last.number)
        )

    def _keeps(self, household: HouseholdId, last: int) -> Keeps:
        """Keep the last edition that was received and every later one, with what answers them."""
        numbers = {one.manifest.hash: one.manifest.number for one in self._bundles(household)}
        earlier = {name for name, number in numbers.items() if number < last}
        return lambda kind, name: kind not in _OF_ONE_EDITION or name not in earlier

    def _plans(self, household: HouseholdId) -> tuple[SentPlan, ...]:
        return sent_plans(self._vault, household, self._schema)

    def _bundles(self, household: HouseholdId) -> tuple[Bundle, ...]:
        return bundles(self._vault, household, self._schema)

    def _is_note(self, field: FieldName, _claimed: int) -> bool:
        return is_note(self._catalogue, field)

    def _over(self, household: HouseholdId) -> Callable[[Operation], bool]:
        """What lies in the own part of somebody young is kept longer; only what is old is looked up."""

        @cache
        def own_parts_of_the_young() -> frozenset[str]:
            dossier = read_dossier(household, self._vault.entries(household))
            young = {one.id for one in people(dossier) if one.young}
            return frozenset(one.id for one in self._vault.compartments(household) if one.person in young)

        def over(said: Operation) -> bool:
            term = partial(is_over, self._catalogue, said.field, said.claimed, self._now)
            return term() and (said.compartment not in own_parts_of_the_young() or term(young=True))

        return over
