"""The small names on the wire: all of them random numbers or digests that say nothing about anybody."""

import hashlib
import re
import secrets
from typing import Annotated, Final, NewType

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import Field, StringConstraints

OrganisationId = NewType("OrganisationId", str)
"""One organisation (a municipality): 32 lower-case hexadecimal digits, random."""

MailboxId = NewType("MailboxId", str)
"""One mailbox of an organisation: 32 lower-case hexadecimal digits, random."""

Caller = NewType("Caller", str)
"""Who calls the relay: a device's Ed25519 public key (RFC 8032), 64 lower-case hexadecimal digits."""

RootKey = NewType("RootKey", str)
"""An organisation's root: an Ed25519 public key, 64 lower-case hexadecimal digits."""

EnvelopeId = NewType("EnvelopeId", str)
"""SHA-256 of the bytes of an envelope: 64 lower-case hexadecimal digits."""

Position = NewType("Position", int)
"""Where an envelope lies in its mailbox. Positions only grow; 0 is before the first."""

Moment = NewType("Moment", int)
"""A time as a clock told it: milliseconds since 1970, UTC."""

POSITIONS_PER_MILLISECOND: Final = 1024
"""How fast positions may follow the clock: the relay begins at the time of opening in this measure."""

RANDOM_ID: Final = StringConstraints(pattern=r"^[0-9a-f]{32}$")
KEY_OR_DIGEST: Final = StringConstraints(pattern=r"^[0-9a-f]{64}$")

OrganisationField = Annotated[OrganisationId, RANDOM_ID]
MailboxField = Annotated[MailboxId, RANDOM_ID]
CallerField = Annotated[Caller, KEY_OR_DIGEST]
MomentField = Annotated[Moment, Field(ge=0, le=2**53 - 1)]

_RANDOM_ID = re.compile(r"[0-9a-f]{32}")
_KEY = re.compile(r"[0-9a-f]{64}")


def random_mailbox() -> MailboxId:
    """Return a fresh mailbox: 128 random bits, so that nobody guesses or counts mailboxes."""
    return MailboxId(secrets.token_hex(16))


def random_organisation() -> OrganisationId:
    """Return a fresh organisation id: 128 random bits."""
    return OrganisationId(secrets.token_hex(16))


def is_random_id(text: object) -> bool:
    """Tell whether ``text`` has the form of a random identifier."""
    return isinstance(text, str) and _RANDOM_ID.fullmatch(text) is not None


def is_key(text: object) -> bool:
    """Tell whether ``text`` has the form of a public key or of a digest."""
    return isinstance(text, str) and _KEY.fullmatch(text) is not None


def caller_of(device: Ed25519PrivateKey) -> Caller:
    """Return the name under which the relay knows a device."""
    return Caller(device.public_key().public_bytes_raw().hex())


def root_key_of(root: Ed25519PrivateKey) -> RootKey:
    """Return the public half of an organisation's root."""
    return RootKey(root.public_key().public_bytes_raw().hex())


def envelope_id(envelope: bytes) -> EnvelopeId:
    """Return the identifier of an envelope: the SHA-256 of its bytes."""
    return EnvelopeId(hashlib.sha256(envelope).hexdigest())
