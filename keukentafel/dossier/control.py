"""Own control: what somebody wants, what is within reach, what the worker offered, and where they differ.

*Blijft hulp nodig* is as good an answer as any, and asks for no reason. What the worker knows is offered,
with three answers; a *nee* is in no plan, also when it was a *ja* before.
"""

from dataclasses import dataclass
from enum import StrEnum

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.sentence import Words
from keukentafel.journal.names import ObjectId

MOMENTS = ("now", "three_months", "year")
"""The fields of a wish that say what is within reach: now, in three months, in a year."""


class Reply(StrEnum):
    """What somebody says of an advice."""

    YES = "yes"
    THINK = "think"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Attainment:
    """A wish, and what is within reach of it at each moment."""

    wish: ObjectId
    text: Words
    within_reach: tuple[tuple[str, Words], ...]

    @property
    def begun(self) -> bool:
        """Whether anything was said about what is within reach."""
        return any(words for _, words in self.within_reach)


@dataclass(frozen=True, slots=True)
class Advice:
    """What the worker offered; ``agreement`` is what was made of it, if anything."""

    id: ObjectId
    text: Words
    wish: ObjectId | None
    reply: Reply | None
    agreement: ObjectId | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What resident and worker see differently: about what, and how each of them sees it."""

    id: ObjectId
    about: Words
    resident: Words
    worker: Words


@dataclass(frozen=True, slots=True)
class Control:
    """What was said about own control."""

    wishes: tuple[Attainment, ...]
    advice: tuple[Advice, ...]
    differences: tuple[Difference, ...]


def control(dossier: Dossier) -> Control:
    """Read what was said about own control."""
    return Control(
        tuple(_attainment(one) for one in dossier.all("wish")),
        tuple(_advice(one, dossier) for one in dossier.all("advice") if one.words("text")),
        tuple(_difference(one) for one in dossier.all("difference")),
    )


def _attainment(wish: Thing) -> Attainment:
    return Attainment(wish.id, wish.words("text"), tuple((one, wish.words(one)) for one in MOMENTS))


def _advice(advice: Thing, dossier: Dossier) -> Advice:
    standing = {thing.id for thing in dossier.things}
    reply = advice.words("answer").text
    made = ObjectId(advice.words("agreement").text)
    wish = ObjectId(advice.words("wish").text)
    return Advice(
        advice.id,
        advice.words("text"),
        wish if wish in standing else None,
        Reply(reply) if reply in set(Reply) else None,
        made if made in standing else None,
    )


def _difference(one: Thing) -> Difference:
    return Difference(one.id, one.words("about"), one.words("resident"), one.words("worker"))
