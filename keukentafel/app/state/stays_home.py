"""What stays home: everything that would go to the municipality, piece by piece, with what was held back.

A piece is one thing that people said or agreed; of the aftercare card each subject by itself. Who holds a
piece back keeps it on this tablet, where it stands struck through; a tap lets it go again. What the law asks
of every account (who, when, the weighing) is no piece to hold back.
"""

from dataclasses import dataclass, replace
from typing import Final

from keukentafel.app.spoken import Line, passages
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.freezing import Freezing
from keukentafel.app.texts import Texts
from keukentafel.dossier.withheld import ABOUT, KIND, withheld
from keukentafel.edition.extract import AGREEMENT
from keukentafel.edition.freeze import Edition, copy_for
from keukentafel.edition.part import Part
from keukentafel.edition.reader import reading_of
from keukentafel.guide.guide import Guide
from keukentafel.journal.catalogue import Sight

ALWAYS: Final = frozenset(
    "household person request conversation plan key_person weighing after_all tag not_relevant"
    " bottleneck consent copy".split()
)
"""The kinds of part that the account cannot do without, or that are about what goes."""

_CARD: Final = "aftercare_"


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that would go: ``name`` is what is held back by it, ``heading`` where it is heard."""

    name: str
    heading: str
    lines: tuple[Line, ...]
    at_home: bool


class StaysHome:
    """What of one household goes, and what stays on this tablet."""

    def __init__(self, talk: Conversation, freezing: Freezing, guide: Guide) -> None:
        self._talk = talk
        self._freezing = freezing
        self._guide = guide

    @property
    def count(self) -> int:
        """How many pieces stay home."""
        return len(withheld(self._talk.dossier))

    def pieces(self, t: Texts) -> tuple[Piece, ...]:
        """Return every piece in the order of the edition, in the words of ``t``."""
        whole = self._freezing.whole()
        parts = for_the_municipality(whole)
        blocks = reading_of(parts, self._freezing.names, self._guide.titles).blocks
        kept = withheld(self._talk.dossier)
        found = []
        for name, group in _pieces(parts).items():
            read = reading_of(group, self._freezing.names, self._guide.titles)
            kinds = {(part.kind, part.object) for part in group}
            own = tuple(one for one in blocks if (one.kind, one.object) in kinds)
            heard = passages(replace(read, blocks=own), t)
            lines = tuple(line for passage in heard for line in passage.lines)
            if lines:
                agreed = any(part.kind == AGREEMENT for part in group)
                # An agreement that is heard by itself would stand under the others, away from its wish.
                heading = t("stays_home.agreements") if agreed else heard[0].heading
                found.append(Piece(name, heading, lines, name in kept))
        return tuple(found)

    def keep_home(self, name: str) -> None:
        """Hold a piece back from here on."""
        if name not in withheld(self._talk.dossier):
            self._talk.say(f"{KIND}.{ABOUT}", name)

    def let_go(self, name: str) -> None:
        """Let a piece go along again."""
        held = [one for one in self._talk.dossier.all(KIND) if name in one.words(ABOUT).texts]
        self._talk.strike(*held)


def for_the_municipality(edition: Edition) -> tuple[Part, ...]:
    """Return what goes to the municipality and may lie open on this table."""
    at_the_table = {part.id for part in copy_for(edition, Sight.RESIDENT).parts}
    return tuple(part for part in copy_for(edition, Sight.MUNICIPALITY).parts if part.id in at_the_table)


def _pieces(parts: tuple[Part, ...]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for part in parts:
        if part.kind not in ALWAYS:
            name = part.id if part.kind.startswith(_CARD) else part.object
            found.setdefault(str(name), []).append(part)
    return found
