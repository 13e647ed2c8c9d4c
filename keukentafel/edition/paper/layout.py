"""Laying out: from what people heard to what stands on the paper, in the order of the account."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import tzinfo

from keukentafel.edition.account import Place
from keukentafel.edition.assent import Assent
from keukentafel.edition.block import blocks_at
from keukentafel.edition.manifest import Manifest
from keukentafel.edition.paper.clock import PaperClock
from keukentafel.edition.paper.overviews import Overviews
from keukentafel.edition.paper.sheet import Detail, Group, Item, Section, Sheet, Signature, Statement
from keukentafel.edition.paper.signature import signature_svg
from keukentafel.edition.paper.words import Words
from keukentafel.edition.reading import (
    Agreement,
    CheckIn,
    Correction,
    Person,
    Reading,
    Said,
    Sayings,
    Settled,
    Sign,
    Story,
    Wish,
)


def lay_out(
    reading: Reading,
    manifest: Manifest,
    assents: Iterable[Assent],
    words: Words,
    *,
    zone: tzinfo | None = None,
    original: str = "paper.about_original",
) -> Sheet:
    """Return the sheet of one edition.

    Args:
        reading: what the edition, or one reader's copy of it, says.
        manifest: its manifest.
        assents: what people said of it.
        words: the texts of the language.
        zone: the time zone of the clocks; None is the zone of this device.
        original: the key of the sentence that tells where the original is.
    """
    return Layout(words, PaperClock(words, zone)).sheet(reading, manifest, tuple(assents), original)


class Layout(Overviews):
    """Lays out in the words of one language; whoever prints more than a plan borrows from it.

    ``no_agreement`` is the key of what stands below a wish without agreements: in part of a plan there may be
    some that are not shown.
    """

    def __init__(self, words: Words, clock: PaperClock, *, no_agreement: str = "paper.no_agreement") -> None:
        super().__init__(words, clock)
        self._no_agreement = no_agreement

    def sheet(
        self, reading: Reading, manifest: Manifest, assents: tuple[Assent, ...], original: str
    ) -> Sheet:
        """Return the sheet of one edition."""
        return Sheet(
            language=self._words("paper.language"),
            document_title=self._words("paper.document_title"),
            title=self._words("paper.title"),
            under_title=self._under_title(reading, manifest),
            sections=(
                *self.sections(reading),
                *self.section("paper.assents", [self.assent(one) for one in assents]),
                *self.section("paper.about", self._about(manifest, original)),
            ),
        )

    def _under_title(self, reading: Reading, manifest: Manifest) -> tuple[str, ...]:
        household = dict.fromkeys(said.text for said in reading.household)
        talks = [
            self._words("paper.conversation").format(moment=self._clock.claimed(int(said.text)))
            for sayings in reading.conversations
            for said in sayings
        ]
        edition = self._words("paper.edition").format(
            number=manifest.number,
            hash=manifest.short_hash,
            moment=self._clock.moment(manifest.frozen_at),
        )
        return (*household, *talks, edition)

    def sections(self, reading: Reading) -> tuple[Section, ...]:
        """Return what an edition, or a reader's part of it, says."""
        formed = self._formed(reading)
        return tuple(
            section
            for place in Place
            for section in (formed[place] if place in formed else self._blocks(reading, place))
        )

    def _formed(self, reading: Reading) -> Mapping[Place, tuple[Section, ...]]:
        """Return the places that have a form of their own; at the others there are blocks."""
        loose = [self._agreement(one) for one in reading.loose_agreements]
        check_ins = [self._check_in(one) for one in reading.check_ins]
        corrections = [self._correction(one) for one in reading.corrections]
        quoted = zip(reading.quotes, reading.translations, strict=True)
        quotes = [self._quote(quote, translation) for quote, translation in quoted]
        return {
            Place.PEOPLE: self.section("paper.people", [self._person(one) for one in reading.people]),
            Place.STORY: self.section("paper.story", [self._story(one) for one in reading.stories]),
            Place.QUOTES: self.section("paper.quotes", quotes),
            Place.STRENGTHS: self.section("paper.strengths", [self._item(one) for one in reading.strengths]),
            Place.WISHES: self.grouped("paper.wishes", [self._wish(one) for one in reading.wishes]),
            Place.AGREEMENTS: self.section("paper.loose_agreements", loose),
            Place.LADDER: self.ladder(reading),
            Place.BUDGET: self.budget(reading),
            Place.PLAN: self.grouped("paper.steering", self._steering(reading)),
            Place.SIGNS: self.section("paper.signs", [self._sign(one) for one in reading.signs]),
            Place.AFTERCARE: self.grouped("paper.aftercare", self._aftercare(reading)),
            Place.CHECK_INS: self.section("paper.check_ins", check_ins),
            Place.CORRECTIONS: self.section("paper.corrections", corrections),
        }

    def _blocks(self, reading: Reading, place: Place) -> tuple[Section, ...]:
        items = tuple(self.block(one) for one in blocks_at(reading.blocks, place))
        return (Section(self._told.heading(place), (Group("", items),)),) if items else ()

    def _person(self, person: Person) -> Item:
        name = person.name or self._words("paper.person_unnamed")
        role = (Statement(self._role(person.role), ""),) if person.role else ()
        details = (
            Detail(self._words("paper.role"), role),
            self._detail("paper.relation", person.relation),
        )
        return self._tidy(Item((Statement(name, ""),), details))

    def _story(self, story: Story) -> Item:
        assent = self._detail("paper.story_assent", story.assent, self._choice("paper.story_assent"))
        return self._item(story.text, (assent,), timed=True)

    def _quote(self, quote: Sayings, translation: Sayings) -> Item:
        translated = (self._field("quote.translation", translation),) if translation else ()
        return replace(self._item(quote, translated, timed=True), quoted=True)

    def _wish(self, wish: Wish) -> Group:
        heading = " / ".join(dict.fromkeys(said.text for said in wish.text)) or self._words(
            "paper.wish_unread"
        )
        makers = [Statement(said.text if len(wish.text) > 1 else "", self.maker(said)) for said in wish.text]
        agreed = tuple(self._agreement(one) for one in wish.agreements)
        nothing = Item((Statement(self._words(self._no_agreement), ""),))
        about = (self._tidy(Item(tuple(makers))), self._attainment(wish))
        return Group(heading, (*(one for one in about if one != Item(())), *(agreed or (nothing,))))

    def _attainment(self, wish: Wish) -> Item:
        reached = wish.attainment
        details = (
            self._field("wish.now", reached.now),
            self._field("wish.three_months", reached.three_months),
            self._field("wish.year", reached.year),
        )
        return self._tidy(Item((), details))

    def _agreement(self, agreement: Agreement) -> Item:
        details = (
            self._detail("paper.who", agreement.who),
            self._detail("paper.when", agreement.when),
            self._detail("paper.pace", agreement.pace, self._choice("paper.pace")),
            self._field("agreement.reason", agreement.reason),
            self._field("agreement.quick", agreement.quick, self._chosen("agreement.quick")),
            *self._facts(agreement.more),
        )
        return self._item(agreement.what, details, unread="paper.agreement_unread")

    def _steering(self, reading: Reading) -> list[Group]:
        named = (("paper.lead", reading.lead), ("paper.key_person", reading.key_person))
        groups = [Group(self._words(key), (self._item(who),)) for key, who in named if who]
        limits = self._tidy(Item((), self._facts(reading.plan_more)))
        return [*groups, *([Group("", (limits,))] if reading.plan_more else [])]

    def _sign(self, sign: Sign) -> Item:
        details = (
            self._detail("paper.level", sign.level, self._choice("paper.level")),
            self._detail("paper.action", sign.action),
            *self._facts(sign.more),
        )
        return self._item(sign.text, details, unread="paper.sign_unread")

    def _aftercare(self, reading: Reading) -> list[Group]:
        cards = (
            ("paper.pilot_light", reading.pilot_light, reading.pilot_more),
            ("paper.informal_care", reading.informal_care, ()),
            ("paper.income", reading.income, ()),
            ("paper.housing", reading.housing, ()),
        )
        return [
            Group(self._words(key), (self._item(tuple(map(self._settled, card)), self._facts(more)),))
            for key, card, more in cards
            if card or more
        ]

    def _settled(self, settled: Settled) -> Said:
        if settled.needed:
            return settled.said
        return replace(settled.said, text=self._words("paper.not_needed").format(reason=settled.said.text))

    def _check_in(self, check_in: CheckIn) -> Item:
        days = tuple(replace(said, text=self._clock.day(said.text)) for said in check_in.date)
        details = (
            self._detail("paper.after", check_in.after, self._choice("paper.after")),
            self._detail("paper.how", check_in.how),
            *self._facts(check_in.more),
        )
        return self._item(days, details, unread="paper.check_in_unread")

    def _correction(self, correction: Correction) -> Item:
        about = self._detail("paper.correction_about", correction.about)
        return self._item(correction.text, (about,), unread="paper.correction_unread")

    def assent(self, assent: Assent) -> Item:
        """Return what one person says of the edition."""
        given = self._words(f"paper.given.{assent.how}").format(moment=self._clock.moment(assent.given_at))
        remark = (Statement(assent.remark, ""),) if assent.remark else ()
        details = (
            Detail(assent.person.name, (Statement(self._words(f"paper.assent.{assent.state}"), ""),)),
            Detail(self._words("paper.remark"), remark),
            Detail(self._words("paper.given"), (Statement(given, ""),)),
        )
        return replace(self._tidy(Item((), details)), signature=self._signature(assent))

    def _signature(self, assent: Assent) -> Signature | None:
        if assent.signature is None:
            return None
        alt = self._words("paper.signature").format(name=assent.person.name)
        return Signature(signature_svg(assent.signature), alt, self._words("paper.signature_proves_nothing"))

    def _about(self, manifest: Manifest, original: str) -> list[Item]:
        sentences = (
            self._words("paper.about_edition").format(number=manifest.number),
            self._words("paper.about_hash").format(hash=manifest.hash),
            self._words(original),
        )
        return [Item((Statement(sentence, ""),)) for sentence in sentences]
