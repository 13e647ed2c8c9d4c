"""``keukentafel guide check``: one sentence with file and line, and the number that goes with it."""

import contextlib
import io
from pathlib import Path

import pytest

from keukentafel.app.commands.entrance import enter_guide
from keukentafel.app.own_guide import own_guide
from keukentafel.app.start_refusal import UnfitGuide
from keukentafel.app.texts import read_texts
from keukentafel.journal.assets import asset_text, assets_folder

TEXTS = read_texts()
FINE, WRONG, CANNOT_START = 0, 1, 2


def check(*arguments: object) -> tuple[int, str, str]:
    """Run the command, and return how it ended and what it said."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = enter_guide(["check", *map(str, arguments)], {})
    return int(code), out.getvalue(), err.getvalue()


def test_a_guide_that_is_as_it_should_be_is_counted() -> None:
    code, out, err = check(assets_folder() / "demo" / "guide")
    assert (code, err) == (FINE, "")
    assert "13 stappen" in out
    assert "17 keer aanbod" in out
    assert "12 voorbeelden" in out


@pytest.mark.parametrize(
    ("right", "wrong", "line", "told"),
    [
        (
            '"title": "Koor Molenhoek"',
            '"titel": "Koor Molenhoek"',
            5,
            "het veld offers.0.titel bestaat niet.",
        ),
        ('"for_everyone": true', '"for_everyone": "ja"', 46, "past daar niet."),
        ('"id": "wandelgroep"', '"id": "moestuin"', 0, "moestuin staat er twee keer."),
        ('"id": "koor-molenhoek",', '"id": "koor-molenhoek"', 5, "dit is geen JSON"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_what_is_wrong(
    right: str, wrong: str, line: int, told: str, tmp_path: Path
) -> None:
    text = asset_text("demo", "guide", "offers.json").replace(right, wrong, 1)
    (tmp_path / "offers.json").write_text(text, encoding="utf-8")
    for file in (tmp_path, tmp_path / "offers.json"):
        code, out, err = check(file)
        assert (code, out) == (WRONG, "")
        assert err.startswith(f"offers.json, regel {line or ''}".rstrip())
        assert told in err
    home = tmp_path / "home"
    (home / "guide").mkdir(parents=True)
    (home / "guide" / "offers.json").write_text(text, encoding="utf-8")
    with pytest.raises(UnfitGuide) as refusal:
        own_guide(home, TEXTS)
    assert told in refusal.value.sentence(TEXTS)


def test_what_is_no_guide_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_bytes(b"geachte mevrouw")
    (tmp_path / "words.json").write_bytes(b"\xff\xfe")
    assert check(tmp_path / "brief.txt")[0] == WRONG
    assert check(tmp_path / "words.json")[2] == "words.json: dit is geen tekst in UTF-8.\n"
    assert check(tmp_path / "nergens.json")[0] == CANNOT_START
    assert check()[0] == CANNOT_START


def test_a_municipality_without_files_of_its_own_has_ours(tmp_path: Path) -> None:
    assert own_guide(tmp_path, TEXTS).offers == ()
    assert len(own_guide(tmp_path, TEXTS, demo=True).offers) == 17
