"""*Wat gebeurt er nu, en wanneer?*: one page to lay on the table, without the plan.

The last days of the law in plain words, when somebody looks in again, who the key person is, whom to call and
how to come back. It tells nothing of the story, so that it may hang on the refrigerator.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, tzinfo

from keukentafel.dossier.deadlines import Clock, Deadline, Standing, deadlines
from keukentafel.dossier.dossier import Dossier
from keukentafel.dossier.plan import plan
from keukentafel.dossier.request import request_of
from keukentafel.edition.calendar import Looking, check_ins_ahead
from keukentafel.edition.marks import Moment
from keukentafel.edition.paper.clock import PaperClock
from keukentafel.edition.paper.document import Typesetter
from keukentafel.edition.paper.page import page_of
from keukentafel.edition.paper.sheet import Detail, Group, Item, Section, Sheet, Statement
from keukentafel.edition.paper.words import Words
from keukentafel.guide.call import Call


@dataclass(frozen=True, slots=True)
class WhatNow:
    """What stands on the page.

    ``call`` are the desks of the municipality that can be called; their names are no words of anybody.
    """

    asked: date | None
    deadlines: tuple[Deadline, ...]
    check_ins: tuple[Looking, ...]
    key_person: str
    crisis: str
    way_back: str
    call: tuple[Call, ...] = ()


def what_now(dossier: Dossier, call: tuple[Call, ...] = ()) -> WhatNow:
    """Read the page from a dossier, for who can call these desks of the municipality."""
    head, card = dossier.one("plan"), dossier.one("aftercare")
    return WhatNow(
        request_of(dossier).date,
        deadlines(dossier),
        check_ins_ahead(dossier),
        plan(dossier).key_person.text,
        head.words("crisis").text if head else "",
        card.words("way_back").text if card else "",
        call,
    )


def what_now_page(told: WhatNow, words: Words, today: date, *, zone: tzinfo | None = None) -> str:
    """Return the page as HTML."""
    return page_of(lay_out_what_now(told, words, today, zone=zone))


def what_now_pdf(
    told: WhatNow,
    words: Words,
    typesetter: Typesetter,
    today: date,
    made_at: Moment,
    *,
    zone: tzinfo | None = None,
) -> bytes:
    """Return the page as a document; it has no original of its own, so nothing is attached.

    Raises:
        PaperNotSet: the typesetter refuses it.
    """
    return typesetter.set_sheet(lay_out_what_now(told, words, today, zone=zone), None, made_at, words)


def lay_out_what_now(told: WhatNow, words: Words, today: date, *, zone: tzinfo | None = None) -> Sheet:
    """Return the sheet of the page, as it is on one day."""
    return _Layout(told, words, today, PaperClock(words, zone)).sheet()


class _Layout:
    def __init__(self, told: WhatNow, words: Words, today: date, clock: PaperClock) -> None:
        self._told = told
        self._words = words
        self._today = today
        self._clock = clock

    def sheet(self) -> Sheet:
        sections = (
            ("paper.what_now.days", self._days()),
            ("paper.what_now.check_ins", self._check_ins()),
            ("paper.what_now.call", self._call()),
            ("paper.what_now.back", self._back()),
        )
        return Sheet(
            language=self._words("paper.language"),
            document_title=self._words("what_now.title"),
            title=self._words("what_now.title"),
            under_title=(self._words("paper.what_now.made").format(day=self._day(self._today)),),
            sections=tuple(
                Section(self._words(key), (Group("", items),))
                for key, found in sections
                if (items := tuple(found))
            ),
        )

    def _days(self) -> Iterator[Item]:
        if self._told.asked is not None:
            yield _said(self._words("what_now.asked").format(day=self._day(self._told.asked)))
        for one in self._told.deadlines:
            standing = one.standing(self._today).value
            yield _said(self._words(f"what_now.{one.clock.value}.{standing}").format(day=self._day(one.last)))
            if one.clock is Clock.INVESTIGATION and one.standing(self._today) is not Standing.PAST:
                yield self._sentence("what_now.investigation.more")
        if self._told.deadlines and all(one.clock is not Clock.DECISION for one in self._told.deadlines):
            yield self._sentence("what_now.decision.later")

    def _check_ins(self) -> Iterator[Item]:
        for one in self._told.check_ins:
            yield _said(self._day(one.day))

    def _call(self) -> Iterator[Item]:
        details = [Detail(one.whom, (Statement(one.number, ""),)) for one in self._told.call]
        if self._told.key_person:
            name = (Statement(self._told.key_person, ""),)
            details.insert(0, Detail(self._words("paper.key_person"), name))
        if self._told.crisis:
            details.append(
                Detail(self._words("account.field.plan.crisis"), (Statement(self._told.crisis, ""),))
            )
        if details:
            yield Item((), tuple(details))
        yield self._sentence("paper.what_now.emergency")

    def _back(self) -> Iterator[Item]:
        yield (
            _said(self._told.way_back)
            if self._told.way_back
            else self._sentence("paper.what_now.always_back")
        )

    def _sentence(self, key: str) -> Item:
        return _said(self._words(key))

    def _day(self, day: date) -> str:
        return self._clock.day(day.isoformat())


def _said(text: str) -> Item:
    return Item((Statement(text, ""),))
