"""Corrections: what somebody says is not right, kept to the letter beside what it is about.

Who finds that something is wrong may have it corrected, and may add a statement (AVG article 16). Their own
words, and most of the plan, people change themselves; the journal keeps what stood there. For what is not
theirs to change, a worker's note or words of somebody else, there is the correction: it stands beside the
sentence and replaces nothing.

A correction goes where its sentence goes. What is in the plan travels, so its correction has a part in the
plan too, and reaches whoever received the sentence (article 19). A working note stays on the tablet, and so
does a correction of it, or the note would leave after all, in other words. So it is with what a carer tells
of themselves: it is not for the table, and they can change it, which a correction would only say aloud.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from keukentafel.dossier.dossier import Dossier
from keukentafel.dossier.sentence import Words
from keukentafel.journal.field import Field, Sight
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Role

GOES_ALONG: Final = "correction"
STAYS_HERE: Final = "note_correction"
CORRECTIONS: Final = (GOES_ALONG, STAYS_HERE)
"""The kinds of object that are corrections."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One statement; ``kind`` is one of `CORRECTIONS`."""

    id: ObjectId
    kind: str
    text: Words


def kind_for(field: Field) -> str:
    """Return the kind of correction that belongs with a field: it goes no further than the field does."""
    not_for_the_table = Sight.RESIDENT not in field.sees and Role.WORKER not in field.voices
    return STAYS_HERE if field.part is None or not_for_the_table else GOES_ALONG


def corrections(dossier: Dossier) -> Mapping[ObjectId, tuple[Correction, ...]]:
    """Return the corrections of each thing, oldest first."""
    found: dict[ObjectId, list[Correction]] = defaultdict(list)
    for kind in CORRECTIONS:
        for thing in dossier.all(kind):
            for version in thing.words("about").versions:
                correction = Correction(thing.id, kind, thing.words("text"))
                if correction.text:
                    found[ObjectId(version.text)].append(correction)
    return {thing: tuple(listed) for thing, listed in found.items()}
