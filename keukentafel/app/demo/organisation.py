"""The demo's organisation: a root key that signs a card and a pass for each device, and is then thrown away.

The root's private half exists only while the demo is made. So nobody can be added to the demo afterwards, and
no demo device can be enrolled in a real organisation, which has another root.
"""

from dataclasses import dataclass
from typing import NewType

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.app.state.membership import keep_membership
from keukentafel.journal.names import DeviceKey, PersonId, random_id
from keukentafel.vault.vault import OpenVault
from sync.envelope import sealing_key_of
from sync.identity import (
    DeviceCard,
    DeviceRole,
    TeamCard,
    TeamId,
    issue_device_card,
    issue_team_card,
)
from sync.wire.admission import ANY_MAILBOX, Pass, issue_pass
from sync.wire.names import (
    MailboxId,
    Moment,
    OrganisationId,
    RootKey,
    caller_of,
    random_mailbox,
    random_organisation,
    root_key_of,
)

TeamName = NewType("TeamName", str)
"""What the team is called on the screen of the resident: ``Sociaal team Waterkerke``."""


@dataclass(frozen=True, slots=True)
class DemoOrganisation:
    """The root and the team of the demo, while it is being made."""

    id: OrganisationId
    root: Ed25519PrivateKey
    team_key: X25519PrivateKey
    recovery: X25519PrivateKey
    team_mailbox: MailboxId
    team_card: bytes
    issued_at: Moment
    officer: bytes | None = None
    """The signed card of the safety officer, once they were enrolled."""

    @property
    def root_key(self) -> RootKey:
        """The root's public key, which the relay and every device are told."""
        return root_key_of(self.root)

    def enrol(self, vault: OpenVault, name: str, role: DeviceRole) -> bytes:
        """Give a device its card, its pass and, at the desk, the team's key; returns its signed card."""
        mailbox = random_mailbox()
        card = DeviceCard(
            organisation=self.id,
            device=DeviceKey(caller_of(vault.device_signing)),
            sealing=sealing_key_of(vault.device_sealing),
            mailbox=mailbox,
            role=role,
            person=PersonId(random_id()),
            name=name,
            issued_at=self.issued_at,
        )
        desk = role is DeviceRole.SUPERVISOR
        admission = Pass(
            organisation=self.id,
            device=caller_of(vault.device_signing),
            may_read=(mailbox, self.team_mailbox) if desk else (mailbox,),
            may_write=(ANY_MAILBOX,),
            issued_at=self.issued_at,
        )
        signed = issue_device_card(self.root, card)
        keep_membership(
            vault,
            organisation=self.id,
            root=self.root_key,
            signed_card=signed,
            relay_pass=issue_pass(self.root, admission),
            team=self.team_card,
            team_key=self.team_key if desk else None,
            recovery=self.recovery.public_key().public_bytes_raw(),
            officer=self.officer,
        )
        return signed


def found(team: TeamName, now: int) -> DemoOrganisation:
    """Found the organisation: a root, and one team with its sealing key and mailbox."""
    root, key = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
    organisation, mailbox = random_organisation(), random_mailbox()
    card = TeamCard(
        organisation=organisation,
        team=TeamId(random_id()),
        name=team,
        sealing=sealing_key_of(key),
        mailbox=mailbox,
        issued_at=Moment(now),
    )
    recovery = X25519PrivateKey.generate()
    return DemoOrganisation(
        organisation, root, key, recovery, mailbox, issue_team_card(root, card), Moment(now)
    )
