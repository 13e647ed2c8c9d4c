"""This tablet: its PIN, its ways of recovery, its backup, whether all is well, and what was done on it.

What needs the PIN is asked for through a `Question`; the methods that take one run in a thread and touch
nothing that is drawn. A recovery code is in memory only as long as it is on the screen.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from keukentafel.app.house import House
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.observed import Observed
from keukentafel.app.state.trail_page import TrailPage, household_names, trail_page
from keukentafel.edition.paper.document import NoTypesetter, PaperNotSet
from keukentafel.edition.paper.recovery_sheet import RecoverySheet, recovery_document, recovery_page
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.aside import PutAside, put_aside_in
from keukentafel.vault.backup import SUFFIX, copy_beside
from keukentafel.vault.creation import FILE_NAME
from keukentafel.vault.inspection import Finding, FindingKind
from keukentafel.vault.mistakes import MistypedCode, NoRecovery, VaultFull, VaultMistake
from keukentafel.vault.recovery_code import GROUPS, RecoveryCode, read_code
from keukentafel.vault.sealed_box import PublicKey
from keukentafel.vault.slots import Way
from keukentafel.vault.trail import Action
from keukentafel.vault.vault import OpenVault

BACKUP_NAME = f"reservekopie{SUFFIX}"
SHEET_NAME, PAGE_NAME = "herstelblad.pdf", "herstelblad.html"
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

    @property
    def by_household(self) -> Mapping[HouseholdId | None, tuple[FindingKind, ...]]:
        """What is wrong, by household; None is the tablet itself.

        Where a row was changed the rows together are not the last ones either; that would say it twice.
        """
        found: dict[HouseholdId | None, list[FindingKind]] = {}
        for one in self.findings:
            kinds = found.setdefault(one.household, [])
            if one.kind not in kinds:
                kinds.append(one.kind)
        for kinds in found.values():
            if FindingKind.CHANGED in kinds and FindingKind.OLDER in kinds:
                kinds.remove(FindingKind.OLDER)
        return {household: tuple(kinds) for household, kinds in found.items()}


class Tablet(Observed):
    """What the worker can see and do about the tablet itself."""

    def __init__(self, vault: OpenVault, member: Membership, house: House, browser: str) -> None:
        self._vault = vault
        self._member = member
        self._house = house
        self._browser = browser
        self._first_day = not vault.recovery.is_decided
        self.code: RecoveryCode | None = None
        self.checked: Checked | None = None
        self.check_failed = False
        self.backed_up: Notice | None = None
        self.busy = ""
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

    @property
    def groups(self) -> tuple[str, ...]:
        """The code of the fresh sheet in its nine groups of four, while it may be on the screen."""
        return tuple(self.code.split("-")) if self.code else ()

    def decide_for_none(self) -> None:
        """Take note that nobody will be able to recover this vault."""
        self._vault.recovery.decide_for_none()
        self.changed()

    def make_sheet(self, pin: str) -> None:
        """Make a recovery sheet; its code is there to be shown until it is put away."""
        self.code = self._vault.recovery.make_sheet(pin)

    async def print_sheet(self) -> str | None:
        """Lay the fresh sheet ready as a file and return where this browser can fetch it once."""
        if self._house.downloads is None or not self.groups or self.busy:
            return None
        made = self._house.texts.today(self._house.clock())
        sheet = RecoverySheet(self.groups, made)
        self.busy = "print"
        try:
            printed = await asyncio.to_thread(self._printed, sheet)
        finally:
            self.busy = ""
        # It may have been put away meanwhile, and then nothing of it may lie ready.
        if self.groups != sheet.groups:
            return None
        return self._house.downloads.offer(self._browser, *printed)

    def put_away(self) -> None:
        """Forget the code that was on the screen, the file of it, and whatever else was shown here."""
        if self.code is not None and self._house.downloads is not None:
            self._house.downloads.withdraw(self._browser)
        self.code = self.checked = self.backed_up = None
        self.check_failed, self.page = False, 0

    def proves(self, typed: str) -> bool:
        """Tell whether somebody who has the sheet typed its last group; O for 0 and small letters will do."""
        if len(self.groups) != GROUPS:
            return False
        try:
            return read_code("".join((*self.groups[:-1], typed))) == self.code
        except MistypedCode:
            return False

    def let_organisation(self, pin: str) -> None:
        """Let the organisation recover this vault."""
        if self._member.recovery is not None:
            self._vault.recovery.let_organisation(pin, PublicKey(self._member.recovery))

    def give_up(self, pin: str, way: Way) -> None:
        """Take a way of recovery away."""
        self._vault.recovery.give_up(pin, way)

    def ends_first_day(self) -> bool:
        """Tell, once, whether nothing was decided about recovery yet when this vault was opened."""
        first, self._first_day = self._first_day, False
        return first

    def change_pin(self, pin: str, new_pin: str) -> None:
        """Change the PIN."""
        self._vault.rotation.change_pin(pin, new_pin)

    # Put aside -------------------------------------------------------------------------------------------

    @property
    def put_aside(self) -> tuple[PutAside, ...]:
        """The vaults that were put aside on this tablet, the last one first."""
        return put_aside_in(self._vault.folder)

    def discard(self, pin: str, aside: PutAside) -> None:
        """Throw a vault away that was put aside."""
        self._vault.rotation.check_pin(pin)
        aside.discard()
        self._vault.trail.add(Action.DISCARDED)

    # Backup, check, trail ----------------------------------------------------------------------------------

    @property
    def hands_over(self) -> bool:
        """Whether a file can be handed over here at all."""
        return self._house.downloads is not None

    @property
    def thrown_away(self) -> int:
        """How many conversations without a case were thrown away."""
        return self._vault.forgetting.thrown_away

    async def backup(self) -> str | None:
        """Lay a backup ready and return where this browser can fetch it once. ``backed_up`` says the rest."""
        downloads = self._house.downloads
        if downloads is None or self.busy:
            return None
        self.busy, self.backed_up = "backup", None
        try:
            data = await asyncio.to_thread(self._written)
        except (VaultMistake, OSError) as mistake:
            self.backed_up = _told(mistake)
            return None
        finally:
            self.busy = ""
        if not self._vault.is_open:
            return None
        time = self._house.texts.clock(self._house.clock())
        self.backed_up = Notice("saved", "backup.made.title", "backup.made.body", {"time": time})
        return downloads.offer(self._browser, data, _MEDIA_TYPE, BACKUP_NAME)

    async def check(self) -> None:
        """Look everything over."""
        if self.busy:
            return
        self.busy, self.checked, self.check_failed = "check", None, False
        try:
            findings = await asyncio.to_thread(self._vault.check)
            breaks = self._vault.trail.chain(0, 0).breaks
            self.checked = Checked(findings, breaks, self._house.clock())
        except VaultMistake:
            self.check_failed = True
        finally:
            self.busy = ""

    def name_of(self, household: HouseholdId) -> str:
        """Return the name of a household, empty when its card cannot be read."""
        return household_names(self._vault).get(household, "")

    def look_back(self) -> TrailPage:
        """Return the page of the audit trail that is turned to, newest first."""
        return trail_page(self._vault, self.page)

    def turn_page(self, by: int) -> None:
        """Show another page of the trail."""
        self.page = max(0, self.page + by)

    # Inside ----------------------------------------------------------------------------------------------

    def _printed(self, sheet: RecoverySheet) -> tuple[bytes, str, str]:
        words = self._house.texts
        try:
            return recovery_document(sheet, words), "application/pdf", SHEET_NAME
        except (NoTypesetter, PaperNotSet):
            page = recovery_page(sheet, words).encode("utf-8")
            return page, "text/html; charset=utf-8", PAGE_NAME

    def _written(self) -> bytes:
        # Sealed as it is written; what a kill leaves of it has a name that the next unlocking removes.
        with copy_beside(self._vault.folder / FILE_NAME) as target:
            self._vault.copying.backup(target)
            return target.read_bytes()


def _told(mistake: Exception) -> Notice:
    if isinstance(mistake, NoRecovery):
        return Notice("warning", "backup.no_recovery.title", "backup.no_recovery.body")
    if isinstance(mistake, VaultFull):
        return Notice("error", "backup.full.title", "backup.full.body")
    return Notice("error", "backup.failed.title", "backup.failed.body")
