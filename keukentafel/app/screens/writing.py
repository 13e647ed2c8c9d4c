"""Boxes on a screen: text that is saved while it is typed, and becomes a sentence when the box is left."""

from collections.abc import Callable, Mapping, Sequence

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.buttons import quiet, tappable
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.people import disc
from keukentafel.app.kit.words import icon, text
from keukentafel.app.screens.scene import Scene, maker_of, short_name
from keukentafel.app.state.box import Box
from keukentafel.dossier.people import Person
from keukentafel.journal.canonical import Json
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Role


def writing_box(
    scene: Scene,
    box: Box,
    label: str,
    *,
    identifier: str,
    help_words: str = "",
    hint: str | None = None,
    lines: int = 1,
    left: Callable[[], object] | None = None,
    autofocus: bool = False,
) -> ft.Control:
    """Return a box that saves what is typed and writes it down when it is left.

    ``left`` is called when something was written down. One line is left with Enter as well.
    """
    boxes, visit = scene.talk.boxes, scene.visit

    def typed(words: str) -> None:
        visit.touch()
        boxes.typed(box, words)

    def leave(_words: str) -> None:
        if boxes.leave(box) and left is not None:
            left()

    return field(
        scene.look,
        label,
        box.text,
        identifier=identifier,
        draft=box.draft,
        on_change=typed,
        on_blur=leave,
        on_submit=leave if lines == 1 else None,
        help=help_words,
        hint=hint,
        lines=lines,
        autofocus=autofocus,
    )


def adding_box(
    scene: Scene,
    field_name: str,
    label: str,
    *,
    identifier: str,
    hint: str | None = None,
    lines: int = 2,
    together: Mapping[str, Json] | None = None,
    made: Callable[[ObjectId], object] | None = None,
    allowed: Callable[[], bool] = lambda: True,
    slot: str = "",
) -> ft.Control:
    """Return a box for something new, with a button to write it down; leaving the box does the same.

    ``together`` are the other fields that the new object gets; ``made`` is called with it. As long as
    ``allowed`` says no, what is typed is kept as a draft and stays where it is. ``slot`` is where half a
    sentence is found again, when more than one such box may come to stand here.
    """
    boxes = scene.talk.boxes
    slot = slot or identifier
    box = boxes.box(field_name, boxes.fresh(slot), slot=slot, together=together, allowed=allowed)

    def leave() -> None:
        if boxes.leave(box):
            after()

    def after() -> None:
        boxes.renew(slot)
        if made is not None:
            made(box.object)
        scene.talk.changed()

    written = writing_box(scene, box, label, identifier=identifier, hint=hint, lines=lines, left=after)
    put_down = quiet(
        scene.look,
        scene.t("story.write"),
        leave,
        identifier=f"{identifier}-write",
        icon=ft.Icons.EDIT_OUTLINED,
    )
    # With a key it stays the same box, with the keyboard in it, when what was written appears above it.
    return ft.Container(column(written, row(put_down), gap=4), key=f"adding-{identifier}")


def who_writes(scene: Scene, among: Sequence[Person] = ()) -> ft.Control:
    """Return who is typing now, and a tap to change hands; by default everybody at the table may."""
    talk, t = scene.talk, scene.t
    hands = list(among) or [talk.worker, *talk.voices]

    def choose(chosen: str) -> None:
        talk.boxes.leave_all()
        talk.writer = next(person for person in hands if person.id == chosen)
        if talk.writer.role is not Role.WORKER:
            talk.speaker = talk.writer

    options = [Choice(str(one.id), t("story.writes", name=short_name(one))) for one in hands]
    question, chosen = t("story.who_writes"), str(talk.writer.id)
    return column(
        text(scene.look, question, "meta", "soft"),
        pills(scene.look, question, options, chosen, choose, identifier="writer"),
        gap=6,
    )


def pen_holder(scene: Scene) -> ft.Control:
    """Return who is typing now on one quiet line; a tap hands the pen to who comes next at the table."""
    talk, t = scene.talk, scene.t
    hands = [talk.worker, *talk.voices]

    def hand_over() -> None:
        scene.visit.touch()
        talk.boxes.leave_all()
        at = next((at for at, one in enumerate(hands) if one.id == talk.writer.id), -1)
        talk.writer = hands[(at + 1) % len(hands)]
        if talk.writer.role is not Role.WORKER:
            talk.speaker = talk.writer

    said = t("story.writes", name=short_name(talk.writer))
    face = maker_of(t, short_name(talk.writer), talk.writer.role)
    words = row(
        disc(scene.look, face),
        text(scene.look, said, "metabold"),
        icon(scene.look, ft.Icons.SWAP_HORIZ_ROUNDED, "pen", 20),
        gap=8,
        tight=True,
    )
    name = f"{said}. {t('past.hand_over')}"
    around = ft.Padding.symmetric(vertical=11)
    return row(tappable(scene.look, words, hand_over, identifier="pen-holder", name=name, padding=around))


def whose_words(scene: Scene) -> list[ft.Control]:
    """Return whose words are being written, where more than one person may speak."""
    talk, t = scene.talk, scene.t
    if len(talk.voices) < 2 or talk.writer.role is not Role.WORKER:
        return []

    def choose(chosen: str) -> None:
        talk.boxes.leave_all()
        talk.speaker = next(person for person in talk.voices if person.id == chosen)

    options = [Choice(str(one.id), one.name) for one in talk.voices]
    question, chosen = t("story.whose_words"), str(talk.speaker.id)
    return [
        column(
            text(scene.look, question, "meta", "soft"),
            pills(scene.look, question, options, chosen, choose, identifier="speaker"),
            gap=6,
        )
    ]
