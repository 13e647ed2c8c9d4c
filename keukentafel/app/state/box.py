"""A box to write in: text that is on its way to become a sentence.

While somebody types, the text is a draft in the vault, saved within half a second of a pause. When the box
is left, the draft becomes one operation and is gone. A lock or a crash keeps the draft, and the box is filled
with it again.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as column

from keukentafel.journal.canonical import Json
from keukentafel.journal.names import FieldName, ObjectId, OperationId, random_id
from keukentafel.journal.speaker import Face, Speaker

PAUSE_SECONDS = 0.3
"""How long somebody must pause before the draft is saved; half a second is promised."""


@dataclass(slots=True, eq=False)
class Box:
    """One place to write on the screen.

    ``slot`` names the place where a new object is written, so that a draft finds its way back to it.
    ``settled`` is the state that goes with the text in a field that is filled or not needed. ``together`` are
    the other fields that a new object gets in the same transaction, ``along`` those that any object gets with
    these words. ``voice``, ``hand`` and ``face`` are
    whose words they are, who types and how the tablet lay, from the first letter on. ``shown`` tells whether
    a screen has it: a half-written sentence that was left by a lock waits for the screen where it was begun.
    ``seen`` are the sentences that the writer had in view; ``kept`` is the text as the draft has it.
    ``allowed`` tells whether it may become a sentence now; what may not stays a draft. ``reads`` makes of the
    words what the field keeps, where that is no text; what it cannot read is not allowed.
    """

    field: FieldName
    object: ObjectId
    slot: str = ""
    text: str = ""
    written: str = ""
    settled: str = ""
    together: Mapping[str, Json] = column(default_factory=dict)
    along: Mapping[str, Json] = column(default_factory=dict)
    voice: Speaker | None = None
    hand: Speaker | None = None
    face: Face | None = None
    seen: tuple[OperationId, ...] | None = None
    kept: str | None = None
    allowed: Callable[[], bool] = column(default=lambda: True)
    reads: Callable[[str], Json] | None = None
    draft: str = column(default_factory=random_id)
    drafted: bool = False
    dirty: bool = False
    shown: bool = False

    @property
    def says_something_new(self) -> bool:
        """Whether the box says something that the dossier does not."""
        return self.dirty and bool(self.text.strip()) and self.text.strip() != self.written.strip()

    def settle(self) -> None:
        """What it says is in the dossier now; leaving it again says nothing new."""
        self.written = self.text
        self.dirty = self.drafted = False
        self.voice = self.hand = self.face = self.seen = self.kept = None
        self.draft = random_id()

    def content(self) -> Json:
        """Return what is written down when the box is left."""
        words = self.text.strip()
        if self.reads is not None:
            return self.reads(words)
        if not self.settled:
            return words
        return {"state": self.settled, "text" if self.settled == "filled" else "reason": words}


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
