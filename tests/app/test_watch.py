"""The eye on one browser: what happens to an open visit when its socket goes."""

import asyncio
from typing import cast

import flet as ft

from keukentafel.app.main import Watch
from keukentafel.app.state.visit import Visit
from tests.app.town import SAMIRA, Town, begun, until

GRACE_SECONDS = 0.05
SENTENCE = "Ik wil weer naar de soos."


class Window:
    """What a watch asks of a page: a size, and to be drawn."""

    width, height, web = 820.0, 1180.0, True
    platform_brightness: ft.Brightness | None = None
    theme_mode: ft.ThemeMode | None = None
    bgcolor = ""

    def __init__(self) -> None:
        self.drawings: list[str] = []
        self.updates = 0

    def update(self) -> None:
        self.updates += 1

    def render(self, _component: object, _visit: Visit, *, key: str) -> None:
        self.drawings.append(key)


def watching(visit: Visit, window: Window) -> Watch:
    return Watch(cast("ft.Page", window), visit, GRACE_SECONDS)


def test_a_session_whose_browser_stays_away_locks(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work(SAMIRA)
        talk = begun(visit.room)
        talk.boxes.typed(talk.boxes.box("quote.text", talk.boxes.fresh("quote"), slot="quote"), SENTENCE)
        watching(visit, Window()).disconnected(None)
        assert visit.holds_keys
        await until(lambda: not visit.holds_keys)
        assert visit.notice is not None
        assert visit.notice.title == "unlock.lost.title"

    asyncio.run(scene())
    room = town.room()
    texts = {draft.text for household, _card in room.cards() for draft in room.vault.drafts(household)}
    assert SENTENCE in texts
    room.close()


def test_a_browser_that_is_back_in_time_finds_everything_open_and_is_drawn_anew(town: Town) -> None:
    async def scene() -> None:
        visit, window = await town.at_work(SAMIRA), Window()
        watch = watching(visit, window)
        watch.disconnected(None)
        watch.connected(None)
        await asyncio.sleep(GRACE_SECONDS * 3)
        assert visit.holds_keys
        assert visit.connected
        assert window.drawings == ["stage-1"]
        visit.lock()

    asyncio.run(scene())
