"""Saving what is typed, in the vault and in its peers.

A text grows from 60 characters to some 2,000 and is saved at every pause, over and over in one draft of one
household of two hundred. That is a *turn*; its figure is the mean of its saves, so that long texts count, and
the checkpoints that fall in it. The sides take turns within a run, in one folder.

That every side does what it says is looked at in the end: the words stand in the files of bare SQLite, and
not in those of the vault and of SQLCipher.

While a write-ahead log grows, every save also makes the file system write down how long the file is. That
lasts a thousand pages, which are more saves where a save has fewer pages. So each side first saves until its
log has been begun again, and what is measured is the long run.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

from bench.measure import Side, interleaved
from bench.peers import CipherPeer, Peer, RawPeer
from keukentafel.journal.names import FieldName, ObjectId, OperationId, PersonId, random_id
from keukentafel.journal.speaker import Face, Role, Speaker
from keukentafel.vault.draft import Draft
from keukentafel.vault.vault import OpenVault

TURN: Final = 40
"""Saves in a turn."""
SHORTEST: Final = 60
LONGEST: Final = 2_000

VAULT, CIPHER, RAW = Side("vault"), Side("sqlcipher"), Side("sqlite3")
_SENTENCE: Final = "Ik heb elke dag iemand over de vloer, en iedereen zegt iets anders. "


@dataclass(frozen=True, slots=True)
class VaultSide:
    """The vault itself, as a side among its peers."""

    vault: OpenVault

    def save(self, number: int, draft: Draft) -> None:
        """See `Peer.save`; the vault counts by itself."""
        self.vault.save_draft(draft)

    def close(self) -> None:
        """See `Peer.close`."""


@dataclass(frozen=True, slots=True)
class Autosave:
    """How long a save takes on each side, in microseconds, and on which sides its words can be read."""

    taken: Mapping[Side, float]
    readable: frozenset[Side]


def autosave(vault: OpenVault, file: Path, runs: int) -> Autosave:
    """Save on every side; the peers get files beside the vault's."""
    drafts, households = growing_draft(vault), vault.households()
    files = {VAULT: file, CIPHER: file.with_name("cipher.sqlite3"), RAW: file.with_name("raw.sqlite3")}
    sides: dict[Side, Peer] = {
        VAULT: VaultSide(vault),
        CIPHER: CipherPeer(files[CIPHER], households),
        RAW: RawPeer(files[RAW], households, drafts),
    }
    turns = {side: partial(_turn, peer, drafts, count(1)) for side, peer in sides.items()}
    for side, turn in turns.items():
        _until_log_begins_again(files[side], turn)
    try:
        taken = interleaved(turns, runs)
        return Autosave(taken, frozenset(side for side in sides if _is_readable(files[side])))
    finally:
        for peer in sides.values():
            peer.close()


def growing_draft(vault: OpenVault) -> tuple[Draft, ...]:
    """Return one draft at every pause of its writer, in the household that was touched last."""
    ((household, _),) = vault.cards(0, 1)
    who = PersonId(random_id())
    resident, thing = Speaker(Role.RESIDENT, who), ObjectId(random_id())
    begun = Draft(
        random_id(),
        household,
        vault.compartment(household, "person", who),
        thing,
        FieldName("quote.text"),
        resident,
        Speaker(Role.WORKER, PersonId(random_id())),
        Face.TABLE,
        (OperationId(random_id() * 2),),
        "",
    )
    text = _SENTENCE * (LONGEST // len(_SENTENCE) + 1)
    step = (LONGEST - SHORTEST) // (TURN - 1)
    return tuple(replace(begun, text=text[: SHORTEST + number * step]) for number in range(TURN))


def _turn(peer: Peer, drafts: Sequence[Draft], numbers: Iterator[int]) -> float:
    start = time.perf_counter()
    for draft in drafts:
        peer.save(next(numbers), draft)
    return (time.perf_counter() - start) * 1_000_000 / len(drafts)


def _is_readable(file: Path) -> bool:
    found = False
    for one in (file, file.with_name(f"{file.name}-wal")):
        with one.open("rb") as opened, mmap(opened.fileno(), 0, access=ACCESS_READ) as content:
            found = found or content.find(_SENTENCE.encode()) >= 0
    return found


def _until_log_begins_again(file: Path, turn: Callable[[], float]) -> None:
    log, before = file.with_name(f"{file.name}-wal"), -1
    while (size := log.stat().st_size) > before:
        before = size
        turn()
