"""Consents: what one person allows, for what purpose, to whom, which data, and until when.

A consent is of one person and for one thing; there is none for everything. Only that person's own words count
on their card. Withdrawing is as easy as giving: another day on the same card, so that what was allowed and
that it no longer is both stay readable (AVG article 7). Of two versions the strictest counts: a *no* beside a
*yes* is a no.
"""

from dataclasses import dataclass
from datetime import date

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.sentence import Words
from keukentafel.journal.names import ObjectId, PersonId
from keukentafel.journal.speaker import Speaker

_YES = "yes"


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent of one person. ``party`` is the involved party that it names, None for anybody else."""

    id: ObjectId
    person: Speaker
    purpose: Words
    recipient: Words
    party: ObjectId | None
    answer: Words
    what: Words
    given: Words
    until: Words
    withdrawn: Words

    @property
    def given_on(self) -> date | None:
        """The day on which it was given; of two versions the latest."""
        return max(self.given.days, default=None)

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds; of two versions the earlier, None when it has no end."""
        return min(self.until.days, default=None)

    @property
    def withdrawn_on(self) -> date | None:
        """The day on which it was withdrawn; of two versions the earlier, None when it was not."""
        return min(self.withdrawn.days, default=None)

    @property
    def missing(self) -> tuple[str, ...]:
        """What still has to be said before it can hold: purpose, recipient, which data, answer, day."""
        said = {
            "purpose": self.purpose.texts,
            "recipient": self.recipient.texts or self.party,
            "what": self.what.texts,
            "answer": self.answer.texts,
            "given": self.given.days,
        }
        return tuple(name for name, words in said.items() if not words)

    def in_force(self, on: date) -> bool:
        """Tell whether it holds on a day; from the day of withdrawing on it does not."""
        if self.missing or self.answer.texts != (_YES,) or self.given_on is None or on < self.given_on:
            return False
        over = self.last_day is not None and on > self.last_day
        return not over and (self.withdrawn_on is None or on < self.withdrawn_on)


def consents(dossier: Dossier) -> tuple[Consent, ...]:
    """Return every consent, oldest first."""
    return tuple(_consent_of(thing) for thing in dossier.all("consent"))


def consents_of(dossier: Dossier, person: PersonId) -> tuple[Consent, ...]:
    """Return what one person allows or does not allow."""
    return tuple(one for one in consents(dossier) if one.person.who == person)


def in_force(dossier: Dossier, on: date) -> tuple[Consent, ...]:
    """Return the consents that hold on a day."""
    return tuple(one for one in consents(dossier) if one.in_force(on))


def _consent_of(thing: Thing) -> Consent:
    person = _first_voice(thing)

    def own(name: str) -> Words:
        return Words(tuple(one for one in thing.words(name).versions if one.voice == person))

    party = own("party").text
    return Consent(
        thing.id,
        person,
        own("purpose"),
        own("recipient"),
        ObjectId(party) if party else None,
        own("answer"),
        own("what"),
        own("given"),
        own("until"),
        own("withdrawn"),
    )


def _first_voice(thing: Thing) -> Speaker:
    """Whoever began the card is whose consent it is."""
    said = (one for words in thing.fields.values() for one in words.versions)
    return min(said, key=lambda one: (one.claimed, one.id)).voice
