"""One step of the conversation guide: what may be asked, how, and what is left alone.

The worker chooses; nobody asks all the questions. A step is data from ``assets/guide/steps``: this module
only says what a step is.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NewType

from keukentafel.guide.address import Address

StepId = NewType("StepId", str)
"""A step: ``F01`` to ``F13``."""

QuestionId = NewType("QuestionId", str)
"""A question, named after its step: ``F03-2``, or ``F13-N1`` for one that the worker asks himself."""

TileId = NewType("TileId", str)
"""A tile of the life map, named in one small word: ``wonen``. Its pictogram bears the same name."""

FaceName = Literal["listen", "table", "work"]
"""A face of the tablet, spelled as the journal spells it; the guide stands beside the journal, not on it."""


class To(StrEnum):
    """To whom a question is put."""

    RESIDENT = "resident"
    WORKER = "worker"


class UnknownQuestion(LookupError):
    """The step has no such question."""


class UnknownTile(LookupError):
    """The step has no such tile."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, in Dutch at level B1; ``je`` is the same one to who is addressed so, if that differs."""

    id: QuestionId
    to: To
    text: str
    je: str = ""

    def said(self, address: Address) -> str:
        """Return the question as it is put to somebody."""
        return self.je if self.je and address is Address.JE else self.text


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile of the life map; what stands after the title is for reports, and is not shown.

    The dossier keeps the ``id``, so that a title may change and what was said about it stays found.
    """

    id: TileId
    title: str
    positive_health: str
    self_sufficiency: str
    stability: str


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung of the ladder: in words for the resident, and in law (Wmo 2015, art. 2.3.2 and 2.3.5).

    ``je`` are the words for who is addressed so, if those differ.
    """

    rung: int
    words: str
    law: str
    je: str = ""

    def said(self, address: Address) -> str:
        """Return the words of this rung as they are said to somebody."""
        return self.je if self.je and address is Address.JE else self.words


@dataclass(frozen=True, slots=True)
class AftercareField:
    """A field of the aftercare card, and what is written in it."""

    field: str
    content: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step, with its texts in Dutch; ``assets/guide/README.md`` tells what each of them is."""

    id: StepId
    title: str
    faces: tuple[FaceName, ...]
    screen: str
    goal: str
    occasion: str | None
    questions: tuple[Question, ...]
    attitude: str
    record: str
    do_not_ask: str
    in_the_app: str
    sources: tuple[str, ...]
    tiles: tuple[Tile, ...]
    rungs: tuple[Rung, ...]
    aftercare: tuple[AftercareField, ...]

    def question(self, question: QuestionId) -> Question:
        """Return one question.

        Raises:
            UnknownQuestion: the step has no such question.
        """
        for one in self.questions:
            if one.id == question:
                return one
        raise UnknownQuestion(f"step {self.id} has no question {question}")

    def tile(self, tile: TileId) -> Tile:
        """Return one tile of the life map.

        Raises:
            UnknownTile: the step has no such tile; another guide may have.
        """
        for one in self.tiles:
            if one.id == tile:
                return one
        raise UnknownTile(f"step {self.id} has no tile {tile}")

    def next_question(self, after: QuestionId | None = None, to: To = To.RESIDENT) -> Question:
        """Return the question to show next: "Andere vraag" goes round and round.

        With ``after`` it is the next one put to the same person; without, the first one put to ``to``.

        Raises:
            UnknownQuestion: the step has no such question, or none that is put to ``to``.
        """
        asked = to if after is None else self.question(after).to
        circle = [one for one in self.questions if one.to is asked]
        if not circle:
            raise UnknownQuestion(f"step {self.id} has no question to the {asked}")
        at = 0 if after is None else circle.index(self.question(after)) + 1
        return circle[at % len(circle)]
