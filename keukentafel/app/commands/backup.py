"""``backup``: the whole vault in one sealed file, and never over another file."""

import os
from pathlib import Path

import click

from keukentafel.app.commands.command import command
from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.commands.progress import progress
from keukentafel.app.commands.refusal import CommandRefused
from keukentafel.app.commands.session import Session, Surroundings
from keukentafel.vault.mistakes import NoRecovery, VaultUnwritable


def command_in(around: Surroundings) -> click.Command:
    """Make the command."""
    target = click.Argument(["target"], metavar="TARGET")
    return command(around, "backup", around.texts("commands.backup.about"), backup, target)


def backup(session: Session, *, target: str) -> ExitCode:
    """Write a backup, and say who can open it."""
    place = Path(target)
    refuse_what_is_there(place)
    with session.opened() as opened:
        ways = opened.vault.recovery.ways
        if not ways:
            raise NoRecovery
        try:
            with progress(session.texts("commands.backup.label")) as told:
                opened.vault.copying.backup(place, told)
        except VaultUnwritable as reason:
            raise CommandRefused("commands.target.unwritable", ExitCode.UNWRITABLE, target=place) from reason
    session.say("commands.backup.done", target=place, kilobytes=-(-place.stat().st_size // 1000))
    for way in sorted(ways):
        session.say(f"commands.backup.opened_by.{way}")
    return ExitCode.FINE


def refuse_what_is_there(place: Path) -> None:
    """Refuse to write over anything.

    Raises:
        CommandRefused: there is something of that name.
    """
    if os.path.lexists(place):
        raise CommandRefused("commands.target.exists", ExitCode.REFUSED, target=place)
