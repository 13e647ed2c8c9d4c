"""What a worker hands over to the safety officer, in an envelope for the officer's device alone. No I/O.

What is handed over was sealed for the officer before it came here, and stays sealed in the envelope. The
envelope says from which worker's device it came; outside it looks like any other.
"""

import base64
import binascii
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from pydantic import Field

from keukentafel.journal.names import HouseholdId
from sync.envelope import LARGEST_BODY, SealedEnvelope, open_envelope, seal
from sync.identity import DeviceCard, DeviceRole, Trust
from sync.message import Message, MessageKind, MessageRefused, read_from
from sync.wire.document import Document, DocumentRefused, canonical_json, read_plain
from sync.wire.names import RANDOM_ID

SCHEMA: Final = "keukentafel.hand-over/1"


class _Written(Document):
    document_schema: Annotated[Literal["keukentafel.hand-over/1"], Field(alias="schema")]
    household: Annotated[HouseholdId, RANDOM_ID]
    sealed: str


@dataclass(frozen=True, slots=True)
class ReceivedHandOver:
    """What came for the officer, still sealed, and the checked card of the worker's device it came from."""

    household: HouseholdId
    sealed: bytes
    card: DeviceCard


def put_in_envelope(
    household: HouseholdId, sealed: bytes, officer: DeviceCard, card: bytes, device: Ed25519PrivateKey
) -> SealedEnvelope:
    """Seal what is handed over for the officer's device, signed by this tablet, with its signed card.

    Raises:
        CannotSeal: it is too large.
    """
    document = {
        "schema": SCHEMA,
        "household": household,
        "sealed": base64.b64encode(sealed).decode("ascii"),
    }
    message = Message(MessageKind.HAND_OVER, card, canonical_json(document))
    return seal(message.to_bytes(), [officer.sealing], device)


def open_hand_over(envelope: bytes, key: X25519PrivateKey, trust: Trust) -> ReceivedHandOver:
    """Open an envelope from the officer's mailbox; what lies in it is still sealed.

    Raises:
        EnvelopeRefused: the envelope is malformed, changed, or not for us (`NotForUs`).
        MessageRefused: there is no hand-over in it, or it is not from a worker's device.
        NotTrusted: the card is not of our organisation, or its device was revoked.
    """
    message, card = read_from(open_envelope(envelope, key), trust)
    if message.kind is not MessageKind.HAND_OVER or card.role is not DeviceRole.WORKER:
        raise MessageRefused("this is not a hand-over from a worker")
    try:
        written = read_plain(message.body, _Written, LARGEST_BODY)
        sealed = base64.b64decode(written.sealed, validate=True)
    except (DocumentRefused, binascii.Error):
        raise MessageRefused("the hand-over in this envelope is malformed") from None
    return ReceivedHandOver(written.household, sealed, card)
