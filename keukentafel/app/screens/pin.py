"""Typing a PIN, or a passphrase where the secret of the device can be copied; and the room it is typed in."""

from collections.abc import Callable, Coroutine
from typing import Any

import flet as ft

from keukentafel.app.kit.arranging import centered, column, gap, sheet
from keukentafel.app.kit.buttons import primary
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.keypad import keypad
from keukentafel.app.kit.look import Look
from keukentafel.app.screens.scene import Scene

PIN_LENGTH = 6

Enter = Callable[[str], Coroutine[Any, Any, None]]
"""What is done with a whole PIN."""


def pin_pad(scene: Scene, enter: Enter, label: str = "") -> ft.Control:
    """Return what a PIN is typed with; the sixth digit enters. A passphrase has a field and a button.

    ``label`` stands above it; without one it says that the PIN is asked.
    """
    if scene.visit.by_passphrase:
        return _passphrase(scene, enter, label or scene.t("unlock.passphrase"))
    return _digits(scene, enter, label or scene.t("unlock.pin"))


def door_paper(look: Look, content: ft.Control) -> ft.Control:
    """Return a sheet with something in the middle of it."""
    inside = centered(gap(20), content)
    return sheet(
        look, inside, width=door_width(look, 416), padding=ft.Padding.symmetric(horizontal=20, vertical=20)
    )


def door_width(look: Look, most: float) -> float:
    """Return how wide a sheet at the door is: at most so much, more with large letters."""
    return min(most * min(look.scale, 1.5), look.width - 2 * look.margin)


def door_table(look: Look, content: ft.Control, *, scroll: bool = False) -> ft.Control:
    """Return a bare table with something in the middle of it."""
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


def _digits(scene: Scene, enter: Enter, label: str) -> ft.Control:
    visit, t = scene.visit, scene.t

    def digit(figure: str) -> None:
        visit.touch()
        if visit.busy or len(visit.pin) == PIN_LENGTH:
            return
        pin = visit.pin + figure
        # Asked for before the dots change, so that the key is derived while they are drawn.
        if len(pin) == PIN_LENGTH:
            ft.context.page.run_task(enter, pin)
        visit.pin = pin

    def erase() -> None:
        visit.pin = visit.pin[:-1]

    pad = keypad(
        scene.look,
        t("unlock.busy") if visit.busy else label,
        len(visit.pin),
        identifier="pin",
        on_digit=digit,
        on_erase=erase,
        erase_name=t("unlock.backspace"),
        progress=t("unlock.digits", count=len(visit.pin)),
        error=_mistake(scene),
        enabled=not visit.busy,
    )
    return centered(*_message(scene), pad, gap=16)


def _passphrase(scene: Scene, enter: Enter, label: str) -> ft.Control:
    visit, look, t = scene.visit, scene.look, scene.t

    def typed(words: str) -> None:
        visit.touch()
        visit.pin = words

    def go(*_: object) -> None:
        if visit.pin and not visit.busy:
            ft.context.page.run_task(enter, visit.pin)

    box = field(
        look,
        t("unlock.busy") if visit.busy else label,
        "",
        identifier="passphrase",
        on_change=typed,
        on_submit=go,
        draft="busy" if visit.busy else "typing",
        error=_mistake(scene),
        password=True,
        autofocus=True,
    )
    open_ = primary(look, t("unlock.open"), go, identifier="open", wide=True)
    return column(*_message(scene), box, open_, gap=16)


def _mistake(scene: Scene) -> str:
    notice, t = scene.visit.notice, scene.t
    if notice is None or notice.kind not in {"error", "warning"}:
        return ""
    return ". ".join((t(notice.title, **notice.values), t(notice.body, **notice.values)))


def _message(scene: Scene) -> list[ft.Control]:
    return [] if _mistake(scene) else scene.notice()
