"""Waterkerke for the tests of the app: the real demo with a cheap key derivation, copied for each test."""

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from keukentafel.app.demo.households import Told
from keukentafel.app.demo.prepare import DemoMaker, read_demo
from keukentafel.app.house import Account, AccountId, House, read_accounts
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.visit import Visit
from keukentafel.app.state.workroom import Workroom
from keukentafel.app.texts import DUTCH, Texts, read_texts
from keukentafel.edition.schema import PlanSchema
from keukentafel.guide.guide import guide_with
from keukentafel.journal.assets import assets_folder
from keukentafel.journal.catalogue import bundled_catalogue
from keukentafel.journal.names import FieldName, ObjectId
from keukentafel.journal.operation import Entry
from tests.seeds import seed
from tests.vault.material import CHEAP

SAMIRA, JORIS, ANKE = (AccountId(name) for name in ("worker-1", "worker-2", "supervisor-1"))
NOBODY_THERE = "http://127.0.0.1:9"
"""An address at which no relay answers."""

DEADLINE_SECONDS = 20.0
CATALOGUE, DEMO = bundled_catalogue(), read_demo()
SCHEMA = PlanSchema(CATALOGUE)
GUIDE, IN_ENGLISH = (guide_with(assets_folder() / "demo" / "guide", one) for one in ("nl", "en"))
TEXTS = replace(read_texts(DUTCH), zone=ZoneInfo("Europe/Amsterdam"))
"""None of these ever changes, so every house may have the same."""


@dataclass
class Clock:
    """A clock that stands still until somebody moves it; milliseconds since 1970."""

    now: int = 1_795_000_000_000

    def __call__(self) -> int:
        return self.now

    def pass_seconds(self, seconds: float) -> None:
        self.now += int(seconds * 1000)


def texts() -> Texts:
    return TEXTS


def maker(home: Path, household: Callable[[str], Told] = seed) -> DemoMaker:
    """What makes the demo, with a key derivation that costs a guess next to nothing."""
    return DemoMaker(home, DEMO, texts(), CATALOGUE, Clock(), CHEAP, household)


@dataclass
class Town:
    """A data folder with the demo in it, and the house that is furnished from it."""

    home: Path
    relay: str = NOBODY_THERE
    clock: Callable[[], int] = field(default_factory=Clock)
    house: House = field(init=False)
    visits: list[Visit] = field(default_factory=list)

    def __post_init__(self) -> None:
        people = {one.id: {"name": one.name, "title": one.title} for one in DEMO.accounts}
        self.house = House(
            accounts=read_accounts(self.home, people),
            relay=self.relay,
            texts=texts(),
            catalogue=CATALOGUE,
            schema=SCHEMA,
            guide=GUIDE,
            guides=(IN_ENGLISH,),
            demo=True,
            clock=self.clock,
            minimum=CHEAP,
        )

    def account(self, who: AccountId) -> Account:
        return next(one for one in self.house.accounts if one.id == who)

    @staticmethod
    def pin(who: AccountId) -> str:
        return next(one.pin for one in DEMO.accounts if one.id == who)

    def at_the_door(self, who: AccountId = SAMIRA) -> Visit:
        visit = Visit(self.house, "a browser")
        visit.choose(self.account(who))
        self.visits.append(visit)
        return visit

    async def at_work(self, who: AccountId = SAMIRA) -> Visit:
        visit = self.at_the_door(who)
        await visit.unlock(self.pin(who))
        assert visit.is_open
        return visit

    def room(self, who: AccountId = SAMIRA) -> Workroom:
        """A workroom without a courier, so without an event loop."""
        account = self.account(who)
        return Workroom(self.house.vault_of(account).unlock(self.pin(who)), account, self.house, "a browser")


def copied(made: Path, to: Path) -> Path:
    shutil.copytree(made, to)
    return to


def begun(room: Workroom, name: str = "mevrouw Jansen") -> Conversation:
    """A conversation that was begun with nothing but a name."""
    room.begin(name)
    return talk_in(room)


def talk_in(room: Workroom) -> Conversation:
    assert room.talk is not None
    return room.talk


def talk_of(visit: Visit) -> Conversation:
    assert visit.conversation is not None
    return visit.conversation


def reopened(town: Town, room: Workroom) -> tuple[Workroom, Conversation]:
    """The same household after a lock, as a fresh session opens it."""
    household = talk_in(room).household
    room.close()
    fresh = town.room()
    fresh.open_household(household)
    return fresh, talk_in(fresh)


def standing(room: Workroom, talk: Conversation, field_name: str) -> list[Entry]:
    """What stands in one field of the household, over all objects."""
    entries = room.vault.entries(talk.household)
    return [one for one in entries if one.signed.operation.field == field_name]


def written(room: Workroom, talk: Conversation, thing: ObjectId, field_name: str) -> int:
    """How many operations were ever made on one field of one object."""
    shelf, known, ahead = room.vault.shelf(talk.household), set(), []
    ahead = list(shelf.heads((thing, FieldName(field_name))))
    while ahead:
        one = ahead.pop()
        entry = shelf.entry(one)
        if one not in known and entry is not None:
            known.add(one)
            ahead += entry.signed.operation.seen
    return len(known)


async def until(true: Callable[[], object], nudge: Callable[[], object] = lambda: None) -> None:
    """Wait until something is so; looking fifty times a second, and not for ever."""
    try:
        async with asyncio.timeout(DEADLINE_SECONDS):
            while not true():
                nudge()
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError("what was waited for did not happen in time") from None
