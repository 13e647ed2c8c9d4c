"""``trail``: the audit trail, newest first; ids and no names, as it is kept."""

from dataclasses import asdict
from datetime import UTC, datetime

import click

from keukentafel.app.commands.command import command, given
from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.commands.session import Session, Surroundings
from keukentafel.vault.trail import Action, Chain, Line

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
        chain = opened.vault.trail.chain()
    lines, breaks = chain.lines[:limit], breaks_in(chain)
    if as_json:
        session.show({"lines": [asdict(one) for one in lines], "breaks": list(breaks)})
    else:
        for line in lines:
            _say(session, line)
        for number in breaks:
            session.say("commands.trail.broken", number=number)
    return ExitCode.WRONG if breaks else ExitCode.FINE


def breaks_in(chain: Chain) -> tuple[int, ...]:
    """Return the numbers at which the trail was broken, now or before.

    An end that was cut off leaves no gap between lines: it was noticed at the next unlocking, and stands in a
    line since.
    """
    noticed = {one.number for one in chain.lines if one.action is Action.BREAK_FOUND}
    return tuple(sorted(noticed | set(chain.breaks)))


def _say(session: Session, line: Line) -> None:
    moment = datetime.fromtimestamp(line.at / 1000, UTC).astimezone().isoformat(" ", "seconds")
    about = " ".join(one for one in (line.household, line.about, line.object, line.ground) if one)
    what = session.texts(f"commands.action.{line.action}")
    session.say("commands.trail.line", number=line.number, moment=moment, what=what, about=about)
