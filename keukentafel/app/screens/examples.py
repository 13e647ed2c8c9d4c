"""Zó dus: examples of what worked, found by what was the matter. Nobody is named or looked for."""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import by_two, column, row, sheet
from keukentafel.app.kit.buttons import icon_button, quiet
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.screen import empty, titlebar, tool
from keukentafel.app.kit.screen import screen as whole_screen
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, spoken, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.example_bank import ExampleBank
from keukentafel.app.state.screens import Screen
from keukentafel.guide.example import Example
from keukentafel.guide.step import TileId

ANY = "any"
_RUNGS = range(1, 7)


@screen
def examples_screen(scene: Scene) -> ft.Control:
    """Draw the field, the features to choose from, and what was found."""
    visit, look, t = scene.visit, scene.look, scene.t
    words, set_words = ft.use_state("")
    tile, set_tile = ft.use_state(ANY)
    rung, set_rung = ft.use_state(ANY)
    opened, set_opened = ft.use_state("")
    found = ExampleBank(visit.room.vault, visit.house.guide).find(
        words,
        tile=None if tile == ANY else TileId(tile),
        rung=None if rung == ANY else int(rung),
    )

    def typed(said: str) -> None:
        visit.touch()
        set_words(said)

    def leave() -> None:
        visit.show(Screen.HOUSEHOLD if visit.conversation else Screen.TODAY)

    back = icon_button(look, ft.Icons.ARROW_BACK_ROUNDED, t("app.back"), leave, identifier="back")
    lock = tool(look, ft.Icons.LOCK_OUTLINE_ROUNDED, t("app.lock"), visit.lock_by_hand, identifier="lock")
    box = field(look, t("examples.field"), words, identifier="examples-query", on_change=typed)
    titles = visit.house.guide.titles
    tiles = _Feature("tile", t("examples.tile"), titles, tile, set_tile)
    rungs = _Feature("rung", t("examples.rung"), _rungs(scene), rung, set_rung)
    features = [one.draw(scene, opened, set_opened) for one in (tiles, rungs)]
    count = t("examples.one") if len(found) == 1 else t("examples.some", count=len(found))
    counted = spoken(text(look, count, "metabold", "soft"), identifier="examples-found")
    cards = [sheet(look, _card(scene, one, titles), padding=22) for one in found]
    nothing = sheet(look, empty(look, "lezen", t("examples.none")))
    body = column(
        text(look, t("examples.explained"), "table", "soft"),
        sheet(look, column(box, *features, gap=10)),
        *([counted, by_two(look, *cards, gap=16)] if cards else [nothing]),
        gap=14,
    )
    top = titlebar(look, t("examples.title"), mark=back, tools=[lock])
    return whole_screen(look, body, top=top, scroll=True)


class _Feature:
    """One feature to choose by: folded into one line until somebody opens it."""

    def __init__(
        self, name: str, words: str, options: dict[str, str], chosen: str, choose: Callable[[str], None]
    ) -> None:
        self.name, self.words, self.options = name, words, options
        self.chosen, self._choose = chosen, choose

    def draw(self, scene: Scene, opened: str, open_it: Callable[[str], None]) -> ft.Control:
        """Draw the feature, with its choices when it is the one that is open."""
        look, t, visit = scene.look, scene.t, scene.visit
        is_open = opened == self.name

        def toggle() -> None:
            visit.touch()
            open_it("" if is_open else self.name)

        def choose(value: str) -> None:
            visit.touch()
            self._choose(value)

        said = self.options.get(self.chosen, "")
        words = f"{self.words}: {said}" if said else self.words
        sign = ft.Icons.EXPAND_LESS_ROUNDED if is_open else ft.Icons.EXPAND_MORE_ROUNDED
        opener = row(quiet(look, words, toggle, identifier=f"by-{self.name}", icon=sign))
        if not is_open:
            return opener
        options = [Choice(ANY, t("examples.any")), *(Choice(*one) for one in self.options.items())]
        asked = pills(look, self.words, options, self.chosen, choose, identifier=self.name)
        return column(opener, asked, gap=8)


def _rungs(scene: Scene) -> dict[str, str]:
    return {str(one): scene.t(f"examples.rung.{one}") for one in _RUNGS}


def _card(scene: Scene, one: Example, titles: dict[str, str]) -> ft.Control:
    look, t = scene.look, scene.t
    signs = [
        *(fact(look, ft.Icons.SELL_OUTLINED, titles[each]) for each in one.tiles if each in titles),
        *(fact(look, ft.Icons.STAIRS_OUTLINED, t(f"examples.rung.{each}")) for each in one.rungs),
    ]
    lines = column(
        heading(look, one.title or t("examples.own"), 2),
        *([text(look, one.situation, "body", "soft")] if one.situation else []),
        text(look, one.did, "body"),
        *(
            [fact(look, ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, one.worked, "positive", "body")]
            if one.worked
            else []
        ),
        column(*signs, gap=2),
        gap=8,
    )
    return ft.Semantics(content=lines, identifier=f"example-{one.id}", container=True)
