"""What is one person's own: their part, their words, who they are; and nothing of anybody else's."""

from dataclasses import dataclass, field, replace

import pytest

from keukentafel.dossier.own_data import NotOfTheHousehold, OwnData, Record, own_data
from keukentafel.dossier.own_reach import Because
from keukentafel.dossier.people import Person
from keukentafel.dossier.standing import Standing
from keukentafel.journal.assets import asset_text
from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import Catalogue, read_catalogue
from keukentafel.journal.field import CompartmentKind
from keukentafel.journal.journal import Journal
from keukentafel.journal.names import CompartmentId, FieldName, ObjectId, PersonId, random_id
from keukentafel.journal.operation import Entry
from keukentafel.journal.shelf import MemoryShelf
from keukentafel.journal.speaker import Act, Face, Speaker
from tests.journal.household import (
    ANNIE,
    CATALOGUE,
    COMMON,
    HOUSEHOLD,
    JOKE,
    KEYS,
    OF_ANNIE,
    OF_PIET,
    PIET,
    SAMIRA,
    author,
    shelf_of,
)

OF_JOKE, SAFE, FOREIGN = (CompartmentId(f"c{n}" * 16) for n in (3, 4, 5))
OWN = {ANNIE: OF_ANNIE, PIET: OF_PIET, JOKE: OF_JOKE}


@dataclass(frozen=True)
class Listed:
    """A compartment as the vault lists it."""

    id: CompartmentId
    kind: str
    person: PersonId | None = None


COMPARTMENTS = (
    Listed(COMMON, CompartmentKind.COMMON),
    *(Listed(compartment, CompartmentKind.PERSON, who.who) for who, compartment in OWN.items()),
    Listed(SAFE, CompartmentKind.SAFETY),
    Listed(FOREIGN, "unknown"),
)


@dataclass
class Home:
    """A household in which anybody may say anything, in any compartment."""

    catalogue: Catalogue = CATALOGUE
    moment: int = 1_790_000_000_000
    journal: Journal = field(init=False)

    def __post_init__(self) -> None:
        self.journal = Journal(HOUSEHOLD, self.catalogue, MemoryShelf(), KEYS.__contains__)

    def say(
        self,
        place: str,
        content: Json = None,
        voice: Speaker = ANNIE,
        compartment: CompartmentId = COMMON,
        *,
        thing: ObjectId | None = None,
        act: Act = Act.SAY,
        face: Face = Face.TABLE,
    ) -> Entry:
        self.moment += 1
        on = thing or ObjectId(random_id())
        writer = author(voice=voice, compartment=compartment, claimed=self.moment, face=face)
        return self.journal.write(writer, on, FieldName(place), content, act)

    @property
    def entries(self) -> list[Entry]:
        return list(shelf_of(self.journal).entries.values())

    def own(self, who: Speaker = ANNIE, catalogue: Catalogue | None = None) -> OwnData:
        person = Person(who.who, "iemand", who.role)
        return own_data(person, self.entries, COMPARTMENTS, catalogue or self.catalogue)


def thing(entry: Entry) -> ObjectId:
    return entry.signed.operation.object


def words(data: OwnData) -> set[object]:
    """Every word that stands anywhere in somebody's data."""
    return {change.content for one in data.records for change in one.history} - {None}


def only(data: OwnData) -> Record:
    (record,) = data.records
    return record


def test_everybody_finds_their_own_words_and_nobody_elses() -> None:
    home = Home()
    for who, compartment in OWN.items():
        home.say("quote.text", f"citaat {who.who}", who, compartment)
        home.say("wish.text", f"wens {who.who}", who)
    for who in OWN:
        data = home.own(who)
        assert words(data) == {f"citaat {who.who}", f"wens {who.who}"}
        assert [one.because for one in data.records] == [Because.OWN_PART, Because.OWN_WORDS]
        assert data.of_others == 2


def test_what_the_worker_noted_about_somebody_is_theirs_to_see() -> None:
    home = Home()
    home.say("keyword.text", "trilt, ruikt naar wijn", SAMIRA, OF_ANNIE, face=Face.LISTEN)
    home.say("strength.text", "Zij houdt vol.", SAMIRA, OF_ANNIE)
    assert words(home.own()) == {"trilt, ruikt naar wijn", "Zij houdt vol."}
    assert words(home.own(PIET)) == set()


def test_what_the_worker_says_of_the_household_is_for_who_live_there_and_gets_a_second_look() -> None:
    home = Home()
    home.say("agreement.what", "De woningbouw komt kijken.", SAMIRA)
    for who in (ANNIE, PIET):
        record = only(home.own(who))
        assert (record.because, record.look_twice) == (Because.HOUSEHOLD, True)
    near = home.own(JOKE)
    assert (near.records, near.of_others) == ((), 1)


def test_what_says_who_somebody_is_goes_to_them_whoever_said_it_and_to_nobody_else() -> None:
    home = Home()
    home.say("person.relation", "zus", PIET, thing=ObjectId(ANNIE.who))
    home.say("person.relation", "zwager", SAMIRA, thing=ObjectId(PIET.who))
    annie = home.own(ANNIE)
    assert words(annie) == {"zus"}
    assert (only(annie).because, only(annie).look_twice) == (Because.ABOUT, True)
    assert words(home.own(PIET)) == {"zwager", "zus"}
    assert words(home.own(JOKE)) == set()


def test_somebody_elses_words_in_ones_own_part_ask_for_a_second_look() -> None:
    home = Home()
    mine = home.say("parked.text", "traplift", ANNIE, OF_ANNIE)
    assert not only(home.own()).look_twice
    home.say("parked.text", "bed beneden", PIET, OF_ANNIE, thing=thing(mine))
    assert only(home.own()).look_twice
    piet = home.own(PIET)
    assert (piet.records, piet.elsewhere, piet.of_others) == ((), 1, 0)


def test_a_sentence_that_somebody_else_replaced_stays_and_theirs_is_only_counted() -> None:
    home = Home()
    mine = home.say("agreement.what", "Ik bel zelf.", ANNIE)
    home.say("agreement.what", "Wij bellen samen.", PIET, thing=thing(mine))
    data = home.own()
    (change,) = only(data).history
    assert (change.content, change.standing) == ("Ik bel zelf.", Standing.REPLACED)
    assert data.of_others == 1


def test_history_is_told_with_what_became_of_it() -> None:
    home = Home()
    first = home.say("quote.text", "Nee.", ANNIE, OF_ANNIE)
    home.say("quote.text", "Misschien.", ANNIE, OF_ANNIE, thing=thing(first))
    home.say("quote.text", None, ANNIE, OF_ANNIE, thing=thing(first), act=Act.AFFIRM)
    home.say("quote.text", None, ANNIE, OF_ANNIE, thing=thing(first), act=Act.STRIKE)
    told = [(change.act, change.content, change.standing) for change in only(home.own()).history]
    assert told == [
        (Act.SAY, "Nee.", Standing.REPLACED),
        (Act.SAY, "Misschien.", Standing.AFFIRMED),
        (Act.AFFIRM, "Misschien.", Standing.STRUCK),
        (Act.STRIKE, None, Standing.STANDS),
    ]
    assert all(one.hand == SAMIRA and one.claimed for one in only(home.own()).history)


def test_what_was_erased_is_told_as_erased_and_what_was_cleaned_up_as_gone() -> None:
    home = Home()
    first = home.say("quote.text", "Zeg dat niet.", ANNIE, OF_ANNIE)
    home.say("quote.text", "Echt niet.", ANNIE, OF_ANNIE, thing=thing(first))
    home.say("quote.text", None, ANNIE, OF_ANNIE, thing=thing(first), act=Act.ERASE)
    kept = home.say("story.text", "Het is stil.", ANNIE, OF_ANNIE)
    shelf = shelf_of(home.journal)
    shelf.entries[kept.signed.id] = replace(kept, value=None)
    data = home.own()
    told = [(change.act, change.content, change.standing) for one in data.records for change in one.history]
    assert told == [
        (Act.SAY, None, Standing.ERASED),
        (Act.SAY, None, Standing.ERASED),
        (Act.ERASE, None, Standing.STANDS),
        (Act.SAY, None, Standing.ABSENT),
    ]


def with_more_fields() -> Catalogue:
    """The catalogue with a field of the safety line, and one just like it that is not."""
    text = asset_text("catalogue", "fields.toml")
    note = text[text.index('[[field]]\nname = "keyword.text"') :].partition("\n\n")[0]
    hidden = note.replace("keyword.text", "keyword.worry").replace('sees = ["W"]', 'sees = ["W", "V"]')
    return read_catalogue(f"{text}\n{hidden}\n{note.replace('keyword.text', 'keyword.plain')}\n", "x.toml")


def test_the_safety_line_is_passed_over_and_not_even_counted() -> None:
    home = Home(with_more_fields())
    empty = home.own()
    for who, compartment in ((SAMIRA, OF_ANNIE), (SAMIRA, COMMON), (SAMIRA, OF_PIET)):
        home.say("keyword.worry", "KANARIE", who, compartment, face=Face.WORK)
    home.say("quote.text", "KANARIE", ANNIE, SAFE)
    home.say("wish.text", "KANARIE", PIET, SAFE)
    assert home.own() == empty
    home.say("keyword.plain", "KANARIE", SAMIRA, OF_ANNIE, face=Face.WORK)
    assert words(home.own()) == {"KANARIE"}


def test_what_only_a_newer_version_knows_is_left_out_and_the_worker_is_told() -> None:
    home = Home(with_more_fields())
    home.say("keyword.plain", "wie weet wat dit is", SAMIRA, OF_ANNIE, face=Face.WORK)
    home.say("keyword.plain", "wie weet", SAMIRA, OF_PIET, face=Face.WORK)
    data = home.own(catalogue=CATALOGUE)
    assert (data.records, data.of_others, data.elsewhere, data.not_understood) == ((), 0, 0, 1)


def test_a_compartment_of_which_nobody_knows_whose_it_is_stays_shut() -> None:
    home = Home()
    home.say("quote.text", "Van wie is dit?", ANNIE, FOREIGN)
    home.say("keyword.text", "over wie?", SAMIRA, FOREIGN, face=Face.WORK)
    data = home.own()
    assert (data.records, data.of_others, data.elsewhere) == ((), 0, 1)


def test_who_is_here_for_the_municipality_gets_no_copy_of_a_household() -> None:
    with pytest.raises(NotOfTheHousehold):
        Home().own(SAMIRA)
