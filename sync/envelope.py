"""A sealed envelope: for its readers alone, signed by the device that sent it.

The body is padded, so that its length says little, and sealed once under a key used for nothing else; that
key is sealed for every reader with HPKE (RFC 9180, base mode, single shot). The header names the sender's
device and the readers' keys, nothing personal, and not what kind of document lies inside.

    frame     = prefix · u16 length · header · nonce (12) · u32 length · sealed body
                · one sealed key (80) per reader, in the header's order · signature (64)
    header    = canonical JSON {"readers": [key id …], "sender": device, "suite": 1, "v": 1}
    body      = AES-256-GCM(content key, nonce, u32 length · body · zeros; associated data: header)
    sealed key = HPKE(reader, content key; info: label NUL key id NUL SHA-256(header · nonce · sealed body))
    signature = Ed25519(sender, label NUL everything before it)

Suite 1 is X25519, HKDF-SHA256, AES-256-GCM; the suite stands in the header so that a hybrid one can follow.
HPKE is random: the same body sealed again gives other bytes, so documents are recognised by their own id.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal, NewType

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import Field

from keukentafel.journal.names import DeviceKey
from sync.wire.document import Document, DocumentRefused, canonical_json, read_plain
from sync.wire.framing import PREFIX, looks_like_an_envelope
from sync.wire.names import KEY_OR_DIGEST, is_key

SealedEnvelope = NewType("SealedEnvelope", bytes)
"""The bytes of an envelope, as they lie in an outbox and on the relay."""

SealingKey = NewType("SealingKey", str)
"""A reader's X25519 public key (RFC 7748): 64 lower-case hexadecimal digits."""

KeyId = NewType("KeyId", str)
"""What a reader's key is called in a header: a labelled SHA-256 of it, 64 hexadecimal digits."""

MOST_READERS: Final = 16
SMALLEST_BUCKET: Final = 4096
COARSE_BUCKET: Final = 64 * 1024
LARGEST_BODY: Final = 31 * COARSE_BUCKET - 4
"""What fits, padded and framed, in `sync.wire.framing.LARGEST_ENVELOPE`."""

_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_NONCE: Final = 12
_TAG: Final = 16
_SEALED_KEY: Final = 32 + 32 + _TAG
_SIGNATURE: Final = 64
_LARGEST_HEADER: Final = 2048
_SIGNED: Final = b"keukentafel/envelope/1\x00"
_KEY_ID: Final = b"keukentafel/sealing-key/1\x00"
_CONTENT_KEY: Final = b"keukentafel/content-key/1\x00"


class EnvelopeRefused(Exception):
    """These bytes are no envelope, or not the envelope that its sender sealed."""


class NotForUs(EnvelopeRefused):
    """The envelope is whole, but was not sealed for this key."""


class CannotSeal(Exception):
    """This body or these readers do not fit in an envelope."""


class Header(Document):
    """What stands on the outside."""

    readers: Annotated[
        tuple[Annotated[KeyId, KEY_OR_DIGEST], ...], Field(min_length=1, max_length=MOST_READERS)
    ]
    sender: Annotated[DeviceKey, KEY_OR_DIGEST]
    suite: Literal[1]
    v: Literal[1]


@dataclass(frozen=True, slots=True)
class Opened:
    """What was inside, and the device that signed it. Whether that device is trusted, its card tells."""

    sender: DeviceKey
    body: bytes


@dataclass(frozen=True, slots=True)
class _Frame:
    header: bytes
    nonce: bytes
    sealed: bytes
    keys: bytes
    signature: bytes

    def unsigned(self) -> bytes:
        lengths = len(self.header).to_bytes(2, "big"), len(self.sealed).to_bytes(4, "big")
        return b"".join((PREFIX, lengths[0], self.header, self.nonce, lengths[1], self.sealed, self.keys))


def sealing_key_of(key: X25519PrivateKey) -> SealingKey:
    """Return the public half of a reader's key."""
    return SealingKey(key.public_key().public_bytes_raw().hex())


def seal(body: bytes, recipients: Sequence[SealingKey], sender: Ed25519PrivateKey) -> SealedEnvelope:
    """Seal a body for some readers and sign it as the sender.

    Raises:
        CannotSeal: the body is larger than ``LARGEST_BODY`` bytes, or the readers are none, too many, or
            not X25519 keys.
    """
    readers = _readers_of(recipients)
    header = _write_header(tuple(sorted(readers)), sender)
    content_key, nonce = secrets.token_bytes(32), secrets.token_bytes(_NONCE)
    sealed = AESGCM(content_key).encrypt(nonce, _pad(body), header)
    binding = hashlib.sha256(header + nonce + sealed).digest()
    keys = [_seal_key(content_key, readers[name], _info(name, binding)) for name in sorted(readers)]
    unsigned = _Frame(header, nonce, sealed, b"".join(keys), b"").unsigned()
    return SealedEnvelope(unsigned + sender.sign(_SIGNED + unsigned))


def open_envelope(data: bytes, key: X25519PrivateKey) -> Opened:
    """Open an envelope that was sealed for this key.

    Raises:
        NotForUs: it is whole, but sealed for others.
        EnvelopeRefused: it is too large, malformed, changed, or not signed by the sender it names.
    """
    frame, header = _read_frame(data)
    _verify(header.sender, frame)
    name = _key_id(key.public_key().public_bytes_raw())
    if name not in header.readers:
        raise NotForUs("this envelope was not sealed for this key")
    at = header.readers.index(name) * _SEALED_KEY
    binding = hashlib.sha256(frame.header + frame.nonce + frame.sealed).digest()
    try:
        content_key = _SUITE.decrypt(frame.keys[at : at + _SEALED_KEY], key, info=_info(name, binding))
        padded = AESGCM(content_key).decrypt(frame.nonce, frame.sealed, frame.header)
    except (InvalidTag, ValueError) as reason:
        raise EnvelopeRefused("this envelope cannot be opened with the key that it names") from reason
    return Opened(header.sender, _unpad(padded))


def bucket(length: int) -> int:
    """Return the padded length in bytes: a power of two from 4 KiB on, above 64 KiB a multiple of 64 KiB."""
    if length <= COARSE_BUCKET:
        return max(SMALLEST_BUCKET, 1 << (length - 1).bit_length())
    return -(-length // COARSE_BUCKET) * COARSE_BUCKET


def _readers_of(recipients: Sequence[SealingKey]) -> dict[KeyId, X25519PublicKey]:
    keys = set(recipients)
    if not 1 <= len(keys) <= MOST_READERS or not all(is_key(key) for key in keys):
        raise CannotSeal("an envelope has one to sixteen readers, each with an X25519 key")
    raw = [bytes.fromhex(key) for key in keys]
    return {_key_id(key): X25519PublicKey.from_public_bytes(key) for key in raw}


def _write_header(readers: tuple[KeyId, ...], sender: Ed25519PrivateKey) -> bytes:
    device = DeviceKey(sender.public_key().public_bytes_raw().hex())
    return canonical_json(Header(readers=readers, sender=device, suite=1, v=1).model_dump(mode="json"))


def _read_header(data: bytes) -> Header:
    try:
        header = read_plain(data, Header, _LARGEST_HEADER)
    except DocumentRefused as reason:
        raise EnvelopeRefused("the header of this envelope is malformed") from reason
    if list(header.readers) != sorted(set(header.readers)):
        raise EnvelopeRefused("the readers of this envelope are not in order")
    return header


def _read_frame(data: bytes) -> tuple[_Frame, Header]:
    if not looks_like_an_envelope(data):
        raise EnvelopeRefused("these bytes do not have the size and the beginning of an envelope")
    at = len(PREFIX)
    written, at = _take(data, at, 2)
    header = _read_header(written)
    nonce, at = data[at : at + _NONCE], at + _NONCE
    sealed, at = _take(data, at, 4)
    keys, signature = data[at:-_SIGNATURE], data[max(at, len(data) - _SIGNATURE) :]
    if len(keys) != len(header.readers) * _SEALED_KEY or len(signature) != _SIGNATURE or len(sealed) < _TAG:
        raise EnvelopeRefused("the parts of this envelope do not add up")
    return _Frame(written, nonce, sealed, keys, signature), header


def _take(data: bytes, at: int, width: int) -> tuple[bytes, int]:
    length = int.from_bytes(data[at : at + width], "big")
    start, end = at + width, at + width + length
    if end > len(data):
        raise EnvelopeRefused("this envelope is cut off")
    return data[start:end], end


def _verify(sender: DeviceKey, frame: _Frame) -> None:
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(sender))
        key.verify(frame.signature, _SIGNED + frame.unsigned())
    except (InvalidSignature, ValueError) as reason:
        raise EnvelopeRefused("this envelope is not signed by the sender that it names") from reason


def _seal_key(content_key: bytes, reader: X25519PublicKey, info: bytes) -> bytes:
    try:
        return _SUITE.encrypt(content_key, reader, info=info)
    except ValueError as reason:
        raise CannotSeal("a reader's key is not a usable X25519 key") from reason


def _key_id(public: bytes) -> KeyId:
    return KeyId(hashlib.sha256(_KEY_ID + public).hexdigest())


def _info(reader: KeyId, binding: bytes) -> bytes:
    return _CONTENT_KEY + reader.encode("ascii") + b"\x00" + binding


def _pad(body: bytes) -> bytes:
    if len(body) > LARGEST_BODY:
        raise CannotSeal("this body is larger than an envelope holds")
    whole = len(body).to_bytes(4, "big") + body
    return whole.ljust(bucket(len(whole)), b"\x00")


def _unpad(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:4], "big")
    body, rest = padded[4 : 4 + length], padded[4 + length :]
    if len(padded) != bucket(4 + len(body)) or len(body) != length or rest.strip(b"\x00"):
        raise EnvelopeRefused("the padding of this envelope is malformed")
    return body
