"""Early signs: what somebody notices first when it goes less well, orange or red, and who calls whom then."""

import flet as ft

from keukentafel.app.kit.arranging import barred, column, row
from keukentafel.app.kit.buttons import icon_button, quiet, tappable
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.tokens import Tone
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.made_by import made_by_line
from keukentafel.app.screens.writing import adding_box, writing_box
from keukentafel.dossier.aftercare import By, Level
from keukentafel.dossier.dossier import Thing


def signs(editing: Editing, level: Level) -> ft.Control:
    """Draw the early signs of one level."""
    look, t = editing.look, editing.t
    orange = level is Level.ORANGE
    drawn = ft.Icons.WARNING_AMBER_ROUNDED if orange else ft.Icons.NOTIFICATION_IMPORTANT_OUTLINED
    tone: Tone = "warning" if orange else "negative"
    title = heading(look, t(f"aftercare.{level.value}"), 2, tone=tone, expand=True)
    shown = [_sign(editing, one) for one in editing.talk.aftercare.signs_at(level)]
    if not shown:
        shown = [text(look, t(f"aftercare.{level.value}.empty"), "body", "soft")]
    slot = f"sign-{level.value}"
    writing = editing.what == slot or editing.talk.boxes.begun(slot)
    # Beside the title while there are signs already: there the card has no button under every sign.
    more = [_one_more(editing, level)] if editing.talk.aftercare.signs_at(level) and not writing else []
    head = row(icon(look, drawn, tone, 28), title, *more, gap=10)
    foot = [_writing(editing, level, slot)] if writing else [] if more else [_adding(editing, level, slot)]
    return barred(
        look,
        column(head, *shown, *foot, gap=2),
        tone="warning-soft" if orange else "negative-soft",
        line="warning-line" if orange else "negative-line",
        padding=ft.Padding.symmetric(horizontal=20, vertical=12),
    )


def _sign(editing: Editing, one: Thing) -> ft.Control:
    look, t = editing.look, editing.t
    if editing.what == one.id:
        return _form(editing, one)
    words, action = one.words("text").text, one.words("action").text
    who = by_whom(editing, one)
    lines: list[ft.Control] = [text(look, words, "table")]
    lines += [text(look, who, "meta", "soft")] if who else []
    asked = action or t("aftercare.sign.action")
    lines.append(
        fact(
            look, ft.Icons.CALL_OUTLINED, asked, "ink" if action else "pen", "metabold" if action else "meta"
        )
    )
    return tappable(
        look,
        column(*lines, gap=2),
        lambda: editing.open(one.id),
        identifier=f"sign-action-{one.id}",
        name=". ".join(part for part in (words, who, asked, t("app.edit")) if part),
        padding=ft.Padding.symmetric(vertical=4),
    )


def by_whom(editing: Editing, one: Thing) -> str:
    """Return who notices a sign first, in words; empty when nobody said."""
    by = one.words("noticed").text
    return editing.t(f"aftercare.noticed_by.{by}") if by in set(By) else ""


def _form(editing: Editing, one: Thing) -> ft.Control:
    look, t, talk = editing.look, editing.t, editing.talk

    def noticed(by: By) -> None:
        editing.scene.visit.touch()
        talk.say("sign.noticed", by.value, one.id)

    def strike() -> None:
        editing.close()
        talk.strike(one)

    box = talk.boxes.box("sign.action", one.id, one.words("action").text)
    by = one.words("noticed").text
    question = t("aftercare.noticed_by")
    options = [Choice(each, t(f"aftercare.noticed_by.{each.value}")) for each in By]
    chosen = By(by) if by in set(By) else None
    buttons = row(
        quiet(look, t("app.done"), editing.close, identifier="sign-done", icon=ft.Icons.CHECK_ROUNDED),
        quiet(look, t("aftercare.strike"), strike, identifier="sign-strike"),
        wrap=True,
    )
    return column(
        text(look, one.words("text").text, "table"),
        *made_by_line(editing.scene, [one.id], "sign.text", one.words("text")),
        writing_box(editing.scene, box, t("aftercare.sign.action"), identifier="sign-action", autofocus=True),
        pills(look, question, options, chosen, noticed, identifier="noticed-by"),
        buttons,
        gap=8,
    )


def _one_more(editing: Editing, level: Level) -> ft.Control:
    t = editing.t
    return icon_button(
        editing.look,
        ft.Icons.ADD_ROUNDED,
        f"{t('aftercare.sign.add')}: {t(f'aftercare.{level.value}')}",
        lambda: editing.open(f"sign-{level.value}"),
        identifier=f"add-{level.value}",
    )


def _adding(editing: Editing, level: Level, slot: str) -> ft.Control:
    t = editing.t
    add = quiet(
        editing.look,
        t("aftercare.sign.add"),
        lambda: editing.open(slot),
        identifier=f"add-{level.value}",
        name=f"{t('aftercare.sign.add')}: {t(f'aftercare.{level.value}')}",
        icon=ft.Icons.ADD_ROUNDED,
    )
    return row(add)


def _writing(editing: Editing, level: Level, slot: str) -> ft.Control:
    return adding_box(
        editing.scene,
        "sign.text",
        editing.t("aftercare.sign.text"),
        identifier=slot,
        lines=1,
        together={"sign.level": level.value},
        made=editing.set_what,
    )
