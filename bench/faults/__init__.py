"""``python -m bench faults``: what a vault must survive, and what nobody may find.

Each part is a module that tells its own story: the power is cut (`power`), the program is killed (`kills`),
the disk is full (`full_disk`), somebody tampers with rows (`tampering`) or puts an older file back
(`older_files`), and somebody looks for words in what a day leaves on the disk (`residue`), for the safety line
where it should not be (`safety`), and for what was forgotten in copies from before (`forgetting`).

Everything is counted, and almost every count should be zero. A zero proves nothing by itself, so each has a
control in the same run: a loss, a flip or a leak that was planted, and that the same counting does find. There
is nothing to take a median of: ``runs`` is not used. Chance has a seed, so that a run can be repeated.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bench.faults.days import Writing
from bench.faults.forgetting import (
    PARTS,
    WHOLE,
    both_are_readable,
    by_deletion_alone,
    forget,
    older_is_readable,
    restored_is_readable,
    ways_to_read_older,
)
from bench.faults.full_disk import fill_the_disk
from bench.faults.furnished import Furnished, furnish, write_on
from bench.faults.kills import kill_while_turning, kill_while_typing
from bench.faults.looking import HEADER, SLOTS, Owner, Seen, looked_over, only_rows_opened, only_sqlite_asked
from bench.faults.older_files import live, put_back_files, without_counter
from bench.faults.outsider import Outsider, StolenRow
from bench.faults.power import Verdict, cut_a_day, cut_the_power
from bench.faults.residue import planted_words_are_found, words_left_behind
from bench.faults.safety import is_read_by_who_may, places_of_worry, tell
from bench.faults.tampering import Crimes, commit, flips, removals, rollbacks, swaps
from bench.faults.writers import save_carelessly
from bench.measure import Figures
