"""Wat houdt u overeind: the triangle of now, and beside it those of before.

Every corner is a button with its name and how it holds; it opens three answers. Where there are earlier
triangles they lie in one picture with the one of now, and the corners stand below it as a list, with what
changed in words.
"""

from collections.abc import Sequence

import flet as ft

from keukentafel.app.kit.arranging import column, inset, row, ruled, sheet
from keukentafel.app.kit.buttons import tappable
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.triangle import Holds, frame
from keukentafel.app.kit.triangle import triangle as drawn_triangle
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.writing import whose_words
from keukentafel.dossier.check_ins import then_and_now
from keukentafel.dossier.stability import Change, Corner, Hold, Triangle, changes, compared, triangles
from keukentafel.journal.canonical import Json
from keukentafel.journal.names import ObjectId

_UNSAID: Holds = dict.fromkeys(Corner)


class _Course:
    """The triangles of who speaks now, of which the last one is of today, if any is.

    At a check-in they are the first one, and the one of that check-in.
    """

    def __init__(self, editing: Editing, check_in: ObjectId | None) -> None:
        self._clock, self._t = editing.scene.visit.house.clock, editing.t
        self.check_in = check_in
        dossier, speaker = editing.talk.dossier, editing.talk.speaker.id
        course = triangles(dossier, speaker)
        if check_in is None:
            self.now = course[-1] if course and self._is_today(course[-1]) else None
            self.before = course[:-1] if self.now else course
        else:
            both = then_and_now(dossier, speaker, check_in)
            self.now, self.before = both.now, (both.then,) if both.then else ()

    def _is_today(self, one: Triangle) -> bool:
        return self._t.today(one.moment) == self._t.today(self._clock())


def stability(editing: Editing, width: float, check_in: ObjectId | None = None) -> ft.Control:
    """Draw the sheet with the triangle; ``width`` is the room within it, in pixels.

    At a ``check_in`` the triangle of then stands beside that of now.
    """
    look, t = editing.look, editing.t
    course = _Course(editing, check_in)
    drawn = _beside(editing, course, width) if course.before else _alone(editing, course, width)
    asked = [_asked(editing, course, corner) for corner in Corner if editing.what == _part(corner)]
    whose = whose_words(editing.scene) if len(editing.talk.voices) > 1 and asked else []
    head = column(heading(look, t("triangle.title"), 2), *_of_whom(editing), gap=0)
    invite = [] if course.now or course.before else [text(look, t("triangle.invite"), "meta", "soft")]
    body = column(head, *invite, drawn, *asked, *whose, gap=14)
    return sheet(look, body, padding=20 if look.phone else 28)


def _alone(editing: Editing, course: _Course, width: float) -> ft.Control:
    look = editing.look
    holds = _holds(course.now)
    measure = frame(look, min(width, 460 * look.scale))
    labels = {corner: _label(editing, corner, holds[corner]) for corner in Corner}
    name = _described(editing, holds)
    return drawn_triangle(look, holds, measure, name=name, identifier="triangle-now", labels=labels)


def _label(editing: Editing, corner: Corner, hold: Hold | None) -> ft.Control:
    look, t = editing.look, editing.t
    name, word = t(f"triangle.{corner.value}"), _word(editing, hold)
    words = column(
        text(look, name, "label", align="center"), text(look, word, "meta", "pen", align="center"), gap=0
    )
    return tappable(
        look,
        words,
        lambda: editing.open(_part(corner)),
        identifier=f"corner-{corner.value}",
        name=f"{name}: {word}. {t('app.edit')}",
        padding=ft.Padding.symmetric(vertical=4),
    )


def _beside(editing: Editing, course: _Course, width: float) -> ft.Control:
    """Lay the earlier triangles and the one of now in one picture, and the corners below it."""
    look = editing.look
    shown = compared(course.before, 2 if look.portrait and not look.narrow else 1)
    room = (width - 16 * len(shown)) / (len(shown) + 1)
    cells = [_small(editing, one, room, f"triangle-{one.id}") for one in shown]
    cells.append(_small(editing, course.now, room, "triangle-now"))
    parts: list[ft.Control] = [ft.Container(cell, expand=1) for cell in cells]
    picture = ft.Row(parts, spacing=16, vertical_alignment=ft.CrossAxisAlignment.START)
    together = ft.Semantics(content=picture, identifier="triangle-course", container=True)
    lines = [_line(editing, course, corner) for corner in Corner]
    return column(together, *_changed(editing, course), ruled(look, lines), gap=12)


def _small(editing: Editing, one: Triangle | None, width: float, identifier: str) -> ft.Control:
    look = editing.look
    when, holds = _when(editing, one), _holds(one)
    measure = frame(look, min(width, 240), words=False)
    name = f"{when}. {_described(editing, holds)}"
    caption = ft.Semantics(content=text(look, when, "metabold", align="center"), exclude_semantics=True)
    return column(drawn_triangle(look, holds, measure, name=name, identifier=identifier), caption, gap=8)


def _line(editing: Editing, course: _Course, corner: Corner) -> ft.Control:
    look, t = editing.look, editing.t
    was = course.before[-1].hold(corner)
    now = course.now.hold(corner) if course.now else None
    name, word = t(f"triangle.{corner.value}"), _word(editing, now)
    before = t("triangle.was", hold=_word(editing, was)) if was else ""
    words = column(
        text(look, name, "label"), *([text(look, before, "meta", "soft")] if before else []), gap=0
    )
    laid = row(ft.Container(words, expand=True), text(look, word, "label", "pen"), gap=12)
    return tappable(
        look,
        laid,
        lambda: editing.open(_part(corner)),
        identifier=f"corner-{corner.value}",
        name=". ".join(part for part in (f"{name}: {word}", before, t("app.edit")) if part),
        padding=ft.Padding.symmetric(vertical=8, horizontal=4),
    )


def _changed(editing: Editing, course: _Course) -> list[ft.Control]:
    if course.now is None:
        return []
    found = changes(course.before[-1], course.now)
    lines = [text(editing.look, _change(editing, one), "body") for one in found]
    said = lines or [text(editing.look, editing.t("triangle.same"), "body", "soft")]
    return [ft.Semantics(content=column(*said, gap=4), identifier="triangle-changed", container=True)]


def _change(editing: Editing, one: Change) -> str:
    t = editing.t
    corner = t(f"triangle.{one.corner.value}")
    return t("triangle.changed", corner=corner, was=_word(editing, one.before), now=_word(editing, one.now))


def _asked(editing: Editing, course: _Course, corner: Corner) -> ft.Control:
    look, t = editing.look, editing.t

    def choose(hold: Hold) -> None:
        editing.scene.visit.touch()
        said: dict[str, Json] = {corner.value: hold.value}
        if course.now is None:
            said["moment"] = editing.scene.visit.house.clock()
            said |= {"check_in": course.check_in} if course.check_in else {}
        editing.talk.say_together("triangle", said, course.now.id if course.now else None)
        editing.set_what("")

    options = [Choice(hold, t(f"triangle.hold.{hold.value}")) for hold in Hold]
    chosen = course.now.hold(corner) if course.now else None
    question = t(f"triangle.{corner.value}.question")
    answers = pills(look, question, options, chosen, choose, identifier=f"hold-{corner.value}")
    return inset(look, column(text(look, question, "label"), answers, gap=10))


def _of_whom(editing: Editing) -> Sequence[ft.Control]:
    if len(editing.talk.voices) < 2:
        return ()
    return (text(editing.look, editing.t("triangle.of", name=editing.talk.speaker.name), "meta", "soft"),)


def _when(editing: Editing, one: Triangle | None) -> str:
    t = editing.t
    today = t.today(editing.scene.visit.house.clock())
    if one is None or t.today(one.moment) == today:
        return t("triangle.now")
    key = "triangle.at_check_in" if one.check_in else "triangle.at_talk"
    # The day and its month stay on one line.
    return t(key, day=t.day(t.today(one.moment)).replace(" ", "\u00a0"))


def _described(editing: Editing, holds: Holds) -> str:
    t = editing.t
    return " ".join(f"{t(f'triangle.{corner.value}')}: {_word(editing, holds[corner])}." for corner in Corner)


def _word(editing: Editing, hold: Hold | None) -> str:
    return editing.t(f"triangle.hold.{hold.value}").lower() if hold else editing.t("triangle.unsaid")


def _holds(one: Triangle | None) -> Holds:
    return {corner: one.hold(corner) for corner in Corner} if one else _UNSAID


def _part(corner: Corner) -> str:
    return f"corner-{corner.value}"
