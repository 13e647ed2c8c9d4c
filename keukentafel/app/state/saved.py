"""What the screen may say about saving, and nothing more than is true."""

from collections.abc import Callable
from enum import StrEnum

from keukentafel.app.clock import Clock
from keukentafel.app.state.observed import Observed


class Saving(StrEnum):
    """How far what was typed has come."""

    NOTHING = "nothing"
    TYPING = "typing"
    SAVED = "saved"
    FAILED = "failed"
    UNFIT = "unfit"


class Saved(Observed):
    """Whether everything on the screen is on the disk, and since when.

    It says *saved* only after the transaction has been made durable. It tells its listeners at the first key
    of a sentence and at the save, not at every key, so that typing costs nothing.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.unsaved: Callable[[], bool] = lambda: False
        self.saving = Saving.NOTHING
        self.at = 0

    def typing(self) -> None:
        """Something was typed that is not saved yet."""
        self.saving = Saving.TYPING

    def done(self) -> None:
        """Something is durable now; *saved* is said once nothing else is on the screen only."""
        if self.unsaved():
            return
        self.at = self._clock()
        self.saving = Saving.SAVED
        self.changed()

    def failed(self) -> None:
        """Saving did not work; what was typed is still on the screen."""
        self.saving = Saving.FAILED

    def unfit(self) -> None:
        """What was typed does not fit in its field; it is still on the screen and in its draft."""
        self.saving = Saving.UNFIT
