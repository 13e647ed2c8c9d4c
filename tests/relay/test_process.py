"""The relay as a process of its own: killed, searched, and started wrongly."""

import asyncio
import os
import socket
import subprocess
from pathlib import Path

import pytest

from sync.envelope import SealedEnvelope, seal
from sync.identity import DeviceRole
from sync.mailbox import Mailboxes
from sync.relay.organisations import ORGANISATIONS
from sync.relay.store import DATABASE
from sync.wire.names import Position
from tests.relay.running import Process, relay_in_process, start_process
from tests.sync.waterkerke import Device, Organisation

CANARY = b"Ik wil geen vreemde in mijn slaapkamer"
NAME = "Samira el Idrissi"


async def everything(mailboxes: Mailboxes, organisation: Organisation) -> list[bytes]:
    found: list[bytes] = []
    cursor = Position(0)
    while items := await mailboxes.fetch(organisation.team_mailbox, cursor):
        found += [item.envelope for item in items]
        cursor = items[-1].position
    return found


async def deliver_until_killed(running: Process, worker: Device, organisation: Organisation) -> list[bytes]:
    """Deliver from several tasks at once, and kill the relay in the midst of it."""
    acknowledged: list[bytes] = []

    async def deliver(number: int, mailboxes: Mailboxes) -> None:
        for step in range(1_000):
            body = CANARY + f" {number} {step}".encode()
            envelope = seal(body, [organisation.team_sealing], worker.signing)
            await mailboxes.append(organisation.team_mailbox, envelope)
            acknowledged.append(envelope)
            if len(acknowledged) == 100:
                running.kill()

    async with running.relay.mailboxes(worker) as mailboxes:
        await asyncio.gather(*(deliver(number, mailboxes) for number in range(8)), return_exceptions=True)
    return acknowledged


def hits(folder: Path, *canaries: bytes) -> int:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.name == DATABASE for path in files)
    return sum(path.read_bytes().count(canary) for path in files for canary in canaries)


def test_what_was_acknowledged_survives_kill_9_and_nothing_readable_lies_on_the_disk(tmp_path: Path) -> None:
    organisation = Organisation()
    worker = organisation.device(DeviceRole.WORKER, NAME)
    desk = organisation.device(DeviceRole.SUPERVISOR, NAME)
    with relay_in_process(tmp_path, organisation) as running:
        acknowledged = asyncio.run(deliver_until_killed(running, worker, organisation))
    assert len(acknowledged) >= 100
    secrets = (CANARY, NAME.encode(), b"worker", b"supervisor")
    assert hits(tmp_path, *secrets) == 0

    async def look() -> list[bytes]:
        async with running.relay.mailboxes(desk) as mailboxes:
            return await everything(mailboxes, organisation)

    async def plant() -> None:
        planted = SealedEnvelope(acknowledged[0] + CANARY)
        async with running.relay.mailboxes(worker) as mailboxes:
            await mailboxes.append(organisation.team_mailbox, planted)

    with relay_in_process(tmp_path, organisation) as running:
        found = asyncio.run(look())
        assert set(acknowledged) <= set(found)
        assert len(found) == len(set(found))
        asyncio.run(plant())
        assert hits(tmp_path, *secrets) > 0
        assert running.stop() == 0
    assert running.process.stderr is not None


def refusal(process: "subprocess.Popen[str]") -> str:
    _, said = process.communicate(timeout=30)
    assert process.returncode == 2
    assert said.count("\n") == 1
    assert said.startswith("The relay cannot start: ")
    return said


def test_a_port_in_use_is_said_in_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert "in use" in refusal(start_process(tmp_path, "--port", str(taken.getsockname()[1])))


def test_a_damaged_database_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(os.urandom(8_192))
    assert "damaged" in refusal(start_process(tmp_path))


def test_a_damaged_list_of_organisations_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / ORGANISATIONS).write_text('{"Waterkerke": 1}', encoding="utf-8")
    assert ORGANISATIONS in refusal(start_process(tmp_path))


@pytest.mark.parametrize("folder", ["file", "file/below"])
def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert "folder" in refusal(start_process(tmp_path / folder))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="may write everywhere")
def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "written" in refusal(start_process(tmp_path))
