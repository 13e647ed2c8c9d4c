"""One browser session: who it is of, what it holds, and how it lets go.

A session holds keys from the right PIN until the lock. It locks on command, after idling, when its browser
has gone, when another session takes over, and at once when somebody leaves in a hurry (*Agenda*). At the
table a curtain falls sooner than the lock: one tap lifts it, because there only the open household's keys are
left.
"""

import asyncio
from collections.abc import Callable
from contextvars import copy_context

from keukentafel.app.house import Account, House
from keukentafel.app.state.chosen_backup import Chosen
from keukentafel.app.state.idle import CURTAIN_SECONDS, TABLE_SECONDS, WORK_SECONDS, Idle
from keukentafel.app.state.letters import Letters
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.observed import Observed
from keukentafel.app.state.reading_aloud import ReadingAloud
from keukentafel.app.state.screens import Screen, face_of
from keukentafel.app.state.workroom import Workroom
from keukentafel.app.texts import Language
from keukentafel.journal.speaker import Face
from keukentafel.vault.aside import PutAside
from keukentafel.vault.recovery_code import RecoveryCode
from keukentafel.vault.vault import OpenVault

LOOK_SECONDS = 1.0


class NothingOpen(RuntimeError):
    """A screen asked for what only an open vault has."""


class Session(Observed):
    """What one session holds."""

    def __init__(self, house: House, browser: str = "") -> None:
        self.house = house.for_session()
        self._browser = browser
        self.language: Language = self.house.texts.language
        self._own_language = self.language
        self._language_at_the_table: Language | None = None
        self.aloud = ReadingAloud(house.voices, browser, self.language)
        self.account: Account | None = None
        self.screen = Screen.WHO
        self.notice: Notice | None = None
        self.pin = ""
        self.busy = False
        self.turned = False
        self.curtain = False
        self.connected = True
        self.letters = Letters.USUAL
        self.width, self.height = 820.0, 1180.0
        self._code: RecoveryCode | None = None
        self.backup: Chosen | None = None
        self.put_aside: tuple[PutAside, ...] = ()
        self.would_be_lost = False
        self._waiting: OpenVault | None = None
        self._room: Workroom | None = None
        # Flet draws the page whose handler runs; a lock that comes from another session must draw this one.
        self._own_page = copy_context()
        self._idle = Idle(house.clock, house.steady)
        # The observable holds its listeners weakly; keeping the way to stop keeps the listener.
        self._stop_listening: Callable[[], None] | None = None
        self._watching: asyncio.Task[None] | None = None

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

    # The language ----------------------------------------------------------------------------------------

    def choose_language(self, language: Language) -> None:
        """Speak another language: at the table for this household, else on this device from now on."""
        self.touch()
        if self.face is Face.WORK:
            self._own_language = language
            self.house.device_language.keep(language)
        else:
            self._language_at_the_table = language
        self._speak()

    def _speak(self) -> None:
        """Speak what was chosen for this face; what is being typed stays in its box."""
        at_the_table = self._language_at_the_table if self.face is not Face.WORK else None
        language = at_the_table or self._own_language
        if language == self.language:
            return
        self.house.speak(language)
        self.aloud.speak(language)
        if self._room is not None:
            self._room.speak()
        self.language = language

    # The lock --------------------------------------------------------------------------------------------

    def lock(self, notice: Notice | None = None) -> None:
        """Lock: drafts are saved, keys and words are forgotten."""
        self.aloud.stop()
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
        self.pin, self.turned, self.curtain, self.notice = "", False, False, notice
        self._code = self.backup = None
        self.screen = Screen.UNLOCK if self.account else Screen.WHO
        self._language_at_the_table = None
        self._speak()

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
        bare = self.screen is Screen.NOT_YET
        if self.is_open and self.face is not Face.WORK and not self.curtain and not bare:
            self.keep()
            self.aloud.stop()
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

    def _keep_watch(self) -> None:
        self.touch()
        if self._watching is None:
            self._watching = asyncio.get_running_loop().create_task(self.watch_idle())

    def _post_changed(self, _sender: object, field: str | None) -> None:
        # Whether the relay answers is for the screens that show it, and those listen to the post themselves.
        if field != "reachable":
            self.changed()
