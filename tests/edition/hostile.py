"""What a paper has to survive: words without an end, other scripts, signs that command, and too much."""

from keukentafel.journal.names import ObjectId
from keukentafel.journal.operation import Entry
from tests.edition.kitchen import COR, WIT, dossier, entry, object_id

HOSTILE = [
    "W" * 600,
    "مرحبا بالعالم",
    "\u202eomgekeerd\u202c",
    "😀👩‍👩‍👧 en 汉字",
    "*vet* _schuin_ #panic() $x$ `code` @ref <label> // stil \\ #sys.inputs.plan",
    "<script>alert(1)</script><img src=x onerror=alert(1)> &amp; ]]> -->",
    "' onmouseover='x' \" dir=\"rtl",
    "twee\nregels\n\n- en een lijst\n= geen kop",
    "e\u1eb9\u035f\u0489 z\u0335a\u0336l\u0337g\u0338o",
    "{voice} {0} %s",
    "\ue000\U0010ffff",
]


def hostile_dossier() -> list[Entry]:
    """Everything said at the first visit, with all of it as quotes, wishes and a name."""
    quotes = [entry(object_id(500 + at), "quote.text", text, hand=WIT) for at, text in enumerate(HOSTILE)]
    wishes = [entry(object_id(700 + at), "wish.text", text) for at, text in enumerate(HOSTILE)]
    far = entry(object_id(900), "conversation.started", 2**53 - 1, claimed=2**53 - 1)
    name = entry(ObjectId(COR.who), "person.name", HOSTILE[4], claimed=1)
    return [*dossier(), *quotes, *wishes, far, name]


def many_agreements(number: int = 200) -> list[Entry]:
    """Everything said at the first visit, with so many agreements, each with what it costs."""
    agreed = [
        one
        for at in range(number)
        for one in (
            entry(object_id(2000 + at), "agreement.what", f"Afspraak {at}: {HOSTILE[at % len(HOSTILE)]}"),
            entry(object_id(2000 + at), "agreement.who", "Cor"),
            entry(object_id(2000 + at), "agreement.cost", at * 1000),
        )
    ]
    return [*dossier(), *agreed]
