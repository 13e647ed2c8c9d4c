"""Giving one household new keys: its own, and one for each of its compartments.

Turning the vault key is not enough when part of a household is forgotten, or a sentence erased: the
household's key stays the same, and opens that household in an older copy too. So every row of it is opened,
and sealed anew under keys that no older copy knows. Names of rows that are keyed digests change with them.

What does not open stays as it is, and stays known as damaged. What is missing, or was put back, stays known
as such: the new seal begins with what the old one counts beside the rows that are there. Entries of the
safety line are not under the household's key and stay as they are too. A hundred sentences take some ten
milliseconds.
"""

import secrets
from dataclasses import dataclass

from keukentafel.journal.names import CompartmentId, FieldName, HouseholdId, ObjectId, OperationId
from keukentafel.vault.document import document_names, names_in
from keukentafel.vault.key_ring import HOUSEHOLD_KEY
from keukentafel.vault.ladder import Branch, Scope
from keukentafel.vault.mistakes import NoSuchHousehold, Unsealable
from keukentafel.vault.parts import Parts
from keukentafel.vault.rows import Found, marks_of, read
from keukentafel.vault.sealing import KEY_BYTES, Sealer
from keukentafel.vault.shelf import head_names, waiting_name
from keukentafel.vault.tables import SEALED_TABLES, DocumentRow, HeadRow, WaitingRow, WrappedKey


@dataclass(frozen=True, slots=True)
class _Opened:
    """A row with what is in it; None when it does not open, or is not ours to open."""

    found: Found
    payload: bytes | None


@dataclass(frozen=True, slots=True)
class _Keys:
    """The new keys of a household."""

    scope: Scope
    key: bytes
    compartments: dict[CompartmentId, bytes]

    def sealer(self, found: Found) -> Sealer | None:
        """Return what seals a row from now on; None when its compartment has no key."""
        if found.model is WrappedKey:
            return self.scope.branch.wrapper
        compartment = found.column("compartment") if "compartment" in found.shape.columns else None
        if compartment is None:
            return self.scope.branch.sealer
        key = self.compartments.get(CompartmentId(compartment))
        return None if key is None else Sealer(key)


class Renewal:
    """Renews households of one open vault, inside the transaction that turns the keys."""

    def __init__(self, parts: Parts) -> None:
        self._rows = parts.rows
        self._ring = parts.ring
        self._outbox = parts.outbox
        self._households = parts.households

    def household(self, household: HouseholdId) -> bool:
        """Give a household new keys; tells False, and changes nothing, when its key or seal does not hold."""
        try:
            old = self._ring.household(household)
            rows = [found for model in SEALED_TABLES for found in self._rows.find(model, old)]
            rest = self._rows.seals.rest(old, marks_of(rows))
        except NoSuchHousehold:
            # Forgotten as a whole since: no key of today opens it in an older copy.
            return True
        except Unsealable:
            return False
        opened = [self._open(old, found) for found in rows]
        keys = self._fresh(household, opened)
        self._rows.put(
            WrappedKey,
            self._ring.vault,
            household,
            keys.key,
            self._ring.vault.branch.wrapper,
            kind=HOUSEHOLD_KEY,
        )
        self._rows.seals.reseal(keys.scope, rest)
        for one in opened:
            self._write(one, keys)
        self._outbox.seal_about_again(household, old, keys.scope)
        self._ring.renew(household, keys.scope, keys.compartments)
        self._households.forget_known()
        return True

    def _open(self, scope: Scope, found: Found) -> _Opened:
        compartment: CompartmentId | None = None
        if "compartment" in found.shape.columns:
            compartment = found.column("compartment")
        try:
            return _Opened(found, found.open(self._ring.sealer_of(found.model, scope, compartment)))
        except (Unsealable, TypeError):
            return _Opened(found, None)

    def _fresh(self, household: HouseholdId, opened: list[_Opened]) -> _Keys:
        key = secrets.token_bytes(KEY_BYTES)
        wrapped = [one for one in opened if one.found.model is WrappedKey and one.payload is not None]
        compartments = {CompartmentId(one.found.id): secrets.token_bytes(KEY_BYTES) for one in wrapped}
        return _Keys(Scope(household, Branch(key)), key, compartments)

    def _write(self, one: _Opened, keys: _Keys) -> None:
        found, payload, sealer = one.found, one.payload, keys.sealer(one.found)
        if payload is None or sealer is None:
            self._rows.keep_as_it_is(found, keys.scope)
            return
        if found.model is WrappedKey:
            payload = keys.compartments[CompartmentId(found.id)]
        name, columns = _names(found, payload, keys.scope.branch)
        self._rows.seal_again(found, keys.scope, payload, sealer, name=name, columns=columns)


def _names(found: Found, payload: bytes, branch: Branch) -> tuple[str, dict[str, object]]:
    """Return under which name a row is found from now on, and the open columns that go with it."""
    if found.model is HeadRow:
        document = read(payload)
        place = ObjectId(document["object"]), FieldName(document["field"])
        name, named = head_names(branch, place, CompartmentId(found.column("compartment")))
        return name, {"place": named}
    if found.model is WaitingRow:
        return waiting_name(branch, found.column("missing"), OperationId(read(payload)["id"])), {}
    if found.model is DocumentRow:
        name, kind = document_names(branch, *names_in(payload))
        return name, {"kind": kind}
    return found.id, {}
