"""One visit: what one browser session shows between the front door and the lock.

The visit knows which screen is up and what message is on it. What a vault gives lives in the workroom, which
is there only while the vault is open. Going to listen or to the table drops every key but the open
household's, so that nothing of the worker can be shown by mistake; coming back to work asks the PIN.
"""

import asyncio
from typing import Final

from keukentafel.app.state.apart import Apart
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.desk import Desk
from keukentafel.app.state.entrance import Entrance, wait_notice
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.post import PostOffice
from keukentafel.app.state.question import Question
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.screens import ASIDE, AT_THE_TABLE, BEHIND, PASSING, Screen, face_of
from keukentafel.app.state.session import NothingOpen
from keukentafel.dossier.people import Person
from keukentafel.dossier.talk import Ending
from keukentafel.edition.assent import MalformedAssent
from keukentafel.edition.bundle import BundleRefused
from keukentafel.guide.doors import Door
from keukentafel.journal.names import HouseholdId
from keukentafel.journal.speaker import Face
from keukentafel.vault.mistakes import (
    NotHandedOver,
    OnlyRecovery,
    TooSoon,
    VaultMistake,
    WrongPin,
)
from sync.envelope import CannotSeal

__all__ = ["NothingOpen", "Visit"]

FIRST_HAND_OVER: Final = Notice("error", "confirm.not_handed_over.title", "confirm.not_handed_over.body")
"""Said to who wants to forget what has to be handed over first."""


class Visit(Entrance):
    """What one browser session shows."""

    question: Question | None = None
    _helped_at = Screen.WHO
    apart: Apart | None = None
    _at_the_table: tuple[Person, Person] | None = None

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

    def lock(self, notice: Notice | None = None) -> None:
        """Lock; what was asked the PIN for is let go of too."""
        self.question = None
        super().lock(notice)

    def draw_curtain(self) -> None:
        """Cover the words at the table; in the work face only what is the most discreet is let go of."""
        if self._room is not None and self._is_discreet():
            self.question = None
            self._show(Screen.HOUSEHOLD)
        super().draw_curtain()

    def lock_by_hand(self) -> None:
        """Lock on command, unless a sentence would be lost by it."""
        self.keep()
        if not self._would_lose():
            self.lock()

    # Going about -----------------------------------------------------------------------------------------

    def begin(self, name: str = "") -> None:
        """Begin a conversation with nothing but a name, or without one yet, and listen."""
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

    @property
    def shut(self) -> Door | None:
        """The door that this screen lies behind, if it is shut."""
        door, talk = BEHIND.get(self.screen), self.conversation
        return door if talk is not None and door is not None and door not in talk.doors else None

    @property
    def where(self) -> Screen:
        """The sheet on which this household was left, to go on there."""
        talk = self.conversation
        left = talk.sheet if talk is not None else ""
        if left in set(Screen) and Screen(left) in AT_THE_TABLE - PASSING:
            return Screen(left)
        return Screen.SHEETS if talk is not None and talk.story.assented else Screen.STORY

    def listen(self) -> None:
        """Turn the tablet into its listening face; another day it is another talk."""
        self._begin_again_on_another_day()
        self.room.narrow()
        self._show(Screen.LISTEN)

    def not_yet(self) -> None:
        """Leave the tablet dark, with nothing on it, until somebody taps it."""
        self._show(Screen.NOT_YET)

    def to_table(self, screen: Screen = Screen.STORY) -> None:
        """Lay the tablet on the table."""
        self.room.narrow()
        self._leave_boxes()
        if screen is Screen.READ_BACK:
            self.room.start_read_back()
        self._show(screen)

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

    def ask_pin_for_work(self) -> None:
        """Ask the PIN before anything of the worker comes back on the screen."""
        self.pin = ""
        self._show(Screen.BACK_TO_WORK)

    # Apart with a carer ----------------------------------------------------------------------------------

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
        self.apart = Apart(talk, carer, at_the_table=at_the_table)
        self._show(Screen.APART)

    def leave_apart(self) -> None:
        """Put the sheet of the carer away, to where the tablet was before."""
        apart = self.apart
        if apart is not None and apart.at_the_table:
            self.to_table(Screen.SHEETS)
        else:
            self.ask_pin_for_work()

    def lift_curtain(self) -> None:
        """Lift the curtain; a carer's sheet that it fell over is put away, for anybody may be lifting it."""
        super().lift_curtain()
        if self.screen is Screen.APART:
            self.leave_apart()

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
            self.notice = wait_notice(wait)
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

    # Before what cannot be undone ------------------------------------------------------------------------

    def ask(self, question: Question) -> None:
        """Ask the PIN before something that cannot be undone, or that turns the keys."""
        self.question, self.pin = question, ""
        self._show(Screen.CONFIRM)

    def take_back(self) -> None:
        """Do nothing after all."""
        question, self.question = self.question, None
        self._show(question.back if question else Screen.TODAY)

    async def answer(self, pin: str) -> None:
        """Do what was asked for, if this is the PIN."""
        question = self.question
        if self.busy or question is None:
            return
        self.busy, self.notice, room = True, None, self._room
        try:
            await asyncio.to_thread(question.act, pin)
        except (VaultMistake, CannotSeal) as mistake:
            self._refused(mistake)
        else:
            # While the key was derived the session may have locked, or been taken over.
            if self._room is room and room is not None:
                self.question = None
                question.after()
        finally:
            self.busy, self.pin = False, ""

    def show(self, screen: Screen, notice: Notice | None = None) -> None:
        """Show a screen, with a message on it."""
        self._show(screen)
        self.notice = notice

    def to_help(self) -> None:
        """Show the explanations, and remember where from."""
        self._helped_at = self.screen
        self._show(Screen.HELP)

    def leave_help(self) -> None:
        """Go back to where help was asked for."""
        self._show(self._helped_at)

    # Inside ----------------------------------------------------------------------------------------------

    def _refused(self, mistake: VaultMistake | CannotSeal) -> None:
        if isinstance(mistake, OnlyRecovery) or self._room is None or not self._room.vault.is_open:
            self.lock(Notice("error", "recover.only.title", "recover.only.body"))
        elif isinstance(mistake, WrongPin):
            self.notice = Notice("error", "unlock.wrong.title", "unlock.wrong.body")
        elif isinstance(mistake, TooSoon):
            self.notice = wait_notice(mistake)
        elif isinstance(mistake, NotHandedOver):
            self.take_back()
            self.notice = FIRST_HAND_OVER
        else:
            self.notice = Notice("error", "confirm.failed.title", "confirm.failed.body")

    def _show(self, screen: Screen) -> None:
        self.touch()
        self.aloud.stop()
        self.notice = None
        if self._room is not None and screen is not Screen.SAFETY:
            self._room.put_safety_away()
        self._leave_boxes()
        if self.conversation is not None:
            self.conversation.face = face_of(screen)
            if screen in AT_THE_TABLE - PASSING:
                self.conversation.lay_open(screen.value)
        else:
            self._language_at_the_table = None
        self._stay_aside(screen)
        self.screen = screen
        self._speak()

    def _stay_aside(self, screen: Screen) -> None:
        """Who spoke and who wrote at the table do so again once a carer's sheet is away."""
        talk = self.conversation
        if talk is None:
            self.apart = self._at_the_table = None
            return
        if screen in ASIDE and self._at_the_table is None:
            self._at_the_table = (talk.speaker, talk.writer)
        if screen is Screen.APART and self.apart is not None:
            talk.speaker, talk.writer = self.apart.carer, self.apart.first_hand
        if screen not in ASIDE and self._at_the_table is not None:
            (talk.speaker, talk.writer), self._at_the_table = self._at_the_table, None
        if screen is not Screen.APART:
            self.apart = None

    def _begin_again_on_another_day(self) -> None:
        talk = self.conversation
        ended = talk.talk.ended.latest if talk is not None else None
        if talk is None or ended is None or self.face is not Face.WORK:
            return
        today = self.house.texts.today
        if today(ended.claimed) != today(self.house.clock()):
            talk.begin_again()

    def _would_lose(self) -> bool:
        """Say so when a sentence is on the screen only, because it could not be saved."""
        talk, safety = self.conversation, self._room.safety if self._room else None
        if safety is not None:
            safety.keep()
        if not (talk and talk.boxes.unsaved) and not (safety and safety.unsaved):
            return False
        self.notice = Notice("error", "unsaved.title", "unsaved.body")
        return True

    def _is_discreet(self) -> bool:
        asked = self.question is not None and self.question.discreet and not self.busy
        return self.screen is Screen.SAFETY or (self.screen is Screen.CONFIRM and asked)

    def _leave_boxes(self) -> None:
        if self.conversation is not None:
            self.conversation.boxes.leave_all()

    def _wrong_pin_at_the_table(self) -> None:
        if self._room is None or not self._room.vault.is_open:
            self.lock(Notice("error", "unlock.three_wrong.title", "unlock.three_wrong.body"))
        else:
            self.notice = Notice("error", "unlock.wrong.title", "unlock.wrong.body")
