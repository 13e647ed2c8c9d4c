"""The words of the product, looked up by key, so that no language stands in the code."""

from typing import Protocol


class Words(Protocol):
    """Returns the text for a key such as ``paper.title``, in the language of the screen."""

    def __call__(self, key: str, /) -> str:
        """Return the text for ``key``; names in braces are filled in by who asks."""
