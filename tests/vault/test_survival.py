"""Kills in the middle: what was acknowledged is there, and half a vault is no vault."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from keukentafel.vault.mistakes import DamagedVault, VaultMistake
from tests.vault.material import PIN, Workshop

AUTOSAVE = """
import sys
from pathlib import Path
from tests.vault.material import Workshop, draft
workshop = Workshop(Path(sys.argv[1]))
vault = workshop.open()
household = (vault.households() or (vault.new_household(),))[0]
number = int(sys.argv[2])
names = ["%032x" % one for one in range(5)]
while True:
    number += 1
    vault.save_draft(draft(vault, household, str(number) + " woord" * (number % 90), names[number % 5]))
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""

CREATE = """
import os, signal, sys
from pathlib import Path
from tests.vault.material import Workshop
left = int(sys.argv[2])
def watch(event, arguments):
    global left
    if event in ("open", "os.rename", "os.remove", "sqlite3.connect", "os.mkdir", "os.link"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
workshop = Workshop(Path(sys.argv[1]))
sys.addaudithook(watch)
workshop.make()
"""


def _run(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a POSIX matter")
def test_ten_kills_in_the_autosave_loop_lose_nothing_acknowledged(workshop: Workshop) -> None:
    acknowledged = 0
    for round_ in range(10):
        process = _run(AUTOSAVE, workshop.folder, acknowledged)
        assert process.stdout is not None
        for _ in range(3 + 7 * round_):
            acknowledged = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split("\n")
        process.wait()
        acknowledged = max([acknowledged, *(int(line) for line in rest[:-1])])
        vault = workshop.open()
        (household,) = vault.households()
        saved = [int(one.text.split()[0]) for one in vault.drafts(household)]
        assert max(saved) in {acknowledged, acknowledged + 1}
        assert len(saved) == min(5, max(saved))
        assert vault.check() == ()
        vault.lock()
        acknowledged = max(saved)
    assert acknowledged >= 10 * 3


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a POSIX matter")
def test_a_kill_while_a_vault_is_made_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    outcomes = set()
    for moment in range(1, 40, 3):
        folder = tmp_path / str(moment)
        Workshop(folder)
        process = _run(CREATE, folder, moment)
        process.communicate()
        workshop = Workshop(folder)
        whole = workshop.locked().exists
        outcomes.add((process.returncode == 0, whole))
        if not whole:
            workshop.make()
        assert workshop.open().check() == ()
        if process.returncode == 0:
            break
    assert (False, False) in outcomes
    assert (True, True) in outcomes


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="who has what open is told by Linux")
def test_a_file_that_cannot_be_used_is_not_kept_open(workshop: Workshop) -> None:
    workshop.file.write_bytes(b"no database at all" * 300)
    with pytest.raises(DamagedVault) as mistake:
        workshop.locked().unlock(PIN)
    opened = [os.readlink(one) for one in Path("/proc/self/fd").iterdir() if one.is_symlink()]
    assert mistake.value.__cause__ is not None, "which still knows the driver that met it"
    assert str(workshop.file) not in opened


def test_a_file_cut_short_anywhere_gives_a_sentence_and_no_traceback(workshop: Workshop) -> None:
    vault = workshop.open()
    for _ in range(5):
        vault.new_household()
    vault.lock()
    whole = workshop.file.read_bytes()
    refused = 0
    for length in range(1, len(whole), 4096):
        workshop.file.write_bytes(whole[:length])
        try:
            opened = workshop.locked().unlock(PIN)
            assert opened.check()
        except VaultMistake:
            refused += 1
    assert refused
    shutil.rmtree(workshop.folder)
