"""One field of the catalogue: who may speak it, who may write it down, who may see it, and how long.

Wmo 2015 article 5.1.1 and AVG article 5 allow only what the investigation needs, for a known purpose and a
known time. Each field therefore names its law, its purpose and its retention beside the rules for writing.
"""

from dataclasses import dataclass
from enum import StrEnum

from keukentafel.journal.names import FieldName
from keukentafel.journal.speaker import Face, Role


class ValueKind(StrEnum):
    """What sort of value a field takes; `keukentafel.journal.content` says what fits."""

    LINE = "line"
    TEXT = "text"
    MOMENT = "moment"
    REFERENCE = "reference"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    SETTLED = "settled"


class Replace(StrEnum):
    """Who may replace a value: only the same voice, or anyone who may speak the field."""

    VOICE = "voice"
    ANYONE = "anyone"


class Sight(StrEnum):
    """Who may see a field, with the letters of the conversation guide."""

    RESIDENT = "I"
    WORKER = "W"
    MUNICIPALITY = "G"
    REVIEW = "T"
    SAFETY = "V"


class Retention(StrEnum):
    """How long a value is kept."""

    CONTACT = "contact-6w"
    """Six weeks: a contact without a case."""
    WMO = "wmo-15y"
    """Fifteen years (Wmo 2015, article 5.3.4)."""
    YOUTH = "youth-20y"
    """Twenty years (Jeugdwet, article 7.3.8)."""
    DEVICE = "device"
    """Only as long as it stands on the tablet; it is never sent."""


class CompartmentKind(StrEnum):
    """The sort of compartment that an object lies in; each compartment has a key of its own."""

    COMMON = "common"
    PERSON = "person"
    CONVERSATION = "conversation"
    SAFETY = "safety"

    def holds(self, wanted: "CompartmentKind") -> bool:
        """Tell whether an object that belongs in ``wanted`` may lie in a compartment of this kind.

        A contact without a case has one compartment for everything, except for the safety line, which
        never shares one.
        """
        return self is wanted or (
            self is CompartmentKind.CONVERSATION and wanted is not CompartmentKind.SAFETY
        )


@dataclass(frozen=True, slots=True)
class ObjectKind:
    """A sort of thing in a dossier: a quote, a wish, an agreement.

    ``searched`` is whether searching may find it, also where somebody writes in it.
    """

    name: str
    title: str
    compartment: CompartmentKind
    searched: bool = True


@dataclass(frozen=True, slots=True)
class Field:
    """One row of the catalogue.

    ``title``, ``law`` and ``purpose`` are Dutch and meant for people; ``part`` names the part of an edition
    that the field goes into, and is None for what never leaves the tablet; ``formerly`` names the parts in
    which older editions have it; ``step`` is the step of the conversation guide that it belongs to.
    """

    name: FieldName
    title: str
    value: ValueKind
    choices: tuple[str, ...]
    voices: frozenset[Role]
    hands: frozenset[Role]
    faces: frozenset[Face]
    replace: Replace
    sees: frozenset[Sight]
    law: str
    purpose: str
    retention: Retention
    part: str | None
    step: str
    formerly: tuple[str, ...] = ()

    @property
    def object(self) -> str:
        """The name of the object kind that the field belongs to: the text before the dot."""
        return self.name.partition(".")[0]
