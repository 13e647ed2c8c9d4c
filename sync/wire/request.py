"""A request to the relay, signed by the device that makes it.

    Keukentafel-Device     the device's public key, 64 hexadecimal digits
    Keukentafel-Time       its clock, milliseconds since 1970
    Keukentafel-Nonce      32 random hexadecimal digits
    Keukentafel-Signature  Ed25519 over label NUL method LF target LF time LF nonce LF SHA-256(body)

The target is the path with the query exactly as sent; a proxy in front of the relay may not rewrite it. A
request is good for ten minutes either way and only once. A tablet whose clock is wrong is told the relay's
time in the refusal and uses the difference from then on; its clock itself is left alone.
"""

import hashlib
import re
import secrets
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NewType

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync.wire.names import Caller, Moment, caller_of, is_key, is_random_id
from sync.wire.refusal import Reason, Refused

Nonce = NewType("Nonce", str)
"""A number used once: 32 lower-case hexadecimal digits, random."""

WINDOW: Final = 10 * 60 * 1000
"""How far the clocks of device and relay may differ, in milliseconds."""

MOST_NONCES: Final = 20_000
"""How many requests of one device are remembered; beyond that it has to wait."""

DEVICE_HEADER: Final = "Keukentafel-Device"
TIME_HEADER: Final = "Keukentafel-Time"
NONCE_HEADER: Final = "Keukentafel-Nonce"
SIGNATURE_HEADER: Final = "Keukentafel-Signature"

_LABEL: Final = b"keukentafel/request/1\x00"
_TIME = re.compile(r"[0-9]{1,15}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: method, target (path with query, as sent) and body."""

    method: str
    target: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Claim:
    """What the headers say about who asks; true only once `verify` has passed."""

    device: Caller
    time: Moment
    nonce: Nonce
    signature: bytes


def random_nonce() -> Nonce:
    """Return a fresh nonce: 128 random bits."""
    return Nonce(secrets.token_hex(16))


def sign_request(device: Ed25519PrivateKey, asked: Asked, time: Moment, nonce: Nonce) -> dict[str, str]:
    """Return the four headers that make a request the device's own."""
    return {
        DEVICE_HEADER: caller_of(device),
        TIME_HEADER: str(time),
        NONCE_HEADER: nonce,
        SIGNATURE_HEADER: device.sign(_signed_bytes(asked, time, nonce)).hex(),
    }


def read_claim(headers: Mapping[str, str]) -> Claim:
    """Read the four headers.

    Raises:
        Refused: one is missing or malformed.
    """
    device, time = headers.get(DEVICE_HEADER, ""), headers.get(TIME_HEADER, "")
    nonce, signature = headers.get(NONCE_HEADER, ""), headers.get(SIGNATURE_HEADER, "")
    well_formed = is_key(device) and is_random_id(nonce) and _TIME.fullmatch(time)
    if not well_formed or not _SIGNATURE.fullmatch(signature):
        raise Refused(Reason.MALFORMED, "this request is not signed by a device")
    return Claim(Caller(device), Moment(int(time)), Nonce(nonce), bytes.fromhex(signature))


def verify(claim: Claim, asked: Asked) -> None:
    """Verify that the device that is named made this very request.

    Raises:
        Refused: it did not.
    """
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(claim.device))
        key.verify(claim.signature, _signed_bytes(asked, claim.time, claim.nonce))
    except (InvalidSignature, ValueError) as reason:
        raise Refused(Reason.BAD_SIGNATURE, "the signature is not of the device that it names") from reason


class SeenRequests:
    """The nonces of the last twenty minutes, so that no request counts twice.

    Only devices that have been admitted are remembered, and each within its own bound, so that no stranger
    fills the memory and no device crowds out another. The memory begins empty; requests from before it
    began are therefore stale, and a restart opens no door for replay.
    """

    def __init__(self, began: Moment) -> None:
        self._began = began
        self._seen: dict[Caller, tuple[set[Nonce], deque[tuple[Moment, Nonce]]]] = {}

    def check_time(self, claim: Claim, now: Moment) -> None:
        """Check that a request is of now.

        Raises:
            Refused: the clock that it names differs too much, or it was made before this memory began.
        """
        if abs(claim.time - now) > WINDOW or claim.time < self._began:
            raise Refused(Reason.STALE, "the clock of this device differs too much from the relay's")

    def remember(self, claim: Claim, now: Moment) -> None:
        """Remember a verified request of an admitted device.

        Raises:
            Refused: it was seen before, or the device asks too much.
        """
        nonces, order = self._seen.setdefault(claim.device, (set(), deque()))
        while order and order[0][0] < now - 2 * WINDOW:
            nonces.discard(order.popleft()[1])
        if claim.nonce in nonces:
            raise Refused(Reason.REPLAYED, "this request was made before")
        if len(nonces) >= MOST_NONCES:
            raise Refused(Reason.TOO_BUSY, "this device asks too much; it may try again later")
        nonces.add(claim.nonce)
        order.append((now, claim.nonce))


def _signed_bytes(asked: Asked, time: Moment, nonce: Nonce) -> bytes:
    digest = hashlib.sha256(asked.body).hexdigest()
    lines = "\n".join((asked.method, asked.target, str(time), nonce, digest))
    return _LABEL + lines.encode("latin-1", "backslashreplace")
