"""The board at the table: what is on it, who has no place yet, and how many visits a week are enough.

It thinks with the dossier and writes through the conversation; nothing on it is refused. What is too much is
counted and said, and people choose what has to wait.
"""

from typing import Final, Literal

from keukentafel.app.state.agreeing import Agreeing
from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.party import Party, Share, parties_in_plan
from keukentafel.dossier.plan import Agreement, HowMany, Pace
from keukentafel.dossier.visits import Visits, visits
from keukentafel.journal.names import ObjectId

Role = Literal["lead", "key_person"]
"""Who keeps the overview, and who is the one to call."""

OFTEN: Final = (0, 1, 2, 3, 4, 5, 6, 7, 10, 14, 21)
"""Visits a week to choose from: up to once a day, and two or three times a day."""

_SLOT: Final = "agreement-board"


class Board:
    """The board of one household; it holds nothing of its own."""

    def __init__(self, talk: Conversation) -> None:
        self._talk = talk

    @property
    def parties(self) -> tuple[Party, ...]:
        """The involved parties with what was agreed with each."""
        return parties_in_plan(self._talk.dossier)

    @property
    def without_place(self) -> tuple[Party, ...]:
        """Who is involved, and neither does anything nor waits."""
        return tuple(one for one in self.parties if one.share is Share.NOTHING)

    @property
    def visits(self) -> Visits:
        """The visits a week, held against the limit."""
        return visits(self._talk.dossier)

    def at(self, pace: Pace) -> tuple[Agreement, ...]:
        """Return the agreements in one lane."""
        return self._talk.plan.at(pace)

    def name_of(self, party: ObjectId | None) -> str:
        """Return what a party is called; empty for none."""
        return next((one.name.text for one in self.parties if one.id == party), "")

    def agreeing(self, thing: ObjectId) -> Agreeing:
        """Return an agreement that stands, to change it."""
        return Agreeing(self._talk, thing)

    def new_agreement(self, party: Party | None = None) -> Agreeing:
        """Return the agreement that is being written on the board, with a party if that is asked of it."""
        slot = f"{_SLOT}-{party.id}" if party else _SLOT
        own = {"party": party.id, "who": party.name.text} if party else {}
        return Agreeing(self._talk, self._talk.boxes.fresh(slot), slot, {**own, "pace": Pace.NOW.value})

    def let_wait(self, party: Party) -> ObjectId:
        """Tell a party *even wachten*; what it waits for may be written with it later."""
        contents = {"party": party.id, "who": party.name.text, "pace": Pace.WAIT.value}
        return self._talk.say_together("agreement", contents)

    def limit(self, a_week: int) -> None:
        """Keep how many visits a week are enough; the same number again takes the limit away."""
        said = None if self._talk.plan.most_visits == a_week else a_week
        self._one("visits_a_week", said)

    def name_one(self, role: Role, name: str) -> None:
        """Name the one who keeps the overview, or the key person: nobody else is it any more."""
        self._one(role, name)

    def several(self, role: Role) -> tuple[str, ...]:
        """Return the names that stand where there should be one; none when there is one or nobody."""
        plan = self._talk.plan
        many = plan.leads if role == "lead" else plan.key_people
        words = plan.lead if role == "lead" else plan.key_person
        return words.texts if many is HowMany.SEVERAL else ()

    def _one(self, name: str, content: str | int | None) -> None:
        """Say it once, also where two tablets each made a plan."""
        first = self._talk.only("plan")
        for other in self._talk.dossier.all("plan"):
            if other.id != first and other.words(name):
                self._talk.take_back(other, name)
        self._talk.say_together("plan", {name: content}, first)
