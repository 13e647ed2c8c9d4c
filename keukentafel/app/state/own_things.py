"""What a worker looks over before one person's data goes out: everything that can be left out by itself.

Mostly a thing is a record of the journal. A part of the last edition is one when the journal no longer holds
what it says, because it was cleaned up; else the part follows its record. A reply from the desk is one too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from keukentafel.app.state.own_holdings import OwnHoldings
from keukentafel.dossier.correction import CORRECTIONS
from keukentafel.dossier.own_data import Change, Record, record_id
from keukentafel.dossier.standing import WITH_WORDS, Standing
from keukentafel.edition.own_copy import Setting, reply_id
from keukentafel.edition.own_words import OwnWords
from keukentafel.edition.paper.clock import PaperClock
from keukentafel.edition.paper.layout import Layout
from keukentafel.edition.part import Part, Version
from keukentafel.edition.reading import Said
from keukentafel.journal.shelf import Place
from keukentafel.journal.speaker import Speaker


class Sort(StrEnum):
    """What sort of thing it is."""

    RECORD = "record"
    PART = "part"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One thing said: whose words and by whom written, and what became of it, empty while it stands."""

    text: str
    maker: str
    became: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnThing:
    """One thing that would go.

    ``kind`` and ``title`` are the catalogue's, and empty for a reply; ``lines`` are what it says, oldest
    first. ``look_twice`` asks for a second look; ``reason`` is why it stays out, empty while it goes.
    ``place`` is what a correction can be written about; None where nothing can.
    """

    id: str
    sort: Sort
    kind: str = ""
    title: str = ""
    lines: tuple[OwnLine, ...]
    look_twice: bool = True
    reason: str
    place: Place | None = None


def own_things(holdings: OwnHoldings, left_out: Mapping[str, str], setting: Setting) -> tuple[OwnThing, ...]:
    """Return everything that there is to look over, in the order of the copy."""
    records = holdings.data.records
    lister = _Lister(holdings, left_out, setting)
    known = frozenset(one.id for one in records)
    parts = holdings.editions[0].parts if holdings.editions else ()
    return (
        *(lister.record(one) for one in records),
        *(lister.part(one) for one in parts if not known & set(_records_in(one))),
        *lister.replies(),
    )


class _Lister:
    def __init__(self, holdings: OwnHoldings, left_out: Mapping[str, str], setting: Setting) -> None:
        self._holdings = holdings
        self._left_out = left_out
        self._catalogue = setting.catalogue
        self._words = setting.words
        self._read = OwnWords(setting.words, setting.zone, holdings.data.records, setting.titles)
        self._layout = Layout(setting.words, PaperClock(setting.words, setting.zone))
        person = holdings.data.person
        self._names = {**setting.names, person.id: person.name}

    def record(self, record: Record) -> OwnThing:
        return OwnThing(
            id=record.id,
            sort=Sort.RECORD,
            kind=self._catalogue.object_kind(record.field.object).title,
            title=record.field.title,
            lines=tuple(self._line(record, change) for change in record.history),
            look_twice=record.look_twice,
            reason=self._left_out.get(record.id, ""),
            place=None if record.field.object in CORRECTIONS else (record.object, record.field.name),
        )

    def part(self, part: Part) -> OwnThing:
        fields = [self._catalogue.field(name) for name in part.fields]
        said = [(field, version) for field in fields for version in part.versions(field.name)]
        lines = ((self._read.content(field, one.value), one) for field, one in said)
        return OwnThing(
            id=part.id,
            sort=Sort.PART,
            kind=self._catalogue.object_kind(fields[0].object).title,
            title=fields[0].title,
            lines=tuple(OwnLine(text, self._maker(text, one)) for text, one in lines),
            reason=self._left_out.get(part.id, ""),
        )

    def replies(self) -> Iterable[OwnThing]:
        for edition in self._holdings.editions:
            if edition.reply is not None:
                name, lines = reply_id(edition), (OwnLine(edition.reply.text, edition.reply.by),)
                yield OwnThing(id=name, sort=Sort.REPLY, lines=lines, reason=self._left_out.get(name, ""))

    def _line(self, record: Record, change: Change) -> OwnLine:
        text = self._read.of(record.field, change)
        stands = change.standing is Standing.STANDS
        became = "" if stands else self._words(f"own.standing.{change.standing}")
        said = change.act in WITH_WORDS
        return OwnLine(text, self._maker(text, change) if said else self._name(change.hand), became)

    def _maker(self, text: str, said: Change | Version) -> str:
        voice, hand = said.voice, said.hand
        names = self._name_of(voice), self._name_of(hand)
        return self._layout.maker(
            Said(text, names[0], voice.role, names[1], hand.role, voice == hand, said.claimed), timed=True
        )

    def _name(self, speaker: Speaker) -> str:
        return self._name_of(speaker) or self._words(f"paper.role.{speaker.role}")

    def _name_of(self, speaker: Speaker) -> str:
        return self._names.get(speaker.who, "")


def _records_in(part: Part) -> Iterable[str]:
    return (record_id(part.object, field) for field in part.fields)
