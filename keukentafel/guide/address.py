"""The form of address: u, or je. In Dutch that is a choice, and the person makes it."""

from enum import StrEnum


class Address(StrEnum):
    """How somebody wants to be spoken to; a language without the difference has one form for both."""

    U = "u"
    JE = "je"
