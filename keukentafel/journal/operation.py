"""One thing said or decided: who, whose words, on which field, having seen what.

An operation is a *skeleton* of canonical bytes that a device signs, and a *value* that is kept apart. The
skeleton carries only a salted digest of the value, so that the value can be erased for good while the
skeleton still verifies: the chain of who changed what stays whole, the words are gone.

    identifier = SHA-256(skeleton)            the skeleton names the device
    signature  = Ed25519(device, "keukentafel/operation/1" NUL skeleton)      RFC 8032
    digest     = SHA-256("keukentafel/value/1" NUL salt canonical(content))   salt: 32 random bytes
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from keukentafel.journal.canonical import Json, NotCanonical, canonical, parse_canonical, sha256_hex
from keukentafel.journal.names import (
    CompartmentId,
    DeviceKey,
    FieldName,
    HouseholdId,
    ObjectId,
    OperationId,
    PersonId,
    is_digest,
    is_field_name,
    is_random_id,
)
from keukentafel.journal.speaker import Act, Face, Role, Speaker

FORMAT: Final = 1
SALT_BYTES: Final = 32
MOST_SEEN: Final = 256
LARGEST_SKELETON: Final = 32_768
LARGEST_VALUE: Final = 65_536
_SIGNED: Final = b"keukentafel/operation/1\x00"
_VALUE: Final = b"keukentafel/value/1\x00"
_KEYS: Final = frozenset(
    "act catalogue claimed compartment device digest face field hand household object seen v voice".split()
)


class MalformedOperation(ValueError):
    """These bytes are no operation, or not signed by the device they name."""


@dataclass(frozen=True, slots=True)
class Value:
    """What was said, with the salt that hides it in the digest."""

    content: Json
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(SALT_BYTES), repr=False)

    def digest(self) -> str:
        """Return the salted digest that the skeleton carries: 64 hexadecimal digits.

        Raises:
            MalformedOperation: the content is larger than ``LARGEST_VALUE`` bytes.
            NotCanonical: the content cannot be written down in one way.
        """
        written = canonical(self.content)
        if len(written) > LARGEST_VALUE or len(self.salt) != SALT_BYTES:
            raise MalformedOperation("this value is too large")
        return hashlib.sha256(_VALUE + self.salt + written).hexdigest()


@dataclass(frozen=True, slots=True)
class Operation:
    """The skeleton, readable.

    ``device`` is the key of the device that signs; it stands in the skeleton, so that nobody else can sign
    the same operation. ``claimed`` is that device's clock in milliseconds since 1970; it is shown and never
    decides anything. ``seen`` are the operations on the same field that this one replaces, sorted.
    """

    device: DeviceKey
    household: HouseholdId
    compartment: CompartmentId
    object: ObjectId
    field: FieldName
    act: Act
    voice: Speaker
    hand: Speaker
    face: Face
    claimed: int
    catalogue: int
    seen: tuple[OperationId, ...]
    digest: str

    def skeleton(self) -> bytes:
        """Return the canonical bytes that are signed."""
        return canonical(
            {
                "v": FORMAT,
                "device": self.device,
                "household": self.household,
                "compartment": self.compartment,
                "object": self.object,
                "field": self.field,
                "act": self.act.value,
                "voice": [self.voice.role.value, self.voice.who],
                "hand": [self.hand.role.value, self.hand.who],
                "face": self.face.value,
                "claimed": self.claimed,
                "catalogue": self.catalogue,
                "seen": list(self.seen),
                "digest": self.digest,
            }
        )


@dataclass(frozen=True, slots=True)
class SignedOperation:
    """An operation with the exact bytes that its device signed."""

    skeleton: bytes
    signature: bytes
    operation: Operation
    id: OperationId

    @property
    def device(self) -> DeviceKey:
        """The device that signed it."""
        return self.operation.device


@dataclass(frozen=True, slots=True)
class Entry:
    """A signed operation with its value, or without it when the value was erased or has not arrived."""

    signed: SignedOperation
    value: Value | None


def sign(operation: Operation, device: Ed25519PrivateKey) -> SignedOperation:
    """Sign an operation with the key of the device it was written on.

    Raises:
        MalformedOperation: the operation names another device.
    """
    if operation.device != device_key_of(device):
        raise MalformedOperation("an operation is signed by the device that it names")
    skeleton = operation.skeleton()
    return SignedOperation(skeleton, device.sign(_SIGNED + skeleton), operation, _id_of(skeleton))


def device_key_of(device: Ed25519PrivateKey) -> DeviceKey:
    """Return the public key by which a device is known."""
    return DeviceKey(device.public_key().public_bytes_raw().hex())


def read_operation(skeleton: bytes, signature: bytes) -> SignedOperation:
    """Read and verify an operation that came from elsewhere.

    Raises:
        MalformedOperation: the bytes are no canonical operation, or the signature does not hold.
    """
    operation = parse_operation(skeleton)
    _verify(skeleton, operation.device, signature)
    return SignedOperation(skeleton, signature, operation, _id_of(skeleton))


def read_kept_operation(skeleton: bytes, signature: bytes) -> SignedOperation:
    """Read an operation that was verified on intake and has been kept sealed since.

    Verifying costs about 200 µs, so it is done once, when an operation arrives.

    Raises:
        MalformedOperation: the bytes are no canonical operation.
    """
    return SignedOperation(skeleton, signature, parse_operation(skeleton), _id_of(skeleton))


def matches(signed: SignedOperation, value: Value) -> bool:
    """Tell whether a value is the one that the operation was signed for."""
    try:
        return hmac.compare_digest(signed.operation.digest, value.digest())
    except (NotCanonical, MalformedOperation):
        return False


def parse_operation(skeleton: bytes) -> Operation:
    """Read the canonical bytes of an operation; the signature is not looked at.

    Raises:
        MalformedOperation: they are not canonical, too large, or not of this format.
    """
    if len(skeleton) > LARGEST_SKELETON:
        raise MalformedOperation("this operation is too large")
    try:
        document = parse_canonical(skeleton)
        if not isinstance(document, dict) or set(document) != _KEYS or document["v"] != FORMAT:
            raise MalformedOperation("these bytes are not an operation of a known format")
        if type(document["v"]) is not int:
            raise MalformedOperation("the format of an operation is a whole number")
        operation = _operation_of(document)
    except (NotCanonical, KeyError, TypeError, ValueError):
        # Not chained: the original may quote what stood there.
        raise MalformedOperation("these bytes are not an operation of a known format") from None
    return operation


def _operation_of(document: dict[str, Json]) -> Operation:
    seen = document["seen"]
    claimed, catalogue = document["claimed"], document["catalogue"]
    if not isinstance(seen, list) or len(seen) > MOST_SEEN or not all(is_digest(one) for one in seen):
        raise MalformedOperation("the list of seen operations is malformed")
    if seen != sorted({str(one) for one in seen}):
        raise MalformedOperation("the list of seen operations is not sorted, or names one twice")
    if type(claimed) is not int or type(catalogue) is not int or claimed < 0 or catalogue < 1:
        raise MalformedOperation("the clock and the catalogue version are whole numbers")
    if not all(is_random_id(document[key]) for key in ("household", "compartment", "object")):
        raise MalformedOperation("an identifier is malformed")
    if not is_field_name(document["field"]) or not is_digest(document["digest"]):
        raise MalformedOperation("the field or the digest is malformed")
    if not is_digest(document["device"]):
        raise MalformedOperation("the device key is malformed")
    return Operation(
        DeviceKey(str(document["device"])),
        HouseholdId(str(document["household"])),
        CompartmentId(str(document["compartment"])),
        ObjectId(str(document["object"])),
        FieldName(str(document["field"])),
        Act(str(document["act"])),
        _speaker_of(document["voice"]),
        _speaker_of(document["hand"]),
        Face(str(document["face"])),
        claimed,
        catalogue,
        tuple(OperationId(str(one)) for one in seen),
        str(document["digest"]),
    )


def _speaker_of(document: Json) -> Speaker:
    if not isinstance(document, list) or len(document) != 2 or not is_random_id(document[1]):
        raise MalformedOperation("a speaker is a role and a person")
    return Speaker(Role(str(document[0])), PersonId(str(document[1])))


def _verify(skeleton: bytes, device: DeviceKey, signature: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(device)).verify(signature, _SIGNED + skeleton)
    except (InvalidSignature, ValueError, TypeError) as reason:
        raise MalformedOperation("the signature is not of the device that it names") from reason


def _id_of(skeleton: bytes) -> OperationId:
    return OperationId(sha256_hex(skeleton))
