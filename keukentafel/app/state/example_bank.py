"""Zó dus: the examples of what worked, those of the guide and those of one's own team.

An example of one's own comes out of a reflection, without anybody's name, and is kept here in the very words
that went to the team: under no household, so that it says of nobody that it was about them.
"""

from collections.abc import Sequence
from typing import Final

from keukentafel.guide.example import Example, ExampleId, examples_for
from keukentafel.guide.guide import Guide
from keukentafel.guide.step import TileId
from keukentafel.vault.vault import OpenVault

SETTING: Final = "own-examples"


class ExampleBank:
    """The examples within reach of one open vault."""

    def __init__(self, vault: OpenVault, guide: Guide) -> None:
        self._vault = vault
        self._guide = guide

    def find(
        self, words: str = "", *, tile: TileId | None = None, rung: int | None = None
    ) -> tuple[Example, ...]:
        """Return the examples with these features, the best first; those of colleagues before the guide's."""
        whole = (*self.own(), *self._guide.examples)
        return examples_for(whole, words, tile=tile, rung=rung, small=self._guide.small_words)

    def own(self) -> tuple[Example, ...]:
        """Return the examples of one's own team, the newest first."""
        found = self._vault.setting(SETTING)
        listed = found if isinstance(found, list) else []
        kept = [one for one in listed if isinstance(one, dict)]
        return tuple(
            told_example(str(one.get("mark", "")), str(one.get("text", "")), str(one.get("tiles", "")))
            for one in reversed(kept)
        )

    def add(self, mark: str, text: str, tiles: Sequence[str]) -> None:
        """Keep an example, once; ``mark`` is what its message is recognised by."""
        found = self._vault.setting(SETTING)
        listed = list(found) if isinstance(found, list) else []
        if any(isinstance(one, dict) and one.get("mark") == mark for one in listed):
            return
        self._vault.put_setting(SETTING, [*listed, {"mark": mark, "text": text, "tiles": " ".join(tiles)}])


def told_example(mark: str, text: str, tiles: str) -> Example:
    """Return the example that a colleague told; ``tiles`` stand beside each other with a space between."""
    return Example(ExampleId(mark[:16]), "", "", text, "", tuple(TileId(one) for one in tiles.split()))
