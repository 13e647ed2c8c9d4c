"""Advising: what the worker knows is offered, the resident answers, and only a *ja* goes into the plan."""

from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.control import Advice, Control, Reply, control
from keukentafel.guide.offer import Offer
from keukentafel.journal.names import ObjectId


def control_of(talk: Conversation) -> Control:
    """Return what was said about own control in an open household."""
    return control(talk.dossier)


def answer(talk: Conversation, advice: Advice, reply: Reply) -> None:
    """Keep what the resident says of an advice; what was made of it goes when it is no *ja* any more."""
    talk.say("advice.answer", reply.value, advice.id)
    made = next((thing for thing in talk.dossier.things if thing.id == advice.agreement), None)
    if reply is not Reply.YES and made is not None:
        talk.strike(made)


def put_in_plan(talk: Conversation, advice: Advice) -> ObjectId | None:
    """Make an agreement of an advice that the resident said *ja* to; of another one nothing is made."""
    if advice.reply is not Reply.YES or advice.agreement is not None:
        return advice.agreement
    about = {"wish": advice.wish} if advice.wish else {}
    said = {"what": advice.text.text, "pace": "now", **about}
    made = talk.say_together("agreement", said, voice=talk.worker.speaker)
    talk.say("advice.agreement", made, advice.id)
    return made


def agree_on(talk: Conversation, offer: Offer, wish: ObjectId | None) -> ObjectId:
    """Make an agreement of a local offer, for a wish if there is one."""
    about = {"wish": wish} if wish else {}
    known = {"who": offer.contact, "when": offer.when}
    told = {"what": offer.title, "pace": "now", **{name: words for name, words in known.items() if words}}
    return talk.say_together("agreement", {**told, **about}, voice=talk.worker.speaker)
