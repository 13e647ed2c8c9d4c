"""Money in words: amounts a year as people say them, and who pays, in plain words."""

from decimal import Decimal

from babel.numbers import format_currency

from keukentafel.app.screens.scene import Scene
from keukentafel.app.texts import Texts
from keukentafel.dossier.budget import FREE, UNKNOWN, Item
from keukentafel.guide.stream import Stream

_WHOLE = "¤\u00a0#,##0"
_WITH_CENTS = "¤\u00a0#,##0.00"


def euros(texts: Texts, cents: int) -> str:
    """Return an amount of whole cents; cents only where there are any."""
    amount = Decimal(cents) / 100
    pattern = _WITH_CENTS if cents % 100 else _WHOLE
    return str(format_currency(amount, "EUR", format=pattern, locale=texts.language, currency_digits=False))


def streams(scene: Scene) -> tuple[Stream, ...]:
    """Return the funding streams of the guide, in its order."""
    return scene.visit.house.guide.streams


def payer(scene: Scene, stream: str) -> str:
    """Return who pays, in words for who sits at the table; the name itself when this guide has no words."""
    address = scene.talk.address
    found = next((one.said(address) for one in streams(scene) if one.id == stream), stream)
    return found[:1].upper() + found[1:]


def cost(scene: Scene, one: Item) -> str:
    """Return what something costs a year, or that nobody knows yet; nothing for what needs no money."""
    if one.cents is None:
        return scene.t("budget.not_known")
    if one.stream == FREE and not one.cents:
        return ""
    return scene.t("budget.a_year", amount=euros(scene.t, one.cents))


def who_pays(scene: Scene, one: Item) -> str:
    """Return who pays for something; nothing as long as nobody said."""
    return "" if one.stream == UNKNOWN and one.cents is None else payer(scene, one.stream)
