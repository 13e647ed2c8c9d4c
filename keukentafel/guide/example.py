"""Examples of what worked, "zó dus": found by what was the matter, and never by whom it was about.

An example names nobody. Its features are the tiles of life that it touches, the pressure that was there, the
wish, and the rung of the ladder on which the answer was found. Every feature that is asked must be there;
words are looked for in everything that the example says.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NewType

from keukentafel.guide.likeness import alike, words_of
from keukentafel.guide.step import TileId

ExampleId = NewType("ExampleId", str)
"""An example, named in a few small words: ``eerst-de-la``."""


@dataclass(frozen=True, slots=True)
class Example:
    """What was the matter, what was done, and what came of it, in Dutch at level B1.

    ``pressures`` and ``wishes`` are words by which it is found beside its own; ``rungs`` are those of the
    ladder, 1 to 6. A colleague's own example is only what was done.
    """

    id: ExampleId
    title: str
    situation: str
    did: str
    worked: str
    tiles: tuple[TileId, ...]
    pressures: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    rungs: tuple[int, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """Every word by which the example is found."""
        said = (self.title, self.situation, self.did, self.worked, *self.pressures, *self.wishes)
        return words_of(" ".join(said))


def examples_for(
    examples: Iterable[Example],
    words: str = "",
    *,
    tile: TileId | None = None,
    rung: int | None = None,
    small: Collection[str] = (),
) -> tuple[Example, ...]:
    """Return the examples with these features, the best first; without any feature all of them.

    Args:
        examples: where to look.
        words: a pressure or a wish in own words.
        tile: a tile of life that the example must touch.
        rung: a rung of the ladder on which the answer was found.
        small: words that say nothing.
    """
    wanted = words_of(words) - frozenset(small)
    fitting = [
        (alike(wanted, one.words), at, one)
        for at, one in enumerate(examples)
        if (tile is None or tile in one.tiles) and (rung is None or rung in one.rungs)
    ]
    found = [each for each in fitting if each[0] or not wanted]
    return tuple(one for _, _, one in sorted(found, key=lambda each: (-each[0], each[1])))
