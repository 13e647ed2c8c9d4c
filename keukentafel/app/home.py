"""The data folder: where it is, whether it is fit, and that one app at a time works in it."""

import contextlib
import json
import os
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

import platformdirs

from keukentafel.app.start_refusal import HomeInUse, UnfitHome
from keukentafel.app.whereabouts import is_synced, on_network

VARIABLE = "KEUKENTAFEL_HOME"
_LOCK = "in-use.lock"
_RUNNING = "running.json"


def open_home(environ: Mapping[str, str]) -> Path:
    """Return the data folder, made if need be, for its owner only.

    Raises:
        UnfitHome: it cannot be written, or lies on a network disk or in a folder that is copied elsewhere.
    """
    folder = _chosen(environ)
    if is_synced(folder, environ):
        raise UnfitHome("start.home.synced", folder=folder)
    if on_network(folder):
        raise UnfitHome("start.home.network", folder=folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        probe = folder / f".probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as reason:
        raise UnfitHome("start.home.unwritable", folder=folder) from reason
    return folder


@contextlib.contextmanager
def occupy(home: Path, address: str) -> Iterator[None]:
    """Keep the data folder for this process as long as the block runs, and say where the app answers.

    Raises:
        HomeInUse: another process works in it; the refusal says where it answers, if it does.
        UnfitHome: the lock cannot be made.
    """
    try:
        lock = (home / _LOCK).open("a+b")
    except OSError as reason:
        raise UnfitHome("start.home.unwritable", folder=home) from reason
    with lock:
        if not _take(lock):
            raise _in_use(home)
        (home / _RUNNING).write_text(json.dumps({"address": address}), encoding="utf-8")
        try:
            yield
        finally:
            (home / _RUNNING).unlink(missing_ok=True)


def _chosen(environ: Mapping[str, str]) -> Path:
    chosen = environ.get(VARIABLE)
    folder = Path(chosen).expanduser() if chosen else Path(platformdirs.user_data_dir("keukentafel", False))
    try:
        return folder.resolve()
    except (OSError, RuntimeError) as reason:
        raise UnfitHome("start.home.unwritable", folder=folder) from reason


def _take(lock: IO[bytes]) -> bool:
    # The system lets go of the lock when the process ends, however it ends.
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _in_use(home: Path) -> HomeInUse:
    try:
        address = json.loads((home / _RUNNING).read_text(encoding="utf-8"))["address"]
    except (OSError, ValueError, KeyError, TypeError):
        address = None
    if isinstance(address, str) and _answers(address):
        return HomeInUse("start.home.running", address=address)
    return HomeInUse("start.home.in_use", folder=home)


def _answers(address: str) -> bool:
    if not address.startswith("http://127.0.0.1:"):
        return False
    question = urllib.request.Request(address, method="HEAD")  # noqa: S310 -- checked to be http above
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(question, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
