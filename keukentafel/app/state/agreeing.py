"""Making one agreement: with which word it begins, who does it, and when it is its turn.

A new agreement comes into being with whatever is said of it first: a sentence, or a tap on who does it. What
belongs to the place where it is written (its wish, its lane on the board, the party it is with) comes along.
What is chosen goes with what stands in the boxes, which are written down first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.party import Party, parties_in_plan
from keukentafel.dossier.plan import Agreement, Pace
from keukentafel.journal.canonical import Json
from keukentafel.journal.names import ObjectId


@dataclass(frozen=True)
class Agreeing:
    """One agreement that is being made or changed.

    ``slot`` is where a new one is written, and ``new`` what it gets with its first word, by the names of the
    fields; both are empty for one that stands already.
    """

    talk: Conversation
    thing: ObjectId
    slot: str = ""
    new: Mapping[str, Json] = field(default_factory=dict)

    @property
    def known(self) -> Agreement | None:
        """The agreement as it stands; None before its first word."""
        return next((one for one in self.talk.plan.agreements if one.id == self.thing), None)

    @property
    def parties(self) -> tuple[Party, ...]:
        """The involved parties that may do it."""
        return tuple(one for one in parties_in_plan(self.talk.dossier) if one.name.text)

    @property
    def party(self) -> ObjectId | None:
        """The involved party that does it."""
        known = self.known
        if known is None:
            with_whom = self.new.get("party")
            return ObjectId(with_whom) if isinstance(with_whom, str) else None
        return known.parties[-1] if known.parties else None

    @property
    def who(self) -> str:
        """Who does it, in so many words."""
        known, new = self.known, self.new.get("who")
        return known.who.text if known else new if isinstance(new, str) else ""

    def together(self, but: str) -> dict[str, Json]:
        """Return what a new one gets with its first word, ``but`` for the field in which that stands."""
        return {f"agreement.{name}": content for name, content in self.new.items() if name != but}

    def say(self, **contents: Json) -> None:
        """Write something of it down; None crosses out what a field says."""
        self.talk.boxes.leave_object(self.thing)
        new = {} if self.known else self.new
        self.talk.say_together("agreement", {**new, **contents}, self.thing)

    def choose_party(self, party: Party | None) -> None:
        """Say which involved party does it, or that none does; its name is *who* unless others do it."""
        self.talk.boxes.leave_object(self.thing)
        named = {one.name.text for one in self.parties if one.id == self.party}
        contents: dict[str, Json] = {"party": party.id if party else None}
        if not self.who or self.who in named:
            contents["who"] = party.name.text if party else None
        self.say(**contents)

    def choose_visits(self, a_week: int) -> None:
        """Say how often a week somebody comes by for it; the same number again takes it back."""
        known = self.known
        same = known is not None and known.visits_a_week == a_week
        self.say(visits=None if same else a_week)

    def serve(self, wish: ObjectId | None) -> None:
        """Say for which wish it is, or that it is for none in particular."""
        self.say(wish=wish)

    def move(self, pace: Pace) -> bool:
        """Lay it in another lane; tells whether that was done: nothing stops without a word of why."""
        self.talk.boxes.leave_object(self.thing)
        known = self.known
        if pace is Pace.STOPS and not (known and known.reason.text):
            return False
        if known is None or known.pace is not pace:
            self.say(pace=pace.value)
        return True
