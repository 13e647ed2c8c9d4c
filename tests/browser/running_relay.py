"""The relay as a process of its own, as it runs at a municipality: absent at first, started later."""

import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

LISTENS = "The relay listens at "
READY_SECONDS = 30.0
STOP_SECONDS = 15.0


class RunningRelay:
    """One process of ``python -m sync.relay``; as a context manager it is stopped, but not started."""

    def __init__(self, data: Path, port: int) -> None:
        self._command = [sys.executable, "-u", "-m", "sync.relay", "--host", "127.0.0.1"]
        self._command += ["--port", str(port), "--data", str(data)]
        self._process: subprocess.Popen[str] | None = None
        self._lines: list[str] = []
        self._settled = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def said(self) -> str:
        """Everything the process wrote so far."""
        return "".join(self._lines)

    def start(self) -> None:
        """Start the relay and wait until it listens."""
        self._process = subprocess.Popen(
            self._command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()
        self._settled.wait(READY_SECONDS)
        assert LISTENS in self.said, self.said

    def stop(self) -> None:
        """Ask the relay to end, if it runs."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(STOP_SECONDS)

    def _listen(self, process: subprocess.Popen[str]) -> None:
        if process.stdout is not None:
            with process.stdout as output:
                for line in output:
                    self._lines.append(line)
                    if line.startswith(LISTENS):
                        self._settled.set()
        self._settled.set()
