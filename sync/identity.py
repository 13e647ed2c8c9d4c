"""Who is who: the organisation's root key and the documents that it signs.

The root is an Ed25519 key that the municipality keeps apart. It signs a *card* for every device (role, person
and keys) and for every team (the key to which plans are sealed), and the list of devices that are not trusted
any more. Its fingerprint comes to the worker with the invitation, outside the relay. Everything else is
checked against that fingerprint, so that a relay which puts keys of its own in between is noticed.
"""

import hashlib
import hmac
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated, Final, NewType, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import StringConstraints

from keukentafel.journal.names import DeviceKey, PersonId
from sync.envelope import SealingKey
from sync.wire.admission import REVOCATIONS_SCHEMA, Revocations
from sync.wire.document import Document, DocumentRefused, Signed, read_signed, sign_document
from sync.wire.names import (
    KEY_OR_DIGEST,
    RANDOM_ID,
    Caller,
    MailboxField,
    MomentField,
    OrganisationField,
    OrganisationId,
    RootKey,
    root_key_of,
)

Fingerprint = NewType("Fingerprint", str)
"""What a root is recognised by: a labelled SHA-256 of its public key, 64 hexadecimal digits."""

TeamId = NewType("TeamId", str)
"""One team: 32 lower-case hexadecimal digits, random."""

DEVICE_CARD: Final = "keukentafel.device-card/1"
TEAM_CARD: Final = "keukentafel.team-card/1"
INVITATION: Final = "keukentafel.invitation/1"
_FINGERPRINT: Final = b"keukentafel/root-key/1\x00"

ShownName = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[^\p{C}]+$")]
SealingField = Annotated[SealingKey, KEY_OR_DIGEST]


class NotTrusted(Exception):
    """This document is not signed by the root that we were told of, or has been changed or revoked."""


class DeviceRole(StrEnum):
    """What the holder of a device does in the organisation."""

    WORKER = "worker"
    SUPERVISOR = "supervisor"
    SAFETY_OFFICER = "safety_officer"
    ADMINISTRATOR = "administrator"
    REGISTRAR = "registrar"


class DeviceCard(Document):
    """One device: who uses it, in which role, and with which keys and mailbox."""

    organisation: OrganisationField
    device: Annotated[DeviceKey, KEY_OR_DIGEST]
    sealing: SealingField
    mailbox: MailboxField
    role: DeviceRole
    person: Annotated[PersonId, RANDOM_ID]
    name: ShownName
    issued_at: MomentField


class TeamCard(Document):
    """One team: the key that plans for it are sealed to, and the mailbox where they are laid."""

    organisation: OrganisationField
    team: Annotated[TeamId, RANDOM_ID]
    name: ShownName
    sealing: SealingField
    mailbox: MailboxField
    issued_at: MomentField


class Invitation(Document):
    """What a worker is given to begin with: the organisation, its name, and its root's fingerprint."""

    organisation: OrganisationField
    name: ShownName
    fingerprint: Annotated[Fingerprint, KEY_OR_DIGEST]
    relay: Annotated[str, StringConstraints(max_length=300, pattern=r"^https?://[!-~]+$")]
    issued_at: MomentField


Card = TypeVar("Card", DeviceCard, TeamCard, Revocations)


def fingerprint_of(root: RootKey) -> Fingerprint:
    """Return the fingerprint of a root's public key."""
    return Fingerprint(hashlib.sha256(_FINGERPRINT + bytes.fromhex(root)).hexdigest())


def issue_device_card(root: Ed25519PrivateKey, card: DeviceCard) -> bytes:
    """Sign a device's card with the organisation's root."""
    return sign_document(card, DEVICE_CARD, root)


def issue_team_card(root: Ed25519PrivateKey, card: TeamCard) -> bytes:
    """Sign a team's card with the organisation's root."""
    return sign_document(card, TEAM_CARD, root)


def issue_invitation(
    root: Ed25519PrivateKey, organisation: OrganisationId, name: str, relay: str, issued_at: MomentField
) -> bytes:
    """Write an invitation to an organisation, signed by its root."""
    invitation = Invitation(
        organisation=organisation,
        name=name,
        fingerprint=fingerprint_of(root_key_of(root)),
        relay=relay,
        issued_at=issued_at,
    )
    return sign_document(invitation, INVITATION, root)


def read_invitation(data: bytes) -> Invitation:
    """Read an invitation; the worker compares its fingerprint with the one that was handed over.

    Raises:
        NotTrusted: it is malformed, or not signed by the root whose fingerprint it carries.
    """
    try:
        signed = read_signed(data, INVITATION)
        invitation = signed.read(Invitation)
    except DocumentRefused as reason:
        raise NotTrusted("this invitation is malformed or was changed") from reason
    if not _is_of(signed, invitation.fingerprint):
        raise NotTrusted("this invitation is not signed by the root that it names")
    return invitation


@dataclass(frozen=True, slots=True)
class Trust:
    """What we believe: one organisation, the fingerprint of its root, and the devices it has revoked."""

    organisation: OrganisationId
    fingerprint: Fingerprint
    revoked: frozenset[Caller] = frozenset()

    @classmethod
    def of_root(cls, organisation: OrganisationId, root: RootKey) -> "Trust":
        """Trust an organisation whose root's public key is known."""
        return cls(organisation, fingerprint_of(root))

    @classmethod
    def of_invitation(cls, invitation: Invitation) -> "Trust":
        """Trust the organisation of an invitation whose fingerprint was compared."""
        return cls(invitation.organisation, invitation.fingerprint)

    def heeding(self, revocations: Revocations) -> "Trust":
        """Return the same trust without the devices of this list."""
        return replace(self, revoked=self.revoked | frozenset(revocations.devices))

    def read_device_card(self, data: bytes) -> DeviceCard:
        """Read the card of a device of our organisation.

        Raises:
            NotTrusted: it is malformed, of another organisation or root, or the device was revoked.
        """
        card = self._read(data, DEVICE_CARD, DeviceCard)
        if Caller(card.device) in self.revoked:
            raise NotTrusted("this device was revoked")
        return card

    def read_team_card(self, data: bytes) -> TeamCard:
        """Read the card of a team of our organisation.

        Raises:
            NotTrusted: it is malformed, or of another organisation or root.
        """
        return self._read(data, TEAM_CARD, TeamCard)

    def read_revocations(self, data: bytes) -> Revocations:
        """Read our organisation's list of revoked devices.

        Raises:
            NotTrusted: it is malformed, or of another organisation or root.
        """
        return self._read(data, REVOCATIONS_SCHEMA, Revocations)

    def _read(self, data: bytes, schema: str, kind: type[Card]) -> Card:
        try:
            signed = read_signed(data, schema)
            card = signed.read(kind)
        except DocumentRefused as reason:
            raise NotTrusted("this card is malformed or was changed") from reason
        if not _is_of(signed, self.fingerprint):
            raise NotTrusted("this card is not signed by the root of our organisation")
        if card.organisation != self.organisation:
            raise NotTrusted("this card is of another organisation")
        return card


def _is_of(signed: Signed, fingerprint: Fingerprint) -> bool:
    return hmac.compare_digest(fingerprint_of(RootKey(signed.signer)), fingerprint)
