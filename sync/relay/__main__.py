"""Start the relay: ``python -m sync.relay --host 127.0.0.1 --port 8741 --data FOLDER``.

It serves plain HTTP; on anything but loopback it stands behind a proxy that speaks TLS and leaves paths as
they are. What keeps it from starting is said in one sentence, with exit code 2.
"""

import argparse
import contextlib
import signal
import socket
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import uvicorn

from sync.relay.organisations import OrganisationsFile, OrganisationsUnreadable
from sync.relay.server import make_relay
from sync.relay.store import SqliteStore, StoreUnusable
from sync.wire.names import Moment

CANNOT_START = 2


class AddressInUse(Exception):
    """The address cannot be listened at; the sentence says which."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the relay until it is told to stop; return the exit code."""
    options = _options(arguments)
    try:
        listener = _listen(options.host, options.port)
        with listener:
            store = SqliteStore.open(options.data, _now)
            try:
                _serve(listener, store, OrganisationsFile(options.data))
            finally:
                store.close()
    except (AddressInUse, StoreUnusable, OrganisationsUnreadable) as reason:
        sys.stderr.write(f"The relay cannot start: {reason}.\n")
        return CANNOT_START
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sync.relay", description="Keeps sealed envelopes.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (default: loopback)")
    parser.add_argument("--port", type=int, default=8741, help="port to listen at; 0 takes a free one")
    parser.add_argument("--data", type=Path, required=True, help="folder with the relay's database")
    return parser.parse_args(arguments)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(1024)
    except (OSError, OverflowError) as reason:
        listener.close()
        raise AddressInUse(f"{host} port {port} cannot be used, or is in use already") from reason
    return listener


def _serve(listener: socket.socket, store: SqliteStore, roots: OrganisationsFile) -> None:
    config = uvicorn.Config(
        make_relay(store, roots, _now),
        access_log=False,
        log_level="warning",
        lifespan="off",
        ws="none",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=1_000,
        timeout_graceful_shutdown=5,
    )
    host, port = listener.getsockname()[:2]
    sys.stdout.write(f"The relay listens at {host} port {port}.\n")
    sys.stdout.flush()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _now() -> Moment:
    return Moment(time.time_ns() // 1_000_000)


if __name__ == "__main__":
    sys.exit(main())
