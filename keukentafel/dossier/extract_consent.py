"""Consent to an extract: which parties may get their own part of the plan, because somebody said yes to it.

A consent is a sentence of one person (AVG article 7): for what, to whom, until when. A resident's yes opens
the way for one party; a no that stands, from whoever it is, or a yes that was withdrawn, shuts it. What a
person said last about a party counts, so that a yes may come back. Nobody is asked for a consent that the
plan needs to go to the municipality: that rests on the law.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.sentence import day_of
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Role, Speaker

KIND: Final = "consent"


class Answer(StrEnum):
    """What one consent says today."""

    YES = "yes"
    NO = "no"
    PAST = "past"
    """It was a yes, for a time that is over."""


def consenting_parties(dossier: Dossier, today: date) -> frozenset[ObjectId]:
    """Return the parties to which an extract may go today."""
    asked: dict[ObjectId, list[Thing]] = defaultdict(list)
    for consent in dossier.all(KIND):
        for party in {version.text for version in consent.words("party").versions}:
            asked[ObjectId(party)].append(consent)
    known = {party.id for party in dossier.all("party")}
    return frozenset(party for party, consents in asked.items() if party in known and _may(consents, today))


def answer_of(consent: Thing, today: date) -> Answer:
    """Return what one consent says today; a card without an answer, or with two, says no."""
    answers = {version.text for version in consent.words("answer").versions}
    if answers != {Answer.YES} or consent.words("withdrawn") or consent.words("party").contested:
        return Answer.NO
    ends = [day_of(version.text) for version in consent.words("until").versions]
    return Answer.PAST if any(end is None or end < today for end in ends) else Answer.YES


def _may(consents: Iterable[Thing], today: date) -> bool:
    last: dict[Speaker, Thing] = {}
    for consent in sorted(consents, key=_spoken_last):
        for speaker in _speakers(consent):
            last[speaker] = consent
    said = {speaker: answer_of(consent, today) for speaker, consent in last.items()}
    agreed = any(answer is Answer.YES and speaker.role is Role.RESIDENT for speaker, answer in said.items())
    return agreed and Answer.NO not in said.values()


def _speakers(consent: Thing) -> frozenset[Speaker]:
    """Return who gave or withdrew it; who only wrote down what it is about said neither yes nor no."""
    said = (*consent.words("answer").versions, *consent.words("withdrawn").versions)
    return frozenset(version.voice for version in said)


def _spoken_last(consent: Thing) -> tuple[int, bool, ObjectId]:
    """Order by what was said last; of two at one moment the no comes last, and so counts."""
    words = (*consent.words("answer").versions, *consent.words("withdrawn").versions)
    refuses = bool(consent.words("withdrawn")) or any(one.text != Answer.YES for one in words)
    return max((one.claimed for one in words), default=0), refuses, consent.id
