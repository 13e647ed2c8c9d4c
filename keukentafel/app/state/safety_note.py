"""One note of the safety line: under which step, fact, observation or opinion, from whom, and of which day.

A note is a draft until it is kept for good. What the notes say is never weighed or counted by the app; it
only sees to it that fact and opinion stay apart, and that it is asked who may read what the resident told.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Final

from keukentafel.journal.canonical import Json
from keukentafel.vault.safety import SafetyEntry, SafetyId


class Step(StrEnum):
    """Where a note belongs: the check on children, one of the five steps, or why it was handed over."""

    CHILDREN = "children"
    SIGNALS = "signals"
    CONSULT = "consult"
    TALK = "talk"
    WEIGH = "weigh"
    DECIDE = "decide"
    HAND_OVER = "hand_over"


STEPS: Final = (Step.SIGNALS, Step.CONSULT, Step.TALK, Step.WEIGH, Step.DECIDE)
"""The five steps of the reporting code; each can be written under at any time."""

WITH_SOMEBODY: Final = frozenset({Step.CONSULT, Step.TALK})
"""The steps at which it counts who took part."""


BOXES: Final = frozenset(
    {"kind", "text", "source", "date", "with_whom", "from_resident", "readers"}
    | {"report", "report_reason", "help", "help_reason"}
)
"""What somebody types or chooses in a note."""


class NoteKind(StrEnum):
    """What kind of sentence it is; the three are never mixed."""

    FACT = "fact"
    OBSERVATION = "observation"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Note:
    """What is written in one note.

    ``date`` is when it was, in words; ``at`` when it was kept for good, in milliseconds since 1970.
    ``replaces`` names the note that this one corrects; ``about`` is the household's name, and stands only
    with the reason for handing over.
    """

    step: Step
    draft: bool = True
    kind: str = ""
    text: str = ""
    source: str = ""
    date: str = ""
    with_whom: str = ""
    from_resident: str = ""
    readers: str = ""
    children: str = ""
    report: str = ""
    report_reason: str = ""
    help: str = ""
    help_reason: str = ""
    about: str = ""
    replaces: str = ""
    at: int = 0

    @property
    def says_something(self) -> bool:
        """Whether somebody has typed words in it; a choice alone is nothing that could be lost."""
        typed = (self.text, self.source, self.with_whom, self.readers, self.report_reason, self.help_reason)
        return any(one.strip() for one in typed)

    @property
    def lacks(self) -> tuple[str, ...]:
        """What must still be filled in before it can be kept for good, by name."""
        return tuple(name for name in self._needed() if not str(getattr(self, name)).strip())

    def finished(self, at: int) -> "Note":
        """Return the note as it is kept for good."""
        return replace(self, draft=False, at=at)

    def written(self) -> Json:
        """Return the note as the content of an entry, without what was left empty."""
        return {name: value for name, value in asdict(self).items() if value or name == "draft"}

    def _needed(self) -> tuple[str, ...]:
        if self.step is Step.CHILDREN:
            return ("children",)
        if self.step is Step.HAND_OVER:
            return ("text",)
        if self.step is Step.DECIDE:
            return ("report", "report_reason", "help", "help_reason", "date")
        people = ("with_whom",) if self.step in WITH_SOMEBODY else ()
        readers = ("readers",) if self.from_resident == "yes" else ()
        return ("kind", *people, "source", "from_resident", *readers, "text", "date")


@dataclass(frozen=True, slots=True)
class KeptNote:
    """A note as it lies in the safety line; ``handed_over`` is when, 0 when not yet."""

    id: SafetyId
    note: Note
    handed_over: int


def read_note(content: Json) -> Note:
    """Read the content of an entry; what this version does not know is left out."""
    known: Mapping[str, Json] = content if isinstance(content, dict) else {}
    words = {name: str(known[name]) for name in Note.__slots__ if name in known}
    step, at = words.pop("step", Step.SIGNALS), words.pop("at", "0")
    draft = words.pop("draft", "") == str(True)
    found = Step(step) if step in set(Step) else Step.SIGNALS
    return Note(found, draft=draft, at=int(at) if at.isdecimal() else 0, **words)


def kept_note(entry: SafetyEntry) -> KeptNote:
    """Return an entry that was opened, as a note."""
    return KeptNote(entry.id, read_note(entry.content), entry.handed_over)
