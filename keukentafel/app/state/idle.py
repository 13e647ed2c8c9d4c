"""How long nobody has done anything.

Two clocks are asked and the longer answer counts: the wall clock goes on while a tablet sleeps, and the
steady clock cannot be set back.
"""

from collections.abc import Callable

WORK_SECONDS = 120
"""After how long the work face locks."""

CURTAIN_SECONDS = 120
"""After how long a curtain falls over the listening and table faces; one tap lifts it."""

TABLE_SECONDS = 1200
"""After how long the listening and table faces lock: a conversation has long silences."""


class Idle:
    """The time since somebody last did something."""

    def __init__(self, wall: Callable[[], int], steady: Callable[[], float]) -> None:
        """Begin counting now.

        Args:
            wall: milliseconds since 1970.
            steady: seconds since some moment, never set back.
        """
        self._wall, self._steady = wall, steady
        self.touch()

    def touch(self) -> None:
        """Somebody did something."""
        self._wall_then, self._steady_then = self._wall(), self._steady()

    @property
    def seconds(self) -> float:
        """How long nobody has done anything, in seconds."""
        return max((self._wall() - self._wall_then) / 1000, self._steady() - self._steady_then)
