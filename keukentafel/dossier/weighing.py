"""The weighing: five sentences per wish by the worker, and what the resident thinks of them.

Sensible, fair, frugal, lasting, and what it does to own control. The worker weighs and the resident may read
it; nobody changes the other's words. What the resident thinks goes beside it, in a *view*. So it is with the
dates that the law counts from. A choice outside the rules (*zo gaan we het dus wél doen*) says what the law
is for, which values count, what it brings about, and why.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.sentence import Words, together
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Speaker

FIVE: Final = ("sensible", "fair", "frugal", "lasting", "own_control")
"""The five sentences: zinnig, eerlijk, zuinig, houdbaar, eigen regie."""

FOUNDED: Final = ("what", "purpose", "values", "effects", "reasons")
"""What a choice outside the rules says."""


@dataclass(frozen=True, slots=True)
class View:
    """What somebody thinks of a weighing or of a legal date; ``maker`` is whose words it is."""

    id: ObjectId
    text: Words
    maker: Speaker


@dataclass(frozen=True, slots=True)
class Weighed:
    """Sentences about one wish, by name; ``id`` is the object to write on, None before there is any."""

    wish: ObjectId
    id: ObjectId | None
    sentences: Mapping[str, Words]
    views: tuple[View, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The sentences that nobody wrote yet."""
        return tuple(name for name, words in self.sentences.items() if not words.texts)

    @property
    def begun(self) -> bool:
        """Whether any of them was written."""
        return len(self.missing) < len(self.sentences)


def weighings(dossier: Dossier) -> tuple[Weighed, ...]:
    """Return the weighing of every wish, in the order of the wishes, also of those not weighed yet."""
    return _for_each_wish(dossier, "weighing", FIVE)


def after_all(dossier: Dossier) -> tuple[Weighed, ...]:
    """Return what is done outside the rules, for those wishes of which anything of it was written."""
    return tuple(one for one in _for_each_wish(dossier, "after_all", FOUNDED) if one.begun)


def views(dossier: Dossier) -> Mapping[ObjectId, tuple[View, ...]]:
    """Return what people think of each thing, oldest first: of a weighing, or of the request's dates."""
    found: dict[ObjectId, list[View]] = defaultdict(list)
    for thing in dossier.all("view"):
        said = thing.words("text")
        if said.latest is None:
            continue
        for about in thing.words("about").texts:
            found[ObjectId(about)].append(View(thing.id, said, said.latest.voice))
    return {about: tuple(listed) for about, listed in found.items()}


def _for_each_wish(dossier: Dossier, kind: str, names: Sequence[str]) -> tuple[Weighed, ...]:
    seen = views(dossier)
    written = dossier.all(kind)
    return tuple(
        _weighed(wish.id, [one for one in written if one.words("wish").text == wish.id], names, seen)
        for wish in dossier.all("wish")
    )


def _weighed(
    wish: ObjectId,
    found: Sequence[Thing],
    names: Iterable[str],
    seen: Mapping[ObjectId, tuple[View, ...]],
) -> Weighed:
    """Two tablets may each have weighed this wish; what both say lies side by side."""
    return Weighed(
        wish,
        found[0].id if found else None,
        {name: together(one.words(name) for one in found) for name in names},
        tuple(view for one in found for view in seen.get(one.id, ())),
    )
