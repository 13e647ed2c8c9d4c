"""What is not told: words on the disk, the safety line, and what was forgotten."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.faults.forgetting import (
    MARKED,
    WAYS,
    both_are_readable,
    by_deletion_alone,
    forget,
    older_is_readable,
    restored_is_readable,
    ways_to_read_older,
)
from bench.faults.older_files import tables_at_once
from bench.faults.residue import planted_words_are_found, words_left_behind
from bench.faults.safety import is_read_by_who_may, places_of_worry, tell
from bench.measure import Figures


def count_words(figures: Figures) -> None:
    """Look for words in what a day leaves behind."""
    with _home() as home:
        hits = words_left_behind(home / "talker")
        found = planted_words_are_found(home / "planted")
    figures.add("canary_hits", hits, "words, names, codes or keys found on the disk", 0)
    figures.add("control_canary", found, "planted ones are found, in every guise")


def count_worries(figures: Figures) -> None:
    """Look for the safety line where it should not be."""
    with _home() as home:
        told = tell(home)
        read, places = is_read_by_who_may(told), places_of_worry(told)
    with _home() as home:
        planted = places_of_worry(tell(home, everywhere=True))
    figures.add("safety_places", len(places), "places in which the safety line was looked for")
    figures.add("safety_hits", sum(places.values()), "how often it was found there", 0)
    figures.add("control_safety_read", read, "the worker with the PIN and the officer read it")
    figures.add("control_safety", all(planted.values()), "said elsewhere, it is found in every place")


def count_forgotten(figures: Figures, share: int) -> None:
    """Look for what was forgotten in copies from before."""
    ways, tried, readable = list(ways_to_read_older(tables_at_once(share))), 0, 0
    for name, way in WAYS.items():
        with _home() as home:
            past = forget(home, way)
            attempts = [older_is_readable(past, tables) for tables in ways]
            attempts.append(both_are_readable(past))
            if name in MARKED:
                attempts.append(restored_is_readable(past))
        tried, readable = tried + len(attempts), readable + sum(attempts)
    with _home() as home:
        past = forget(home, by_deletion_alone)
        control = older_is_readable(past, ()) and both_are_readable(past)
        control_restored = restored_is_readable(past, with_marks=False)
    figures.add("forgotten_tried", tried, "attempts to read what was forgotten, with copies from before")
    figures.add("forgotten_readable", readable, "in which it was read", 0)
    figures.add("control_forgotten", control, "what is only deleted is read in an older copy")
    figures.add("control_forgotten_restored", control_restored, "without marks a backup brings it back")


@contextmanager
def _home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="keukentafel-secrecy-") as folder:
        yield Path(folder)
