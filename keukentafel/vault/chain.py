"""The chain of the audit trail: each line names the link of the one before it.

A *link* is the SHA-256 of a row as the file has it: its place, and its sealed bytes. So a line can be chained
to one that cannot be read where it is written, because it was sealed in the work face and the tablet lies on
the table now.

A line that was changed does not open, one that was taken away leaves a gap in the numbers, one that was put
in does not open either: each shows as a *break* at its number. Lines cut off at the end leave no gap; the
seal of the trail says how many there should be, and the line that goes on after that names no link.
"""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from keukentafel.vault.rows import Found
from keukentafel.vault.trail_line import Action, Line

BEGINNING: Final = "0" * 64
"""What the first line names."""

UNKNOWN: Final = ""
"""What a line names that goes on after a break: no link at all."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Lines, newest first, and the numbers at which the chain is broken."""

    lines: tuple[Line, ...]
    breaks: tuple[int, ...]


@dataclass(slots=True)
class Followed:
    """How far the chain was followed, and where it was broken.

    ``row`` is the id of the last row, ``number`` that of the last line; ``gone`` counts the numbers that
    were passed over since somebody last took note of a break.
    """

    row: str = ""
    number: int = 0
    gone: int = 0
    breaks: list[int] = field(default_factory=list)
    _link: str = BEGINNING

    def follow(self, row: Found, read: tuple[Line, str] | None) -> None:
        """Take the next row, in the order of the ids, with what is in it; None when it does not open."""
        self.row = row.id
        if read is None:
            self._pass_over(row)
            return
        line, previous = read
        if line.number != self.number + 1:
            self.breaks.append(self.number + 1)
            self.gone += line.number - self.number - 1
        elif self._link not in {UNKNOWN, previous}:
            self.breaks.append(line.number)
        if line.action is Action.BREAK_FOUND:
            self.gone = 0
        self.number, self._link = line.number, link_of(row)

    def found(self, missing: int | None, strange: int) -> tuple[int, ...]:
        """Return every break.

        Args:
            missing: how many lines fewer there are than the seal says, None when there is no seal.
            strange: how many rows there are that are no line.
        """
        unseen = missing is None or missing > self.gone or (strange and not self.breaks)
        return tuple(dict.fromkeys([*self.breaks, *([self.number + 1] if unseen else [])]))

    def _pass_over(self, row: Found) -> None:
        self.breaks.append(self.number + 1)
        if row.id == name_of(self.number + 1):
            # What the next line has to name can only be told from this one.
            self.number, self._link = self.number + 1, UNKNOWN


def name_of(number: int) -> str:
    """Return the id of the row of a line: in the order of the ids lie the lines."""
    return f"{number:016d}"


def link_of(row: Found) -> str:
    """Return the link of a row, unknown when the file has something there that was never written so."""
    try:
        return sha256(row.place + row.sealed).hexdigest()
    except (TypeError, ValueError, OverflowError):
        return UNKNOWN
