"""Funding streams: who pays for an agreement, in the municipality's word and in the resident's."""

from dataclasses import dataclass
from typing import NewType

from keukentafel.guide.address import Address

StreamId = NewType("StreamId", str)
"""A funding stream: ``youth``."""


@dataclass(frozen=True, slots=True)
class Stream:
    """One funding stream; ``title`` is what the municipality calls it, ``words`` what the resident reads.

    ``je`` are those words for who is addressed so, if they differ.
    """

    id: StreamId
    title: str
    words: str
    je: str = ""

    def said(self, address: Address) -> str:
        """Return who pays, as it is said to somebody."""
        return self.je if self.je and address is Address.JE else self.words


@dataclass(frozen=True, slots=True)
class PlainWord:
    """A word of the trade, and what is said instead."""

    term: str
    words: str
