"""Going out: exactly what goes to whom, before it goes, and the words that are worth a second look.

The municipality gets what people heard, without what stays home. Each party gets an extract, and only with a
yes that stands today. Nothing here blocks anything; a word that is pointed at is changed where it was said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from keukentafel.app.house import House
from keukentafel.app.spoken import Passage, passages
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.stays_home import for_the_municipality
from keukentafel.app.texts import Texts
from keukentafel.dossier.consent import consenting_parties
from keukentafel.dossier.known_names import folded, known_names
from keukentafel.dossier.party import parties_in_plan
from keukentafel.dossier.plan import plan
from keukentafel.edition.extract import AGREEMENT, CARDS, parts_for
from keukentafel.edition.freeze import copy_for
from keukentafel.edition.listed_words import ListedWords, bundled_words
from keukentafel.edition.own_yes import OWN_YES
from keukentafel.edition.part import Part
from keukentafel.edition.reader import reading_of
from keukentafel.edition.warning import Why, cautions, others_among
from keukentafel.journal.catalogue import Sight
from keukentafel.journal.names import ObjectId, PersonId

_WHERE: Final[Mapping[str, Screen]] = {
    "story": Screen.STORY,
    "quote": Screen.STORY,
    "strength": Screen.STRENGTHS,
    "tile": Screen.LIFE,
    "link": Screen.LIFE,
    "party": Screen.LIFE,
    "clash": Screen.LIFE,
    "pressure": Screen.PRESSURE,
    "must_go_on": Screen.PRESSURE,
    "rest": Screen.PRESSURE,
    "triangle": Screen.PRESSURE,
    "contact": Screen.PEOPLE,
    "difference": Screen.DISAGREE,
    "wish": Screen.PLAN,
    "agreement": Screen.PLAN,
    "plan": Screen.PLAN,
    "aftercare": Screen.AFTERCARE,
    "sign": Screen.AFTERCARE,
    "check_in": Screen.AFTERCARE,
}


@dataclass(frozen=True, slots=True)
class ToParty:
    """What one party gets, or would get with a yes."""

    id: ObjectId
    name: str
    heard: tuple[Passage, ...]
    allowed: bool


@dataclass(frozen=True, slots=True)
class SecondLook:
    """A sentence with words that are worth a second look, why, and where it is changed."""

    object: ObjectId
    sentence: str
    words: tuple[str, ...]
    why: tuple[Why, ...]
    where: Screen


class GoingOut:
    """What goes of the edition that was read back."""

    def __init__(self, talk: Conversation, back: ReadBack, house: House, team: str, today: date) -> None:
        self._talk = talk
        self._back = back
        self._house = house
        self._today = today
        self.team = team

    def to_municipality(self, t: Texts) -> tuple[Passage, ...]:
        """Return what the municipality reads, as far as it may lie open on this table."""
        return self._heard(for_the_municipality(self._back.edition), t)

    @property
    def more_for_the_desk(self) -> bool:
        """Whether the worker wrote something about rules or the law that goes along too."""
        here = {part.id for part in for_the_municipality(self._back.edition)}
        there = copy_for(self._back.edition, Sight.MUNICIPALITY).parts
        return any(part.id not in here and part.kind not in OWN_YES for part in there)

    def to_parties(self, t: Texts) -> tuple[ToParty, ...]:
        """Return every party for which there is something, with or without a yes."""
        allowed = consenting_parties(self._talk.dossier, self._today)
        found = []
        for party in parties_in_plan(self._talk.dossier):
            parts = parts_for(self._back.edition, party.id)
            if party.name and concerns(parts):
                found.append(ToParty(party.id, party.name.text, self._heard(parts, t), party.id in allowed))
        return tuple(found)

    def second_looks(self) -> tuple[SecondLook, ...]:
        """Return the sentences that are worth a second look, in the order in which they are heard."""
        passed_over = self._house.texts("initial.passed_over").split()
        known = known_names(self._talk.dossier, self._talk.worker.name, passed_over)
        names = [one for one in others_among(known) if not self._is_in_charge(one.name)]
        parts = for_the_municipality(self._back.edition)
        sentences: dict[tuple[ObjectId, str], list[tuple[str, Why]]] = {}
        for one in cautions(parts, self._house.catalogue, names, _listed()):
            for sentence in _sentences(parts, one.object, one.field, one.words):
                sentences.setdefault((one.object, sentence), []).append((one.words, one.why))
        kinds = {thing.id: thing.kind for thing in self._talk.dossier.things}
        return tuple(
            SecondLook(
                thing,
                sentence,
                tuple(dict.fromkeys(words for words, _ in found)),
                tuple(dict.fromkeys(why for _, why in found)),
                _WHERE.get(kinds.get(thing, ""), Screen.SHEETS),
            )
            for (thing, sentence), found in sentences.items()
        )

    def _is_in_charge(self, name: str) -> bool:
        """Tell whether it is the name of who keeps the overview, or of the key person: those have to go."""
        agreed = plan(self._talk.dossier)
        named = (*agreed.lead.texts, *agreed.key_person.texts)
        return any(folded(name) in folded(one).split() or folded(name) == folded(one) for one in named)

    def _heard(self, parts: tuple[Part, ...], t: Texts) -> tuple[Passage, ...]:
        return passages(reading_of(parts, self._names, self._house.guide.titles), t)

    @property
    def _names(self) -> Mapping[PersonId, str]:
        return {person.id: person.name for person in (*self._talk.voices, self._talk.worker)}


def concerns(parts: Iterable[Part]) -> bool:
    """Tell whether there is more in an extract than who the key person is."""
    return any(part.kind in {AGREEMENT, *CARDS.values()} for part in parts)


def _sentences(parts: tuple[Part, ...], thing: ObjectId, field: str, words: str) -> list[str]:
    values = [one.value for part in parts if part.object == thing for one in part.versions(field)]
    texts = [
        str(value.get("text") or value.get("reason") or "") if isinstance(value, dict) else str(value)
        for value in values
    ]
    return [text for text in texts if words in text] or texts[:1]


@cache
def _listed() -> ListedWords:
    return bundled_words()
