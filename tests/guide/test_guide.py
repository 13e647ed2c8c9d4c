"""The bundled guide reads whole, and a mistake in it is told with file and line."""

import json
import re
from pathlib import Path

import pytest

from keukentafel.guide.address import Address
from keukentafel.guide.call import Call
from keukentafel.guide.guide import UnknownStep, bundled_guide, guide_with, read_guide
from keukentafel.guide.guide_files import GuideMistake
from keukentafel.guide.step import QuestionId, StepId, TileId, To, UnknownQuestion, UnknownTile
from keukentafel.guide.variant import VariantId
from keukentafel.journal.assets import asset_text, assets_folder
from keukentafel.journal.catalogue import bundled_catalogue
from keukentafel.journal.names import FieldName
from keukentafel.journal.speaker import Face

STEPS = [f"F{n:02}" for n in range(1, 14)]


def files() -> dict[str, str]:
    """The texts of the bundled guide, by name."""
    names = [
        "guide.json",
        "call.json",
        "offers.json",
        "examples.json",
        "streams.json",
        "variants.json",
        "words.json",
        *(f"steps/{one}.json" for one in STEPS),
    ]
    return {name: asset_text("guide", *name.split("/")) for name in names}


def with_change(name: str, right: str, wrong: str) -> dict[str, str]:
    """The bundled guide with one thing changed in one file."""
    texts = files()
    assert texts[name].count(right) == 1
    texts[name] = texts[name].replace(right, wrong)
    return texts


def test_the_guide_has_thirteen_steps_in_order() -> None:
    assert [one.id for one in bundled_guide().steps] == STEPS


def test_every_question_is_named_after_its_step_and_asked_once() -> None:
    steps = bundled_guide().steps
    names = [question.id for step in steps for question in step.questions]
    assert len(set(names)) == len(names) == 99
    assert all(question.id.startswith(f"{step.id}-") for step in steps for question in step.questions)


def test_the_tables_of_the_guide_are_whole() -> None:
    guide = bundled_guide()
    assert len(guide.step(StepId("F05")).tiles) == 12
    assert [one.rung for one in guide.step(StepId("F10")).rungs] == [1, 2, 3, 4, 5, 6]
    assert len(guide.step(StepId("F11")).aftercare) == 11
    assert len([one for one in guide.step(StepId("F13")).questions if one.to is To.WORKER]) == 4


def test_every_tile_has_a_name_of_its_own_and_a_pictogram_of_that_name() -> None:
    step = bundled_guide().step(StepId("F05"))
    names = [one.id for one in step.tiles]
    assert names == "wonen geld dag lijf hoofd gezin mensen buurt zorgen post plezier veilig".split()
    assert all(asset_text("pictograms", f"{name}.svg") for name in names)
    assert step.tile(TileId("dag")).title == "Werk, school, dag"
    with pytest.raises(UnknownTile):
        step.tile(TileId("zee"))


def test_the_guide_spells_the_faces_as_the_journal_does() -> None:
    assert {face for step in bundled_guide().steps for face in step.faces} == set(Face)


def test_another_question_goes_round() -> None:
    step = bundled_guide().step(StepId("F03"))
    shown = [step.next_question()]
    while len(shown) <= len(step.questions):
        shown.append(step.next_question(shown[-1].id))
    assert shown == [*step.questions, step.questions[0]]


def test_questions_to_the_worker_are_not_shown_to_the_resident() -> None:
    step = bundled_guide().step(StepId("F13"))
    assert step.next_question(QuestionId("F13-5")).id == "F13-1"
    assert step.next_question(to=To.WORKER).id == "F13-N1"
    assert step.next_question(QuestionId("F13-N4")).id == "F13-N1"


U_FORM = re.compile(r"\b(u|ú|uw|uzelf)\b", re.IGNORECASE)


def test_every_question_that_says_u_says_it_with_je_as_well() -> None:
    guide = bundled_guide()
    asked = [
        *(one for step in guide.steps for one in step.questions if one.to is To.RESIDENT),
        *(one for variant in guide.variants for one in variant.questions),
    ]
    assert [one.id for one in asked if U_FORM.search(one.said(Address.JE))] == []
    assert sum(bool(U_FORM.search(one.said(Address.U))) for one in asked) > 60


def test_a_variant_lays_its_own_steps_first_and_in_its_own_order() -> None:
    guide = bundled_guide()
    sheets = {"plan": StepId("F09"), "story": StepId("F03"), "life": StepId("F05"), "people": StepId("F07")}
    assert guide.variant("short").places(sheets, 1) == ("story", "plan")
    two = guide.variant("two_visits")
    assert [two.places(sheets, visit) for visit in (1, 2, 3)] == [
        ("story", "life"),
        *[("people", "plan")] * 2,
    ]
    assert guide.variant("short").most_agreements == 2
    assert guide.variant("something new").id is VariantId.FULL


def test_the_variants_are_those_of_the_catalogue() -> None:
    choices = bundled_catalogue().field(FieldName("conversation.variant")).choices
    assert [one.id for one in bundled_guide().variants] == list(choices) == list(VariantId)


def test_a_question_is_asked_in_the_words_of_the_variant_and_in_the_form_of_address() -> None:
    guide = bundled_guide()
    day = guide.step(StepId("F03")).question(QuestionId("F03-2"))
    dementia, full = guide.variant("dementia"), guide.variant("full")
    assert dementia.asked(day) == "Wat doet u op een gewone dag?"
    assert dementia.asked(day, Address.JE) == "Wat doe je op een gewone dag?"
    assert full.asked(day, Address.JE) == "Hoe ziet een gewone dag er bij jou uit?"


def test_short_questions_are_short() -> None:
    assert all(len(one.text.split()) <= 8 for one in bundled_guide().variant("dementia").questions)


def test_what_the_guide_does_not_have_is_unknown() -> None:
    step = bundled_guide().step(StepId("F03"))
    with pytest.raises(UnknownStep):
        bundled_guide().step(StepId("F14"))
    with pytest.raises(UnknownQuestion):
        step.next_question(QuestionId("F04-1"))
    with pytest.raises(UnknownQuestion):
        step.next_question(to=To.WORKER)


def test_the_digest_changes_with_any_text_and_not_with_the_spelling_of_the_file() -> None:
    texts = files()
    respelled = {name: json.dumps(json.loads(text)) for name, text in texts.items()}
    changed = with_change("steps/F03.json", "Vertel maar. Waar wilt u beginnen?", "Vertel maar.")
    digest = bundled_guide().digest()
    assert read_guide(texts).digest() == read_guide(respelled).digest() == digest
    assert read_guide(changed).digest() != digest


@pytest.mark.parametrize(
    ("name", "right", "wrong", "at", "told"),
    [
        ("steps/F03.json", '"goal":', '"gaol":', '"gaol"', "gaol"),
        ("steps/F03.json", '"id": "F03-4"', '"id": "F03-3"', '"id": "F03-3"', "twice"),
        ("steps/F03.json", '"id": "F03-4"', '"id": "F04-4"', '"id": "F04-4"', "other step"),
        ("steps/F03.json", '"text": "Hoe is dat zo gekomen?"', '"text": ""', '"text": ""', "text"),
        ("steps/F03.json", '"listen"', '"desk"', '"faces"', "faces"),
        ("steps/F03.json", '"id": "F03",', '"id": "F04",', '"id": "F04",', "other step"),
        ("steps/F05.json", '"id": "wonen"', '"id": "Wonen!"', '"id": "Wonen!"', "tiles"),
        ("steps/F05.json", '"id": "geld"', '"id": "wonen"', '"id": "wonen"', "twice"),
        ("steps/F10.json", '"rung": 6', '"rung": 7', '"rung": 7', "rung"),
        ("steps/F05.json", '"id": "geld"', '"id": "Geld"', '"id": "Geld"', "tiles"),
        ("steps/F03.json", '"sources": [', '"sources": [,', '"sources": [,', ""),
        ("guide.json", '"version": 2', '"version": "2"', '"version"', "version"),
        (
            "call.json",
            '"call": []',
            '"call": [{"whom": "Team", "number": "bel"}]',
            '"call"',
            "number",
        ),
        ("examples.json", '"id": "weer-zingen"', '"id": "eerst-de-la"', '"id": "eerst-de-la"', "twice"),
        ("guide.json", '"F13"]', '"F12"]', '"order"', "twice"),
        ("variants.json", '"id": "short"', '"id": "brief"', '"id": "brief"', "variants"),
        ("variants.json", '"id": "short"', '"id": "full"', '"id": "full"', "twice"),
        ("variants.json", '"F06", "F09", "F12"]', '"F99", "F09", "F12"]', '"F99"', "visits"),
        ("variants.json", '"id": "F04-3"', '"id": "F04-9"', '"id": "F04-9"', "unknown question"),
        ("variants.json", '"opens": "quick_plan"', '"opens": "safety"', '"opens": "safety"', "opens"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(name: str, right: str, wrong: str, at: str, told: str) -> None:
    texts = with_change(name, right, wrong)
    line = texts[name][: texts[name].rindex(at)].count("\n") + 1
    with pytest.raises(GuideMistake) as mistake:
        read_guide(texts)
    assert str(mistake.value).startswith(f"{name}, line {line}: ")
    assert told in str(mistake.value)


def test_a_step_that_is_missing_is_a_mistake() -> None:
    texts = files()
    del texts["steps/F07.json"]
    with pytest.raises(GuideMistake, match=r"steps/F07\.json: missing file"):
        read_guide(texts)


def test_every_field_of_the_catalogue_belongs_to_a_step_of_the_guide() -> None:
    assert {one.step for one in bundled_catalogue().fields} <= {one.id for one in bundled_guide().steps}


def test_a_municipality_lays_its_own_files_over_ours(tmp_path: Path) -> None:
    (tmp_path / "offers.json").write_text(asset_text("demo", "guide", "offers.json"), encoding="utf-8")
    laid_over, ours = guide_with(tmp_path), bundled_guide()
    assert (laid_over.steps, ours.offers) == (ours.steps, ())
    assert len(laid_over.offers) > 10
    assert laid_over.digest() != ours.digest()
    assert (laid_over.call, ours.call) == ((), ())
    (tmp_path / "call.json").write_text(asset_text("demo", "guide", "call.json"), encoding="utf-8")
    assert guide_with(tmp_path).call[0] == Call("Wijkteam Molenhoek", "0999 12 34 56")
    (tmp_path / "steps").mkdir()
    (tmp_path / "steps" / "F99.json").write_text("{}", encoding="utf-8")
    with pytest.raises(GuideMistake, match=r"steps/F99\.json: strange file"):
        guide_with(tmp_path)
    with pytest.raises(GuideMistake, match="no folder"):
        guide_with(tmp_path / "nowhere")


WATERKERKE = guide_with(assets_folder() / "demo" / "guide")


@pytest.mark.parametrize(
    ("wish", "first"),
    [
        ("Ik wil weer zingen", "koor-molenhoek"),
        ("Die la moet leeg", "thuisadministratie"),
        ("Hier blijven wonen", "klussendienst"),
        ("Marga moet slapen", "mantelzorgpunt"),
        ("ik kan goed SCHÍLDEREN", "buurthuis-de-molen"),
        ("jeugdschulden", "thuisadministratie"),
    ],
)
def test_an_offer_is_found_by_a_wish_or_a_talent_in_own_words(wish: str, first: str) -> None:
    assert WATERKERKE.offers_for(wish).fitting[0].id == first


def test_for_every_wish_there_is_something_without_a_decision_of_anybody() -> None:
    for wish in ("", "raketten", "Ik wil weer zingen"):
        found = WATERKERKE.offers_for(wish)
        assert found.for_everyone
        assert all(one.for_everyone for one in found.for_everyone)
        assert not set(found.fitting) & set(found.for_everyone)
    assert WATERKERKE.offers_for("de en het, ik wil dat wel").fitting == ()


def test_an_example_is_found_by_a_tile_a_pressure_a_wish_or_a_rung_and_names_nobody() -> None:
    guide = bundled_guide()
    assert guide.examples_for("huurachterstand")[0].id == "eerst-de-huur"
    assert guide.examples_for("Ik wil weer zingen")[0].id == "weer-zingen"
    assert [one.id for one in guide.examples_for(tile=TileId("lijf"))] == ["samen-poetsen"]
    assert {one.id for one in guide.examples_for(rung=2)} == {"familie-eerst"}
    assert guide.examples_for("nachten", tile=TileId("dag"), rung=1)[0].id == "avonddienst"
    assert guide.examples_for("raketten") == ()
    assert guide.examples_for() == guide.examples
    told = asset_text("guide", "examples.json")
    people = "Annie Marga Cor Els Rob Piet Kim Sem Lotte Riet Marco Joris Hans Rooij Bakker Molenhoek".split()
    assert [name for name in people if name in told] == []


def test_an_example_on_a_tile_that_is_not_there_is_a_mistake() -> None:
    texts = with_change("examples.json", '"lijf"', '"zee"')
    with pytest.raises(GuideMistake, match=r"examples\.json, line \d+: zee: unknown tile"):
        read_guide(texts)


def test_a_rung_and_who_pays_are_said_with_je_to_who_is_addressed_so() -> None:
    guide = bundled_guide()
    said = [*guide.step(StepId("F10")).rungs, *guide.streams]
    polite = [one for one in said if re.search(r"\b(u|uw)\b", one.words)]
    assert len(polite) == 6
    assert not [one for one in said if re.search(r"\b(u|uw)\b", one.said(Address.JE))]
    assert [one.said(Address.U) for one in said] == [one.words for one in said]
    english = bundled_guide("en")
    assert not [one for one in (*english.step(StepId("F10")).rungs, *english.streams) if one.je]
