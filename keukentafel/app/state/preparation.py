"""Preparing a talk: noting the day of something with one tap, and who interprets.

Nothing here has to be done before a talk begins. A day that is written down keeps the moment at which that
was done, so that it cannot be put back in silence.
"""

from datetime import date
from typing import Final

from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.request import INTERPRETERS, KIND, Request, request_of

CHILD: Final = "child"
"""A child of the family as interpreter: what the app advises against and does not keep."""


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
