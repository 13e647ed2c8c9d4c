"""One rung of the ladder: its question in plain words, and what was said, or why it was passed over."""

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.buttons import quiet, tappable
from keukentafel.app.kit.ladder import ladder_rung
from keukentafel.app.kit.people import Maker, maker
from keukentafel.app.kit.signs import sign
from keukentafel.app.kit.words import icon, in_one_breath, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.made_by import made_by_line
from keukentafel.app.screens.scene import Scene, maker_of, short_name
from keukentafel.app.screens.writing import who_writes, whose_words, writing_box
from keukentafel.app.state.climbing import half_written, rung_box, take_away
from keukentafel.dossier.ladder import KIND, Ladder, Rung, Said, Step
from keukentafel.guide.step import QuestionId, StepId

LADDER_STEP = StepId("F10")
_ASKED = {
    Step.SELF: ("F10-1",),
    Step.HOUSEHOLD: ("F10-2",),
    Step.CIRCLE: ("F10-3",),
    Step.NEIGHBOURHOOD: ("F10-4",),
    Step.ARRANGED: ("F10-5", "F10-6", "F10-7"),
}
"""The questions of the guide that may be asked at a rung."""


def rung_words(scene: Scene, one: Rung) -> str:
    """Return the question of a rung as the guide puts it to who sits at the table."""
    rungs = scene.visit.house.guide.step(LADDER_STEP).rungs
    number = int(one.step.value)
    return next((each.said(scene.talk.address) for each in rungs if each.rung == number), "")


def rung_line(editing: Editing, ladder: Ladder, one: Rung) -> ft.Control:
    """Draw one rung, or the small sheet on which it is written."""
    said = one.said is Said.DISCUSSED
    inner = _written(editing, ladder, one) or _shown(editing, one)
    drawn = ladder_rung(editing.look, one.step.value, inner, full=said)
    return ft.Semantics(content=drawn, identifier=f"step-{one.step.value}", container=True)


def _shown(editing: Editing, one: Rung) -> ft.Control:
    look, said = editing.look, one.said
    question = rung_words(editing.scene, one)
    whose = _whose(editing, one)
    made = [maker(look, whose)] if whose else []
    words = column(
        text(look, question, "metabold", "ink" if said is Said.DISCUSSED else "soft"),
        *_told(editing, one),
        *(made if look.narrow else []),
        gap=2,
        expand=True,
    )
    beside = [] if look.narrow else [ft.Container(one, width=look.grown(176)) for one in made]
    which = ft.Icons.ADD_ROUNDED if said is Said.NOTHING else ft.Icons.EDIT_OUTLINED
    return tappable(
        look,
        row(words, *beside, icon(look, which, "pen", 22), gap=10),
        lambda: editing.open(_skipping(one) if said is Said.SKIPPED else _saying(one)),
        identifier=f"rung-{one.step.value}",
        name=in_one_breath((question, *_spoken(editing, one), editing.t("app.edit"))),
        padding=ft.Padding.symmetric(vertical=12, horizontal=4),
    )


def _told(editing: Editing, one: Rung) -> list[ft.Control]:
    look, t = editing.look, editing.t
    if one.said is Said.SKIPPED:
        return [text(look, t("ladder.passed_over", reason=why), "meta", "soft") for why in one.skipped.texts]
    lines: list[ft.Control] = [text(look, said, "table") for said in one.text.texts]
    if len(lines) > 1:
        lines.insert(0, sign(look, ft.Icons.CALL_SPLIT_ROUNDED, t("story.two_versions"), "warning"))
    return lines


def _whose(editing: Editing, one: Rung) -> Maker | None:
    """Whose words these are, where more than one person speaks."""
    latest = one.text.latest
    if latest is None or len(editing.talk.voices) < 2:
        return None
    voice = editing.talk.person(latest.voice)
    return maker_of(editing.t, short_name(voice), voice.role)


def _spoken(editing: Editing, one: Rung) -> list[str]:
    if one.said is Said.SKIPPED:
        return [editing.t("ladder.passed_over", reason=why) for why in one.skipped.texts]
    whose = _whose(editing, one)
    return [*one.text.texts, *([whose.name] if whose else [])]


def _saying(one: Rung) -> str:
    return f"say-{one.step.value}"


def _skipping(one: Rung) -> str:
    return f"skip-{one.step.value}"


def _written(editing: Editing, ladder: Ladder, one: Rung) -> ft.Control | None:
    """Return the small sheet of a rung that is open, or on which half a sentence waits."""
    waiting = half_written(editing.talk, ladder.wish, one)
    # Who typed something and then passes over has said something: that stands.
    passing = editing.what == _skipping(one) and one.said is not Said.DISCUSSED
    if passing or waiting == "skipped":
        return _why_not(editing, ladder, one)
    return _discussed(editing, ladder, one) if editing.what == _saying(one) or waiting else None


def _discussed(editing: Editing, ladder: Ladder, one: Rung) -> ft.Control:
    look, t, scene = editing.look, editing.t, editing.scene
    box = rung_box(editing.talk, ladder.wish, one, "text")
    written = writing_box(
        scene,
        box,
        t("ladder.discussed"),
        identifier="rung-text",
        help_words=t("ladder.no_is_fine"),
        lines=2,
        autofocus=True,
    )
    ways = [quiet(look, t("app.done"), editing.close, identifier="rung-done", icon=ft.Icons.CHECK_ROUNDED)]
    if one.said is Said.DISCUSSED:
        ways.append(_take_away(editing, ladder, one))
    else:
        ways.append(
            quiet(look, t("ladder.pass_over"), lambda: editing.open(_skipping(one)), identifier="rung-skip")
        )
    asked = [text(look, said, "body", "soft") for said in _questions(editing, one)]
    return column(
        text(look, rung_words(scene, one), "metabold"),
        *asked,
        written,
        *_made(scene, one, "text"),
        who_writes(scene),
        *whose_words(scene),
        row(*ways, wrap=True, gap=4),
        gap=8,
    )


def _why_not(editing: Editing, ladder: Ladder, one: Rung) -> ft.Control:
    look, t, scene = editing.look, editing.t, editing.scene
    box = rung_box(editing.talk, ladder.wish, one, "skipped")
    written = writing_box(scene, box, t("ladder.why_not"), identifier="rung-skipped", autofocus=True)
    ways = [quiet(look, t("app.done"), editing.close, identifier="rung-done", icon=ft.Icons.CHECK_ROUNDED)]
    if one.said is Said.SKIPPED:

        def after_all() -> None:
            editing.open(_saying(one))
            take_away(editing.talk, ladder.wish, one)

        ways.append(quiet(look, t("ladder.after_all"), after_all, identifier="rung-after-all"))
    question = text(look, rung_words(scene, one), "metabold")
    return column(question, written, *_made(scene, one, "skipped"), row(*ways, wrap=True, gap=4), gap=8)


def _made(scene: Scene, one: Rung, name: str) -> list[ft.Control]:
    words = one.text if name == "text" else one.skipped
    return made_by_line(scene, [one.id] if one.id else [], f"{KIND}.{name}", words)


def _take_away(editing: Editing, ladder: Ladder, one: Rung) -> ft.Control:
    def away() -> None:
        editing.close()
        take_away(editing.talk, ladder.wish, one)

    return quiet(editing.look, editing.t("ladder.take_away"), away, identifier="rung-away")


def _questions(editing: Editing, one: Rung) -> list[str]:
    """The questions that this guide has for a rung; a municipality's own guide may have others."""
    step = editing.scene.visit.house.guide.step(LADDER_STEP)
    wanted = {QuestionId(each) for each in _ASKED.get(one.step, ())}
    return [each.said(editing.talk.address) for each in step.questions if each.id in wanted]
