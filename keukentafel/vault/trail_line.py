"""One line of the audit trail: the fields of NEN 7513, and no name or word of anybody.

The moment, who (person, role, organisation), on which device, what was done, to which household and about
whom, on what ground, and whether it was refused. Whom and what are ids: what was forgotten stays forgotten.
"""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from keukentafel.journal.names import HouseholdId, PersonId


class Action(StrEnum):
    """What was done."""

    UNLOCKED = "unlocked"
    WRONG_PIN = "wrong_pin"
    OPENED = "opened"
    CHANGED = "changed"
    SEARCHED = "searched"
    SENT = "sent"
    EXPORTED = "exported"
    FORGOT = "forgot"
    ERASED = "erased"
    CLEANED = "cleaned"
    ROTATED = "rotated"
    PIN_CHANGED = "pin_changed"
    RECOVERY_CHANGED = "recovery_changed"
    RECOVERED = "recovered"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    DISCARDED = "discarded"
    SAFETY = "safety"
    SAFETY_READ = "safety_read"
    SAFETY_DROPPED = "safety_dropped"
    HANDED_OVER = "handed_over"
    MIGRATED = "migrated"
    MENDED = "mended"
    BREAK_FOUND = "break_found"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who works with this vault, as on the device card; empty before the device was enrolled."""

    person: str = ""
    role: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``at`` is this device's clock in milliseconds since 1970; ``number`` counts from 1.

    ``about`` is whom it concerns and ``object`` what: an edition, a compartment, or how many. ``ground`` is
    why, in a word of the program or of the law; never a sentence that somebody wrote about somebody.
    """

    number: int
    at: int
    actor: Actor
    device: str
    action: Action
    household: HouseholdId | None = None
    about: PersonId | None = None
    object: str = ""
    ground: str = ""
    refused: bool = False


def write_line(line: Line, previous: str) -> bytes:
    """Write down what is sealed of a line, with the link of the one before it."""
    document = asdict(line) | {"previous": previous}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def read_line(payload: bytes) -> tuple[Line, str]:
    """Read a line, and the link of the one before it; what a newer version added is passed over."""
    document: dict[str, Any] = json.loads(payload)
    fields = {name: value for name, value in document.items() if name in Line.__slots__}
    fields["actor"] = Actor(**fields["actor"])
    fields["action"] = Action(fields["action"])
    return Line(**fields), document["previous"]
