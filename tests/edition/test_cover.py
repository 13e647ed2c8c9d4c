"""Who stands on the map of people without an agreement leaves under a cover name, whatever was written."""

import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from keukentafel.edition.bundle import BundleRefused, make_bundle, read_bundle
from keukentafel.edition.cover import bare_names
from keukentafel.edition.freeze import Edition
from keukentafel.edition.part import Part, Version, salted
from keukentafel.edition.schema import PlanSchema
from keukentafel.journal.canonical import canonical
from keukentafel.journal.names import FieldName
from keukentafel.journal.operation import Entry
from tests.edition.kitchen import CATALOGUE, DEVICE, SAMIRA, SECRET, WIT, dossier, entry, frozen, object_id

SCHEMA = PlanSchema(CATALOGUE)
NAME, RELATION = FieldName("contact.name"), FieldName("contact.relation")


def contact(number: int, name: str, relation: str = "") -> list[Entry]:
    thing = object_id(number)
    said = [entry(thing, NAME, name, claimed=number)]
    return [*said, entry(thing, RELATION, relation, claimed=number)] if relation else said


def agreed_with(who: str) -> Entry:
    return entry(object_id(700), "agreement.who", who)


def contacts_in(edition: Edition) -> list[Part]:
    return [part for part in edition.parts if part.kind == "contact"]


def names_in(edition: Edition) -> list[object]:
    return [one.value for part in contacts_in(edition) for one in part.versions(NAME)]


def test_without_an_agreement_somebody_leaves_as_what_they_are_for_the_resident() -> None:
    assert names_in(frozen(contact(1, "Cor", "buurman"))) == ["buurman"]


def test_without_a_relation_a_number_takes_the_place_of_the_name() -> None:
    assert names_in(frozen([*contact(1, "Cor"), *contact(2, "Els"), *contact(3, "3")])) == ["1", "2", "4"]


def test_who_has_an_agreement_stands_there_by_name() -> None:
    said = contact(1, "Cor", "buurman")
    assert names_in(frozen([*said, agreed_with("Samira, en cor.")])) == ["Cor"]
    assert names_in(frozen([*said, agreed_with("Corrie")])) == ["buurman"]
    assert names_in(frozen([*contact(1, "Els van Dijk"), agreed_with("Els")])) == ["1"]
    assert names_in(frozen([*contact(1, "Els van Dijk"), agreed_with("Els  van Dijk")])) == ["Els van Dijk"]


def test_an_agreement_that_stays_home_or_was_struck_gives_nobody_a_name() -> None:
    said = [*contact(1, "Cor", "buurman"), agreed_with("Cor")]
    assert names_in(frozen(said, withheld=frozenset({object_id(700)}))) == ["buurman"]
    assert names_in(frozen([*said, agreed_with("Els")])) == ["Cor"]


def test_of_two_spellings_the_one_in_the_agreement_stands() -> None:
    said = [*contact(1, "Cor", "buurman"), entry(object_id(1), NAME, "Kor", hand=WIT)]
    assert names_in(frozen([*said, agreed_with("Cor")])) == ["Cor"]
    assert names_in(frozen(said)) == ["buurman"]


@pytest.mark.parametrize("relation", ["zoon Rob", "man van rob", "ROB"])
def test_a_relation_that_tells_a_covered_name_stays_home(relation: str) -> None:
    edition = frozen([*contact(1, "Rob de Wit", "zoon"), *contact(2, "Els", relation)])
    assert names_in(edition) == ["zoon", "1"]
    assert not contacts_in(edition)[1].versions(RELATION)


def test_small_words_of_a_name_do_not_take_a_relation_away() -> None:
    assert names_in(frozen(contact(1, "Els van Dijk", "vriendin van vroeger"))) == ["vriendin van vroeger"]


def test_the_digest_is_of_the_cover_and_not_of_the_name() -> None:
    cor, kees = (frozen(contact(1, name, "buurman")).manifest for name in ("Cor", "Kees"))
    assert cor.hash == kees.hash
    assert cor.hash != frozen([*contact(1, "Cor", "buurman"), agreed_with("Cor")]).manifest.hash


words = st.text(st.sampled_from("AaBbÉé"), min_size=1, max_size=3)
names = st.lists(words, min_size=1, max_size=3).map(" ".join)
relations = st.one_of(st.just(""), names, st.tuples(st.just("buurman"), names).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 4), names, relations), min_size=1, max_size=5),
    st.lists(names, max_size=2),
)
@example([(1, "A", ""), (2, "B", "a")], [])
@example([(1, "A B", "A")], ["A"])
def test_no_name_without_an_agreement_is_in_what_leaves(
    people: list[tuple[int, str, str]], doers: list[str]
) -> None:
    said = [one for number, name, relation in people for one in contact(number, name, relation)]
    said += [entry(object_id(700 + at), "agreement.who", who) for at, who in enumerate(doers)]
    edition = frozen(said)
    assert frozen(said[::-1]) == edition
    leaving = [str(one.value) for part in contacts_in(edition) for one in every(part)]
    for name in {name for _, name, _ in people}:
        if not any(stands_in(name, who) for who in doers):
            assert not any(stands_in(name, text) for text in leaving)
    assert bare_names(edition.parts) == ()


def every(part: Part) -> list[Version]:
    return [one for versions in part.fields.values() for one in versions]


def stands_in(name: str, text: str) -> bool:
    """Said in another way than the program says it."""
    pattern = rf"(?<!\w){re.escape(name.casefold())}(?!\w)"
    return re.search(pattern, text.casefold()) is not None


def test_a_bundle_with_a_bare_name_on_the_map_is_refused() -> None:
    edition = frozen([*dossier(), *contact(1, "Cor de Boer", "buurman")])
    (covered,) = contacts_in(edition)
    named = tuple(replace(one, value="Cor de Boer") for one in covered.versions(NAME))
    bare = salted(covered.kind, covered.object, {**covered.fields, NAME: named}, SECRET)
    parts = tuple(bare if part.id == bare.id else part for part in edition.parts)
    listed = tuple(
        replace(one, digest=bare.digest()) if one.id == bare.id else one for one in edition.manifest.parts
    )
    with pytest.raises(BundleRefused, match="by name"):
        make_bundle(Edition(replace(edition.manifest, parts=listed), parts), [], DEVICE, SCHEMA)
    data = make_bundle(edition, [], DEVICE, SCHEMA)
    assert "Cor de Boer" not in canonical(read_bundle(data, SCHEMA).document()).decode()
    assert SAMIRA.who in data.decode()
