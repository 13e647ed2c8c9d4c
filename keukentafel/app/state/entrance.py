"""The front door of one browser session: who is there, the PIN, recovery, taking over, and the lock.

A session holds keys from the right PIN until the lock. It locks on command, after idling, when its browser
has gone, when another session takes over, and at once when somebody leaves in a hurry (*Agenda*). At the
table a curtain falls sooner than the lock: one tap lifts it, because there only the open household's keys are
left.
"""

import asyncio
from collections.abc import Callable
from contextvars import copy_context

from keukentafel.app.house import Account, House
from keukentafel.app.state.idle import CURTAIN_SECONDS, TABLE_SECONDS, WORK_SECONDS, Idle
from keukentafel.app.state.membership import NotEnrolled
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.observed import Observed
from keukentafel.app.state.screens import Screen, face_of
from keukentafel.app.state.workroom import Workroom
from keukentafel.journal.speaker import Face
from keukentafel.vault.mistakes import (
    MistypedCode,
    OnlyRecovery,
    PassphraseNeeded,
    TooSoon,
    VaultMistake,
    WrongCode,
    WrongPin,
)
from keukentafel.vault.recovery_code import RecoveryCode, read_code
from keukentafel.vault.vault import OpenVault

LOOK_SECONDS = 1.0


class NothingOpen(RuntimeError):
    """A screen asked for what only an open vault has."""


class Entrance(Observed):
    """Who is at the door of this session, and what is open behind it."""

    def __init__(self, house: House, browser: str = "") -> None:
        self.house = house
        self._browser = browser
        self.account: Account | None = None
        self.screen = Screen.WHO
        self.notice: Notice | None = None
        self.pin = ""
        self.busy = False
        self.turned = False
        self.curtain = False
        self.connected = True
        self.width, self.height = 820.0, 1180.0
        self._code: RecoveryCode | None = None
        self._waiting: OpenVault | None = None
        self._room: Workroom | None = None
        # Flet draws the page whose handler runs; a lock that comes from another session must draw this one.
        self._own_page = copy_context()
        self._idle = Idle(house.clock, house.steady)
        # The observable holds its listeners weakly; keeping the way to stop keeps the listener.
        self._stop_listening: Callable[[], None] | None = None
        self._watching: asyncio.Task[None] | None = None
        if len(house.accounts) == 1:
            self.choose(house.accounts[0])

    # What is there ---------------------------------------------------------------------------------------

    @property
    def room(self) -> Workroom:
        """The workroom of the open vault."""
        if self._room is None:
            raise NothingOpen("no vault is open in this session")
        return self._room

    @property
    def is_open(self) -> bool:
        """Whether a vault is open in this session."""
        return self._room is not None

    @property
    def holds_keys(self) -> bool:
        """Whether keys are in memory: a vault is open, or was unlocked and waits to be taken over."""
        return self.is_open or self._waiting is not None

    @property
    def face(self) -> Face:
        """Which face the tablet shows."""
        return face_of(self.screen)

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
        self.pin, self.notice, self._code = "", None, None
        self.screen = Screen.UNLOCK if self.account else Screen.WHO

    async def unlock(self, pin: str) -> None:
        """Open the vault with a PIN; deriving the key takes about 0.2 s, in a thread of its own."""
        account = self.account
        if self.busy or account is None:
            return
        await self._enter(account, lambda: self.house.vault_of(account).unlock(pin))

    def to_recover(self) -> None:
        """Ask for the code of the recovery sheet, or of the organisation."""
        self.pin, self.notice, self._code = "", None, None
        self.screen = Screen.RECOVER

    def type_code(self, typed: str) -> None:
        """Read a recovery code; a slip is told by its group, before anything is tried."""
        try:
            self._code = read_code(typed)
        except MistypedCode as slip:
            self.notice = Notice(
                "error", "recover.mistyped.title", "recover.mistyped.body", {"group": slip.group}
            )
            return
        self.notice, self.pin, self.screen = None, "", Screen.RECOVER_PIN

    async def recover(self, new_pin: str) -> None:
        """Open the vault with the code that was typed, and give it this PIN."""
        account, code = self.account, self._code
        if self.busy or account is None or code is None:
            return
        await self._enter(account, lambda: self.house.vault_of(account).recover(code, new_pin))
        self._code = None

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

    # The lock --------------------------------------------------------------------------------------------

    def lock(self, notice: Notice | None = None) -> None:
        """Lock: drafts are saved, keys and words are forgotten."""
        room, self._room = self._room, None
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.lock()
        if self._stop_listening is not None:
            self._stop_listening()
            self._stop_listening = None
        if room is not None:
            room.close()
        if self._watching is not None:
            self._watching.cancel()
            self._watching = None
        if self.account is not None:
            self.house.custody.release(self.account.id, self)
        self.pin, self.turned, self.curtain, self.notice, self._code = "", False, False, notice, None
        self.screen = Screen.UNLOCK if self.account else Screen.WHO

    def leave_in_a_hurry(self) -> None:
        """Lock at once, and leave a screen on which nothing is to be seen."""
        self.lock()
        self.screen = Screen.AGENDA

    def keep(self) -> None:
        """Save everything that is being typed, now."""
        if self._room is not None:
            self._room.keep()

    def give_up(self) -> None:
        """Lock, because another session took over."""
        self._own_page.run(self.lock, Notice("tablet", "unlock.taken_over.title", "unlock.taken_over.body"))

    def after_mishap(self) -> None:
        """Lock after something went wrong in the program itself; what was saved is safe."""
        self.lock(Notice("error", "unlock.mishap.title", "unlock.mishap.body"))

    def touch(self) -> None:
        """Somebody did something: the idle clock starts anew."""
        self._idle.touch()

    def draw_curtain(self) -> None:
        """Cover the words at the table, after saving them; in the work face this is left to the lock."""
        if self.is_open and self.face is not Face.WORK and not self.curtain:
            self.keep()
            self.curtain = True

    def lift_curtain(self) -> None:
        """Show the words again: one tap, because the others' keys are gone already."""
        self.touch()
        self.curtain = False

    async def watch_idle(self) -> None:
        """Lock when nobody has done anything for a while; ends at the lock."""
        while self.holds_keys:
            await asyncio.sleep(LOOK_SECONDS)
            self.lock_when_idle()

    def lock_when_idle(self) -> None:
        """Cover or lock if nobody has done anything for too long, also at the question to take over."""
        if not self.holds_keys:
            return
        if self._idle.seconds >= self.idle_limit:
            self.lock(Notice("tablet", "unlock.idle.title", "unlock.idle.body"))
        elif self._idle.seconds >= CURTAIN_SECONDS:
            self.draw_curtain()

    @property
    def idle_limit(self) -> int:
        """After how many idle seconds the session locks."""
        return WORK_SECONDS if self.face is Face.WORK else TABLE_SECONDS

    # Inside ----------------------------------------------------------------------------------------------

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
        except OnlyRecovery:
            self.to_recover()
            self.notice = Notice("error", "recover.only.title", "recover.only.body")
        except WrongPin:
            self.notice = Notice("error", "unlock.wrong.title", "unlock.wrong.body")
        except WrongCode:
            self.to_recover()
            self.notice = Notice("error", "recover.wrong.title", "recover.wrong.body")
        except PassphraseNeeded:
            self.notice = Notice("error", "new_pin.short.title", "new_pin.short.body")
        except TooSoon as wait:
            self.notice = wait_notice(wait)
        except VaultMistake:
            self.notice = Notice("error", "unlock.damaged.title", "unlock.damaged.body")
        return None

    def _first_screen(self, room: Workroom) -> Screen:
        if room.desk is not None:
            return Screen.DESK
        return Screen.TODAY if room.tablet.is_decided else Screen.RECOVERY

    def _warn_of_tampering(self) -> None:
        if self.room.tampered:
            self.notice = Notice("error", "tampered.title", "tampered.body")

    def _keep_watch(self) -> None:
        self.touch()
        if self._watching is None:
            self._watching = asyncio.get_running_loop().create_task(self.watch_idle())

    def _post_changed(self, _sender: object, field: str | None) -> None:
        # Whether the relay answers is for the screens that show it, and those listen to the post themselves.
        if field != "reachable":
            self.changed()


def wait_notice(wait: TooSoon) -> Notice:
    """Return what is said when one has to wait before the next PIN."""
    return Notice("warning", "unlock.wait.title", "unlock.wait.body", {"seconds": wait.seconds})
