"""A real relay for the tests: on a loopback port in a thread, or in a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import uvicorn

from sync.mailbox import Mailboxes
from sync.relay.organisations import ORGANISATIONS, OrganisationsFile
from sync.relay.server import make_relay
from sync.relay.store import SqliteStore
from sync.wire.names import Moment, root_key_of
from sync.wire.request import Asked, Nonce, random_nonce, sign_request
from tests.sync.waterkerke import Device, Organisation


def now() -> Moment:
    return Moment(time.time_ns() // 1_000_000)


@dataclass
class Clock:
    """The real time, and whatever one adds to it."""

    ahead: int = 0

    def __call__(self) -> Moment:
        return Moment(now() + self.ahead)


@dataclass
class Relay:
    """A relay that is running."""

    url: str
    folder: Path
    organisation: Organisation
    clock: Clock = field(default_factory=Clock)
    http: httpx.Client = field(default_factory=lambda: httpx.Client(trust_env=False))

    def mailboxes(
        self,
        device: Device,
        transport: httpx.AsyncBaseTransport | None = None,
        clock: Clock | None = None,
    ) -> Mailboxes:
        return Mailboxes(self.url, device.signing, device.signed_pass, clock or Clock(), transport)

    def ask(  # noqa: PLR0917
        self,
        device: Device,
        method: str,
        target: str,
        body: bytes = b"",
        time: Moment | None = None,
        nonce: Nonce | None = None,
    ) -> httpx.Response:
        asked = Asked(method, target, body)
        headers = sign_request(device.signing, asked, time or now(), nonce or random_nonce())
        return self.http.request(method, self.url + target, content=body, headers=headers)

    def admit(self, device: Device) -> httpx.Response:
        return self.ask(device, "PUT", f"/devices/{device.card.device}", device.signed_pass)


def write_organisations(folder: Path, organisations: Iterable[Organisation]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    table = {one.id: root_key_of(one.root) for one in organisations}
    (folder / ORGANISATIONS).write_text(json.dumps(table), encoding="utf-8")


@contextmanager
def relay_in_thread(folder: Path, organisation: Organisation, port: int = 0) -> Iterator[Relay]:
    if not (folder / ORGANISATIONS).exists():
        write_organisations(folder, [organisation])
    clock = Clock()
    store = SqliteStore.open(folder, clock)
    with socket.create_server(("127.0.0.1", port)) as listener:
        config = uvicorn.Config(
            make_relay(store, OrganisationsFile(folder), clock), log_level="critical", lifespan="off"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            address = f"http://127.0.0.1:{listener.getsockname()[1]}"
            yield Relay(address, folder, organisation, clock)
        finally:
            server.should_exit = True
            thread.join()
            store.close()


@dataclass
class Process:
    """A relay in a process of its own."""

    relay: Relay
    process: "subprocess.Popen[str]"

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=20)


def start_process(folder: Path, *options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "sync.relay", "--port", "0", "--data", str(folder), *options]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )


@contextmanager
def relay_in_process(folder: Path, organisation: Organisation) -> Iterator[Process]:
    write_organisations(folder, [organisation])
    process = start_process(folder)
    try:
        assert process.stdout is not None
        port = int(process.stdout.readline().rstrip(".\n").rsplit(" ", 1)[1])
        yield Process(Relay(f"http://127.0.0.1:{port}", folder, organisation), process)
    finally:
        process.kill()
        process.communicate()
