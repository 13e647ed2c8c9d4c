"""Everything that stands is found, however it is spelled; nothing else is, and nothing is left behind."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from keukentafel.journal.assets import asset_text
from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import Catalogue, bundled_catalogue, read_catalogue
from keukentafel.journal.journal import Author, Journal
from keukentafel.journal.names import FieldName, HouseholdId, ObjectId, OperationId, random_id
from keukentafel.journal.operation import Entry
from keukentafel.journal.speaker import Act, Face
from keukentafel.vault.draft import Draft
from keukentafel.vault.excerpt import LONGEST_EXCERPT, Excerpt
from keukentafel.vault.mistakes import Locked, Unsealable
from keukentafel.vault.search import Search
from keukentafel.vault.vault import OpenVault
from tests.vault.material import DEVICE, PIN, RESIDENT, STORY, WORKER, Workshop, draft, entry, place
from tests.vault.test_residue import CANARY, _leads_to

CATALOGUE = bundled_catalogue()


@pytest.fixture
def vault(workshop: Workshop) -> Iterator[OpenVault]:
    opened = workshop.open()
    yield opened
    opened.lock()


def say(
    vault: OpenVault,
    household: HouseholdId,
    content: Json,
    *,
    on: FieldName = STORY,
    claimed: int = 1,
    after: Entry | None = None,
    act: Act = Act.SAY,
    seen: Iterable[OperationId] | None = None,
    catalogue: Catalogue = CATALOGUE,
) -> Entry:
    """Say something on a new object, or do something on the object of what was said before."""
    compartment = vault.compartment(household, "person", RESIDENT.who)
    author = Author(DEVICE, compartment, RESIDENT, WORKER, Face.TABLE, claimed)
    thing = after.signed.operation.object if after else ObjectId(random_id())
    journal = Journal(household, catalogue, vault.shelf(household), lambda _: True)
    with vault.writing():
        return journal.write(author, thing, on, content, act, seen=seen)


def marked(excerpt: Excerpt) -> list[str]:
    return [excerpt.text[start:end] for start, end in excerpt.found]


def finds(vault: OpenVault, query: str, catalogue: Catalogue = CATALOGUE) -> list[str]:
    """What a fresh search finds, as the excerpts that a screen would show."""
    return [hit.excerpt.text for hit in Search(vault, catalogue).find(query, 100).hits]


# ── Spelling ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "query", "found"),
    [
        ("Zij heeft jeugdschulden.", "schuld", "schuld"),
        ("ÉÉN keer geïnteresseerd", "geinteresseerd", "geïnteresseerd"),
        ("een cafe", "CAFÉ", "cafe"),
        ("de reu\N{COMBINING DIAERESIS}nie", "reünie", "reu\N{COMBINING DIAERESIS}nie"),
        ("de reu\N{COMBINING DIAERESIS}nie", "reu", "reu\N{COMBINING DIAERESIS}"),
        ("in de Gasthuisstraße 3", "STRASSE", "straße"),
        ("in de Gasthuisstraße 3", "se 3", "ße"),
        ("met de \N{LATIN SMALL LIGATURE FI}ets", "fiets", "\N{LATIN SMALL LIGATURE FI}ets"),
        ("een \N{LATIN SMALL LIGATURE IJ}sje", "ijs", "\N{LATIN SMALL LIGATURE IJ}s"),
        ("Kıvanç en Łukasz", "kivanc", "Kıvanç"),
        ("Kıvanç en Łukasz", "lukasz", "Łukasz"),
        ("een manœuvre", "manoeuvre", "manœuvre"),
        ("zo’n avond", "zo'n", "zo’n"),
        ("vrijdag – zaterdag", "-", "–"),
        ("jeugd\N{SOFT HYPHEN}schuld", "jeugdschuld", "jeugd\N{SOFT HYPHEN}schuld"),
        ("جَدَّتي", "جدتي", "جَدَّتي"),
    ],
)
def test_it_is_found_and_marked_as_it_was_written(
    vault: OpenVault, written: str, query: str, found: str
) -> None:
    # A draft is kept as it was typed; what is said is brought in form C.
    household = vault.new_household()
    vault.save_draft(draft(vault, household, written))
    say(vault, household, "iets anders")
    result = Search(vault, CATALOGUE).find(query, 10)
    (hit,) = result.hits
    assert result.total == 1
    assert hit.excerpt == Excerpt(written, hit.excerpt.found, 0, False)
    assert found in marked(hit.excerpt)


def plain(text: str) -> str:
    """Fold a whole text at once, with no table of our own."""
    for step in (str, str.casefold):
        apart = unicodedata.normalize("NFKD", step(text))
        text = "".join(one for one in apart if not unicodedata.combining(one))
    return text


def _letters() -> str:
    ranges = ((0x20, 0x7F), (0xC0, 0x250), (0x300, 0x330), (0x1E00, 0x1F00), (0xFB00, 0xFB05))
    signs = (chr(code) for start, end in ranges for code in range(start, end))
    # Those that a table of ours folds are in the list above.
    return "".join(sign for sign in signs if plain(sign) not in {*'"æœøłđðħı', "ʼn"})


DISGUISES: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    str.swapcase,
    plain,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: unicodedata.normalize("NFC", "".join(one + "\u0301" for one in text)),
)
TEXTS = st.text(st.sampled_from(_letters()) | st.sampled_from("eEéßﬁ \u0308"), min_size=1, max_size=400)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.integers(0, 399), st.integers(1, 200), st.sampled_from(DISGUISES))
@example("\N{LATIN CAPITAL LIGATURE IJ}\N{COMBINING GRAVE ACCENT}I", 2, 1, str.upper)
def test_any_piece_of_any_text_is_found_in_any_disguise(
    vault: OpenVault, text: str, begin: int, length: int, disguise: Callable[[str], str]
) -> None:
    piece = text[begin % len(text) :][:length]
    wanted = plain(piece).strip()
    assume(wanted and "  " not in wanted)
    household = vault.households()[0] if vault.count() else vault.new_household()
    vault.save_draft(draft(vault, household, text, "e" * 32))
    (hit,) = Search(vault, CATALOGUE).find(f'"{disguise(piece)}"', 1).hits
    cut = hit.excerpt
    whole = cut.start + len(cut.text)
    assert cut.text == text[cut.start : whole]
    assert cut.cut_short == (whole < len(text))
    assert cut.found
    for start, end in cut.found:
        found = cut.text[start:end]
        # A letter that folds to two may be found by one of them, and is then marked whole.
        exact = all(len(plain(sign)) <= 1 for sign in found)
        assert plain(found) == wanted if exact else wanted in plain(found)
        assert plain(found[0])
        assert not unicodedata.combining(text[cut.start + end :][:1] or " ")


# ── Queries and answers ──────────────────────────────────────────────────────────────────────────────────


def test_all_words_must_be_in_one_sentence_and_a_phrase_as_it_stands(vault: OpenVault) -> None:
    household = vault.new_household()
    say(vault, household, "Geen geld, en de\nschool belt.", claimed=2)
    say(vault, household, "Geld is er geen.", claimed=1)
    say(vault, household, "De school belt niet.", claimed=3)
    assert finds(vault, "  GELD\t\n geen ") == ["Geen geld, en de\nschool belt.", "Geld is er geen."]
    assert finds(vault, "“geen   geld” school") == ["Geen geld, en de\nschool belt."]
    assert finds(vault, '"de school"') == ["De school belt niet.", "Geen geld, en de\nschool belt."]
    assert finds(vault, '"geen geld') == finds(vault, "geen geld")
    assert finds(vault, "geld niet") == []


@pytest.mark.parametrize("query", ["", " \n\t", '""', '"', "\N{COMBINING ACUTE ACCENT}", "\N{SOFT HYPHEN}"])
def test_a_query_of_nothing_finds_nothing(vault: OpenVault, query: str) -> None:
    say(vault, vault.new_household(), 'Een "zin" met\N{SOFT HYPHEN} van alles.')
    assert Search(vault, CATALOGUE).find(query, 10).total == 0


def test_the_newest_comes_first_over_all_households_and_what_is_being_typed_before_that(
    vault: OpenVault,
) -> None:
    one, other = vault.new_household(), vault.new_household()
    kept = {
        claimed: say(vault, household, f"de huur, {claimed}", claimed=claimed)
        for household, claimed in ((one, 3), (other, 9), (one, 7), (other, 5))
    }
    vault.save_draft(draft(vault, one, "de huur, nu"))
    search = Search(vault, CATALOGUE)
    result = search.find("huur", 3)
    assert [hit.excerpt.text for hit in result.hits] == ["de huur, nu", "de huur, 9", "de huur, 7"]
    assert [(hit.household, hit.claimed) for hit in result.hits] == [(one, None), (other, 9), (one, 7)]
    assert [hit.operation for hit in result.hits] == [None, kept[9].signed.id, kept[7].signed.id]
    assert {hit.field for hit in result.hits} == {STORY}
    assert result.hits[1].object == kept[9].signed.operation.object
    assert (result.total, search.find("huur", 0).hits) == (5, ())


def test_an_excerpt_is_cut_between_words_around_what_is_found(vault: OpenVault) -> None:
    household = vault.new_household()
    before, after = "Zoë zegt: de straße op. " * 20, " En dan naar huis, met de bus." * 20
    whole = f"{before}Er is huurachterstand.{after}"
    say(vault, household, whole, claimed=2)
    say(vault, household, whole.removeprefix(before))
    middle, start = (hit.excerpt for hit in Search(vault, CATALOGUE).find("de achterstand", 2).hits)
    for cut in (middle, start):
        assert set(marked(cut)) == {"de", "achterstand"}
        assert LONGEST_EXCERPT - 20 < len(cut.text) <= LONGEST_EXCERPT
        assert f" {cut.text} " in f" {whole} "
        assert cut.cut_short
    assert whole[middle.start :].startswith(middle.text)
    assert (start.start, middle.start > 0) == (0, True)


def test_a_text_without_spaces_is_not_cut_before_an_accent(vault: OpenVault) -> None:
    household = vault.new_household()
    for lead in ("", "e"):
        vault.save_draft(draft(vault, household, lead + "e\u0301" * 100 + "x" + "e\u0301" * 100))
    for hit in Search(vault, CATALOGUE).find("x", 2).hits:
        assert hit.excerpt.text.strip("e\u0301") == "x"
        assert hit.excerpt.text[0] == "e"
        assert hit.excerpt.text[-1] == "\u0301"


def test_what_is_found_twice_over_is_marked_once(vault: OpenVault) -> None:
    say(vault, vault.new_household(), "de jeugdschulden van de jeugd")
    (hit,) = Search(vault, CATALOGUE).find("jeugdschuld schulden jeugd", 1).hits
    assert marked(hit.excerpt) == ["jeugdschulden", "jeugd"]


def test_what_is_told_of_a_hit_in_a_log_has_none_of_the_words(vault: OpenVault) -> None:
    say(vault, vault.new_household(), CANARY)
    result = Search(vault, CATALOGUE).find(CANARY, 1)
    assert CANARY in result.hits[0].excerpt.text
    assert CANARY not in repr(result)


# ── What is searched, and what is not ────────────────────────────────────────────────────────────────────


def test_only_what_people_wrote_is_searched(vault: OpenVault) -> None:
    household = vault.new_household()
    wish = ObjectId(random_id())
    kept = [
        say(vault, household, "now", on=FieldName("agreement.pace")),
        say(vault, household, wish, on=FieldName("agreement.wish")),
        say(vault, household, "2027-03-01", on=FieldName("check_in.date")),
        say(
            vault,
            household,
            {"state": "not_needed", "reason": "Haar zus kijkt mee."},
            on=FieldName("aftercare.pilot_light"),
        ),
    ]
    for query in ("now", wish, "2027", "needed", "state", "reason", kept[0].signed.id, RESIDENT.who, "quote"):
        assert finds(vault, query) == [], query
    assert finds(vault, "zus") == ["Haar zus kijkt mee."]
    say(vault, household, f"now 2027 needed {wish}")
    for query in ("now", wish, "2027", "needed"):
        assert len(finds(vault, query)) == 1


def test_texts_that_a_newer_version_put_together_are_found_without_their_names(vault: OpenVault) -> None:
    household = vault.new_household()
    compartment = vault.compartment(household, "person", RESIDENT.who)
    newer = entry(household, compartment, ["eerst", {"naam": "daarna", "about": "f" * 32, "at": 12}])
    struck = entry(household, compartment, "eerst daarna doorgehaald", thing="d" * 32, act=Act.STRIKE)
    shelf = vault.shelf(household)
    for one in (newer, struck):
        shelf.keep(one)
        shelf.put_heads(place(one), frozenset({one.signed.id}))
    assert finds(vault, "eerst daarna") == ["eerst\ndaarna"]
    assert [finds(vault, query) for query in ("naam", "ffff", "12")] == [[], [], []]


SAFETY_FIELD = FieldName("quote.worry")
SAFETY_OBJECT = FieldName("worry.text")
PLANTED = """
[[object]]
name = "worry"
title = "zorg"
compartment = "{compartment}"
"""
PLANTED_FIELD = """
[[field]]
name = "{name}"
title = "zorg"
value = "text"
voice = ["resident"]
hand = ["worker"]
face = ["table"]
replace = "voice"
sees = [{sees}]
law = "Wmo 2015"
purpose = "veiligheid"
retention = "device"
step = "F03"
"""


def _with_safety(sees: str, compartment: str) -> Catalogue:
    planted = PLANTED.format(compartment=compartment) + PLANTED_FIELD.format(name=SAFETY_FIELD, sees=sees)
    planted += PLANTED_FIELD.format(name=SAFETY_OBJECT, sees='"W"')
    return read_catalogue(asset_text("catalogue", "fields.toml") + planted, "planted")


def test_the_safety_line_is_never_found_and_the_same_words_elsewhere_are(vault: OpenVault) -> None:
    household = vault.new_household()
    safe, open_ = _with_safety('"W", "V"', "safety"), _with_safety('"W"', "person")
    for name in (SAFETY_FIELD, SAFETY_OBJECT):
        say(vault, household, f"{CANARY} {name}", on=name, catalogue=safe)
    vault.save_draft(replace(draft(vault, household, f"{CANARY} getypt"), field=SAFETY_FIELD))
    assert finds(vault, CANARY, safe) == []
    assert finds(vault, CANARY) == [], "a field that this catalogue does not know may be anything"
    assert len(finds(vault, CANARY, open_)) == 3
    say(vault, household, CANARY)
    assert finds(vault, CANARY, safe) == [CANARY]


def test_what_was_erased_or_struck_is_not_found_and_what_stands_beside_it_is(vault: OpenVault) -> None:
    household = vault.new_household()
    erased, struck, contested = (say(vault, household, f"{CANARY} {number}") for number in range(3))
    say(vault, household, f"{CANARY} ernaast", after=contested, seen=())
    search = Search(vault, CATALOGUE)
    assert search.find(CANARY, 9).total == 4
    say(vault, household, None, after=erased, act=Act.ERASE)
    say(vault, household, None, after=struck, act=Act.STRIKE)
    say(vault, household, None, after=contested, act=Act.STRIKE, seen=[contested.signed.id])
    search.touched(household)
    assert [hit.excerpt.text for hit in search.find(CANARY, 9).hits] == [f"{CANARY} ernaast"]


# ── What is in memory, and how long ──────────────────────────────────────────────────────────────────────


@dataclass
class Watched:
    """The vault as a search reads it, with a note of each household read, and what happens meanwhile."""

    vault: OpenVault
    read: list[HouseholdId] = field(default_factory=list)
    gone: frozenset[HouseholdId] = frozenset()
    meanwhile: Callable[[], object] = bool

    def households(self) -> tuple[HouseholdId, ...]:
        return tuple(one for one in self.vault.households() if one not in self.gone)

    def entries(self, household: HouseholdId) -> tuple[Entry, ...]:
        self.read.append(household)
        return self.vault.entries(household)

    def drafts(self, household: HouseholdId) -> tuple[Draft, ...]:
        found = self.vault.drafts(household)
        self.meanwhile()
        return found


def _searched(vault: OpenVault) -> tuple[Search, HouseholdId, HouseholdId]:
    """Search for the canary in the first of two households, and keep no answer."""
    first, second = vault.new_household(), vault.new_household()
    say(vault, first, f"{CANARY} gezegd")
    vault.save_draft(draft(vault, first, f"{CANARY} getypt"))
    search = Search(vault, CATALOGUE)
    assert search.find(CANARY, 9).total == 2
    return search, first, second


FOLDED = [CANARY.encode(), CANARY.lower().encode()]


def test_only_the_household_that_was_written_in_is_read_again(vault: OpenVault) -> None:
    one, other = vault.new_household(), vault.new_household()
    for household in (one, other):
        say(vault, household, "de huur")
    watched = Watched(vault)
    search = Search(watched, CATALOGUE)
    assert [search.find("huur", 9).total for _ in range(2)] == [2, 2]
    assert watched.read == [one, other]
    say(vault, other, "de huur weer")
    search.touched(other)
    third = vault.new_household()
    assert search.find("huur", 9).total == 3
    assert watched.read == [one, other, other, third]


def test_a_household_that_is_gone_is_let_go_of_at_the_next_search(vault: OpenVault) -> None:
    _, first, second = _searched(vault)
    say(vault, second, "iets anders")
    watched = Watched(vault)
    search = Search(watched, CATALOGUE)
    assert search.find(CANARY, 9).total == 2
    watched.gone = frozenset({first})
    assert search.find(CANARY, 9).total == 0
    assert not _leads_to(search, FOLDED)
    assert search.find("anders", 9).total == 1


def test_what_is_written_while_it_is_read_is_found_by_the_next_search(vault: OpenVault) -> None:
    household = vault.new_household()
    watched = Watched(vault)
    search = Search(watched, CATALOGUE)

    def meanwhile() -> None:
        watched.meanwhile = bool
        say(vault, household, "de huur")
        search.touched(household)

    watched.meanwhile = meanwhile
    assert [search.find("huur", 9).total for _ in range(2)] == [0, 1]


def test_a_damaged_household_is_told_of_and_harms_no_other(workshop: Workshop, vault: OpenVault) -> None:
    one, damaged, other = (vault.new_household() for _ in range(3))
    for household in (one, damaged, other):
        say(vault, household, f"de huur van {household}")
    search = Search(vault, CATALOGUE)
    assert search.find("huur", 9).unread == ()
    workshop.tamper("UPDATE head SET sealed = zeroblob(64) WHERE scope = ?", damaged)
    search.touched(damaged)
    with pytest.raises(Unsealable):
        vault.entries(damaged)
    for _ in range(2):
        result = search.find("huur", 9)
        assert {hit.household for hit in result.hits} == {one, other}
        assert (result.total, result.unread) == (2, (damaged,))


def test_after_forgetting_nothing_in_memory_leads_to_a_word(vault: OpenVault) -> None:
    search, _, _ = _searched(vault)
    assert all(_leads_to(search, [word]) for word in FOLDED)
    search.forget()
    assert not _leads_to(search, FOLDED)
    assert search.find(CANARY, 9).total == 2
    assert _leads_to(search, FOLDED)


def test_one_household_can_be_let_go_of_and_the_others_stay(vault: OpenVault) -> None:
    search, first, second = _searched(vault)
    say(vault, second, "iets anders")
    search.touched(second)
    assert search.find("anders", 9).total == 1
    search.touched(first)
    assert not _leads_to(search, FOLDED)
    assert _leads_to(search, [b"iets anders"])


def test_a_lock_during_a_search_leaves_nothing_behind(vault: OpenVault) -> None:
    _searched(vault)
    watched = Watched(vault)
    search = Search(watched, CATALOGUE)
    watched.meanwhile = search.forget
    assert search.find(CANARY, 9).total == 2
    assert not _leads_to(search, FOLDED)


def test_a_locked_or_narrowed_vault_is_not_searched(vault: OpenVault) -> None:
    search, household, _ = _searched(vault)
    vault.narrow(household)
    with pytest.raises(Locked):
        search.find(CANARY, 9)
    vault.widen(PIN)
    assert search.find(CANARY, 9).total == 2
    vault.lock()
    for query in (CANARY, ""):
        with pytest.raises(Locked):
            search.find(query, 9)
