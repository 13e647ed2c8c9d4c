"""A vault with something in every table, to be tampered with.

Two households, post both ways, settings, a trail, something forgotten, both ways of recovery, and an entry of
the safety line.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bench.faults.tablet import MISSING, Tablet, begin_household
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.recovery_code import RecoveryCode, new_code
from keukentafel.vault.sealed_box import public_of
from tests.vault.material import PIN

CONCERN: Final = "Zorg om de kinderen"


@dataclass(frozen=True, slots=True)
class Furnished:
    """The tablet with that vault, locked, and who can recover it."""

    tablet: Tablet
    code: RecoveryCode
    organisation: X25519PrivateKey
    household: HouseholdId


def furnish(folder: Path) -> Furnished:
    """Make such a vault in a new folder."""
    tablet, code, organisation = Tablet(folder).make(), new_code(), X25519PrivateKey.generate()
    with tablet.open() as vault:
        vault.recovery.make_sheet(PIN, code)
        vault.recovery.let_organisation(PIN, public_of(organisation))
        household, _ = begin_household(vault, "De Wit"), begin_household(vault, "Bakker")
        vault.keep_incoming("box", [(1, b"een"), (2, b"twee")], 2)
        vault.put_setting("team", "Waterkerke")
        vault.safety.write(household, CONCERN, public_of(organisation))
        vault.forgetting.household(PIN, begin_household(vault, "Gaat weg"), "op verzoek")
    return Furnished(tablet, code, organisation, household)


def write_on(furnished: Furnished) -> None:
    """Write again, or delete, something in every table where that happens; the keys are to be turned then."""
    household = furnished.household
    with furnished.tablet.open() as vault:
        vault.put_card(household, {"name": "De Wit", "since": 1})
        vault.put_setting("team", "Koningshof")
        vault.keep_incoming("box", [(3, b"drie")], 3)
        vault.drop_incoming(vault.incoming()[0].id)
        for outgoing in vault.queued():
            vault.mark_tried(outgoing.id)
        for unfinished in vault.drafts(household):
            vault.save_draft(replace(unfinished, text=unfinished.text + " af"))
        for kept in vault.documents(household, "bundle"):
            vault.keep_document(household, kept.kind, kept.id, kept.data + b".")
        for concern in vault.safety.read(household, PIN):
            vault.safety.write(household, CONCERN, public_of(furnished.organisation), concern.id)
        shelf, (said, *_) = vault.shelf(household), vault.entries(household)
        shelf.erase([said.signed.id])
        shelf.waiting_for(MISSING)
        begin_household(vault, "De Boer")
