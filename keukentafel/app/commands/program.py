"""All commands on a vault, and how each of them ends: a number for scripts and, if need be, one sentence."""

import sys
from collections.abc import Mapping, Sequence

import click

from keukentafel.app.commands import (
    backup,
    check,
    code,
    export,
    forget,
    listing,
    recover,
    restore,
    rotate,
    trail,
)
from keukentafel.app.commands.command import WordedGroup
from keukentafel.app.commands.entrance import NOUN
from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.commands.refusal import answer_to
from keukentafel.app.commands.session import Surroundings
from keukentafel.app.texts import Texts, language_of, read_texts
from keukentafel.vault.key_derivation import STANDARD, Argon2Parameters


def run(arguments: Sequence[str], environ: Mapping[str, str], minimum: Argon2Parameters | None) -> ExitCode:
    """Run one command and return how it ended; nothing but its sentence is shown of what went wrong."""
    texts = read_texts(language_of(environ))
    group = commands(Surroundings(texts, environ, minimum or STANDARD))
    try:
        ended = group.main(list(arguments) or ["--help"], f"keukentafel {NOUN}", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        sys.stderr.write("\n" + texts("commands.stopped") + "\n")
        return ExitCode.STOPPED
    except click.ClickException as reason:
        sys.stderr.write(_of_usage(reason, texts) + "\n")
        return ExitCode.CANNOT_START
    except Exception as reason:
        sentence, exit_code = answer_to(reason, texts)
        sys.stderr.write(sentence + "\n")
        return exit_code
    return ExitCode(ended or 0) if arguments else ExitCode.CANNOT_START


def commands(around: Surroundings) -> click.Group:
    """Return the commands on a vault."""
    group = WordedGroup(around.texts, NOUN, around.texts("commands.about"))
    makers = (
        check.command_in,
        listing.command_in,
        backup.command_in,
        restore.command_in,
        recover.command_in,
        code.command_in,
        export.command_in,
        forget.command_in,
        rotate.command_in,
        trail.command_in,
    )
    for maker in makers:
        group.add_command(maker(around))
    return group


def _of_usage(reason: click.ClickException, texts: Texts) -> str:
    where = getattr(reason, "ctx", None)
    path = where.command_path if where else f"keukentafel {NOUN}"
    match reason:
        case click.NoSuchOption():
            return texts("commands.usage.no_such_option", command=path)
        case click.MissingParameter():
            name = reason.param.human_readable_name if reason.param else ""
            return texts("commands.usage.missing", name=name, command=path)
    return texts("commands.usage.other", command=path)
