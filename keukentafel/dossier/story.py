"""The story: what somebody tells, in their own words, and what listening kept for later.

Solutions that are named too early are parked, not lost. The plan and the ladder stay shut until somebody
says "this is my story": the *story assent*, tapped or said aloud.
"""

import re
from dataclasses import dataclass
from typing import Final

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.sentence import Words

MOST_SENTENCES: Final = 10
"""How many sentences a story in short has at most; said softly, never enforced."""

_END: Final = re.compile(r"[.!?…]+[\"'’”)]*(?=\s|$)|\n+")


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that was told, and what was kept while listening."""

    in_short: Words
    quotes: tuple[Thing, ...]
    strengths: tuple[Thing, ...]
    parked: tuple[Thing, ...]
    stars: tuple[Thing, ...]
    keywords: tuple[Thing, ...]
    assent: Words

    @property
    def assented(self) -> bool:
        """Whether somebody said "this is my story"."""
        return bool(self.assent)

    @property
    def begun(self) -> bool:
        """Whether there is a story to assent to."""
        return bool(self.quotes or self.in_short)


def story(dossier: Dossier) -> Story:
    """Read the story from the dossier."""
    told = dossier.one("story")
    nothing = Words()
    return Story(
        told.words("text") if told else nothing,
        dossier.all("quote"),
        dossier.all("strength"),
        dossier.all("parked"),
        dossier.all("star"),
        dossier.all("keyword"),
        told.words("assent") if told else nothing,
    )


def sentences_in(text: str) -> int:
    """Count the sentences of a text, also one that was not ended yet."""
    return sum(1 for piece in _END.split(text) if any(letter.isalnum() for letter in piece))
