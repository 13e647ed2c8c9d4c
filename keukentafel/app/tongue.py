"""A language in which the screens speak, and which one this device begins with.

What people said is never translated: a tongue holds the texts of the program, and those of the guide. Which
language the front door has is a setting of the device, in a small file beside the vaults: it is known before
anybody unlocks, and says nothing about anybody.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from keukentafel.app.texts import LANGUAGES, Language, Texts, read_texts
from keukentafel.guide.guide import Guide
from keukentafel.journal.titles import titles_in

FILE: Final = "language"
"""The file in the data folder that holds the language of this device: ``nl`` or ``en``."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """The texts and the guide in one language."""

    texts: Texts
    guide: Guide
    titles: Mapping[str, str] = field(default_factory=dict)
    """What is kept in each field, where the catalogue's own title is in another language."""

    @property
    def language(self) -> Language:
        """Which language it is."""
        return self.texts.language


def tongues_of(guides: Iterable[Guide]) -> tuple[Tongue, ...]:
    """Return a tongue for every language that has a guide, Dutch first."""
    by_language = {guide.language: guide for guide in guides}
    return tuple(
        Tongue(read_texts(one), by_language[one], titles_in(one)) for one in LANGUAGES if one in by_language
    )


@dataclass(frozen=True, slots=True)
class DeviceLanguage:
    """The language that this device begins with; without a ``folder`` nothing is remembered."""

    folder: Path | None = None

    def known(self) -> Language | None:
        """Return the language that was chosen; None when none was, or the file holds anything else."""
        if self.folder is None:
            return None
        try:
            written = self.folder.joinpath(FILE).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return next((one for one in LANGUAGES if one == written), None)

    def keep(self, language: Language) -> None:
        """Remember a language; where nothing can be written it lasts as long as the page is open."""
        if self.folder is None:
            return
        fresh = self.folder / f"{FILE}.unfinished"
        try:
            fresh.write_text(f"{language}\n", encoding="utf-8")
            os.replace(fresh, self.folder / FILE)
        except OSError:
            fresh.unlink(missing_ok=True)
