"""One sentence as it stands now, with whose words it is and who wrote it down.

A field of the dossier holds one sentence, or two that were written at the same time without knowing of each
other. Both stay and are laid side by side; nothing chooses between them but people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from keukentafel.journal.canonical import Json
from keukentafel.journal.names import OperationId
from keukentafel.journal.operation import Entry
from keukentafel.journal.speaker import Act, Role, Speaker


@dataclass(frozen=True, slots=True)
class Sentence:
    """One version of a field: its content, voice, hand and claimed time in milliseconds since 1970."""

    id: OperationId
    content: Json
    voice: Speaker
    hand: Speaker
    claimed: int
    affirmed: bool

    @property
    def text(self) -> str:
        """The content as text; empty when it is not text."""
        return self.content if isinstance(self.content, str) else ""

    @property
    def taken_down(self) -> bool:
        """Whether the worker wrote down somebody else's words."""
        return self.hand.role is Role.WORKER and self.voice.role is not Role.WORKER


@dataclass(frozen=True, slots=True)
class Words:
    """What one field says: no version, one, or several that nobody has chosen between yet."""

    versions: tuple[Sentence, ...] = ()

    @property
    def latest(self) -> Sentence | None:
        """The version that is shown first."""
        return self.versions[-1] if self.versions else None

    @property
    def text(self) -> str:
        """The text that is shown first; empty when nothing was said."""
        return self.latest.text if self.latest else ""

    @property
    def content(self) -> Json:
        """The content that is shown first; None when nothing was said."""
        return self.latest.content if self.latest else None

    @property
    def contested(self) -> bool:
        """Whether two versions lie side by side."""
        return len(self.versions) > 1

    @property
    def texts(self) -> tuple[str, ...]:
        """The different texts that lie side by side, without those that are blank."""
        return tuple(dict.fromkeys(one.text for one in self.versions if one.text.strip()))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers that the versions say: visits, or whole cents."""
        return tuple(one.content for one in self.versions if type(one.content) is int)

    @property
    def days(self) -> tuple[date, ...]:
        """The days that the versions name."""
        return tuple(day for one in self.versions if (day := day_of(one.text)))

    def __bool__(self) -> bool:
        """Tell whether anything is said here."""
        return bool(self.versions)


def day_of(text: str) -> date | None:
    """Read a day as the journal keeps it; None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def together(said: Iterable[Words]) -> Words:
    """Return several fields as one: what stands in any of them lies side by side.

    An object that occurs once (the plan, a rung of a wish) may have been made on two tablets. Read this way,
    nothing of the second one is out of sight.
    """
    versions = (one for words in said for one in words.versions)
    return Words(tuple(sorted(versions, key=lambda one: (one.claimed, one.id))))


def words_of(heads: Sequence[Entry]) -> Words:
    """Read the heads of one field; what was struck or erased says nothing any more."""
    live = [head for head in heads if head.value is not None and _speaks(head)]
    ordered = sorted(live, key=lambda head: (head.signed.operation.claimed, head.signed.id))
    return Words(tuple(_sentence_of(head) for head in ordered))


def _speaks(head: Entry) -> bool:
    return head.signed.operation.act in {Act.SAY, Act.AFFIRM}


def _sentence_of(head: Entry) -> Sentence:
    operation = head.signed.operation
    return Sentence(
        head.signed.id,
        head.value.content if head.value else None,
        operation.voice,
        operation.hand,
        operation.claimed,
        operation.act is Act.AFFIRM,
    )
