"""A block: one thing of an account that has no form of its own, as its fields with who said what.

A tile, a pressure card, somebody on the map of people: screen, desk and paper draw them all alike, from this.
References are followed here, so that a link between two tiles is read as the names of those tiles.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from keukentafel.edition.account import FORMS, HEARTS, KINDS_AT, MORE, NAMED, TITLES, Form, Place
from keukentafel.edition.marks import PartKind
from keukentafel.edition.part import Part
from keukentafel.edition.said import Said, Sayings, Voices
from keukentafel.journal.names import FieldName, ObjectId

_DAY: Final = "check_in.date"
_OBJECTS: Final[Mapping[str, str]] = {
    "agreement_money": "agreement",
    "aftercare_pilot_light": "aftercare",
    "aftercare_way_back": "aftercare",
}
"""The object of a kind of part that is not called after it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One field of a block and how it is read; ``titles`` when it stands above the block without a label.

    What a reference points at is told in the words of that thing, as ``WORDS`` or ``DAY``. The name of a tile
    is its title in the guide, where that guide is known.
    """

    field: FieldName
    form: Form
    titles: bool
    sayings: Sayings

    @property
    def name(self) -> str:
        """The field without its object: the part after the dot."""
        return self.field.split(".", 1)[1]


@dataclass(frozen=True, slots=True)
class Block:
    """One thing, with the fields in which something is said, in the order of the catalogue."""

    kind: PartKind
    object: ObjectId
    fields: tuple[Told, ...]


class Blocks:
    """Reads the blocks among the parts of an edition."""

    def __init__(self, parts: Iterable[Part], voices: Voices, titles: Mapping[str, str]) -> None:
        """Take what a reference may point at.

        Args:
            parts: the parts as the manifest orders them.
            voices: who speaks in them.
            titles: the titles of tiles and funding streams by their name in the guide.
        """
        self._parts = tuple(parts)
        self._voices = voices
        self._titles = titles
        self._hearts: dict[str, list[Said]] = defaultdict(list)
        self._days: dict[str, list[Said]] = defaultdict(list)
        for part in self._parts:
            self._days[part.object] += voices.said(part, _DAY)
            for field in HEARTS & part.fields.keys():
                self._hearts[part.object] += self._said(part, field)

    def all(self) -> tuple[Block, ...]:
        """Return every block, in the order of an account."""
        blocks = (self._block(part) for part in self._parts if part.kind in FORMS)
        places = {kind: place for place, kinds in enumerate(KINDS_AT.values()) for kind in kinds}
        return tuple(sorted((one for one in blocks if one.fields), key=lambda one: places[one.kind]))

    def more(self, part: Part) -> tuple[Told, ...]:
        """Return what is told in a part besides the form of its own that it has."""
        told = (self._told(part, name, form) for name, form in MORE[part.kind].items())
        return tuple(one for one in told if one.sayings)

    def heart(self, thing: str) -> Sayings:
        """Return the words of what a reference points at; nothing when it is not among the parts."""
        return tuple(self._hearts.get(thing, ()))

    def _block(self, part: Part) -> Block:
        told = [self._told(part, name, form) for name, form in FORMS[part.kind].items()]
        # A cover name is often the relation; it need not be heard twice.
        titles = {_texts(one) for one in told if one.titles}
        heard = (one for one in told if one.sayings and (one.titles or _texts(one) not in titles))
        return Block(part.kind, part.object, tuple(heard))

    def _told(self, part: Part, name: str, form: Form) -> Told:
        field = FieldName(f"{_OBJECTS.get(part.kind, part.kind)}.{name}")
        if form is Form.THING:
            return Told(field, Form.WORDS, field in TITLES, self._followed(part, field, self._hearts))
        if form is Form.CHECK_IN:
            return Told(field, Form.DAY, field in TITLES, self._followed(part, field, self._days))
        return Told(field, form, field in TITLES, self._said(part, field))

    def _followed(self, part: Part, field: FieldName, known: Mapping[str, list[Said]]) -> Sayings:
        """The pointing is its own maker's, the words are of what is pointed at."""
        return tuple(
            self._voices.voiced(version, said.text)
            for version in part.versions(field)
            for said in known.get(str(version.value), ())
        )

    def _said(self, part: Part, field: str) -> Sayings:
        said = self._voices.said(part, field)
        if field not in NAMED:
            return said
        return tuple(replace(one, text=self._titles.get(one.text, one.text)) for one in said)


def _texts(told: Told) -> frozenset[str]:
    return frozenset(said.text for said in told.sayings)


def blocks_at(blocks: Iterable[Block], place: Place) -> tuple[Block, ...]:
    """Return the blocks that are heard at one place."""
    return tuple(one for one in blocks if one.kind in KINDS_AT[place])
