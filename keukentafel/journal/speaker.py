"""Whose words, whose hand, and how the tablet lay on the table.

Three questions are asked of every sentence, and the screens answer them in full: "woorden van mevrouw
De Wit, opgeschreven door Samira". The *voice* is the person whose words they are, the *hand* the person
who typed, the *face* the state of the tablet. What a device signs is that it wrote this down, not who
was holding it: residents have no keys on the worker's tablet.
"""

from dataclasses import dataclass
from enum import StrEnum

from keukentafel.journal.names import PersonId


class Role(StrEnum):
    """What somebody is in a conversation."""

    RESIDENT = "resident"
    NEAR = "near"
    WORKER = "worker"
    SUPERVISOR = "supervisor"


class Face(StrEnum):
    """The three faces of one tablet."""

    LISTEN = "listen"
    TABLE = "table"
    WORK = "work"


class Act(StrEnum):
    """What an operation does to its field.

    ``SAY`` gives the field a value. ``AFFIRM`` says the value again after it was read back; from then on it
    changes only at the table. ``STRIKE`` keeps the words but shows them crossed out. ``ERASE`` takes the
    value and salt of everything it has seen away for good; the skeletons still verify.
    """

    SAY = "say"
    AFFIRM = "affirm"
    STRIKE = "strike"
    ERASE = "erase"


@dataclass(frozen=True, slots=True, order=True)
class Speaker:
    """Somebody who speaks or writes: a role, and which person."""

    role: Role
    who: PersonId
