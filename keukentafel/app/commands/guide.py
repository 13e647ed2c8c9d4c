"""``keukentafel guide check``: is a municipality's own guide, or one file of it, as it should be?

The files are laid over the guide that comes with the program, as the app does. The first mistake is told with
file and line. Nothing is written, and no vault is needed.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from keukentafel.app.commands.command import WordedCommand, WordedGroup
from keukentafel.app.commands.entrance import GUIDE
from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.own_guide import told
from keukentafel.app.texts import Texts
from keukentafel.guide.guide import Guide, bundled_texts, laid_over, read_guide, texts_in
from keukentafel.guide.guide_files import GuideMistake, MistakeKind
from keukentafel.guide.translation import languages_in


def run_guide(arguments: Sequence[str], texts: Texts) -> ExitCode:
    """Run a command on a guide and return how it ended."""
    group = WordedGroup(texts, GUIDE, texts("commands.guide.about"))
    file = click.Argument(["file"], metavar="FILE")
    group.add_command(
        WordedCommand(
            texts,
            "check",
            texts("commands.guide.check.about"),
            lambda file: _check(texts, Path(file)),
            [file],
        )
    )
    try:
        ended = group.main(list(arguments) or ["--help"], f"keukentafel {GUIDE}", standalone_mode=False)
    except click.ClickException:
        sys.stderr.write(texts("commands.usage.other", command=f"keukentafel {GUIDE}") + "\n")
        return ExitCode.CANNOT_START
    return ExitCode(ended or 0) if arguments else ExitCode.CANNOT_START


def _check(texts: Texts, file: Path) -> ExitCode:
    try:
        guide = _with(texts_in(file)) if file.is_dir() else _with_one(file)
    except GuideMistake as mistake:
        sys.stderr.write(told(texts, mistake) + "\n")
        return ExitCode.WRONG
    except OSError:
        sys.stderr.write(texts("commands.guide.no_file", file=file) + "\n")
        return ExitCode.CANNOT_START
    counted = {
        "steps": len(guide.steps),
        "offers": len(guide.offers),
        "examples": len(guide.examples),
        "streams": len(guide.streams),
    }
    sys.stdout.write(texts("commands.guide.fine", id=guide.id, version=guide.version, **counted) + "\n")
    return ExitCode.FINE


def _with_one(file: Path) -> Guide:
    """Lay one file over the guide that comes with the program; where it belongs, its name and folders say."""
    bundled, text = bundled_texts(), file.read_bytes()
    parts = file.absolute().parts
    fitting = ("/".join(parts[-length:]) for length in (3, 2, 1))
    name = next((one for one in (*fitting, f"steps/{file.name}") if one in bundled), None)
    if name is None:
        raise GuideMistake(MistakeKind.STRANGE_FILE, file.name)
    try:
        return _with({name: text.decode("utf-8")})
    except UnicodeDecodeError as reason:
        raise GuideMistake(MistakeKind.NOT_TEXT, name) from reason


def _with(own: Mapping[str, str]) -> Guide:
    """Read the guide with these files in Dutch, and in every language in which it is there."""
    files = laid_over(own)
    for language in languages_in(files):
        read_guide(files, language)
    return read_guide(files)
