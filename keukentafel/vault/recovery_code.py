"""The code on a recovery sheet: what opens the vault when the PIN is forgotten or the tablet is gone.

135 random bits, written as nine groups of four characters in an alphabet without look-alikes (Crockford's
base 32). The fourth character of each group checks the other three and the place of the group, so that a
slip of the pen is named by group before anything is tried. With so many bits nobody needs to slow down
guessing.
"""

import secrets
import unicodedata
from typing import Final, NewType

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from keukentafel.vault.mistakes import MistypedCode
from keukentafel.vault.sealing import KEY_BYTES

RecoveryCode = NewType("RecoveryCode", str)
"""A code as it is printed: ``XXXX-XXXX-…``, nine groups."""

GROUPS: Final = 9
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES: Final = str.maketrans("OIL", "011")
_SEPARATORS: Final = frozenset({"Pd", "Cf"})
"""Dashes of every length, and signs that cannot be seen."""

_GROUP: Final = 4
_LABEL: Final = b"keukentafel/vault/recovery/1/"
_ORIGIN: Final = b"keukentafel/vault/recovery/1/origin"


def new_code() -> RecoveryCode:
    """Draw a code."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP - 1)) for _ in range(GROUPS))
    return RecoveryCode("-".join(group + _check(number, group) for number, group in enumerate(groups)))


def read_code(typed: str) -> RecoveryCode:
    """Read a code as somebody typed it: small letters, spaces, dashes, and O for 0 are understood.

    Raises:
        MistypedCode: a group does not fit, or there are too few or too many; ``group`` says which, from 1.
    """
    apart = "".join(" " if _separates(one) else one for one in typed.upper()).translate(_LOOK_ALIKES).split()
    kept = "".join(apart)
    groups = [kept[at : at + _GROUP] for at in range(0, len(kept), _GROUP)]
    slip = _slip_in(groups)
    if slip is not None:
        # A sign too few or too many shifts all that follows; groups that were typed apart show where it is.
        raise MistypedCode((_slip_in(apart) if len(apart) == GROUPS else None) or slip)
    return RecoveryCode("-".join(groups))


def origin_of(code: RecoveryCode, salt: bytes) -> bytes:
    """Return what only who has the code, or the vault for which it was made, can know: 32 bytes.

    Anybody can seal to a public key. What was sealed for a sheet is bound to this as well, so that a slot or
    a backup of somebody else's making does not open with a genuine code.
    """
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=_ORIGIN).derive(_drawn(code))


def key_of(code: RecoveryCode, salt: bytes) -> X25519PrivateKey:
    """Return the key that a code stands for, in the vault with this salt (HKDF-SHA256, RFC 5869)."""
    kdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=_LABEL)
    return X25519PrivateKey.from_private_bytes(kdf.derive(_drawn(code)))


def _separates(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in _SEPARATORS


def _slip_in(groups: list[str]) -> int | None:
    for number, group in enumerate(groups[:GROUPS]):
        if not _fits(number, group):
            return number + 1
    return None if len(groups) == GROUPS else min(len(groups), GROUPS) + 1


def _drawn(code: RecoveryCode) -> bytes:
    return "".join(group[:-1] for group in code.split("-")).encode("ascii")


def _fits(number: int, group: str) -> bool:
    known = len(group) == _GROUP and all(one in _ALPHABET for one in group)
    return known and _check(number, group[:-1]) == group[-1]


def _check(number: int, drawn: str) -> str:
    # Odd weights: one other character or two groups that changed places always change the sum, two characters
    # that changed places nearly always.
    weighed = sum(weight * _ALPHABET.index(one) for weight, one in zip((1, 3, 5), drawn, strict=True))
    return _ALPHABET[(weighed + 5 * number) % len(_ALPHABET)]
