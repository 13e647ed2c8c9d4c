"""A vault with something in every table, to be tampered with.

Two households, post both ways, settings, a trail, something forgotten, both ways of recovery, and an entry of
the safety line.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bench.faults.tablet import Account, Tablet, account_of, begin_household
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.recovery_code import RecoveryCode, new_code
from keukentafel.vault.sealed_box import public_of
from keukentafel.vault.vault import OpenVault
from tests.vault.material import PIN

CONCERN: Final = "Zorg om de kinderen"


@dataclass(frozen=True, slots=True)
class Furnished:
    """The tablet with that vault, locked, and who can recover it."""

    tablet: Tablet
    code: RecoveryCode
    organisation: X25519PrivateKey
    households: tuple[HouseholdId, HouseholdId]
    account: Account


def furnish(folder: Path) -> Furnished:
    """Make such a vault in a new folder."""
    tablet, code, organisation = Tablet(folder).make(), new_code(), X25519PrivateKey.generate()
    with tablet.open() as vault:
        vault.recovery.make_sheet(PIN, code)
        vault.recovery.let_organisation(PIN, public_of(organisation))
        one, other = begin_household(vault, "De Wit"), begin_household(vault, "Bakker")
        vault.safety.write(one, CONCERN, public_of(X25519PrivateKey.generate()))
        vault.forgetting.household(PIN, begin_household(vault, "Gaat weg"), "op verzoek")
        write_on(vault, one, "")
        account = account_of(vault)
    return Furnished(tablet, code, organisation, (one, other), account)


def write_on(vault: OpenVault, household: HouseholdId, more: str) -> None:
    """Change something in every table in which rows are written again."""
    ...
