"""Whom one can call: the desks of a municipality, for who wants to come back or has a question.

They are of the municipality and not of anybody who works there; who a household calls by name stands in its
plan.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Call:
    """A telephone ``number`` as people read it, and ``whom`` one gets there."""

    whom: str
    number: str
