"""Who may use which mailbox: passes and revocations, both signed by the organisation's root.

A pass lets one device read some mailboxes and write to some; it holds no name and no role. A device brings
its own pass, so that a relay which was restored from an old copy or begun anew learns it again at the first
request. A revocation is for ever: keys are never used twice, so the lists only grow together.
"""

import hmac
from collections.abc import Mapping
from typing import Annotated, Final, Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import Field

from sync.wire.document import Document, DocumentRefused, Signed, read_signed, sign_document
from sync.wire.names import (
    CallerField,
    MailboxField,
    MailboxId,
    MomentField,
    OrganisationField,
    OrganisationId,
    RootKey,
)

ADMISSION_SCHEMA: Final = "keukentafel.pass/1"
REVOCATIONS_SCHEMA: Final = "keukentafel.revocations/1"
ANY_MAILBOX: Final = "*"


class UnknownOrganisation(DocumentRefused):
    """This document is of an organisation that is not known here."""


class Pass(Document):
    """What one device may do: read some mailboxes, write to some or to any of its organisation."""

    organisation: OrganisationField
    device: CallerField
    may_read: Annotated[tuple[MailboxField, ...], Field(max_length=64)]
    may_write: Annotated[tuple[MailboxField | Literal["*"], ...], Field(max_length=64)]
    issued_at: MomentField

    def allows_reading(self, mailbox: MailboxId) -> bool:
        """Tell whether this device may fetch what lies in a mailbox."""
        return mailbox in self.may_read

    def allows_writing(self, mailbox: MailboxId) -> bool:
        """Tell whether this device may put something in a mailbox."""
        return mailbox in self.may_write or ANY_MAILBOX in self.may_write


class Revocations(Document):
    """The devices that an organisation does not trust any more."""

    organisation: OrganisationField
    devices: Annotated[tuple[CallerField, ...], Field(max_length=2_000)]
    issued_at: MomentField


def issue_pass(root: Ed25519PrivateKey, admission: Pass) -> bytes:
    """Sign a pass with the organisation's root."""
    return sign_document(admission, ADMISSION_SCHEMA, root)


def issue_revocations(root: Ed25519PrivateKey, revocations: Revocations) -> bytes:
    """Sign a list of revoked devices with the organisation's root."""
    return sign_document(revocations, REVOCATIONS_SCHEMA, root)


def read_pass(data: bytes, roots: Mapping[OrganisationId, RootKey]) -> Pass:
    """Read a pass of one of these organisations.

    Raises:
        UnknownOrganisation: it names an organisation that is not among them.
        DocumentRefused: it is malformed, or not signed by that organisation's root.
    """
    signed = read_signed(data, ADMISSION_SCHEMA)
    admission = signed.read(Pass)
    _check_root(signed, admission.organisation, roots)
    return admission


def read_revocations(data: bytes, roots: Mapping[OrganisationId, RootKey]) -> Revocations:
    """Read the revocations of one of these organisations.

    Raises:
        UnknownOrganisation: it names an organisation that is not among them.
        DocumentRefused: it is malformed, or not signed by that organisation's root.
    """
    signed = read_signed(data, REVOCATIONS_SCHEMA)
    revocations = signed.read(Revocations)
    _check_root(signed, revocations.organisation, roots)
    return revocations


def read_kept_revocations(data: bytes) -> Revocations:
    """Read revocations whose root was checked when they arrived, and that have been kept since.

    An organisation that is taken off the list, or takes a new root, does not give its lost devices back.

    Raises:
        DocumentRefused: they are malformed.
    """
    return read_signed(data, REVOCATIONS_SCHEMA).read(Revocations)


def _check_root(
    signed: Signed, organisation: OrganisationId, roots: Mapping[OrganisationId, RootKey]
) -> None:
    root = roots.get(organisation)
    if root is None:
        raise UnknownOrganisation("this organisation is not known here")
    if not hmac.compare_digest(signed.signer, root):
        raise DocumentRefused("this document is not signed by the root of its organisation")
