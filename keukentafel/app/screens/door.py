"""The front door: who are you, your PIN, and what when somebody else has it open."""

import flet as ft

from keukentafel.app.house import Account
from keukentafel.app.kit.arranging import centered, column, gap, row, ruled, sheet
from keukentafel.app.kit.buttons import primary, quiet, secondary, tappable
from keukentafel.app.kit.keypad import keypad
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.people import Maker, disc
from keukentafel.app.kit.pictures import logo
from keukentafel.app.kit.signs import chip
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene
from keukentafel.journal.speaker import Role

PIN_LENGTH = 6


@screen
def who_screen(scene: Scene) -> ft.Control:
    """Ask who is going to open this device; only where several people share it, as in the demo."""
    visit, look = scene.visit, scene.look
    names = [_account(scene, account) for account in visit.house.accounts]
    title = column(
        heading(look, scene.t("who.title"), 1),
        text(look, scene.t("who.subtitle"), "body", "soft"),
        gap=4,
    )
    paper = sheet(look, column(title, ruled(look, names), gap=16), width=_width(look, 460))
    return _table(look, centered(_hello(scene, ""), paper, *_demo(scene), gap=24), scroll=True)


@screen
def unlock_screen(scene: Scene) -> ft.Control:
    """Ask the PIN; the sixth digit opens."""
    visit, look = scene.visit, scene.look
    others = len(visit.house.accounts) > 1
    below = quiet(look, scene.t("unlock.someone_else"), visit.other_account, identifier="someone-else")
    pad = centered(_keypad(scene, visit.unlock), *([below] if others else []), gap=10)
    lock = icon(look, ft.Icons.LOCK_OUTLINE_ROUNDED, "positive", 22)
    sealed = row(lock, text(look, scene.t("unlock.sealed"), "meta"), tight=True)
    hello = _hello(scene, _greeting(scene))
    if look.columns == 2:
        left = centered(hello, gap(16), sealed, gap(16), *_demo(scene))
        both = row(_half(left), _half(_paper(look, pad)), gap=0, expand=True)
        return _table(look, both)
    drawn = pad if look.phone else _paper(look, pad)
    return _table(
        look, centered(hello, drawn, sealed, *_demo(scene), gap=18 if look.phone else 40), scroll=True
    )


@screen
def take_over_screen(scene: Scene) -> ft.Control:
    """Ask before another window is locked."""
    visit, look = scene.visit, scene.look
    words = column(
        heading(look, scene.t("take_over.title"), 1, role="heading"),
        text(look, scene.t("take_over.body"), "body"),
        gap(4),
        primary(look, scene.t("take_over.yes"), visit.take_over, identifier="take-over", wide=True),
        secondary(look, scene.t("take_over.no"), visit.lock, identifier="take-over-no", wide=True),
        gap=12,
    )
    return _table(
        look, centered(_hello(scene, ""), sheet(look, words, width=_width(look, 520)), gap=32), scroll=True
    )


@screen
def back_to_work_screen(scene: Scene) -> ft.Control:
    """Ask the PIN before anything of the worker is shown again."""
    visit, look = scene.visit, scene.look
    name = visit.account.first_name if visit.account else ""
    head = centered(
        heading(look, scene.t("back_to_work.title"), 1, align="center"),
        text(look, scene.t("back_to_work.body", name=name), "body", "soft", align="center"),
        gap=4,
    )
    back = quiet(look, scene.t("back_to_work.no"), visit.to_table, identifier="back-to-table")
    pad = centered(_keypad(scene, visit.back_to_work), back, gap=10)
    return _table(look, centered(head, pad if look.phone else _paper(look, pad), gap=24), scroll=True)


def _account(scene: Scene, account: Account) -> ft.Control:
    look = scene.look
    worker = account.post.value == "worker"
    person = Maker(account.name, Role.WORKER if worker else Role.SUPERVISOR)
    words = column(
        text(look, account.name, "label"), text(look, account.title, "meta", "soft"), gap=0, expand=True
    )
    line = row(disc(look, person, 40), words, icon(look, ft.Icons.CHEVRON_RIGHT_ROUNDED, "soft", 28), gap=16)
    return tappable(
        look,
        line,
        lambda: scene.visit.choose(account),
        identifier=f"account-{account.id}",
        name=f"{account.name}, {account.title}",
        padding=ft.Padding.symmetric(vertical=10, horizontal=4),
    )


def _keypad(scene: Scene, enter: "object") -> ft.Control:
    visit, t = scene.visit, scene.t

    def digit(figure: str) -> None:
        visit.touch()
        if visit.busy or len(visit.pin) == PIN_LENGTH:
            return
        pin = visit.pin + figure
        # Asked for before the dots change, so that the key is derived while they are drawn.
        if len(pin) == PIN_LENGTH:
            ft.context.page.run_task(enter, pin)  # type: ignore[arg-type]
        visit.pin = pin

    def erase() -> None:
        visit.pin = visit.pin[:-1]

    error = visit.notice if visit.notice and visit.notice.kind in {"error", "warning"} else None
    said = [t(error.title, **error.values), t(error.body, **error.values)] if error else []
    if visit.notice and not error:
        said = [t(visit.notice.title), t(visit.notice.body)]
    pad = keypad(
        scene.look,
        t("unlock.busy") if visit.busy else t("unlock.pin"),
        len(visit.pin),
        identifier="pin",
        on_digit=digit,
        on_erase=erase,
        erase_name=t("unlock.backspace"),
        progress=t("unlock.digits", count=len(visit.pin)),
        error=". ".join(said) if error else "",
        enabled=not visit.busy,
    )
    return centered(*(scene.notice() if said and not error else []), pad, gap=16)


def _greeting(scene: Scene) -> str:
    account, t = scene.visit.account, scene.t
    if account is None or not account.name:
        return t("unlock.hello")
    hour = t.hour(scene.visit.house.clock())
    part = "morning" if 5 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"
    return t(f"unlock.{part}", name=account.first_name)


def _hello(scene: Scene, greeting: str) -> ft.Control:
    look = scene.look
    side = 92 if look.phone else 176
    role = "title" if look.phone else "display"
    words: list[ft.Control] = [heading(look, greeting, 1, role=role, align="center")] if greeting else []  # type: ignore[arg-type]
    place = scene.visit.house.organisation
    if place and greeting and not look.phone:
        words.append(text(look, place, "body", "soft", align="center"))
    return centered(logo(look, side), *words, gap=10)


def _demo(scene: Scene) -> list[ft.Control]:
    if not scene.visit.house.demo:
        return []
    look = scene.look
    said = text(look, scene.t("app.demo.explained"), "meta", "soft", align="center")
    inside = centered(chip(look, scene.t("app.demo")), said, gap=6)
    return [ft.Container(inside, padding=ft.Padding.symmetric(horizontal=look.margin))]


def _paper(look: Look, content: ft.Control) -> ft.Control:
    inside = centered(gap(20), content)
    return sheet(
        look, inside, width=_width(look, 416), padding=ft.Padding.symmetric(horizontal=20, vertical=20)
    )


def _half(content: ft.Control) -> ft.Control:
    return ft.Container(content, expand=True, alignment=ft.Alignment.CENTER)


def _width(look: Look, most: float) -> float:
    return min(most * min(look.scale, 1.5), look.width - 2 * look.margin)


def _table(look: Look, content: ft.Control, *, scroll: bool = False) -> ft.Control:
    inside: ft.Control = content
    if scroll:
        room = ft.Padding.symmetric(vertical=24, horizontal=look.margin)
        padded = ft.Container(content, padding=room, alignment=ft.Alignment.CENTER)
        inside = ft.Column(
            [padded],
            scroll=ft.ScrollMode.AUTO,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            alignment=ft.MainAxisAlignment.CENTER,
            expand=True,
        )
    return ft.Container(inside, bgcolor=look.color("table"), expand=True, alignment=ft.Alignment.CENTER)
