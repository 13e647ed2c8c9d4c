"""Looking for words in everything that a day leaves on the disk.

Somebody says the same words everywhere in a vault (`bench.faults.talker`), in a process whose temporary
files, log and output lie in one folder. Every byte of that folder and every name in it is looked through:
while the process is in the middle of a transaction, after it was killed, and after the vault was opened and
locked again. Words count however they are written: in several encodings, as hexadecimal digits, in base64.
"""

import base64
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, Final

from bench.faults.tablet import Tablet
from bench.faults.talker import LOG, PASSPHRASE, WORDS
from tests.vault.material import RESIDENT, STORY

ROOT: Final = Path(__file__).parents[2]
SAID: Final = (WORDS, STORY, RESIDENT.who)
"""What nobody may read: the words, on which field they stand, and whose they are."""

_LEFT: Final = {"tablet/vault.sqlite3", "tablet/vault.sqlite3-wal", "tablet/vault.sqlite3-shm", "backup", LOG}
_PATIENCE_S: Final = 60.0
_ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")
_BASE64: Final = 3


def words_left_behind(home: Path) -> int:
    """Let somebody talk, kill him, and return how often a secret is found in what is left."""
    (home / "temporary").mkdir(parents=True)
    with (home / "output").open("wb") as errors:
        talker = _begin_talking(home, errors)
        try:
            secrets = _secrets_told_by(talker)
            found = hits_in(home, secrets)
        finally:
            talker.kill()
            talker.wait(_PATIENCE_S)
    missing = _LEFT - {path.relative_to(home).as_posix() for path in home.rglob("*")}
    if missing:
        raise RuntimeError(f"there is too little to look through: {sorted(missing)} is not there")
    found += hits_in(home, secrets)
    with Tablet(home / "tablet").open(PASSPHRASE) as vault:
        vault.check()
    return found + hits_in(home, secrets)


def planted_words_are_found(home: Path) -> bool:
    """Tell whether the same search finds words in every guise, in the name of a file, and in freed pages."""
    guises = list(_guises(WORDS.encode()))
    for number, guise in enumerate(guises):
        planted = home / str(number)
        planted.mkdir(parents=True)
        (planted / "file").write_bytes(b"..." + guise + b"...")
    in_name, freed = home / "name", home / "freed"
    for folder in (in_name, freed):
        folder.mkdir()
    (in_name / WORDS).touch()
    _delete_in_plain_sqlite(freed / "plain.sqlite3")
    folders = [home / str(number) for number in range(len(guises))]
    return all(hits_in(folder, [WORDS.encode()]) for folder in [*folders, in_name, freed])


def hits_in(folder: Path, secrets: Iterable[bytes]) -> int:
    """Count in how many ways secrets stand in the files of a folder, and in their names."""
    looked_for = [guise for secret in secrets for guise in _guises(secret)]
    found = 0
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        name = os.fsencode(path.relative_to(folder))
        found += sum(guise in data or guise in name for guise in looked_for)
    return found


def _begin_talking(home: Path, errors: IO[bytes]) -> "subprocess.Popen[bytes]":
    temporary = str(home / "temporary")
    surroundings = {**os.environ, "TMPDIR": temporary, "SQLITE_TMPDIR": temporary, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bench.faults.talker", str(home)]
    return subprocess.Popen(command, cwd=temporary, env=surroundings, stdout=subprocess.PIPE, stderr=errors)


def _secrets_told_by(talker: "subprocess.Popen[bytes]") -> list[bytes]:
    """Return what may not be found: what was said, the recovery code, and the keys."""
    line = talker.stdout.readline() if talker.stdout else b""
    if not line:
        raise RuntimeError("somebody who was to talk has stopped")
    code, *keys = json.loads(line)
    return [*(text.encode() for text in (*SAID, code)), *map(bytes.fromhex, keys)]


def _guises(secret: bytes) -> Iterator[bytes]:
    """Return how a secret may be written down: in several encodings, as digits, and within base64."""
    yield from {secret.decode("latin-1").encode(encoding) for encoding in _ENCODINGS}
    yield secret.hex().encode()
    for start in range(_BASE64):
        # What stands beside it takes part in the first and the last signs.
        yield base64.b64encode(bytes(start) + secret)[4 * bool(start) : -4]


def _delete_in_plain_sqlite(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete=OFF")
        connection.execute("CREATE TABLE note (text TEXT)")
        connection.execute("INSERT INTO note VALUES (?)", (WORDS,))
        connection.execute("DELETE FROM note")
