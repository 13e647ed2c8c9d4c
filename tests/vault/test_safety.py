"""The safety line is for the worker with the PIN and for the officer; for everybody else it is not there."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import bundled_catalogue
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.hand_over import seal_hand_over
from keukentafel.vault.inspection import Finding, FindingKind
from keukentafel.vault.mistakes import (
    Locked,
    NoSafetyKey,
    NotHandedOver,
    OtherOfficer,
    Unsealable,
    WrongPin,
)
from keukentafel.vault.recovery import read_code_for
from keukentafel.vault.recovery_code import RecoveryCode
from keukentafel.vault.rows import Found
from keukentafel.vault.safety import SafetyEntry, SafetyId, read_hand_over
from keukentafel.vault.sealed_box import PublicKey, public_of
from keukentafel.vault.sealing import Sealer
from keukentafel.vault.tables import SEALED_TABLES, DocumentRow
from keukentafel.vault.trail import Action
from keukentafel.vault.vault import LockedVault, OpenVault
from tests.vault.material import CHEAP, PIN, Workshop, draft

CANARY = "ZWALUW-ONDER-DE-DAKGOOT"
NEW_PIN = "314159"


@dataclass
class Scene:
    """A household, its worker's open vault, and a safety officer elsewhere."""

    workshop: Workshop
    vault: OpenVault
    household: HouseholdId
    officer: X25519PrivateKey

    @property
    def officers_key(self) -> PublicKey:
        return public_of(self.officer)

    def write(self, content: Json = CANARY, name: SafetyId | None = None) -> SafetyId:
        return self.vault.safety.write(self.household, content, self.officers_key, name)

    def read(self, pin: str = PIN) -> list[Json]:
        return [one.content for one in self.vault.safety.read(self.household, pin)]

    def pending(self) -> int:
        return self.vault.safety.pending(self.household)

    def rows(self) -> list[tuple[str, bytes]]:
        """Return id and sealed bytes of the rows of the safety line, which only the vault can tell apart."""
        return [(row.id, row.sealed) for row in self.vault.safety._found(self.household)]


@pytest.fixture
def scene(workshop: Workshop) -> Scene:
    vault = workshop.open()
    household = vault.new_household()
    vault.put_card(household, {"name": "De Wit"})
    return Scene(workshop, vault, household, X25519PrivateKey.generate())


def _contents(handed_over: Json) -> list[Json]:
    assert isinstance(handed_over, dict)
    entries = handed_over["entries"]
    assert isinstance(entries, list)
    return [one["content"] for one in entries if isinstance(one, dict)]


# Two readers -------------------------------------------------------------------------------------------------


def test_an_entry_opens_with_the_pin_each_time_and_with_nothing_else(scene: Scene) -> None:
    first = scene.write({"seen": "een blauwe plek", "by": "juf"})
    second = scene.write("nog iets")
    scene.write("het staat er nu anders", first)
    assert scene.read() == ["het staat er nu anders", "nog iets"]
    for wrong in ("000000", ""):
        with pytest.raises(WrongPin):
            scene.read(wrong)
    scene.vault.lock()
    scene.vault = scene.workshop.open()
    assert [one.id for one in scene.vault.safety.read(scene.household, PIN)] == [first, second]
    with pytest.raises(ValueError, match="random id"):
        scene.write("x", SafetyId("blauwe-plek-van-daan"))


def test_what_is_handed_over_opens_with_the_officers_private_key_alone(scene: Scene) -> None:
    names = [scene.write("een"), scene.write("twee")]
    handed = scene.vault.safety.hand_over(scene.household, scene.officers_key, "stap 5 van de meldcode")
    assert handed.entries == tuple(names)
    assert read_hand_over(scene.officer, scene.household, handed.sealed) == {
        "reason": "stap 5 van de meldcode",
        "at": int(scene.workshop.now * 1000),
        "entries": [{"id": names[0], "content": "een"}, {"id": names[1], "content": "twee"}],
    }
    with pytest.raises(Unsealable):
        read_hand_over(X25519PrivateKey.generate(), scene.household, handed.sealed)
    with pytest.raises(Unsealable):
        read_hand_over(scene.officer, scene.vault.new_household(), handed.sealed)
    for index in range(len(handed.sealed)):
        changed = bytearray(handed.sealed)
        changed[index] ^= 1
        with pytest.raises(Unsealable):
            read_hand_over(scene.officer, scene.household, bytes(changed))


def test_what_somebody_else_sealed_for_the_officer_is_refused_and_no_traceback(scene: Scene) -> None:
    own = scene.vault.safety
    scene.write("een")
    (kept,) = own._all(scene.household)
    for entry in ({"body": b""}, {"for_officer": b""}, {"body": kept.for_officer}):
        changed = [_with(kept, **entry)]
        forged = seal_hand_over(scene.household, scene.officers_key, changed, "x", 1)
        with pytest.raises(Unsealable):
            read_hand_over(scene.officer, scene.household, forged.sealed)
    whole = seal_hand_over(scene.household, scene.officers_key, [kept], "x", 1)
    assert _contents(read_hand_over(scene.officer, scene.household, whole.sealed)) == ["een"]


def _with(kept: object, **changes: object) -> object:
    from dataclasses import replace

    return replace(kept, **changes)  # type: ignore[type-var]
