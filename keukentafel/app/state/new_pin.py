"""Which PINs somebody who finds the tablet would try first."""

from typing import Final

_RUNS: Final = ("01234567890", "09876543210")
_HABITS: Final = frozenset({"112233", "121212", "123123", "123321", "159753", "147258", "696969", "000007"})


def is_guessable(pin: str) -> bool:
    """Tell whether a PIN is one digit over and over, a run up or down, or one that many people choose."""
    if not pin.isdigit():
        return False
    return len(set(pin)) == 1 or any(pin in run for run in _RUNS) or pin in _HABITS
