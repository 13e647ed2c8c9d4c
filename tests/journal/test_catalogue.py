"""The catalogue is read whole, or refused with the file, the line and the mistake."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keukentafel.journal.assets import AssetMissing, asset_bytes, asset_text, assets_folder
from keukentafel.journal.catalogue import (
    Catalogue,
    CatalogueMistake,
    Field,
    Sight,
    UnfitValue,
    UnknownField,
    ValueKind,
    bundled_catalogue,
    check_content,
    read_catalogue,
)
from keukentafel.journal.names import FieldName, is_field_name
from keukentafel.journal.titles import titles_in
from tests.journal.household import CATALOGUE, fitting

TEXT = asset_text("catalogue", "fields.toml")
QUOTE_LINE = TEXT[: TEXT.index('[[field]]\nname = "quote.text"')].count("\n") + 1


def test_the_bundled_catalogue_reads_whole() -> None:
    catalogue = bundled_catalogue()
    assert len(catalogue.fields) == TEXT.count("[[field]]")
    assert all(is_field_name(one.name) and catalogue.object_kind(one.object) for one in catalogue.fields)
    assert [one.name for one in catalogue.fields_of("quote")] == ["quote.text"]
    assert catalogue.field(FieldName("quote.text")).sees == {Sight.RESIDENT, Sight.MUNICIPALITY, Sight.REVIEW}
    assert "quote" in catalogue.parts()


def test_nothing_leaves_without_a_part_and_no_working_note_has_one() -> None:
    for one in CATALOGUE.fields:
        assert (one.part is not None) == bool(one.sees & {Sight.MUNICIPALITY, Sight.REVIEW})


def test_a_field_that_is_not_in_the_catalogue_is_unknown() -> None:
    with pytest.raises(UnknownField):
        CATALOGUE.field(FieldName("person.bsn"))
    with pytest.raises(UnknownField):
        CATALOGUE.object_kind("verdict")
    assert not CATALOGUE.knows(FieldName("person.bsn"))


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('title = "eigen woorden"', 'title = "eigen woorden"\nshoe_size = "line"', "shoe_size"),
        ('title = "eigen woorden"\n', "", "title"),
        ('title = "eigen woorden"\nvalue = "text"', 'title = "x"\nvalue = "number"', "value"),
        ('title = "eigen woorden"\nvalue = "text"', 'title = "x"\nvalue = "choice"', "choice"),
        ('title = "eigen woorden"\nvalue = "text"', 'title = "x"\nvalue = "text"\nchoices = ["a"]', "choice"),
        ('name = "quote.text"', 'name = "story.text"', "twice"),
        ('name = "quote.text"', 'name = "verdict.text"', "not in the catalogue"),
        ('name = "quote.text"', 'name = "Quote text"', "name"),
        ('retention = "wmo-15y"\npart = "quote"', 'retention = "ever"\npart = "quote"', "retention"),
        ('part = "quote"\nstep = "F03"', 'part = "quote"\nstep = "F14"', "step"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(right: str, wrong: str, told: str) -> None:
    assert TEXT.count(right) == 1
    with pytest.raises(CatalogueMistake) as mistake:
        read_catalogue(TEXT.replace(right, wrong), "fields.toml")
    assert str(mistake.value).startswith(f"fields.toml, line {QUOTE_LINE}: ")
    assert told in str(mistake.value)


@pytest.mark.parametrize(
    ("column", "told"),
    [
        ('sees = ["G", "V"]', "safety line"),
        ('sees = ["W"]', "part"),
        ('sees = ["I", "I", "G"]', "twice"),
        ("sees = []", "sees"),
        ('voice = ["neighbour"]', "voice"),
        ('face = ["desk"]', "face"),
    ],
)
def test_a_column_that_contradicts_the_catalogue_is_a_mistake(column: str, told: str) -> None:
    start = TEXT.index('[[field]]\nname = "quote.text"')
    name = column.partition(" ")[0]
    rows = TEXT[start:].splitlines()
    at = next(n for n, row in enumerate(rows) if row.startswith(f"{name} ="))
    rows[at] = column
    with pytest.raises(CatalogueMistake) as mistake:
        read_catalogue(TEXT[:start] + "\n".join(rows), "fields.toml")
    assert str(mistake.value).startswith(f"fields.toml, line {QUOTE_LINE}: ")
    assert told in str(mistake.value)


def test_a_file_that_is_not_toml_or_has_no_version_is_a_mistake() -> None:
    for text in (
        "version = ",
        TEXT.replace("version = 3", ""),
        TEXT.replace("version = 3", "version = true"),
    ):
        with pytest.raises(CatalogueMistake, match=r"^fields\.toml, line \d+: "):
            read_catalogue(text, "fields.toml")


def test_every_kind_of_value_accepts_what_fits() -> None:
    kinds = set()
    for one in CATALOGUE.fields:
        assert check_content(one, fitting(one)) == fitting(one) or one.value is ValueKind.REFERENCE
        kinds.add(one.value)
    assert kinds == set(ValueKind)


@pytest.mark.parametrize(
    ("kind", "unfit"),
    [
        *[
            (ValueKind.LINE, one)
            for one in ("", "  ", "a\nb", "a\x00", "a\u2028b", "x" * 201, "\ud800", 1, None)
        ],
        *[(ValueKind.TEXT, one) for one in ("", "\n", "a\x07", "x" * 8_001, ["a"])],
        *[(ValueKind.MOMENT, one) for one in (-1, 2**53, True, "1", None)],
        *[(ValueKind.REFERENCE, one) for one in ("", "g" * 32, "a" * 31, 1)],
        *[(ValueKind.DATE, one) for one in ("2026-02-30", "20260301", "2026-W01-1", "1 maart", "", 1)],
        *[(ValueKind.CHOICE, one) for one in ("never", "", None, 1)],
        *[
            (ValueKind.SETTLED, one)
            for one in (
                "klaar",
                {},
                {"state": "filled"},
                {"state": "filled", "text": ""},
                {"state": "filled", "reason": "x"},
                {"state": "not_needed", "reason": "x", "text": "y"},
                {"state": ["filled"], "text": "x"},
            )
        ],
    ],
)
def test_what_does_not_fit_is_refused(kind: ValueKind, unfit: object) -> None:
    with pytest.raises(UnfitValue):
        check_content(_a(kind), unfit)


def test_text_is_brought_into_one_form() -> None:
    assert check_content(_a(ValueKind.TEXT), "e\u0301e\u0301n\r\ntwee\tdrie") == "één\ntwee drie"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CATALOGUE.fields), JSON)
def test_any_content_either_fits_or_is_refused_and_what_fits_stays_as_it_is(
    field: Field, content: object
) -> None:
    try:
        fit = check_content(field, content)
    except UnfitValue:
        return
    assert check_content(field, fit) == fit


def test_bundled_files_are_found_and_nothing_outside_them() -> None:
    assert assets_folder().is_dir()
    assert asset_bytes("catalogue", "fields.toml").decode("utf-8") == TEXT
    for parts in (("catalogue", "other.toml"), ("..", "pyproject.toml"), ("catalogue",)):
        with pytest.raises(AssetMissing):
            asset_bytes(*parts)


def _a(kind: ValueKind, catalogue: Catalogue = CATALOGUE) -> Field:
    return next(one for one in catalogue.fields if one.value is kind)


def test_every_field_has_a_title_in_english() -> None:
    fields = {str(one.name): one.title for one in bundled_catalogue().fields}
    titles = titles_in("en")
    lacking = [f'catalogue/titles/en.toml lacks "{name}": {fields[name]}' for name in fields.keys() - titles]
    assert lacking == []
    assert titles.keys() - fields == set()
    assert [name for name in fields if titles[name] == fields[name]] == []
    assert titles_in("nl") == {}
