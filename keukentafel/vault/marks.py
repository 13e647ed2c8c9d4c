"""The forget marks beside the vault: the same ids that are sealed in it, in a file of their own.

When the vault file is lost and an older backup is restored in its place, these say what was forgotten since:
the random id of a household or a compartment, for one person's part a digest of household and person, for an
erased sentence a digest of its operation. An
id means nothing to anybody who has no vault in which it stands. Beside each stands a keyed digest, so that
nobody can make a vault forget by adding a line. Who takes the file away brings back no more than what the
backup and its recovery sheet open anyway.
"""

import contextlib
import hmac
import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final

from keukentafel.journal.names import HouseholdId, is_random_id
from keukentafel.vault.ladder import Branch, Scope
from keukentafel.vault.rows import Rows, written
from keukentafel.vault.sealing import written_apart
from keukentafel.vault.tables import ForgottenRow

FILE: Final = "forgotten"
_OWNER_FILE: Final = 0o600
_MARK_DIGITS: Final = 32


def person_mark(household: HouseholdId, person: str) -> str:
    """Return the mark of one person's part of a household; it tells nothing to who does not know both."""
    return sha256(written_apart("forgotten", household, person)).hexdigest()[:_MARK_DIGITS]


def erased_mark(operation: str) -> str:
    """Return the mark of an erased sentence; it tells nothing to who does not know the operation."""
    return sha256(written_apart("erased", operation)).hexdigest()[:_MARK_DIGITS]


def read_marks(folder: Path, own: Branch) -> frozenset[str]:
    """Return the marks beside a vault that were written with this vault's own key; others are passed over."""
    try:
        lines = (folder / FILE).read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return frozenset()
    pairs = [line.split() for line in lines]
    return frozenset(pair[0] for pair in pairs if len(pair) == 2 and _is_genuine(own, *pair))


def keep_mark(rows: Rows, own: Scope, mark: str) -> None:
    """Keep a mark sealed in the vault, if it is not there yet."""
    if rows.get(ForgottenRow, own, mark) is None:
        rows.put(ForgottenRow, own, mark, written(True))


def keep_marks(folder: Path, marks: Iterable[str], own: Branch) -> None:
    """Add marks that are not there yet; when that cannot be written they are still sealed in the vault."""
    fresh = sorted(set(marks) - read_marks(folder, own))
    if not fresh:
        return
    with contextlib.suppress(OSError):
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        handle = os.open(folder / FILE, flags, _OWNER_FILE)
        try:
            os.write(handle, "".join(f"{mark} {_digest(own, mark)}\n" for mark in fresh).encode("ascii"))
            os.fsync(handle)
        finally:
            os.close(handle)


def _digest(own: Branch, mark: str) -> str:
    return own.digest("mark", mark)


def _is_genuine(own: Branch, mark: str, digest: str) -> bool:
    return is_random_id(mark) and hmac.compare_digest(digest.encode(), _digest(own, mark).encode())
