"""The account of a talk: in which order people hear it, and how each field of it is read.

There is one order, for the screen that reads back, for the desk and for the paper. Most kinds of part are
*blocks*: a thing with a few fields, which all three draw alike. What such a thing is called, and what is
said of each of its fields, stands in the language files; here stands only how a field is to be read. The
tests hold all of it to the catalogue: its kinds, their fields, and their order.
"""

from collections.abc import Mapping
from enum import StrEnum
from itertools import chain
from typing import Final

from keukentafel.edition.marks import PartKind


class Place(StrEnum):
    """The places of an account, in the order in which people hear them."""

    HOUSEHOLD = "household"
    PEOPLE = "people"
    REQUEST = "request"
    STORY = "story"
    QUOTES = "quotes"
    OWN_CARDS = "own_cards"
    STRENGTHS = "strengths"
    LIFE = "life"
    PARTIES = "parties"
    CLASHES = "clashes"
    PRESSURE = "pressure"
    GOES_ON = "goes_on"
    TRIANGLE = "triangle"
    REST = "rest"
    CONTACTS = "contacts"
    CARERS = "carers"
    WISHES = "wishes"
    LADDER = "ladder"
    WEIGHING = "weighing"
    VIEWS = "views"
    DIFFERENCES = "differences"
    AGREEMENTS = "agreements"
    BUDGET = "budget"
    PLAN = "plan"
    GROUND_RULES = "ground_rules"
    TRIGGERS = "triggers"
    SIGNS = "signs"
    HELPS = "helps"
    AFTERCARE = "aftercare"
    WAY_BACK = "way_back"
    AGREED_WITH = "agreed_with"
    CHECK_INS = "check_ins"
    NOTICED = "noticed"
    CONSENTS = "consents"
    LAW = "law"
    BOTTLENECKS = "bottlenecks"
    CORRECTIONS = "corrections"


class Form(StrEnum):
    """How a field of a block is read.

    ``WORDS`` is told in our sentence; ``OWN`` are words that only their speaker replaces, and that stand by
    themselves with who said them. ``DAY`` and ``MOMENT`` go by the calendar, ``CHOICE`` by the language
    files. ``TILE`` is a tile of the guide, by its name there; ``THING`` is read as the words of what it
    points at, ``CHECK_IN`` as the day of what it points at. ``NUMBER`` is a whole number, ``MONEY`` an
    amount in whole cents, and ``STREAM`` a funding stream of the guide, by its name there.
    """

    WORDS = "words"
    OWN = "own"
    CHOICE = "choice"
    DAY = "day"
    MOMENT = "moment"
    TILE = "tile"
    THING = "thing"
    CHECK_IN = "check_in"
    NUMBER = "number"
    MONEY = "money"
    STREAM = "stream"


_DAY, _WORDS, _OWN, _CHOICE = Form.DAY, Form.WORDS, Form.OWN, Form.CHOICE
_THING: Final = Form.THING

FORMS: Final[Mapping[str, Mapping[str, Form]]] = {
    "request": {
        "date": _DAY,
        "confirmed": _DAY,
        "support_pointed": _DAY,
        "carer_support_pointed": _DAY,
        "own_plan_pointed": _DAY,
        "carer_own_plan_pointed": _DAY,
        "own_plan_received": _DAY,
        "own_plan": _OWN,
        "place": _WORDS,
        "present": _WORDS,
        "representative": _WORDS,
        "language": _WORDS,
        "interpreter": _CHOICE,
        "interpreter_name": _WORDS,
        "aids": _WORDS,
        "data_explained": _DAY,
        "applied": _DAY,
        "not_applied": _DAY,
        "pgb_explained": _DAY,
        "contribution_explained": _DAY,
    },
    "conversation": {"place": _WORDS, "opened_early": _CHOICE},
    "tile": {"kind": Form.TILE, "text": _OWN, "how": _CHOICE, "why_needed": _WORDS},
    "link": {"one": Form.THING, "other": Form.THING, "text": _WORDS},
    "party": {"name": _WORDS, "person": _WORDS, "what_for": _WORDS, "agreed": _WORDS, "domain": _CHOICE},
    "clash": {"text": _WORDS},
    "pressure": {"what": _OWN, "weight": _CHOICE, "relief": _WORDS, "who": _WORDS, "when": _WORDS},
    "must_go_on": {"text": _WORDS},
    "triangle": {
        "moment": Form.MOMENT,
        "taking_part": _CHOICE,
        "surroundings": _CHOICE,
        "continuity": _CHOICE,
        "check_in": Form.CHECK_IN,
    },
    "rest": {"first": _CHOICE, "reason": _WORDS},
    "bottleneck": {"rule": _OWN, "decision": _WORDS, "by": _DAY},
    "contact": {"name": _WORDS, "relation": _WORDS, "reads_along": _CHOICE},
    "carer": {"does": _OWN, "needs": _OWN, "lasts": _OWN},
    "own_card": {"house": _CHOICE, "text": _OWN},
    "rung": {"wish": _THING, "step": _CHOICE, "text": _WORDS, "skipped": _WORDS},
    "weighing": {
        "wish": _THING,
        "sensible": _WORDS,
        "fair": _WORDS,
        "frugal": _WORDS,
        "lasting": _WORDS,
        "own_control": _WORDS,
    },
    "after_all": {
        "wish": _THING,
        "what": _WORDS,
        "purpose": _WORDS,
        "values": _WORDS,
        "effects": _WORDS,
        "reasons": _WORDS,
    },
    "view": {"about": _THING, "text": _OWN},
    "difference": {"about": _WORDS, "resident": _OWN, "worker": _OWN},
    "former_cost": {"what": _WORDS, "stream": Form.STREAM, "cost": Form.MONEY},
    "ground_rule": {"rule": _CHOICE, "party": _THING, "answer": _CHOICE, "date": _DAY},
    "trigger": {"text": _WORDS},
    "pitfall": {"text": _WORDS},
    "helps": {"text": _WORDS, "kind": _CHOICE},
    "aftercare_way_back": {"way_back": _WORDS},
    "agreed_with": {"who": _WORDS, "organisation": _WORDS, "answer": _CHOICE, "date": _DAY},
    "noticed": {"sign": _THING, "check_in": Form.CHECK_IN, "date": _DAY, "text": _WORDS},
    "task": {"text": _WORDS, "noticed": _THING, "who": _WORDS, "by": _DAY, "done": _DAY},
    "consent": {
        "purpose": _OWN,
        "recipient": _OWN,
        "party": _THING,
        "answer": _CHOICE,
        "given": _DAY,
        "what": _OWN,
        "until": _DAY,
        "withdrawn": _DAY,
    },
    "copy": {"who": _WORDS, "how": _CHOICE, "date": _DAY},
    "tag": {"about": Form.THING, "letter": _CHOICE},
    "not_relevant": {"letter": _CHOICE, "reason": _WORDS},
}
"""The blocks: their fields in the order of the catalogue, and how each is read."""

MORE: Final[Mapping[str, Mapping[str, Form]]] = {
    "agreement": {"notice": _WORDS, "going": _CHOICE, "party": _THING, "visits": Form.NUMBER},
    "agreement_money": {"stream": Form.STREAM, "cost": Form.MONEY},
    "plan": {"visits_a_week": Form.NUMBER, "crisis": _WORDS},
    "sign": {"noticed": _CHOICE},
    "aftercare_pilot_light": {
        "pilot_who": _WORDS,
        "pilot_how": _WORDS,
        "pilot_often": _WORDS,
        "pilot_until": _DAY,
    },
    "check_in": {"done": _DAY, "result": _WORDS},
}
"""What is told besides of things that have a form of their own, and how each field is read."""

KINDS_AT: Final[Mapping[Place, tuple[PartKind, ...]]] = {
    place: tuple(PartKind(kind) for kind in kinds.split())
    for place, kinds in {
        Place.HOUSEHOLD: "household",
        Place.PEOPLE: "person",
        Place.REQUEST: "request conversation",
        Place.STORY: "story",
        Place.QUOTES: "quote",
        Place.OWN_CARDS: "own_card",
        Place.STRENGTHS: "strength",
        Place.LIFE: "tile link",
        Place.PARTIES: "party",
        Place.CLASHES: "clash",
        Place.PRESSURE: "pressure",
        Place.GOES_ON: "must_go_on",
        Place.TRIANGLE: "triangle",
        Place.REST: "rest",
        Place.CONTACTS: "contact",
        Place.CARERS: "carer",
        Place.WISHES: "wish",
        Place.LADDER: "rung",
        Place.WEIGHING: "weighing after_all",
        Place.VIEWS: "view",
        Place.DIFFERENCES: "difference",
        Place.AGREEMENTS: "agreement",
        Place.BUDGET: "agreement_money former_cost",
        Place.PLAN: "plan key_person",
        Place.GROUND_RULES: "ground_rule",
        Place.TRIGGERS: "trigger pitfall",
        Place.SIGNS: "sign",
        Place.HELPS: "helps",
        Place.AFTERCARE: "aftercare_pilot_light aftercare_informal_care aftercare_income aftercare_housing",
        Place.WAY_BACK: "aftercare_way_back",
        Place.AGREED_WITH: "agreed_with",
        Place.CHECK_INS: "check_in",
        Place.NOTICED: "noticed task",
        Place.CONSENTS: "consent copy",
        Place.LAW: "tag not_relevant",
        Place.BOTTLENECKS: "bottleneck",
        Place.CORRECTIONS: "correction",
    }.items()
}
"""Which kinds of part are heard at each place."""

KINDS_HEARD: Final = frozenset(chain.from_iterable(KINDS_AT.values()))
"""The kinds of part that have a place in an account; the tests hold the catalogue to it."""

NAMED: Final = frozenset({"tile.kind", "agreement.stream", "former_cost.stream"})
"""The fields that name a tile or a funding stream as the guide does; people read its title there."""

TITLES: Final = frozenset(
    "tile.kind own_card.house party.name clash.text pressure.what must_go_on.text contact.name"
    " difference.about bottleneck.rule tag.about not_relevant.letter rung.wish weighing.wish after_all.wish"
    " view.about former_cost.what ground_rule.rule trigger.text pitfall.text helps.text agreed_with.who"
    " noticed.sign task.text consent.purpose copy.who".split()
)
"""The field of a block that stands above it without a label, because it names the thing."""

HEARTS: Final = frozenset(
    "quote.text own_card.text story.text strength.text wish.text agreement.what sign.text plan.lead"
    " person.name tile.kind link.text party.name clash.text pressure.what must_go_on.text rest.reason"
    " contact.name carer.does difference.about bottleneck.rule not_relevant.reason request.own_plan"
    " noticed.text weighing.sensible trigger.text pitfall.text".split()
)
"""The field that tells which thing it is, for who speaks of that thing elsewhere."""

MONEY: Final = frozenset({"agreement.cost", "former_cost.cost"})
"""The fields that hold an amount in whole cents."""
