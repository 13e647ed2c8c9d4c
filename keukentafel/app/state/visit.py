"""One visit: what one browser session shows, from the front door until the lock.

The visit knows who is there, which screen is up and what message is on it. What a vault gives lives in the
workroom, which is there only while the vault is open. Going to listen or to the table drops every key but the
open household's, so that nothing of the worker can be shown by mistake; coming back to work asks the PIN.
"""

import asyncio
from collections.abc import Callable
from contextvars import copy_context

from keukentafel.app.house import Account, House
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.desk import Desk
from keukentafel.app.state.idle import TABLE_SECONDS, WORK_SECONDS, Idle
from keukentafel.app.state.membership import NotEnrolled
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.observed import Observed
from keukentafel.app.state.post import PostOffice
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.screens import Screen, face_of
from keukentafel.app.state.workroom import Workroom
from keukentafel.edition.assent import MalformedAssent
from keukentafel.edition.bundle import BundleRefused
from keukentafel.journal.names import HouseholdId
from keukentafel.journal.speaker import Face
from keukentafel.vault.mistakes import TooSoon, VaultMistake, WrongPin
from keukentafel.vault.vault import OpenVault
from sync.envelope import CannotSeal

LOOK_SECONDS = 1.0


class NothingOpen(RuntimeError):
    """A screen asked for what only an open vault has."""


class Visit(Observed):
    """What one browser session shows."""

    def __init__(self, house: House, browser: str = "") -> None:
        self.house = house
        self._browser = browser
        self.account: Account | None = None
        self.screen = Screen.WHO
        self.notice: Notice | None = None
        self.pin = ""
        self.busy = False
        self.turned = False
        self.connected = True
        self.width, self.height = 820.0, 1180.0
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
    def conversation(self) -> Conversation | None:
        """The open household."""
        return self._room.talk if self._room else None

    @property
    def read_back(self) -> ReadBack | None:
        """The edition that is being read back."""
        return self._room.read_back if self._room else None

    @property
    def desk(self) -> Desk | None:
        """The supervisor's desk."""
        return self._room.desk if self._room else None

    @property
    def post(self) -> PostOffice | None:
        """The post of the open vault."""
        return self._room.post if self._room else None

    @property
    def face(self) -> Face:
        """Which face the tablet shows."""
        return face_of(self.screen)

    # The front door --------------------------------------------------------------------------------------

    def choose(self, account: Account) -> None:
        """Choose who is going to unlock."""
        self.account, self.pin, self.notice = account, "", None
        self.screen = Screen.UNLOCK

    def other_account(self) -> None:
        """Go back to the list of people."""
        self.account, self.pin, self.notice = None, "", None
        self.screen = Screen.WHO

    async def unlock(self, pin: str) -> None:
        """Open the vault with a PIN; deriving the key takes about 0.2 s, in a thread of its own."""
        if self.busy or self.account is None:
            return
        self.busy, self.notice = True, None
        account = self.account
        try:
            vault = await self._opened(account, pin)
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
        self.screen = Screen.DESK if self._room.desk else Screen.TODAY
        self._warn_of_tampering()

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
        self.pin, self.turned, self.notice = "", False, notice
        self.screen = Screen.UNLOCK if self.account else Screen.WHO

    def keep(self) -> None:
        """Save everything that is being typed, now."""
        if self._room is not None:
            self._room.keep()

    def lock_by_hand(self) -> None:
        """Lock on command, unless a sentence would be lost by it."""
        self.keep()
        if not self._would_lose():
            self.lock()

    def give_up(self) -> None:
        """Lock, because another session took over."""
        self._own_page.run(self.lock, Notice("tablet", "unlock.taken_over.title", "unlock.taken_over.body"))

    def after_mishap(self) -> None:
        """Lock after something went wrong in the program itself; what was saved is safe."""
        self.lock(Notice("error", "unlock.mishap.title", "unlock.mishap.body"))

    def touch(self) -> None:
        """Somebody did something: the idle clock starts anew."""
        self._idle.touch()

    async def watch_idle(self) -> None:
        """Lock when nobody has done anything for a while; ends at the lock."""
        while self.holds_keys:
            await asyncio.sleep(LOOK_SECONDS)
            self.lock_when_idle()

    def lock_when_idle(self) -> None:
        """Lock if nobody has done anything for too long, also at the question whether to take over."""
        if self.holds_keys and self._idle.seconds >= self.idle_limit:
            self.lock(Notice("tablet", "unlock.idle.title", "unlock.idle.body"))

    @property
    def idle_limit(self) -> int:
        """After how many idle seconds the session locks."""
        return WORK_SECONDS if self.face is Face.WORK else TABLE_SECONDS

    # Going about -----------------------------------------------------------------------------------------

    def begin(self, name: str) -> None:
        """Begin a conversation with nothing but a name, and listen."""
        self.room.begin(name)
        self.listen()

    def open_household(self, household: HouseholdId) -> None:
        """Open a household in the work face."""
        self.room.open_household(household)
        self._show(Screen.HOUSEHOLD)
        self._warn_of_tampering()

    def to_new(self) -> None:
        """Ask for the name of a new conversation."""
        self._show(Screen.NEW)

    def to_today(self) -> None:
        """Close the household and go back to the list."""
        self._leave_boxes()
        if self._would_lose():
            return
        self.room.close_household()
        self._show(Screen.TODAY)

    def turn_page(self, by: int) -> None:
        """Show another page of the list."""
        self.room.turn_page(by)
        self.changed()

    def listen(self) -> None:
        """Turn the tablet into its listening face."""
        self.room.narrow()
        self._show(Screen.LISTEN)

    def to_table(self, screen: Screen = Screen.STORY) -> None:
        """Lay the tablet on the table."""
        self.room.narrow()
        self._leave_boxes()
        if screen is Screen.READ_BACK:
            self.room.start_read_back()
        self._show(screen)

    def ask_pin_for_work(self) -> None:
        """Ask the PIN before anything of the worker comes back on the screen."""
        self.pin = ""
        self._show(Screen.BACK_TO_WORK)

    async def back_to_work(self, pin: str) -> None:
        """Come back to the work face; three wrong PINs lock."""
        if self.busy:
            return
        self.busy, self.notice = True, None
        room = self.room
        try:
            await asyncio.to_thread(room.widen, pin)
            # While the key was derived the session may have locked, or been taken over.
            if self._room is room:
                room.look_at_post()
                self._show(Screen.HOUSEHOLD if self.conversation else Screen.TODAY)
        except WrongPin:
            self._wrong_pin_at_the_table()
        except TooSoon as wait:
            self.notice = _wait_notice(wait)
        except VaultMistake:
            self.lock(Notice("error", "unlock.damaged.title", "unlock.damaged.body"))
        finally:
            self.busy, self.pin = False, ""

    def assent_to_story(self, how: str) -> None:
        """Keep "this is my story", once there is one."""
        self.touch()
        self._leave_boxes()
        talk = self.conversation
        if talk is None:
            return
        if not talk.story.begun:
            self.notice = Notice("warning", "story.assent.needed.title", "story.assent.needed.body")
            return
        self.notice = None
        talk.assent_to_story(how)

    # The plan goes along ---------------------------------------------------------------------------------

    def finish_plan(self, *, anyway: bool = False) -> None:
        """Freeze, seal and queue the plan that was read back, unless something stands in the way."""
        back = self.read_back
        if back is None:
            return
        try:
            done = back.finish(anyway=anyway)
        except (VaultMistake, MalformedAssent, BundleRefused, CannotSeal):
            back.wanting = "failed"
            return
        if done:
            self.room.post.wake()
            self._show(Screen.SENT)

    def sleep_on_it(self) -> None:
        """Send nothing, and go back to the sheets."""
        self.to_table(Screen.SHEETS)
        self.notice = Notice("saved", "read_back.slept.title", "read_back.slept.body")

    # Inside ----------------------------------------------------------------------------------------------

    async def _opened(self, account: Account, pin: str) -> OpenVault | None:
        try:
            return await asyncio.to_thread(self.house.vault_of(account).unlock, pin)
        except WrongPin:
            self.notice = Notice("error", "unlock.wrong.title", "unlock.wrong.body")
        except TooSoon as wait:
            self.notice = _wait_notice(wait)
        except VaultMistake:
            self.notice = Notice("error", "unlock.damaged.title", "unlock.damaged.body")
        return None

    def _show(self, screen: Screen) -> None:
        self.touch()
        self.notice = None
        self._leave_boxes()
        if self.conversation is not None:
            self.conversation.face = face_of(screen)
        self.screen = screen

    def _warn_of_tampering(self) -> None:
        if self.room.tampered:
            self.notice = Notice("error", "tampered.title", "tampered.body")

    def _would_lose(self) -> bool:
        """Say so when a sentence is on the screen only, because it could not be saved."""
        talk = self.conversation
        if talk is None or not talk.boxes.unsaved:
            return False
        self.notice = Notice("error", "unsaved.title", "unsaved.body")
        return True

    def _leave_boxes(self) -> None:
        if self.conversation is not None:
            self.conversation.boxes.leave_all()

    def _wrong_pin_at_the_table(self) -> None:
        if self._room is None or not self._room.vault.is_open:
            self.lock(Notice("error", "unlock.three_wrong.title", "unlock.three_wrong.body"))
        else:
            self.notice = Notice("error", "unlock.wrong.title", "unlock.wrong.body")

    def _keep_watch(self) -> None:
        self.touch()
        if self._watching is None:
            self._watching = asyncio.get_running_loop().create_task(self.watch_idle())

    def _post_changed(self, _sender: object, field: str | None) -> None:
        # Whether the relay answers is for the screens that show it, and those listen to the post themselves.
        if field != "reachable":
            self.changed()


def _wait_notice(wait: TooSoon) -> Notice:
    return Notice("warning", "unlock.wait.title", "unlock.wait.body", {"seconds": wait.seconds})
