"""Words that go only with their speaker's own yes.

What a carer tells of themselves is in nobody's story but theirs, and neither is what somebody young lays on
the table from their own sheet. It is frozen with everything else, so that
all say yes or no to one manifest; but the words travel only once the person whose they are has agreed to that
manifest. Until then the part stays home, and who opens the bundle sees a digest without words. A bundle that
holds them without that yes is refused, and so is one that leaves them out after it.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from keukentafel.edition.assent import Assent
from keukentafel.edition.freeze import Edition
from keukentafel.edition.manifest import Listing
from keukentafel.edition.marks import PartKind
from keukentafel.edition.part import Part
from keukentafel.journal.names import PersonId

OWN_YES: Final = frozenset({PartKind("carer"), PartKind("own_card")})
"""The kinds of part that wait for the yes of whose words they are."""


def waits(listing: Listing, assents: Iterable[Assent]) -> bool:
    """Tell whether a part waits for a yes that was not given; words of two people at once always do."""
    agreed = {one.person.id for one in assents if one.agrees}
    return listing.kind in OWN_YES and listing.person not in agreed


def own_parts(edition: Edition, person: PersonId) -> tuple[Part, ...]:
    """Return the parts that wait for this person's yes: what they should read before they give it."""
    theirs = {one.id for one in edition.manifest.parts if one.kind in OWN_YES and one.person == person}
    return tuple(part for part in edition.parts if part.id in theirs)


def with_own_yes(edition: Edition, assents: Iterable[Assent]) -> Edition:
    """Return the edition without the parts that wait for a yes; the manifest stays the one people heard."""
    given = tuple(assents)
    home = {one.id for one in edition.manifest.parts if waits(one, given)}
    return replace(edition, parts=tuple(part for part in edition.parts if part.id not in home))
