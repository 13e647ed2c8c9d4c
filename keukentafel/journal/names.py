"""The small names of the journal: identifiers that are more than a bare string.

Identifiers of households, objects, people and compartments are random and say nothing about anybody.
An operation's identifier is the SHA-256 of its signed bytes, so that it can be recomputed by everyone.
"""

import re
import secrets
from typing import NewType

HouseholdId = NewType("HouseholdId", str)
"""One household: 32 lower-case hexadecimal digits, random."""

ObjectId = NewType("ObjectId", str)
"""One thing in a dossier (a quote, a wish, a person …): 32 lower-case hexadecimal digits, random."""

PersonId = NewType("PersonId", str)
"""One person: the object id of the person in the dossier, or the id on a worker's device card."""

CompartmentId = NewType("CompartmentId", str)
"""One compartment of a household, with a key of its own: 32 lower-case hexadecimal digits, random."""

OperationId = NewType("OperationId", str)
"""SHA-256 of an operation's signed bytes: 64 lower-case hexadecimal digits."""

DeviceKey = NewType("DeviceKey", str)
"""A device's Ed25519 public key (RFC 8032): 64 lower-case hexadecimal digits."""

FieldName = NewType("FieldName", str)
"""A field in the catalogue, as ``object.field``: ``quote.text``."""

_RANDOM_ID = re.compile(r"[0-9a-f]{32}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FIELD = re.compile(r"[a-z_]{1,40}\.[a-z_]{1,40}")


def random_id() -> str:
    """Return 128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def is_random_id(text: object) -> bool:
    """Tell whether ``text`` has the form of a random identifier."""
    return isinstance(text, str) and _RANDOM_ID.fullmatch(text) is not None


def is_digest(text: object) -> bool:
    """Tell whether ``text`` has the form of a SHA-256 digest or of an Ed25519 public key."""
    return isinstance(text, str) and _DIGEST.fullmatch(text) is not None


def is_field_name(text: object) -> bool:
    """Tell whether ``text`` has the form of a field name."""
    return isinstance(text, str) and _FIELD.fullmatch(text) is not None
