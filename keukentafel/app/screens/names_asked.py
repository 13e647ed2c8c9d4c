"""The names that stand in what is about to go: other words in their place, or no name after all."""

from collections.abc import Callable, Mapping
from typing import Protocol

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.screens.scene import Scene
from keukentafel.dossier.known_names import KnownName


class Nameless(Protocol):
    """What goes without anybody's name."""

    def replace(self, name: KnownName, instead: str) -> None:
        """Put other words where a name stands."""

    def is_no_name(self, name: KnownName) -> None:
        """Take the word of whoever wrote it that this is an ordinary word here."""


def names_asked(scene: Scene, going: Nameless, instead: Mapping[KnownName, str]) -> list[ft.Control]:
    """Return a question for each name; ``instead`` are the words that would take its place."""
    return [_name(scene, going, one, words) for one, words in instead.items()]


def _name(scene: Scene, going: Nameless, one: KnownName, instead: str) -> ft.Control:
    look, t = scene.look, scene.t
    taps = [
        quiet(
            look,
            t("reflection.replace", instead=instead),
            _touched(scene, lambda: going.replace(one, instead)),
            identifier=f"replace-{one.name}",
            name=t("reflection.replace.name", name=one.name, instead=instead),
        )
    ]
    if not one.whole:
        taps.append(
            quiet(
                look,
                t("reflection.no_name"),
                _touched(scene, lambda: going.is_no_name(one)),
                identifier=f"no-name-{one.name}",
                name=t("reflection.no_name.name", name=one.name),
            )
        )
    body = t("reflection.name.whole" if one.whole else "reflection.name.part")
    told = banner(look, "warning", t("reflection.name", name=one.name), body, identifier=f"name-{one.name}")
    return column(told, row(*taps, wrap=True, gap=4), gap=2)


def _touched(scene: Scene, act: Callable[[], None]) -> Callable[[], None]:
    def tapped() -> None:
        scene.visit.touch()
        act()

    return tapped
