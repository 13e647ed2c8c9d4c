"""Voorbereiding: a short list before the visit, each a tap or a line. No form, nothing that has to be done.

The worker comes in with an open mind: what was already thought is written down here, for oneself, to be laid
aside.
"""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import primary, quiet, tappable
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.at_work import at_work, two_halves
from keukentafel.app.screens.clocks import ICONS, clock_words
from keukentafel.app.screens.day_line import day_line
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.talk_form import spoken_to, talk_form
from keukentafel.app.screens.writing import whose_words, writing_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.preparation import CHILD, choose_interpreter, request
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.deadlines import deadlines
from keukentafel.dossier.request import INTERPRETERS, KIND
from keukentafel.dossier.variant import variant_of
from keukentafel.guide.step import Step, StepId
from keukentafel.guide.variant import VariantId

_STEP = StepId("F01")
_INTERPRETS = frozenset(INTERPRETERS) - {"none"}
_VISIT = {
    "place": ft.Icons.PLACE_OUTLINED,
    "present": ft.Icons.GROUP_OUTLINED,
    "language": ft.Icons.TRANSLATE_ROUNDED,
    "aids": ft.Icons.HEARING_OUTLINED,
}


@screen
def preparation_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw what is arranged before the visit."""
    look, t, visit = scene.look, scene.t, scene.visit
    what, set_what = ft.use_state("")
    child, set_child = ft.use_state(False)
    asking, set_asking = ft.use_state(False)
    editing = Editing(scene, what, set_what)

    def interpret(who: str) -> None:
        editing.close()
        set_child(not choose_interpreter(talk, who))

    left: list[ft.Control] = [
        sheet(look, talk_form(scene)),
        sheet(look, _asked(editing)),
        sheet(look, _pointed(editing)),
        sheet(look, _own_plan(editing)),
    ]
    right: list[ft.Control] = [
        sheet(look, spoken_to(editing)),
        sheet(look, _visit(editing, interpret, child=child)),
        sheet(look, _image(scene, talk)),
        *_questions(scene, lambda: set_asking(not asking), shown=asking),
    ]
    done = primary(
        look,
        t("app.done"),
        lambda: visit.show(Screen.HOUSEHOLD),
        identifier="done",
        icon=ft.Icons.CHECK_ROUNDED,
    )
    body = column(*scene.notice(), two_halves(scene, left, right), gap=16)
    return at_work(scene, t("preparation.title"), body, primary=done)


def _asked(editing: Editing) -> ft.Control:
    look, t, talk = editing.look, editing.t, editing.talk
    lines = [day_line(editing, "date", t("preparation.date"), ft.Icons.CALL_OUTLINED)]
    if request(talk).date is not None:
        lines += [
            day_line(editing, "confirmed", t("preparation.confirmed"), ft.Icons.MARK_EMAIL_READ_OUTLINED),
            day_line(editing, "applied", t("preparation.applied"), ft.Icons.DESCRIPTION_OUTLINED),
        ]
    clocks = [
        fact(look, ICONS[one.clock], clock_words(editing.scene, one), "ink")
        for one in deadlines(talk.dossier)
    ]
    quietly = [] if clocks else [text(look, t("preparation.date.help"), "meta", "soft")]
    told = ft.Semantics(content=column(*clocks, *quietly, gap=6), identifier="clocks", container=True)
    return column(heading(look, t("preparation.request"), 2), ruled(look, lines, gap=8), told, gap=12)


def _pointed(editing: Editing) -> ft.Control:
    look, t = editing.look, editing.t
    resident, carer = t("preparation.to_resident"), t("preparation.to_carer")
    support, plan = t("preparation.support"), t("preparation.own_plan_pointed")
    beside, pen = ft.Icons.HANDSHAKE_OUTLINED, ft.Icons.EDIT_NOTE_ROUNDED
    lines = [
        day_line(editing, "support_pointed", support, beside, whose=resident),
        day_line(editing, "carer_support_pointed", support, beside, whose=carer),
        day_line(editing, "own_plan_pointed", plan, pen, whose=resident),
        day_line(editing, "carer_own_plan_pointed", plan, pen, whose=carer),
    ]
    return column(heading(look, t("preparation.pointed"), 2), ruled(look, lines, gap=8), gap=12)


def _own_plan(editing: Editing) -> ft.Control:
    look, t = editing.look, editing.t
    received = day_line(editing, "own_plan_received", t("preparation.received"), ft.Icons.INBOX_OUTLINED)
    words = _line(editing, "own_plan", ft.Icons.FORMAT_QUOTE_ROUNDED, lines=3)
    whose = whose_words(editing.scene) if editing.what == "own_plan" else []
    help_words = text(look, t("preparation.own_plan.help"), "meta", "soft")
    head = heading(look, t("preparation.own_plan.title"), 2)
    return column(column(head, help_words, gap=2), ruled(look, [received, words], gap=4), *whose, gap=10)


def _visit(editing: Editing, interpret: Callable[[str], None], *, child: bool) -> ft.Control:
    look, t = editing.look, editing.t
    lines = [_line(editing, name, sign) for name, sign in _VISIT.items()]
    lines.insert(3, _interpreter(editing, interpret, child=child))
    kept = request(editing.talk)
    if kept.words("interpreter").text in _INTERPRETS:
        lines.insert(4, _line(editing, "interpreter_name", ft.Icons.BADGE_OUTLINED))
    if kept.words("representative") or variant_of(editing.talk.dossier) is VariantId.DEMENTIA:
        lines.insert(2, _line(editing, "representative", ft.Icons.SUPERVISOR_ACCOUNT_OUTLINED))
    return column(heading(look, t("preparation.visit"), 2), ruled(look, lines, gap=4), gap=10)


def _line(editing: Editing, name: str, sign: ft.IconData, lines: int = 1) -> ft.Control:
    look, t, talk = editing.look, editing.t, editing.talk
    said, label = request(talk).words(name), t(f"preparation.{name}")
    if editing.what == name:
        box = talk.boxes.box(f"{KIND}.{name}", talk.only(KIND), said.text, slot=KIND)
        written = writing_box(
            editing.scene,
            box,
            label,
            identifier=name,
            hint=t(f"preparation.{name}.hint"),
            lines=lines,
            autofocus=True,
        )
        done = quiet(
            look, t("app.done"), editing.close, identifier=f"{name}-done", icon=ft.Icons.CHECK_ROUNDED
        )
        return column(written, row(done), gap=2)
    shown = [text(look, one.text, "body") for one in said.versions]
    words = column(text(look, label, "label"), *shown, gap=0, expand=True)
    line = row(icon(look, sign, "pen", 26), words, icon(look, ft.Icons.EDIT_OUTLINED, "pen", 22), gap=14)
    return tappable(
        look,
        line,
        lambda: editing.open(name),
        identifier=f"write-{name}",
        name=": ".join((label, *(one.text for one in said.versions))),
        padding=ft.Padding.symmetric(vertical=8),
    )


def _interpreter(editing: Editing, interpret: Callable[[str], None], *, child: bool) -> ft.Control:
    look, t = editing.look, editing.t
    options = [Choice(who, t(f"preparation.interpreter.{who}")) for who in (*INTERPRETERS, CHILD)]
    kept = request(editing.talk).words("interpreter").text or None
    question = t("preparation.interpreter")
    asked = pills(look, question, options, None if child else kept, interpret, identifier="interpreter")
    head = row(
        icon(look, ft.Icons.RECORD_VOICE_OVER_OUTLINED, "pen", 26), text(look, question, "label"), gap=14
    )
    advice = [_advice(editing.scene)] if child else []
    return ft.Container(column(head, asked, *advice, gap=10), padding=ft.Padding.symmetric(vertical=8))


def _advice(scene: Scene) -> ft.Control:
    t = scene.t
    title, body = t("preparation.child.title"), t("preparation.child.body")
    return banner(scene.look, "warning", title, body, identifier="no-child")


def _image(scene: Scene, talk: Conversation) -> ft.Control:
    look, t = scene.look, scene.t
    found = talk.dossier.one("image")
    written = found.words("text").text if found else ""
    box = talk.boxes.box("image.text", talk.only("image"), written, slot="image")
    return column(
        writing_box(
            scene,
            box,
            t("preparation.image"),
            identifier="image",
            help_words=t("preparation.image.help"),
            lines=2,
        ),
        fact(look, ft.Icons.TABLET_MAC_ROUNDED, t("preparation.image.stays")),
        gap=8,
    )


def _questions(scene: Scene, fold: Callable[[], None], *, shown: bool) -> list[ft.Control]:
    """Draw the questions to call with: folded, for whoever wants them."""
    look, t = scene.look, scene.t
    step = _step_of(scene)
    if step is None:
        return []
    sign = ft.Icons.EXPAND_LESS_ROUNDED if shown else ft.Icons.EXPAND_MORE_ROUNDED
    opener = quiet(look, t("preparation.questions"), fold, identifier="questions", icon=sign)
    if not shown:
        return [row(opener)]
    asked = [text(look, one.text, "body") for one in step.questions]
    attitude = text(look, step.attitude, "meta", "soft")
    return [row(opener), sheet(look, column(*asked, attitude, gap=12))]


def _step_of(scene: Scene) -> Step | None:
    return next((one for one in scene.visit.house.guide.steps if one.id == _STEP), None)
