"""Talents: what somebody would gladly do for others, or with them, and whether others may read of it.

A talent is somebody's own until they say yes. With that yes others read three things, and nothing else: what
it is, a first name, and the place by way of which one comes in touch. The yes holds for the words that stood
there when it was said: whoever changes them afterwards is asked again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from keukentafel.dossier.bottleneck import names_in
from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.sentence import Sentence, Words
from keukentafel.journal.names import ObjectId

KIND: Final = "talent"
YES: Final = "yes"
NO: Final = "no"
ON_THE_CARD: Final = ("what", "name", "via")
"""The fields that others may read."""


@dataclass(frozen=True, slots=True)
class Talent:
    """One talent of somebody in this household."""

    id: ObjectId
    what: Words
    name: Words
    via: Words
    consent: Words

    @property
    def complete(self) -> bool:
        """Whether everything is there that would stand on the card."""
        return all(one.text.strip() and not one.contested for one in self._read)

    @property
    def shared(self) -> bool:
        """Whether whoever's it is said yes to the words as they stand now."""
        said = self.consent.latest
        if said is None or said.text != YES or self.consent.contested or not self.complete:
            return False
        read = [one.latest for one in self._read]
        return all(one is not None and _holds_for(said, one) for one in read)

    @property
    def _read(self) -> tuple[Words, ...]:
        return (self.what, self.name, self.via)


def talents(dossier: Dossier) -> tuple[Talent, ...]:
    """Return the talents of a household, the first that was named first."""
    return tuple(talent_of(thing) for thing in dossier.all(KIND) if thing.words("what"))


def talent_of(thing: Thing) -> Talent:
    """Read one talent."""
    words = (thing.words(name) for name in (*ON_THE_CARD, "consent"))
    return Talent(thing.id, *words)


def tells_more(dossier: Dossier, talent: Talent, passed_over: Collection[str] = ()) -> tuple[str, ...]:
    """Return the names on a card that others need not read: every known one but the first name.

    Args:
        dossier: where the names of this household are known from.
        talent: what would stand on the card.
        passed_over: titles and particles in lower case, which are no name by themselves.
    """
    first, _, more = talent.name.text.strip().partition(" ")
    found = names_in(dossier, f"{talent.what.text} {more} {talent.via.text}", passed_over)
    return tuple(one for one in found if one.casefold() != first.casefold())


def _holds_for(yes: Sentence, read: Sentence) -> bool:
    """A yes is one's own, and is not older than the words that it is about."""
    return yes.voice == read.voice and yes.claimed >= read.claimed
