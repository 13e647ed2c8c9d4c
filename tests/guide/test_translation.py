"""The guide in another language: the same steps and questions, and no text that is never seen."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from keukentafel.guide.guide import Guide, bundled_guide, bundled_texts, guide_with, laid_over, read_guide
from keukentafel.guide.guide_files import GuideMistake
from keukentafel.guide.step import QuestionId, StepId
from keukentafel.guide.translation import languages_in, translated_name
from keukentafel.journal.assets import assets_folder

DUTCH, ENGLISH = bundled_guide(), bundled_guide("en")


def bones(guide: Guide) -> list[object]:
    """What is no text: order, faces, ids."""
    return [
        (
            step.id,
            step.faces,
            [(one.id, one.to) for one in step.questions],
            [one.id for one in step.tiles],
            [one.rung for one in step.rungs],
            len(step.aftercare),
            step.sources,
        )
        for step in guide.steps
    ]


def spoken(guide: Guide) -> dict[str, str]:
    """Every text that people see, by where it stands."""
    told = {"title": guide.title, "rule": guide.rule}
    for step in guide.steps:
        told |= {
            f"{step.id} {name}": getattr(step, name) for name in ("title", "goal", "attitude", "do_not_ask")
        }
        told |= {str(one.id): one.text for one in step.questions}
        told |= {f"tile {one.id}": one.title for one in step.tiles}
        told |= {f"rung {one.rung}": one.words for one in step.rungs}
        told |= {f"aftercare {at}": one.content for at, one in enumerate(step.aftercare)}
    told |= {f"stream {one.id}": one.words for one in guide.streams}
    return told | {f"word {one.term}": one.words for one in guide.words}


def test_the_guide_in_english_is_the_same_guide_and_says_everything_in_english() -> None:
    assert bones(ENGLISH) == bones(DUTCH)
    assert (ENGLISH.id, ENGLISH.version, ENGLISH.language) == (DUTCH.id, DUTCH.version, "en")
    dutch, english = spoken(DUTCH), spoken(ENGLISH)
    assert dutch.keys() == english.keys()
    assert [where for where in dutch if dutch[where] == english[where]] == []
    assert ENGLISH.step(StepId("F03")).question(QuestionId("F03-4")).text == "How did it get like that?"


def test_what_was_left_in_dutch_would_be_found() -> None:
    first, *others = ENGLISH.steps
    planted = replace(ENGLISH, steps=(replace(first, goal=DUTCH.steps[0].goal), *others))
    dutch, english = spoken(DUTCH), spoken(planted)
    assert [where for where in dutch if dutch[where] == english[where]] == ["F01 goal"]


def test_asking_goes_round_alike_in_both_languages() -> None:
    for step in DUTCH.steps:
        other = ENGLISH.step(step.id)
        for one in step.questions:
            assert other.next_question(one.id).id == step.next_question(one.id).id


def test_a_language_that_is_not_there_falls_back_to_dutch() -> None:
    assert spoken(bundled_guide("tr")) == spoken(DUTCH)


@pytest.mark.parametrize(
    ("name", "right", "wrong", "told"),
    [
        ("en/steps/F03.json", '"F03-4"', '"F03-44"', "F03-44: unknown name"),
        ("en/steps/F05.json", '"geld"', '"gold"', "gold: unknown name"),
        ("en/steps/F10.json", '"6"', '"7"', "7: unknown name"),
        ("en/steps/F11.json", '"waakvlam"', '"waakvuur"', "waakvuur: unknown name"),
        ("en/streams.json", '"youth"', '"young"', "young: unknown name"),
        ("en/words.json", '"melding"', '"meldink"', "meldink: unknown name"),
        ("en/offers.json", '"offers": {', '"offers": {"koor": {}', "koor: unknown name"),
        ("en/steps/F03.json", '"goal"', '"faces"', "faces"),
        ("en/steps/F03.json", '"How did it get like that?"', '""', "questions.F03-4"),
    ],
)
def test_a_mistake_in_a_translation_is_told_with_file_and_line(
    name: str, right: str, wrong: str, told: str
) -> None:
    texts = bundled_texts()
    assert texts[name].count(right) == 1
    line = texts[name][: texts[name].index(right)].count("\n") + 1
    texts[name] = texts[name].replace(right, wrong)
    with pytest.raises(GuideMistake) as mistake:
        read_guide(texts, "en")
    assert str(mistake.value).startswith(f"{name}, line {line}: {told}")
    assert read_guide(texts).digest() == DUTCH.digest()


def test_a_municipality_that_changes_a_step_does_not_get_our_words_for_it(tmp_path: Path) -> None:
    own = json.loads(bundled_texts()["steps/F03.json"]) | {"title": "Uw verhaal"}
    (tmp_path / "steps").mkdir()
    (tmp_path / "steps/F03.json").write_text(json.dumps(own), "utf-8")
    guide = guide_with(tmp_path, "en")
    assert guide.step(StepId("F03")).title == "Uw verhaal"
    assert guide.step(StepId("F04")).title == "What goes well"
    (tmp_path / "en/steps").mkdir(parents=True)
    (tmp_path / "en/steps/F03.json").write_text('{"title": "Your own story"}', "utf-8")
    step = guide_with(tmp_path, "en").step(StepId("F03"))
    assert (step.title, step.goal) == ("Your own story", own["goal"])


def test_offers_have_words_to_be_found_by_in_both_languages() -> None:
    text = '{"offers": {"koor-molenhoek": {"title": "Choir", "wishes": ["singing"]}}}'
    base = (assets_folder() / "demo/guide/offers.json").read_text("utf-8")
    guide = read_guide(laid_over({"offers.json": base, "en/offers.json": text}), "en")
    assert guide.offers_for("I want to go singing again").fitting[0].title == "Choir"
    assert guide.offers_for("Ik wil weer zingen").fitting[0].title == "Choir"
    assert guide.offers_for("I would like that with them").fitting == ()


def test_files_are_told_apart_by_their_folder() -> None:
    assert translated_name("en/steps/F03.json") == ("en", "steps/F03.json")
    assert translated_name("steps/F03.json") == ("", "steps/F03.json")
    assert languages_in(bundled_texts()) == ("en",)
