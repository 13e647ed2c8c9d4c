"""A box to write in: text that is on its way to become a sentence.

While somebody types, the text is a draft in the vault, saved within half a second of a pause. When the box
is left, the draft becomes one operation and is gone. A lock or a crash keeps the draft, and the box is filled
with it again.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as column

from keukentafel.journal.names import FieldName, ObjectId, random_id
from keukentafel.journal.speaker import Speaker

PAUSE_SECONDS = 0.3
"""How long somebody must pause before the draft is saved; half a second is promised."""


@dataclass(slots=True, eq=False)
class Box:
    """One place to write on the screen."""

    field: FieldName
    object: ObjectId
    voice: Speaker
    text: str = ""
    written: str = ""
    draft: str = column(default_factory=random_id)
    drafted: bool = False
    dirty: bool = False

    @property
    def changed(self) -> bool:
        """Whether the box says something else than the dossier."""
        return self.text.strip() != self.written.strip()


class Pause:
    """Calls back once somebody has stopped typing for a moment."""

    def __init__(self, after: float = PAUSE_SECONDS) -> None:
        self._after = after
        self._timers: dict[str, asyncio.TimerHandle] = {}

    def restart(self, name: str, callback: Callable[[], None]) -> None:
        """Start the wait for ``name`` anew."""
        self.cancel(name)
        self._timers[name] = asyncio.get_running_loop().call_later(self._after, self._fire, name, callback)

    def cancel(self, name: str) -> None:
        """Stop waiting for ``name``."""
        timer = self._timers.pop(name, None)
        if timer is not None:
            timer.cancel()

    def cancel_all(self) -> None:
        """Stop waiting for anything."""
        for name in tuple(self._timers):
            self.cancel(name)

    def _fire(self, name: str, callback: Callable[[], None]) -> None:
        self._timers.pop(name, None)
        callback()
