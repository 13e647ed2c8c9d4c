"""The story: what somebody tells, in their own words, and what listening kept for later.

Solutions that are named too early are parked, not lost. The plan and the ladder stay shut until somebody
says "this is my story": the *story assent*, tapped or said aloud.
"""

from dataclasses import dataclass

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.sentence import Words


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
