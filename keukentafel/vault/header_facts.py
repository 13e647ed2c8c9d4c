"""What the header must say, kept where nobody without a key can change it.

A right PIN proves the DEMO mark and the parameters, because they are bound to the wrapped vault key. A
recovery code does not. So they are also kept among the sealed settings: after a recovery a vault is not
suddenly a DEMO vault that takes a PIN of one digit, nor derived with less work than before.
"""

from typing import Final

from keukentafel.journal.canonical import Json
from keukentafel.vault.database import Database
from keukentafel.vault.header import change_header, columns_of, cost_of, read_header
from keukentafel.vault.key_derivation import Argon2Parameters
from keukentafel.vault.settings import Settings
from keukentafel.vault.tables import VaultHeader

NAME: Final = "vault/header"
"""The setting in which they are kept."""


class HeaderFacts:
    """DEMO mark and parameters of one vault, sealed."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._settings = settings

    def keep(self) -> None:
        """Keep what the header says, now that a PIN was wrapped with it."""
        document = facts_of(read_header(self._database))
        if self._settings.get(NAME) != document:
            self._settings.put(NAME, document)

    def put_back(self) -> None:
        """Put back in the header what is kept, before it is wrapped without a PIN that proves it."""
        kept = self._settings.get(NAME)
        if not isinstance(kept, dict):
            return
        names = columns_of(Argon2Parameters())
        columns = {name: int(str(kept[name])) for name in names}
        change_header(self._database, demo=kept["demo"] is True, **columns)


def facts_of(header: VaultHeader) -> dict[str, Json]:
    """Return what is kept of a header."""
    return {"demo": header.demo, **columns_of(cost_of(header))}
