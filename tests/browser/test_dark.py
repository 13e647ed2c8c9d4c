"""Dark paper: from the first picture on where the device is dark, and where somebody chose it."""

import struct
import time
import zlib
from pathlib import Path

import pytest

from keukentafel.app.kit.tokens import Theme, bundled_tokens
from tests.browser.conftest import OpenScreen
from tests.browser.harness import PATIENCE_MS, Screen
from tests.browser.running_house import RunningHouse
from tests.browser.tour import WORKER, arrive, tap, unlock

pytestmark = pytest.mark.browser


def _corner(shown: Screen) -> str:
    """The colour of the first pixel; one pixel has no neighbours that a filter of PNG could refer to."""
    png = shown.page.screenshot(clip={"x": 2, "y": 2, "width": 1, "height": 1})
    at, data = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    return "#" + zlib.decompress(data)[1:4].hex().upper()


def _is_drawn_on(shown: Screen, theme: Theme) -> None:
    colors = bundled_tokens().color
    wanted = (colors.dark if theme == "dark" else colors.light)["table"]
    until = time.monotonic() + PATIENCE_MS / 1000
    while _corner(shown) != wanted and time.monotonic() < until:
        shown.page.wait_for_timeout(100)
    assert _corner(shown) == wanted


def test_the_screens_are_dark_on_a_dark_device_and_follow_it_and_what_was_chosen_stays(
    tmp_path: Path, open_screen: OpenScreen
) -> None:
    with RunningHouse(tmp_path / "home") as house:
        shown = open_screen(house.address, dark=True)
        arrive(shown, f"account-{WORKER}")
        _is_drawn_on(shown, "dark")
        shown.page.emulate_media(color_scheme="light")
        _is_drawn_on(shown, "light")

        unlock(shown)
        arrive(shown, "new")
        tap(shown, "tablet")
        arrive(shown, "change-pin")
        tap(shown, "looks-dark")
        _is_drawn_on(shown, "dark")

        other = open_screen(house.address)
        arrive(other, f"account-{WORKER}")
        _is_drawn_on(other, "dark")
