"""``python -m bench faults``: what a vault survives, what it notices, and what it does not tell.

The power is cut (`power`), the program is killed (`kills`), the disk is full (`full_disk`); somebody tampers
with rows (`tampering`) or puts an older file back (`older_files`); somebody looks for words in what a day
leaves on the disk (`residue`), for the safety line where it should not be (`safety`), and for what was
forgotten in copies from before (`forgetting`). Each module tells its own story.

Everything is counted, and almost every count should be zero. A zero proves nothing by itself, so each has a
control in the same run: a loss, a flip or a leak that was planted, and that the same counting does find.
Chance has a seed. There is nothing to take a median of, so a number of runs means nothing here.
"""

import time
from typing import Final

from bench.faults.integrity import count_crimes, count_older_files
from bench.faults.secrecy import count_forgotten, count_words, count_worries
from bench.faults.survival import count_cuts, count_kills, count_passes
from bench.measure import Counts, Figures

_BRIEFLY: Final = 10


def measure(runs: int, brief: bool) -> Figures:
    """Count; ``brief`` is a tenth of everything that is many."""
    figures, start = Counts("faults", runs), time.monotonic()
    count_all(figures, _BRIEFLY if brief else 1)
    figures.add("took_s", round(time.monotonic() - start), "seconds for all of it")
    return figures


def count_all(figures: Figures, share: int) -> None:
    """Count everything; of what is many, one in so many."""
    count_cuts(figures, share)
    count_kills(figures, share)
    count_passes(figures, share)
    count_crimes(figures, share)
    count_older_files(figures, share)
    count_words(figures)
    count_worries(figures)
    count_forgotten(figures, share)
