"""The open vault: everything the tablet keeps and reads goes through here.

This class only hands over to the parts it is made of: the key ring, households, shelf, drafts, documents,
post (`OpenPost`) and settings. ``lock()`` lets go of every key and closes the file; from then on each call
raises ``Locked``.
"""

from contextlib import AbstractContextManager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.names import CompartmentId, FieldName, HouseholdId, ObjectId, PersonId
from keukentafel.journal.operation import Entry
from keukentafel.journal.rebuilding import Discrepancy
from keukentafel.vault.cleaning import Cleaning
from keukentafel.vault.copying import Copying
from keukentafel.vault.document import Document, Documents
from keukentafel.vault.draft import Draft, Drafts
from keukentafel.vault.forgetting import Forgetting
from keukentafel.vault.gate import Clock, Gate
from keukentafel.vault.households import Compartment, Households
from keukentafel.vault.inbox import Inbox
from keukentafel.vault.inspection import Finding, Inspection
from keukentafel.vault.keeping import Keeping
from keukentafel.vault.key_ring import KeyRing
from keukentafel.vault.ladder import Branch
from keukentafel.vault.marks import keep_marks, read_marks
from keukentafel.vault.mistakes import WrongPin
from keukentafel.vault.open_post import OpenPost
from keukentafel.vault.outbox import Outbox, OutboxId
from keukentafel.vault.parts import Parts
from keukentafel.vault.recovery import Recovery
from keukentafel.vault.rotation import Rotation
from keukentafel.vault.rows import Rows
from keukentafel.vault.safety import SafetyLine
from keukentafel.vault.search import Search
from keukentafel.vault.settings import ACTOR, Settings
from keukentafel.vault.shelf import VaultShelf
from keukentafel.vault.trail import Action, Actor, Trail

WRONG_PINS_AT_THE_TABLE = 3
"""After so many wrong PINs in a row a narrowed vault locks."""


class OpenVault(OpenPost):
    """A vault that is open. Every method raises ``Locked`` once it is not.

    Reading raises ``Unsealable``, which names the household, when a row was changed outside the vault.
    Writing raises ``VaultFull``, ``VaultInUse`` or ``VaultUnwritable`` and then leaves everything as it was.
    Whatever a method has written is durable when it returns, or when the ``writing()`` around it ends.
    """

    def __init__(self, rows: Rows, gate: Gate, vault: Branch, clock: Clock) -> None:
        self._database = rows.database
        self._rows = rows
        self._gate = gate
        self._wrong_pins = 0
        self._ring = KeyRing(rows, vault)
        outbox = Outbox(rows, self._ring, clock)
        super().__init__(outbox, Inbox(rows, self._ring))
        self._trail = Trail(rows, self._ring, clock)
        self._households = Households(rows, self._ring)
        self._drafts = Drafts(rows, self._ring, self._households, clock)
        self._documents = Documents(rows, self._ring, self._households)
        self._settings = Settings(rows, self._ring)
        self._inspection = Inspection(rows, self._ring)
        parts = Parts(
            rows.database.path,
            rows,
            self._ring,
            gate,
            clock,
            self._households,
            self._drafts,
            self._documents,
            outbox,
            self._settings,
            self._trail,
        )
        self._keeping = Keeping(parts)

    # What needs the PIN, and what is kept of it ------------------------------------------------------------

    @property
    def trail(self) -> Trail:
        """The audit trail."""
        return self._trail

    @property
    def recovery(self) -> Recovery:
        """The ways in which this vault can be recovered."""
        return self._keeping.recovery

    @property
    def forgetting(self) -> Forgetting:
        """Forgetting for good."""
        return self._keeping.forgetting

    @property
    def cleaning(self) -> Cleaning:
        """Cleaning up what need not stay."""
        return self._keeping.cleaning

    @property
    def rotation(self) -> Rotation:
        """Turning the keys, and changing the PIN."""
        return self._keeping.rotation

    @property
    def safety(self) -> SafetyLine:
        """The safety line."""
        return self._keeping.safety

    @property
    def copying(self) -> Copying:
        """Making backups."""
        return self._keeping.copying

    # Keys ------------------------------------------------------------------------------------------------

    @property
    def device_signing(self) -> Ed25519PrivateKey:
        """The key with which this device signs; also there while narrowed."""
        return self._ring.signing

    @property
    def device_sealing(self) -> X25519PrivateKey:
        """The key to which others seal for this device; not there while narrowed."""
        return self._ring.sealing

    @property
    def is_open(self) -> bool:
        """Whether the vault is open."""
        return self._database.is_open

    @property
    def is_narrow(self) -> bool:
        """Whether only one household is within reach."""
        return self._ring.is_narrow

    def lock(self) -> None:
        """Let go of every key and close the file; what was being written in ``writing()`` is undone."""
        self._database.close()
        self._ring.clear()
        self._households.forget_known()
        self._rows.seals.forget_known()
        self._keeping.forget_known()
        self._gate.secret.settle()

    def narrow(self, household: HouseholdId) -> None:
        """Let go of every key but the open household's, the courier's and the one that signs.

        Other households, the list, the settings and the sealing key then raise ``Locked``.
        """
        if self._database.is_writing:
            raise RuntimeError("what is being written needs the keys that would be let go")
        self._ring.narrow(household)
        self._households.forget_known()
        self._rows.seals.forget_known()
        self._keeping.forget_known()

    def widen(self, pin: str) -> None:
        """Take everything up again; the PIN goes through the key derivation, so call this in a thread.

        Raises:
            WrongPin: this is not the PIN. After the third wrong one the vault is locked.
            TooSoon: after wrong PINs, until the wait is over.
        """
        try:
            with self._gate.holding(pin) as opened:
                self._ring.widen(Branch(opened.vault_key))
                if self._gate.wrong_before:
                    wrong = str(self._gate.wrong_before)
                    self._trail.add(Action.WRONG_PIN, object=wrong, refused=True)
        except WrongPin:
            self._wrong_pins += 1
            if self._wrong_pins >= WRONG_PINS_AT_THE_TABLE:
                self.lock()
            raise
        self._wrong_pins = 0
        self.rotation.turn_if_due(pin)

    def search(self, catalogue: Catalogue) -> Search:
        """Return what searches everything that is unlocked.

        Raises:
            Locked: the vault is locked or narrowed.
        """
        return self._keeping.search(catalogue)

    @property
    def folder(self) -> Path:
        """The folder in which the vault lies."""
        return self._database.path.parent

    @property
    def is_behind(self) -> bool:
        """Whether the file is older than what this device last wrote: somebody put a copy back.

        Raises:
            DamagedVault: the roll is gone or changed.
        """
        return self._rows.seals.is_behind()

    def go_on_from(self, generation: int) -> None:
        """Go on from a generation that this device has seen, in the transaction that restores a backup."""
        self._rows.seals.go_on_from(generation)

    def marks_beside(self, folder: Path) -> frozenset[str]:
        """Return the forget marks that lie in a folder and were written with this vault's own key."""
        return read_marks(folder, self._ring.own.branch)

    def begin_trail(self, wrong_pins: int, migrated_from: int | None) -> None:
        """Write in the trail that the vault was opened, and after how many wrong PINs."""
        kept = self._settings.get(ACTOR)
        if isinstance(kept, list):
            self._trail.actor = Actor(*(str(one) for one in kept))
        self._trail.begin(wrong_pins, migrated_from)
        keep_marks(self.folder, self.forgetting.marks(), self._ring.own.branch)

    def act_as(self, actor: Actor) -> None:
        """Say who works with this vault; it stands in the audit trail from now on."""
        if actor != self._trail.actor:
            self._settings.put(ACTOR, [actor.person, actor.role, actor.organisation])
            self._trail.actor = actor

    def writing(self) -> AbstractContextManager[None]:
        """One transaction over everything inside: all of it is kept, or nothing. Nested ones join."""
        return self._database.transaction()

    def check(self) -> tuple[Finding, ...]:
        """Look over every row within reach and return what is wrong; an empty tuple when nothing is."""
        return self._inspection.findings()

    def check_household(self, household: HouseholdId) -> tuple[Finding, ...]:
        """Look over every row of one household: some milliseconds for a hundred sentences.

        Raises:
            NoSuchHousehold: it was never in this vault.
        """
        return self._inspection.findings_of(household)

    def check_own(self) -> tuple[Finding, ...]:
        """Look over the vault's own rows and the courier's, and of each household the key and the seal.

        So it names every household that was put back whole or lost its key, without reading its rows. Of the
        audit trail it counts the lines. Narrowed, only those and the courier's rows are within reach.
        """
        return self._inspection.own_findings()

    def has_broken_seal(self) -> bool:
        """Tell whether the key or seal of any household is gone, changed or older; looks at no other row."""
        return self._inspection.has_broken_seal()

    def check_heads(self, household: HouseholdId) -> tuple[Discrepancy, ...]:
        """Rebuild what stands in a household from its journal, and return where that differs from its heads.

        Raises:
            Unsealable: a row was changed outside the vault, so nothing can be rebuilt.
            NoSuchHousehold: the vault holds no household with this id.
        """
        return self._keeping.rebuilding.discrepancies(household)

    # Households ------------------------------------------------------------------------------------------

    def new_household(self) -> HouseholdId:
        """Make a household, with a key of its own and a common compartment."""
        return self._households.new()

    def begin_household(self, household: HouseholdId) -> HouseholdId:
        """Make a household that has its id already, because it was begun on another device.

        Raises:
            Forgotten: it was forgotten here.
        """
        return self._households.begin(household)

    def households(self) -> tuple[HouseholdId, ...]:
        """Return every household, in the order in which they were made."""
        return self._households.all()

    def count(self) -> int:
        """Return how many households there are."""
        return self._households.count()

    def cards(self, offset: int, limit: int) -> tuple[tuple[HouseholdId, Json], ...]:
        """Return part of the list with the card of each, last touched first; None for a damaged one."""
        return self._households.page(offset, limit)

    def card(self, household: HouseholdId) -> Json:
        """Return the card of a household, None when there is none yet."""
        return self._households.card(household)

    def put_card(self, household: HouseholdId, card: Json) -> None:
        """Replace the card of a household, which then stands first in the list."""
        self._households.put_card(household, card)

    def compartment(self, household: HouseholdId, kind: str, person: PersonId | None) -> CompartmentId:
        """Return the compartment of a kind, of a person; it is made at first use."""
        return self._households.compartment(household, kind, person)

    def compartments(self, household: HouseholdId) -> tuple[Compartment, ...]:
        """Return the compartments of a household: id, kind and person."""
        return self._households.compartments(household)

    def shelf(self, household: HouseholdId) -> VaultShelf:
        """Return the shelf on which the journal of a household stands."""
        self._trail.opened(household)
        return VaultShelf(household, self._rows, self._ring, self._households, self._trail)

    def entries(self, household: HouseholdId) -> tuple[Entry, ...]:
        """Return everything that stands on any field of a household now; no history."""
        return self.shelf(household).entries()

    def household_secret(self, household: HouseholdId, purpose: str) -> bytes:
        """Return 32 bytes that only this household's key gives, for one purpose (the salts of editions)."""
        return bytes.fromhex(self._ring.household(household).branch.digest("secret", purpose))

    def queue(self, mailbox: str, envelope: bytes, about: Json, household: HouseholdId) -> OutboxId:
        """See `OpenPost.queue`; that something is sent stands in the audit trail."""
        with self.writing():
            self._trail.add(Action.SENT, household)
            return super().queue(mailbox, envelope, about, household)

    # Drafts and documents --------------------------------------------------------------------------------

    def save_draft(self, draft: Draft) -> None:
        """Save text being typed, over its former state."""
        self._drafts.save(draft)

    def drafts(self, household: HouseholdId) -> tuple[Draft, ...]:
        """Return the drafts of a household, in the order in which they were begun."""
        self._trail.opened(household)
        return self._drafts.all(household)

    def drop_draft(self, draft: str) -> None:
        """Delete a draft."""
        self._drafts.drop(draft)

    def drop_drafts_of(self, household: HouseholdId, thing: ObjectId, field: FieldName) -> None:
        """Delete every draft of one field of an object; inside ``writing()``, along with the rest of it."""
        self._drafts.drop_of(household, thing, field)

    def keep_document(
        self,
        household: HouseholdId,
        kind: str,
        name: str,
        data: bytes,
        compartment: CompartmentId | None = None,
    ) -> None:
        """Keep a document; one of the same kind and name is replaced, in its place."""
        with self.writing():
            self._trail.changed(household)
            self._documents.keep(Document(household, kind, name, data, compartment))

    def documents(self, household: HouseholdId, kind: str) -> tuple[Document, ...]:
        """Return the documents of one kind, in the order in which they were first kept."""
        self._trail.opened(household)
        return self._documents.all(household, kind)

    def document(self, household: HouseholdId, kind: str, name: str) -> Document | None:
        """Return one document, or None."""
        return self._documents.one(household, kind, name)

    # Settings --------------------------------------------------------------------------------------------

    def put_setting(self, name: str, setting: Json) -> None:
        """Replace a setting."""
        self._settings.put(name, setting)

    def setting(self, name: str) -> Json:
        """Return a setting, None when it was never put."""
        return self._settings.get(name)
