"""What is read back, sentence by sentence, in the words of the language file.

The read-back at the table and the supervisor's desk say the same sentences, made from the same frozen
reading. What people said stands as they said it; the sentences around it are ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from keukentafel.app.texts import Texts
from keukentafel.edition.reading import Agreement, CheckIn, Reading, Said, Settled, Sign


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence; ``said`` when these are somebody's own words and shown with who said them.

    ``quoted`` sentences get the large mark; a strength or a story in short is not a quotation.
    """

    text: str
    said: Said | None = None
    wish: bool = False
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that belong together, under one heading."""

    heading: str
    lines: tuple[Line, ...]


def passages(reading: Reading, t: Texts) -> tuple[Passage, ...]:
    """Return what is read back; a passage in which nothing is said is left out."""
    found = (
        Passage(t("read_back.story"), tuple(_story(reading))),
        Passage(t("read_back.strengths"), tuple(_strengths(reading))),
        Passage(t("read_back.wishes"), tuple(_wishes(reading, t))),
        Passage(t("read_back.other"), tuple(_agreement(one, t) for one in reading.loose_agreements)),
        Passage(t("read_back.people"), tuple(_people(reading, t))),
        Passage(t("read_back.aftercare"), tuple(_aftercare(reading, t))),
        Passage(t("read_back.corrections"), tuple(_corrections(reading, t))),
    )
    return tuple(passage for passage in found if passage.lines)


def _story(reading: Reading) -> Iterable[Line]:
    for story in reading.stories:
        yield from (Line(one.text) for one in story.text)
    for quote in reading.quotes:
        yield from (_own(one) for one in quote)


def _strengths(reading: Reading) -> Iterable[Line]:
    sayings = [one for strength in reading.strengths for one in strength]
    alone = len({(one.voice_name, one.voice_role) for one in sayings}) == 1
    for one in sayings:
        yield Line(one.text) if alone else Line(one.text, one, quoted=False)


def _own(said: Said) -> Line:
    return Line(said.text, said)


def _wishes(reading: Reading, t: Texts) -> Iterable[Line]:
    for wish in reading.wishes:
        yield from (Line(one.text, one, wish=True) for one in wish.text)
        yield from (_agreement(one, t) for one in wish.agreements)


def _agreement(agreement: Agreement, t: Texts) -> Line:
    what, who, when = (_plain(said) for said in (agreement.what, agreement.who, agreement.when))
    kind = "full" if who and when else "who" if who else "when" if when else ""
    key = f"read_back.agreement.{kind}" if kind else "read_back.agreement"
    sentence = t(key, what=_ended(what), who=who, when=when).strip()
    pace = _plain(agreement.pace)
    return Line(
        f"{sentence} {t(f'read_back.pace.{pace}')}" if pace in {"later", "wait", "stops"} else sentence
    )


def _people(reading: Reading, t: Texts) -> Iterable[Line]:
    for said in reading.lead:
        yield Line(t("read_back.lead", name=said.text))
    for said in reading.key_person:
        yield Line(t("read_back.key_person", name=said.text))


def _aftercare(reading: Reading, t: Texts) -> Iterable[Line]:
    yield from (_sign(one, t) for one in reading.signs)
    for name, settled in (
        ("pilot_light", reading.pilot_light),
        ("informal_care", reading.informal_care),
        ("income", reading.income),
        ("housing", reading.housing),
    ):
        yield from (_settled(name, one, t) for one in settled)
    yield from (_check_in(one, t) for one in reading.check_ins)


def _corrections(reading: Reading, t: Texts) -> Iterable[Line]:
    for one in reading.corrections:
        about = _plain(one.about)
        if about:
            yield Line(t("read_back.correction.about", text=about))
        yield from (Line(said.text, said, quoted=False) for said in one.text)


def _sign(sign: Sign, t: Texts) -> Line:
    level = _plain(sign.level)
    text, action = _plain(sign.text), _plain(sign.action)
    whole = t("read_back.sign.action", text=text, action=_ended(action)) if action else _ended(text)
    return Line(t(f"read_back.{level}", text=whole) if level in {"orange", "red"} else whole)


def _settled(name: str, settled: Settled, t: Texts) -> Line:
    words = settled.said.text
    if not settled.needed:
        words = t("aftercare.not_needed.because", reason=words)
    return Line(t(f"read_back.{name}", text=_ended(words)))


def _check_in(check_in: CheckIn, t: Texts) -> Line:
    day = _plain(check_in.date)
    when = t.day(date.fromisoformat(day)) if day else ""
    return Line(
        t("read_back.check_in", day=when, how=_plain(check_in.how) or t("aftercare.check_in.how.empty"))
    )


def _plain(sayings: Iterable[Said]) -> str:
    return " / ".join(said.text for said in sayings)


def _ended(sentence: str) -> str:
    return sentence if not sentence or sentence[-1] in ".!?…" else f"{sentence}."
