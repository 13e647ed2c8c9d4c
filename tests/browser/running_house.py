"""A Keukentafel that runs as its own process, as a newcomer starts it: to be stopped, or killed."""

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.seeds import lay_out

READY = "Keukentafel is klaar: "
READY_SECONDS = 90.0
"""How long a first start may take, which makes the demo, on a machine that is busy with other things too."""
STOP_SECONDS = 15.0


class NotReady(AssertionError):
    """The process ended, or took too long, before it said that it was ready."""


def free_port() -> int:
    """Return a port on loopback that nothing uses at this moment."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
    return port


def answers(port: int) -> bool:
    """Tell whether something listens on a port of this machine."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


class RunningHouse:
    """One process of ``python -m keukentafel`` (or of another module with the same options)."""

    def __init__(
        self,
        home: Path,
        *options: str,
        module: str = "keukentafel",
        port: int | None = None,
        relay_port: int | None = None,
        seeds: bool = False,
        first: bool = False,
    ) -> None:
        """Take how it is started.

        Args:
            home: the data folder.
            options: further options of the command line.
            module: what is run.
            port: of the app; any free one by default.
            relay_port: of the relay; any free one by default.
            seeds: the households of the demo are hardly begun (`tests.seeds`).
            first: it makes the demo itself, as a first start does; otherwise one that was made before is laid
                in the data folder, which is the same and four seconds shorter.
        """
        self.home = home
        self._seeds, self._first = seeds, first
        self.port = port or free_port()
        self.relay_port = relay_port or free_port()
        self.address = f"http://127.0.0.1:{self.port}/"
        self._command = [sys.executable, "-m", module, "--no-browser", *options]
        self._command += ["--port", str(self.port), "--relay-port", str(self.relay_port)]
        self._lines: list[str] = []
        self._settled = threading.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self.stop()

    @property
    def said(self) -> str:
        """Everything the process wrote so far on standard output and standard error."""
        return "".join(self._lines)

    @property
    def pid(self) -> int:
        """The process id of the app."""
        return self._process.pid

    def start(self) -> None:
        """Start the process and wait until it says that it is ready.

        Raises:
            NotReady: it does not.
        """
        self.launch()
        if not self._settled.wait(READY_SECONDS) or READY not in self.said:
            self._process.kill()
            raise NotReady(self.said)

    def launch(self) -> None:
        """Start the process without waiting."""
        self._settled, self._lines = threading.Event(), []
        if not self._first:
            lay_out(self.home, seeds=self._seeds)
        environ = {
            **os.environ,
            "KEUKENTAFEL_HOME": str(self.home),
            "PYTHONUNBUFFERED": "1",
            "LC_ALL": "C.UTF-8",
        }
        self._process = subprocess.Popen(
            self._command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        heard = (self._process, self._lines, self._settled)
        threading.Thread(target=_listen, args=heard, daemon=True).start()

    def wait(self) -> int:
        """Wait until the process ends by itself and return its exit code."""
        code = self._process.wait(READY_SECONDS)
        self._settled.wait(STOP_SECONDS)
        return code

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Ask the process to end and return its exit code."""
        self._process.send_signal(number)
        return self._process.wait(STOP_SECONDS)

    def kill(self) -> None:
        """End the process as a dead battery would."""
        self._process.kill()
        self._process.wait(STOP_SECONDS)


def _listen(process: subprocess.Popen[str], lines: list[str], settled: threading.Event) -> None:
    if process.stdout is not None:
        with process.stdout as output:
            for line in output:
                lines.append(line)
                if line.startswith(READY):
                    settled.set()
    settled.set()
