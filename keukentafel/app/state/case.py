"""A case at the desk: one household as its editions name it, and where it lies in the desk's own vault."""

from keukentafel.app.state.card import Card, read_card
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.open_vault import OpenVault


def case_of(vault: OpenVault, case: str) -> tuple[HouseholdId, Card]:
    """Return where a case lies, with its card; a case that was not there yet gets a place."""
    for household, document in vault.cards(0, vault.count()):
        card = read_card(document)
        if card.case == case:
            return household, card
    with vault.writing():
        fresh, card = vault.new_household(), Card(case=case)
        vault.put_card(fresh, card.written())
    return fresh, card
