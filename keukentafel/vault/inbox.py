"""What came in and was not opened yet, and how far each mailbox was read.

Envelopes are kept as they came, sealed by somebody else for this device; they are opened in the work face,
when the sealing key is in memory. Envelopes and cursor are kept in one transaction, under a name made of
mailbox and position, so that the same answer of the relay twice is kept once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NewType

from keukentafel.vault.key_ring import KeyRing
from keukentafel.vault.ladder import Scope
from keukentafel.vault.rows import Rows, read, written
from keukentafel.vault.tables import InboxRow, SettingRow

InboxId = NewType("InboxId", str)
"""One envelope that came in: a keyed digest of mailbox and position."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An envelope that came in, at a position in a mailbox."""

    id: InboxId
    mailbox: str
    position: int
    envelope: bytes


class Inbox:
    """The inbox of one open vault."""

    def __init__(self, rows: Rows, ring: KeyRing) -> None:
        self._rows = rows
        self._ring = ring

    def keep(self, mailbox: str, items: Iterable[tuple[int, bytes]], cursor: int) -> None:
        """Keep what a mailbox gave, and up to where it was read: all of it or nothing."""
        with self._rows.database.transaction():
            for position, envelope in items:
                self._keep_one(mailbox, position, envelope)
            self._rows.put(SettingRow, self._scope, self._cursor_name(mailbox), written(cursor))

    def all(self) -> tuple[Incoming, ...]:
        """Return what was not opened yet, in the order in which it came."""
        opened = []
        for row in self._rows.find(InboxRow, self._scope):
            mailbox, position = read(row.open())
            incoming = Incoming(InboxId(row.id), mailbox, position, row.column("envelope"))
            opened.append((row.column("place_in_line"), incoming))
        return tuple(one for _, one in sorted(opened, key=lambda pair: pair[0]))

    def drop(self, name: str) -> None:
        """Take an envelope out, once it was dealt with."""
        self._rows.drop(InboxRow, self._scope, name)

    def cursor(self, mailbox: str) -> int:
        """Return up to where a mailbox was read, 0 at first."""
        found = self._rows.get(SettingRow, self._scope, self._cursor_name(mailbox))
        return 0 if found is None else int(read(found.open()))

    @property
    def _scope(self) -> Scope:
        return self._ring.courier

    def _cursor_name(self, mailbox: str) -> str:
        return self._scope.branch.digest("cursor", mailbox)

    def _keep_one(self, mailbox: str, position: int, envelope: bytes) -> None:
        name = self._scope.branch.digest("incoming", mailbox, str(position))
        if self._rows.get(InboxRow, self._scope, name) is None:
            line = self._rows.next_in_line(InboxRow)
            payload = written([mailbox, position])
            self._rows.put(InboxRow, self._scope, name, payload, envelope=envelope, place_in_line=line)
