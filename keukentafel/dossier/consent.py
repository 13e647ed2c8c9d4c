"""Consents: what one person allows, for what purpose, to whom, which data, and until when.

A consent is of one person and for one thing; there is none for everything. Only that person's own words count
on their card. Withdrawing is as easy as giving: another day on the same card, so that what was allowed and
that it no longer is both stay readable (AVG article 7). Of two versions the strictest counts: a *no* beside a
*yes* is a no.

One rule says what holds on a day (`Consent.in_force`); an extract goes to a party by that same rule
(`consenting_parties`). Nobody is asked for a consent that the plan needs to go to the municipality: that
rests on the law.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.majority import members
from keukentafel.dossier.sentence import Words
from keukentafel.journal.names import ObjectId, PersonId
from keukentafel.journal.speaker import Role, Speaker

_YES = "yes"


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent of one person. ``parties`` is the involved party that it names; none for anybody else.

    Two of them lie side by side where nobody has chosen yet, and then it holds for neither.
    """

    id: ObjectId
    person: Speaker
    purpose: Words
    recipient: Words
    parties: tuple[ObjectId, ...]
    answer: Words
    what: Words
    given: Words
    until: Words
    withdrawn: Words

    @property
    def party(self) -> ObjectId | None:
        """The involved party that it names; None for anybody else, and as long as two are named."""
        return self.parties[0] if len(self.parties) == 1 else None

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
            "recipient": self.recipient.texts or self.parties,
            "what": self.what.texts,
            "answer": self.answer.texts,
            "given": self.given.days,
        }
        return tuple(name for name, words in said.items() if not words)

    def in_force(self, on: date) -> bool:
        """Tell whether it holds on a day; from the day of withdrawing on it does not."""
        if self.missing or self.given_on is None or on < self.given_on or self.refuses(on):
            return False
        return self.last_day is None or on <= self.last_day

    def refuses(self, on: date) -> bool:
        """Tell whether it says no on a day: it never was a plain yes, or that was withdrawn.

        A card without an answer says nothing, and one of which the time is over does not either.
        """
        if not self.answer:
            return False
        taken_back = self.withdrawn_on is not None and on >= self.withdrawn_on
        return self.answer.texts != (_YES,) or taken_back or len(self.parties) > 1

    @property
    def spoken_last(self) -> int:
        """When its person last said yes, no or no longer, in milliseconds since 1970; 0 when never."""
        return max((one.claimed for one in (*self.answer.versions, *self.withdrawn.versions)), default=0)


def consents(dossier: Dossier) -> tuple[Consent, ...]:
    """Return every consent, oldest first."""
    return tuple(_consent_of(thing) for thing in dossier.all("consent"))


def consents_of(dossier: Dossier, person: PersonId) -> tuple[Consent, ...]:
    """Return what one person allows or does not allow."""
    return tuple(one for one in consents(dossier) if one.person.who == person)


def in_force(dossier: Dossier, on: date) -> tuple[Consent, ...]:
    """Return the consents that hold on a day."""
    return tuple(one for one in consents(dossier) if one.in_force(on))


def consenting_parties(dossier: Dossier, on: date) -> frozenset[ObjectId]:
    """Return the parties to which an extract may go on a day.

    A resident's yes opens the way for one party; a no of anybody shuts it, also that of a child, whose yes
    under sixteen does not open it (UAVG article 5). What a person said last about a party counts, so that a
    yes may come back.
    """
    told: dict[ObjectId, list[Consent]] = defaultdict(list)
    for one in consents(dossier):
        for party in one.parties:
            told[party].append(one)
    known = {party.id for party in dossier.all("party")}
    children = {one.person.id for one in members(dossier) if one.is_child}
    return frozenset(party for party, said in told.items() if party in known and _opens(said, on, children))


def _opens(said: Iterable[Consent], on: date, children: Collection[PersonId]) -> bool:
    # Of what was said at one moment the no comes last, and so counts.
    in_order = sorted(said, key=lambda one: (one.spoken_last, one.refuses(on), one.id))
    last = {one.person: one for one in in_order if one.spoken_last}.values()
    grown = (one for one in last if one.person.role is Role.RESIDENT and one.person.who not in children)
    agreed = any(one.in_force(on) for one in grown)
    return agreed and not any(one.refuses(on) for one in last)


def _consent_of(thing: Thing) -> Consent:
    person = _first_voice(thing)

    def own(name: str) -> Words:
        return Words(tuple(one for one in thing.words(name).versions if one.voice == person))

    return Consent(
        thing.id,
        person,
        own("purpose"),
        own("recipient"),
        tuple(ObjectId(party) for party in own("party").texts),
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
