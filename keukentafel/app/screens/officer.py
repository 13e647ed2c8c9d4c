"""The safety officer's screen: what was handed over, and one hand-over to read. Nothing else."""

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import icon_button, tappable
from keukentafel.app.kit.screen import empty, screen, titlebar, tool
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens import safely
from keukentafel.app.screens.safety_note import moment_of, note_block
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.officer import HandedOver, OfficerDesk
from keukentafel.app.state.post import PostOffice
from keukentafel.app.state.safety_note import STEPS, Note, Step


@safely.screen
def officer_screen(scene: Scene, officer: OfficerDesk, post: PostOffice) -> ft.Control:
    """Draw the list, or the hand-over that is being read."""
    visit, look, t = scene.visit, scene.look, scene.t
    lock = tool(look, ft.Icons.LOCK_OUTLINE_ROUNDED, t("app.lock"), visit.lock_by_hand, identifier="lock")
    opened = officer.open
    back = icon_button(look, ft.Icons.ARROW_BACK_ROUNDED, t("app.back"), officer.close, identifier="back")
    title = (opened.about or t("officer.no_name")) if opened else t("officer.title")
    second = _second(scene, opened) if opened else ""
    demo = [] if look.phone else scene.demo_mark()
    top = titlebar(look, title, second, mark=back if opened else None, tools=[*demo, lock])
    offline = [banner(look, "offline", t("officer.offline"), identifier="offline")]
    above = [*scene.notice(), *(offline if post.reachable is False else [])]
    paper = _opened(scene, opened) if opened else _list(scene, officer)
    return screen(look, column(*above, sheet(look, paper), gap=16), top=top, scroll=True)


def _list(scene: Scene, officer: OfficerDesk) -> ft.Control:
    look, t = scene.look, scene.t
    found = officer.received()
    if not found:
        drawn: ft.Control = empty(look, "lezen", t("officer.empty"))
    else:
        drawn = ruled(look, [_line(scene, officer, one) for one in found])
    lines: list[ft.Control] = [heading(look, t("officer.list"), 2), drawn]
    if officer.unreadable:
        lines.append(text(look, t("officer.unreadable", count=officer.unreadable), "meta", "warning"))
    return column(*lines, gap=6)


def _line(scene: Scene, officer: OfficerDesk, one: HandedOver) -> ft.Control:
    look = scene.look
    name, second = one.about or scene.t("officer.no_name"), _second(scene, one)
    words = column(text(look, name, "label"), text(look, second, "meta", "soft"), gap=2, expand=True)

    def look_at() -> None:
        scene.visit.touch()
        officer.look_at(one.id)

    return tappable(
        look,
        row(words, icon(look, ft.Icons.CHEVRON_RIGHT_ROUNDED, "soft", 28), gap=12),
        look_at,
        identifier=f"handed-{one.id[:12]}",
        name=f"{name}, {second}",
        padding=ft.Padding.symmetric(vertical=14, horizontal=4),
    )


def _opened(scene: Scene, one: HandedOver) -> ft.Control:
    look, t = scene.look, scene.t
    reason = column(heading(look, t("officer.reason"), 2), text(look, one.reason, "table"), gap=6)
    steps = [_step(scene, step, one.notes) for step in STEPS if any(note.step is step for note in one.notes)]
    return column(reason, *_children(scene, one.notes), *steps, gap=20)


def _children(scene: Scene, notes: tuple[Note, ...]) -> list[ft.Control]:
    look, t = scene.look, scene.t
    said = [
        t("safety.children.said", answer=t(f"safety.children.{one.children}"), when=moment_of(t, one.at))
        for one in notes
        if one.step is Step.CHILDREN and one.children in {"yes", "no", "unknown"}
    ]
    if not said:
        return []
    answers = [text(look, words, "table") for words in said]
    head = heading(look, t("safety.children"), 2)
    return [column(head, text(look, t("safety.children.question"), "meta", "soft"), *answers, gap=6)]


def _step(scene: Scene, step: Step, notes: tuple[Note, ...]) -> ft.Control:
    look, t = scene.look, scene.t
    drawn = [
        note_block(look, t, one, identifier=f"read-{step.value}-{number}")
        for number, one in enumerate(one for one in notes if one.step is step)
    ]
    return column(heading(look, t(f"safety.step.{step.value}"), 2), *drawn, gap=8)


def _second(scene: Scene, one: HandedOver) -> str:
    return scene.t("officer.from", name=one.sender, when=moment_of(scene.t, one.at))
