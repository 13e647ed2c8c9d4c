"""The door from the program to its commands, which are there only with the extra ``cli``.

Nothing heavy is imported before somebody goes through it: the app starts past this door.
"""

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.texts import language_of, read_texts

if TYPE_CHECKING:
    from keukentafel.vault.key_derivation import Argon2Parameters

NOUN = "vault"
"""The first argument by which the commands are entered."""

GUIDE = "guide"
"""The first argument by which a municipality looks its own guide over."""

_NEEDED = "click"


def enter(
    arguments: Sequence[str], environ: Mapping[str, str], minimum: "Argon2Parameters | None" = None
) -> ExitCode:
    """Run one command on a vault and return how it ended.

    ``minimum`` is the weakest key derivation with which a vault is accepted: the standard, unless the vault
    holds nobody's words, as in a test.
    """
    try:
        from keukentafel.app.commands.program import run
    except ModuleNotFoundError as reason:
        return _not_installed(reason, environ)
    return run(arguments, environ, minimum)


def enter_guide(arguments: Sequence[str], environ: Mapping[str, str]) -> ExitCode:
    """Run one command on a guide and return how it ended."""
    try:
        from keukentafel.app.commands.guide import run_guide
    except ModuleNotFoundError as reason:
        return _not_installed(reason, environ)
    return run_guide(arguments, read_texts(language_of(environ)))


def _not_installed(reason: ModuleNotFoundError, environ: Mapping[str, str]) -> ExitCode:
    if reason.name != _NEEDED:
        raise reason
    sys.stderr.write(read_texts(language_of(environ))("commands.not_installed") + "\n")
    return ExitCode.CANNOT_START
