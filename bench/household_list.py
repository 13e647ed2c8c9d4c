"""A data folder with one worker and two hundred households, made with the vault itself.

One of them is the whole household Bakker of the demo, told sentence by sentence; of the others only the card
in the list exists, because that is all the list reads.
"""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from keukentafel.app.clock import wall_clock
from keukentafel.app.demo.households import Told
from keukentafel.app.demo.prepare import Demo, DemoAccount, DemoMaker, read_demo
from keukentafel.app.house import Account, House
from keukentafel.app.main import furnish_demo
from keukentafel.app.state.card import Card, Phase, Status
from keukentafel.app.texts import read_texts
from keukentafel.journal.assets import asset_text
from keukentafel.journal.catalogue import bundled_catalogue
from keukentafel.vault.vault import OpenVault

HOUSEHOLDS = 200
DUE_TODAY = 3
TOLD = "bakker"
NO_RELAY = "http://127.0.0.1:9"

_NAMES = ("Jansen", "El Amrani", "de Vries", "Kaya", "van den Berg", "Nowak", "Bakhuis", "Pengel", "Smit")
_STATES = {
    Phase.CONTACT: Status.TABLET,
    Phase.FIRST_VISIT: Status.TABLET,
    Phase.STORY: Status.TABLET,
    Phase.PLAN: Status.DELIVERED,
    Phase.READY: Status.RECEIVED,
    Phase.RUNNING: Status.AGREED,
}
_PLACES = ("De Weiden", "Havenkwartier", "Oud-Waterkerke", "Molenpolder")


@dataclass(frozen=True, slots=True)
class FullHouse:
    """The data folder, and how to get in."""

    home: Path
    pin: str
    house: House

    @property
    def account(self) -> Account:
        """The only account, so that the front door is the PIN, as on a tablet."""
        return self.house.accounts[0]

    def unlock(self) -> OpenVault:
        """Open the vault of the worker."""
        return self.house.vault_of(self.account).unlock(self.pin)


def make_full_house(home: Path) -> FullHouse:
    """Make the data folder, with the told household first in the list."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    worker = next(one for one in read_demo().accounts if one.post == "worker")
    texts = read_texts()
    DemoMaker(home, _one_worker(worker), texts, bundled_catalogue(), wall_clock).make_once()
    full = FullHouse(home, worker.pin, furnish_demo(home, NO_RELAY, texts, None)[0])
    vault = full.unlock()
    with vault.writing():
        (told,) = vault.households()
        for card in itertools.islice(_cards(full.house), HOUSEHOLDS - 1):
            vault.put_card(vault.new_household(), card.written())
        vault.put_card(told, vault.card(told))
    vault.lock()
    return full


def told_in_assets(name: str) -> Told:
    """Return a household of the demo as it stands in the assets."""
    told: Told = json.loads(asset_text("demo", f"{name}.json"))
    return told


def _one_worker(worker: DemoAccount) -> Demo:
    demo = read_demo()
    return Demo(demo.organisation, demo.team, demo.recovery, (worker,), {worker.id: (TOLD,)})


def _cards(house: House) -> Iterator[Card]:
    today = house.texts.today(house.clock())
    states = itertools.cycle(_STATES.items())
    for number, (phase, status) in enumerate(states):
        due = number >= HOUSEHOLDS - 1 - DUE_TODAY
        yield Card(
            name=f"huishouden {_NAMES[number % len(_NAMES)]} {number + 1}",
            place=_PLACES[number % len(_PLACES)],
            phase=phase,
            status=Status.AGREED if due else status,
            next_date=(today + timedelta(days=0 if due else 14)).isoformat(),
            next_what="koffie",
        )
