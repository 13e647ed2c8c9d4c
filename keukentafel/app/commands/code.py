"""``code``: how a worker asks the organisation for a recovery code, and how the administrator reads it.

Without a key it prints the request of a vault, which may go by mail. With the organisation's recovery key
(X25519, as PEM or as 64 hexadecimal digits in a file only its owner may read) it prints the code, to be told
to somebody whose voice is known. That key is the organisation's, and is not kept on a worker's device.
"""

import os
import stat
import sys
from pathlib import Path
from typing import Final

import click
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from keukentafel.app.commands.command import command, given
from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.commands.refusal import CommandRefused
from keukentafel.app.commands.session import Session, Surroundings
from keukentafel.vault.backup import MAGIC
from keukentafel.vault.code_request import CodeRequest, read_request, request_in
from keukentafel.vault.mistakes import NoRecovery
from keukentafel.vault.recovery import read_code_for

_LARGEST_KEY: Final = 16_384
_OF_OTHERS: Final = 0o077
_PEM: Final = b"-----BEGIN"
_STANDARD_INPUT: Final = "-"


def command_in(around: Surroundings) -> click.Command:
    """Make the command."""
    texts = around.texts
    request = click.Argument(["request"], required=False, metavar="[REQUEST]")
    key = given("--key", "FILE", texts("commands.code.key"))
    return command(around, "code", texts("commands.code.about"), tell, request, key)


def tell(session: Session, *, request: str | None, key: str | None) -> ExitCode:
    """Print the request of a vault, or with the organisation's key the code that it asks for."""
    try:
        asked = _request(session, request)
    except NoRecovery as reason:
        raise CommandRefused("commands.code.not_chosen", ExitCode.REFUSED) from reason
    if key is None:
        sys.stdout.write(asked.written + "\n")
        session.remark("commands.code.request")
        return ExitCode.FINE
    organisation = _organisation_key(session, Path(key))
    sys.stdout.write(read_code_for(organisation, asked.vault, asked.sealed_code) + "\n")
    session.remark("commands.code.tell")
    return ExitCode.FINE


def _request(session: Session, given_as: str | None) -> CodeRequest:
    if given_as is None:
        return _of_vault(session)
    if given_as == _STANDARD_INPUT:
        return read_request(sys.stdin.read(_LARGEST_KEY))
    if not Path(given_as).is_file():
        return read_request(given_as)
    with Path(given_as).open("rb") as file:
        if file.read(len(MAGIC)) == MAGIC:
            file.seek(0)
            return request_in(file)
        file.seek(0)
        return read_request(file.read(_LARGEST_KEY).decode("ascii", "replace"))


def _of_vault(session: Session) -> CodeRequest:
    # Nothing is written, so the app may stand open at its lock meanwhile.
    found = session.locked(session.account(session.home())).organisation_code()
    if found is None:
        raise NoRecovery
    return CodeRequest(*found)


def _organisation_key(session: Session, path: Path) -> X25519PrivateKey:
    data = _read_key(path)
    try:
        key = _from_pem(session, data) if data.startswith(_PEM) else _from_hex(data)
    except (ValueError, TypeError) as reason:
        raise CommandRefused("commands.code.no_key", ExitCode.CANNOT_START, file=path) from reason
    return key


def _read_key(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            data = file.read(_LARGEST_KEY)
    except OSError as reason:
        raise CommandRefused("commands.code.no_key", ExitCode.CANNOT_START, file=path) from reason
    if os.name == "posix" and (mode & _OF_OTHERS or not stat.S_ISREG(mode)):
        raise CommandRefused("commands.code.exposed", ExitCode.CANNOT_START, file=path)
    return data.strip()


def _from_pem(session: Session, data: bytes) -> X25519PrivateKey:
    try:
        key = load_pem_private_key(data, None)
    except TypeError:
        # The key is locked with a passphrase of its own.
        passphrase = session.asking.secret(session.texts("commands.secret.key"))
        key = load_pem_private_key(data, passphrase.encode())
    if not isinstance(key, X25519PrivateKey):
        raise TypeError
    return key


def _from_hex(data: bytes) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(bytes.fromhex(data.decode("ascii")))
