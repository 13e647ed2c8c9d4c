"""What stood here before: the past of one sentence, and what who writes now may do with it.

What stands there now is first; below it everything that was ever said, with whose words it was and when. To
put a version back is one tap. To erase for good is asked twice, and says what is gone after it.
"""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import column, inset, row, rule, sheet
from keukentafel.app.kit.buttons import danger, primary, quiet, secondary
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.people import maker
from keukentafel.app.kit.quotes import quote
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.choosing import choice
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.sentence_words import label_of, words_of
from keukentafel.app.screens.writing import pen_holder, writing_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.past import Past, as_sentence, as_words, view_box
from keukentafel.dossier.choosing import Apart
from keukentafel.dossier.history import Version, Way
from keukentafel.dossier.standing import Standing
from keukentafel.journal.field import Replace, ValueKind
from keukentafel.journal.speaker import Act

_WIDEST = 720.0


@screen
def past_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw what stands there now, and under it what stood there before."""
    look, t, past = scene.look, scene.t, scene.visit.room.past
    writing, set_writing = ft.use_state("")
    if past is None:
        return ft.Container()
    papers = [sheet(look, _now(scene, past, writing, set_writing)), *_before(scene, past)]
    body = column(
        heading(look, t("past.title"), 1),
        column(*_which(scene, past), pen_holder(scene), gap=6),
        *papers,
        gap=16,
    )
    width = min(_WIDEST * look.scale, look.width - 2 * look.margin)
    middle = row(ft.Container(body, width=width), align=ft.MainAxisAlignment.CENTER)

    def back() -> None:
        talk.boxes.leave_all()
        scene.visit.to_table(past.back)

    done = primary(look, t("past.done"), back, identifier="past-done")
    return at_the_table(scene, middle, primary=done, scroll=True)


def _which(scene: Scene, past: Past) -> list[ft.Control]:
    """Of a thing with several sentences: which one is looked at."""
    places = past.places
    if len(places) < 2:
        return [text(scene.look, label_of(scene, past.place[1]), "table", "soft")]
    known = {f"{name.partition('.')[2]}-{at}": (thing, name) for at, (thing, name) in enumerate(places)}
    options = [Choice(key, label_of(scene, place[1])) for key, place in known.items()]
    chosen = next((key for key, place in known.items() if place == past.place), None)

    def look_at(key: str) -> None:
        scene.visit.touch()
        scene.talk.boxes.leave_all()
        past.look_at(known[key])

    return [pills(scene.look, scene.t("past.which"), options, chosen, look_at, identifier="past-of")]


def _now(scene: Scene, past: Past, writing: str, set_writing: Callable[[str], None]) -> ft.Control:
    look, t, now = scene.look, scene.t, past.now
    head = heading(look, t("past.now"), 2)
    if _may_be_chosen(past) and not past.erasing:
        shown = [choice(scene, Apart(past.place[1], (past.place[0],), as_words(now)))]
    elif now:
        shown = [head, *(_said(scene, past, one) for one in now)]
    else:
        shown = [head, text(look, t("past.nothing"), "table", "soft")]
    if past.erasing:
        return column(*shown, rule(look), _ask_to_erase(scene, past), gap=14)
    if writing == past.place[1]:
        return column(*shown, rule(look), _change(scene, past, set_writing), gap=14)
    ways = _ways(scene, past, set_writing)
    return column(*shown, *([rule(look), row(*ways, wrap=True, gap=4)] if ways else []), gap=14)


def _may_be_chosen(past: Past) -> bool:
    now, everybodys = past.now, past.history.field.replace is Replace.ANYONE
    chosen = everybodys or len({one.voice for one in now}) == 1
    return len(now) > 1 and chosen and Way.CHANGE in past.ways


def _said(scene: Scene, past: Past, version: Version, *, former: bool = False) -> ft.Control:
    look, said, field = scene.look, as_sentence(version), past.place[1]
    words, who = words_of(scene, field, version.content), scene.maker(as_sentence(version))
    if past.history.field.replace is Replace.VOICE and said.text:
        return quote(look, words, who, role="table")
    return column(text(look, words, "table", "soft" if former else "ink"), maker(look, who), gap=6)


# What may be done with it --------------------------------------------------------------------------------


def _ways(scene: Scene, past: Past, set_writing: Callable[[str], None]) -> list[ft.Control]:
    look, t, ways, visit = scene.look, scene.t, past.ways, scene.visit
    made: list[ft.Control] = []

    def way(key: str, act: Callable[[], object], icon: ft.IconData) -> None:
        def tapped() -> None:
            visit.touch()
            act()

        made.append(quiet(look, t(f"past.{key}"), tapped, identifier=f"past-{key}", icon=icon))

    written = past.history.field.value in {ValueKind.LINE, ValueKind.TEXT}
    if Way.CHANGE in ways and written and len(past.now) == 1:
        way("change", lambda: set_writing(past.place[1]), ft.Icons.EDIT_OUTLINED)
    if Way.STRIKE in ways and past.now:
        way("strike", past.strike, ft.Icons.REMOVE_CIRCLE_OUTLINE_ROUNDED)
    if Way.ERASE in ways and any(one.content is not None for one in past.history.versions):
        way("erase", past.ask_to_erase, ft.Icons.DELETE_FOREVER_OUTLINED)
    if Way.VIEW in ways:
        way("view", lambda: set_writing(past.place[1]), ft.Icons.EDIT_OUTLINED)
    return made


def _change(scene: Scene, past: Past, set_writing: Callable[[str], None]) -> ft.Control:
    """A box to say it otherwise, or to say what one thinks of it where the words are the worker's."""
    look, t, talk = scene.look, scene.t, scene.talk
    if Way.VIEW in past.ways:
        box = view_box(talk, past.place[0])
        label = t("past.view.label")
    else:
        thing, name = past.place
        box = talk.boxes.box(name, thing, str(past.now[0].content) if past.now else "")
        label = label_of(scene, name)

    def done() -> None:
        talk.boxes.leave(box)
        set_writing("")

    written = writing_box(scene, box, label, identifier="past-words", lines=2, autofocus=True)
    return column(written, row(quiet(look, t("app.done"), done, identifier="past-words-done")), gap=6)


def _ask_to_erase(scene: Scene, past: Past) -> ft.Control:
    look, t = scene.look, scene.t

    def stay() -> None:
        scene.visit.touch()
        past.ask_to_erase(asked=False)

    asked = column(
        heading(look, t("past.erase.title"), 3),
        text(look, t("past.erase.body")),
        text(look, t("past.erase.sent"), "meta", "soft"),
        row(
            secondary(look, t("past.erase.no"), stay, identifier="past-erase-no", small=True),
            danger(look, t("past.erase.yes"), past.erase, identifier="past-erase-yes", small=True),
            gap=12,
            wrap=True,
        ),
        gap=10,
    )
    return inset(look, ft.Semantics(content=asked, identifier="past-erasing", container=True))


# Before --------------------------------------------------------------------------------------------------


def _before(scene: Scene, past: Past) -> list[ft.Control]:
    look, t, before = scene.look, scene.t, past.before
    if not before:
        return [text(look, t("past.never"), "body", "soft")]
    lines: list[ft.Control] = []
    for at, one in enumerate(before):
        lines += [rule(look)] if lines else []
        lines.append(_former(scene, past, at, one))
    return [sheet(look, column(heading(look, t("past.before"), 2), *lines, gap=14))]


def _former(scene: Scene, past: Past, at: int, version: Version) -> ft.Control:
    look, t = scene.look, scene.t
    if version.content is None:
        gone = t("past.erased" if version.standing is Standing.ERASED else "past.absent")
        return column(text(look, gone, "body", "soft"), maker(look, scene.maker(as_sentence(version))), gap=6)
    said = _said(scene, past, version, former=True)
    struck = version.standing is Standing.STRUCK or _was_struck(past, version)
    told = [text(look, t("past.struck"), "meta", "soft")] if struck else []
    words = words_of(scene, past.place[1], version.content)

    def put_back() -> None:
        scene.visit.touch()
        scene.talk.boxes.leave_all()
        past.put_back(version.id)

    back = quiet(
        look,
        t("past.put_back"),
        put_back,
        identifier=f"put-back-{at}",
        name=f"{t('past.put_back')}: {words}",
        icon=ft.Icons.UNDO_ROUNDED,
    )
    ways = [row(back)] if past.may_put_back(version) else []
    return column(said, *told, *ways, gap=4)


def _was_struck(past: Past, version: Version) -> bool:
    return any(one.act is Act.STRIKE and version.id in one.instead_of for one in past.history.versions)
