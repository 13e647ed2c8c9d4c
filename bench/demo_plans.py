"""The plans of all households of the demo: told, read back and given along in a vault of one worker."""

from dataclasses import replace
from pathlib import Path

from bench.household_list import NO_RELAY
from keukentafel.app.clock import wall_clock
from keukentafel.app.demo.prepare import DemoMaker, read_demo
from keukentafel.app.main import furnish_demo
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.membership import read_membership
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.texts import read_texts
from keukentafel.dossier.people import Person
from keukentafel.edition.assent import AssentState
from keukentafel.edition.bundle import Bundle
from keukentafel.journal.catalogue import bundled_catalogue
from keukentafel.journal.speaker import Role


def demo_plans(home: Path) -> dict[str, Bundle]:
    """Return the plan of each household of the demo, by the name of its file."""
    home.mkdir(mode=0o700, parents=True)
    demo, texts = read_demo(), read_texts()
    worker = next(one for one in demo.accounts if one.post == "worker")
    names = tuple(dict.fromkeys(name for told in demo.households.values() for name in told))
    one_worker = replace(demo, accounts=(worker,), households={worker.id: names})
    DemoMaker(home, one_worker, texts, bundled_catalogue(), wall_clock).make_once()
    house = furnish_demo(home, NO_RELAY, texts, None)[0]
    vault = house.vault_of(house.accounts[0]).unlock(worker.pin)
    member = read_membership(vault)
    speaker = Person(member.card.person, member.card.name, Role.WORKER)
    plans = {}
    for name, household in zip(names, vault.households(), strict=True):
        talk = Conversation(vault, household, house.catalogue, speaker, house.clock)
        back = ReadBack(talk, vault, member, house)
        back.choose(AssentState.SEEN_ONLY)
        back.finish(anyway=True)
        if back.delivered is None:
            raise RuntimeError(f"the plan of {name} was not given along: {back.wanting}")
        plans[name] = back.delivered.bundle
    vault.lock()
    return plans
