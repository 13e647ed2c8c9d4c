"""What an edition still lacks before it may be agreed to, or be called ready.

Agreement needs exactly one lead, who may be the resident. *Ready* needs aftercare: pilot light, informal
care, income and housing each filled in, or set to not needed with a reason. Neither stops the account of the
talk from going: it can be sent in every state.
"""

from enum import StrEnum

from keukentafel.edition.reading import Reading, Said, Settled


class Lack(StrEnum):
    """One thing that is missing."""

    LEAD = "lead"
    ONE_LEAD = "one_lead"
    PILOT_LIGHT = "pilot_light"
    INFORMAL_CARE = "informal_care"
    INCOME = "income"
    HOUSING = "housing"


def lacks_for_agreement(reading: Reading) -> tuple[Lack, ...]:
    """Return what must be settled before anybody can agree: a lead, and no two at odds."""
    leads = {said.text.strip() for said in reading.lead} - {""}
    if not leads:
        return (Lack.LEAD,)
    return (Lack.ONE_LEAD,) if len(leads) > 1 else ()


def may_agree(reading: Reading) -> bool:
    """Tell whether an assent may be a yes, with or without remarks."""
    return not lacks_for_agreement(reading)


def lacks_for_ready(reading: Reading) -> tuple[Lack, ...]:
    """Return which aftercare is neither filled in nor not needed with a reason."""
    cards: tuple[tuple[Lack, tuple[Settled, ...]], ...] = (
        (Lack.PILOT_LIGHT, reading.pilot_light),
        (Lack.INFORMAL_CARE, reading.informal_care),
        (Lack.INCOME, reading.income),
        (Lack.HOUSING, reading.housing),
    )
    return tuple(lack for lack, card in cards if not any(_speaks(one.said) for one in card))


def is_ready(reading: Reading) -> bool:
    """Tell whether a plan may be called *klaar*."""
    return not lacks_for_ready(reading)


def _speaks(said: Said) -> bool:
    return bool(said.text.strip())
