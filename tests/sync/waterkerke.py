"""The municipality of Waterkerke for the tests: its root, its team, and the devices of its people."""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.journal.names import DeviceKey, PersonId
from sync.envelope import SealingKey, sealing_key_of
from sync.identity import (
    DeviceCard,
    DeviceRole,
    TeamCard,
    TeamId,
    Trust,
    issue_device_card,
    issue_team_card,
)
from sync.wire.admission import Pass, issue_pass
from sync.wire.names import (
    MailboxId,
    Moment,
    OrganisationId,
    caller_of,
    random_mailbox,
    random_organisation,
    root_key_of,
)

NOW = Moment(1_790_000_000_000)


@dataclass(frozen=True)
class Device:
    """A device with its keys, its signed card and its signed pass."""

    signing: Ed25519PrivateKey
    reading: X25519PrivateKey
    card: DeviceCard
    signed_card: bytes
    signed_pass: bytes

    @property
    def sealing(self) -> SealingKey:
        return sealing_key_of(self.reading)

    @property
    def mailbox(self) -> MailboxId:
        return self.card.mailbox


@dataclass(frozen=True)
class Organisation:
    """An organisation with a root and one team."""

    id: OrganisationId = field(default_factory=random_organisation)
    root: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    team_key: X25519PrivateKey = field(default_factory=X25519PrivateKey.generate)
    team_mailbox: MailboxId = field(default_factory=random_mailbox)

    @property
    def trust(self) -> Trust:
        return Trust.of_root(self.id, root_key_of(self.root))

    @property
    def team_sealing(self) -> SealingKey:
        return sealing_key_of(self.team_key)

    def team_card(self) -> bytes:
        card = TeamCard(
            organisation=self.id,
            team=TeamId("5" * 32),
            name="Wijkteam Zuid",
            sealing=self.team_sealing,
            mailbox=self.team_mailbox,
            issued_at=NOW,
        )
        return issue_team_card(self.root, card)

    def device(
        self, role: DeviceRole, name: str = "Samira", signing: Ed25519PrivateKey | None = None
    ) -> Device:
        signing, reading = signing or Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
        card = DeviceCard(
            organisation=self.id,
            device=DeviceKey(caller_of(signing)),
            sealing=sealing_key_of(reading),
            mailbox=random_mailbox(),
            role=role,
            person=PersonId("3" * 32),
            name=name,
            issued_at=NOW,
        )
        return Device(
            signing, reading, card, issue_device_card(self.root, card), self._pass_of(signing, card)
        )

    def _pass_of(self, signing: Ed25519PrivateKey, card: DeviceCard) -> bytes:
        worker = card.role is DeviceRole.WORKER
        admission = Pass(
            organisation=self.id,
            device=caller_of(signing),
            may_read=(card.mailbox,) if worker else (card.mailbox, self.team_mailbox),
            may_write=(self.team_mailbox,) if worker else ("*",),
            issued_at=NOW,
        )
        return issue_pass(self.root, admission)
