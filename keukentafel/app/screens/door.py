"""The front door: who are you, your PIN, and what when somebody else has it open."""

import flet as ft

from keukentafel.app.house import Account
from keukentafel.app.kit.arranging import centered, column, gap, row, ruled, sheet
from keukentafel.app.kit.buttons import primary, quiet, secondary, tappable
from keukentafel.app.kit.people import Maker, disc
from keukentafel.app.kit.pictures import logo
from keukentafel.app.kit.signs import chip
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.language import language_button
from keukentafel.app.screens.pin import door_paper, door_table, door_width, pin_pad
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene
from keukentafel.journal.speaker import Role


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
    paper = sheet(look, column(title, ruled(look, names), gap=16), width=door_width(look, 460))
    return door_table(
        look, centered(_hello(scene, ""), paper, _help(scene), *_demo(scene), gap=24), scroll=True
    )


@screen
def unlock_screen(scene: Scene) -> ft.Control:
    """Ask the PIN; the sixth digit opens."""
    visit, look = scene.visit, scene.look
    others = len(visit.house.accounts) > 1
    below = quiet(look, scene.t("unlock.someone_else"), visit.other_account, identifier="someone-else")
    lost = quiet(look, scene.t("unlock.lost_pin"), visit.to_recover, identifier="lost-pin")
    pad = centered(pin_pad(scene, visit.unlock), lost, *([below] if others else []), _help(scene), gap=6)
    lock = icon(look, ft.Icons.LOCK_OUTLINE_ROUNDED, "positive", 22)
    sealed = row(lock, text(look, scene.t("unlock.sealed"), "meta"), tight=True)
    hello = _hello(scene, _greeting(scene))
    if look.columns == 2:
        left = centered(hello, gap(16), sealed, gap(16), *_demo(scene))
        both = row(_half(left), _half(door_paper(look, pad)), gap=0, expand=True)
        return door_table(look, both)
    drawn = pad if look.phone else door_paper(look, pad)
    return door_table(
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
    return door_table(
        look,
        centered(_hello(scene, ""), sheet(look, words, width=door_width(look, 520)), gap=32),
        scroll=True,
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
    back = quiet(
        look, scene.t("back_to_work.no"), lambda: visit.to_table(visit.where), identifier="back-to-table"
    )
    pad = centered(pin_pad(scene, visit.back_to_work), back, gap=10)
    return door_table(look, centered(head, pad if look.phone else door_paper(look, pad), gap=24), scroll=True)


def _help(scene: Scene) -> ft.Control:
    explained = quiet(
        scene.look,
        scene.t("help.title"),
        scene.visit.to_help,
        identifier="to-help",
        icon=ft.Icons.HELP_OUTLINE_ROUNDED,
    )
    centre = ft.MainAxisAlignment.CENTER
    return row(explained, *language_button(scene), gap=4, wrap=True, tight=True, align=centre)


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


def _half(content: ft.Control) -> ft.Control:
    return ft.Container(content, expand=True, alignment=ft.Alignment.CENTER)
