"""Funding streams: who pays for an agreement, in the municipality's word and in the resident's."""

from dataclasses import dataclass
from typing import NewType

StreamId = NewType("StreamId", str)
"""A funding stream: ``youth``."""


@dataclass(frozen=True, slots=True)
class Stream:
    """One funding stream; ``title`` is what the municipality calls it, ``words`` what the resident reads."""

    id: StreamId
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class PlainWord:
    """A word of the trade, and what is said instead."""

    term: str
    words: str
