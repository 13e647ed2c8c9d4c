"""What happens behind the screens: unlocking, saving what is typed, freezing, sealing, and paper."""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path

from bench.household_list import TOLD, FullHouse, told_in_assets
from bench.measure import Side, interleaved, kept, milliseconds, repeated
from keukentafel.app.demo.households import Teller
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.membership import Membership, read_membership
from keukentafel.app.state.read_back import ReadBack
from keukentafel.dossier.people import Person
from keukentafel.edition.assent import AssentState
from keukentafel.edition.bundle import Bundle
from keukentafel.edition.paper.document import pdf_document
from keukentafel.edition.reader import reading_of
from keukentafel.journal.catalogue import Sight
from keukentafel.journal.names import HouseholdId
from keukentafel.journal.speaker import Role
from keukentafel.vault.vault import OpenVault
from sync.tablet import seal_plan

SAVES_A_RUN = 50
WORDS = "Ik heb elke dag iemand over de vloer. Iedereen zegt iets anders. "

OURS, RAW = Side("vault"), Side("sqlite3")


@dataclass(frozen=True, slots=True)
class Saving:
    """How long a save of what is typed takes, in microseconds, in the vault and in bare SQLite."""

    ours: float
    raw: float


@dataclass(frozen=True, slots=True)
class Sending:
    """How long it takes until a plan is on its way and on paper, in milliseconds."""

    freeze: float
    finish: float
    seal_and_queue: float
    pdf: float


def unlocking(full: FullHouse, runs: int) -> float:
    """Return how long the vault takes to open, key derivation and all, in milliseconds."""

    def once() -> float:
        opened: list[OpenVault] = []
        taken = milliseconds(lambda: opened.append(full.unlock()))
        opened[0].lock()
        return taken

    return repeated(once, runs)


def saving(full: FullHouse, runs: int) -> Saving:
    """Save a draft as it grows, durably, in the vault and in a bare SQLite file with the same settings."""
    table = Table(full)
    with tempfile.TemporaryDirectory(dir=full.home) as folder, closing(_raw(Path(folder))) as raw:
        found = interleaved({OURS: partial(_saved, table.talk), RAW: partial(_saved_raw, raw)}, runs)
    table.vault.lock()
    return Saving(found[OURS], found[RAW])


def sending(full: FullHouse, runs: int) -> Sending:
    """Freeze, seal, queue and print the plan of a full household; every run has a household of its own."""
    table = Table(full)
    sent = [table.send() for _ in range(runs)]
    table.vault.lock()
    return Sending(*(kept(numbers) for numbers in zip(*map(astuple, sent), strict=True)))


class Table:
    """The open vault of the worker, with the told household before her."""

    def __init__(self, full: FullHouse) -> None:
        self.house = full.house
        self.vault = full.unlock()
        self.member: Membership = read_membership(self.vault)
        self.worker = Person(self.member.card.person, self.member.card.name, Role.WORKER)
        self.talk = self._first()

    def send(self) -> Sending:
        """Tell a household, read it back, give it along and print it."""
        teller = Teller(self.vault, self.house.catalogue, self.house.texts, self.worker, self.house.clock)
        teller.tell(told_in_assets(TOLD))
        talk, made = self._first(), list[ReadBack]()
        freeze = milliseconds(
            lambda: made.append(ReadBack(talk, self.vault, self.member, self.house)),
        )
        back = made[0]
        back.choose(AssentState.AGREED)
        finish = milliseconds(lambda: back.finish(anyway=True))
        if back.delivered is None:
            raise RuntimeError(f"the plan was not given along: {back.wanting}")
        bundle = back.delivered.bundle
        queue = milliseconds(partial(self._queue, talk.household, bundle, bundle.to_bytes()))
        return Sending(freeze, finish, queue, milliseconds(partial(self._print, bundle)))

    def _queue(self, household: HouseholdId, bundle: Bundle, data: bytes) -> None:
        """Seal and queue once more, as *Klaar* does."""
        vault, team, name = self.vault, self.member.team, bundle.manifest.hash
        envelope = seal_plan(data, [team.sealing], self.member.signed_card, vault.device_signing)
        with vault.writing():
            vault.keep_document(household, "bundle", name, data)
            vault.queue(team.mailbox, envelope, name, household)
            vault.put_card(household, vault.card(household))

    def _print(self, bundle: Bundle) -> None:
        copy = bundle.copy_for(Sight.RESIDENT)
        reading = reading_of(copy.edition.parts, {self.worker.id: self.worker.name})
        pdf_document(reading, copy.manifest, copy.assents, self.house.texts, copy.to_bytes())

    def _first(self) -> Conversation:
        household = self.vault.cards(0, 1)[0][0]
        return Conversation(self.vault, household, self.house.catalogue, self.worker, self.house.clock)


def _saved(talk: Conversation) -> float:
    box = talk.boxes.box("story.text", talk.only("story"))
    box.dirty = True

    def save(number: int) -> None:
        box.text = WORDS * (number % 10 + 1)
        talk.boxes.keep()

    return _each(save)


def _saved_raw(raw: sqlite3.Connection) -> float:
    def save(number: int) -> None:
        text = (WORDS * (number % 10 + 1)).encode()
        with raw:
            raw.execute("INSERT OR REPLACE INTO draft VALUES ('draft', ?)", (text,))
            raw.execute("INSERT OR REPLACE INTO head VALUES ('head', ?)", (number,))

    return _each(save)


def _raw(folder: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(folder / "raw.sqlite3")
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("CREATE TABLE draft (id TEXT PRIMARY KEY, text BLOB)")
    raw.execute("CREATE TABLE head (id TEXT PRIMARY KEY, at INTEGER)")
    return raw


def _each(save: Callable[[int], None]) -> float:
    taken = []
    for number in range(SAVES_A_RUN):
        start = time.perf_counter()
        save(number)
        taken.append((time.perf_counter() - start) * 1_000_000)
    return statistics.median(taken)
