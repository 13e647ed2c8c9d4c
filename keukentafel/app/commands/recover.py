"""``recover``: into the vault that is here with a recovery code, for who has forgotten the PIN."""

import click

from keukentafel.app.commands.asking import ask_code, ask_new_pin
from keukentafel.app.commands.command import command
from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.commands.session import Session, Surroundings


def command_in(around: Surroundings) -> click.Command:
    """Make the command."""
    return command(around, "recover", around.texts("commands.recover.about"), recover)


def recover(session: Session) -> ExitCode:
    """Give the vault a new PIN; every key is turned."""
    with session.occupied() as home:
        locked = session.locked(session.account(home))
        code = ask_code(session.asking, session.texts)
        locked.recover(code, ask_new_pin(session.asking, session.texts)).lock()
    session.say("commands.recover.done")
    return ExitCode.FINE
