"""What this device remembers for whoever uses it: its paper, and how large its letters are.

These say nothing of anybody, and the front door is drawn with them before a vault is open; so they lie in
the data folder, outside every vault. How large the letters are for one household lies with that household.
"""

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeVar

from keukentafel.app.state.letters import Letters
from keukentafel.app.state.paper import Paper

FILE: Final = "device.json"
_LONGEST = 10_000

Chosen = TypeVar("Chosen", Letters, Paper)


class DeviceSettings:
    """The settings of one device; without a file they last as long as the app runs."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        kept = _read(file) if file is not None else {}
        self.paper = _one_of(Paper, kept.get("paper"), Paper.DEVICE)
        self.letters = _one_of(Letters, kept.get("letters"), Letters.USUAL)

    def choose_paper(self, paper: Paper) -> None:
        """Draw on this paper from now on."""
        self.paper = paper
        self._keep()

    def choose_letters(self, letters: Letters) -> None:
        """Draw letters of this size from now on, where a household has none of its own."""
        self.letters = letters
        self._keep()

    def _keep(self) -> None:
        if self._file is None:
            return
        kept = {"paper": self.paper.value, "letters": self.letters.value}
        beside = self._file.with_suffix(".new")
        # On a full disk the choice lasts until the app stops; that is no reason to stop it.
        with contextlib.suppress(OSError):
            beside.write_text(json.dumps(kept), encoding="utf-8")
            os.replace(beside, self._file)


def _read(file: Path) -> Mapping[str, object]:
    try:
        kept = json.loads(file.read_text(encoding="utf-8")[:_LONGEST])
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _one_of(kind: type[Chosen], kept: object, usual: Chosen) -> Chosen:
    return next((one for one in kind if one.value == kept), usual)
