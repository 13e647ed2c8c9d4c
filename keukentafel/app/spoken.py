"""What is read back, sentence by sentence, in the words of the language file.

The read-back at the table and the supervisor's desk say the same sentences, made from the same frozen
reading. What people said stands as they said it; the sentences around it are ours.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from keukentafel.app.texts import Texts
from keukentafel.edition.account import Form, Place
from keukentafel.edition.block import Block, Told, blocks_at
from keukentafel.edition.block_words import BlockWords
from keukentafel.edition.paper.clock import PaperClock
from keukentafel.edition.reading import Agreement, Attainment, CheckIn, Facts, Reading, Said, Settled, Sign


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
    """Return what is read aloud, in the order of an account, without the places where nothing is said."""
    told = BlockWords(t, PaperClock(t, t.zone))
    formed = _formed(reading, t, told)
    found = (formed[place] if place in formed else _blocks(reading, place, told) for place in Place)
    return tuple(passage for passage in found if passage.lines)


def _formed(reading: Reading, t: Texts, told: BlockWords) -> Mapping[Place, Passage]:
    """Return the passages that have a form of their own; at the other places there are blocks."""
    return {
        Place.STORY: Passage(t("read_back.story"), tuple(_story(reading, told))),
        Place.STRENGTHS: Passage(t("read_back.strengths"), tuple(_strengths(reading))),
        Place.WISHES: Passage(t("read_back.wishes"), tuple(_wishes(reading, t, told))),
        Place.AGREEMENTS: Passage(
            t("read_back.other"), tuple(_agreement(one, t, told) for one in reading.loose_agreements)
        ),
        Place.BUDGET: Passage(told.heading(Place.BUDGET), tuple(_budget(reading, told))),
        Place.PLAN: Passage(t("read_back.people"), tuple(_people(reading, t, told))),
        Place.AFTERCARE: Passage(t("read_back.aftercare"), tuple(_aftercare(reading, t, told))),
        Place.CORRECTIONS: Passage(t("read_back.corrections"), tuple(_corrections(reading, t))),
    }


def _blocks(reading: Reading, place: Place, told: BlockWords) -> Passage:
    lines = tuple(line for one in blocks_at(reading.blocks, place) for line in _block(one, told))
    return Passage(told.heading(place) if lines else "", lines)


def _block(block: Block, words: BlockWords) -> Iterable[Line]:
    """First what the thing is, with the facts about it; then what somebody says of it in their own words."""
    titles = [told for told in block.fields if told.titles]
    own = [told for told in block.fields if told.form is Form.OWN]
    facts = [words.fact(one.field, _told(one, words)) for one in block.fields if one not in (*titles, *own)]
    for told in titles:
        if told.form is Form.OWN:
            yield from _owned(told)
        else:
            facts.insert(0, _told(told, words))
    if facts:
        yield Line(" ".join(facts))
    for told in own:
        if told.titles:
            continue
        if not titles or len(own) > 1:
            yield Line(words.label(told.field))
        yield from _owned(told)


def _owned(told: Told) -> Iterable[Line]:
    return (Line(said.text, said, quoted=False) for said in told.sayings)


def _told(told: Told, words: BlockWords) -> str:
    return _ended(" / ".join(words.text(told, said) for said in told.sayings))


def _story(reading: Reading, told: BlockWords) -> Iterable[Line]:
    for story in reading.stories:
        yield from (Line(one.text) for one in story.text)
    for quote, translated in zip(reading.quotes, reading.translations, strict=True):
        yield from (_own(one) for one in quote)
        yield from (Line(told.fact("quote.translation", _ended(one.text))) for one in translated)


def _strengths(reading: Reading) -> Iterable[Line]:
    sayings = [one for strength in reading.strengths for one in strength]
    alone = len({(one.voice_name, one.voice_role) for one in sayings}) == 1
    for one in sayings:
        yield Line(one.text) if alone else Line(one.text, one, quoted=False)


def _own(said: Said) -> Line:
    return Line(said.text, said)


def _wishes(reading: Reading, t: Texts, told: BlockWords) -> Iterable[Line]:
    for wish in reading.wishes:
        yield from (Line(one.text, one, wish=True) for one in wish.text)
        yield from _attainment(wish.attainment, told)
        yield from (_agreement(one, t, told) for one in wish.agreements)


def _attainment(reached: Attainment, told: BlockWords) -> Iterable[Line]:
    said = {
        "wish.now": _plain(reached.now),
        "wish.three_months": _plain(reached.three_months),
        "wish.year": _plain(reached.year),
    }
    facts = [told.fact(field, _ended(text)) for field, text in said.items() if text]
    if facts:
        yield Line(" ".join(facts))


def _agreement(agreement: Agreement, t: Texts, told: BlockWords) -> Line:
    what, who, when = (_plain(said) for said in (agreement.what, agreement.who, agreement.when))
    kind = "full" if who and when else "who" if who else "when" if when else ""
    key = f"read_back.agreement.{kind}" if kind else "read_back.agreement"
    sentences = [t(key, what=_ended(what), who=who, when=when).strip()]
    pace = _plain(agreement.pace)
    if pace in {"later", "wait", "stops"}:
        sentences.append(t(f"read_back.pace.{pace}"))
    reason = _plain(agreement.reason)
    if reason:
        sentences.append(told.fact("agreement.reason", _ended(reason)))
    quick = " / ".join(told.choice("agreement.quick", said.text) for said in agreement.quick)
    if quick:
        sentences.append(told.fact("agreement.quick", _ended(quick)))
    sentences += _facts(agreement.more, told)
    return Line(" ".join(sentences))


def _budget(reading: Reading, told: BlockWords) -> Iterable[Line]:
    for block in blocks_at(reading.blocks, Place.BUDGET):
        yield from _block(block, told)
    for money in reading.loose_money:
        yield Line(" ".join(_facts(money, told)))


def _facts(more: Facts, told: BlockWords) -> list[str]:
    return [told.fact(one.field, _told(one, told)) for one in more]


def _people(reading: Reading, t: Texts, told: BlockWords) -> Iterable[Line]:
    for said in reading.lead:
        yield Line(t("read_back.lead", name=said.text))
    for said in reading.key_person:
        yield Line(t("read_back.key_person", name=said.text))
    if reading.plan_more:
        yield Line(" ".join(_facts(reading.plan_more, told)))


def _aftercare(reading: Reading, t: Texts, told: BlockWords) -> Iterable[Line]:
    yield from (_sign(one, t, told) for one in reading.signs)
    if reading.pilot_more:
        yield Line(t("read_back.pilot_light", text=" ".join(_facts(reading.pilot_more, told))))
    for name, settled in (
        ("pilot_light", reading.pilot_light),
        ("informal_care", reading.informal_care),
        ("income", reading.income),
        ("housing", reading.housing),
    ):
        yield from (_settled(name, one, t) for one in settled)
    yield from (_check_in(one, t, told) for one in reading.check_ins)


def _corrections(reading: Reading, t: Texts) -> Iterable[Line]:
    for one in reading.corrections:
        about = _plain(one.about)
        if about:
            yield Line(t("read_back.correction.about", text=about))
        yield from (Line(said.text, said, quoted=False) for said in one.text)


def _sign(sign: Sign, t: Texts, told: BlockWords) -> Line:
    level = _plain(sign.level)
    text, action = _plain(sign.text), _plain(sign.action)
    whole = t("read_back.sign.action", text=text, action=_ended(action)) if action else _ended(text)
    serious = t(f"read_back.{level}", text=whole) if level in {"orange", "red"} else whole
    return Line(" ".join([serious, *_facts(sign.more, told)]))


def _settled(name: str, settled: Settled, t: Texts) -> Line:
    words = settled.said.text
    if not settled.needed:
        words = t("aftercare.not_needed.because", reason=words)
    return Line(t(f"read_back.{name}", text=_ended(words)))


def _check_in(check_in: CheckIn, t: Texts, told: BlockWords) -> Line:
    day = _plain(check_in.date)
    when = t.day(date.fromisoformat(day)) if day else ""
    how = _plain(check_in.how) or t("aftercare.check_in.how.empty")
    return Line(" ".join([t("read_back.check_in", day=when, how=how), *_facts(check_in.more, told)]))


def _plain(sayings: Iterable[Said]) -> str:
    return " / ".join(said.text for said in sayings)


def _ended(sentence: str) -> str:
    return sentence if not sentence or sentence[-1] in ".!?…" else f"{sentence}."
