"""The conversation guide: thirteen steps, from preparing a visit to looking back on it, and what goes along.

The steps are no tunnel: each may be opened, skipped or left for later. Beside them stand the local offers,
the funding streams and the plain words. The guide is content under ``assets/guide``, validated when it is
read; a frozen plan records the digest of the guide that was used.

A municipality may have its own. It is *laid over* ours: a folder with those files that differ, so that a
municipality that only keeps a list of offers keeps nothing else (`guide_with`). The guide is in Dutch; its
texts may be there in another language as well, and then a step or a question keeps its id (`translation`).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

import rfc8785

from keukentafel.guide.call import Call
from keukentafel.guide.example import Example, examples_for
from keukentafel.guide.example_file import ExamplesFile
from keukentafel.guide.guide_files import (
    CallFile,
    GuideFile,
    GuideMistake,
    MistakeKind,
    OffersFile,
    StepFile,
    StreamsFile,
    VariantsFile,
    WordsFile,
    line_of,
    read_file,
)
from keukentafel.guide.offer import FoundOffers, Offer, offers_for
from keukentafel.guide.step import Step, StepId, TileId
from keukentafel.guide.stream import PlainWord, Stream, StreamId
from keukentafel.guide.translation import Translation, translated_name
from keukentafel.guide.variant import PLAIN, Variant

DUTCH: Final = "nl"
"""The language of the guide that comes with the program, as in ISO 639-1."""

_NAME: Final = "guide.json"
_OFFERS, _STREAMS, _WORDS = "offers.json", "streams.json", "words.json"
_VARIANTS, _EXAMPLES, _CALL = "variants.json", "examples.json", "call.json"
_PACKAGE: Final = Path(__file__).resolve().parent.parent


class UnknownStep(LookupError):
    """The guide has no such step."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide: its name, version and steps in order. ``language`` is the language of its texts."""

    id: str
    version: int
    title: str
    language: str
    rule: str
    steps: tuple[Step, ...]
    offers: tuple[Offer, ...]
    streams: tuple[Stream, ...]
    words: tuple[PlainWord, ...]
    small_words: frozenset[str]
    variants: tuple[Variant, ...] = ()
    examples: tuple[Example, ...] = ()
    call: tuple[Call, ...] = ()

    def step(self, step: StepId) -> Step:
        """Return one step.

        Raises:
            UnknownStep: the guide has no such step.
        """
        for one in self.steps:
            if one.id == step:
                return one
        raise UnknownStep(f"the guide has no step {step}")

    def variant(self, named: str) -> Variant:
        """Return the variant with this name; a plain talk where the guide has none of that name."""
        return next((one for one in self.variants if one.id == named), PLAIN)

    @property
    def titles(self) -> dict[str, str]:
        """The title of every tile and funding stream, by the name that a dossier keeps."""
        tiles = {tile.id: tile.title for step in self.steps for tile in step.tiles}
        return tiles | {str(stream.id): stream.title for stream in self.streams}

    def offers_for(self, words: str) -> FoundOffers:
        """Return the local offers that fit somebody's own words, and those for everybody."""
        return offers_for(self.offers, words, self.small_words)

    def examples_for(
        self, words: str = "", *, tile: TileId | None = None, rung: int | None = None
    ) -> tuple[Example, ...]:
        """Return the examples of what worked with these features, the best first."""
        return examples_for(self.examples, words, tile=tile, rung=rung, small=self.small_words)

    def digest(self) -> str:
        """Return the SHA-256 of the guide as canonical JSON (RFC 8785): 64 hexadecimal digits."""
        told = asdict(self) | {"small_words": sorted(self.small_words)}
        return hashlib.sha256(rfc8785.dumps(told)).hexdigest()


def bundled_guide(language: str = DUTCH) -> Guide:
    """Return the guide that comes with the program, with its texts in a language.

    Steps, questions and tiles have the same ids in every language.

    Raises:
        GuideMistake: it holds a mistake.
    """
    return read_guide(_bundled(), language)


def guide_with(own: Path, language: str = DUTCH) -> Guide:
    """Return the guide that comes with the program, with a municipality's own files laid over it.

    Args:
        own: a folder with ``guide.json``, ``offers.json``, ``steps/F03.json`` and so on, or some of these.
        language: of its texts; what is not there in that language stays in Dutch.

    Raises:
        GuideMistake: it is no folder, has a file that belongs nowhere in a guide, or holds a mistake.
    """
    return read_guide(laid_over(texts_in(own)), language)


def laid_over(own: Mapping[str, str]) -> dict[str, str]:
    """Return the files of the guide that comes with the program, with these laid over them.

    Where a file is the municipality's own, our translation says something else than it does, so that goes.

    Raises:
        GuideMistake: one of the files belongs nowhere in a guide.
    """
    bundled = bundled_texts()
    for name in sorted(own.keys() - bundled.keys()):
        raise GuideMistake(MistakeKind.STRANGE_FILE, name)
    ours = {name: text for name, text in bundled.items() if translated_name(name)[1] not in own}
    return {**ours, **own}


def bundled_texts() -> dict[str, str]:
    """Return the texts of the guide that comes with the program, by the names of its files."""
    return texts_in(_bundled())


def texts_in(folder: Path) -> dict[str, str]:
    """Return the texts of the JSON files of a guide by name: ``steps/F01.json``.

    Raises:
        GuideMistake: it is no folder, or a file is not UTF-8 text.
    """
    if not folder.is_dir():
        raise GuideMistake(MistakeKind.NO_FOLDER, folder.name)
    files = sorted(folder.rglob("*.json"))
    return {name: _text(folder, name) for name in (one.relative_to(folder).as_posix() for one in files)}


def read_guide(source: Path | Mapping[str, str], language: str = DUTCH) -> Guide:
    """Read a guide from a folder, or from the texts of its files by name (``steps/F01.json``).

    Raises:
        GuideMistake: a file is missing, or holds a mistake.
    """
    guide = _read(source)
    if language == guide.language:
        return guide
    files = texts_in(source) if isinstance(source, Path) else source
    return _translated(guide, Translation(files, language), language)


def _translated(guide: Guide, into: Translation, language: str) -> Guide:
    head = into.head()
    words, small_words = into.words(guide.words, guide.small_words)
    return replace(
        guide,
        title=head.title or guide.title,
        language=language,
        rule=head.rule or guide.rule,
        steps=tuple(into.step(one) for one in guide.steps),
        offers=into.offers(guide.offers),
        streams=into.streams(guide.streams),
        variants=into.variants(guide.variants),
        examples=into.examples(guide.examples),
        words=words,
        small_words=small_words,
    )


def _read(source: Path | Mapping[str, str]) -> Guide:
    text = _text(source, _NAME)
    head = read_file(GuideFile, _NAME, text)
    if len(set(head.order)) != len(head.order):
        raise GuideMistake(MistakeKind.TWICE, _NAME, line_of(text, ("order",)), "order")
    steps = tuple(_step(source, StepId(one)) for one in head.order)
    return Guide(
        head.id,
        head.version,
        head.title,
        head.language,
        head.rule,
        steps,
        _offers(source),
        _streams(source),
        *_words(source),
        _variants(source, steps),
        _examples(source, steps),
        _call(source),
    )


def _bundled() -> Path:
    installed = _PACKAGE / "assets"
    assets = installed if installed.is_dir() else _PACKAGE.parent / "assets"
    return assets / "guide"


def _offers(source: Path | Mapping[str, str]) -> tuple[Offer, ...]:
    text = _text(source, _OFFERS)
    read = tuple(row.offer() for row in read_file(OffersFile, _OFFERS, text).offers)
    _once(_OFFERS, text, "offers", [one.id for one in read])
    return read


def _call(source: Path | Mapping[str, str]) -> tuple[Call, ...]:
    return tuple(row.call() for row in read_file(CallFile, _CALL, _text(source, _CALL)).call)


def _examples(source: Path | Mapping[str, str], steps: Sequence[Step]) -> tuple[Example, ...]:
    text = _text(source, _EXAMPLES)
    read = tuple(row.example() for row in read_file(ExamplesFile, _EXAMPLES, text).examples)
    _once(_EXAMPLES, text, "examples", [one.id for one in read])
    tiles = {tile.id for step in steps for tile in step.tiles}
    for row, one in enumerate(read):
        for strange in sorted(set(one.tiles) - tiles):
            line = line_of(text, ("examples", row, "tiles"))
            raise GuideMistake(MistakeKind.UNKNOWN_TILE, _EXAMPLES, line, strange)
    return read


def _streams(source: Path | Mapping[str, str]) -> tuple[Stream, ...]:
    text = _text(source, _STREAMS)
    rows = read_file(StreamsFile, _STREAMS, text).streams
    _once(_STREAMS, text, "streams", [row.id for row in rows])
    return tuple(Stream(StreamId(row.id), row.title, row.words, row.je or "") for row in rows)


def _words(source: Path | Mapping[str, str]) -> tuple[tuple[PlainWord, ...], frozenset[str]]:
    read = read_file(WordsFile, _WORDS, _text(source, _WORDS))
    return tuple(PlainWord(row.term, row.words) for row in read.words), frozenset(read.small_words)


def _variants(source: Path | Mapping[str, str], steps: Sequence[Step]) -> tuple[Variant, ...]:
    text = _text(source, _VARIANTS)
    read = tuple(row.variant() for row in read_file(VariantsFile, _VARIANTS, text).variants)
    _once(_VARIANTS, text, "variants", [one.id for one in read])
    known_steps = {one.id for one in steps}
    known_questions = {one.id for step in steps for one in step.questions}
    for row, variant in enumerate(read):
        for step in sorted({step for visit in variant.visits for step in visit} - known_steps):
            line = line_of(text, ("variants", row, "visits"))
            raise GuideMistake(MistakeKind.UNKNOWN_STEP, _VARIANTS, line, step)
        for question in sorted({one.id for one in variant.questions} - known_questions):
            line = text.count("\n", 0, text.find(f'"{question}"')) + 1
            raise GuideMistake(MistakeKind.UNKNOWN_QUESTION, _VARIANTS, line, question)
    return read


def _once(name: str, text: str, key: str, ids: Sequence[str]) -> None:
    for row, one in enumerate(ids):
        if one in ids[:row]:
            raise GuideMistake(MistakeKind.TWICE, name, line_of(text, (key, row, "id")), one)


def _step(source: Path | Mapping[str, str], step: StepId) -> Step:
    name = f"steps/{step}.json"
    text = _text(source, name)
    read = read_file(StepFile, name, text).step()
    if read.id != step:
        raise GuideMistake(MistakeKind.OTHER_STEP, name, line_of(text, ("id",)), read.id)
    for row, question in enumerate(read.questions):
        if not question.id.startswith(f"{step}-"):
            line = line_of(text, ("questions", row, "id"))
            raise GuideMistake(MistakeKind.OTHER_STEP, name, line, question.id)
    _once(name, text, "questions", [question.id for question in read.questions])
    _once(name, text, "tiles", [tile.id for tile in read.tiles])
    return read


def _text(source: Path | Mapping[str, str], name: str) -> str:
    try:
        if isinstance(source, Path):
            return source.joinpath(name).read_text(encoding="utf-8")
        return source[name]
    except (KeyError, FileNotFoundError) as reason:
        raise GuideMistake(MistakeKind.MISSING_FILE, name) from reason
    except UnicodeDecodeError as reason:
        raise GuideMistake(MistakeKind.NOT_TEXT, name) from reason
