"""The citizen service number (burgerservicenummer) in free text, where it does not belong.

Nine digits of which nine times the first, eight times the second … twice the eighth, less the ninth, is a
multiple of eleven (Wabb and Besluit burgerservicenummer). People write it in groups, with spaces, dots or
dashes. Nine digits inside a longer number, such as a telephone number, are no citizen service number.
"""

import re
from collections.abc import Iterator
from typing import Final

LENGTH: Final = 9
_WEIGHTS: Final = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_BETWEEN: Final = r"[\s.\-‐‑–/]{0,3}"
# Written as a look-ahead, so that a number which begins inside another one is found too.
_WRITTEN: Final = re.compile(rf"(?<!\d)(?=(\d(?:{_BETWEEN}\d){{8}})(?!\d))")


def citizen_numbers_in(text: str) -> Iterator[str]:
    """Yield every citizen service number in a text, as it is written there."""
    return (hit[1] for hit in _WRITTEN.finditer(text) if is_citizen_number(hit[1]))


def is_citizen_number(text: str) -> bool:
    """Tell whether the digits in a text, whatever stands between them, are a citizen service number."""
    digits = [int(sign) for sign in text if sign.isdecimal()]
    if len(digits) != LENGTH or not any(digits):
        return False
    return sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0
