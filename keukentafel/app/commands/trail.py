"""``trail``: the audit trail, newest first; ids and no names, as it is kept."""

from dataclasses import asdict
from datetime import UTC, datetime

import click

from keukentafel.app.commands.command import command, given
from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.commands.session import Session, Surroundings
from keukentafel.vault.trail import Line

_USUAL_LINES = 30


def command_in(around: Surroundings) -> click.Command:
    """Make the command."""
    texts = around.texts
    limit = given("--limit", "N", texts("commands.trail.limit"), click.IntRange(min=1), _USUAL_LINES)
    as_json = click.Option(["--json", "as_json"], is_flag=True, help=texts("commands.option.json"))
    return command(around, "trail", texts("commands.trail.about"), show, limit, as_json)


def show(session: Session, *, limit: int, as_json: bool) -> ExitCode:
    """Show the last lines, and every break in the whole of it."""
    with session.opened() as opened:
        chain = opened.vault.trail.chain(0, limit)
    if as_json:
        session.show({"lines": [asdict(one) for one in chain.lines], "breaks": list(chain.breaks)})
    else:
        for line in chain.lines:
            _say(session, line)
        for number in chain.breaks:
            session.say("commands.trail.broken", number=number)
    return ExitCode.WRONG if chain.breaks else ExitCode.FINE


def _say(session: Session, line: Line) -> None:
    moment = datetime.fromtimestamp(line.at / 1000, UTC).astimezone().isoformat(" ", "seconds")
    about = " ".join(one for one in (line.household, line.about, line.object, line.ground) if one)
    what = session.texts(f"commands.action.{line.action}")
    session.say("commands.trail.line", number=line.number, moment=moment, what=what, about=about)
