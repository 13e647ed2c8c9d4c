"""Going about an open vault: from the list to a household, to listening, to the table, and to the help.

Going to listen or to the table drops every key but the open household's, so that nothing of the worker can
be shown by mistake. Whichever way a screen comes up, what was being typed is written down first.
"""

from collections.abc import Collection

from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.desk import Desk
from keukentafel.app.state.entrance import Entrance
from keukentafel.app.state.letters import Letters
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.onward import is_left_alone
from keukentafel.app.state.paper import Paper
from keukentafel.app.state.post import PostOffice
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.screens import AT_THE_TABLE, BEHIND, PASSING, Screen, face_of
from keukentafel.dossier.talk import Ending
from keukentafel.guide.doors import Door
from keukentafel.journal.names import HouseholdId
from keukentafel.journal.speaker import Face


class GoingAbout(Entrance):
    """Which screen of an open vault is up."""

    _helped_at = Screen.WHO

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

    # The list and a household ----------------------------------------------------------------------------

    def begin(self, name: str = "") -> None:
        """Begin a conversation with nothing but a name, or without one yet, and listen."""
        self.room.begin(name)
        self._lay_letters()
        self.listen()

    def open_household(self, household: HouseholdId) -> None:
        """Open a household in the work face."""
        self.room.open_household(household)
        self._lay_letters()
        self._show(Screen.HOUSEHOLD)
        self._warn_of_tampering()

    def to_new(self) -> None:
        """Ask for the name of a new conversation; a plan that somebody looked at is put away."""
        self.room.beginning = None
        self._show(Screen.NEW)

    def to_today(self) -> None:
        """Close the household and go back to the list."""
        self._leave_boxes()
        if self._would_lose():
            return
        self.room.close_household()
        self._lay_letters()
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
        if talk is not None and left in set(Screen) and Screen(left) in AT_THE_TABLE - PASSING:
            return Screen.SHEETS if is_left_alone(talk, Screen(left)) else Screen(left)
        return Screen.SHEETS if talk is not None and talk.story.assented else Screen.STORY

    # Listening, and the table ----------------------------------------------------------------------------

    def listen(self) -> None:
        """Turn the tablet into its listening face; another day it is another talk."""
        self._begin_again_on_another_day(set(Ending))
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
        if screen is Screen.SHARE_STORY:
            self.room.share_story()
        self._show(screen)

    def to_the_table(self) -> None:
        """Lay the tablet on the table where it was left, or with what a second visit begins with."""
        form = self.room.form
        if form is not None and len(form.variant.visits) > 1:
            self._begin_again_on_another_day({Ending.LATER})
        self.to_table(self.where)

    # Any screen ------------------------------------------------------------------------------------------

    def show(self, screen: Screen, notice: Notice | None = None) -> None:
        """Show a screen, with a message on it."""
        self._show(screen)
        self.notice = notice

    def choose_paper(self, paper: Paper) -> None:
        """Draw on this paper; this device remembers it."""
        self.touch()
        self.house.device.choose_paper(paper)
        self.paper = paper

    def choose_letters(self, letters: Letters) -> None:
        """Draw letters of this size: remembered with the household that is open, else by this device."""
        self.touch()
        if self.conversation is not None:
            self.conversation.lay_letters(letters.value)
        else:
            self.house.device.choose_letters(letters)
        self.letters = letters

    def to_help(self) -> None:
        """Show the explanations, and remember where from."""
        self._helped_at = self.screen
        self._show(Screen.HELP)

    def leave_help(self) -> None:
        """Go back to where help was asked for."""
        self._show(self._helped_at)

    # Inside ----------------------------------------------------------------------------------------------

    def _show(self, screen: Screen) -> None:
        self.touch()
        self.aloud.stop()
        self.notice = None
        if self._room is not None and screen is not Screen.SAFETY:
            self._room.put_safety_away()
        if self.conversation is not None:
            self.conversation.changes.forget()
        self._leave_boxes()
        if self.conversation is not None:
            self.conversation.face = face_of(screen)
            if screen in AT_THE_TABLE - PASSING:
                self.conversation.lay_open(screen.value)
        self.screen = screen

    def _begin_again_on_another_day(self, endings: Collection[Ending]) -> None:
        talk = self.conversation
        ended = talk.talk.ended.latest if talk is not None else None
        if (
            talk is None
            or ended is None
            or ended.text not in {one.value for one in endings}
            or self.face is not Face.WORK
        ):
            return
        today = self.house.texts.today
        if today(ended.claimed) != today(self.house.clock()):
            talk.begin_again()
            if self.room.form is not None and len(self.room.form.variant.visits) > 1:
                self.room.form.lay_first()

    def _would_lose(self) -> bool:
        """Say so when a sentence is on the screen only, because it could not be saved."""
        talk, safety = self.conversation, self._room.safety if self._room else None
        if safety is not None:
            safety.keep()
        if not (talk and talk.boxes.unsaved) and not (safety and safety.unsaved):
            return False
        self.notice = Notice("error", "unsaved.title", "unsaved.body")
        return True

    def _lay_letters(self) -> None:
        """Each household has letters as large as it asked for, or else as this device has them."""
        own = self.conversation.letters if self.conversation is not None else ""
        self.letters = Letters(own) if own in set(Letters) else self.house.device.letters

    def _leave_boxes(self) -> None:
        if self.conversation is not None:
            self.conversation.boxes.leave_all()
