"""What time it is, asked in one place so that tests can say what time it is."""

import time
from collections.abc import Callable

Clock = Callable[[], int]
"""Returns milliseconds since 1970."""

SteadyClock = Callable[[], float]
"""Returns seconds since some moment, and is never set back."""


def wall_clock() -> int:
    """Return the device's clock in milliseconds since 1970; it is claimed, never trusted."""
    return time.time_ns() // 1_000_000
