"""Teruglezen en akkoord: large letters, four answers that are equally good, a signature for who likes to."""

import flet as ft

from keukentafel.app.kit.arranging import beside, column, gap, row, rule, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import primary, quiet, secondary
from keukentafel.app.kit.choices import Choice, choices, pills
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.sides import padded
from keukentafel.app.kit.signature import signature
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.passages import passage
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.spoken import passages
from keukentafel.app.state.answer import Answer
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.screens import Screen
from keukentafel.edition.assent import AssentState, Stroke

_ANSWERS = (
    AssentState.AGREED,
    AssentState.AGREED_WITH_REMARKS,
    AssentState.NOT_AGREED,
    AssentState.SEEN_ONLY,
)


@screen
def read_back_screen(scene: Scene, talk: Conversation, back: ReadBack) -> ft.Control:
    """Draw what was agreed, and ask what people say of it."""
    del talk
    visit, look = scene.visit, scene.look
    t = scene.t
    padding = 20 if look.phone else 28
    heard = sheet(look, _heard(scene, back), padding=padding)
    asked = sheet(look, _asked(scene, back), padding=padding)
    if look.columns == 2:
        body: ft.Control = beside(look, _scrolling(heard), _scrolling(asked))
    else:
        body = column(heard, asked, gap=16)

    def finish() -> None:
        visit.touch()
        visit.finish_plan()

    done = primary(look, t("read_back.done"), finish, identifier="done", icon=ft.Icons.CHECK_ROUNDED)
    less = quiet if look.narrow else secondary
    sleep = less(
        look, t("read_back.sleep"), visit.sleep_on_it, identifier="sleep", icon=ft.Icons.BEDTIME_OUTLINED
    )
    said = scene.sheet.read_back(passages(back.reading, t))
    return at_the_table(scene, body, primary=done, secondary=sleep, aloud=said)


def _heard(scene: Scene, back: ReadBack) -> ft.Control:
    look, t = scene.look, scene.t
    found = passages(back.reading, t)
    head = column(
        heading(look, t("read_back.title"), 1), text(look, t("read_back.subtitle"), "table", "soft"), gap=4
    )
    if not found:
        return column(head, text(look, t("read_back.empty"), "table"), gap=12)
    return column(head, *(passage(look, t, one, "read") for one in found), gap=20)


def _asked(scene: Scene, back: ReadBack) -> ft.Control:
    look, t = scene.look, scene.t
    manifest = back.edition.manifest
    version = t("read_back.version", number=manifest.number, mark=manifest.short_hash)
    return column(
        heading(look, t("read_back.ask"), 2),
        *_whose(scene, back),
        *_own_part(scene, back),
        _answers(scene, back),
        *_in_the_way(scene, back),
        rule(look),
        _how(scene, back),
        _signing(scene, back),
        ft.Semantics(content=text(look, version, "meta", "soft"), identifier="version", container=True),
        gap=16,
    )


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


def _own_part(scene: Scene, back: ReadBack) -> list[ft.Control]:
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


def _said(scene: Scene, answer: Answer) -> str:
    state = answer.state.value if answer.state else ""
    return scene.t("household.assent", name=answer.person.name, state=scene.t(f"read_back.{state}"))


def _answers(scene: Scene, back: ReadBack) -> ft.Control:
    look, t = scene.look, scene.t
    options = [
        Choice(
            state.value,
            t(f"read_back.{state.value}"),
            below=_remark(scene, back) if state is AssentState.AGREED_WITH_REMARKS else None,
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


def _in_the_way(scene: Scene, back: ReadBack) -> list[ft.Control]:
    look, t, visit = scene.look, scene.t, scene.visit
    if back.wanting == "choose":
        return [banner(look, "warning", t("read_back.choose"), identifier="wanting")]
    if back.wanting == "own_part":
        names = ", ".join(person.name for person in back.unread)
        words = t("read_back.own_part.unread", name=names)
        return [banner(look, "warning", words, t("read_back.own_part.unread.safe"), identifier="wanting")]
    if back.wanting == "lead":
        notice = Notice("warning", "read_back.lead.needed.title", "read_back.lead.needed.body")
        go = quiet(
            look, t("read_back.lead.needed.go"), lambda: visit.to_table(Screen.PLAN), identifier="to-plan"
        )
        return [scene.banner(notice, go)]
    if back.wanting == "missing":
        what = ", ".join(t(f"aftercare.{lack.value}").lower() for lack in back.missing)
        notice = Notice("warning", "read_back.missing.title", "read_back.missing.body", {"what": what})
        go = secondary(
            look,
            t("read_back.missing.go"),
            lambda: visit.to_table(Screen.AFTERCARE),
            identifier="to-aftercare",
            small=True,
        )
        anyway = quiet(
            look, t("read_back.missing.anyway"), lambda: visit.finish_plan(anyway=True), identifier="anyway"
        )
        return [scene.banner(notice), row(go, anyway, wrap=True)]
    if back.wanting == "failed":
        return [scene.banner(Notice("error", "read_back.failed.title", "read_back.failed.body"))]
    return []


def _how(scene: Scene, back: ReadBack) -> ft.Control:
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


def _signing(scene: Scene, back: ReadBack) -> ft.Control:
    t = scene.t

    def drawn(strokes: tuple[Stroke, ...]) -> None:
        scene.visit.touch()
        back.draw(strokes)

    return column(
        signature(
            scene.look,
            t("read_back.signature"),
            back.answer.strokes,
            on_change=drawn,
            clear_words=t("read_back.signature.again"),
            identifier="signature",
        ),
        text(scene.look, t("read_back.signature.optional"), "meta", "soft"),
        gap(0),
        gap=4,
    )


def _scrolling(content: ft.Control) -> ft.Control:
    return ft.Column(
        [content, gap(20)],
        spacing=0,
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
