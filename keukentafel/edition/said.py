"""What was said in one field: the text, whose words they are, and who wrote them down.

Everything that is heard of an edition is made of this. A field is a tuple of them: mostly one, two when two
people wrote at the same time and both stand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from keukentafel.edition.part import Part, Version
from keukentafel.journal.names import PersonId
from keukentafel.journal.speaker import Role, Speaker


@dataclass(frozen=True, slots=True)
class Said:
    """What one field says: the text, whose words, whose hand, and the claimed clock (ms since 1970).

    A name is empty where nobody told it; then the role says who it was. ``own_hand`` tells whether who
    said it also wrote it, which names alone cannot: two people may bear the same one. Choices stand in
    ``text`` by their word in the catalogue, moments as milliseconds.
    """

    text: str
    voice_name: str
    voice_role: Role
    hand_name: str
    hand_role: Role
    own_hand: bool
    claimed: int


Sayings: TypeAlias = tuple[Said, ...]
"""All versions of one field that stand."""


class Voices:
    """Reads what fields say, with the names of the people who speak in them."""

    def __init__(self, parts: Iterable[Part], names: Mapping[PersonId, str]) -> None:
        """Take the names that people go by.

        Args:
            parts: the parts that are read; a name that stands in them goes before one from elsewhere.
            names: names of people who are not in the parts, such as the worker.
        """
        told = {PersonId(part.object): _name_in(part) for part in parts if part.kind == "person"}
        self._names = {**names, **{who: name for who, name in told.items() if name}}

    def name(self, who: PersonId) -> str:
        """Return somebody's name; empty when nobody told it."""
        return self._names.get(who, "")

    def said(self, part: Part, field: str) -> Sayings:
        """Return what stands in one field of a part."""
        return tuple(self.voiced(version, str(version.value)) for version in part.versions(field))

    def voiced(self, version: Version, text: str) -> Said:
        """Return a version as something said; ``text`` is what it says."""
        voice, hand = version.voice, version.hand
        return Said(
            text,
            self._name_of(voice),
            voice.role,
            self._name_of(hand),
            hand.role,
            voice == hand,
            version.claimed,
        )

    def _name_of(self, speaker: Speaker) -> str:
        return self.name(speaker.who)


def _name_in(part: Part) -> str:
    """Two names written at the same time both stand, as everywhere."""
    return " / ".join(dict.fromkeys(str(version.value) for version in part.versions("person.name")))
