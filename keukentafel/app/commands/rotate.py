"""``rotate``: every key of a vault turned, so that an older copy of its file opens with nothing of today."""

import click

from keukentafel.app.commands.command import command
from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.commands.session import Session, Surroundings


def command_in(around: Surroundings) -> click.Command:
    """Make the command."""
    return command(around, "rotate", around.texts("commands.rotate.about"), rotate)


def rotate(session: Session) -> ExitCode:
    """Turn every key."""
    with session.opened() as opened:
        opened.vault.rotation.rotate(opened.pin)
    session.say("commands.rotate.done")
    return ExitCode.FINE
