"""What is worth a second look before it goes is pointed at, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.dossier.known_names import KnownName, Whose
from keukentafel.edition.citizen_number import citizen_numbers_in, is_citizen_number
from keukentafel.edition.listed_words import Subject, WordsMistake, bundled_words, read_words
from keukentafel.edition.warning import NAMES_BELONG, Caution, Why, cautions, others_among
from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import ValueKind
from keukentafel.journal.names import FieldName
from tests.edition.kitchen import CATALOGUE, dossier, entry, frozen, object_id

WORDS = bundled_words()
COR = KnownName("Cor", Whose.OTHER, whole=True)
DE_WIT = KnownName("Annie de Wit", Whose.RESIDENT, whole=True)
TEST_NUMBERS = (
    "999994001 999994013 999994025 999994037 999994049 999994050 999994062 999994074 999994086"
    " 999994098 999994104 999994116 999993653".split()
)
"""Numbers that pass the test of eleven and belong to nobody."""


def looked_at(field: str, text: Json, *names: KnownName) -> set[tuple[Why, str]]:
    parts = frozen([entry(object_id(1), field, text)]).parts
    found = cautions(parts, CATALOGUE, names, WORDS)
    assert all(one == Caution(FieldName(field), object_id(1), one.words, one.why) for one in found)
    return {(one.why, one.words) for one in found}


def test_a_name_of_somebody_else_is_pointed_at_where_nobody_asked_for_a_name() -> None:
    names = others_among([COR, DE_WIT])
    assert looked_at("quote.text", "Van Cor hoor ik niets, zei Annie de Wit.", *names) == {(Why.NAME, "Cor")}
    assert looked_at("agreement.who", "Cor", *names) == set()
    assert looked_at("quote.text", "De corona-tijd was corvee.", *names) == set()


@pytest.mark.parametrize(
    ("text", "why", "words"),
    [
        ("Ze heeft een ANGSTSTOORNIS.", Why.DIAGNOSIS, "ANGSTSTOORNIS"),
        ("hij is dépressief geweest", Why.DIAGNOSIS, "dépressief"),
        ("licht  verstandelijk beperkt", Why.DIAGNOSIS, "licht  verstandelijk"),
        ("ADHD, zei de dokter", Why.DIAGNOSIS, "ADHD"),
        ("Hij kreeg een taakstraf.", Why.CRIMINAL, "taakstraf"),
        ("verward gedrag op straat", Why.CRIMINAL, "verward gedrag"),
        ("mijn nummer is 9999.94.001, zei ze", Why.CITIZEN_NUMBER, "9999.94.001"),
    ],
)
def test_listed_words_and_numbers_are_pointed_at_as_they_are_written(text: str, why: Why, words: str) -> None:
    assert looked_at("quote.text", text) == {(why, words)}


@pytest.mark.parametrize(
    "text",
    [
        "Ik ben zo moe als een hond.",
        "Addie komt zaterdag.",
        "Ik was gestoord aan het werk.",
        "Bel 06 12345678 of 0612345678.",
        "IBAN NL91 ABNA 0417 1643 00",
        "Dossier 12345678 en 123456789012",
    ],
)
def test_ordinary_sentences_are_left_alone(text: str) -> None:
    assert looked_at("quote.text", text, COR) == set()


def test_what_was_filled_in_on_a_card_and_why_it_is_not_needed_are_looked_at_too() -> None:
    filled: Json = {"state": "filled", "text": "Cor let op, ook op de politie"}
    assert looked_at("aftercare.housing", filled, COR) == {(Why.NAME, "Cor"), (Why.CRIMINAL, "politie")}
    reason: Json = {"state": "not_needed", "reason": "999994001"}
    assert looked_at("aftercare.income", reason) == {(Why.CITIZEN_NUMBER, "999994001")}


def test_every_version_and_every_object_is_looked_at_and_told_once() -> None:
    said = [
        entry(object_id(1), "wish.text", "Nooit meer de politie. De politie!", claimed=1),
        entry(object_id(1), "wish.text", "De politie, of ADHD", claimed=2),
        entry(object_id(2), "wish.text", "De politie", claimed=3),
    ]
    found = cautions(frozen(said).parts, CATALOGUE, [], WORDS)
    assert sorted((one.object, one.words) for one in found) == [
        (object_id(1), "ADHD"),
        (object_id(1), "politie"),
        (object_id(2), "politie"),
    ]


def test_choices_days_and_references_are_not_read_as_words() -> None:
    quiet = [field for field in CATALOGUE.fields if field.value in (ValueKind.DATE, ValueKind.REFERENCE)]
    assert quiet
    assert cautions(frozen(dossier()).parts, CATALOGUE, [], WORDS) == ()
    assert {field.name for field in CATALOGUE.fields if field.part} > NAMES_BELONG


# ── The citizen service number ───────────────────────────────────────────────────────────────────────────


def control_digit(eight: str) -> int:
    return sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), eight, strict=True)) % 11


numbers = (
    st.text("0123456789", min_size=8, max_size=8)
    .filter(lambda eight: control_digit(eight) < 10 and eight != "0" * 8)
    .map(lambda eight: f"{eight}{control_digit(eight)}")
)
surroundings = st.text(st.characters(exclude_categories=("Nd", "Cs")), max_size=30)
gaps = st.sampled_from(["", " ", ".", "-", "\u00a0", " . "])


@given(numbers, surroundings, surroundings, st.lists(gaps, min_size=8, max_size=8))
def test_a_number_is_found_in_any_surrounding_and_however_it_is_grouped(
    number: str, before: str, after: str, between: list[str]
) -> None:
    written = number[0] + "".join(gap + digit for gap, digit in zip(between, number[1:], strict=True))
    assert written in set(citizen_numbers_in(before + written + after))


@given(numbers, st.integers(0, 9), surroundings)
def test_a_number_with_other_numbers_beside_it_is_found(number: str, digit: int, between: str) -> None:
    text = f"{digit} {number} {digit}{between}"
    assert number in set(citizen_numbers_in(text))


@given(numbers, st.integers(1, 9), surroundings, surroundings)
def test_nine_digits_that_fail_the_test_of_eleven_are_no_number(
    number: str, more: int, before: str, after: str
) -> None:
    wrong = number[:-1] + str((int(number[-1]) + more) % 10)
    assert list(citizen_numbers_in(before + wrong + after)) == []


@given(numbers, st.text("0123456789", min_size=1, max_size=4))
def test_nine_digits_inside_a_longer_number_are_no_number(number: str, more: str) -> None:
    assert list(citizen_numbers_in(number + more)) == []
    assert list(citizen_numbers_in(more + number)) == []


def test_the_numbers_of_the_tests_pass_and_nothing_but_zeros_does_not() -> None:
    assert all(map(is_citizen_number, TEST_NUMBERS))
    wrong = {f"{one[:-1]}{digit}" for one in TEST_NUMBERS for digit in range(10)} - set(TEST_NUMBERS)
    assert not any(map(is_citizen_number, wrong))
    assert not is_citizen_number("000000000")
    assert not is_citizen_number("99999400")


# ── The list ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    ["", "diagnosis = 3", 'diagnosis = ["a"]', 'diagnosis = ["a"]\ncriminal = ["B*b"]', "diagnosis ="],
)
def test_a_list_with_a_mistake_is_refused_with_its_file(text: str) -> None:
    with pytest.raises(WordsMistake, match=r"^words\.toml: "):
        read_words(text, "words.toml")


def test_every_listed_word_finds_itself() -> None:
    for subject in Subject:
        assert WORDS.patterns[subject].pattern.count("|") > 40
    text = 'diagnosis = ["abc*"]\ncriminal = ["*xyz"]'
    found = set(read_words(text, "x").found_in("abcdef zabc qxyz xyzq"))
    assert found == {(Subject.DIAGNOSIS, "abcdef"), (Subject.CRIMINAL, "qxyz")}
