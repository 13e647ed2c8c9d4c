"""The safety line of a household: whom to call, the check on children, and the five steps, in any order.

Nothing is counted or weighed here. The screen is there only between the PIN and the next one.
"""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import beside, column, row, ruled, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import icon_button, quiet, secondary
from keukentafel.app.kit.choices import Choice, choices
from keukentafel.app.kit.screen import screen as whole_screen
from keukentafel.app.kit.screen import titlebar, tool
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.safety_draft import safety_draft
from keukentafel.app.screens.safety_form import form_screen
from keukentafel.app.screens.safety_note import moment_of, note_block
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.safety import SafetyFile
from keukentafel.app.state.safety_note import STEPS, KeptNote, Step
from keukentafel.app.state.screens import Screen


@screen
def safety_screen(scene: Scene, talk: Conversation, safety: SafetyFile) -> ft.Control:
    """Draw the notes, or the one that is being written."""
    visit, look, t = scene.visit, scene.look, scene.t
    agenda = tool(
        look, ft.Icons.CALENDAR_TODAY_OUTLINED, t("app.agenda"), visit.leave_in_a_hurry, identifier="agenda"
    )
    lock = tool(look, ft.Icons.LOCK_OUTLINE_ROUNDED, t("app.lock"), visit.lock_by_hand, identifier="lock")

    def leave() -> None:
        safety.leave()
        if safety.form is None:
            visit.show(Screen.HOUSEHOLD)

    back = icon_button(look, ft.Icons.ARROW_BACK_ROUNDED, t("app.back"), leave, identifier="back")
    top = titlebar(look, t("safety.title"), talk.name, mark=back, tools=[agenda, lock])
    if safety.form is not None:
        return form_screen(scene, safety, safety.form, top)
    side = column(_help(scene, safety), _children(scene, safety), _over(scene, safety), gap=16)
    body = beside(look, _steps(scene, safety), side, ratio=(3, 2), stretch=False)
    above = [*scene.notice(), *_warnings(scene, safety)]
    if look.columns == 1:
        # Whom to call stands first where everything is under each other.
        under = (_children(scene, safety), _steps(scene, safety), _over(scene, safety))
        body = column(_help(scene, safety), *under, gap=16)
    return whole_screen(look, column(*above, body, gap=16), top=top, scroll=True)


def _warnings(scene: Scene, safety: SafetyFile) -> list[ft.Control]:
    look, t = scene.look, scene.t
    found: list[ft.Control] = []
    if not safety.notes.officer:
        title, body = t("safety.no_officer.title"), t("safety.no_officer.body")
        found.append(banner(look, "warning", title, body, identifier="no-officer"))
    if safety.notes.closed:
        words = t("safety.closed", count=safety.notes.closed)
        found.append(banner(look, "warning", words, identifier="closed"))
    return found


def _help(scene: Scene, safety: SafetyFile) -> ft.Control:
    look, t = scene.look, scene.t
    name = safety.notes.officer
    officer = t("safety.help.officer", name=name) if name else t("safety.help.no_officer")
    lines = (
        fact(look, ft.Icons.EMERGENCY_OUTLINED, t("safety.help.now"), "ink", "label"),
        fact(look, ft.Icons.CALL_OUTLINED, t("safety.help.advice"), "ink", "body"),
        fact(look, ft.Icons.PERSON_OUTLINE_ROUNDED, officer, "ink", "body"),
    )
    return sheet(look, column(heading(look, t("safety.help"), 2), *lines, gap=10))


def _children(scene: Scene, safety: SafetyFile) -> ft.Control:
    look, t = scene.look, scene.t
    said = [
        t(
            "safety.children.said",
            answer=t(f"safety.children.{one.note.children}"),
            when=moment_of(t, one.note.at),
        )
        for one in safety.notes.of(Step.CHILDREN)
    ]
    earlier = [text(look, one, "meta", "soft") for one in said]
    asked: list[ft.Control] = [
        heading(look, t("safety.children"), 2),
        text(look, t("safety.children.question"), "body"),
    ]
    if safety.notes.officer:
        asked.append(_answers(scene, safety))
    return sheet(look, column(*asked, *earlier, gap=10))


def _answers(scene: Scene, safety: SafetyFile) -> ft.Control:
    look, t, visit = scene.look, scene.t, scene.visit
    offered = [Choice(one, t(f"safety.children.{one}")) for one in ("yes", "no", "unknown")]

    def chosen(answer: str) -> None:
        visit.touch()
        if not safety.answer_children(answer):
            visit.notice = Notice("error", "safety.not_kept.title", "safety.not_kept.body")

    question = t("safety.children.question")
    return choices(look, question, offered, safety.children or None, chosen, identifier="children")


def _steps(scene: Scene, safety: SafetyFile) -> ft.Control:
    look, t = scene.look, scene.t
    head = column(
        heading(look, t("safety.steps"), 2),
        text(look, t("safety.steps.explained"), "meta", "soft"),
        gap=2,
    )
    drawn = [
        ft.Container(_step(scene, safety, step), padding=ft.Padding.symmetric(vertical=14)) for step in STEPS
    ]
    return sheet(look, column(head, ruled(look, drawn), gap=6))


def _step(scene: Scene, safety: SafetyFile, step: Step) -> ft.Control:
    look, t = scene.look, scene.t
    name = t(f"safety.step.{step.value}")
    head = column(
        heading(look, name, 3), text(look, t(f"safety.step.{step.value}.what"), "meta", "soft"), gap=2
    )
    notes = [_note(scene, safety, one) for one in safety.notes.of(step)]
    drafts = [one for one in safety.notes.drafts(step) if one.note.says_something]
    begun = [safety_draft(scene, safety, one) for one in drafts]
    write: list[ft.Control] = []
    if safety.notes.officer and not any(not one.note.replaces for one in drafts):
        button = quiet(
            look,
            t("safety.write"),
            _then(scene, lambda: safety.begin(step)),
            identifier=f"write-{step.value}",
            name=f"{t('safety.write')}: {name}",
            icon=ft.Icons.EDIT_OUTLINED,
        )
        write.append(row(button))
    return column(head, *notes, *begun, *write, gap=8)


def _note(scene: Scene, safety: SafetyFile, one: KeptNote) -> ft.Control:
    look, t = scene.look, scene.t
    below: list[ft.Control] = []
    corrected = safety.notes.is_corrected(one.id)
    if corrected:
        below.append(fact(look, ft.Icons.HISTORY_ROUNDED, t("safety.corrected")))
    if one.handed_over:
        words = t("safety.handed_over", when=moment_of(t, one.handed_over))
        below.append(fact(look, ft.Icons.OUTBOX_ROUNDED, words))
    if safety.notes.officer and not corrected:
        button = quiet(
            look,
            t("safety.correct"),
            _then(scene, lambda: safety.correct(one.id)),
            identifier=f"correct-{one.id}",
            icon=ft.Icons.EDIT_NOTE_ROUNDED,
        )
        below.append(row(button))
    return note_block(look, t, one.note, *below, identifier=f"note-{one.id}")


def _over(scene: Scene, safety: SafetyFile) -> ft.Control:
    look, t = scene.look, scene.t
    lines: list[ft.Control] = [
        heading(look, t("safety.over"), 2),
        text(look, t("safety.over.explained"), "meta", "soft"),
    ]
    for one in safety.notes.of(Step.HAND_OVER):
        words = t("safety.over.given", when=moment_of(t, one.handed_over or one.note.at), words=one.note.text)
        lines.append(fact(look, ft.Icons.OUTBOX_ROUNDED, words, "ink", "body"))
    if safety.notes.on_its_way:
        lines.append(fact(look, ft.Icons.TABLET_MAC_ROUNDED, t("safety.over.waits")))
    lines.append(_way_over(scene, safety))
    return sheet(look, column(*lines, gap=10))


def _way_over(scene: Scene, safety: SafetyFile) -> ft.Control:
    look, t = scene.look, scene.t
    if not safety.notes.officer:
        return text(look, t("safety.no_officer.body"), "body")
    if safety.notes.unfinished:
        return fact(look, ft.Icons.EDIT_NOTE_ROUNDED, t("safety.over.unfinished"), "ink")
    if not safety.notes.pending:
        return text(look, t("safety.over.nothing"), "body", "soft")
    return secondary(
        look,
        t("safety.over.begin"),
        _then(scene, lambda: safety.begin(Step.HAND_OVER)),
        identifier="hand-over",
        icon=ft.Icons.OUTBOX_ROUNDED,
        small=True,
    )


def _then(scene: Scene, act: Callable[[], object]) -> Callable[[], None]:
    def acted() -> None:
        scene.visit.touch()
        scene.visit.notice = None
        act()

    return acted
