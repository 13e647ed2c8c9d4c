"""Sharing a talent: what is filled in beforehand, and saying yes, no, or no longer."""

from collections.abc import Collection, Mapping

from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.talent import NO, YES, Talent, talents
from keukentafel.guide.guide import Guide
from keukentafel.journal.canonical import Json


def beginning(talk: Conversation, guide: Guide, passed_over: Collection[str]) -> Mapping[str, Json]:
    """Return what a new talent begins with: the first name, if there is one, and the house of the quarter."""
    first, _, _ = talk.speaker.name.partition(" ")
    known = {
        "talent.name": "" if first.casefold() in passed_over else first,
        "talent.via": _house_of(talk, guide),
    }
    return {name: words for name, words in known.items() if words}


def say_yes(talk: Conversation, talent: Talent) -> None:
    """Put it on the card, in the voice whose talent it is; what is being typed is written down first."""
    talk.boxes.leave_all()
    now = next((one for one in talents(talk.dossier) if one.id == talent.id), None)
    if now is not None and now == talent:
        _answer(talk, talent, YES)


def take_off(talk: Conversation, talent: Talent) -> None:
    """Take it off the card again."""
    _answer(talk, talent, NO)


def say_no(talk: Conversation, talent: Talent) -> None:
    """Cross it out: it is on no card, and is not asked again."""
    talk.boxes.leave_all()
    for thing in talk.dossier.all("talent"):
        if thing.id == talent.id:
            talk.strike(thing)


def _answer(talk: Conversation, talent: Talent, said: str) -> None:
    latest = talent.what.latest
    if latest is not None:
        talk.say("talent.consent", said, talent.id, latest.voice)


def _house_of(talk: Conversation, guide: Guide) -> str:
    """Where anybody can walk in, in the quarter of this household."""
    household = talk.dossier.one("household")
    quarter = household.words("neighbourhood").text if household else ""
    open_to_all = (one.place for one in guide.offers if one.for_everyone and one.neighbourhood == quarter)
    return next(open_to_all, "") if quarter else ""
