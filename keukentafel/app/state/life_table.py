"""The life map on the table: opening tiles, laying them together, and leaving them be.

It writes through the open conversation, in the voice of the person whose map lies on the table, and holds
nothing itself. A tile that the worker opens gets its first sentence (why it is needed) through a box, and
comes into being with it: before that sentence there is no tile to write on.
"""

from itertools import combinations

from keukentafel.app.state.box import Box
from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.life import How, LifeMap, Link, Tile, about_tile, life_map
from keukentafel.dossier.people import Person
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Role


class LifeTable:
    """The life map of whoever is chosen to speak."""

    def __init__(self, talk: Conversation) -> None:
        self._talk = talk

    @property
    def map(self) -> LifeMap:
        """What lies on the table now."""
        return life_map(self._talk.dossier, self.person.id)

    @property
    def person(self) -> Person:
        """Whose map it is."""
        return self._talk.speaker

    @property
    def worker_writes(self) -> bool:
        """Whether the worker holds the pen, and has to say why before opening a tile."""
        return self._talk.writer.role is Role.WORKER

    def lay(self, person: Person) -> None:
        """Lay somebody's own map on the table; the pen of another resident goes along with it."""
        self._talk.boxes.leave_all()
        self._talk.speaker = person
        if not self.worker_writes:
            self._talk.writer = person

    # Tiles -----------------------------------------------------------------------------------------------

    def choose(self, kind: str) -> Tile | None:
        """Open a tile because the person chose it themselves; None if it could not be written down."""
        if self.map.of_kind(kind) is None and kind not in self.map.rather_not:
            self._talk.say_together("tile", {"kind": kind})
        return self.map.of_kind(kind)

    def why_box(self, kind: str) -> Box:
        """Return the box for the one sentence with which the worker opens a tile."""
        slot = f"tile-{kind}-{self.person.id}"
        boxes = self._talk.boxes
        return boxes.box("tile.why_needed", boxes.fresh(slot), slot=slot, together={"tile.kind": kind})

    def open_with_reason(self, kind: str) -> Tile | None:
        """Open a tile with the reason that stands in its box; None while there is none."""
        box = self.why_box(kind)
        if self.map.of_kind(kind) is None:
            self._talk.boxes.leave(box)
        found = self.map.of_kind(kind)
        if found is not None:
            self._talk.boxes.renew(box.slot)
        return found

    def goes(self, tile: Tile, how: How) -> None:
        """Write down how it goes."""
        self._talk.say("tile.how", how.value, tile.id)

    def holds_words(self, tile: Tile) -> bool:
        """Tell whether crossing a tile out would take something that was said, also what was just typed."""
        self._talk.boxes.leave_all()
        now = self.map.tile(tile.id)
        return now is not None and bool(now.text or now.how)

    def put_back(self, tile: Tile) -> None:
        """Lay a tile back with the rest: it is crossed out with its links, and may be opened afresh."""
        self._talk.boxes.leave_all()
        self._cross_out(tile.id)

    # Rather not ------------------------------------------------------------------------------------------

    def rather_not(self, kind: str) -> None:
        """Leave a tile alone from now on; what stood on it is crossed out, so that it goes nowhere."""
        self._talk.boxes.leave_all()
        opened = [one.id for one in self.map.tiles if one.kind == kind]
        if kind not in self.map.rather_not:
            self._talk.say("rather_not.what", about_tile(kind))
        for tile in opened:
            self._cross_out(tile)

    def talk_after_all(self, kind: str) -> Tile | None:
        """Reopen a tile because the person wants to; that is their choice, so nobody has to say why."""
        for thing in self.map.rather_not.get(kind, ()):
            self._talk.strike(thing)
        return self.choose(kind)

    # Links -----------------------------------------------------------------------------------------------

    def link_box(self, one: Tile, other: Tile) -> Box:
        """Return the box for what two tiles have to do with each other."""
        boxes, known = self._talk.boxes, self.map.link(one.id, other.id)
        if known is not None:
            return boxes.box("link.text", known.id, known.text.text)
        slot = self._slot(one, other)
        ends = {"link.one": one.id, "link.other": other.id}
        return boxes.box("link.text", boxes.fresh(slot), slot=slot, together=ends)

    def join(self, one: Tile, other: Tile) -> None:
        """Lay two tiles together, with what stands in their box if anything does."""
        box = self.link_box(one, other)
        self._talk.boxes.leave(box)
        if self.map.link(one.id, other.id) is None and not box.dirty:
            self._talk.say_together("link", {"one": one.id, "other": other.id}, box.object)
        if box.slot and self.map.link(one.id, other.id) is not None:
            self._talk.boxes.renew(box.slot)

    def take_apart(self, link: Link) -> None:
        """Take two tiles apart again; the link is crossed out."""
        for thing in self._talk.dossier.all("link"):
            if thing.id == link.id:
                self._talk.strike(thing)

    def half_joined(self) -> tuple[Tile, Tile] | None:
        """Return the two tiles of which a half-written link waits, after a lock or a crash."""
        pairs = combinations(self.map.tiles, 2)
        return next(((a, b) for a, b in pairs if self._talk.boxes.begun(self._slot(a, b))), None)

    # Inside ----------------------------------------------------------------------------------------------

    def _slot(self, one: Tile, other: Tile) -> str:
        return "-".join(["link", *sorted((one.id, other.id))])

    def _cross_out(self, tile: ObjectId) -> None:
        dossier, whose = self._talk.dossier, self.person.id
        for link in dossier.of_person("link", whose):
            if tile in {link.words("one").text, link.words("other").text}:
                self._talk.strike(link)
        for thing in dossier.of_person("tile", whose):
            if thing.id == tile:
                self._talk.strike(thing)
