"""Tying what was told to the letters of the law, after the talk: one tap ties, the same tap unties."""

from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.law_letters import tags
from keukentafel.journal.names import ObjectId


def toggle(talk: Conversation, about: ObjectId, letter: str) -> None:
    """Tie a thing to a letter, or untie it when it is tied already."""
    tied = tags(talk.dossier, about, letter)
    for tag in tied:
        talk.strike(tag)
    if not tied:
        talk.say_together("tag", {"about": about, "letter": letter})
