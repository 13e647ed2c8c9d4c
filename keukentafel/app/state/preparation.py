"""Preparing a talk: noting the day of something with one tap, and who interprets.

Nothing here has to be done before a talk begins. A day that is written down keeps the moment at which that
was done, so that it cannot be put back in silence.
"""

import re
from datetime import date
from typing import Final

from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.request import INTERPRETERS, KIND, Request, request_of

CHILD: Final = "child"
"""A child of the family as interpreter: what the app advises against and does not keep."""

_TYPED: Final = re.compile(r"\s*(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}))?\s*")


def request(talk: Conversation) -> Request:
    """Return the request of the open household."""
    return request_of(talk.dossier)


def note_day(talk: Conversation, name: str, day: date) -> None:
    """Write down on which day something was done; ``name`` is a field of the request."""
    talk.say(f"{KIND}.{name}", day.isoformat(), talk.only(KIND))


def take_day_back(talk: Conversation, name: str) -> None:
    """Cross out a day that was noted by mistake."""
    found = request(talk).thing
    if found is not None:
        talk.take_back(found, name)


def choose_interpreter(talk: Conversation, who: str) -> bool:
    """Write down who interprets, and tell whether that was done: a child is not kept."""
    if who not in INTERPRETERS:
        return False
    talk.say(f"{KIND}.interpreter", who, talk.only(KIND))
    return True


def typed_day(words: str, today: date) -> date | None:
    """Read a day as people type it (``3-1`` or ``3-1-2027``); None when it is none, or still to come.

    Without a year it is the last time that there was such a day.
    """
    found = _TYPED.fullmatch(words)
    if found is None:
        return None
    day, month, year = found.groups()
    years = [int(year)] if year else [today.year, today.year - 1]
    days = (_day(one, int(month), int(day)) for one in years)
    return next((one for one in days if one is not None and one <= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
