"""What a device was given when it was enrolled: organisation, card, pass, and the team it writes to.

The safety officer is named by a card that the root signed, like every device; an organisation may have none
yet. The settings are sealed in the vault like everything else. At the desk the team's sealing key is among
them.
"""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.journal.canonical import Json
from keukentafel.vault.vault import OpenVault
from sync.identity import DeviceCard, DeviceRole, NotTrusted, TeamCard, Trust
from sync.wire.names import OrganisationId, RootKey


class NotEnrolled(ValueError):
    """This device was not enrolled in an organisation, or what it was given does not hold."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A device's place in its organisation.

    ``recovery`` is the organisation's key to recover with; ``officer`` is the safety officer's device.
    """

    organisation: OrganisationId
    trust: Trust
    card: DeviceCard
    signed_card: bytes
    relay_pass: bytes
    team: TeamCard
    team_key: X25519PrivateKey | None
    recovery: bytes | None = None
    officer: DeviceCard | None = None


def keep_membership(
    vault: OpenVault,
    *,
    organisation: OrganisationId,
    root: RootKey,
    signed_card: bytes,
    relay_pass: bytes,
    team: bytes,
    team_key: X25519PrivateKey | None,
    recovery: bytes | None = None,
    officer: bytes | None = None,
) -> None:
    """Keep what an enrolment gave, sealed."""
    document: dict[str, Json] = {
        "organisation": organisation,
        "root": root,
        "card": signed_card.hex(),
        "pass": relay_pass.hex(),
        "team": team.hex(),
        "team_key": team_key.private_bytes_raw().hex() if team_key else None,
        "recovery": recovery.hex() if recovery else None,
        "officer": officer.hex() if officer else None,
    }
    vault.put_setting("membership", document)


def read_membership(vault: OpenVault) -> Membership:
    """Read and verify what this device was given.

    Raises:
        NotEnrolled: it was not enrolled, or a card does not hold.
    """
    document = vault.setting("membership")
    if not isinstance(document, dict):
        raise NotEnrolled("this device is not enrolled in an organisation")
    organisation = OrganisationId(str(document["organisation"]))
    trust = Trust.of_root(organisation, RootKey(str(document["root"])))
    card, team = bytes.fromhex(str(document["card"])), bytes.fromhex(str(document["team"]))
    key, recovery, officer = document["team_key"], document.get("recovery"), document.get("officer")
    return Membership(
        organisation,
        trust,
        trust.read_device_card(card),
        card,
        bytes.fromhex(str(document["pass"])),
        trust.read_team_card(team),
        X25519PrivateKey.from_private_bytes(bytes.fromhex(str(key))) if key else None,
        bytes.fromhex(str(recovery)) if recovery else None,
        _officer(trust, bytes.fromhex(str(officer))) if officer else None,
    )


def _officer(trust: Trust, signed: bytes) -> DeviceCard:
    try:
        card = trust.read_device_card(signed)
    except NotTrusted as reason:
        raise NotEnrolled("the card of the safety officer does not hold") from reason
    if card.role is not DeviceRole.SAFETY_OFFICER:
        raise NotEnrolled("this is the card of somebody who is no safety officer")
    return card
