"""What every command has: its help in the words of the language files, and the options about place and PIN.

Click writes headings and mistakes in English; a command of ours takes them from the language files. What was
typed is never repeated in a mistake: somebody may have typed a PIN where it does not belong.
"""

from collections.abc import Callable, Sequence
from typing import Any

import click

from keukentafel.app.commands.asking import asking_from
from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.commands.session import Session, Surroundings
from keukentafel.app.texts import Texts

Act = Callable[..., ExitCode]
"""Does what a command is for, with a session and the command's own options by name."""


class Worded:
    """Help in the words of the language files."""

    texts: Texts

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how it is called."""
        pieces = ctx.command.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), self.texts("commands.help.usage") + " ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what can be chosen."""
        records = [one.get_help_record(ctx) for one in ctx.command.get_params(ctx)]
        self._section(formatter, "commands.help.options", [one for one in records if one])
        if isinstance(ctx.command, click.Group):
            listed = ctx.command.commands.values()
            rows = [(one.name or "", one.get_short_help_str(limit=90)) for one in listed]
            self._section(formatter, "commands.help.commands", rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how it can end."""
        ends = [(str(code.value), self.texts(key)) for code, key in _ENDS.items()]
        self._section(formatter, "commands.help.exit_codes", ends)

    def _section(self, formatter: click.HelpFormatter, heading: str, rows: Sequence[tuple[str, str]]) -> None:
        with formatter.section(self.texts(heading)):
            formatter.write_dl(rows)


class WordedCommand(Worded, click.Command):
    """One command."""

    def __init__(
        self, texts: Texts, name: str, about: str, act: Callable[..., ExitCode], params: list[click.Parameter]
    ) -> None:
        self.texts = texts
        params = [*params, _help_option(texts)]
        super().__init__(name, callback=act, params=params, help=about, add_help_option=False)


class WordedGroup(Worded, click.Group):
    """The commands of one noun."""

    def __init__(self, texts: Texts, name: str, about: str) -> None:
        self.texts = texts
        super().__init__(name, params=[_help_option(texts)], help=about, add_help_option=False)


def command(around: Surroundings, name: str, about: str, act: Act, *own: click.Parameter) -> click.Command:
    """Make a command; ``about`` is what its help says, and its first sentence stands in the list.

    The act gets a `Session` and its own parameters.
    """

    def called(
        home: str | None, account: str | None, pin_stdin: bool, pin_fd: int | None, **options: Any
    ) -> ExitCode:
        return act(Session(around, lambda: asking_from(pin_stdin, pin_fd), home, account), **options)

    return WordedCommand(around.texts, name, about, called, [*own, *_shared(around.texts)])


def flag(name: str, words: str) -> click.Option:
    """Make an option that is there or not."""
    return click.Option([name], is_flag=True, help=words)


def given(name: str, metavar: str, words: str, kind: Any = str, default: Any = None) -> click.Option:
    """Make an option with a value."""
    return click.Option([name], metavar=metavar, type=kind, default=default, help=words)


def _shared(texts: Texts) -> list[click.Parameter]:
    return [
        given("--account", "ID", texts("commands.option.account")),
        given("--home", "FOLDER", texts("commands.option.home")),
        flag("--pin-stdin", texts("commands.option.pin_stdin")),
        given("--pin-fd", "N", texts("commands.option.pin_fd"), click.IntRange(min=0)),
    ]


def _help_option(texts: Texts) -> click.Option:
    def show(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
        if wanted:
            click.echo(ctx.get_help())
            ctx.exit()

    words = texts("commands.option.help")
    return click.Option(
        ["--help"], is_flag=True, expose_value=False, is_eager=True, callback=show, help=words
    )


_ENDS = {
    ExitCode.FINE: "commands.exit.fine",
    ExitCode.WRONG: "commands.exit.wrong",
    ExitCode.CANNOT_START: "commands.exit.cannot_start",
    ExitCode.REFUSED: "commands.exit.refused",
    ExitCode.UNWRITABLE: "commands.exit.unwritable",
    ExitCode.STOPPED: "commands.exit.stopped",
}
