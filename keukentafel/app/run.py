"""Starts Keukentafel on this machine: the relay, the screens behind the gate, and a browser if there is one.

What can go wrong is looked at first and in an order that leaves nothing half done: the data folder, the
ports, the lock. Then the relay is started, because it takes its own second, and only then the heavy
packages are imported. Nothing is said to be ready before the port answers.
"""

import argparse
import contextlib
import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NewType, NoReturn

from keukentafel.app.downloads import Downloads
from keukentafel.app.home import occupy, open_home
from keukentafel.app.relay_child import RelayChild, relay_command
from keukentafel.app.start_refusal import CannotStart, PortTaken, refusal_for
from keukentafel.app.texts import DUTCH, Texts, language_of, read_texts
from keukentafel.app.voices import Voices

if TYPE_CHECKING:
    from keukentafel.app.server import Main

Address = NewType("Address", str)
"""Where something answers on this machine: ``http://127.0.0.1:8550/``."""

REFUSED = 2
_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Settings:
    """What was asked for on the command line and in the environment."""

    port: int
    relay_port: int
    browser: bool
    relay: bool


@dataclass(frozen=True, slots=True)
class Place:
    """What the screens get from the start-up."""

    home: Path
    relay: Address
    texts: Texts
    downloads: Downloads
    voices: Voices


@dataclass(frozen=True, slots=True)
class TrialAccount:
    """An account of the demo, printed on the console."""

    name: str
    title: str
    pin: str


@dataclass(frozen=True, slots=True)
class Furnished:
    """What the screens give back: how to draw a page, with whom to try it, and the code on their sheets."""

    main: "Main"
    accounts: Sequence[TrialAccount]
    recovery: str = ""


Furnish = Callable[[Place], Furnished]
"""Opens or fills the data folder and makes the screens; imports what is heavy only when called."""


def run(arguments: Sequence[str], environ: Mapping[str, str], furnish: Furnish) -> int:
    """Run until somebody stops it, and return the exit code: 0, or 2 with one sentence on standard error."""
    texts = read_texts(language_of(environ))
    settings = read_settings(arguments, environ, texts)
    try:
        with _stopped_by_signals():
            _live(settings, open_home(environ), environ, texts, furnish)
    except CannotStart as refusal:
        sys.stderr.write(refusal.sentence(texts) + "\n")
        return REFUSED
    except KeyboardInterrupt:
        return 0
    return 0


def read_settings(arguments: Sequence[str], environ: Mapping[str, str], texts: Texts) -> Settings:
    """Read options, with the environment as their default; a mistake in them ends the program with code 2."""

    def port(written: str) -> int:
        if not (written.isascii() and written.isdigit() and 0 < int(written) < 65536):
            raise argparse.ArgumentTypeError(texts("start.port.number"))
        return int(written)

    parser = argparse.ArgumentParser(prog="keukentafel", description=texts("start.about"), allow_abbrev=False)
    ports = {"--port": ("KEUKENTAFEL_PORT", "8550"), "--relay-port": ("KEUKENTAFEL_RELAY_PORT", "8551")}
    for option, (variable, usual) in ports.items():
        key = f"start.option.{option[2:].replace('-', '_')}"
        parser.add_argument(option, type=port, default=environ.get(variable) or usual, help=texts(key))
    parser.add_argument("--no-browser", action="store_true", help=texts("start.option.no_browser"))
    parser.add_argument("--no-relay", action="store_true", help=texts("start.option.no_relay"))
    given = parser.parse_args(arguments)
    if given.port == given.relay_port:
        parser.error(texts("start.port.same", port=given.port))
    return Settings(given.port, given.relay_port, not given.no_browser, not given.no_relay)


def may_open_browser(environ: Mapping[str, str], platform: str) -> bool:
    """Tell whether there is a screen to open a browser on; a build server never has one."""
    if environ.get("CI"):
        return False
    return platform in ("darwin", "win32") or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def _live(settings: Settings, home: Path, environ: Mapping[str, str], texts: Texts, furnish: Furnish) -> None:
    address = Address(f"http://{_LOOPBACK}:{settings.port}/")
    relay = Address(f"http://{_LOOPBACK}:{settings.relay_port}")
    with occupy(home, address), _door(settings.port, "--port") as door, _relay(settings, home, texts):
        place = Place(home, relay, texts, Downloads(), Voices())
        furnished = _furnished(furnish, place)

        def ready() -> None:
            _greet(address, furnished, texts)
            if settings.browser and may_open_browser(environ, sys.platform):
                webbrowser.open(address)

        _serve(settings, place, furnished, door, ready)


def _furnished(furnish: Furnish, place: Place) -> Furnished:
    try:
        return furnish(place)
    except Exception as reason:
        refusal = refusal_for(reason, place.home)
        if refusal is None or refusal is reason:
            raise
        raise refusal from reason


def _serve(
    settings: Settings, place: Place, furnished: Furnished, door: socket.socket, ready: Callable[[], None]
) -> None:
    from keukentafel.app.index_page import IndexPageChanged
    from keukentafel.app.letters import LettersChanged
    from keukentafel.app.server import build, serve
    from keukentafel.app.tongue import DeviceLanguage

    try:
        app = build(
            furnished.main,
            port=settings.port,
            texts=read_texts(DeviceLanguage(place.home).known() or DUTCH),
            downloads=place.downloads,
            voices=place.voices,
        )
    except (IndexPageChanged, LettersChanged) as reason:
        raise CannotStart("start.page.changed") from reason
    serve(app, door, ready)


def _greet(address: Address, furnished: Furnished, texts: Texts) -> None:
    lines = [texts("start.ready", address=address)]
    if furnished.accounts:
        lines += ["", texts("start.accounts")]
        lines += [_account(texts, one) for one in furnished.accounts]
    if furnished.recovery:
        lines += ["", texts("start.recovery", code=furnished.recovery)]
    lines += ["", texts("start.stop")]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def _account(texts: Texts, one: TrialAccount) -> str:
    return texts("start.account", name=one.name, title=one.title, pin=one.pin)


@contextlib.contextmanager
def _door(port: int, option: str) -> Iterator[socket.socket]:
    with socket.socket() as door:
        # On Windows this option would let two programs share a port; elsewhere it skips a waiting time.
        if os.name == "posix":
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((_LOOPBACK, port))
        except OSError as reason:
            raise PortTaken("start.port.taken", port=port, option=option) from reason
        yield door


@contextlib.contextmanager
def _relay(settings: Settings, home: Path, texts: Texts) -> Iterator[None]:
    if not settings.relay:
        yield
        return
    with _door(settings.relay_port, "--relay-port"):
        pass

    def say(key: str) -> None:
        sys.stderr.write(texts(key) + "\n")

    with RelayChild(relay_command(settings.relay_port, home / "relay"), say):
        yield


@contextlib.contextmanager
def _stopped_by_signals() -> Iterator[None]:
    def stop(_number: int, _frame: object) -> NoReturn:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
