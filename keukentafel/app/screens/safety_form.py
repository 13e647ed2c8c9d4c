"""Writing a note of the safety line: what kind of sentence, from whom, and only then the words.

What is typed is kept at every pause. The question who may read it comes before the words of the resident.
"""

import flet as ft

from keukentafel.app.kit.arranging import column, row, sheet
from keukentafel.app.kit.buttons import primary, secondary
from keukentafel.app.kit.choices import Choice, choices, pills
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.screen import bottombar
from keukentafel.app.kit.screen import screen as whole_screen
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.safety_note import KIND_ICONS
from keukentafel.app.screens.scene import Scene, saved_note
from keukentafel.app.screens.shield import ask_to_hand_over
from keukentafel.app.state.safety import Form, SafetyFile
from keukentafel.app.state.safety_note import WITH_SOMEBODY, NoteKind, Step

_WIDEST = 760


def form_screen(scene: Scene, safety: SafetyFile, form: Form, top: ft.Control) -> ft.Control:
    """Draw the note that is being written, under the bar above."""
    look, t, visit = scene.look, scene.t, scene.visit
    over = form.note.step is Step.HAND_OVER

    def keep() -> None:
        visit.touch()
        safety.finish()

    def go_on() -> None:
        visit.touch()
        safety.keep()
        if safety.is_whole() and not safety.unsaved:
            ask_to_hand_over(scene, safety, form)

    def leave() -> None:
        visit.touch()
        safety.leave()

    words = t("safety.over.go") if over else t("safety.form.keep")
    bottom = bottombar(
        look,
        primary=primary(look, words, go_on if over else keep, identifier="keep-note"),
        secondary=secondary(look, t("safety.form.leave"), leave, identifier="leave-note"),
        note=saved_note(safety.saved, look, t),
        pair=True,
    )
    drawn = _Boxes(scene, safety, form)
    paper = sheet(look, _over(drawn) if over else _note(drawn), width=min(_WIDEST * look.scale, _room(scene)))
    body = column(*scene.notice(), row(paper, align=ft.MainAxisAlignment.CENTER), gap=16)
    return whole_screen(look, body, top=top, bottom=bottom, scroll=True)


def _room(scene: Scene) -> float:
    return scene.look.width - 2 * scene.look.margin


class _Boxes:
    """The boxes and choices of one note."""

    def __init__(self, scene: Scene, safety: SafetyFile, form: Form) -> None:
        self.look, self.t = scene.look, scene.t
        self.form = form
        self.officer = safety.notes.officer
        self._scene = scene
        self._safety = safety

    def box(self, name: str, label: str, *, help_words: str = "", lines: int = 1) -> ft.Control:
        """Return a box to write in, under the name that the note has for it."""

        def typed(words: str) -> None:
            self._scene.visit.touch()
            self._safety.write(name, words)

        return field(
            self.look,
            label,
            str(getattr(self.form.note, name)),
            identifier=f"note-{name.replace('_', '-')}",
            draft=self.form.id,
            on_change=typed,
            help=help_words,
            error=self.t(f"safety.lacks.{name}") if name in self._safety.wanting else "",
            lines=lines,
        )

    def kinds(self) -> ft.Control:
        """Return the choice between fact, observation and opinion, of which none is chosen beforehand."""
        t = self.t
        offered = [
            Choice(
                one.value,
                t(f"safety.kind.{one.value}"),
                t(f"safety.kind.{one.value}.second"),
                KIND_ICONS[one],
            )
            for one in NoteKind
        ]
        label = t("safety.form.kind")
        asked = choices(
            self.look,
            label,
            offered,
            self.form.note.kind or None,
            lambda value: self._choose("kind", value),
            identifier="note-kind",
            gap=8,
        )
        return column(text(self.look, label, "label"), asked, *self._lacks("kind"), gap=6)

    def answer(self, name: str, label: str, *answers: str) -> ft.Control:
        """Return a question with a few short answers."""
        offered = [Choice(one, self.t(f"safety.form.{one}")) for one in answers]
        asked = pills(
            self.look,
            label,
            offered,
            str(getattr(self.form.note, name)) or None,
            lambda value: self._choose(name, value),
            identifier=f"note-{name.replace('_', '-')}",
        )
        return column(text(self.look, label, "label"), asked, *self._lacks(name), gap=6)

    def _choose(self, name: str, value: str) -> None:
        self._scene.visit.touch()
        self._safety.choose(name, value)

    def _lacks(self, name: str) -> list[ft.Control]:
        if name not in self._safety.wanting:
            return []
        words = self.t(f"safety.lacks.{name}")
        return [fact(self.look, ft.Icons.ERROR_OUTLINE_ROUNDED, words, "negative", "metabold")]


def _note(boxes: _Boxes) -> ft.Control:
    t, note = boxes.t, boxes.form.note
    head: list[ft.Control] = [heading(boxes.look, t(f"safety.step.{note.step.value}"), 2)]
    if note.replaces:
        head.append(fact(boxes.look, ft.Icons.HISTORY_ROUNDED, t("safety.correction")))
    inner = _decision(boxes) if note.step is Step.DECIDE else _sentence(boxes)
    when = boxes.box("date", t("safety.form.date"))
    good = text(boxes.look, t("safety.form.for_good"), "meta", "soft")
    return column(*head, *inner, when, good, gap=20)


def _sentence(boxes: _Boxes) -> list[ft.Control]:
    t, note = boxes.t, boxes.form.note
    drawn = [boxes.kinds()]
    if note.step in WITH_SOMEBODY:
        drawn.append(boxes.box("with_whom", t("safety.form.with_whom")))
    drawn.append(boxes.box("source", t("safety.form.source")))
    drawn.append(boxes.answer("from_resident", t("safety.form.from_resident"), "yes", "no"))
    if note.from_resident == "yes":
        asked = t("safety.form.readers.help")
        drawn.append(boxes.box("readers", t("safety.form.readers"), help_words=asked))
    drawn.append(boxes.box("text", t("safety.form.text"), lines=4))
    return drawn


def _decision(boxes: _Boxes) -> list[ft.Control]:
    t = boxes.t
    return [
        boxes.answer("report", t("safety.form.report"), "yes", "no", "unknown"),
        boxes.box("report_reason", t("safety.form.reason"), lines=3),
        boxes.answer("help", t("safety.form.help"), "yes", "no", "unknown"),
        boxes.box("help_reason", t("safety.form.reason"), lines=3),
    ]


def _over(boxes: _Boxes) -> ft.Control:
    look, t = boxes.look, boxes.t
    why = t("safety.over.why.help", name=boxes.officer)
    return column(
        heading(look, t("safety.over"), 2),
        boxes.box("text", t("safety.over.why"), help_words=why, lines=4),
        gap=20,
    )
