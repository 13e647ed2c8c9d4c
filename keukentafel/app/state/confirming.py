"""What asks the PIN first: coming back to the work face, and whatever cannot be undone.

A key is derived in a thread. While that lasts the session may lock, or be taken over; then nothing is done
with the answer.
"""

import asyncio
from typing import Final

from keukentafel.app.state.entrance import wait_notice
from keukentafel.app.state.going_about import GoingAbout
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.question import Question
from keukentafel.app.state.screens import Screen
from keukentafel.vault.mistakes import NotHandedOver, OnlyRecovery, TooSoon, VaultMistake, WrongPin
from sync.envelope import CannotSeal

FIRST_HAND_OVER: Final = Notice("error", "confirm.not_handed_over.title", "confirm.not_handed_over.body")
"""Said to who wants to forget what has to be handed over first."""


class Confirming(GoingAbout):
    """A session that asks the PIN before it does certain things."""

    question: Question | None = None

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

    # Back to work ----------------------------------------------------------------------------------------

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
            self.notice = wait_notice(wait)
        except VaultMistake:
            self.lock(Notice("error", "unlock.damaged.title", "unlock.damaged.body"))
        finally:
            self.busy, self.pin = False, ""

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

    def _is_discreet(self) -> bool:
        asked = self.question is not None and self.question.discreet and not self.busy
        return self.screen is Screen.SAFETY or (self.screen is Screen.CONFIRM and asked)

    def _wrong_pin_at_the_table(self) -> None:
        if self._room is None or not self._room.vault.is_open:
            self.lock(Notice("error", "unlock.three_wrong.title", "unlock.three_wrong.body"))
        else:
            self.notice = Notice("error", "unlock.wrong.title", "unlock.wrong.body")
