"""The header of the vault file: the one row that is read before there is a key.

It has the wrapped vault key, and the salt, the parameters and the DEMO mark that are associated data of that
wrap: changed, they make every PIN wrong. The count of wrong PINs stands beside them, unsealed; see
`keukentafel.vault.gate`.
"""

from typing import Any, Final, cast

from sqlalchemy import Table, select

from keukentafel.vault.database import Database
from keukentafel.vault.key_derivation import OPENS_VAULT, Argon2, Argon2Parameters, bound, stretched
from keukentafel.vault.mistakes import DamagedVault, NewerVault
from keukentafel.vault.sealing import Place, Sealer, place_of
from keukentafel.vault.tables import APPLICATION, SCHEMA, VaultHeader

_FORMAT: Final = 1
_HEADER: Final = cast(Table, vars(VaultHeader)["__table__"])
_SELECT: Final = str(select(_HEADER))


def read_header(database: Database) -> VaultHeader:
    """Read the header.

    Raises:
        NewerVault: a newer version wrote this file.
        DamagedVault: it is not a vault, or has no header that makes sense.
    """
    ((application,),) = database.run("PRAGMA application_id")
    if application != APPLICATION:
        raise DamagedVault
    if schema_of(database) > SCHEMA:
        raise NewerVault
    rows = database.run(_SELECT)
    if len(rows) != 1:
        raise DamagedVault
    return _checked(dict(zip(_HEADER.columns.keys(), rows[0], strict=True)))


def schema_of(database: Database) -> int:
    """Return the version of the tables in a file."""
    ((schema,),) = database.run("PRAGMA user_version")
    return int(schema)


def change_header(database: Database, **changes: object) -> None:
    """Write some columns of the header."""
    assignments = ", ".join(f"{_HEADER.columns[name].name} = ?" for name in changes)
    with database.transaction():
        database.run(f"UPDATE {_HEADER.name} SET {assignments}", tuple(changes.values()))  # noqa: S608


def cost_of(header: VaultHeader) -> Argon2Parameters:
    """Return the parameters of a header."""
    return Argon2Parameters(header.memory_kib, header.passes, header.lanes)


def columns_of(cost: Argon2Parameters) -> dict[str, int]:
    """Return the header's columns for parameters."""
    return {"memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes}


def header_place(header: VaultHeader) -> Place:
    """Return what is bound to the wrapped vault key: everything in the header that must not be changed."""
    cost = (header.memory_kib, header.passes, header.lanes)
    return place_of(
        str(VaultHeader.__tablename__),
        header.vault,
        "vault key",
        _FORMAT,
        int(header.demo),
        *cost,
        header.salt,
    )


def wrap_vault_key(
    header: VaultHeader, argon2: Argon2, pin: str, device_secret: bytes, vault_key: bytes
) -> None:
    """Wrap the vault key for a PIN, with the salt and parameters that stand in the header."""
    slow = stretched(argon2, pin, header.salt, cost_of(header))
    header.wrapped = Sealer(bound(slow, device_secret, OPENS_VAULT)).seal(header_place(header), vault_key)


def _checked(columns: dict[str, Any]) -> VaultHeader:
    try:
        return VaultHeader.model_validate(columns)
    except ValueError as reason:
        raise DamagedVault from reason
