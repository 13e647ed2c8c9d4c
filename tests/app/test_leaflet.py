"""The explanations: they can be drawn, they name buttons that exist, and they are short enough to read."""

import re
from pathlib import Path

import pytest

from keukentafel.app.leaflet import LeafletMistake, Page, blocks, leaflet
from keukentafel.app.texts import read_texts

ROOT = Path(__file__).parents[2]
LONGEST_SENTENCE = 16
"""Words; twelve is what we aim at."""


@pytest.mark.parametrize("page", Page)
def test_every_explanation_is_read_whole(page: Page) -> None:
    read = leaflet(page)
    assert [one.kind for one in read].count("heading") >= 4
    assert read[0].level == 1
    assert [one.level for one in read if one.kind == "heading"].count(1) == 1
    written = (ROOT / "assets" / "help" / f"{page.value}.md").read_text("utf-8")
    letters = re.sub(r"^#+ |^- |^\d+\. |[*\s]", "", written, flags=re.MULTILINE)
    assert re.sub(r"\s", "", "".join(one.words for one in read)) == letters


def strange_names(text: str) -> list[str]:
    """Return what is named in a text as a button or a sign, and stands on no screen."""
    on_screen = set(read_texts().messages.values())
    return [name for name in re.findall(r"\*([^*]+)\*", text) if name not in on_screen]


def test_what_is_named_in_an_explanation_stands_on_a_screen() -> None:
    for page in Page:
        assert strange_names((ROOT / "assets" / "help" / f"{page.value}.md").read_text("utf-8")) == []
    assert strange_names("Tik op *Op slot*, of op *Een knop die er niet is*.") == ["Een knop die er niet is"]


def long_sentences(text: str) -> list[str]:
    sentences = re.split(r"(?<=[.!?:])\s+", text)
    return [one for one in sentences if len(one.split()) > LONGEST_SENTENCE]


def test_sentences_are_short() -> None:
    assert [one for page in Page for block in leaflet(page) for one in long_sentences(block.words)] == []
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
