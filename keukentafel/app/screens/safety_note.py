"""One note as it is read: what kind of sentence it is stands first, and what belongs to it below."""

import flet as ft

from keukentafel.app.kit.arranging import column, inset
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.signs import sign
from keukentafel.app.kit.words import text
from keukentafel.app.state.safety_note import Note, NoteKind, Step
from keukentafel.app.texts import Texts

KIND_ICONS = {
    NoteKind.FACT: ft.Icons.FACT_CHECK_OUTLINED,
    NoteKind.OBSERVATION: ft.Icons.VISIBILITY_OUTLINED,
    NoteKind.OPINION: ft.Icons.PSYCHOLOGY_OUTLINED,
}


def note_block(look: Look, texts: Texts, note: Note, *below: ft.Control, identifier: str) -> ft.Control:
    """Draw a note that was kept for good; ``below`` stands under it."""
    lines: list[ft.Control] = []
    if note.kind in set(NoteKind):
        kind = NoteKind(note.kind)
        lines.append(sign(look, KIND_ICONS[kind], texts(f"safety.kind.{kind.value}"), "ink"))
    lines += _decided(look, texts, note)
    if note.text:
        lines.append(text(look, note.text, "table"))
    lines += [text(look, one, "meta", "soft") for one in _belonging(texts, note)]
    return ft.Semantics(
        content=inset(look, column(*lines, *below, gap=6)), identifier=identifier, container=True
    )


def moment_of(texts: Texts, at: int) -> str:
    """Return a moment with its whole day, also today: a note is read years later."""
    return texts("safety.moment", day=texts.full_day(texts.today(at)), time=texts.clock(at))


def _decided(look: Look, texts: Texts, note: Note) -> list[ft.Control]:
    if note.step is not Step.DECIDE:
        return []
    lines: list[ft.Control] = []
    for name, answer, reason in (
        ("report", note.report, note.report_reason),
        ("help", note.help, note.help_reason),
    ):
        if answer:
            asked = f"{texts(f'safety.form.{name}')} {texts(f'safety.form.{answer}')}"
            lines += [text(look, asked, "label"), text(look, reason, "table")]
    return lines


def _belonging(texts: Texts, note: Note) -> list[str]:
    found = []
    if note.source:
        found.append(texts("safety.shown.source", words=note.source))
    if note.with_whom:
        found.append(texts("safety.shown.with", words=note.with_whom))
    if note.from_resident == "yes":
        found.append(texts("safety.shown.from_resident"))
    if note.readers:
        found.append(texts("safety.shown.readers", words=note.readers))
    when = texts("safety.shown.kept", when=moment_of(texts, note.at)) if note.at else ""
    found.append("\u00a0 ·\u00a0 ".join(one for one in (note.date, when) if one))
    if note.replaces:
        found.append(texts("safety.correction"))
    return found
