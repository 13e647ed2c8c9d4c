"""Nothing in the screens stands in the way of a language that is written from right to left.

Flutter mirrors rows, lists and texts by itself. What has a left and a right of its own does not mirror: room,
edges, places, corners and alignments. Only the parts that know the side of reading may name those, and the
drawings in which a place is a place.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import flet as ft
import pytest

from keukentafel.app.kit.direction import reads_from_right
from keukentafel.app.kit.look import Look, look_for
from keukentafel.app.kit.sides import at_start, at_top_start, edge_at_start, laid_across, padded
from keukentafel.app.kit.words import Span, spans, text

APP = Path(__file__).parents[1] / "keukentafel" / "app"
KNOWS_SIDES = {"kit/sides.py"}
DRAWINGS = {"kit/life_map.py", "kit/signature.py", "kit/triangle.py", "screens/network_map.py"}
"""Here a place is a place on a map, the same from both sides."""

PHYSICAL = {"left", "right", "top_left", "top_right", "bottom_left", "bottom_right"}


def one_sided(tree: ast.AST) -> Iterator[int]:
    """Return the lines on which something is given a left or a right in Flet's own words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("ft."):
            if any(word.arg in PHYSICAL for word in node.keywords):
                yield node.lineno
        elif (
            isinstance(node, ast.Attribute)
            and {"LEFT", "RIGHT"} & set(node.attr.split("_"))
            and ast.unparse(node.value) in {"ft.Alignment", "ft.TextAlign", "ft.alignment"}
        ):
            yield node.lineno


def found_in(folder: Path) -> set[str]:
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.py")}
    return {
        f"{name}:{line}: use keukentafel.app.kit.sides"
        for name, path in paths.items()
        if name not in KNOWS_SIDES | DRAWINGS
        for line in one_sided(ast.parse(path.read_text("utf-8")))
    }


def test_no_screen_names_a_left_or_a_right() -> None:
    assert found_in(APP) == set()
    assert all((APP / name).is_file() for name in KNOWS_SIDES | DRAWINGS)


@pytest.mark.parametrize(
    "planted",
    [
        "ft.Padding.only(left=4)",
        "ft.Container(content, right=0)",
        "ft.Border(left=side)",
        "ft.BorderRadius.only(top_left=4)",
        "x = ft.Alignment.CENTER_LEFT",
        "ft.Text(words, text_align=ft.TextAlign.RIGHT)",
    ],
)
def test_a_left_or_a_right_that_was_planted_is_found(planted: str, tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text(f"import flet as ft\n{planted}\nbox(left=after)\n", "utf-8")
    assert found_in(tmp_path) == {"planted.py:2: use keukentafel.app.kit.sides"}


@pytest.fixture(name="mirrored")
def _mirrored() -> Look:
    return look_for(820, 1180, mirrored=True)


def test_start_is_left_where_lines_begin_there_and_right_where_they_begin_there(mirrored: Look) -> None:
    plain = look_for(820, 1180)
    assert padded(plain, start=4, end=9, top=1) == ft.Padding(left=4, right=9, top=1)
    assert padded(mirrored, start=4, end=9, top=1) == ft.Padding(left=9, right=4, top=1)
    side = ft.BorderSide(6)
    assert edge_at_start(plain, side).left == edge_at_start(mirrored, side).right == side
    assert laid_across(plain, start=4, end=9) == {"left": 4, "right": 9}
    assert laid_across(mirrored, start=4, end=9) == {"left": 9, "right": 4}
    assert (at_start(plain).x, at_start(mirrored).x) == (-1, 1)
    assert (at_top_start(plain).x, at_top_start(mirrored).y) == (-1, -1)


@pytest.mark.parametrize(
    ("words", "from_right"),
    [
        ("Ik wil weer zingen", False),
        ("أريد أن أغني", True),
        ("אני רוצה לשיר", True),
        ("1. أريد", True),
        ("“Annie” أريد", False),
        ("12:30 …", False),
        ("", False),
    ],
)
def test_words_are_drawn_from_the_side_of_their_own_first_letter(words: str, from_right: bool) -> None:
    look = look_for(820, 1180)
    assert reads_from_right(words) is from_right
    assert text(look, words).rtl is from_right
    assert spans(look, Span(words)).rtl is from_right
