"""The explanations: they can be drawn, they name buttons that exist, and they are short enough to read."""

import re
from pathlib import Path

import pytest

from keukentafel.app.leaflet import LeafletMistake, Page, blocks, leaflet
from keukentafel.app.texts import DUTCH, ENGLISH, LANGUAGES, Language, read_texts

ROOT = Path(__file__).parents[2]
LONGEST_SENTENCE = 16
"""Words; twelve is what we aim at."""


FOLDERS = {DUTCH: ROOT / "assets" / "help", ENGLISH: ROOT / "assets" / "help" / "en"}


def written_in(language: Language, page: Page) -> str:
    return (FOLDERS[language] / f"{page.value}.md").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", Page)
def test_every_explanation_is_read_whole(page: Page, language: Language) -> None:
    read = leaflet(page, language)
    assert [one.kind for one in read].count("heading") >= 4
    assert read[0].level == 1
    assert [one.level for one in read if one.kind == "heading"].count(1) == 1
    letters = re.sub(r"^#+ |^- |^\d+\. |[*\s]", "", written_in(language, page), flags=re.MULTILINE)
    assert re.sub(r"\s", "", "".join(one.words for one in read)) == letters


@pytest.mark.parametrize("page", Page)
def test_an_explanation_says_as_much_in_either_language(page: Page) -> None:
    dutch, english = leaflet(page, DUTCH), leaflet(page, ENGLISH)
    assert [(one.kind, one.level) for one in dutch] == [(one.kind, one.level) for one in english]
    assert {one.words for one in dutch if one.kind == "paragraph"}.isdisjoint({one.words for one in english})


def strange_names(text: str, language: Language = DUTCH) -> list[str]:
    """Return what is named in a text as a button or a sign, and stands on no screen."""
    on_screen = set(read_texts(language).messages.values())
    return [name for name in re.findall(r"\*([^*]+)\*", text) if name not in on_screen]


def test_what_is_named_in_an_explanation_stands_on_a_screen() -> None:
    for page in Page:
        for language in LANGUAGES:
            assert strange_names(written_in(language, page), language) == []
    assert strange_names("Tik op *Op slot*, of op *Een knop die er niet is*.") == ["Een knop die er niet is"]


def long_sentences(text: str) -> list[str]:
    sentences = re.split(r"(?<=[.!?:])\s+", text)
    return [one for one in sentences if len(one.split()) > LONGEST_SENTENCE]


def test_sentences_are_short() -> None:
    every = [block for page in Page for language in LANGUAGES for block in leaflet(page, language)]
    assert [one for block in every for one in long_sentences(block.words)] == []
    assert long_sentences("Dit is " + "heel " * LONGEST_SENTENCE + "lang.")


@pytest.mark.parametrize(
    "foreign",
    [
        "| een | tabel |",
        "[elders](https://x.nl)",
        "<b>vet</b>",
        "  ingesprongen",
        "#### diep",
        "`code`",
        "*half",
    ],
)
def test_a_text_that_cannot_be_drawn_is_refused_with_file_and_line(foreign: str) -> None:
    with pytest.raises(LeafletMistake, match=r"uitleg\.md, line 3"):
        list(blocks(f"# Uitleg\n\n{foreign}\n", "uitleg.md"))


def test_a_list_keeps_its_numbers_and_emphasis() -> None:
    first, second = blocks("1. Tik op *Klaar*.\n2. Wacht.", "uitleg.md")
    assert (first.kind, first.level, second.level) == ("number", 1, 2)
    assert [(one.words, one.strong) for one in first.pieces] == [
        ("Tik op ", False),
        ("Klaar", True),
        (".", False),
    ]
