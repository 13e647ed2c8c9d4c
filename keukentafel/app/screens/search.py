"""Looking something up in everything that is unlocked: a field, and the sentences in which it stands."""

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import icon_button, tappable
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.screen import empty, titlebar, tool
from keukentafel.app.kit.screen import screen as whole_screen
from keukentafel.app.kit.words import Span, icon, spans, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.card import read_card
from keukentafel.app.state.finder import Finder
from keukentafel.vault.excerpt import Excerpt
from keukentafel.vault.search import Hit, SearchResult


@screen
def search_screen(scene: Scene) -> ft.Control:
    """Draw the field and what was found."""
    visit, look, t = scene.visit, scene.look, scene.t
    finder = visit.room.finder

    def typed(words: str) -> None:
        visit.touch()
        ft.context.page.run_task(finder.find, words)

    back = icon_button(look, ft.Icons.ARROW_BACK_ROUNDED, t("app.back"), visit.to_today, identifier="back")
    lock = tool(look, ft.Icons.LOCK_OUTLINE_ROUNDED, t("app.lock"), visit.lock_by_hand, identifier="lock")
    box = field(
        look,
        t("search.field"),
        finder.query,
        identifier="query",
        on_change=typed,
        help=t("search.help"),
        autofocus=True,
    )
    paper = sheet(look, column(box, _answer(scene, look, finder), gap=18))
    top = titlebar(look, t("search.title"), mark=back, tools=[lock])
    return whole_screen(look, row(ft.Container(paper, expand=True)), top=top, scroll=True)


@ft.component
def _answer(scene: Scene, look: Look, finder: Finder) -> ft.Control:
    """Draw the answer; it listens to the finder by itself, so that typing does not draw the field again."""
    t, result = scene.t, finder.result
    if result is None:
        return text(look, t("search.busy"), "meta", "soft") if finder.busy else ft.Container()
    if not result.hits:
        return column(*_unread(scene, result), empty(look, "lezen", t("search.nothing")))
    count = t("search.one") if result.total == 1 else t("search.many", count=result.total)
    if result.total > len(result.hits):
        count = t("search.more", count=result.total, shown=len(result.hits))
    said = ft.Semantics(content=text(look, count, "metabold", "soft"), live_region=True, identifier="found")
    return column(
        *_unread(scene, result), said, ruled(look, [_hit(scene, one) for one in result.hits]), gap=10
    )


def _hit(scene: Scene, hit: Hit) -> ft.Control:
    look, t, visit = scene.look, scene.t, scene.visit
    name = scene.naming.card(read_card(visit.room.vault.card(hit.household)))
    title = visit.house.title_of(hit.field)
    when = t("search.draft") if hit.claimed is None else t.when(hit.claimed, visit.house.clock())
    words = column(
        text(look, name, "label"),
        spans(look, *_marked(hit.excerpt)),
        text(look, f"{title}\u00a0 ·\u00a0 {when}", "meta", "soft"),
        gap=3,
        expand=True,
    )
    line = row(words, icon(look, ft.Icons.CHEVRON_RIGHT_ROUNDED, "soft", 28), gap=12)
    return tappable(
        look,
        line,
        lambda: visit.open_household(hit.household),
        identifier=f"hit-{hit.object}-{hit.field}",
        name=f"{name}, {hit.excerpt.text}, {title}, {when}",
        padding=ft.Padding.symmetric(vertical=12, horizontal=4),
    )


def _marked(excerpt: Excerpt) -> list[Span]:
    """Cut an excerpt into what was found, drawn bold, and what stands around it."""
    pieces, at = [], 0
    for start, end in excerpt.found:
        pieces += [Span(excerpt.text[at:start]), Span(excerpt.text[start:end], marked=True)]
        at = end
    pieces.append(Span(excerpt.text[at:]))
    return [piece for piece in pieces if piece.words]


def _unread(scene: Scene, result: SearchResult) -> list[ft.Control]:
    if not result.unread:
        return []
    t = scene.t
    return [
        banner(scene.look, "warning", t("search.unread.title"), t("search.unread.body"), identifier="unread")
    ]
