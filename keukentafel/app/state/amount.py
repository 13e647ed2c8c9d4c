"""Amounts as people type them, read into whole cents: ``1.250,50`` is 125050.

Only here do words become money. A dot stands before three digits, a comma before two; what is written
otherwise is not guessed at, because ``1.250`` and ``1,25`` are a thousand euros apart.
"""

import re
from typing import Final

from keukentafel.app.state.box import Box
from keukentafel.app.state.boxes import Boxes
from keukentafel.journal.content import LARGEST_NUMBER
from keukentafel.journal.names import ObjectId

_TYPED: Final = re.compile(r"(?:€|euro)?(\d{1,15}|\d{1,3}(?:\.\d{3}){1,4})(?:,(?:(\d\d)|--?|–))?(?:€|euro)?")


def cents_of(typed: str) -> int | None:
    """Read an amount in euros as Dutch people write it; None when it is none, or beyond any household."""
    found = _TYPED.fullmatch("".join(typed.lower().split()))
    if found is None:
        return None
    euros, cents = found.groups()
    whole = int(euros.replace(".", "")) * 100 + int(cents or 0)
    return whole if whole <= LARGEST_NUMBER else None


def typed_as(cents: int | None) -> str:
    """Return an amount as somebody would type it; nothing when there is none."""
    if cents is None:
        return ""
    euros = f"{cents // 100:,}".replace(",", ".")
    return f"{euros},{cents % 100:02}" if cents % 100 else euros


def amount_box(boxes: Boxes, field: str, thing: ObjectId, cents: int | None) -> Box:
    """Return the box for an amount; as long as it cannot be read it stays a draft and counts nowhere."""
    box = boxes.box(field, thing, typed_as(cents))
    box.reads = cents_of
    box.allowed = lambda: cents_of(box.text) is not None
    return box


def unreadable(box: Box) -> bool:
    """Tell whether something stands in the box that is no amount."""
    return bool(box.text.strip()) and cents_of(box.text) is None


def awaits_reading(box: Box) -> bool:
    """Tell whether somebody typed what is no amount, so that it was kept and not written down."""
    return box.dirty and unreadable(box)
