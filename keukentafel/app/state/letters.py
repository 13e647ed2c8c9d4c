"""How large the letters are on this screen, as somebody chose for as long as the page is open."""

from enum import StrEnum


class Letters(StrEnum):
    """The sizes to choose from."""

    USUAL = "usual"
    LARGER = "larger"
    LARGEST = "largest"

    @property
    def scale(self) -> float:
        """How many times as large as usual: at most twice."""
        return {Letters.USUAL: 1.0, Letters.LARGER: 1.5, Letters.LARGEST: 2.0}[self]
