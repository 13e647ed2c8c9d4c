"""The keys that are in memory now, and nothing that is not needed for what is on the screen.

Unlocked, the ring holds the vault's branch and fetches household and compartment keys as they are asked for.
*Narrowed* (the tablet lies on the table) it holds one household, the branches of the courier and of the audit
trail, and the key that signs; the rest is let go, also what hides the safety line and the trail of the work
face. Locked, it holds nothing.

Python cannot promise that bytes are wiped from memory; what is promised is that nothing in the vault's
objects leads to a key or a plaintext any more.
"""

from collections.abc import Mapping
from typing import Final, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.journal.names import CompartmentId, HouseholdId
from keukentafel.vault.ladder import Branch, Scope
from keukentafel.vault.mistakes import DamagedVault, Locked, NoSuchHousehold, Unsealable
from keukentafel.vault.rows import Found, Rows
from keukentafel.vault.sealing import Sealer
from keukentafel.vault.tables import COURIER, OWN, TRAIL, VAULT, DocumentRow, SealedRow, TrailRow, WrappedKey

T = TypeVar("T")

SIGNING: Final = "signing"
SEALING: Final = "sealing"
SAFETY_LINE: Final = "safety"
DEVICE_KEYS: Final = (SIGNING, SEALING, COURIER, OWN, TRAIL, SAFETY_LINE)
"""The keys that every vault has, by the names under which they are wrapped."""

HOUSEHOLD_KEY: Final = "household"
COMPARTMENT_KEY: Final = "compartment"
DEVICE_KEY: Final = "device"


class KeyRing:
    """The keys of one open vault; takes part in every transaction, to let go of keys that were not kept.

    Raises:
        DamagedVault: the keys of the device itself are gone or changed.
    """

    def __init__(self, rows: Rows, vault: Branch) -> None:
        self._rows = rows
        self._vault: Scope | None = Scope(VAULT, vault)
        self._households: dict[HouseholdId, Scope] = {}
        self._compartments: dict[tuple[HouseholdId, CompartmentId], Sealer] = {}
        self._fresh_households: set[HouseholdId] = set()
        self._fresh_compartments: set[tuple[HouseholdId, CompartmentId]] = set()
        self._before: Scope | None = None
        self._narrow = False
        self._courier: Scope | None = self._device_scope(COURIER)
        self._trail: Scope | None = self._device_scope(TRAIL)
        self._own: Scope | None = self._device_scope(OWN)
        self._safety: Branch | None = Branch(self._device_key(SAFETY_LINE))
        self._signing: Ed25519PrivateKey | None = Ed25519PrivateKey.from_private_bytes(
            self._device_key(SIGNING)
        )
        self._sealing: X25519PrivateKey | None = self._sealing_key()
        rows.seals.entrust(lambda: self.courier)
        rows.database.watch(self)

    @property
    def vault(self) -> Scope:
        """The vault's own scope.

        Raises:
            Locked: the vault is locked or narrowed.
        """
        return _held(self._vault)

    @property
    def courier(self) -> Scope:
        """The scope of what is on its way.

        Raises:
            Locked: the vault is locked.
        """
        return _held(self._courier)

    @property
    def trail(self) -> Scope:
        """The scope of the audit trail, for writing in it; also there while narrowed.

        Raises:
            Locked: the vault is locked.
        """
        return _held(self._trail)

    @property
    def own(self) -> Scope:
        """The scope of settings and of what was forgotten.

        Raises:
            Locked: the vault is locked or narrowed.
        """
        return _held(self._own)

    @property
    def safety(self) -> Branch:
        """What hides the safety line among the documents.

        Raises:
            Locked: the vault is locked or narrowed.
        """
        return _held(self._safety)

    @property
    def signing(self) -> Ed25519PrivateKey:
        """The key with which this device signs; also there while narrowed.

        Raises:
            Locked: the vault is locked.
        """
        return _held(self._signing)

    @property
    def sealing(self) -> X25519PrivateKey:
        """The key to which others seal for this device.

        Raises:
            Locked: the vault is locked or narrowed.
        """
        return _held(self._sealing)

    @property
    def is_narrow(self) -> bool:
        """Whether only one household is within reach."""
        return self._narrow

    def household(self, household: HouseholdId) -> Scope:
        """Return the scope of a household.

        Raises:
            Locked: the vault is locked, or narrowed to another household, or its keys were turned elsewhere.
            NoSuchHousehold: there is no such household.
            Unsealable: its wrapped key was changed.
        """
        scope = self._households.get(household)
        if scope is None:
            found = self._rows.get(WrappedKey, self.vault, household)
            if found is None or found.column("kind") != HOUSEHOLD_KEY:
                raise NoSuchHousehold
            scope = Scope(household, Branch(self._unwrapped(found)))
            self._households[household] = scope
        return scope

    def within_reach(self) -> tuple[HouseholdId, ...]:
        """Return the households whose keys are in memory; narrowed, that is the open one."""
        return tuple(self._households)

    def compartment(self, household: HouseholdId, compartment: CompartmentId) -> Sealer | None:
        """Return what seals the rows of a compartment, or None when it has no key here."""
        place = (household, compartment)
        sealer = self._compartments.get(place)
        if sealer is None:
            scope = self.household(household)
            found = self._rows.get(WrappedKey, scope, compartment)
            if found is None:
                return None
            sealer = self._compartments[place] = Sealer(found.open(scope.branch.wrapper))
        return sealer

    def sealer_of(self, model: type[SealedRow], scope: Scope, compartment: CompartmentId | None) -> Sealer:
        """Return what opens a row of a table: a wrapper, its compartment's key, or its scope's.

        Raises:
            Unsealable: the compartment has no key here.
        """
        if model is WrappedKey:
            return scope.branch.wrapper
        if compartment is None:
            return scope.branch.sealer
        sealer = self.compartment(HouseholdId(scope.name), compartment)
        if sealer is None:
            raise Unsealable(scope.name, str(WrappedKey.__tablename__))
        return sealer

    def hides(self, found: Found) -> bool:
        """Tell whether a row that does not open with the key of its scope is one that is hidden at the table.

        Such are the entries of the safety line among the documents, and the lines of the audit trail that
        were written in the work face. Narrowed, that cannot be told; the seal of the scope still proves that
        the row is the one that was written there, all but the bytes under the tag.
        """
        if found.model is TrailRow:
            hiding = None if self._own is None else self._own.branch
        elif found.model is DocumentRow and found.column("compartment") is None:
            hiding = self._safety
        else:
            return False
        if hiding is None:
            return True
        try:
            found.open(hiding.sealer)
        except Unsealable:
            return False
        return True

    def add_household(self, household: HouseholdId, key: bytes) -> Scope:
        """Wrap and hold the key of a new household, inside the transaction that makes it."""
        wrapper = self.vault.branch.wrapper
        self._rows.put(WrappedKey, self.vault, household, key, wrapper, kind=HOUSEHOLD_KEY)
        scope = self._households[household] = Scope(household, Branch(key))
        self._fresh_households.add(household)
        return scope

    def add_compartment(self, household: HouseholdId, compartment: CompartmentId, key: bytes) -> Sealer:
        """Wrap and hold the key of a new compartment, inside the transaction that makes it."""
        scope = self.household(household)
        self._rows.put(WrappedKey, scope, compartment, key, scope.branch.wrapper, kind=COMPARTMENT_KEY)
        sealer = self._compartments[household, compartment] = Sealer(key)
        self._fresh_compartments.add((household, compartment))
        return sealer

    def narrow(self, household: HouseholdId) -> None:
        """Let go of every key but those of one household, the courier's, and the one that signs."""
        scope = self.household(household)
        self._households = {household: scope}
        self._compartments = {
            place: sealer for place, sealer in self._compartments.items() if place[0] == household
        }
        self._vault = self._before = self._own = self._sealing = self._safety = None
        self._narrow = True

    def widen(self, vault: Branch) -> None:
        """Take the vault's branch up again, with what hangs below it."""
        self.take_up(vault)
        self._own = self._device_scope(OWN)
        self._safety = Branch(self._device_key(SAFETY_LINE))
        self._sealing = self._sealing_key()
        self._narrow = False

    def take_up(self, vault: Branch) -> None:
        """Hold the vault key that the PIN has just given; another session may have turned the keys."""
        _held(self._courier)
        self._vault = Scope(VAULT, vault)

    def rekey(self, vault: Branch) -> None:
        """Hold another vault key, inside the transaction that writes the rows again which it wraps."""
        self._before = self._before or _held(self._vault)
        self._vault = Scope(VAULT, vault)

    def renew(
        self, household: HouseholdId, scope: Scope, compartments: Mapping[CompartmentId, bytes]
    ) -> None:
        """Hold the new keys of a household, inside the transaction that seals its rows with them."""
        self.drop_household(household)
        self._households[household] = scope
        self._fresh_households.add(household)
        for compartment, key in compartments.items():
            self._compartments[household, compartment] = Sealer(key)
            self._fresh_compartments.add((household, compartment))

    def drop_household(self, household: HouseholdId) -> None:
        """Let go of every key of a household that is being forgotten."""
        self._households.pop(household, None)
        for place in [place for place in self._compartments if place[0] == household]:
            del self._compartments[place]

    def drop_compartment(self, household: HouseholdId, compartment: CompartmentId) -> None:
        """Let go of the key of a compartment that is being forgotten."""
        self._compartments.pop((household, compartment), None)

    def clear(self) -> None:
        """Let go of everything."""
        self._vault = self._courier = self._own = self._trail = self._signing = self._sealing = None
        self._before = self._safety = None
        self._households.clear()
        self._compartments.clear()

    def after_begin(self, written_elsewhere: bool) -> None:
        """See `Watcher.after_begin`: another session may have forgotten something, or turned the keys."""
        if not written_elsewhere:
            return
        self._compartments.clear()
        if self._vault is not None and not self._opens_own(self._vault):
            self._vault = None
        if self._vault is not None:
            self._households.clear()
        for scope in [one for one in self._households.values() if not self._is_sealed_by(one)]:
            del self._households[HouseholdId(scope.name)]

    def before_commit(self) -> None:
        """See `Watcher.before_commit`."""

    def after_commit(self) -> None:
        """See `Watcher.after_commit`: fresh keys are kept now."""
        self._before = None
        self._fresh_households.clear()
        self._fresh_compartments.clear()

    def after_rollback(self) -> None:
        """See `Watcher.after_rollback`: fresh keys are in no file, so nothing may be sealed with them."""
        for household in self._fresh_households:
            self._households.pop(household, None)
        for place in self._fresh_compartments:
            self._compartments.pop(place, None)
        if self._vault is not None and self._before is not None:
            self._vault = self._before
        self.after_commit()

    def _unwrapped(self, found: Found) -> bytes:
        try:
            return found.open(self.vault.branch.wrapper)
        except Unsealable:
            if self._opens_own(self.vault):
                raise
            # Not damaged: another session turned the keys, and the PIN brings the new one.
            self._vault = None
            raise Locked from None

    def _is_sealed_by(self, scope: Scope) -> bool:
        try:
            self._rows.seals.read(scope)
        except Unsealable:
            return False
        return True

    def _opens_own(self, vault: Scope) -> bool:
        found = self._rows.get(WrappedKey, vault, TRAIL)
        try:
            return found is not None and bool(found.open(vault.branch.wrapper))
        except Unsealable:
            return False

    def _sealing_key(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(self._device_key(SEALING))

    def _device_scope(self, name: str) -> Scope:
        return Scope(name, Branch(self._device_key(name)))

    def _device_key(self, name: str) -> bytes:
        found = self._rows.get(WrappedKey, self.vault, name)
        if found is None:
            raise DamagedVault
        try:
            return found.open(self.vault.branch.wrapper)
        except Unsealable as reason:
            raise DamagedVault from reason


def _held(thing: T | None) -> T:
    if thing is None:
        raise Locked
    return thing
