"""One thing that costs money: what it is, who pays in plain words, what it costs a year; and writing that."""

import flet as ft

from keukentafel.app.kit.arranging import column, inset, row
from keukentafel.app.kit.buttons import danger, quiet, secondary, tappable
from keukentafel.app.kit.choices import Choice, choices
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.signs import sign
from keukentafel.app.kit.words import icon, in_one_breath, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.money import cost, payer, streams, who_pays
from keukentafel.app.screens.writing import writing_box
from keukentafel.app.state.amount import amount_box, awaits_reading, unreadable
from keukentafel.app.state.box import Box
from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.budget import Item, Side
from keukentafel.dossier.dossier import Thing


def budget_line(editing: Editing, one: Item) -> ft.Control:
    """Draw one line, or the small sheet on which it is written: that stays until its amount can be read."""
    look = editing.look
    if editing.what in {one.id, _payers(one)} or awaits_reading(_box(editing.talk, one)):
        return inset(look, _form(editing, one))
    said, who = cost(editing.scene, one), who_pays(editing.scene, one)
    second = " · ".join(part for part in (who, said) if part)
    marked = [sign(look, ft.Icons.CALL_SPLIT_ROUNDED, editing.t("story.two_versions"), "warning")]
    words = column(
        text(look, one.what.text, "table"),
        text(look, second, "body", "soft"),
        *(marked if one.contested else []),
        gap=2,
        expand=True,
    )
    spoken = in_one_breath((one.what.text, who, said, editing.t("app.edit")))
    return tappable(
        look,
        row(words, icon(look, ft.Icons.EDIT_OUTLINED, "pen", 22), gap=10),
        lambda: editing.open(one.id),
        identifier=f"cost-{one.id}",
        name=spoken,
        padding=ft.Padding.symmetric(vertical=10, horizontal=4),
    )


def _payers(one: Item) -> str:
    return f"payer-{one.id}"


def _kind(one: Item) -> str:
    return "agreement" if one.side is Side.AFTER else "former_cost"


def _form(editing: Editing, one: Item) -> ft.Control:
    look, t = editing.look, editing.t
    if editing.what == _payers(one):
        return column(text(look, one.what.text, "table"), _choosing(editing, one), gap=12)
    ways: list[ft.Control] = [
        secondary(look, t("app.done"), editing.close, identifier="cost-done", small=True)
    ]
    thing = _thing(editing.talk, one)
    if one.cents is not None and thing is not None and thing.words("cost"):
        ways.append(_not_known(editing, thing))
    if one.side is Side.BEFORE and thing is not None:
        ways.append(_strike(editing, thing))
    what: ft.Control = text(look, one.what.text, "table")
    if one.side is Side.BEFORE:
        box = editing.talk.boxes.box("former_cost.what", one.id, one.what.text)
        what = writing_box(editing.scene, box, t("budget.former"), identifier="former-what")
    return column(what, _amount(editing, one), _payer(editing, one), row(*ways, wrap=True, gap=8), gap=14)


@ft.component
def _amount(editing: Editing, one: Item) -> ft.Control:
    """The box for the amount; what cannot be read is kept, and says how to write it."""
    look, t, boxes = editing.look, editing.t, editing.talk.boxes
    box = _box(editing.talk, one)
    wrong, set_wrong = ft.use_state(unreadable(box))

    def typed(words: str) -> None:
        editing.scene.visit.touch()
        boxes.typed(box, words)
        set_wrong(False)

    def leave(_words: str) -> None:
        boxes.leave(box)
        set_wrong(unreadable(box))

    return field(
        look,
        t("budget.amount"),
        box.text,
        identifier="amount",
        draft=box.draft,
        on_change=typed,
        on_blur=leave,
        on_submit=leave,
        help=t("budget.amount.help"),
        hint=t("budget.amount.hint"),
        error=t("budget.amount.wrong") if wrong else "",
        autofocus=one.cents is None,
    )


def _payer(editing: Editing, one: Item) -> ft.Control:
    look, t = editing.look, editing.t
    choose = quiet(
        look,
        t("budget.who.choose"),
        lambda: editing.open(_payers(one)),
        identifier="choose-payer",
        name=f"{t('budget.who.choose')}: {one.what.text}",
        icon=ft.Icons.ACCOUNT_BALANCE_WALLET_OUTLINED,
    )
    said = text(look, payer(editing.scene, one.stream), "body")
    return column(text(look, t("budget.who"), "label"), said, row(choose), gap=2)


def _choosing(editing: Editing, one: Item) -> ft.Control:
    options = [
        Choice(str(each.id), payer(editing.scene, each.id), each.title) for each in streams(editing.scene)
    ]

    def choose(stream: str) -> None:
        editing.scene.visit.touch()
        editing.talk.say(f"{_kind(one)}.stream", stream, one.id)
        editing.open(one.id)

    name = f"{editing.t('budget.who')} {one.what.text}"
    return choices(editing.look, name, options, one.stream, choose, identifier="stream", gap=6)


def _not_known(editing: Editing, thing: Thing) -> ft.Control:
    def unknown() -> None:
        editing.close()
        editing.talk.take_back(thing, "cost")

    return quiet(editing.look, editing.t("budget.not_known.after_all"), unknown, identifier="cost-unknown")


def _strike(editing: Editing, thing: Thing) -> ft.Control:
    def strike() -> None:
        editing.close()
        editing.talk.strike(thing)

    return danger(editing.look, editing.t("budget.strike"), strike, identifier="former-strike", small=True)


def _box(talk: Conversation, one: Item) -> Box:
    return amount_box(talk.boxes, f"{_kind(one)}.cost", one.id, _counted(talk, one))


def _thing(talk: Conversation, one: Item) -> Thing | None:
    return next((thing for thing in talk.dossier.all(_kind(one)) if thing.id == one.id), None)


def _counted(talk: Conversation, one: Item) -> int | None:
    """Return the amount that somebody wrote: not the zero that counts where no money is needed."""
    thing = _thing(talk, one)
    return one.cents if thing is not None and thing.words("cost") else None
