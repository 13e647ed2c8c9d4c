"""Days with a vault: what is done in it while the power may go at any moment.

A day is a row of steps that are each all or nothing. After each it gives what tells what must be there from
then on, whatever happens. What is done before the first one is not promised to anybody yet.
"""

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final, Protocol

from bench.faults.tablet import Account, Tablet, account_of, begin_household, say
from keukentafel.journal.names import CompartmentId, HouseholdId, random_id
from keukentafel.vault.recovery_code import RecoveryCode, new_code
from keukentafel.vault.vault import OpenVault, create_vault
from tests.vault.material import CHEAP, PIN, RESIDENT, draft

NEW_PIN: Final = "135790"
SCHEMA_1: Final = Path(__file__).parents[2] / "tests" / "vault" / "schema-1"


@dataclass(frozen=True, slots=True)
class Promise:
    """What must be there: a vault that opens with this PIN and holds this; by itself, no vault yet."""

    pin: str = ""
    account: Account | None = None


Step = Callable[[], Promise]
"""Something was done; tells what is promised now."""


class Day(Protocol):
    """What is done in the folder of a tablet."""

    def prepare(self, tablet: Tablet) -> None:
        """Do what comes before, while the power is certain."""

    def steps(self, tablet: Tablet, chance: random.Random) -> Iterator[Step]:
        """Do one thing after another."""

    def again(self, tablet: Tablet) -> Promise:
        """Do what somebody does who finds no vault after a cut, and tell what must be there then.

        Raises:
            NothingToDo: there is nothing one can do; the vault is gone.
        """


def _promise(vault: OpenVault, pin: str) -> Step:
    return lambda: Promise(pin, account_of(vault))


class NothingToDo(Exception):
    """The vault is gone, and nobody can bring it back."""


class Writing:
    """Typing, saying, keeping, sending and fetching, with the tablet laid aside in between."""

    def __init__(self, visits: int = 6, saves: int = 25) -> None:
        self._visits = visits
        self._saves = saves

    def prepare(self, tablet: Tablet) -> None:
        """See `Day.prepare`."""
        tablet.make()

    def steps(self, tablet: Tablet, chance: random.Random) -> Iterator[Step]:
        """See `Day.steps`."""
        drafts = [random_id() for _ in range(5)]
        for visit in range(self._visits):
            with tablet.open() as vault:
                household = begin_household(vault, f"De Wit {visit}")
                for number in range(self._saves):
                    yield _promise(vault, PIN)
                    text = f"{visit}/{number} " + "woord " * chance.randrange(400)
                    _write(vault, household, chance.choice(drafts), text, chance.randrange(12))
                yield _promise(vault, PIN)

    def again(self, tablet: Tablet) -> Promise:
        """See `Day.again`."""
        raise NothingToDo


def _write(vault: OpenVault, household: HouseholdId, name: str, text: str, what: int) -> None:
    match what:
        case 0:
            say(vault, household, text)
        case 1:
            begin_household(vault, text[:20])
        case 2:
            vault.keep_document(household, "bundle", name, text.encode())
        case 3:
            vault.queue("box", text.encode(), {"manifest": name}, household)
        case 4:
            vault.keep_incoming("box", [(len(text), text.encode())], len(text))
        case 5:
            vault.put_setting("team", text)
        case 6:
            vault.drop_draft(name)
        case _:
            vault.save_draft(draft(vault, household, text, name))


class Turning:
    """Forgetting, erasing, new PINs and new keys, with some writing in between."""

    def __init__(self, visits: int = 4) -> None:
        self._visits = visits

    def prepare(self, tablet: Tablet) -> None:
        """See `Day.prepare`."""
        tablet.make()
        with tablet.open() as vault:
            vault.recovery.make_sheet(PIN)

    def steps(self, tablet: Tablet, chance: random.Random) -> Iterator[Step]:
        """See `Day.steps`."""
        pins = [PIN, *(f"{NEW_PIN}{visit}" for visit in range(self._visits))]
        for pin, fresh in pairwise(pins):
            with tablet.open(pin) as vault:
                yield _promise(vault, pin)
                with vault.writing():
                    household, *others = (begin_household(vault, name) for name in ("Bakker", "Weg", "Los"))
                    talk = vault.compartment(household, "conversation", None)
                yield _promise(vault, pin)
                for turn in _turns(vault, household, talk, others):
                    turn(pin)
                    yield _promise(vault, pin)
                vault.rotation.change_pin(pin, fresh)
                yield _promise(vault, fresh)
                vault.save_draft(draft(vault, household, "woord " * chance.randrange(400)))
                yield _promise(vault, fresh)

    def again(self, tablet: Tablet) -> Promise:
        """See `Day.again`."""
        raise NothingToDo


def _turns(
    vault: OpenVault, household: HouseholdId, talk: CompartmentId, others: list[HouseholdId]
) -> Iterator[Callable[[str], None]]:
    """Give what turns the keys, now or at the next unlocking."""
    (said,) = vault.entries(household)
    gone, thrown = others
    yield lambda pin: vault.forgetting.household(pin, gone, "op verzoek")
    yield lambda pin: vault.forgetting.throw_away(pin, thrown)
    yield lambda pin: vault.shelf(household).erase([said.signed.id])
    yield lambda pin: vault.forgetting.compartment(pin, household, talk, "op verzoek")
    yield lambda pin: vault.forgetting.person(pin, household, RESIDENT.who, lambda _: None, "op verzoek")
    yield vault.rotation.rotate


class Making:
    """Making the device secret and the vault."""

    def prepare(self, tablet: Tablet) -> None:
        """See `Day.prepare`."""
        scratch = tablet.folder.with_name("scratch")
        with Tablet(scratch).make().open() as vault:
            self._empty = Promise(PIN, account_of(vault))
        shutil.rmtree(scratch)
        tablet.folder.mkdir(mode=0o700)

    def steps(self, tablet: Tablet, chance: random.Random) -> Iterator[Step]:
        """See `Day.steps`."""
        yield Promise
        tablet.secret.create()
        yield Promise
        create_vault(tablet.folder, PIN, tablet.secret, demo=True, parameters=CHEAP, connect=tablet.connect)
        yield lambda: self._empty
        with tablet.open() as vault:
            begin_household(vault, "De Wit")
            yield _promise(vault, PIN)

    def again(self, tablet: Tablet) -> Promise:
        """See `Day.again`: make it once more."""
        tablet.make()
        return self._empty


class Migrating:
    """Opening a vault of the first version of the tables, which brings it to the present one."""

    def prepare(self, tablet: Tablet) -> None:
        """See `Day.prepare`."""
        tablet.folder.mkdir(mode=0o700)
        for name, own in (
            ("vault.sqlite3", tablet.file.name),
            ("device.bin", "device"),
            ("device.counter", "device.counter"),
        ):
            (tablet.folder / own).touch(0o600)
            (tablet.folder / own).write_bytes((SCHEMA_1 / name).read_bytes())
        copy = tablet.copy(tablet.folder.with_name("copy"))
        with copy.open() as vault:
            self._kept = Promise(PIN, account_of(vault))
        shutil.rmtree(copy.folder)

    def steps(self, tablet: Tablet, chance: random.Random) -> Iterator[Step]:
        """See `Day.steps`."""
        yield lambda: self._kept
        with tablet.open() as vault:
            yield lambda: self._kept
            begin_household(vault, "De Wit")
            yield _promise(vault, PIN)

    def again(self, tablet: Tablet) -> Promise:
        """See `Day.again`."""
        raise NothingToDo


class Restoring:
    """Putting a backup in the place of a vault that was written on since."""

    def prepare(self, tablet: Tablet) -> None:
        """See `Day.prepare`."""
        self._backup = tablet.folder.with_name("backup")
        self._code: RecoveryCode = new_code()
        with tablet.make().open() as vault:
            vault.recovery.make_sheet(PIN, self._code)
            gone = begin_household(vault, "Gaat weg")
            begin_household(vault, "De Wit")
            vault.copying.backup(self._backup)
            vault.forgetting.household(PIN, gone, "op verzoek")
            begin_household(vault, "Later")
            self._later = Promise(PIN, account_of(vault))
        self._restored = self._again(tablet.copy(tablet.folder.with_name("copy")))

    def steps(self, tablet: Tablet, chance: random.Random) -> Iterator[Step]:
        """See `Day.steps`."""
        yield lambda: self._later
        tablet.restore(self._backup, self._code, NEW_PIN)
        yield lambda: self._restored
        with tablet.open(NEW_PIN) as vault:
            begin_household(vault, "De Boer")
            yield _promise(vault, NEW_PIN)

    def again(self, tablet: Tablet) -> Promise:
        """See `Day.again`: restore it once more."""
        return self._again(tablet)

    def _again(self, tablet: Tablet) -> Promise:
        tablet.restore(self._backup, self._code, NEW_PIN)
        with tablet.open(NEW_PIN) as vault:
            return Promise(NEW_PIN, account_of(vault))
