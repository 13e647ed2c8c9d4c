"""Days as people type them: ``3-1``, ``3/1`` or ``3-1-2027``.

A day without a year is the nearest one in the direction that is asked for: what was done lies behind, what
was agreed lies ahead.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from keukentafel.app.state.box import Box
from keukentafel.app.state.boxes import Boxes
from keukentafel.journal.canonical import Json
from keukentafel.journal.names import ObjectId

_TYPED: Final = re.compile(r"\s*(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}))?\s*")


def typed_day(words: str, today: date) -> date | None:
    """Read a day of something that was done; None when it is none, or still to come."""
    return next((one for one in _days(words, today.year, today.year - 1) if one <= today), None)


def coming_day(words: str, today: date) -> date | None:
    """Read a day of something that will be done; None when it is none, or past."""
    # The day that is not in every year is four years away at most, and eight around a century.
    years = range(today.year, today.year + 9)
    return next((one for one in _days(words, *years) if one >= today), None)


def coming_day_box(boxes: Boxes, field: str, thing: ObjectId, today: date, *, slot: str = "") -> Box:
    """Return the box for a day that lies ahead; as long as it cannot be read it stays a draft."""

    def read(words: str) -> Json:
        day = coming_day(words, today)
        return day.isoformat() if day else None

    box = boxes.box(field, thing, slot=slot)
    box.reads = read
    box.allowed = lambda: read(box.text) is not None
    return box


def no_day_yet(box: Box) -> bool:
    """Tell whether somebody typed what is no day that lies ahead, so that it is kept but not said."""
    return box.dirty and bool(box.text.strip()) and not box.allowed()


def _days(words: str, *years: int) -> Iterator[date]:
    found = _TYPED.fullmatch(words)
    if found is None:
        return
    day, month, year = found.groups()
    for one in (int(year),) if year else years:
        try:
            yield date(one, int(month), int(day))
        except ValueError:
            continue
