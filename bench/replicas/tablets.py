"""Four tablets that write one plan apart, and the post between them, which does everything wrong.

What a tablet wrote is sent to the others in parcels. A parcel may be sent again, because its answer was lost;
what is in it comes in any order, in pieces, twice, and sometimes first without its words. Each tablet's clock
is its own, up to a year off. Nothing that was written is ever held back for good: at the end everything has
been delivered, as it would be by tablets that keep on asking.
"""

import random
from collections import defaultdict
from dataclasses import replace

from bench.replicas.table import PLACES, Stroke, content_for
from keukentafel.journal.journal import Author, Journal, NotOne
from keukentafel.journal.names import OperationId
from keukentafel.journal.operation import Entry
from keukentafel.journal.rules import Refused
from keukentafel.journal.speaker import Act
from tests.journal.household import DEVICES, journal, shelf_of, take_in_all

NOW = 1_790_000_000_000
YEAR = 366 * 24 * 3600 * 1000
TABLETS = len(DEVICES)
_ROUNDS = 4
"""Everything is delivered once more as long as that changes anything, and at most so often."""


class Post:
    """What is under way to one tablet, in no order."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._parcels: list[Entry] = []

    def __len__(self) -> int:
        return len(self._parcels)

    def put(self, entries: list[Entry]) -> None:
        """Put entries in the post; some twice, some first without their words."""
        for entry in entries:
            self._parcels.append(entry)
            if self._chance.random() < 0.2:
                self._parcels.append(replace(entry, value=None))
            if self._chance.random() < 0.2:
                self._parcels.append(entry)

    def take(self, most: int) -> list[Entry]:
        """Take out at most so many, at random."""
        taken: list[Entry] = []
        while self._parcels and len(taken) < most:
            at = self._chance.randrange(len(self._parcels))
            self._parcels[at], self._parcels[-1] = self._parcels[-1], self._parcels[at]
            taken.append(self._parcels.pop())
        return taken


class FourTablets:
    """Four replicas of one plan."""

    def __init__(self, chance: random.Random, skews: tuple[int, ...] = (0, YEAR, -YEAR, YEAR // 2)) -> None:
        self._chance = chance
        self._skews = skews
        self._clock = NOW
        self.tablets: list[Journal] = [journal() for _ in DEVICES]
        self.posts = [Post(chance) for _ in DEVICES]
        self.said: dict[OperationId, Entry] = {}
        self.hostile: dict[OperationId, Entry] = {}
        self._own: list[list[Entry]] = [[] for _ in DEVICES]
        self._sent: dict[tuple[int, int], int] = defaultdict(int)

    def write(self, tablet: int, stroke: Stroke) -> Entry | None:
        """Let somebody do something on a tablet; None when the rules refuse it there."""
        self._clock += 1
        author = Author(
            DEVICES[tablet],
            PLACES[stroke.place],
            stroke.voice,
            stroke.hand,
            stroke.face,
            self._clock + self._skews[tablet],
        )
        content = content_for(stroke.place, stroke.words) if stroke.act is Act.SAY else None
        try:
            entry = self.tablets[tablet].write(author, *stroke.place, content, stroke.act)
        except (Refused, NotOne):
            return None
        self.said[entry.signed.id] = entry
        self._own[tablet].append(entry)
        return entry

    def plant(self, tablet: int, entry: Entry) -> None:
        """Let a tablet send what no honest tablet writes; it goes to all, that tablet too."""
        self.hostile[entry.signed.id] = entry
        self._own[tablet].append(entry)
        self.posts[tablet].put([entry])

    def send(self, tablet: int, to: int, *, answered: bool = True) -> None:
        """Send what is new to another tablet; without its answer the same is sent again next time."""
        new = self._own[tablet][self._sent[tablet, to] :]
        self.posts[to].put(new)
        if answered:
            self._sent[tablet, to] += len(new)

    def deliver(self, tablet: int, most: int) -> None:
        """Let a tablet take in some of what is under way to it."""
        take_in_all(self.tablets[tablet], self.posts[tablet].take(most))

    def all_is_told(self) -> None:
        """Deliver everything to everybody, to each in another order."""
        for tablet, post in zip(self.tablets, self.posts, strict=True):
            take_in_all(tablet, post.take(len(post)))
            self.tell(tablet)

    def tell(self, tablet: Journal) -> None:
        """Deliver everything to one tablet, until nothing new comes of it."""
        everything = [*self.said.values(), *self.hostile.values()]
        for _ in range(_ROUNDS):
            before = len(shelf_of(tablet).entries)
            self._chance.shuffle(everything)
            take_in_all(tablet, everything)
            if len(shelf_of(tablet).entries) == before:
                return
