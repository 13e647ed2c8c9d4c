"""What has to do with what, in words: for the map and its tiles, and as one quiet line above the plan.

A link between two tiles is the resident's. The plan shows it again, so that nobody makes agreements about
the post without thinking of the money. It shows the links of whoever is chosen to speak, as the map does.
"""

from collections.abc import Sequence

import flet as ft

from keukentafel.app.kit.arranging import row
from keukentafel.app.kit.words import Span, icon, spans
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.life_table import LifeTable
from keukentafel.app.texts import Texts
from keukentafel.dossier.life import Tile
from keukentafel.guide.step import StepId

LIFE_STEP = StepId("F05")


def title_of(scene: Scene, kind: str) -> str:
    """Return the title that the guide gives a tile, or its short name when this guide does not have it."""
    tiles = scene.visit.house.guide.step(LIFE_STEP).tiles
    return next((one.title for one in tiles if one.id == kind), kind)


def titles_of(scene: Scene, tiles: Sequence[Tile]) -> list[str]:
    """Return the titles of tiles, in their order."""
    return [title_of(scene, one.kind) for one in tiles]


def listed(t: Texts, words: Sequence[str]) -> str:
    """Return words as one reads them aloud: with commas, and the last one with *and*."""
    first, last = words[:-1], words[-1]
    return f"{', '.join(first)} {t('life.and')} {last}" if first else last


def coherence(scene: Scene) -> list[ft.Control]:
    """Return one line with everything that was laid together; nothing when nothing was.

    The titles stand out, since one of them may hold a comma or an *and* of its own.
    """
    look, t = scene.look, scene.t
    together = [one for one in LifeTable(scene.talk).map.clusters if len(one) > 1]
    if not together:
        return []
    pieces = [Span(f"{t('links.plan')} ", "meta", "soft")]
    for at, cluster in enumerate(together):
        pieces += [Span("; ", "meta", "soft")] if at else []
        pieces += _spans(t, titles_of(scene, cluster))
    words = spans(look, *pieces)
    said = ft.Semantics(content=words, identifier="coherence", container=True, expand=True)
    return [row(icon(look, ft.Icons.LINK_ROUNDED, "soft", 20), said, gap=8, top=True)]


def _spans(t: Texts, titles: Sequence[str]) -> list[Span]:
    laid = [Span(titles[0], "metabold")]
    for title in titles[1:-1]:
        laid += [Span(", ", "meta", "soft"), Span(title, "metabold")]
    return [*laid, Span(f" {t('life.and')} ", "meta", "soft"), Span(titles[-1], "metabold")]
