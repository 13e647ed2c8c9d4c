"""Why a command does not do what was asked: one sentence, and the exit code that goes with it.

Every ``VaultMistake`` has a sentence of its own, found by its class, that says what happened, what is safe
and what can be done. A mistake that came with a later version, and a defect in the program, get a sentence
too: a traceback could show words, and helps nobody at this door.
"""

import errno
import sqlite3
from collections.abc import Mapping
from typing import Final

from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.start_refusal import CannotStart
from keukentafel.app.texts import Texts
from keukentafel.vault import mistakes
from keukentafel.vault.code_request import MalformedRequest
from keukentafel.vault.mistakes import VaultMistake

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class CommandRefused(Exception):
    """A command refuses; ``key`` is its sentence in the language files."""

    def __init__(self, key: str, code: ExitCode, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.code = code
        self.values = values


SENTENCES: Final[Mapping[type[VaultMistake], tuple[str, ExitCode]]] = {
    mistakes.NoVault: ("commands.mistake.no_vault", ExitCode.CANNOT_START),
    mistakes.VaultExists: ("commands.mistake.vault_exists", ExitCode.REFUSED),
    mistakes.NoDeviceSecret: ("commands.mistake.no_device_secret", ExitCode.CANNOT_START),
    mistakes.SecretExposed: ("commands.mistake.secret_exposed", ExitCode.CANNOT_START),
    mistakes.NoArgon2: ("commands.mistake.no_argon2", ExitCode.CANNOT_START),
    mistakes.WeakParameters: ("commands.mistake.weak_parameters", ExitCode.WRONG),
    mistakes.PassphraseNeeded: ("commands.mistake.passphrase_needed", ExitCode.REFUSED),
    mistakes.WrongPin: ("commands.mistake.wrong_pin", ExitCode.REFUSED),
    mistakes.TooSoon: ("commands.mistake.too_soon", ExitCode.REFUSED),
    mistakes.OnlyRecovery: ("commands.mistake.only_recovery", ExitCode.REFUSED),
    mistakes.MistypedCode: ("commands.mistake.mistyped_code", ExitCode.REFUSED),
    mistakes.WrongCode: ("commands.mistake.wrong_code", ExitCode.REFUSED),
    mistakes.NoRecovery: ("commands.mistake.no_recovery", ExitCode.REFUSED),
    mistakes.ForeignBackup: ("commands.mistake.foreign_backup", ExitCode.CANNOT_START),
    mistakes.DamagedBackup: ("commands.mistake.damaged_backup", ExitCode.WRONG),
    mistakes.NewerBackup: ("commands.mistake.newer_backup", ExitCode.CANNOT_START),
    mistakes.NewerWorkHere: ("commands.mistake.newer_work_here", ExitCode.REFUSED),
    mistakes.TamperedSettings: ("commands.mistake.tampered_settings", ExitCode.WRONG),
    mistakes.DamagedHousehold: ("commands.mistake.damaged_household", ExitCode.WRONG),
    mistakes.NotHandedOver: ("commands.mistake.not_handed_over", ExitCode.REFUSED),
    mistakes.Forgotten: ("commands.mistake.forgotten", ExitCode.REFUSED),
    mistakes.OtherOfficer: ("commands.mistake.not_handed_over", ExitCode.REFUSED),
    mistakes.NoSafetyKey: ("commands.mistake.not_handed_over", ExitCode.REFUSED),
    mistakes.Locked: ("commands.mistake.locked", ExitCode.REFUSED),
    mistakes.NoSuchHousehold: ("commands.mistake.no_such_household", ExitCode.REFUSED),
    mistakes.DamagedVault: ("commands.mistake.damaged_vault", ExitCode.WRONG),
    mistakes.NewerVault: ("commands.mistake.newer_vault", ExitCode.CANNOT_START),
    mistakes.OlderVault: ("commands.mistake.older_vault", ExitCode.WRONG),
    mistakes.VaultFull: ("commands.mistake.vault_full", ExitCode.UNWRITABLE),
    mistakes.VaultInUse: ("commands.mistake.vault_in_use", ExitCode.UNWRITABLE),
    mistakes.VaultUnwritable: ("commands.mistake.vault_unwritable", ExitCode.UNWRITABLE),
    mistakes.NothingKept: ("commands.mistake.nothing_kept", ExitCode.UNWRITABLE),
    mistakes.Unsealable: ("commands.mistake.unsealable", ExitCode.WRONG),
    MalformedRequest: ("commands.mistake.malformed_request", ExitCode.CANNOT_START),
}


def answer_to(reason: Exception, texts: Texts) -> tuple[str, ExitCode]:
    """Return what to say of an exception, and with which code to end."""
    match reason:
        case CommandRefused():
            return texts(reason.key, **reason.values), reason.code
        case CannotStart():
            return reason.sentence(texts), ExitCode.CANNOT_START
        case VaultMistake():
            return _of_the_vault(reason, texts)
        case sqlite3.DatabaseError():
            return texts("commands.mistake.damaged_vault"), ExitCode.WRONG
        case OSError():
            full = reason.errno in _FULL
            key = "commands.mistake.vault_full" if full else "commands.mistake.unwritable"
            return texts(key), ExitCode.UNWRITABLE
    return texts("commands.mistake.defect", kind=type(reason).__name__), ExitCode.WRONG


def _of_the_vault(reason: VaultMistake, texts: Texts) -> tuple[str, ExitCode]:
    key, code = SENTENCES.get(type(reason), ("commands.mistake.other", ExitCode.REFUSED))
    match reason:
        case mistakes.TooSoon():
            return texts(key, seconds=reason.seconds), code
        case mistakes.MistypedCode():
            return texts(key, group=reason.group), code
    return texts(key), code
