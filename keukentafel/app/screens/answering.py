"""Answering what was read back: who is asked and for what, four answers that are equally good, signing."""

from collections.abc import Sequence
from typing import Final

import flet as ft

from keukentafel.app.kit.arranging import column, gap, row
from keukentafel.app.kit.buttons import quiet, secondary
from keukentafel.app.kit.choices import Choice, choices, pills
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.sides import padded
from keukentafel.app.kit.signature import signature
from keukentafel.app.kit.words import text
from keukentafel.app.screens.passages import passage
from keukentafel.app.screens.scene import Scene
from keukentafel.app.spoken import passages
from keukentafel.app.state.answer import Answer
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.screens import Screen
from keukentafel.app.texts import Texts
from keukentafel.dossier.control import control
from keukentafel.dossier.people import Person
from keukentafel.dossier.taking_part import Standing, TakingPart
from keukentafel.edition.assent import AssentState, Stroke

_ANSWERS: Final = (
    AssentState.AGREED,
    AssentState.AGREED_WITH_REMARKS,
    AssentState.NOT_AGREED,
    AssentState.SEEN_ONLY,
)
_WITH_WORDS: Final = frozenset({AssentState.AGREED_WITH_REMARKS, AssentState.NOT_AGREED})
"""The answers to which somebody may want to add something."""


def who_is_asked(scene: Scene, back: ReadBack) -> list[ft.Control]:
    """Return whose answer this is, what it counts for, what others said, and who is still to be asked."""
    look = scene.look
    standing = _counts_for(scene, back.person.name, back.part)
    lines = [text(look, standing, "body", "soft")] if standing else []
    return [*_whose(scene, back), *lines, *_waiting(scene, back)]


def _whose(scene: Scene, back: ReadBack) -> list[ft.Control]:
    voices = scene.talk.voices
    if len(voices) < 2:
        return []
    options = [Choice(str(person.id), person.name) for person in voices]

    def choose(chosen: str) -> None:
        scene.visit.touch()
        back.choose_person(next(person for person in voices if person.id == chosen))

    words = scene.t("read_back.for", name=back.person.name)
    asked = pills(scene.look, words, options, str(back.person.id), choose, identifier="assenter")
    given = [
        text(scene.look, _said(scene, answer), "meta", "soft")
        for answer in back.given
        if answer.person.id != back.person.id
    ]
    return [asked, *given]


def _said(scene: Scene, answer: Answer) -> str:
    state = answer.state.value if answer.state else ""
    return scene.t("household.assent", name=answer.person.name, state=scene.t(f"read_back.{state}"))


def _counts_for(scene: Scene, name: str, part: TakingPart) -> str:
    """Say by the ages of the law what somebody's answer counts for; an adult alone needs no words."""
    t, others = scene.t, part.others
    names = named(t, others)
    if part.standing is Standing.OWN:
        return t("assent.own", names=names) if others else ""
    if part.standing is Standing.TOGETHER:
        key = "assent.together" if others else "assent.together.alone"
        return t(key, name=name, names=names) if others else t(key, name=name)
    if part.standing is Standing.HEARD:
        if not others:
            return t("assent.heard.alone", name=name)
        key = "assent.heard" if len(others) == 1 else "assent.heard.both"
        return t(key, name=name, names=names)
    if part.standing is Standing.AUTHORITY:
        return t("assent.authority", name=name, names=names)
    return t("assent.beside", name=name) if len(scene.talk.voices) > 1 else ""


def named(t: Texts, people: Sequence[Person]) -> str:
    """Return the names of people as one says them: Kim, Sem en Lotte."""
    names = [one.name for one in people]
    if len(names) < 2:
        return "".join(names)
    return t("assent.and", first=", ".join(names[:-1]), last=names[-1])


def _waiting(scene: Scene, back: ReadBack) -> list[ft.Control]:
    look, t = scene.look, scene.t
    lines: list[ft.Control] = []
    left = [one for one in back.still_asked if one.id != back.person.id]
    if left and back.given:
        lines.append(text(look, t("assent.still_asked", names=named(t, left)), "meta", "soft"))
    if back.unspoken_for:
        names = named(t, back.unspoken_for)
        go = quiet(
            look,
            t("assent.unspoken_for.go"),
            lambda: scene.visit.to_table(Screen.MEMBERS),
            identifier="to-members",
        )
        lines += [text(look, t("assent.unspoken_for", names=names), "meta", "warning"), row(go)]
    return lines


def own_part(scene: Scene, back: ReadBack) -> list[ft.Control]:
    """Draw what only the person who is asked may read; shut until they open it."""
    look, t, own = scene.look, scene.t, back.own_part
    if own is None:
        return []

    def turn() -> None:
        scene.visit.touch()
        (back.close_own_part if back.own_part_open else back.open_own_part)()

    words = t("read_back.own_part.close" if back.own_part_open else "read_back.own_part.open")
    icon = ft.Icons.VISIBILITY_OFF_OUTLINED if back.own_part_open else ft.Icons.VISIBILITY_OUTLINED
    button = secondary(look, words, turn, identifier="own-part", icon=icon, small=True)
    shown = [passage(look, t, one, "table") for one in passages(own, t)] if back.own_part_open else []
    why = text(look, t("read_back.own_part.why", name=back.person.name), "meta", "soft")
    return [column(*shown, button, why, gap=10)]


def answers(scene: Scene, back: ReadBack) -> ft.Control:
    """Draw the four answers; under the chosen one there is room for what somebody adds."""
    look, t = scene.look, scene.t
    options = [
        Choice(
            state.value,
            t(f"read_back.{state.value}"),
            below=_remark(scene, back) if state in _WITH_WORDS else None,
        )
        for state in _ANSWERS
    ]

    def choose(chosen: str) -> None:
        scene.visit.touch()
        back.choose(AssentState(chosen))

    state = back.answer.state
    chosen = state.value if state else None
    return choices(look, t("read_back.ask"), options, chosen, choose, identifier="answer")


def _remark(scene: Scene, back: ReadBack) -> ft.Control:
    t = scene.t

    def typed(words: str) -> None:
        scene.visit.touch()
        back.write_remark(words)

    written = field(
        scene.look,
        t("read_back.remark"),
        back.answer.remark.text,
        identifier="remark",
        draft=str(back.person.id),
        on_change=typed,
        help=t("read_back.remark.help"),
        error=t("read_back.remark.needed") if back.wanting == "remark" else "",
        lines=2,
    )
    return ft.Container(written, padding=padded(scene.look, start=12, top=4, bottom=6))


def disagreement(scene: Scene, back: ReadBack) -> list[ft.Control]:
    """Return the way to what people do not agree on, for who said no or added something."""
    if back.answer.state not in _WITH_WORDS and not control(scene.talk.dossier).differences:
        return []
    words = scene.t("assent.disagree")
    to = quiet(
        scene.look,
        words,
        lambda: scene.visit.to_table(Screen.DISAGREE),
        identifier="to-disagree",
        icon=ft.Icons.CALL_SPLIT_ROUNDED,
    )
    return [row(to)]


def how(scene: Scene, back: ReadBack) -> ft.Control:
    """Draw the question how the answer was given."""
    t = scene.t
    options = [Choice("tapped", t("read_back.tapped")), Choice("said_aloud", t("read_back.said_aloud"))]

    def choose(chosen: str) -> None:
        scene.visit.touch()
        back.say_how(aloud=chosen == "said_aloud")

    chosen = "said_aloud" if back.answer.aloud else "tapped"
    return column(
        text(scene.look, t("read_back.how"), "label"),
        pills(scene.look, t("read_back.how"), options, chosen, choose, identifier="how"),
        gap=8,
    )


def signing(scene: Scene, back: ReadBack) -> list[ft.Control]:
    """Draw the paper for a signature; a child that is heard signs nothing."""
    if back.part.standing is Standing.HEARD:
        return []
    t = scene.t

    def drawn(strokes: tuple[Stroke, ...]) -> None:
        scene.visit.touch()
        back.draw(strokes)

    paper = signature(
        scene.look,
        t("read_back.signature"),
        back.answer.strokes,
        on_change=drawn,
        clear_words=t("read_back.signature.again"),
        identifier="signature",
        about=f"{back.person.id} {back.edition.manifest.hash}",
    )
    return [column(paper, text(scene.look, t("read_back.signature.optional"), "meta", "soft"), gap(0), gap=4)]
