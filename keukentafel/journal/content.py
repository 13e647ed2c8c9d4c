"""What fits in a field: the content of a value, checked once, at the edge.

A value that is written here must fit. A value that comes from elsewhere must fit exactly as it stands: its
digest was signed, so it cannot be tidied up.
"""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from keukentafel.journal.canonical import LARGEST_INTEGER, Json, nfc
from keukentafel.journal.field import Field, ValueKind
from keukentafel.journal.names import is_random_id

LONGEST_LINE: Final = 200
LONGEST_TEXT: Final = 8_000
LARGEST_NUMBER: Final = 10_000_000_000
"""A hundred million euros in cents; more than any household, and exact in every reader of JSON."""
_UNPRINTABLE: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_SETTLED: Final = {"filled": "text", "not_needed": "reason"}


class UnfitValue(ValueError):
    """This content does not fit in its field."""


def check_content(field: Field, content: Json) -> Json:
    """Return the content as it is written down in this field.

    Text comes back in Unicode form C, with line ends as LF and tabs as spaces; everything else comes back
    as it was.

    Raises:
        UnfitValue: the content is not of the field's kind, is empty, or is too long.
    """
    return _CHECKS[field.value](field, content)


def _line(_: Field, content: Json) -> str:
    return _words(content, LONGEST_LINE, "")


def _text(_: Field, content: Json) -> str:
    return _words(content, LONGEST_TEXT, "\n")


def _words(content: Json, longest: int, allowed: str) -> str:
    if not isinstance(content, str):
        raise UnfitValue("this field takes text")
    text = nfc(content.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    if not text.strip() or len(text) > longest:
        raise UnfitValue(f"this field takes text of 1 to {longest} characters")
    if any(unicodedata.category(sign) in _UNPRINTABLE and sign not in allowed for sign in text):
        raise UnfitValue("this field takes text without control characters")
    return text


def _moment(_: Field, content: Json) -> int:
    if type(content) is not int or not 0 <= content <= LARGEST_INTEGER:
        raise UnfitValue("this field takes a moment in whole milliseconds since 1970")
    return content


def _number(_: Field, content: Json) -> int:
    if type(content) is not int or not 0 <= content <= LARGEST_NUMBER:
        raise UnfitValue(f"this field takes a whole number from 0 to {LARGEST_NUMBER}")
    return content


def _reference(_: Field, content: Json) -> str:
    if not isinstance(content, str) or not is_random_id(content):
        raise UnfitValue("this field takes the identifier of an object")
    return content


def _date(_: Field, content: Json) -> str:
    try:
        if isinstance(content, str) and date.fromisoformat(content).isoformat() == content:
            return content
    except ValueError:
        # Not chained: the original quotes what was typed.
        raise UnfitValue("this field takes a day that exists, as yyyy-mm-dd") from None
    raise UnfitValue("this field takes a day that exists, as yyyy-mm-dd")


def _choice(field: Field, content: Json) -> str:
    if not isinstance(content, str) or content not in field.choices:
        raise UnfitValue("this field takes one of its choices")
    return content


def _settled(_: Field, content: Json) -> Json:
    if not isinstance(content, dict):
        raise UnfitValue("this field takes a text, or the reason why it is not needed")
    state = content.get("state")
    told = _SETTLED.get(state) if isinstance(state, str) else None
    if told is None or set(content) != {"state", told}:
        raise UnfitValue("this field takes a text, or the reason why it is not needed")
    return {"state": state, told: _words(content[told], LONGEST_TEXT, "\n")}


_CHECKS: Final[Mapping[ValueKind, Callable[[Field, Json], Json]]] = {
    ValueKind.LINE: _line,
    ValueKind.TEXT: _text,
    ValueKind.MOMENT: _moment,
    ValueKind.REFERENCE: _reference,
    ValueKind.DATE: _date,
    ValueKind.NUMBER: _number,
    ValueKind.CHOICE: _choice,
    ValueKind.SETTLED: _settled,
}
