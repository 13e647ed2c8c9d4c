"""One page of the audit trail as a worker reads it: with names, and with each break at its place.

The trail holds ids and no names. What an id stands for is looked up when the page is drawn, so that a
household that was forgotten has no name here either.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from keukentafel.app.state.card import read_card
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.trail import Line
from keukentafel.vault.vault import OpenVault

LINES = 30
"""How many lines are shown at a time."""


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One line, with the ``name`` of its household; empty when it has none, or it cannot be read.

    ``forgotten`` is whether that household was forgotten; ``broken`` whether the chain is broken between this
    line and the one before it, which stands below it.
    """

    line: Line
    name: str
    forgotten: bool
    broken: bool


@dataclass(frozen=True, slots=True)
class TrailPage:
    """Lines, newest first; ``first`` counts from 1.

    ``cut`` is whether the chain is broken above the first of them, ``breaks`` how often in the whole trail,
    ``older`` whether there are lines after these.
    """

    entries: tuple[TrailEntry, ...]
    first: int
    older: bool
    breaks: int
    cut: bool


def trail_page(vault: OpenVault, page: int) -> TrailPage:
    """Return one page, counted from 0.

    Raises:
        Locked: the vault is locked or narrowed.
    """
    # One line more tells whether there are older ones, and what lies between it and the last of this page.
    chain = vault.trail.chain(page * LINES, LINES + 1)
    names, forgotten = household_names(vault), frozenset(vault.forgetting.marks())
    before = [line.number for line in chain.lines[1:]] + [0]
    entries = tuple(
        TrailEntry(
            line,
            names.get(line.household, "") if line.household else "",
            line.household in forgotten,
            any(last < number <= line.number for number in chain.breaks),
        )
        for line, last in zip(chain.lines[:LINES], before, strict=False)
    )
    newest = entries[0].line.number if entries else 0
    cut = page == 0 and any(number > newest for number in chain.breaks)
    return TrailPage(entries, page * LINES + 1, len(chain.lines) > LINES, len(chain.breaks), cut)


def household_names(vault: OpenVault) -> Mapping[HouseholdId, str]:
    """Return the name of every household in the list; empty for one whose card cannot be read.

    Raises:
        Locked: the vault is locked or narrowed.
    """
    listed = vault.cards(0, vault.count())
    return {household: read_card(card).name for household, card in listed}
