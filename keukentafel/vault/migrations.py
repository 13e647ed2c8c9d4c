"""From the tables of an earlier version to those of this one, all of it or nothing.

A file of an earlier version is migrated when a right PIN opens it, in one transaction with its own version
number: a kill half-way leaves the file as it was. Every step from one version to the next is a function here
and stays here; a file of a later version is refused (`NewerVault`).

Version 2: the roll is spread over leaves; the keys of settings, audit trail and safety line get branches of
their own, so that turning the vault key touches nothing but wrapped keys; key slots, forget marks and the
trail have tables.
"""

import json
import secrets
from collections.abc import Callable
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.vault.creation import create_tables
from keukentafel.vault.gate import Gate
from keukentafel.vault.header import read_header, schema_of
from keukentafel.vault.header_facts import NAME as HEADER_FACTS
from keukentafel.vault.header_facts import facts_of
from keukentafel.vault.key_derivation import OPENS_SAFETY, bound
from keukentafel.vault.key_ring import DEVICE_KEY, SAFETY_LINE
from keukentafel.vault.ladder import Branch, Scope
from keukentafel.vault.mistakes import DamagedVault, OlderVault, Unsealable
from keukentafel.vault.roll import TABLE as ROLL
from keukentafel.vault.rows import Rows
from keukentafel.vault.safety_key import new_salt, wrap_safety
from keukentafel.vault.sealing import KEY_BYTES, place_of
from keukentafel.vault.settings import SLOT_KEYS, written_setting
from keukentafel.vault.slots import SAFETY, Slots
from keukentafel.vault.tables import COURIER, OWN, SCHEMA, TRAIL, VAULT, SettingRow, WrappedKey

_SETTINGS_OF_1: Final = ("membership",)
"""The settings that version 1 knew; under the names of another the file had none."""


def migrate(rows: Rows, gate: Gate, vault_key: bytes, pin: str) -> int | None:
    """Bring a file to the present version, and return the one it had; None when it was the present one.

    Raises:
        OlderVault: the file is older than what this device last wrote.
        DamagedVault: the roll or a key of the device is gone or changed.
        VaultFull, VaultInUse, VaultUnwritable: nothing was done.
    """
    before = schema_of(rows.database)
    if before == SCHEMA:
        return None
    with rows.database.transaction():
        for version in range(before, SCHEMA):
            if version not in _STEPS:
                raise DamagedVault
            _STEPS[version](rows, gate, Scope(VAULT, Branch(vault_key)), pin)
        rows.database.run(f"PRAGMA user_version={SCHEMA}")
        rows.database.checkpoint_after()
    return before


def _to_2(rows: Rows, gate: Gate, vault: Scope, pin: str) -> None:
    courier = _courier_of_1(rows, vault)
    generation, counters = _roll_of_1(rows, courier)
    if generation < gate.secret.counter():
        raise OlderVault
    create_tables(rows.database)
    rows.database.run(f"DELETE FROM {ROLL}")  # noqa: S608
    rows.seals.entrust(lambda: courier)
    rows.seals.begin_roll(generation, counters)
    keys = {name: secrets.token_bytes(KEY_BYTES) for name in (OWN, TRAIL, SAFETY_LINE)}
    for name, key in keys.items():
        rows.put(WrappedKey, vault, name, key, vault.branch.wrapper, kind=DEVICE_KEY)
    own = Scope(OWN, Branch(keys[OWN]))
    rows.seals.begin(own)
    rows.seals.begin(Scope(TRAIL, Branch(keys[TRAIL])))
    _move_settings(rows, vault, own)
    _give_safety_key(rows, gate, own, pin)


def _courier_of_1(rows: Rows, vault: Scope) -> Scope:
    found = rows.get(WrappedKey, vault, COURIER)
    if found is None:
        raise DamagedVault
    try:
        return Scope(COURIER, Branch(found.open(vault.branch.wrapper)))
    except Unsealable as reason:
        raise DamagedVault from reason


def _roll_of_1(rows: Rows, courier: Scope) -> tuple[int, dict[str, int]]:
    """Read the roll as version 1 wrote it: one row, with every counter in it."""
    found = rows.database.run(f"SELECT generation, sealed FROM {ROLL} WHERE id = 1")  # noqa: S608
    if len(found) != 1:
        raise DamagedVault
    generation, sealed = found[0]
    try:
        payload = courier.branch.sealer.open(place_of(ROLL, COURIER, ROLL, generation), sealed)
    except (Unsealable, OverflowError) as reason:
        raise DamagedVault from reason
    return generation, json.loads(payload)


def _move_settings(rows: Rows, vault: Scope, own: Scope) -> None:
    names = {vault.branch.digest("setting", name): name for name in _SETTINGS_OF_1}
    for found in rows.find(SettingRow, vault):
        if found.id in names:
            name, payload = written_setting(own, names[found.id], json.loads(found.open()))
            rows.put(SettingRow, own, name, payload)
        rows.drop(SettingRow, vault, found.id)


def _give_safety_key(rows: Rows, gate: Gate, own: Scope, pin: str) -> None:
    vault, salt = read_header(rows.database).vault, new_salt()
    key = bound(gate.stretch(pin, salt), gate.secret.read(), OPENS_SAFETY)
    slot = wrap_safety(vault, salt, key, X25519PrivateKey.generate())
    Slots(rows.database, vault).put(slot)
    rows.put(SettingRow, own, *written_setting(own, SLOT_KEYS, {SAFETY: slot.public.hex()}))
    rows.put(SettingRow, own, *written_setting(own, HEADER_FACTS, facts_of(read_header(rows.database))))


_STEPS: Final[dict[int, Callable[[Rows, Gate, Scope, str], None]]] = {1: _to_2}
