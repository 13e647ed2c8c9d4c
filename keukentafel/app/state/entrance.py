"""The front door of one browser session: who is there, the PIN, recovery, and taking over."""

import asyncio
from collections.abc import Callable, Mapping

from keukentafel.app.house import Account, House
from keukentafel.app.state.chosen_backup import ChosenPutAside, chosen_backup
from keukentafel.app.state.membership import NotEnrolled
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.session import Session
from keukentafel.app.state.workroom import Workroom
from keukentafel.vault.aside import PutAside, put_aside_in
from keukentafel.vault.mistakes import (
    DamagedBackup,
    MistypedCode,
    NewerBackup,
    OnlyRecovery,
    PassphraseNeeded,
    TooSoon,
    VaultFull,
    VaultInUse,
    VaultMistake,
    VaultUnwritable,
    WrongCode,
    WrongPin,
)
from keukentafel.vault.recovery_code import read_code
from keukentafel.vault.vault import OpenVault


class Entrance(Session):
    """Who is at the door of this session."""

    def __init__(self, house: House, browser: str = "") -> None:
        super().__init__(house, browser)
        if len(house.accounts) == 1:
            self.choose(house.accounts[0])

    @property
    def by_passphrase(self) -> bool:
        """Whether this vault takes a passphrase, because its device secret lies in a file."""
        return self.account is not None and self.house.needs_passphrase(self.account)

    # The door --------------------------------------------------------------------------------------------

    def choose(self, account: Account) -> None:
        """Choose who is going to unlock."""
        self.account, self.pin, self.notice = account, "", None
        self.screen = Screen.UNLOCK

    def other_account(self) -> None:
        """Go back to the list of people."""
        self.account, self.pin, self.notice = None, "", None
        self.screen = Screen.WHO

    def to_unlock(self) -> None:
        """Go back to the PIN."""
        self.pin, self.notice, self._code, self.backup = "", None, None, None
        self.screen = Screen.UNLOCK if self.account else Screen.WHO

    async def unlock(self, pin: str) -> None:
        """Open the vault with a PIN; deriving the key takes about 0.2 s, in a thread of its own."""
        account = self.account
        if self.busy or account is None:
            return
        await self._enter(account, lambda: self.house.vault_of(account).unlock(pin))

    def to_recover(self) -> None:
        """Ask for the code of the recovery sheet, or of the organisation."""
        self.pin, self.notice, self._code, self.backup = "", None, None, None
        self.screen = Screen.RECOVER

    def to_restore(self) -> None:
        """Ask for a backup, and for the code that opens it; see what becomes of what is here."""
        self.to_recover()
        self.screen = Screen.RESTORE
        if self.account is not None:
            self.put_aside = put_aside_in(self.account.folder)
            self.would_be_lost = self._opens_no_more(self.account)

    def choose_backup(self, data: bytes) -> None:
        """Look at the file that somebody chose; nothing is restored yet."""
        try:
            self.backup, self.notice = chosen_backup(data), None
        except NewerBackup:
            self.notice = Notice("error", "restore.newer.title", "restore.newer.body")
        except VaultMistake:
            self.notice = Notice("error", "restore.foreign.title", "restore.foreign.body")

    def choose_put_aside(self, aside: PutAside) -> None:
        """Choose a vault that was put aside; nothing is restored yet."""
        self.backup, self.notice = ChosenPutAside(aside), None

    def type_code(self, typed: str) -> None:
        """Read a recovery code; a slip is told by its group, before anything is tried."""
        try:
            self._code = read_code(typed)
        except MistypedCode as slip:
            self.notice = Notice(
                "error", "recover.mistyped.title", "recover.mistyped.body", {"group": slip.group}
            )
            return
        try:
            if self.backup is not None:
                self.backup.fits(self._code)
        except (WrongCode, DamagedBackup) as mistake:
            self.notice = _REFUSALS[type(mistake)]
            return
        self.notice, self.pin, self.screen = None, "", Screen.RECOVER_PIN

    async def recover(self, new_pin: str) -> None:
        """Open the vault with the code that was typed, or the backup, and give it this PIN."""
        account, code, backup = self.account, self._code, self.backup
        if self.busy or account is None or code is None:
            return
        vault = self.house.vault_of(account)

        def opened() -> OpenVault:
            if backup is None:
                return vault.recover(code, new_pin)
            backup.restore(account.folder, vault, code, new_pin)
            return vault.unlock(new_pin)

        await self._enter(account, opened)
        self._code = self.backup = None

    def take_over(self) -> None:
        """Enter; a session that has the vault open elsewhere locks."""
        vault, self._waiting = self._waiting, None
        if vault is None or self.account is None:
            return
        self.house.custody.take(self.account.id, self)
        try:
            self._room = Workroom(vault, self.account, self.house, self._browser)
            self._stop_listening = self._room.post.listen_to(self._post_changed)
            self._room.open()
        except (VaultMistake, NotEnrolled):
            self.lock(Notice("error", "unlock.damaged.title", "unlock.damaged.body"))
            vault.lock()
            return
        self.touch()
        self.screen = self._first_screen(self._room)
        self._warn_of_tampering()

    # Inside ----------------------------------------------------------------------------------------------

    def _opens_no_more(self, account: Account) -> bool:
        """Tell whether nothing will open the vault that is here, once it is put aside."""
        try:
            return not self.house.vault_of(account).ways
        except VaultMistake:
            return False

    async def _enter(self, account: Account, opened: Callable[[], OpenVault]) -> None:
        self.busy, self.notice = True, None
        try:
            vault = await self._opened(opened)
        finally:
            self.busy, self.pin = False, ""
        if vault is None:
            return
        if self.account is not account:
            vault.lock()
            return
        self._waiting = vault
        self._keep_watch()
        holder = self.house.custody.holder(account.id)
        if holder is not None and holder is not self and holder.connected:
            self.screen = Screen.TAKE_OVER
        else:
            self.take_over()

    async def _opened(self, opened: Callable[[], OpenVault]) -> OpenVault | None:
        try:
            return await asyncio.to_thread(opened)
        except TooSoon as wait:
            self.notice = wait_notice(wait)
        except VaultMistake as mistake:
            if isinstance(mistake, OnlyRecovery | WrongCode):
                self.to_recover()
            self.notice = _REFUSALS.get(type(mistake), _DAMAGED)
        return None

    def _first_screen(self, room: Workroom) -> Screen:
        if room.desk is not None:
            return Screen.DESK
        if room.officer is not None:
            return Screen.OFFICER
        return Screen.TODAY if room.tablet.is_decided else Screen.RECOVERY

    def _warn_of_tampering(self) -> None:
        if self.room.tampered:
            self.notice = Notice("error", "tampered.title", "tampered.body")


_DAMAGED = Notice("error", "unlock.damaged.title", "unlock.damaged.body")
_NO_ROOM = Notice("error", "restore.no_room.title", "restore.no_room.body")
_REFUSALS: Mapping[type[VaultMistake], Notice] = {
    WrongPin: Notice("error", "unlock.wrong.title", "unlock.wrong.body"),
    WrongCode: Notice("error", "recover.wrong.title", "recover.wrong.body"),
    OnlyRecovery: Notice("error", "recover.only.title", "recover.only.body"),
    PassphraseNeeded: Notice("error", "new_pin.short.title", "new_pin.short.body"),
    DamagedBackup: Notice("error", "restore.damaged.title", "restore.damaged.body"),
    VaultInUse: Notice("error", "restore.in_use.title", "restore.in_use.body"),
    VaultFull: _NO_ROOM,
    VaultUnwritable: _NO_ROOM,
}
"""What is said when the door stays shut; whatever else it is, the vault is damaged."""


def wait_notice(wait: TooSoon) -> Notice:
    """Return what is said when one has to wait before the next PIN."""
    return Notice("warning", "unlock.wait.title", "unlock.wait.body", {"seconds": wait.seconds})
