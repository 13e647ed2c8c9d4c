"""The small names of an edition: digests, identifiers and moments, each a text with one form only."""

from datetime import UTC, datetime
from typing import Annotated, Final, NewType

from pydantic import Field

ManifestHash = NewType("ManifestHash", str)
"""SHA-256 of a manifest's canonical bytes: 64 lower-case hexadecimal digits."""

PartId = NewType("PartId", str)
"""One part in every edition of a household: 32 hexadecimal digits, derived from kind and object."""

PartKind = NewType("PartKind", str)
"""A `part` in the catalogue: quote, wish, aftercare_housing …"""

Moment = NewType("Moment", str)
"""A moment in UTC to the second, as RFC 3339 writes it: ``2026-11-21T14:02:00Z``."""

MOMENT: Final = r"^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z$"
_WRITTEN: Final = "%Y-%m-%dT%H:%M:%SZ"

RandomIdText = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
DigestText = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
MomentText = Annotated[Moment, Field(pattern=MOMENT)]
PartIdText = Annotated[PartId, Field(pattern=r"^[0-9a-f]{32}$")]
PartKindText = Annotated[PartKind, Field(pattern=r"^[a-z_]{1,40}$")]
ManifestHashText = Annotated[ManifestHash, Field(pattern=r"^[0-9a-f]{64}$")]
LineText = Annotated[str, Field(min_length=1, max_length=200)]
JoinedText = Annotated[str, Field(min_length=1, max_length=2000)]
"""What the fields of one part say together, such as the articles that it rests on."""


def moment(when: datetime) -> Moment:
    """Write an aware moment down as UTC, to the second."""
    return Moment(when.astimezone(UTC).strftime(_WRITTEN))


def moment_read(text: Moment) -> datetime:
    """Return the aware moment that was written down.

    Raises:
        ValueError: it is not in the one form of `Moment`, or that day does not exist.
    """
    return datetime.strptime(text, _WRITTEN).replace(tzinfo=UTC)
