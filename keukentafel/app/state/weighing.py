"""The weighing of an open household: what was weighed for a wish, and the boxes to weigh it in."""

from keukentafel.app.state.box import Box
from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.weighing import Weighed, after_all, weighings
from keukentafel.journal.names import ObjectId


def weighed(talk: Conversation, wish: ObjectId) -> Weighed | None:
    """Return what was weighed for a wish, also when that is nothing yet; None when there is no such wish."""
    return next((one for one in weighings(talk.dossier) if one.wish == wish), None)


def outside_the_rules(talk: Conversation, wish: ObjectId) -> Weighed | None:
    """Return the choice outside the rules for a wish; None when nobody began one."""
    return next((one for one in after_all(talk.dossier) if one.wish == wish), None)


def weighing_box(talk: Conversation, kind: str, wish: ObjectId, found: Weighed | None, name: str) -> Box:
    """Return the box for one sentence of a ``weighing`` or of an ``after_all``."""
    slot = f"{kind}-{wish}"
    thing = found.id if found and found.id else talk.boxes.fresh(slot)
    written = found.sentences[name].text if found else ""
    return talk.boxes.box(f"{kind}.{name}", thing, written, slot=slot, together={f"{kind}.wish": wish})


def is_being_written(talk: Conversation, kind: str, wish: ObjectId) -> bool:
    """Tell whether a half-written sentence waits in a weighing that does not exist yet."""
    return talk.boxes.begun(f"{kind}-{wish}")
