"""``rotate``: every key of a vault turned, so that an older copy of its file opens with nothing of today."""

import click

from keukentafel.app.commands.command import command, flag
from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.commands.session import Session, Surroundings


def command_in(around: Surroundings) -> click.Command:
    """Make the command."""
    mend = flag("--mend", around.texts("commands.rotate.mend"))
    return command(around, "rotate", around.texts("commands.rotate.about"), rotate, mend)


def rotate(session: Session, *, mend: bool) -> ExitCode:
    """Turn every key, and make settings anew that somebody damaged."""
    with session.opened() as opened:
        if mend:
            opened.vault.rotation.mend(opened.pin)
        else:
            opened.vault.rotation.rotate(opened.pin)
    session.say("commands.rotate.mended" if mend else "commands.rotate.done")
    return ExitCode.FINE
