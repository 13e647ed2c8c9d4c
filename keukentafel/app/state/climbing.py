"""The ladder at the table: what was discussed at a rung, or in one sentence why it was passed over.

A rung says one of the two. Whoever wants to talk about it after all takes the sentence away first. Nothing
here counts rungs or says that one is missing.
"""

from keukentafel.app.state.box import Box
from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.ladder import KIND, Ladder, Rung, Said, Step, ladders
from keukentafel.journal.names import ObjectId


def ladder_at(talk: Conversation, wish: ObjectId) -> Ladder | None:
    """Return the ladder of this wish, or of the first one; None as long as there is no wish."""
    found = ladders(talk.dossier)
    return next((one for one in found if one.wish == wish), found[0] if found else None)


def wish_after(talk: Conversation, wish: ObjectId) -> ObjectId:
    """Return the next wish, going round."""
    order = [one.wish for one in ladders(talk.dossier)]
    return order[(order.index(wish) + 1) % len(order)] if wish in order else wish


def slot_of(wish: ObjectId, step: Step) -> str:
    """Return the slot in which a rung that does not exist yet is written."""
    return f"rung-{wish}-{step.value}"


def rung_box(talk: Conversation, wish: ObjectId, rung: Rung, name: str) -> Box:
    """Return the box for one rung: ``text`` for what was discussed, ``skipped`` for why not."""
    slot = slot_of(wish, rung.step)
    thing = rung.id or talk.boxes.fresh(slot)
    new = {f"{KIND}.wish": wish, f"{KIND}.step": rung.step.value}
    written = rung.text.text if name == "text" else rung.skipped.text
    return talk.boxes.box(f"{KIND}.{name}", thing, written, slot=slot, together=new)


def take_away(talk: Conversation, wish: ObjectId, rung: Rung) -> None:
    """Cross out what was said at a rung, on whichever tablet; it may be talked about again."""
    same = {"wish": wish, "step": rung.step.value}
    found = (
        thing
        for thing in talk.dossier.all(KIND)
        if all(thing.words(name).text == value for name, value in same.items())
    )
    talk.strike(*found)
    talk.boxes.renew(slot_of(wish, rung.step))


def half_written(talk: Conversation, wish: ObjectId, rung: Rung) -> str:
    """Return which of the two is half-written at a rung, ``text`` or ``skipped``; empty when neither is."""
    names = ("text", "skipped") if rung.said is Said.NOTHING else ("text",)
    return next((name for name in names if rung_box(talk, wish, rung, name).dirty), "")
