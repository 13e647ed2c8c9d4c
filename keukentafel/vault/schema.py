"""What may stand in the schema of a vault file: our tables and indexes, and nothing else.

A trigger could swallow a save that was reported as kept, or copy what is erased into a table of its own.
Seals do not see that, because SQLite does it by itself. So a file with anything else in its schema stays
shut.
"""

from typing import Final

from keukentafel.vault.database import Database
from keukentafel.vault.mistakes import DamagedVault
from keukentafel.vault.tables import VaultTable

_SELECT: Final = "SELECT type, name FROM sqlite_master"
_BY_SQLITE: Final = ("sqlite_autoindex_", "sqlite_stat", "sqlite_sequence")


def refuse_strange_schema(database: Database) -> None:
    """Refuse a file that has a trigger, a view, or a table or index that is not ours.

    Raises:
        DamagedVault: it has.
    """
    ours = {("table", table.name) for table in VaultTable.metadata.sorted_tables}
    ours |= {("index", str(one.name)) for table in VaultTable.metadata.sorted_tables for one in table.indexes}
    for kind, name in database.run(_SELECT):
        if (kind, name) not in ours and not str(name).startswith(_BY_SQLITE):
            raise DamagedVault
