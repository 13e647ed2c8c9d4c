"""Which words on a screen come from where: the program in English, the guide, or what people said.

A piece of text is accounted for when it is one of the English texts of the program, with whatever stands in
its gaps accounted for in turn; when it was said or named in the demo; or when it is a number or a day.
What is left is Dutch of the program, or English that stands in no catalogue.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache
from string import Formatter

from babel.dates import get_day_names, get_month_names
from playwright.sync_api import Page

from keukentafel.app.leaflet import Page as Leaflet
from keukentafel.app.leaflet import leaflet
from keukentafel.app.texts import ENGLISH, read_texts
from keukentafel.guide.guide import guide_with
from keukentafel.journal.assets import assets_folder
from keukentafel.journal.titles import titles_in
from tests.seeds import HOUSEHOLDS

DEEPEST = 4
WRITTEN_ON_THE_WAY = ("tante Bep", "Kim slaapt niet")
"""What the walk past every screen writes itself."""

_MARK = re.compile(r"[0-9A-F]{4} [0-9A-F]{4}")
"""By which people tell two versions apart."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDS = """() => [...document.querySelectorAll('flt-semantics-host *')]
    .flatMap(one => [one.getAttribute('aria-label'), one.childElementCount ? '' : one.textContent])
    .filter(Boolean)"""


def words_on(page: Page) -> set[str]:
    """Return what a screen reader can say of a page: names, texts and labels."""
    return {line.strip() for text in page.evaluate(_WORDS) for line in text.split("\n") if line.strip()}


def strays(words: Iterable[str]) -> set[str]:
    """Return the pieces that nobody said and that no English text accounts for."""
    return {one for one in words if not _is_accounted_for(one)}


@cache
def _is_accounted_for(piece: str, depth: int = 0) -> bool:
    piece = piece.strip(" ,·.…?!‘’“”\u00a0")
    if piece in _said() or piece in _plain():
        return True
    piece = _MARK.sub("0000", piece)
    if not _WORD.search(_without_days(piece)):
        return True
    if depth == DEEPEST:
        return False
    return any(
        all(_is_accounted_for(gap, depth + 1) for gap in gaps)
        for gaps in (*_through_texts(piece), *_in_parts(piece))
    )


def _through_texts(piece: str) -> Iterator[tuple[str, ...]]:
    for pattern in _patterns():
        if found := pattern.fullmatch(piece):
            yield found.groups()


def _in_parts(piece: str) -> Iterator[tuple[str, ...]]:
    """A name for a screen reader is often made of two texts: a title, and how it stands with it."""
    for between in (", ", " · ", "\u00a0 ·\u00a0 ", "\u00a0·\u00a0 ", ". ", "? ", ": ", " "):
        if between == " " and len(piece) > 400:
            continue
        for at in (found.start() for found in re.finditer(re.escape(between), piece)):
            parts = piece[:at], piece[at + len(between) :]
            if between != " " or any(_stands_alone(part) for part in parts):
                yield parts


def _stands_alone(part: str) -> bool:
    return part.strip(" ,·.…?!") in _plain() | _said()


@cache
def _without_days(piece: str) -> str:
    names = {*get_month_names(locale="en_GB").values(), *get_day_names(locale="en_GB").values()}
    return re.sub(rf"\b({'|'.join(names)})\b", "", piece)


@cache
def _plain() -> frozenset[str]:
    """Every English text without gaps: of the program, of the guide and of the explanations."""
    texts = {text for text in read_texts(ENGLISH).messages.values() if "{" not in text}
    guide = guide_with(assets_folder() / "demo" / "guide", ENGLISH)
    texts |= {text for step in guide.steps for text in (step.title, step.attitude)}
    asked = {one.text for step in guide.steps for one in step.questions}
    # While listening a question stands sentence by sentence.
    texts |= asked | {sentence for one in asked for sentence in re.split(r"(?<=[.?!]) ", one)}
    texts |= {one.title for step in guide.steps for one in step.tiles}
    texts |= {one.words for step in guide.steps for one in step.rungs}
    texts |= {words for one in guide.streams for words in (one.title, one.words, _with_a_capital(one.words))}
    texts |= set(_texts_in([asdict(one) for one in (*guide.examples, *guide.variants)]))
    texts |= set(titles_in(ENGLISH).values())
    texts |= {block.words for page in Leaflet for block in leaflet(page, ENGLISH)}
    return frozenset(part.strip(" ,·.…?!‘’“”\u00a0") for part in texts)


def _with_a_capital(words: str) -> str:
    return words[:1].upper() + words[1:]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The English texts with gaps that say something themselves."""
    found = (text for text in read_texts(ENGLISH).messages.values() if "{" in text)
    told = (text for text in found if _WORD.search(re.sub(r"\{.*?\}", "", text)))
    return tuple(re.compile(_with_gaps(text.strip(" ,·.…?!‘’“”")), re.DOTALL) for text in told)


def _with_gaps(text: str) -> str:
    pieces = Formatter().parse(text)
    return "".join(re.escape(before) + ("(.*?)" if gap is not None else "") for before, gap, _, _ in pieces)


@cache
def _said() -> frozenset[str]:
    """What the made-up people are called and said, and whatever else the demo holds."""
    files = sorted([*(assets_folder() / "demo").rglob("*.json"), *HOUSEHOLDS.glob("*.json")])
    found = {word for path in files for word in _texts_in(json.loads(path.read_text("utf-8")))}
    found |= set(WRITTEN_ON_THE_WAY)
    names = {part for word in found if len(word) < 60 for part in word.split()}
    return frozenset(word.strip(" ,·.…?!‘’“”\u00a0") for word in found | names)


def _texts_in(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for one in node.values():
            yield from _texts_in(one)
    elif isinstance(node, list | tuple):
        for one in node:
            yield from _texts_in(one)
