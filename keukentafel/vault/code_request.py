"""The line in which a worker asks the organisation for a recovery code.

It holds the id of the vault and the code that is sealed to the organisation's recovery key
(`keukentafel.vault.slots`). Who reads it on the way learns nothing: it may go by mail. What the administrator
reads out in return opens the vault, so that is said aloud, to somebody whose voice is known.

    keukentafel-code:1:<id of the vault>:<sealed code, base64 for addresses>
"""

import base64
import binascii
from dataclasses import dataclass
from typing import BinaryIO, Final

from keukentafel.journal.names import is_random_id
from keukentafel.vault.backup import read_head
from keukentafel.vault.mistakes import NoRecovery, VaultMistake
from keukentafel.vault.recovery_code import GROUPS
from keukentafel.vault.slots import Way

_BEGINNING: Final = "keukentafel-code:1:"
_LONGEST: Final = 1024
_SEALED_BYTES: Final = 32 + GROUPS * 5 - 1 + 16
"""Length of a sealed code: the encapsulated key, the code as it is printed, and the tag."""


class MalformedRequest(VaultMistake):
    """This is not the line in which somebody asks for a code."""

    sentence = "this is not a request for a recovery code"


@dataclass(frozen=True, slots=True)
class CodeRequest:
    """Of which vault a code is asked, and the code as only the organisation can read it."""

    vault: str
    sealed_code: bytes

    @property
    def written(self) -> str:
        """The request as one line of text."""
        sealed = base64.urlsafe_b64encode(self.sealed_code).decode("ascii")
        return f"{_BEGINNING}{self.vault}:{sealed}"


def read_request(text: str) -> CodeRequest:
    """Read a request; a line that was broken on its way is put together again.

    Raises:
        MalformedRequest: it is none, or was cut short.
    """
    whole = "".join(text.split())
    if len(whole) > _LONGEST or not whole.startswith(_BEGINNING):
        raise MalformedRequest
    vault, _, sealed = whole.removeprefix(_BEGINNING).partition(":")
    try:
        code = base64.b64decode(sealed, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as reason:
        raise MalformedRequest from reason
    if not is_random_id(vault) or len(code) != _SEALED_BYTES:
        raise MalformedRequest
    return CodeRequest(vault, code)


def request_in(backup: BinaryIO) -> CodeRequest:
    """Return the request that lies in a backup.

    Raises:
        ForeignBackup, NewerBackup, DamagedBackup: this backup cannot be read.
        NoRecovery: the organisation may not open it.
    """
    head, _ = read_head(backup)
    for one in head.readers:
        if one.way == Way.ORGANISATION:
            return CodeRequest(head.vault, one.code)
    raise NoRecovery
