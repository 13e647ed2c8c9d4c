"""The relay of the demo: a process of its own beside the app, as it will be at the municipality.

The app does not need it. When it stops, the console says so, it is started again after two seconds, and
after a few times it is left alone; plans wait in the outbox meanwhile.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

PAUSE_SECONDS = 2.0
RESTARTS = 3
PATIENCE_SECONDS = 5.0


def relay_command(port: int, data: Path) -> list[str]:
    """Return the command that runs the relay on loopback, tied to the life of this process."""
    tether = [sys.executable, "-m", "keukentafel.app.tether", "sync.relay"]
    return [*tether, "--host", "127.0.0.1", "--port", str(port), "--data", str(data)]


class RelayChild:
    """Keeps the relay running as long as the app runs; use it as a context manager."""

    def __init__(
        self, command: Sequence[str], say: Callable[[str], None], pause_seconds: float = PAUSE_SECONDS
    ) -> None:
        self._command = command
        self._say = say
        self._pause = pause_seconds
        self._stopping = threading.Event()
        self._process = self._start()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "RelayChild":
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._process.terminate()
        self._watcher.join(PATIENCE_SECONDS)
        if self._watcher.is_alive():
            self._process.kill()
            self._watcher.join(PATIENCE_SECONDS)

    def _watch(self) -> None:
        for _ in range(RESTARTS):
            self._process.wait()
            if self._stopping.is_set():
                return
            self._say("start.relay.stopped")
            if self._stopping.wait(self._pause):
                return
            self._process = self._start()
        self._process.wait()
        if not self._stopping.is_set():
            self._say("start.relay.given_up")

    def _start(self) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl-C in the console reaches the app alone, and the app ends its relay.
        return subprocess.Popen(  # noqa: S603 -- our own interpreter and module
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=os.name == "posix",
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
