"""On which paper a device draws, and how large its letters are: for everybody, or for one household."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import cast

import flet as ft
import pytest

from keukentafel.app.device_settings import FILE, DeviceSettings
from keukentafel.app.kit.look import look_for
from keukentafel.app.main import Watch
from keukentafel.app.state.letters import Letters
from keukentafel.app.state.paper import Paper
from keukentafel.app.state.visit import Visit
from tests.app.test_watch import Window
from tests.app.town import SAMIRA, Town, begun


def test_the_theme_is_that_of_the_device_until_somebody_chooses(town: Town) -> None:
    visit = town.at_the_door()
    assert (visit.paper, visit.theme) == (Paper.DEVICE, "light")
    visit.device_is_dark = True
    assert visit.theme == "dark"
    visit.choose_paper(Paper.LIGHT)
    assert visit.theme == "light"
    visit.device_is_dark = False
    visit.choose_paper(Paper.DARK)
    assert visit.theme == "dark"


def test_what_is_chosen_on_a_device_is_there_after_a_new_start_and_before_anybody_unlocks(town: Town) -> None:
    def started_anew() -> Visit:
        town.house = replace(town.house, device=DeviceSettings(town.home / FILE))
        return town.at_the_door()

    first = started_anew()
    first.choose_paper(Paper.DARK)
    first.choose_letters(Letters.LARGER)
    second = started_anew()
    assert (second.paper, second.theme, second.letters) == (Paper.DARK, "dark", Letters.LARGER)


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"paper": 3, "letters": ["largest"]}', '{"paper": "pink"}'])
def test_a_damaged_file_of_settings_stops_nobody(tmp_path: Path, kept: str) -> None:
    (tmp_path / FILE).write_text(kept, encoding="utf-8")
    found = DeviceSettings(tmp_path / FILE)
    assert (found.paper, found.letters) == (Paper.DEVICE, Letters.USUAL)


def test_a_choice_that_cannot_be_kept_still_holds_while_the_app_runs(tmp_path: Path) -> None:
    found = DeviceSettings(tmp_path / "gone" / FILE)
    found.choose_paper(Paper.DARK)
    assert found.paper is Paper.DARK


def test_large_letters_at_one_table_are_there_again_at_that_table_and_at_no_other(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work(SAMIRA)
        mine, other = (begun(visit.room, name).household for name in ("mevrouw Jansen", "meneer Smit"))
        visit.open_household(mine)
        visit.listen()
        visit.choose_letters(Letters.LARGEST)
        visit.lock()
        assert visit.letters is Letters.USUAL

        await visit.unlock(town.pin(SAMIRA))
        visit.open_household(other)
        assert visit.letters is Letters.USUAL
        visit.to_today()
        visit.open_household(mine)
        assert visit.letters is Letters.LARGEST
        visit.to_today()
        assert visit.letters is Letters.USUAL
        assert visit.house.device.letters is Letters.USUAL
        visit.lock()

    asyncio.run(scene())


def test_the_page_takes_the_theme_of_the_device_at_once_and_of_a_choice(town: Town) -> None:
    async def scene() -> None:
        visit, window = await town.at_work(SAMIRA), Window()
        watch = Watch(cast("ft.Page", window), visit)
        watch.draw()
        assert window.theme_mode is ft.ThemeMode.LIGHT
        window.platform_brightness = ft.Brightness.DARK
        watch.brightened(None)
        assert (visit.theme, window.theme_mode) == ("dark", ft.ThemeMode.DARK)
        assert window.bgcolor == look_for(820, 1180, "dark").color("table")
        visit.choose_paper(Paper.LIGHT)
        assert window.theme_mode is ft.ThemeMode.LIGHT
        assert window.updates == 2
        visit.lock()

    asyncio.run(scene())
