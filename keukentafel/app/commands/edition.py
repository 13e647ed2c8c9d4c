"""``keukentafel edition verify | schema | fields``: does a delivered plan hold, and what may it say?

No vault is needed and nothing is written. A file comes from elsewhere: what it says is shown only as far as
it is plain text, and never who is in it.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from keukentafel.app.commands.command import WordedCommand, WordedGroup
from keukentafel.app.commands.entrance import EDITION
from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.commands.verdict_words import VerdictWords, verdict_document
from keukentafel.app.texts import Texts
from keukentafel.edition.extract import extract_schema
from keukentafel.edition.paper.attached import LARGEST_FILE, original_of
from keukentafel.edition.published import extract_document, field_table, plan_document
from keukentafel.edition.schema import PlanSchema
from keukentafel.edition.verdict import verdict_on
from keukentafel.journal.catalogue import bundled_catalogue


def run_edition(arguments: Sequence[str], texts: Texts) -> ExitCode:
    """Run a command on an edition and return how it ended."""
    group = WordedGroup(texts, EDITION, texts("commands.edition.about"))
    for one in (_verify_in(texts), _schema_in(texts), _fields_in(texts)):
        group.add_command(one)
    try:
        ended = group.main(list(arguments) or ["--help"], f"keukentafel {EDITION}", standalone_mode=False)
    except click.ClickException:
        sys.stderr.write(texts("commands.usage.other", command=f"keukentafel {EDITION}") + "\n")
        return ExitCode.CANNOT_START
    return ExitCode(ended or 0) if arguments else ExitCode.CANNOT_START


def _verify_in(texts: Texts) -> click.Command:
    def verify(file: str, *, as_json: bool) -> ExitCode:
        return _verify(texts, Path(file), as_json=as_json)

    wanted = click.Argument(["file"], metavar="FILE")
    as_json = click.Option(["--json", "as_json"], is_flag=True, help=texts("commands.option.json"))
    return WordedCommand(texts, "verify", texts("commands.edition.verify.about"), verify, [wanted, as_json])


def _schema_in(texts: Texts) -> click.Command:
    def schema(*, extract: bool) -> ExitCode:
        return _write(
            extract_document(bundled_catalogue()) if extract else plan_document(bundled_catalogue())
        )

    of_extract = click.Option(["--extract"], is_flag=True, help=texts("commands.edition.schema.extract"))
    return WordedCommand(texts, "schema", texts("commands.edition.schema.about"), schema, [of_extract])


def _fields_in(texts: Texts) -> click.Command:
    about = texts("commands.edition.fields.about")
    return WordedCommand(texts, "fields", about, lambda: _write(field_table(bundled_catalogue())), [])


def _verify(texts: Texts, file: Path, *, as_json: bool) -> ExitCode:
    try:
        with file.open("rb") as opened:
            data = original_of(opened.read(LARGEST_FILE + 1))
    except (OSError, ValueError):
        sys.stderr.write(texts("commands.edition.no_file") + "\n")
        return ExitCode.CANNOT_START
    catalogue = bundled_catalogue()
    verdict = verdict_on(data, PlanSchema(catalogue), extract_schema(catalogue))
    if as_json:
        _write(json.dumps(verdict_document(verdict), indent=2) + "\n")
    else:
        _write("".join(f"{line}\n" for line in VerdictWords(texts).lines(verdict)))
    return ExitCode.FINE if verdict.is_good else ExitCode.WRONG


def _write(text: str) -> ExitCode:
    sys.stdout.write(text)
    return ExitCode.FINE
