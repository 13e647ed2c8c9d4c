"""Which organisations this relay serves: a file with their public keys, and nothing secret.

    {"<organisation id>": "<root public key>", …}        in organisations.json, in the data folder

The file is read at the start, and again when an organisation shows up that is not in it, so that adding one
needs no restart.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from sync.wire.names import OrganisationId, RootKey, is_key, is_random_id

ORGANISATIONS: Final = "organisations.json"
LARGEST_FILE: Final = 1024 * 1024


class OrganisationsUnreadable(Exception):
    """The file with organisations is not what it should be; the sentence says how."""


class OrganisationsFile(Mapping[OrganisationId, RootKey]):
    """The organisations in a data folder. A file that has become unreadable changes nothing."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / ORGANISATIONS
        self._roots = read_organisations(self._path)

    def __getitem__(self, organisation: OrganisationId) -> RootKey:
        if organisation not in self._roots:
            self._read_again()
        return self._roots[organisation]

    def __iter__(self) -> Iterator[OrganisationId]:
        return iter(self._roots)

    def __len__(self) -> int:
        return len(self._roots)

    def _read_again(self) -> None:
        try:
            self._roots = read_organisations(self._path)
        except OrganisationsUnreadable:
            return


def read_organisations(path: Path) -> dict[OrganisationId, RootKey]:
    """Read a file with organisations; one that is not there serves none.

    Raises:
        OrganisationsUnreadable: it cannot be read, or is not a table of ids and public keys.
    """
    try:
        written = path.read_bytes()[:LARGEST_FILE]
        table = json.loads(written)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as reason:
        raise OrganisationsUnreadable(f"{ORGANISATIONS} cannot be read as JSON") from reason
    if not isinstance(table, dict) or not all(is_random_id(name) and is_key(table[name]) for name in table):
        raise OrganisationsUnreadable(f"{ORGANISATIONS} must map organisation ids to public root keys")
    return {OrganisationId(name): RootKey(root) for name, root in table.items()}
