"""The values behind the screens, and whether their colours can be read."""

import json
from pathlib import Path
from typing import Any

import pytest

from keukentafel.app.kit.contrast import contrast, faint_pairs, must_be_readable
from keukentafel.app.kit.tokens import TokensMistake, assets_folder, bundled_tokens, read_tokens

OURS = assets_folder() / "brand" / "tokens.json"


def _file(folder: Path, content: Any, name: str = "gemeente.json") -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content, indent=1), encoding="utf-8")
    return path


def _changed(folder: Path, change: dict[str, str]) -> Path:
    return _file(folder, {"color": {"light": change}})


def test_every_pair_of_colours_in_use_can_be_read(tmp_path: Path) -> None:
    planted = read_tokens(OURS, _changed(tmp_path, {"soft": "#9A9182"}))

    found = {(pair.theme, pair.over, pair.ground) for pair in faint_pairs(planted)}

    assert ("light", "soft", "table") in found
    assert faint_pairs(bundled_tokens()) == ()


@pytest.mark.parametrize(("theme", "over"), [("light", "ink"), ("dark", "ink"), ("listen", "text")])
def test_a_faint_colour_is_found_in_light_in_dark_and_when_listening(
    tmp_path: Path, theme: str, over: str
) -> None:
    values = json.loads(OURS.read_text(encoding="utf-8"))
    values["color"][theme][over] = "#808080"
    planted = read_tokens(_file(tmp_path, values, "tokens.json"))
    assert {(pair.theme, pair.over) for pair in faint_pairs(planted)} == {(theme, over)}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)


def test_a_municipality_brings_its_own_colours_and_keeps_the_rest(tmp_path: Path) -> None:
    theirs = read_tokens(OURS, _changed(tmp_path, {"pen": "#00524A"}))

    assert theirs.color.light["pen"] == "#00524A"
    assert theirs.color.light["clay"] == bundled_tokens().color.light["clay"]
    assert theirs.size == bundled_tokens().size


def test_colours_that_cannot_be_read_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(TokensMistake, match="light: pen on table has 1"):
        must_be_readable(read_tokens(OURS, _changed(tmp_path, {"pen": "#9CC3F2"})))
    must_be_readable(bundled_tokens())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "line 1: this is not JSON"),
        ("[]", "does not hold an object"),
        ({"size": {"target": 20}}, "holds 'color' and nothing else"),
        ({"color": {"light": {"ink": "black"}}}, "line 4, color.light.ink: "),
        ({"color": {"light": {"inkt": "#000000"}}}, "line 4, color.light.inkt: "),
        ({"color": {"light": {"ink": {"r": 1}}}}, "line 4, color.light.ink: "),
        ({"color": {"night": {"ink": "#000000"}}}, "color.night: "),
        ({"color": "blue"}, "line 2, color: "),
    ],
)
def test_a_mistake_in_a_file_is_told_with_file_and_line(tmp_path: Path, content: Any, said: str) -> None:
    with pytest.raises(TokensMistake) as mistake:
        read_tokens(OURS, _file(tmp_path, content))
    assert str(mistake.value).startswith("gemeente.json")
    assert said in str(mistake.value)


def test_a_colour_that_is_missing_altogether_is_told(tmp_path: Path) -> None:
    values = json.loads(OURS.read_text(encoding="utf-8"))
    del values["color"]["dark"]["clay"]
    with pytest.raises(TokensMistake, match="dark: clay is missing"):
        read_tokens(_file(tmp_path, values, "tokens.json"))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TokensMistake, match="the file cannot be read"):
        read_tokens(OURS, tmp_path / "weg.json")
