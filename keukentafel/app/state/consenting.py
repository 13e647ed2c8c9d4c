"""Consenting: asking one person at a time who may get their own part of the plan, and taking it back.

A question is about one recipient and one purpose, and is answered with one tap; *nee* is kept as well, so
that nobody has to say it twice. What is written down is in the language of the record.
"""

from dataclasses import dataclass
from datetime import date

from keukentafel.app.state.conversation import Conversation
from keukentafel.app.texts import Texts
from keukentafel.dossier.consent import Consent, consents_of
from keukentafel.dossier.party import Party, parties_in_plan
from keukentafel.dossier.people import Person
from keukentafel.edition.extract import CARDS
from keukentafel.journal.canonical import Json
from keukentafel.journal.names import ObjectId


@dataclass(frozen=True, slots=True)
class Given:
    """What one person said last about one recipient and purpose.

    A yes of which the last day lies behind is ``over``.
    """

    consent: Consent
    party: str
    holds: bool
    over: bool

    @property
    def recipient(self) -> str:
        """The name by which the recipient goes."""
        return self.party or self.consent.recipient.text


class Consenting:
    """The consents of one household, as they are given and taken back today."""

    def __init__(self, talk: Conversation, today: date, record: Texts) -> None:
        self._talk = talk
        self._today = today
        self._record = record

    def said_by(self, person: Person) -> tuple[Given, ...]:
        """Return what somebody said, of each recipient and purpose what they said last."""
        named = {one.id: one.name.text for one in parties_in_plan(self._talk.dossier)}
        last: dict[tuple[ObjectId | None, str, str], Consent] = {}
        answered = [one for one in consents_of(self._talk.dossier, person.id) if one.answer]
        for one in sorted(answered, key=lambda one: one.spoken_last):
            about = (one.party, "" if one.party else one.recipient.text, one.purpose.text)
            last[about] = one
        return tuple(
            Given(
                one,
                named.get(one.party, "") if one.party else "",
                one.in_force(self._today),
                over=not one.in_force(self._today) and not one.refuses(self._today),
            )
            for one in last.values()
        )

    def to_ask(self, person: Person) -> tuple[Party, ...]:
        """Return the parties for which there is something, and of which this person said nothing yet."""
        said = {one.consent.party for one in self.said_by(person)}
        return tuple(
            one
            for one in parties_in_plan(self._talk.dossier)
            if one.name and one.id not in said and (one.agreements or one.domain in CARDS)
        )

    def answer(self, person: Person, party: Party, answer: str) -> None:
        """Write down yes or no to an extract for one party."""
        told: dict[str, Json] = {
            "purpose": self._record("consents.record.purpose"),
            "party": party.id,
            "what": self._record("consents.record.what"),
        }
        self._say(person, told, answer)

    def unanswered(self, person: Person) -> tuple[Consent, ...]:
        """Return the questions of another kind that were written down and not answered yet."""
        return tuple(one for one in consents_of(self._talk.dossier, person.id) if not one.answer)

    def answer_card(self, consent: Consent, answer: str) -> bool:
        """Write down yes or no to such a question; purpose, recipient and data have to be said first."""
        if set(consent.missing) - {"answer", "given"}:
            return False
        told: dict[str, Json] = {"answer": answer, "given": self._today.isoformat()}
        self._talk.say_together("consent", told, consent.id, consent.person)
        self._talk.changed()
        return True

    def say_again(self, given: Given, answer: str) -> None:
        """Ask the same question anew: another card, so that what was said before stays readable."""
        one = given.consent
        told: dict[str, Json] = {"purpose": one.purpose.text, "what": one.what.text}
        told |= {"party": one.party} if one.party else {"recipient": one.recipient.text}
        self._say(self._talk.person(one.person), told, answer)

    def withdraw(self, given: Given) -> None:
        """Take a yes back, from today on."""
        one = given.consent
        self._talk.say("consent.withdrawn", self._today.isoformat(), one.id, one.person)
        self._talk.changed()

    def without_end(self, consent: Consent) -> None:
        """Take the last day of a yes away: it holds until it is taken back."""
        thing = next((one for one in self._talk.dossier.all("consent") if one.id == consent.id), None)
        if thing is not None:
            self._talk.take_back(thing, "until")
            self._talk.changed()

    def _say(self, person: Person, told: dict[str, Json], answer: str) -> None:
        whole = {**told, "answer": answer, "given": self._today.isoformat()}
        self._talk.say_together("consent", whole, voice=person.speaker)
        self._talk.changed()
