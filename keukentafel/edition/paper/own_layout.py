"""Laying out one person's own data: why each thing is in it, what became of it, and what is not in it.

It is laid out from the very document that is handed over, so that paper and data say the same. Things stand
under the reason why they are there; a correction stands beside what it is about. After them come the editions
of the plan, with this person's parts in the order of a plan, and then what the law wants told.
"""

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from typing import Final, cast

from keukentafel.dossier.correction import CORRECTIONS
from keukentafel.dossier.own_reach import Because
from keukentafel.dossier.standing import WITH_WORDS, Standing
from keukentafel.edition.account import NAMED
from keukentafel.edition.own_document import EditionTold, OwnDocument, Sentence
from keukentafel.edition.paper.clock import PaperClock
from keukentafel.edition.paper.layout import Layout
from keukentafel.edition.paper.sheet import Detail, Group, Item, Section, Sheet, Statement
from keukentafel.edition.paper.words import Words
from keukentafel.edition.part import part_of
from keukentafel.edition.reader import reading_of
from keukentafel.edition.reading import Said
from keukentafel.journal.canonical import Json
from keukentafel.journal.names import PersonId

_POINTERS: Final = frozenset(f"{kind}.about" for kind in CORRECTIONS)


def lay_out_own(document: OwnDocument, words: Words, *, zone: tzinfo | None = None) -> Sheet:
    """Return the sheet of one person's own data.

    Args:
        document: what is handed over.
        words: the texts of the language.
        zone: the time zone of the clocks; None is the zone of this device.
    """
    return _OwnLayout(document, words, PaperClock(words, zone)).sheet()


class _OwnLayout:
    def __init__(self, document: OwnDocument, words: Words, clock: PaperClock) -> None:
        self._document = document
        self._words = words
        self._clock = clock
        self._layout = Layout(words, clock, no_agreement="own.no_agreement")
        self._beside = _things_beside(document.sentences)

    def sheet(self) -> Sheet:
        made = self._words("own.made").format(
            moment=self._clock.moment(self._document.made_at), controller=self._document.controller
        )
        return Sheet(
            language=self._words("paper.language"),
            document_title=self._words("own.document_title"),
            title=self._words("own.title"),
            under_title=(self._document.person.name, made),
            sections=(
                *self._recorded(),
                *self._layout.section(
                    "own.editions", [self._edition(one) for one in self._document.editions]
                ),
                *self._last_edition(),
                *self._layout.section("own.not_here", self._not_here()),
                *self._layout.grouped("own.information", self._information()),
            ),
        )

    def _recorded(self) -> Iterable[Section]:
        found: dict[Because, dict[str, list[Sentence]]] = {because: {} for because in Because}
        home: dict[str, Because] = {}
        # Corrections come last, when the thing that they stand beside has its place.
        for one in sorted(self._document.sentences, key=lambda one: one.object in self._beside):
            thing = self._beside.get(one.object, one.object)
            because = home[thing] if one.object in self._beside else one.because
            home.setdefault(thing, because)
            found[because].setdefault(thing, []).append(one)
        for because, things in found.items():
            groups = [self._group(sentences) for sentences in things.values()]
            yield from self._layout.grouped(f"own.because.{because}", groups)

    def _group(self, sentences: list[Sentence]) -> Group:
        told = [one for one in sentences if not self._only_points(one)]
        return Group(told[0].kind_title, tuple(self._item(one) for one in told))

    def _only_points(self, sentence: Sentence) -> bool:
        """Tell whether this only says what a correction is about, which it stands beside."""
        return sentence.object in self._beside and sentence.field in _POINTERS

    def _item(self, sentence: Sentence) -> Item:
        details = [Detail(sentence.title, (Statement(sentence.text, ""),))]
        if sentence.standing is not Standing.STANDS:
            became = self._words(f"own.standing.{sentence.standing}")
            details.append(Detail(self._words("own.became"), (Statement(became, ""),)))
        return Item((), tuple(details), maker=self._maker(sentence))

    def _maker(self, sentence: Sentence) -> str:
        voice, hand = sentence.voice, sentence.hand
        if sentence.act not in WITH_WORDS:
            name = hand.name or self._words(f"paper.role.{hand.role}")
            moment = self._clock.claimed(sentence.claimed)
            return self._words("own.done_by").format(name=name, moment=moment)
        own_hand = (voice.role, voice.id) == (hand.role, hand.id)
        said = Said(sentence.text, voice.name, voice.role, hand.name, hand.role, own_hand, sentence.claimed)
        return self._layout.maker(said, timed=True)

    def _edition(self, edition: EditionTold) -> Item:
        told = self._words("paper.edition").format(
            number=edition.number,
            hash=f"{edition.hash[:4]} {edition.hash[4:8]}".upper(),
            moment=self._clock.moment(edition.frozen_at),
        )
        given = self._layout.assent(edition.assent) if edition.assent else Item(())
        reply = edition.reply
        details = (
            Detail(self._words("own.state"), (Statement(edition.state_text, ""),)),
            *given.details,
            *((Detail(self._words("own.reply"), (Statement(reply.text, reply.by),)),) if reply else ()),
        )
        return Item((Statement(told, ""),), details, signature=given.signature)

    def _last_edition(self) -> Iterable[Section]:
        last = self._document.last_edition
        if last is None or not last.parts:
            return
        told = self._words("own.last_edition_is").format(number=last.number)
        yield from self._layout.section("own.last_edition", [_plain(told)])
        parts = [part_of(cast(Json, one.model_dump(mode="json"))) for one in last.parts]
        yield from self._layout.sections(reading_of(parts, self._names(), self._titles()))

    def _names(self) -> dict[PersonId, str]:
        spoken = (who for one in self._document.sentences for who in (one.voice, one.hand))
        everybody = (self._document.person, *spoken)
        return {PersonId(who.id): who.name for who in everybody if who.name}

    def _titles(self) -> dict[str, str]:
        """The document tells the titles of tiles and streams itself, whatever guide is here now."""
        return {str(one.value): one.text for one in self._document.sentences if one.field in NAMED}

    def _not_here(self) -> list[Item]:
        left_out, beside = self._document.left_out, self._document.beside
        told = [self._words("own.left_out").format(count=one.count, reason=one.reason) for one in left_out]
        if beside.of_others:
            told.append(self._words("own.of_others").format(count=beside.of_others))
        if beside.elsewhere:
            told.append(self._words("own.elsewhere").format(count=beside.elsewhere))
        return [_plain(text) for text in told]

    def _information(self) -> list[Group]:
        told = self._document.information
        listed: dict[str, Iterable[str]] = {
            "own.purposes": told.purposes,
            "own.laws": told.laws,
            "own.categories": told.categories,
            "own.recipients": (one.text for one in told.recipients),
            "own.retention": (one.text for one in told.retention),
            "own.sources": told.sources,
            "own.rights": (*told.rights, told.decisions),
            "own.original": (self._words("own.original_is"),),
        }
        groups = ((key, [_plain(text) for text in texts]) for key, texts in listed.items())
        return [Group(self._words(key), tuple(items)) for key, items in groups if items]


def _things_beside(sentences: Iterable[Sentence]) -> Mapping[str, str]:
    """Return for each correction the thing that it stands beside, if that is in the document too."""
    listed = tuple(sentences)
    things = {one.object for one in listed if one.kind not in CORRECTIONS}
    pointing = (one for one in listed if one.field in _POINTERS and one.value in things)
    return {one.object: str(one.value) for one in pointing}


def _plain(text: str) -> Item:
    return Item((Statement(text, ""),))
