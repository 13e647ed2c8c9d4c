"""The parts that one open vault is made of, for whoever works with several of them."""

from dataclasses import dataclass
from pathlib import Path

from keukentafel.vault.document import Documents
from keukentafel.vault.draft import Drafts
from keukentafel.vault.gate import Clock, Gate
from keukentafel.vault.households import Households
from keukentafel.vault.key_ring import KeyRing
from keukentafel.vault.outbox import Outbox
from keukentafel.vault.rows import Rows
from keukentafel.vault.settings import Settings
from keukentafel.vault.trail import Trail


@dataclass(frozen=True, slots=True)
class Parts:
    """What an open vault is made of; ``path`` is its file."""

    path: Path
    rows: Rows
    ring: KeyRing
    gate: Gate
    clock: Clock
    households: Households
    drafts: Drafts
    documents: Documents
    outbox: Outbox
    settings: Settings
    trail: Trail
