"""What is read aloud from a sheet at the table, as a list of texts in the words of the language file.

It is what stands on the sheet, without its buttons: the heading, and then what people said and agreed. Where
more than one person speaks, it is said whose words they are.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from keukentafel.app.spoken import Line, Passage
from keukentafel.app.texts import Texts
from keukentafel.dossier.aftercare import Aftercare, Level, PilotLight
from keukentafel.dossier.dossier import Thing
from keukentafel.dossier.people import Person
from keukentafel.dossier.plan import Agreement, Pace, Plan
from keukentafel.dossier.sentence import Words
from keukentafel.dossier.story import Story
from keukentafel.journal.speaker import Role


class Sheet:
    """Puts what stands on one sheet into texts to be said; ``voices`` are the people who may speak."""

    def __init__(self, texts: Texts, voices: Sequence[Person]) -> None:
        self._t = texts
        self._names = {person.id: person.name for person in voices}

    def story(self, told: Story) -> list[str]:
        """Return what the sheet of the story says."""
        t = self._t
        said = [t("story.title"), *self._all(told.quotes)]
        if told.in_short:
            said += [t("story.in_short"), told.in_short.text]
        if told.strengths:
            said += [t("story.strengths"), *self._all(told.strengths)]
        if told.parked:
            said += [t("story.parked"), *self._all(told.parked)]
        return said

    def strengths(self, told: Story) -> list[str]:
        """Return what the sheet of what goes well says."""
        t = self._t
        return [t("strengths.title"), t("strengths.question"), *self._all(told.strengths)]

    def plan(self, plan: Plan) -> list[str]:
        """Return what the sheet of the plan says."""
        t = self._t
        said = [t("plan.title")]
        for name, words in (("lead", plan.lead), ("key_person", plan.key_person)):
            said.append(t(f"plan.{name}.says", name=words.text) if words else t(f"plan.{name}.missing"))
        for wish in plan.wishes:
            said += [*self._words(wish.text), *(self._agreement(one) for one in wish.agreements)]
        if plan.loose:
            said += [t("plan.loose"), *(self._agreement(one) for one in plan.loose)]
        return said

    def board(self, plan: Plan) -> list[str]:
        """Return what the board says: lane by lane what lies there."""
        t = self._t
        said: list[str] = []
        for pace in Pace:
            lying = [_ended(one.what.text or one.who.text) for one in plan.at(pace)]
            said += [t(f"pace.{pace.value}"), *lying] if lying else []
        return said

    def aftercare(self, card: Aftercare) -> list[str]:
        """Return what the sheet of aftercare says."""
        t = self._t
        said = [t("aftercare.title"), t("aftercare.subtitle")]
        for level in Level:
            said += [t(f"aftercare.{level.value}"), *self._signs(card, level)]
        for name, settled in card.settled.items():
            words = t("aftercare.not_needed.because", reason=settled.text) if settled.not_needed else None
            light = self._pilot_light(card.pilot_light) if name == "pilot_light" else ""
            said += [t(f"aftercare.{name}"), words or settled.text or light or t("aftercare.open")]
        for name, things in (
            ("helps", card.helps),
            ("does_not", card.does_not),
            ("triggers", card.triggers),
            ("pitfalls", card.pitfalls),
        ):
            said += [t(f"aftercare.{name}"), *self._all(things)] if things else []
        said += [t("aftercare.way_back"), *self._words(card.way_back)] if card.way_back else []
        moments = [self._check_in(one) for one in card.check_ins]
        return [*said, t("aftercare.check_ins"), *(moments or [t("aftercare.check_ins.empty")])]

    def read_back(self, passages: Sequence[Passage]) -> list[str]:
        """Return what was agreed, as it is read back."""
        t = self._t
        said = [t("read_back.title"), t("read_back.subtitle")]
        for passage in passages:
            said += [passage.heading, *(self._line(one) for one in passage.lines)]
        return said if passages else [*said, t("read_back.empty")]

    def _all(self, things: Iterable[Thing]) -> list[str]:
        return [text for one in things for text in self._words(one.words("text"))]

    def _words(self, words: Words) -> list[str]:
        return [
            self._said(one.text, one.voice.role, self._names.get(one.voice.who)) for one in words.versions
        ]

    def _line(self, line: Line) -> str:
        said = line.said
        return self._said(line.text, said.voice_role, said.voice_name) if said else line.text

    def _said(self, text: str, role: Role, name: str | None) -> str:
        alone = len(self._names) < 2 or role is Role.WORKER
        return text if alone or not name else self._t("aloud.words_of", name=name, text=text)

    def _agreement(self, one: Agreement) -> str:
        t, what = self._t, _ended(one.what.text or self._t("plan.agreement.what"))
        who, when = one.who.text, one.when.text
        kind = "full" if who and when else "who" if who else "when" if when else ""
        said = t(f"read_back.agreement.{kind}", what=what, who=who, when=when) if kind else what
        return said if one.pace is Pace.NOW else f"{said} {t(f'read_back.pace.{one.pace.value}')}"

    def _pilot_light(self, light: PilotLight) -> str:
        whole = ", ".join(words.text for words in (light.who, light.how, light.often) if words)
        day = light.last_day
        until = self._t("aftercare.pilot_until.says", day=self._t.full_day(day)) if day else ""
        return " ".join(_ended(part) for part in (whole, until) if part)

    def _signs(self, card: Aftercare, level: Level) -> list[str]:
        t = self._t
        said = [_with_action(one, t) for one in card.signs_at(level)]
        return said or [t(f"aftercare.{level.value}.empty")]

    def _check_in(self, one: Thing) -> str:
        t, day = self._t, one.words("date").text
        how = one.words("how").text or t("aftercare.check_in.how.empty")
        return t("read_back.check_in", day=t.day(date.fromisoformat(day)) if day else "", how=how)


def _with_action(sign: Thing, t: Texts) -> str:
    text, action = sign.words("text").text, sign.words("action").text
    return t("read_back.sign.action", text=text, action=_ended(action)) if action else _ended(text)


def _ended(sentence: str) -> str:
    return sentence if not sentence or sentence[-1] in ".!?…" else f"{sentence}."
