"""How a command ends, as a number for scripts; `docs/commands.md` and every ``--help`` list them."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of every command."""

    FINE = 0
    """It was done, and nothing is wrong."""

    WRONG = 1
    """Something is wrong with the vault or the backup, or the program itself has a defect."""

    CANNOT_START = 2
    """The command was not understood, or there is nothing here that it can work on."""

    REFUSED = 3
    """It was refused, and nothing was changed: a wrong PIN, newer work here, something to hand over first."""

    UNWRITABLE = 4
    """It cannot be written, or there is no room; what was there is still there."""

    STOPPED = 130
    """Somebody stopped it with Ctrl-C."""
