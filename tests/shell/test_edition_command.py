"""``keukentafel edition``: a clear verdict on a delivered file, on one screen, whatever is in the file."""

import contextlib
import io
import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keukentafel.app.commands.entrance import enter_edition
from keukentafel.app.texts import read_texts
from keukentafel.edition.assent import AssentState
from keukentafel.edition.bundle import LARGEST_BUNDLE, Bundle, make_bundle, read_bundle
from keukentafel.edition.extract import extract_schema, make_extract
from keukentafel.edition.freeze import Edition
from keukentafel.edition.paper.document import pdf_document
from keukentafel.edition.published import extract_document, field_table, plan_document
from keukentafel.edition.reader import reading_of
from keukentafel.edition.schema import PlanSchema
from keukentafel.journal.assets import assets_folder
from keukentafel.journal.canonical import canonical
from keukentafel.journal.catalogue import Sight
from tests.edition.family import LANDLORD, family
from tests.edition.kitchen import CATALOGUE, DEVICE, SAMIRA, assent_to, dossier, entry, frozen, object_id

FINE, WRONG, CANNOT_START = 0, 1, 2
ROOT = Path(__file__).parents[2]
SCHEMA = PlanSchema(CATALOGUE)
EDITION = frozen(dossier())
DATA = make_bundle(
    EDITION, [assent_to(EDITION, AssentState.AGREED_WITH_REMARKS, "Liever 's ochtends")], DEVICE, SCHEMA
)
EXTRACT = make_extract(frozen(family()), LANDLORD, {LANDLORD}, DEVICE, extract_schema(CATALOGUE))


def run(*arguments: object) -> tuple[int, str, str]:
    """Run the command, and return how it ended and what it said."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = enter_edition([*map(str, arguments)], {})
    return int(code), out.getvalue(), err.getvalue()


def verified(data: bytes, *options: str) -> tuple[int, str, str]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.json"
        file.write_bytes(data)
        return run("verify", file, *options)


def test_a_good_plan_is_told_on_one_screen_without_anybodys_name() -> None:
    code, out, err = verified(DATA)
    assert (code, err) == (FINE, "")
    for told in (EDITION.manifest.short_hash, "Planversie 1", "Het hele plan", "akkoord met opmerkingen"):
        assert told in out
    assert out.count(": goed") == 4
    assert len(out.splitlines()) <= 24
    assert not [name for name in ("Annie", "Cor", "Samira", "ochtends") if name in out]


def test_a_readers_copy_is_recognised_and_looked_at_as_that_readers() -> None:
    rule = entry(object_id(1), "bottleneck.rule", "Eerst een ontruimingsbrief", voice=SAMIRA)
    edition = frozen([*dossier(), rule])
    bundle = read_bundle(make_bundle(edition, [], DEVICE, SCHEMA), SCHEMA)
    copy = bundle.copy_for(Sight.RESIDENT)
    code, out, _ = verified(copy.to_bytes())
    assert code == FINE
    assert "Het afschrift van de inwoner" in out
    assert "Het hele plan" in verified(bundle.to_bytes())[1]
    unsigned = Bundle(copy.edition, copy.assents, copy.device, bytes(64))
    assert json.loads(verified(unsigned.to_bytes(), "--json")[1])["steps"]["signature"] == "bad"


def test_a_plan_on_paper_is_looked_at_by_the_data_in_it() -> None:
    texts = read_texts("nl")
    heard = reading_of(EDITION.parts)
    bundle = read_bundle(DATA, SCHEMA)
    pdf = pdf_document(heard, EDITION.manifest, bundle.assents, texts, DATA)
    assert verified(pdf) == verified(DATA)
    assert verified(pdf.replace(b"/EmbeddedFile", b"/EmbeddedNote"))[0] == WRONG


def test_a_plan_in_which_somebody_speaks_of_extracts_is_a_plan() -> None:
    said = entry(object_id(77), "quote.text", 'Wat is "schema":"keukentafel.extract/1"?')
    code, out, _ = verified(make_bundle(frozen([*dossier(), said]), [], DEVICE, SCHEMA))
    assert code == FINE
    assert "Het hele plan" in out


def test_an_extract_is_recognised_and_its_assents_are_not_asked_for() -> None:
    code, out, _ = verified(EXTRACT)
    assert code == FINE
    assert "Uitsnede van planversie 1" in out
    assert "Akkoord" not in out
    assert "Dijk" not in out


def test_each_thing_that_can_be_wrong_is_told_and_what_comes_after_is_not_looked_at() -> None:
    bundle = read_bundle(DATA, SCHEMA)
    fewer = Bundle(
        Edition(bundle.manifest, bundle.edition.parts[1:]), bundle.assents, bundle.device, bundle.signature
    )
    other = frozen(dossier()[1:])
    mixed = Bundle(other, bundle.assents, bundle.device, bundle.signature)
    unsigned = Bundle(bundle.edition, bundle.assents, bundle.device, bytes(64))
    for wrong, step, unseen in (
        (b"{}", "form", 3),
        (fewer.to_bytes(), "parts", 2),
        (mixed.to_bytes(), "assents", 1),
        (unsigned.to_bytes(), "signature", 0),
    ):
        code, out, err = verified(wrong, "--json")
        told = json.loads(out)
        assert (code, err, told["good"]) == (WRONG, "", False)
        assert told["steps"][step] == "bad"
        assert list(told["steps"].values()).count("unseen") == unseen
        assert verified(wrong)[1].count("NIET goed") == 1


def test_the_verdict_for_programs_says_the_same() -> None:
    told = json.loads(verified(DATA, "--json")[1])
    assert told == {
        "good": True,
        "steps": dict.fromkeys(("form", "parts", "assents", "signature"), "good"),
        "reason": None,
        "manifest": EDITION.manifest.hash,
        "number": 1,
        "device": read_bundle(DATA, SCHEMA).device,
        "parts": len(EDITION.parts),
        "kind": "plan",
        "reader": None,
        "assents": ["agreed_with_remarks"],
    }
    assert json.loads(verified(EXTRACT, "--json")[1])["kind"] == "extract"


def test_what_cannot_be_read_cannot_start(tmp_path: Path) -> None:
    for nowhere in (tmp_path / "nergens.json", tmp_path, "a\0b"):
        code, out, err = run("verify", nowhere)
        assert (code, out) == (CANNOT_START, "")
        assert "niet te lezen" in err
    assert run()[0] == run("verify")[0] == run("gibberish")[0] == CANNOT_START


def test_nothing_in_a_file_steers_the_terminal() -> None:
    evil = replace(EDITION.manifest, organisation="\x1b[2Jgemeente\u202e")
    data = make_bundle(Edition(evil, EDITION.parts), [], DEVICE, SCHEMA)
    code, out, _ = verified(data)
    assert code == FINE
    assert "[2Jgemeente" in out
    assert "\x1b" not in out
    assert "\u202e" not in out + verified(data, "--json")[1]


mutations = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "double", "insert"]), st.integers(0, 10**6), st.binary(max_size=9)
    ),
    min_size=1,
    max_size=4,
)


def mutated(data: bytes, changes: list[tuple[str, int, bytes]]) -> bytes:
    for how, where, more in changes:
        at = where % (len(data) or 1)
        if how == "flip":
            data = data[:at] + bytes(one ^ (where % 255 + 1) for one in data[at : at + 1]) + data[at + 1 :]
        elif how == "cut":
            data = data[:at]
        elif how == "double":
            data = data[:at] + data[at : at + 40] + data[at:]
        else:
            data = data[:at] + more + data[at:]
    return data


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([DATA, EXTRACT]), mutations)
def test_a_hostile_file_is_refused_clearly_and_never_with_a_traceback(
    data: bytes, changes: list[tuple[str, int, bytes]]
) -> None:
    hostile = mutated(data, changes)
    code, out, err = verified(hostile)
    if hostile == data:
        assert code == FINE
        return
    assert (code, err) == (WRONG, "")
    assert out.count("NIET goed") == 1
    assert "Traceback" not in out
    assert out.endswith("vraag de afzender het opnieuw te sturen.\n")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[" * 100_000,
        b'{"a":' * 20_000,
        b"\xff\xfe",
        b"null",
        b"%PDF-1.7",
        b"x" * (LARGEST_BUNDLE + 5),
        canonical({"schema": "keukentafel.extract/1"}),
        canonical({"schema": "keukentafel.bundle/1", "parts": [{}]}),
        DATA + b" ",
        b"9" * 5000,
    ],
)
def test_what_is_no_plan_is_refused_clearly(data: bytes) -> None:
    code, out, err = verified(data)
    assert (code, err) == (WRONG, "")
    assert "Vorm: NIET goed" in out


# ── What is published ────────────────────────────────────────────────────────────────────────────────────


def test_the_published_schemas_are_what_the_code_makes_and_the_command_prints() -> None:
    for name, made, options in (
        ("keukentafel.plan.1.json", plan_document(CATALOGUE), ()),
        ("keukentafel.extract.1.json", extract_document(CATALOGUE), ("--extract",)),
    ):
        lies = (assets_folder() / "schema" / name).read_text("utf-8")
        assert lies == made, f"keukentafel edition schema {' '.join(options)} > assets/schema/{name}"
        assert run("schema", *options) == (FINE, made, "")
        assert "urn:keukentafel." in json.loads(made)["$id"]


def test_the_paper_about_the_plan_tells_every_field_and_the_command_prints_them() -> None:
    table = field_table(CATALOGUE)
    text = (ROOT / "docs" / "plan.md").read_text("utf-8")
    _, told, _ = text.split("<!-- keukentafel edition fields -->\n")
    assert told == table, "keukentafel edition fields"
    assert run("fields") == (FINE, table, "")
    for name in ("keukentafel.plan.1.json", "keukentafel.extract.1.json"):
        assert name in text


def test_a_field_of_the_worker_or_the_safety_line_is_in_nothing_that_is_published() -> None:
    published = plan_document(CATALOGUE) + extract_document(CATALOGUE) + field_table(CATALOGUE)
    staying = [field.name for field in CATALOGUE.fields if field.part is None]
    assert staying
    assert [name for name in staying if f'"{name}"' in published or f"`{name}`" in published] == []
