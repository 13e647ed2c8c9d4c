"""Aftercare: how it stays well, who keeps an eye on it, and what we do when it goes wrong.

The card exists from the second step of a talk and fills up on the way. A plan may be called *klaar* once the
pilot light, informal care, income and housing are each filled, or set to "not needed, because …". The pilot
light has small fields of its own: it is filled once it is told who keeps an eye on things and how. What was
written of it in one sentence, before there were such fields, fills it as well.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from keukentafel.dossier.dossier import NOTHING_SAID, Dossier, Thing
from keukentafel.dossier.sentence import Words

SETTLED: Final = ("pilot_light", "informal_care", "income", "housing")
"""The four subjects that a plan needs before it is called *klaar*."""

_PILOT: Final = ("who", "how", "often", "until")


class Level(StrEnum):
    """How serious an early sign is."""

    ORANGE = "orange"
    RED = "red"


class By(StrEnum):
    """Who notices an early sign: the resident, or others."""

    SELF = "self"
    OTHERS = "others"


class After(StrEnum):
    """How long after the plan a check-in comes."""

    TWO_WEEKS = "2w"
    SIX_WEEKS = "6w"
    THREE_MONTHS = "3m"
    SIX_MONTHS = "6m"
    A_YEAR = "12m"


@dataclass(frozen=True, slots=True)
class PilotLight:
    """Who keeps an eye on things, how, how often, and until when."""

    who: Words = NOTHING_SAID
    how: Words = NOTHING_SAID
    often: Words = NOTHING_SAID
    until: Words = NOTHING_SAID

    @property
    def told(self) -> bool:
        """Whether it is told who and how: then it burns."""
        return bool(self.who.texts and self.how.texts)

    @property
    def last_day(self) -> date | None:
        """Until when; of two versions the latest. None while nobody said."""
        return max(self.until.days, default=None)

    @property
    def begun(self) -> bool:
        """Whether any of it was told."""
        return bool(self.who or self.how or self.often or self.until)


_NOT_LIT: Final = PilotLight()


@dataclass(frozen=True, slots=True)
class Settled:
    """One of the four subjects: filled, not needed with a reason, or still open.

    ``told`` is set when its small fields fill it.
    """

    words: Words
    told: bool = False

    @property
    def text(self) -> str:
        """What was filled in, or the reason why it is not needed; empty while nobody wrote either."""
        content = self.words.content
        if not isinstance(content, dict):
            return ""
        return str(content.get("text") or content.get("reason") or "")

    @property
    def not_needed(self) -> bool:
        """Whether somebody said that it is not needed, and why; not once its small fields are told."""
        content = self.words.content
        return not self.told and isinstance(content, dict) and content.get("state") == "not_needed"

    @property
    def open(self) -> bool:
        """Whether nothing was agreed about it yet."""
        return not (self.told or self.text.strip())


@dataclass(frozen=True, slots=True)
class Aftercare:
    """The aftercare card."""

    signs: tuple[Thing, ...]
    settled: dict[str, Settled]
    check_ins: tuple[Thing, ...]
    triggers: tuple[Thing, ...] = ()
    pitfalls: tuple[Thing, ...] = ()
    helps: tuple[Thing, ...] = ()
    does_not: tuple[Thing, ...] = ()
    pilot_light: PilotLight = _NOT_LIT
    way_back: Words = NOTHING_SAID
    agreed_with: tuple[Thing, ...] = ()

    def signs_at(self, level: Level) -> tuple[Thing, ...]:
        """Return the early signs of one level."""
        return tuple(sign for sign in self.signs if sign.words("level").text == level)

    def signs_noticed(self, by: By) -> tuple[Thing, ...]:
        """Return the early signs that one side notices first."""
        return tuple(sign for sign in self.signs if sign.words("noticed").text == by)

    @property
    def still_to_ask(self) -> tuple[Thing, ...]:
        """With whom it is not agreed yet: nobody asked, or two answers lie side by side."""
        return tuple(one for one in self.agreed_with if one.words("answer").texts not in {("yes",), ("no",)})

    @property
    def missing(self) -> tuple[str, ...]:
        """The subjects that are still open."""
        return tuple(name for name in SETTLED if self.settled[name].open)

    @property
    def empty(self) -> bool:
        """Whether nothing was noted yet."""
        listed = (self.signs, self.check_ins, self.triggers, self.pitfalls, self.helps, self.does_not)
        noted = any(listed) or self.agreed_with or self.way_back or self.pilot_light.begun
        return not noted and len(self.missing) == len(SETTLED)


def aftercare(dossier: Dossier) -> Aftercare:
    """Read the aftercare card from the dossier."""
    pilot = pilot_light(dossier)
    settled = {name: Settled(dossier.words("aftercare", name)) for name in SETTLED}
    settled["pilot_light"] = Settled(settled["pilot_light"].words, pilot.told)
    check_ins = sorted(dossier.all("check_in"), key=lambda one: one.words("date").text)
    helping = dossier.all("helps")
    does_not = tuple(one for one in helping if one.words("kind").text == "does_not")
    return Aftercare(
        dossier.all("sign"),
        settled,
        tuple(check_ins),
        dossier.all("trigger"),
        dossier.all("pitfall"),
        tuple(one for one in helping if one not in does_not),
        does_not,
        pilot,
        dossier.words("aftercare", "way_back"),
        dossier.all("agreed_with"),
    )


def pilot_light(dossier: Dossier) -> PilotLight:
    """Read the pilot light from the dossier."""
    return PilotLight(*(dossier.words("aftercare", f"pilot_{name}") for name in _PILOT))


def proposed_date(after: After, start: date) -> date:
    """Return the day on which a check-in is proposed; a month without that day ends at its last day."""
    weeks = {After.TWO_WEEKS: 2, After.SIX_WEEKS: 6}.get(after)
    if weeks is not None:
        return start + timedelta(weeks=weeks)
    months = {After.THREE_MONTHS: 3, After.SIX_MONTHS: 6, After.A_YEAR: 12}[after]
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last_day = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(start.day, last_day))
