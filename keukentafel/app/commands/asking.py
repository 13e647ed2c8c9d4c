"""Asking for what nobody may see: PIN, recovery code, new PIN, and the word that confirms.

A secret is typed at the terminal and not shown, or read line by line from standard input or from another
file descriptor, in the order in which it would be asked. It is never an argument or in the environment, where
other programs and the history of the shell could see it, and it is never written anywhere.
"""

import os
import sys
from typing import Final, Protocol, TextIO

import click

from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.commands.refusal import CommandRefused
from keukentafel.app.texts import Texts
from keukentafel.vault.recovery_code import RecoveryCode, read_code

_LONGEST_LINE: Final = 4096
_STANDARD_INPUT: Final = 0


class Asking(Protocol):
    """Where answers come from."""

    def secret(self, question: str) -> str:
        """Ask for something that is not shown."""

    def new_secret(self, question: str, again: str) -> str:
        """Ask for something new that is not shown; whoever types it, types it twice.

        Raises:
            CommandRefused: the second time it was something else.
        """

    def answer(self, question: str) -> str:
        """Ask for something that may be seen."""


class AtTheTerminal:
    """Somebody types the answers."""

    def __init__(self) -> None:
        if not sys.stdin.isatty():
            raise CommandRefused("commands.secret.no_terminal", ExitCode.CANNOT_START)

    def secret(self, question: str) -> str:
        """See `Asking.secret`."""
        return str(click.prompt(question, hide_input=True, err=True))

    def new_secret(self, question: str, again: str) -> str:
        """See `Asking.new_secret`."""
        first = self.secret(question)
        if self.secret(again) != first:
            raise CommandRefused("commands.secret.not_the_same", ExitCode.REFUSED)
        return first

    def answer(self, question: str) -> str:
        """See `Asking.answer`."""
        return str(click.prompt(question, err=True))


class FromAFile:
    """A script gives the answers, each on a line of its own."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def secret(self, question: str) -> str:
        """See `Asking.secret`."""
        return self._line()

    def new_secret(self, question: str, again: str) -> str:
        """See `Asking.new_secret`."""
        return self._line()

    def answer(self, question: str) -> str:
        """See `Asking.answer`."""
        return self._line()

    def _line(self) -> str:
        try:
            line = self._file.readline(_LONGEST_LINE)
        except (OSError, ValueError) as reason:
            raise CommandRefused("commands.secret.unreadable", ExitCode.CANNOT_START) from reason
        if not line:
            raise CommandRefused("commands.secret.too_few", ExitCode.CANNOT_START)
        return line.rstrip("\r\n")


def asking_from(from_stdin: bool, descriptor: int | None) -> Asking:
    """Return where the answers come from.

    Raises:
        CommandRefused: there is no terminal and no other place, or two of them.
    """
    if from_stdin and descriptor is not None:
        raise CommandRefused("commands.secret.two_places", ExitCode.CANNOT_START)
    number = _STANDARD_INPUT if from_stdin else descriptor
    if number is None:
        return AtTheTerminal()
    try:
        return FromAFile(os.fdopen(number, encoding="utf-8", closefd=False))
    except OSError as reason:
        raise CommandRefused("commands.secret.unreadable", ExitCode.CANNOT_START) from reason


def ask_pin(asking: Asking, texts: Texts) -> str:
    """Ask for the PIN."""
    return asking.secret(texts("commands.secret.pin"))


def ask_new_pin(asking: Asking, texts: Texts) -> str:
    """Ask for a new PIN."""
    return asking.new_secret(texts("commands.secret.new_pin"), texts("commands.secret.again"))


def ask_code(asking: Asking, texts: Texts) -> RecoveryCode:
    """Ask for a recovery code.

    Raises:
        MistypedCode: a group does not fit.
    """
    return read_code(asking.secret(texts("commands.secret.code")))
