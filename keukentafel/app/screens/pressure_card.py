"""One pressure card: what weighs, with one, two or three stones; and the small sheet to write one on."""

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from keukentafel.app.kit.arranging import centered, column, gap, row, sheet
from keukentafel.app.kit.buttons import danger, secondary, tappable
from keukentafel.app.kit.people import maker
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.signs import fact, sign
from keukentafel.app.kit.words import text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.onto_card import onto_card
from keukentafel.app.screens.writing import who_writes, whose_words, writing_box
from keukentafel.app.state.box import Box
from keukentafel.dossier.from_earlier import Goes
from keukentafel.dossier.pressure import PressureCard, Weight, pressure
from keukentafel.dossier.sentence import Words
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Role, Speaker

SLOT = "pressure"
"""Where a new card is written."""


@dataclass(frozen=True)
class CardEditing(Editing):
    """What is being written, with how heavy the new card was said to be before it had any words."""

    weighed: str
    set_weighed: Callable[[str], None]


def pressure_card(editing: CardEditing, card: PressureCard) -> ft.Control:
    """Draw a card, or the small sheet in which it is changed."""
    if editing.what == card.id:
        return _form(editing, card.id, card)
    look = editing.look
    stones = f"steen-{card.weight.stones}" if card.weight else "steen-1"
    picture = pictogram(look, stones, 54 if look.phone else 68, faint=card.weight is None)
    laid = row(picture, column(*_lines(editing, card), gap=3, expand=True), gap=14 if look.phone else 20)
    tapped = tappable(
        look,
        laid,
        lambda: editing.open(card.id),
        identifier=f"edit-{card.id}",
        name=_spoken(editing, card),
        padding=ft.Padding.symmetric(horizontal=16, vertical=12)
        if look.phone
        else ft.Padding.symmetric(horizontal=24, vertical=16),
    )
    return sheet(look, tapped, padding=0)


def new_card(editing: CardEditing, card: PressureCard | None) -> ft.Control:
    """Draw the small sheet for a new card; it comes into being with its first words."""
    return _form(editing, editing.talk.boxes.fresh(SLOT), card)


def _lines(editing: CardEditing, card: PressureCard) -> list[ft.Control]:
    look, t = editing.look, editing.t
    versions = [text(look, one.text, "strong") for one in card.what.versions]
    what: ft.Control = column(*(versions or [text(look, t("pressure.unsaid"), "strong", "soft")]), gap=4)
    what.expand = True
    word = _weight_word(editing, card)
    lines: list[ft.Control] = [column(what, word, gap=2) if look.tight else row(what, word, gap=10, top=True)]
    if card.what.contested:
        lines.insert(0, sign(look, ft.Icons.CALL_SPLIT_ROUNDED, t("story.two_versions"), "warning"))
    if card.relief:
        lines.append(text(look, t("pressure.helps", relief=card.relief.text)))
    who = ", ".join(words.text for words in (card.who, card.when) if words)
    if who:
        lines.append(fact(look, ft.Icons.PERSON_OUTLINE_ROUNDED, who))
    said = card.what.latest
    if said and len(editing.talk.voices) > 1:
        lines.append(maker(look, editing.scene.maker(said, by_hand=not look.narrow)))
    return lines


def _weight_word(editing: CardEditing, card: PressureCard) -> ft.Control:
    if card.weight is None:
        return gap(0)
    word = editing.t(f"pressure.weight.{card.weight.value}").lower()
    return text(editing.look, word, "metabold", "warning" if card.weight is Weight.TOO_HEAVY else "soft")


def _spoken(editing: CardEditing, card: PressureCard) -> str:
    """Return the whole card in words: what a screen reader says of it."""
    t, said = editing.t, card.what.latest
    weight = t(f"pressure.weight.{card.weight.value}") if card.weight else ""
    relief = t("pressure.helps", relief=card.relief.text) if card.relief else ""
    whose = editing.talk.person(said.voice).name if said and len(editing.talk.voices) > 1 else ""
    whats = [one.text for one in card.what.versions] or [t("pressure.unsaid")]
    parts = [*whats, weight, relief, card.who.text, card.when.text, whose, t("app.edit")]
    return ". ".join(part for part in parts if part)


def _form(editing: CardEditing, thing: ObjectId, card: PressureCard | None) -> ft.Control:
    look, t, talk = editing.look, editing.t, editing.talk
    what = _box(editing, thing, "what", card)

    def weigh(chosen: Weight) -> None:
        editing.scene.visit.touch()
        talk.boxes.leave(what)
        said = next((one for one in pressure(talk.dossier).cards if one.id == thing), None)
        if said is None:
            editing.set_weighed(chosen.value)
        else:
            talk.say("pressure.weight", chosen.value, thing, _own_voice(editing, said))

    def done() -> None:
        editing.close()
        talk.boxes.renew(SLOT)
        editing.set_weighed("")

    chosen = card.weight.value if card and card.weight else editing.weighed
    buttons = [secondary(look, t("app.done"), done, identifier="pressure-done", small=True)]
    buttons += [_strike(editing, card)] if card is not None else []
    inner = column(
        _written(editing, what, "what", first=True),
        column(text(look, t("pressure.weight"), "label"), _stones(editing, chosen, weigh), gap=8),
        *(_written(editing, _box(editing, thing, name, card), name) for name in ("relief", "who", "when")),
        *([who_writes(editing.scene), *whose_words(editing.scene)] if card is None else _drop(editing, card)),
        row(*buttons, wrap=True, gap=12),
        gap=16,
    )
    return sheet(look, inner, padding=20 if look.phone else 24)


def _drop(editing: CardEditing, card: PressureCard) -> list[ft.Control]:
    """What weighs may be what makes it go wrong: then it goes on the aftercare card."""
    return [onto_card(editing.scene, card.id, Goes.TRIGGER, card.what.text)] if card.what else []


def _own_voice(editing: CardEditing, card: PressureCard) -> Speaker | None:
    """How heavy it is, is said by who carries it, also when somebody else was chosen to speak next."""
    said = card.what.latest
    return said.voice if said and editing.talk.writer.role is Role.WORKER else None


def _box(editing: CardEditing, thing: ObjectId, name: str, card: PressureCard | None) -> Box:
    written: dict[str, Words] = (
        {"what": card.what, "relief": card.relief, "who": card.who, "when": card.when} if card else {}
    )
    together = {"pressure.weight": editing.weighed} if editing.weighed else {}
    words = written[name].text if card else ""
    slot = SLOT if editing.what != thing else ""
    return editing.talk.boxes.box(f"pressure.{name}", thing, words, slot=slot, together=dict(together))


def _written(editing: CardEditing, box: Box, name: str, *, first: bool = False) -> ft.Control:
    label = editing.t(f"pressure.{name}")
    hint = editing.t("pressure.what.hint") if first else None
    return writing_box(editing.scene, box, label, identifier=f"pressure-{name}", hint=hint, autofocus=first)


def _stones(editing: CardEditing, chosen: str, weigh: Callable[[Weight], None]) -> ft.Control:
    made: list[ft.Control] = [
        ft.Container(_stone(editing, weight, weight.value == chosen, weigh), expand=1) for weight in Weight
    ]
    laid = ft.Row(made, spacing=10, vertical_alignment=ft.CrossAxisAlignment.STRETCH, intrinsic_height=True)
    return ft.Semantics(content=laid, label=editing.t("pressure.weight"), identifier="weight", container=True)


def _stone(editing: CardEditing, weight: Weight, on: bool, weigh: Callable[[Weight], None]) -> ft.Control:
    look, word = editing.look, editing.t(f"pressure.weight.{weight.value}")
    face = centered(
        pictogram(look, f"steen-{weight.stones}", 48),
        text(look, word, "metabold", "pen" if not on else "ink", align="center"),
        gap=4,
    )
    tapped = tappable(
        look,
        ft.Container(face, alignment=ft.Alignment.CENTER),
        lambda: weigh(weight),
        identifier=f"weight-{weight.value}",
        name=word,
        selected=on,
        padding=ft.Padding.symmetric(vertical=10, horizontal=4),
    )
    border = look.tokens.border["chosen" if on else "control"]
    return ft.Container(
        tapped,
        bgcolor=look.color("pen-soft" if on else "paper"),
        border=ft.Border.all(border, look.color("pen" if on else "edge")),
        border_radius=look.tokens.radius["md"],
    )


def _strike(editing: CardEditing, card: PressureCard) -> ft.Control:
    def strike() -> None:
        editing.close()
        found = next((one for one in editing.talk.dossier.all("pressure") if one.id == card.id), None)
        if found is not None:
            editing.talk.strike(found)

    words = editing.t("pressure.strike")
    return danger(editing.look, words, strike, identifier="pressure-strike", small=True)
