"""This tablet: its PIN, its ways of recovery, its backup, whether all is well, and what was done on it.

What needs the PIN is asked for through a `Question`; the methods that take one run in a thread and touch
nothing that is drawn. A recovery code is in memory only as long as it is on the screen.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from keukentafel.app.house import House
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.observed import Observed
from keukentafel.vault.backup import SUFFIX
from keukentafel.vault.inspection import Finding
from keukentafel.vault.mistakes import VaultMistake
from keukentafel.vault.recovery_code import RecoveryCode
from keukentafel.vault.sealed_box import PublicKey
from keukentafel.vault.slots import Way
from keukentafel.vault.trail import Chain
from keukentafel.vault.vault import OpenVault

LINES = 30
"""How many lines of the audit trail are shown at a time."""

BACKUP_NAME = f"reservekopie{SUFFIX}"
_MEDIA_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Checked:
    """What looking everything over has found, and when (milliseconds since 1970)."""

    findings: tuple[Finding, ...]
    breaks: tuple[int, ...]
    at: int

    @property
    def well(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings and not self.breaks


class Tablet(Observed):
    """What the worker can see and do about the tablet itself."""

    def __init__(self, vault: OpenVault, member: Membership, house: House, browser: str) -> None:
        self._vault = vault
        self._member = member
        self._house = house
        self._browser = browser
        self.code: RecoveryCode | None = None
        self.checked: Checked | None = None
        self.busy = False
        self.page = 0

    # Recovery --------------------------------------------------------------------------------------------

    @property
    def is_decided(self) -> bool:
        """Whether somebody has chosen how this vault can be recovered."""
        return self._vault.recovery.is_decided

    @property
    def ways(self) -> frozenset[Way]:
        """The ways of recovery that were chosen."""
        return self._vault.recovery.ways

    @property
    def organisation_can(self) -> bool:
        """Whether the organisation has a key to recover with."""
        return self._member.recovery is not None

    def decide_for_none(self) -> None:
        """Take note that nobody will be able to recover this vault."""
        self._vault.recovery.decide_for_none()
        self.changed()

    def make_sheet(self, pin: str) -> None:
        """Make a recovery sheet; its code is there to be shown until it is put away."""
        self.code = self._vault.recovery.make_sheet(pin)

    def put_away(self) -> None:
        """Forget the code that was on the screen."""
        self.code = None

    def proves(self, typed: str) -> bool:
        """Tell whether somebody who has the sheet typed its last group."""
        return self.code is not None and typed.strip().upper() == self.code.rsplit("-", 1)[1]

    def let_organisation(self, pin: str) -> None:
        """Let the organisation recover this vault."""
        if self._member.recovery is not None:
            self._vault.recovery.let_organisation(pin, PublicKey(self._member.recovery))

    def give_up(self, pin: str, way: Way) -> None:
        """Take a way of recovery away."""
        self._vault.recovery.give_up(pin, way)

    def change_pin(self, pin: str, new_pin: str) -> None:
        """Change the PIN."""
        self._vault.rotation.change_pin(pin, new_pin)

    # Backup, check, trail ----------------------------------------------------------------------------------

    async def backup(self) -> str | None:
        """Lay a backup ready and return where this browser can fetch it once.

        Raises:
            NoRecovery, VaultFull, VaultUnwritable: there is none.
        """
        downloads = self._house.downloads
        if downloads is None or self.busy:
            return None
        self.busy = True
        try:
            data = await asyncio.to_thread(self._written)
        finally:
            self.busy = False
        return downloads.offer(self._browser, data, _MEDIA_TYPE, BACKUP_NAME)

    async def check(self) -> None:
        """Look everything over."""
        if self.busy:
            return
        self.busy = True
        try:
            findings = await asyncio.to_thread(self._vault.check)
            breaks = self._vault.trail.chain(0, 0).breaks
            self.checked = Checked(findings, breaks, self._house.clock())
        except VaultMistake:
            self.checked = None
        finally:
            self.busy = False

    def lines(self) -> Chain:
        """Return one page of the audit trail, newest first."""
        return self._vault.trail.chain(self.page * LINES, LINES)

    def turn_page(self, by: int) -> None:
        """Show another page of the trail."""
        self.page = max(0, self.page + by)

    def _written(self) -> bytes:
        # Sealed as it is written: what lies on the disk for a moment opens with the recovery sheet only.
        with TemporaryDirectory(dir=self._vault.folder, prefix="copy-") as folder:
            target = Path(folder) / BACKUP_NAME
            self._vault.copying.backup(target)
            return target.read_bytes()
