"""The worker's first screen after the door: what is due, the households, and a new conversation."""

import flet as ft

from keukentafel.app.kit.arranging import column, gap, row, ruled, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import icon_button, primary, quiet, secondary, tappable
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.screen import bottombar, empty, screen, titlebar, tool, topbar
from keukentafel.app.kit.sides import padded
from keukentafel.app.kit.signs import sign
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens import safely
from keukentafel.app.screens.begun import to_begun
from keukentafel.app.screens.due import due, may_go
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.status import status_sign
from keukentafel.app.state.card import Card, Phase
from keukentafel.app.state.listing import PAGE, Listing
from keukentafel.app.state.screens import Screen
from keukentafel.journal.content import UnfitValue
from keukentafel.journal.names import HouseholdId

LONGEST_NAME = 200


@safely.screen
def today_screen(scene: Scene) -> ft.Control:
    """Show what is due, and the households."""
    visit, look = scene.visit, scene.look
    t, now = scene.t, visit.house.clock()
    listing = visit.room.listing()
    lock = tool(look, ft.Icons.LOCK_OUTLINE_ROUNDED, t("app.lock"), visit.lock_by_hand, identifier="lock")
    agenda = tool(
        look, ft.Icons.CALENDAR_TODAY_OUTLINED, t("app.agenda"), visit.leave_in_a_hurry, identifier="agenda"
    )
    # Beside a name there is no room for it on a phone; there it stands below.
    demo = [] if look.phone else scene.demo_mark()
    top = titlebar(look, _hello(scene), t.weekday(t.today(now)), tools=[*demo, agenda, lock])
    houses = _households(scene, listing)
    lists = _lists(look, [*due(scene, listing), *may_go(scene, listing), houses])
    body = column(_tools(scene), *scene.notice(), *_post(scene), lists, gap=16)
    new = primary(look, t("today.new"), visit.to_new, identifier="new", icon=ft.Icons.ADD_ROUNDED)
    return screen(look, body, top=top, bottom=bottombar(look, primary=new), scroll=True)


@safely.screen
def new_screen(scene: Scene) -> ft.Control:
    """Ask a name, and nothing else."""
    visit, look = scene.visit, scene.look
    t = scene.t
    name: list[str] = ft.use_memo(lambda: [""], [])
    mistake, set_mistake = ft.use_state("")

    def typed(words: str) -> None:
        visit.touch()
        name[0] = words

    def start(*_: object) -> None:
        wanted = " ".join(name[0].split())
        if not wanted or len(wanted) > LONGEST_NAME:
            set_mistake(t("new.needed" if not wanted else "new.too_long"))
        else:
            try:
                visit.begin(wanted)
            except UnfitValue:
                set_mistake(t("new.unfit"))

    back = tool(look, ft.Icons.ARROW_BACK_ROUNDED, t("app.back"), visit.to_today, identifier="back")
    paper = column(
        heading(look, t("new.title"), 1),
        text(look, t("new.subtitle"), "table", "soft"),
        gap(8),
        field(
            look,
            t("new.name"),
            "",
            identifier="name",
            on_change=typed,
            on_submit=start,
            hint=t("new.hint"),
            error=mistake,
            autofocus=True,
        ),
        gap(4),
        row(to_begun(scene)),
        gap=8,
    )
    go = primary(look, t("new.start"), start, identifier="start", icon=ft.Icons.BEDTIME_OUTLINED)
    without = secondary(look, t("new.no_name"), visit.begin, identifier="no-name")
    return screen(
        look,
        row(sheet(look, paper, width=min(look.line_length + 120, look.width - 2 * look.margin))),
        top=topbar(look, "", left=back),
        bottom=bottombar(look, primary=go, secondary=without),
        scroll=True,
    )


def _tools(scene: Scene) -> ft.Control:
    visit, look, t = scene.visit, scene.look, scene.t
    search = quiet(
        look,
        t("app.search"),
        lambda: visit.show(Screen.SEARCH),
        identifier="search",
        icon=ft.Icons.SEARCH_ROUNDED,
    )
    tablet = quiet(
        look,
        t("app.tablet"),
        lambda: visit.show(Screen.TABLET),
        identifier="tablet",
        icon=ft.Icons.TABLET_MAC_ROUNDED,
    )
    examples = quiet(
        look,
        t("examples.title"),
        lambda: visit.show(Screen.EXAMPLES),
        identifier="to-examples",
        icon=ft.Icons.MENU_BOOK_OUTLINED,
    )
    return row(search, examples, tablet, *(scene.demo_mark() if look.phone else []), gap=4, wrap=True)


def _hello(scene: Scene) -> str:
    hour = scene.t.hour(scene.visit.house.clock())
    part = "morning" if 5 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"
    account = scene.visit.account
    name = account.first_name if account else ""
    return scene.t(f"unlock.{part}", name=name) if name else scene.t("unlock.hello")


def _lists(look: Look, papers: list[ft.Control]) -> ft.Control:
    if look.columns == 1 or len(papers) == 1:
        return column(*papers, gap=16)
    halves: list[ft.Control] = [ft.Container(one, expand=1) for one in papers]
    return ft.Row(halves, spacing=24, vertical_alignment=ft.CrossAxisAlignment.START)


def _post(scene: Scene) -> list[ft.Control]:
    post, t = scene.visit.post, scene.t
    waiting = post.waiting if post else 0
    if not waiting:
        return []
    if post is not None and post.refused:
        title, body = t("today.refused.title"), t("today.refused.body")
        return [banner(scene.look, "warning", title, body, identifier="refused")]
    words = t("today.one_waits") if waiting == 1 else t("today.many_wait", count=waiting)
    return [banner(scene.look, "tablet", words, t("today.waits.body"), identifier="waiting")]


def _households(scene: Scene, listing: Listing) -> ft.Control:
    look, t = scene.look, scene.t
    if not listing.shown:
        return sheet(look, empty(look, "verhaal", t("today.empty")))
    lines = ruled(look, [_household(scene, household, card) for household, card in listing.shown])
    return sheet(
        look,
        column(heading(look, t("today.households"), 2), lines, *_pages(scene, listing), gap=4),
        padding=padded(look, start=20, end=20, top=22, bottom=8)
        if look.phone
        else padded(look, start=28, end=28, top=22, bottom=8),
    )


def _household(scene: Scene, household: HouseholdId, card: Card) -> ft.Control:
    look, t = scene.look, scene.t
    second = "\u00a0 ·\u00a0 ".join(part for part in (card.place, t(f"phase.{card.phase.value}")) if part)
    name = scene.naming.card(card)
    contact = card.phase is Phase.CONTACT
    said = t("status.contact") if contact else t(f"status.{card.status.value}")
    stays = sign(look, ft.Icons.HOME_OUTLINED, said, "soft", "meta")
    words = column(
        text(look, name, "label"),
        text(look, second, "meta", "soft"),
        stays if contact else status_sign(look, t, card.status),
        gap=3,
        expand=True,
    )
    line = row(words, icon(look, ft.Icons.CHEVRON_RIGHT_ROUNDED, "soft", 28), gap=12)
    return tappable(
        look,
        line,
        lambda: scene.visit.open_household(household),
        identifier=f"household-{household}",
        name=f"{name}, {second}, {said}",
        padding=ft.Padding.symmetric(vertical=14, horizontal=4),
    )


def _pages(scene: Scene, listing: Listing) -> list[ft.Control]:
    visit, look, t = scene.visit, scene.look, scene.t
    count, first = listing.count, listing.first
    if count <= PAGE:
        return []
    here = t("today.page", first=first + 1, last=min(first + PAGE, count), count=count)
    earlier = icon_button(
        look,
        ft.Icons.CHEVRON_LEFT_ROUNDED,
        t("today.earlier"),
        lambda: visit.turn_page(-1),
        identifier="earlier",
    )
    later = icon_button(
        look, ft.Icons.CHEVRON_RIGHT_ROUNDED, t("today.later"), lambda: visit.turn_page(1), identifier="later"
    )
    return [row(earlier, text(look, here, "meta", "soft", align="center", expand=True), later)]
