"""What an edition still lacks before it may be agreed to, or be called ready.

Agreement needs exactly one lead, who may be the resident, and no two key persons. *Ready* needs aftercare:
pilot light, informal care, income and housing each filled in, or set to not needed with a reason. The pilot
light is filled in once it is told who keeps an eye on things and how, or in one sentence, as it was written
before. Neither stops the account of the talk from going: it can be sent in every state.

What counts as two leads, and as a pilot light, is what the dossier says of it at the table. Two key persons
are asked about there; an edition that has both is not refused for it.
"""

from enum import StrEnum
from typing import Final

from keukentafel.dossier.plan import HowMany, how_many
from keukentafel.edition.reading import Reading, Said, Settled

_PILOT_LIGHT: Final = frozenset({"pilot_who", "pilot_how"})


class Lack(StrEnum):
    """One thing that is missing."""

    LEAD = "lead"
    ONE_LEAD = "one_lead"
    ONE_KEY_PERSON = "one_key_person"
    PILOT_LIGHT = "pilot_light"
    INFORMAL_CARE = "informal_care"
    INCOME = "income"
    HOUSING = "housing"


def lacks_for_agreement(reading: Reading) -> tuple[Lack, ...]:
    """Return what must be settled before anybody is asked to agree: a lead, and nobody at odds."""
    keys = how_many(said.text for said in reading.key_person)
    two_keys = (Lack.ONE_KEY_PERSON,) if keys is HowMany.SEVERAL else ()
    return _lacks_a_lead(reading) + two_keys


def may_agree(reading: Reading) -> bool:
    """Tell whether an edition may hold a yes, with or without remarks: it has exactly one lead."""
    return not _lacks_a_lead(reading)


def _lacks_a_lead(reading: Reading) -> tuple[Lack, ...]:
    leads = how_many(said.text for said in reading.lead)
    return {HowMany.NOBODY: (Lack.LEAD,), HowMany.SEVERAL: (Lack.ONE_LEAD,)}.get(leads, ())


def lacks_for_ready(reading: Reading) -> tuple[Lack, ...]:
    """Return which aftercare is neither filled in nor not needed with a reason."""
    cards: tuple[tuple[Lack, tuple[Settled, ...]], ...] = (
        (Lack.PILOT_LIGHT, reading.pilot_light),
        (Lack.INFORMAL_CARE, reading.informal_care),
        (Lack.INCOME, reading.income),
        (Lack.HOUSING, reading.housing),
    )
    told = {Lack.PILOT_LIGHT} if tells_pilot_light(reading) else set()
    return tuple(
        lack for lack, card in cards if lack not in told and not any(_speaks(one.said) for one in card)
    )


def tells_pilot_light(reading: Reading) -> bool:
    """Tell whether the small fields of the pilot light say who and how."""
    told = {one.name for one in reading.pilot_more if any(_speaks(said) for said in one.sayings)}
    return told >= _PILOT_LIGHT


def is_ready(reading: Reading) -> bool:
    """Tell whether a plan may be called *klaar*."""
    return not lacks_for_ready(reading)


def _speaks(said: Said) -> bool:
    return bool(said.text.strip())
