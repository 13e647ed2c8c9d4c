"""One thread that writes, and commits for everybody who waits.

A durable commit costs a flush of the disk whether it holds one envelope or two hundred. So uploads that
arrive while a commit is under way are taken together into the next one, and each is answered only after that
commit.
"""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

MOST_PER_COMMIT: Final = 256
_STOP: Final = None

Outcome = TypeVar("Outcome")
Work = Callable[[sqlite3.Connection], Any]


class StoreUnavailable(Exception):
    """Nothing could be kept or read now: the disk is full, or the relay is closing."""


@dataclass(frozen=True, slots=True)
class _Job:
    work: Work
    future: "Future[Any]" = field(default_factory=Future)


class GroupWriter:
    """Runs pieces of work on one connection, in order, many to a commit."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="relay-writer", daemon=True)
        self._thread.start()

    async def do(self, work: Callable[[sqlite3.Connection], Outcome]) -> Outcome:
        """Run a piece of work and return what it gave, once it is on the disk.

        Raises:
            StoreUnavailable: it could not be kept.
        """
        if self._closing:
            raise StoreUnavailable("the relay is closing")
        job = _Job(work)
        self._jobs.put(job)
        outcome: Outcome = await asyncio.wrap_future(job.future)
        return outcome

    def close(self) -> None:
        """Finish what is queued, and stop."""
        self._closing = True
        self._jobs.put(_STOP)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        stopping = False
        while not stopping:
            taken = self._take()
            stopping = _STOP in taken
            jobs = [job for job in taken if job is not None and job.future.set_running_or_notify_cancel()]
            if jobs:
                self._commit(jobs)

    def _take(self) -> list[_Job | None]:
        taken = [self._jobs.get()]
        try:
            while len(taken) < MOST_PER_COMMIT:
                taken.append(self._jobs.get_nowait())
        except queue.Empty:
            pass
        return taken

    def _commit(self, jobs: list[_Job]) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            outcomes = [job.work(self._connection) for job in jobs]
            self._connection.execute("COMMIT")
        except Exception:
            self._roll_back()
            for job in jobs:
                job.future.set_exception(StoreUnavailable("the relay cannot keep anything now"))
            return
        for job, outcome in zip(jobs, outcomes, strict=True):
            job.future.set_result(outcome)

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
