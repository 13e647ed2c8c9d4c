"""The visit: what one browser session shows between the front door and the lock.

The visit knows which screen is up and what message is on it. What a vault gives lives in the workroom, which
is there only while the vault is open. Each part of it builds on the one before: the session that holds keys
and lets go of them, the entrance, going about, what asks the PIN first, and here what is done in a talk.
"""

from keukentafel.app.house import House
from keukentafel.app.state.apart import Apart
from keukentafel.app.state.aside import Aside
from keukentafel.app.state.confirming import FIRST_HAND_OVER, Confirming
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.own_sheet import OwnSheet
from keukentafel.app.state.screens import OF_ONE, Screen
from keukentafel.app.state.session import NothingOpen
from keukentafel.dossier.people import Person
from keukentafel.dossier.talk import Ending
from keukentafel.edition.assent import MalformedAssent
from keukentafel.edition.bundle import BundleRefused
from keukentafel.vault.mistakes import VaultMistake
from sync.envelope import CannotSeal

__all__ = ["FIRST_HAND_OVER", "NothingOpen", "Visit"]


class Visit(Confirming):
    """What one browser session shows."""

    def __init__(self, house: House, browser: str = "") -> None:
        self._aside = Aside()
        super().__init__(house, browser)

    def lock_by_hand(self) -> None:
        """Lock on command, unless a sentence would be lost by it."""
        self.keep()
        if not self._would_lose():
            self.lock()

    # The talk --------------------------------------------------------------------------------------------

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

    def end_talk(self, ending: Ending) -> None:
        """End the talk in one of three ways that are equally good."""
        if self.conversation is None:
            return
        self.conversation.end(ending)
        if ending is Ending.ACCOUNT:
            self.to_table(Screen.SHEETS)
            return
        self.ask_pin_for_work()
        self.notice = Notice("saved", f"ending.{ending.value}.done", f"ending.{ending.value}.stays")

    # Apart with a carer ----------------------------------------------------------------------------------

    @property
    def apart(self) -> Apart | None:
        """The sheet of the carer who is spoken to apart."""
        return self._aside.apart

    def to_carers(self) -> None:
        """Ask with whom the worker speaks apart; what is written there are the worker's own words."""
        self._show(Screen.CARERS)
        if self.conversation is not None:
            self.conversation.speaker = self.conversation.writer = self.conversation.worker

    def speak_apart(self, carer: Person) -> None:
        """Lay the sheet of this carer before them: from here on nothing else of the household shows."""
        talk = self.conversation
        if talk is None:
            return
        at_the_table = self.screen is not Screen.CARERS
        self.room.narrow()
        self._leave_boxes()
        self._aside.begin(talk, carer, at_the_table=at_the_table)
        self._show(Screen.APART)

    @property
    def own_sheet(self) -> OwnSheet | None:
        """The own sheet of somebody young."""
        return self._aside.own_sheet

    def to_own_sheet(self, person: Person) -> None:
        """Lay the own sheet of somebody young before them: nothing else of the household shows."""
        talk = self.conversation
        if talk is None:
            return
        at_the_table = self.screen is not Screen.CARERS
        self.room.narrow()
        self._leave_boxes()
        self._aside.begin_own(talk, person, at_the_table=at_the_table)
        self._show(Screen.HOUSES)

    def leave_apart(self) -> None:
        """Put the sheet of the carer away, to where the tablet was before."""
        lies = self._aside.lies
        if lies is not None and lies.at_the_table:
            self.to_table(Screen.SHEETS)
        else:
            self.ask_pin_for_work()

    def lift_curtain(self) -> None:
        """Lift the curtain; a carer's sheet that it fell over is put away, for anybody may be lifting it."""
        super().lift_curtain()
        if self.screen in OF_ONE:
            self.leave_apart()

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
        """Send nothing, and go back to the sheets; whoever slept on it is asked once more."""
        self.room.read_back = None
        self.to_table(Screen.SHEETS)
        self.notice = Notice("saved", "read_back.slept.title", "read_back.slept.body")

    # Inside ----------------------------------------------------------------------------------------------

    def _show(self, screen: Screen) -> None:
        super()._show(screen)
        if self.conversation is None:
            self._language_at_the_table = None
        self._aside.follow(screen, self.conversation)
        self._speak()
