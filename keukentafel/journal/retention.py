"""How long something may stay on the tablet: the terms of the catalogue, counted from when it was said.

    contact-6w   a contact without a case: six weeks, by analogy with a withdrawn request (Selectielijst 2020)
    wmo-15y      fifteen years (Wmo 2015, art. 5.3.4)
    youth-20y    twenty years after the last change (Jeugdwet, art. 7.3.8)
    device       a working note: until the plan was received, and a grace (`GRACE_DAYS`)

The municipality's own file is under the same terms and is not ours to clean.
"""

from datetime import timedelta
from typing import Final

from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.field import Retention
from keukentafel.journal.names import FieldName

GRACE_DAYS: Final = 14
"""How long everything stays after a plan was received, so that a question about it can be answered."""

_TERMS: Final = {
    Retention.CONTACT: timedelta(weeks=6),
    Retention.WMO: timedelta(days=15 * 365 + 4),
    Retention.YOUTH: timedelta(days=20 * 365 + 5),
}


def kept_for(retention: Retention, *, young: bool) -> Retention:
    """Return under which term something is kept: what is of somebody young falls under the Jeugdwet."""
    return Retention.YOUTH if young and retention is Retention.WMO else retention


def is_over(catalogue: Catalogue, field: FieldName, claimed: int, now: int, *, young: bool = False) -> bool:
    """Tell whether the term of what was said on a field is over; both moments in milliseconds since 1970.

    A field that this catalogue does not know, and a working note, have no term of their own. ``young`` tells
    that it lies in the own part of somebody young.
    """
    if not catalogue.knows(field):
        return False
    term = _TERMS.get(kept_for(catalogue.field(field).retention, young=young))
    return term is not None and now - claimed > term / timedelta(milliseconds=1)


def is_note(catalogue: Catalogue, field: FieldName) -> bool:
    """Tell whether a field is a working note, which stays on this tablet and goes after the grace."""
    return catalogue.knows(field) and catalogue.field(field).retention is Retention.DEVICE


def contact_is_over(last_word: int, now: int) -> bool:
    """Tell whether a contact without a case has been kept long enough since its last word.

    It is offered for tidying up then, and not thrown away by itself: whoever was there decides. Both moments
    in milliseconds since 1970.
    """
    return now - last_word > _TERMS[Retention.CONTACT] / timedelta(milliseconds=1)
