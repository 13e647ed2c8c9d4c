"""The guide in another language: only its texts, laid over the guide by the names that both share.

A translation lies in a folder named after its language, under the names of the files that it goes with:
``en/steps/F03.json`` beside ``steps/F03.json``. It holds no order, no faces and no numbers, so that a
translation can never make another guide of it. What is not translated stays as it was: a text in Dutch is
better than none. A name that the guide does not have is a mistake, because its text would never be seen.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Final, TypeVar

from pydantic import Field

from keukentafel.guide.example import Example
from keukentafel.guide.guide_files import (
    AftercareRow,
    File,
    GuideMistake,
    MistakeKind,
    Text,
    line_of,
    read_file,
)
from keukentafel.guide.offer import Offer
from keukentafel.guide.step import AftercareField, Question, Rung, Step, Tile
from keukentafel.guide.stream import PlainWord, Stream
from keukentafel.guide.variant import Variant

_IN_A_FOLDER: Final = re.compile(r"([a-z]{2})/(.+)")


class HeadTexts(File):
    """``en/guide.json``."""

    title: Text | None = None
    rule: Text | None = None


class RungTexts(File):
    """One of ``rungs``, by its number."""

    words: Text
    law: Text


class StepTexts(File):
    """``en/steps/F01.json`` and its sisters; questions, tiles, rungs and fields go by their names."""

    title: Text | None = None
    goal: Text | None = None
    occasion: Text | None = None
    attitude: Text | None = None
    do_not_ask: Text | None = None
    questions: dict[str, Text] = Field(default_factory=dict)
    tiles: dict[str, Text] = Field(default_factory=dict)
    rungs: dict[str, RungTexts] = Field(default_factory=dict)
    aftercare: dict[str, AftercareRow] = Field(default_factory=dict)


class OfferTexts(File):
    """One of the offers, by its id. Its ``wishes`` and ``talents`` are looked in beside the first ones."""

    title: Text | None = None
    what: Text | None = None
    place: Text | None = None
    when: Text | None = None
    contact: Text | None = None
    wishes: list[Text] = Field(default_factory=list)
    talents: list[Text] = Field(default_factory=list)


class OffersTexts(File):
    """``en/offers.json``."""

    offers: dict[str, OfferTexts]


class ExampleTexts(File):
    """One of the examples, by its id; its ``pressures`` and ``wishes`` come beside the first ones."""

    title: Text
    situation: Text
    did: Text
    worked: Text
    pressures: tuple[Text, ...] = ()
    wishes: tuple[Text, ...] = ()


class ExamplesTexts(File):
    """``en/examples.json``."""

    examples: dict[str, ExampleTexts]


class StreamTexts(File):
    """One of the funding streams, by its id."""

    title: Text
    words: Text


class StreamsTexts(File):
    """``en/streams.json``."""

    streams: dict[str, StreamTexts]


class WordsTexts(File):
    """``en/words.json``: what is said instead of each term, and the small words of this language."""

    small_words: list[Text] = Field(default_factory=list)
    words: dict[str, Text] = Field(default_factory=dict)


class VariantTexts(File):
    """One of ``variants``, by its id; its questions go by what they are called."""

    title: Text
    means: Text
    questions: dict[str, Text] = Field(default_factory=dict)


class VariantsTexts(File):
    """``en/variants.json``."""

    variants: dict[str, VariantTexts]


_Kind = TypeVar("_Kind", bound=File)


class Translation:
    """The texts of one language among the files of a guide."""

    def __init__(self, files: Mapping[str, str], language: str) -> None:
        self._files = files
        self._language = language

    def head(self) -> HeadTexts:
        """Return the name of the guide and its rule.

        Raises:
            GuideMistake: the file holds a mistake; the other methods raise it for theirs.
        """
        return self._read(HeadTexts, "guide.json") or HeadTexts()

    def step(self, step: Step) -> Step:
        """Return a step with the texts of this language."""
        name = f"steps/{step.id}.json"
        texts = self._read(StepTexts, name)
        if texts is None:
            return step
        self._known(name, "questions", texts.questions, [one.id for one in step.questions])
        self._known(name, "tiles", texts.tiles, [one.id for one in step.tiles])
        self._known(name, "rungs", texts.rungs, [str(one.rung) for one in step.rungs])
        self._known(name, "aftercare", texts.aftercare, [one.field for one in step.aftercare])
        return replace(
            step,
            title=texts.title or step.title,
            goal=texts.goal or step.goal,
            occasion=step.occasion and (texts.occasion or step.occasion),
            attitude=texts.attitude or step.attitude,
            do_not_ask=texts.do_not_ask or step.do_not_ask,
            questions=tuple(_question(one, texts.questions) for one in step.questions),
            tiles=tuple(_tile(one, texts.tiles) for one in step.tiles),
            rungs=tuple(_rung(one, texts.rungs) for one in step.rungs),
            aftercare=tuple(_field(one, texts.aftercare) for one in step.aftercare),
        )

    def offers(self, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        """Return the local offers with the texts of this language."""
        texts = self._read(OffersTexts, "offers.json")
        if texts is None:
            return offers
        self._known("offers.json", "offers", texts.offers, [one.id for one in offers])
        return tuple(_offer(one, texts.offers.get(one.id)) for one in offers)

    def examples(self, examples: tuple[Example, ...]) -> tuple[Example, ...]:
        """Return the examples of what worked with the texts of this language."""
        texts = self._read(ExamplesTexts, "examples.json")
        if texts is None:
            return examples
        self._known("examples.json", "examples", texts.examples, [one.id for one in examples])
        return tuple(_example(one, texts.examples.get(one.id)) for one in examples)

    def streams(self, streams: tuple[Stream, ...]) -> tuple[Stream, ...]:
        """Return the funding streams with the texts of this language."""
        texts = self._read(StreamsTexts, "streams.json")
        if texts is None:
            return streams
        self._known("streams.json", "streams", texts.streams, [one.id for one in streams])
        return tuple(_stream(one, texts.streams.get(one.id)) for one in streams)

    def variants(self, variants: tuple[Variant, ...]) -> tuple[Variant, ...]:
        """Return the variants of a talk with the texts of this language."""
        name = "variants.json"
        texts = self._read(VariantsTexts, name)
        if texts is None:
            return variants
        self._known(name, "variants", texts.variants, [one.id for one in variants])
        for one in variants:
            asked = texts.variants[one.id].questions if one.id in texts.variants else {}
            self._known(name, "questions", asked, [each.id for each in one.questions])
        return tuple(_variant(one, texts.variants.get(one.id)) for one in variants)

    def words(
        self, words: tuple[PlainWord, ...], small: frozenset[str]
    ) -> tuple[tuple[PlainWord, ...], frozenset[str]]:
        """Return the plain words of this language, and its small words beside those of the guide."""
        texts = self._read(WordsTexts, "words.json")
        if texts is None:
            return words, small
        self._known("words.json", "words", texts.words, [one.term for one in words])
        told = tuple(PlainWord(one.term, texts.words.get(one.term, one.words)) for one in words)
        return told, small | frozenset(texts.small_words)

    def _read(self, kind: type[_Kind], name: str) -> _Kind | None:
        path = f"{self._language}/{name}"
        return read_file(kind, path, self._files[path]) if path in self._files else None

    def _known(self, name: str, key: str, named: Iterable[str], known: Collection[str]) -> None:
        for one in named:
            if one not in known:
                path = f"{self._language}/{name}"
                line = line_of(self._files[path], (key, one))
                raise GuideMistake(MistakeKind.UNKNOWN_NAME, path, line, one)


def translated_name(name: str) -> tuple[str, str]:
    """Return the language of a file (empty for the guide itself), and the name of the file it goes with."""
    found = _IN_A_FOLDER.fullmatch(name)
    return (found[1], found[2]) if found else ("", name)


def languages_in(files: Iterable[str]) -> tuple[str, ...]:
    """Return the languages in which there is a translation among these names of files, in order."""
    return tuple(sorted({translated_name(name)[0] for name in files} - {""}))


def _question(one: Question, texts: Mapping[str, str]) -> Question:
    # A translated question has one form; the one with je is of the language in which the guide is written.
    return replace(one, text=texts[one.id], je="") if one.id in texts else one


def _tile(one: Tile, texts: Mapping[str, str]) -> Tile:
    return replace(one, title=texts.get(one.id, one.title))


def _rung(one: Rung, texts: Mapping[str, RungTexts]) -> Rung:
    told = texts.get(str(one.rung))
    return replace(one, **told.model_dump(), je="") if told else one


def _field(one: AftercareField, texts: Mapping[str, AftercareRow]) -> AftercareField:
    told = texts.get(one.field)
    return AftercareField(**told.model_dump()) if told else one


def _variant(one: Variant, told: VariantTexts | None) -> Variant:
    if told is None:
        return one
    asked = tuple(_question(each, told.questions) for each in one.questions)
    return replace(one, title=told.title, means=told.means, questions=asked)


def _stream(one: Stream, told: StreamTexts | None) -> Stream:
    return replace(one, **told.model_dump(), je="") if told else one


def _example(one: Example, told: ExampleTexts | None) -> Example:
    if told is None:
        return one
    kept = told.model_dump() | {
        "pressures": (*one.pressures, *told.pressures),
        "wishes": (*one.wishes, *told.wishes),
    }
    return replace(one, **kept)


def _offer(one: Offer, told: OfferTexts | None) -> Offer:
    if told is None:
        return one
    kept = told.model_dump(exclude_none=True) | {
        "wishes": (*one.wishes, *told.wishes),
        "talents": (*one.talents, *told.talents),
    }
    return replace(one, **kept)
