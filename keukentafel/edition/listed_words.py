"""Listed words: the words in ``assets/warnings`` that are worth a second look before a plan goes.

The list is data, so that a municipality can read it. Letters count without capitals and accents, and a star
stands for the rest of a longer word.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from keukentafel.dossier.known_names import folded
from keukentafel.journal.assets import asset_text
from keukentafel.journal.canonical import nfc

_SOURCE = "assets/warnings/words.toml"


class WordsMistake(ValueError):
    """The list cannot be read; file and mistake are in the sentence."""


class Subject(StrEnum):
    """What a listed word is about."""

    DIAGNOSIS = "diagnosis"
    CRIMINAL = "criminal"


_Listed = Annotated[str, StringConstraints(pattern=r"^\*?[a-z0-9]([a-z0-9 \-]*[a-z0-9])?\*?$")]


class _Lists(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    diagnosis: Annotated[list[_Listed], Field(min_length=1)]
    criminal: Annotated[list[_Listed], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class ListedWords:
    """The words to look for, as one pattern for each subject."""

    patterns: Mapping[Subject, re.Pattern[str]]

    def found_in(self, text: str) -> Iterator[tuple[Subject, str]]:
        """Yield the listed words that stand in a text, as they are written there."""
        whole = nfc(text)
        plain = folded(whole)
        return chain.from_iterable(
            ((subject, whole[hit.start() : hit.end()]) for hit in pattern.finditer(plain))
            for subject, pattern in self.patterns.items()
        )


def bundled_words() -> ListedWords:
    """Return the words that come with the program.

    Raises:
        WordsMistake: the list holds a mistake.
    """
    return read_words(asset_text("warnings", "words.toml"), _SOURCE)


def read_words(text: str, source: str) -> ListedWords:
    """Read a list of words from TOML; ``source`` is the file's name, for the sentence about a mistake.

    Raises:
        WordsMistake: the text is not TOML, lacks a list, or holds what is not a word.
    """
    try:
        lists = _Lists.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as reason:
        raise WordsMistake(f"{source}: {str(reason).splitlines()[0]}") from reason
    listed = {Subject.DIAGNOSIS: lists.diagnosis, Subject.CRIMINAL: lists.criminal}
    return ListedWords({subject: _pattern(words) for subject, words in listed.items()})


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_expression, longest_first))})(?!\w)")


def _expression(word: str) -> str:
    inside = r"\s+".join(re.escape(piece) for piece in word.strip("*").split())
    return (r"\w*" if word.startswith("*") else "") + inside + (r"\w*" if word.endswith("*") else "")
