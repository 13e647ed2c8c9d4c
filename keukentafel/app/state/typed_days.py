"""Days as people type them: ``3-1``, ``3/1`` or ``3-1-2027``.

A day without a year is the nearest one in the direction that is asked for: what was done lies behind, what
was agreed lies ahead.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

_TYPED: Final = re.compile(r"\s*(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}))?\s*")


def typed_day(words: str, today: date) -> date | None:
    """Read a day of something that was done; None when it is none, or still to come."""
    return next((one for one in _days(words, today.year, today.year - 1) if one <= today), None)


def coming_day(words: str, today: date) -> date | None:
    """Read a day of something that will be done; None when it is none, or past."""
    # The day that is not in every year is four years away at most, and eight around a century.
    years = range(today.year, today.year + 9)
    return next((one for one in _days(words, *years) if one >= today), None)


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
