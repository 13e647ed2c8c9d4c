"""How it goes with every agreement, in one tap each."""

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled, sheet
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.state.looking import Looking
from keukentafel.dossier.going import Going, HowItGoes

_FACE = {
    Going.WELL: ft.Icons.SENTIMENT_SATISFIED_ALT_ROUNDED,
    Going.SO_SO: ft.Icons.SENTIMENT_NEUTRAL_ROUNDED,
    Going.STUCK: ft.Icons.SENTIMENT_DISSATISFIED_ROUNDED,
}


def goings(editing: Editing, looking: Looking) -> list[ft.Control]:
    """Draw the agreements with three answers each; nothing where nothing was agreed."""
    look, t, agreements = editing.look, editing.t, looking.agreements
    if not agreements:
        return []
    lines = [_line(editing, looking, one) for one in agreements]
    head = heading(look, t("check_in.agreements"), 2)
    return [sheet(look, column(head, ruled(look, lines, gap=10), gap=12), padding=20 if look.phone else 24)]


def _line(editing: Editing, looking: Looking, one: HowItGoes) -> ft.Control:
    look, t = editing.look, editing.t
    what, who = one.agreement.what.text, one.agreement.who.text

    def choose(going: Going) -> None:
        editing.scene.visit.touch()
        looking.say_going(one.agreement.id, going)

    today = t.today(editing.scene.visit.house.clock())
    now = one.on(today, t.today)
    options = [Choice(going, t(f"check_in.going.{going.value}")) for going in _FACE]
    answers = pills(look, what, options, now, choose, identifier=f"going-{one.agreement.id}")
    before = t("check_in.before", going=t(f"check_in.going.{one.going.value}").lower()) if one.going else ""
    second = ", ".join(part for part in (who, "" if now else before) if part)
    words = column(text(look, what, "body"), *([text(look, second, "meta", "soft")] if second else []), gap=0)
    if look.narrow or look.columns == 2:
        return column(words, answers, gap=6)
    words.expand = True
    return row(words, answers, gap=16)
