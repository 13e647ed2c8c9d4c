"""Households with something in every table, and everything that can be read in a vault that is open."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.journal.names import CompartmentId, HouseholdId, PersonId
from keukentafel.journal.operation import Entry, sign
from keukentafel.journal.speaker import Role, Speaker
from keukentafel.vault.ladder import Scope
from keukentafel.vault.mistakes import Unsealable
from keukentafel.vault.rows import Found
from keukentafel.vault.sealed_box import public_of
from keukentafel.vault.tables import COURIER, SEALED_TABLES, OutboxRow, WrappedKey
from keukentafel.vault.vault import OpenVault
from tests.vault.material import DEVICE, RESIDENT, draft, entry, place

OFFICER = X25519PrivateKey.generate()
NEIGHBOUR = Speaker(Role.NEAR, PersonId("f" * 32))


@dataclass(frozen=True)
class Home:
    """A household; ``name`` stands in every word that was said in it."""

    household: HouseholdId
    name: str
    own: CompartmentId
    common: CompartmentId

    def is_whole(self, vault: OpenVault) -> bool:
        """Tell whether everything is there that `settle` put in it."""
        return (
            vault.card(self.household) == {"name": self.name}
            and len(vault.entries(self.household)) == 3
            and len(vault.drafts(self.household)) == 2
            and len(vault.documents(self.household, "bundle")) == 2
            and vault.shelf(self.household).waiting_count() == 1
            and [vault.about(one.id) for one in vault.outgoing(self.household)] == [self.name]
        )


def settle(vault: OpenVault, name: str) -> Home:
    """Make a household in which a resident spoke, in their own part and in the common one."""
    household = vault.new_household()
    own = vault.compartment(household, "person", RESIDENT.who)
    common = vault.compartment(household, "common", None)
    shelf = vault.shelf(household)
    mine, ours, waits = (
        entry(household, compartment, f"{name} {words}", thing=thing)
        for compartment, words, thing in (
            (own, "voor mij", "c" * 32),
            (common, "voor ons", "d" * 32),
            (common, "nog niet aangekomen", "d" * 32),
        )
    )
    theirs = said_by(NEIGHBOUR, entry(household, common, f"{name} van de buren", thing="e" * 32))
    with vault.writing():
        for said in (mine, ours, theirs):
            shelf.keep(said)
            shelf.put_heads(place(said), frozenset({said.signed.id}))
        shelf.wait(waits.signed.id, waits)
        vault.put_card(household, {"name": name})
        vault.save_draft(draft(vault, household, f"{name} half getypt"))
        vault.save_draft(replace(draft(vault, household, f"{name} samen half getypt"), compartment=common))
        vault.keep_document(household, "bundle", "1", f"{name} plan van {RESIDENT.who}".encode())
        vault.keep_document(household, "bundle", "2", f"{name} eigen".encode(), own)
        vault.queue("team", b"sealed elsewhere", name, household)
    return Home(household, name, own, common)


def said_by(voice: Speaker, one: Entry) -> Entry:
    """The same words in somebody else's mouth."""
    return Entry(sign(replace(one.signed.operation, voice=voice), DEVICE), one.value)


def tell_in_confidence(vault: OpenVault, home: Home) -> None:
    """Write one entry of the safety line."""
    vault.safety.write(home.household, f"{home.name} vertrouwelijk", public_of(OFFICER))


def confided(vault: OpenVault, home: Home, pin: str) -> list[object]:
    """Read the safety line."""
    return [one.content for one in vault.safety.read(home.household, pin)]


def readable(vault: OpenVault) -> str:
    """Everything that the keys of an open vault can read in its file, row by row, with the open columns."""
    return "\n".join(_rows(vault))


def _rows(vault: OpenVault) -> Iterator[str]:
    ring = vault._ring
    scopes = [ring.vault, ring.own, ring.courier, ring.trail, *map(ring.household, vault.households())]
    for scope in scopes:
        for model in SEALED_TABLES:
            for row in vault._rows.find(model, scope):
                yield json.dumps([scope.name, row.id, *map(str, row.columns)])
                if model is not WrappedKey:
                    yield _payload(vault, scope, row)
                if model is OutboxRow:
                    yield json.dumps(vault.about(row.id))


def _payload(vault: OpenVault, scope: Scope, row: Found) -> str:
    ring = vault._ring
    compartment = row.column("compartment") if "compartment" in row.shape.columns else None
    try:
        payload = row.open(ring.sealer_of(row.model, scope, compartment))
    except Unsealable:
        hiding = ring.own.branch if scope is ring.trail else ring.safety
        payload = row.open(hiding.sealer)
    return payload.decode("utf-8", "replace")


def rows_of(vault: OpenVault, household: HouseholdId) -> int:
    """Count the rows that a household has in any table, and what it has in the outbox."""
    run = vault._database.run
    counted = [
        run(f"SELECT count(*) FROM {model.__tablename__} WHERE scope = ?", (household,))[0][0]
        for model in SEALED_TABLES
    ]
    waiting = "SELECT count(*) FROM outbox WHERE scope = ? AND household = ?"
    ((outgoing,),) = run(waiting, (COURIER, household))
    return int(sum(counted) + outgoing)
