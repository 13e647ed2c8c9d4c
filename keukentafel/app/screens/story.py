"""Uw verhaal: the resident's own words, on paper between two people."""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import beside, by_two, column, gap, row, rule, sheet
from keukentafel.app.kit.buttons import primary, quiet, secondary
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.quotes import Tool, quote, sentence
from keukentafel.app.kit.signs import chip, sign
from keukentafel.app.kit.tokens import TypeRole
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.going_on import onward_button
from keukentafel.app.screens.made_by import made_by
from keukentafel.app.screens.own_plan import own_plan
from keukentafel.app.screens.rather_not import rather_not
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table, short_name
from keukentafel.app.screens.translating import translation
from keukentafel.app.screens.writing import adding_box, who_writes, whose_words, writing_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.saved import Saved
from keukentafel.app.state.screens import Screen
from keukentafel.app.texts import Texts
from keukentafel.dossier.dossier import Thing
from keukentafel.dossier.sentence import Sentence, Words
from keukentafel.dossier.story import MOST_SENTENCES, sentences_in
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Role


@screen
def story_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the story with what goes well and what was parked beside it."""
    look = scene.look
    told = talk.story
    left = column(*own_plan(scene), sheet(look, _told(scene)), gap=16)
    right = _beside(scene)
    if look.columns == 2:
        body: ft.Control = beside(look, _scrolling(left), _scrolling(right), ratio=(3, 2))
    else:
        body = column(left, right, gap=16 if look.phone else 20)
    if told.assented:
        return at_the_table(scene, body, primary=_onward(scene), aloud=scene.sheet.story(told))
    said = scene.sheet.story(told)
    return at_the_table(scene, body, primary=_assent(scene), secondary=_aloud(scene), aloud=said)


def said(
    scene: Scene,
    words: Words,
    identifier: str,
    pen: Tool | None = None,
    role: TypeRole = "quote",
    *,
    past: tuple[ObjectId, str] | None = None,
) -> list[ft.Control]:
    """Draw what a field says: one quote, or both versions under each other with a word that there are two.

    ``past`` is the object and the field that it is of, where who said it opens what stood there before.
    """
    look = scene.look
    drawn: list[ft.Control] = []
    if words.contested:
        drawn.append(sign(look, ft.Icons.CALL_SPLIT_ROUNDED, scene.t("story.two_versions"), "warning"))
    for at, one in enumerate(words.versions):
        who = scene.maker(one)
        made = made_by(scene, [past[0]], past[1], one) if past else None
        drawn.append(
            quote(look, one.text, who, pen=pen, role=role, made=made, identifier=f"{identifier}-{at}")
        )
    return drawn


def _told(scene: Scene) -> ft.Control:
    look, t, talk = scene.look, scene.t, scene.talk
    told = talk.story
    changing, set_changing = ft.use_state(ObjectId(""))
    subtitle = t("story.subtitle.assented" if told.assented else "story.subtitle")
    head = column(heading(look, t("story.title"), 1), text(look, subtitle, "table", "soft"), gap=4)
    quotes = [_quote(scene, one, changing, set_changing) for one in told.quotes]
    label = t("story.add") if told.quotes else t("story.first")
    boxed = talk.boxes.box("story.text", talk.only("story"), told.in_short.text, slot="story")
    short = writing_box(
        scene,
        boxed,
        t("story.in_short"),
        identifier="story-text",
        help_words=t("story.in_short.help"),
        lines=3,
    )
    left = sentences_left(talk.saved, look, t, lambda: boxed.text)
    return column(
        *scene.notice(),
        head,
        *quotes,
        *_assented(scene),
        adding_box(scene, "quote.text", label, identifier="quote"),
        who_writes(scene),
        *whose_words(scene),
        rule(look),
        column(short, left, gap=4),
        rather_not(scene, "F03"),
        gap=20,
    )


@ft.component
def sentences_left(saved: Saved, look: Look, t: Texts, written: Callable[[], str]) -> ft.Control:
    """Say softly how many sentences may follow; renders by itself, at every pause in typing."""
    del saved
    count = MOST_SENTENCES - sentences_in(written())
    key = "many" if count > 1 else "one" if count == 1 else "none" if count == 0 else "over"
    if count == MOST_SENTENCES:
        return ft.Container()
    words = text(look, t(f"story.left.{key}", count=count), "meta", "soft")
    return ft.Semantics(content=words, identifier="sentences-left", container=True)


def _quote(
    scene: Scene, one: Thing, changing: ObjectId, set_changing: Callable[[ObjectId], None]
) -> ft.Control:
    talk, t, look = scene.talk, scene.t, scene.look
    words = one.words("text")

    def change(to: ObjectId) -> None:
        set_changing(to)

    if changing == one.id:
        box = talk.boxes.box("quote.text", one.id, words.text)
        written = writing_box(
            scene, box, t("story.title"), identifier=f"change-{one.id}", lines=3, autofocus=True
        )

        def done() -> None:
            talk.boxes.leave(box)
            change(ObjectId(""))

        return column(written, row(quiet(look, t("app.done"), done, identifier="change-done")), gap=6)
    may_change = not words.contested and words.latest is not None and _holds_the_pen(scene, words.latest)
    pen = Tool(t("app.edit"), f"edit-{one.id}", lambda: change(one.id)) if may_change else None
    told = said(scene, words, f"quote-{one.id}", pen, past=(one.id, "quote.text"))
    return column(*told, *translation(scene, one), gap=10)


def _holds_the_pen(scene: Scene, said_last: Sentence) -> bool:
    """Whoever said it may change it; the worker only what the worker took down, until it was read back."""
    writer = scene.talk.writer
    if writer.role is Role.WORKER:
        return said_last.taken_down and not said_last.affirmed
    return said_last.voice.who == writer.id


def _assented(scene: Scene) -> list[ft.Control]:
    told = scene.talk.story
    if not told.assent.latest:
        return []
    name = short_name(scene.talk.person(told.assent.latest.voice))
    key = "story.assented.aloud" if told.assent.text == "said_aloud" else "story.assented"
    drawn = sign(scene.look, ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, scene.t(key, name=name), "positive")
    return [ft.Semantics(content=drawn, identifier="story-assented", container=True, live_region=True)]


def _beside(scene: Scene) -> ft.Control:
    look = scene.look
    good, parked = _strengths(scene), _parked(scene)
    if look.columns == 1 and not look.narrow:
        small = 28
        return by_two(look, sheet(look, good, padding=small), sheet(look, parked, padding=small), gap=20)
    return sheet(look, column(good, gap(2), rule(look), gap(2), parked, gap=14))


def _strengths(scene: Scene) -> ft.Control:
    look, t, told = scene.look, scene.t, scene.talk.story
    head = row(pictogram(look, "bloem", 44), heading(look, t("story.strengths"), 2, expand=True), gap=10)
    cards = [strength(scene, one) for one in told.strengths]
    if not cards:
        cards = [text(look, t("story.strengths.empty"), "body", "soft")]
    add = quiet(
        look,
        t("story.strengths.add"),
        lambda: scene.visit.to_table(Screen.STRENGTHS),
        identifier="to-strengths",
        icon=ft.Icons.ADD_ROUNDED,
    )
    return column(head, *cards, row(add), gap=12)


def strength(scene: Scene, one: Thing, *, named: bool = True) -> ft.Control:
    """Draw one strength card; who said it stands with it when that was not the resident, if ``named``."""
    words = one.words("text")
    latest = words.latest
    if latest is None or latest.voice.role is not Role.WORKER:
        return text(scene.look, words.text, "table")
    said = f"“{latest.text}”"
    return sentence(scene.look, said, scene.maker(latest)) if named else text(scene.look, said, "table")


def _parked(scene: Scene) -> ft.Control:
    look, t, told = scene.look, scene.t, scene.talk.story
    chips = [
        chip(look, one.words("text").text, ft.Icons.BOOKMARK_BORDER_ROUNDED, big=True) for one in told.parked
    ]
    words = [text(look, t("story.parked.explained"), "meta", "soft")]
    box = adding_box(
        scene, "parked.text", t("story.parked.add"), identifier="parked", hint=t("story.parked.hint"), lines=1
    )
    laid = [row(*chips, wrap=True, gap=10)] if chips else []
    return column(heading(look, t("story.parked"), 2), *laid, *words, box, gap=12)


def _assent(scene: Scene) -> ft.Control:
    return primary(
        scene.look,
        scene.t("story.assent"),
        lambda: scene.visit.assent_to_story("tapped"),
        identifier="story-assent",
        icon=ft.Icons.CHECK_ROUNDED,
    )


def _aloud(scene: Scene) -> ft.Control:
    return secondary(
        scene.look,
        scene.t("story.assent.aloud"),
        lambda: scene.visit.assent_to_story("said_aloud"),
        identifier="story-assent-aloud",
    )


def _onward(scene: Scene) -> ft.Control:
    return onward_button(scene, Screen.STORY, scene.t("story.to_strengths"))


def _scrolling(content: ft.Control) -> ft.Control:
    return ft.Column(
        [content, gap(20)],
        spacing=0,
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
