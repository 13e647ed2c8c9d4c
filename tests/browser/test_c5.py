"""Case C5, meneer Van Rooij, with whom nothing is the matter: just contact, a talent, and gone when he says.

With a real mouse and a real keyboard, on a tablet held upright. Each walk looks into the vault afterwards,
and the first into every file of the app, as the app left them.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from keukentafel.app.state.card import Card, Phase, read_card
from keukentafel.dossier.dossier import Dossier, read_dossier
from keukentafel.dossier.story import story
from keukentafel.dossier.talent import talents
from keukentafel.dossier.talk import is_contact
from keukentafel.journal.catalogue import bundled_catalogue
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.vault import OpenVault
from tests.browser.conftest import OpenScreen
from tests.browser.harness import AFTER_POINTER_MS, Screen, listened_to
from tests.browser.readable import ENCODINGS, readable_in, readable_in_folder
from tests.browser.running_house import RunningHouse
from tests.browser.tour import WORKER_PIN, arrive, box_of
from tests.browser.vaults import vault_of

pytestmark = pytest.mark.browser

CANARY = "ijsvogelkwasten"
"""Stands in what he says and in his strength card, and nowhere else."""
SAYING = f"Ik heb niks nodig. Maar wie wil er mijn {CANARY}?"
STRENGTH = f"Vakman, met 200 {CANARY}"
TALENT = "schilderen"
HOUSE = "buurthuis De Weiden"
LOOKS_AGAIN_MS = 100
"""Longer than a few frames: what is still moving stands somewhere else by then."""
WHOLE_NAME = "Hans Kwikstaart"
SURNAME = "Kwikstaart"


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A fresh demo for each: what is thrown away here is gone."""
    with RunningHouse(tmp_path_factory.mktemp("home"), "--no-relay", seeds=True) as running:
        yield running


def test_contact_without_a_request_ends_without_a_problem_and_goes_when_he_says_so(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    _let_in(shown)
    _contact(shown, "Hans")
    _ends_as_contact(shown)
    _nothing_is_asked_or_sent(shown)
    _lock(shown)
    with vault_of(house.home) as vault:
        household, card = _cards(vault)["Hans"]
        assert is_contact(read_dossier(household, vault.entries(household)))
        assert (card.phase, card.next_date, card.deadlines) == (Phase.CONTACT, "", ())
        assert (vault.outgoing(household), vault.queued()) == ((), ())
        assert vault.documents(household, "bundle") == ()
        assert _found(vault) == 2
        assert CANARY in _everything(vault)
        assert vault.forgetting.thrown_away == 0
    _is_searched_for(shown, found=True)
    _open(shown, "Hans, ")
    _click(shown, "to-forget")
    shown.see("Dit gaat voorgoed van deze tablet")
    _click(shown, "forget")
    _press_pin(shown)
    shown.see("Het is vergeten")
    _is_searched_for(shown, found=False)
    _lock(shown)
    with vault_of(house.home) as vault:
        assert "Hans" not in _cards(vault)
        assert _found(vault) == 0
        assert CANARY not in _everything(vault)
        assert vault.forgetting.thrown_away == 1
        assert vault.check() == ()
    _nothing_can_be_read(house)


def test_his_talent_is_read_at_another_table_with_his_yes_only_by_first_name_and_through_the_house(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    _let_in(shown)
    _contact(shown, WHOLE_NAME)
    _click(shown, "talent-open")
    _type(shown, "talent", TALENT)
    _click(shown, "talent-write")
    shown.see(re.compile("Vul eerst alles in"))
    _type(shown, "talent-via", f"{HOUSE} {SURNAME}")
    _leave(shown, "talent-via")
    shown.see(re.compile(f"nog een naam in: {SURNAME}"))
    assert not shown.identified("talent-yes").count()
    _type(shown, "talent-via", HOUSE)
    _leave(shown, "talent-via")
    shown.see("Zo lezen anderen het:")
    _ends_as_contact(shown)
    _click(shown, "back")
    _reads_at_the_table_of_mevrouw_de_wit(shown, cards=0)
    _open(shown, WHOLE_NAME)
    _click(shown, "to-table")
    _sheet(shown, "strengths")
    _click(shown, "talent-yes")
    shown.see("Staat op de kaart van de buurt")
    _back_to_the_list(shown)
    read = _reads_at_the_table_of_mevrouw_de_wit(shown, cards=1)
    assert [one in read for one in (TALENT, "Hans", f"via {HOUSE}")] == [True, True, True]
    _open(shown, WHOLE_NAME)
    _click(shown, "to-table")
    _sheet(shown, "strengths")
    shown.tap(shown.page.locator('[flt-semantics-identifier^="talent-stop-"]'))
    arrive(shown, "talent-yes")
    _back_to_the_list(shown)
    _reads_at_the_table_of_mevrouw_de_wit(shown, cards=0)
    _lock(shown)
    with vault_of(house.home) as vault:
        (one,) = talents(_dossier(vault, WHOLE_NAME))
        assert not one.shared
        assert one.consent.text == "no"
        assert vault.queued() == ()


def test_an_earlier_contact_goes_with_his_request_only_when_he_wants_that(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    _let_in(shown)
    _contact(shown, "Hans")
    _ends_as_contact(shown)
    _click(shown, "back")
    arrive(shown, "new")
    _click(shown, "new")
    _type(shown, "name", "meneer Kwikstaart")
    _click(shown, "start")
    _click(shown, "to-table")
    _click(shown, "sheets")
    _work(shown)
    _click(shown, "back")
    arrive(shown, "new")
    _lock(shown)
    with vault_of(house.home) as vault:
        assert not story(_dossier(vault, "meneer Kwikstaart")).begun
        assert is_contact(_dossier(vault, "Hans"))
    _press_pin(shown)
    _open(shown, "Hans, ")
    _click(shown, "to-link")
    _type(shown, "look-for", "kwikstaart")
    shown.tap(shown.find(re.compile("^meneer Kwikstaart"), "radio"))  # type: ignore[arg-type]
    shown.see("Wil Hans dit zelf?")
    assert not shown.identified("link").count()
    _click(shown, "wanted-yes")
    _click(shown, "link")
    shown.see("Hoort bij: meneer Kwikstaart")
    _press_pin(shown)
    shown.see("Het hoort nu bij meneer Kwikstaart")
    _click(shown, "back")
    _lock(shown)
    with vault_of(house.home) as vault:
        told = story(_dossier(vault, "meneer Kwikstaart"))
        assert SAYING in {one.words("text").text for one in told.quotes}
        assert STRENGTH in {one.words("text").text for one in told.strengths}
        assert "Hans" not in _cards(vault)
        assert vault.check() == ()


# What he and the worker do ---------------------------------------------------------------------------------


def _contact(shown: Screen, name: str) -> None:
    """A talk with a name to call him by, his words, and one strength card; nothing else is asked."""
    _click(shown, "new")
    _type(shown, "name", name)
    _click(shown, "start")
    arrive(shown, "star")
    _click(shown, "to-table")
    _type(shown, "quote", SAYING)
    _click(shown, "quote-write")
    shown.see(SAYING)
    _sheet(shown, "strengths")
    _type(shown, "strength", STRENGTH)
    _click(shown, "strength-write")
    shown.see(STRENGTH)


def _ends_as_contact(shown: Screen) -> None:
    _click(shown, "sheets")
    _click(shown, "ending")
    _click(shown, "end-contact")
    shown.see("Bewaard als gewoon contact")
    _press_pin(shown)
    arrive(shown, "to-table")
    shown.see("Blijft hier, gaat nergens heen")


def _nothing_is_asked_or_sent(shown: Screen) -> None:
    shown.not_see(re.compile("weken|regie|nazorg|let op|melding", re.IGNORECASE))
    _click(shown, "to-table")
    _click(shown, "sheets")
    arrive(shown, "sheet-story")
    for asks in ("aftercare", "read_back", "what_now"):
        assert not shown.identified(f"sheet-{asks}").count()
    _work(shown)
    _click(shown, "back")
    arrive(shown, "new")
    for asks in ("waiting", "refused"):
        assert not shown.identified(asks).count()


def _is_searched_for(shown: Screen, *, found: bool) -> None:
    if shown.identified("pin-1").count():
        _press_pin(shown)
    _click(shown, "search")
    _type(shown, "query", CANARY[:8])
    hits = shown.page.locator('[flt-semantics-identifier^="hit-"]')
    if found:
        expect(hits).to_have_count(2)
    else:
        shown.see("Dat staat nergens. Probeer een korter woord.")
        expect(hits).to_have_count(0)
    _click(shown, "back")
    arrive(shown, "new")


def _reads_at_the_table_of_mevrouw_de_wit(shown: Screen, cards: int) -> str:
    """What her table shows of people nearby who can do this; only her keys are there then."""
    _open(shown, "mevrouw De Wit")
    _click(shown, "to-table")
    _sheet(shown, "control")
    _click(shown, "to-offers")
    _type(shown, "offers-query", f"iemand om mee te {TALENT}")
    # That answers to the same word, and stands there whoever said yes.
    shown.scroll_to(shown.shows(re.compile("^Klussendienst")))
    near = shown.page.locator('[flt-semantics-identifier^="neighbour-"]')
    expect(near).to_have_count(cards)
    whole = str(shown.page.evaluate("document.body.innerText + document.body.innerHTML"))
    assert [one for one in (SURNAME, CANARY, "Vakman") if one in whole] == []
    read = str(shown.scroll_to(near.first).evaluate("node => node.outerHTML")) if cards else ""
    shown.scroll_to(box_of(shown, "offers-query"))
    _back_to_the_list(shown)
    return read


def _nothing_can_be_read(house: RunningHouse) -> None:
    """Nowhere in the files of the app, in any encoding; planted in one, the same scanner finds it."""
    assert list(house.home.rglob("*.sqlite3"))
    assert readable_in_folder(house.home, [CANARY]) == []
    assert readable_in(house.said.encode(), [CANARY]) == []
    planted = house.home / "planted"
    for encoding in ENCODINGS:
        planted.write_bytes(b"\0" + f"Mijn {CANARY}".encode(encoding))
        assert readable_in_folder(house.home, [CANARY]) == [(CANARY, "planted")]
    planted.unlink()


# By hand ---------------------------------------------------------------------------------------------------


def _let_in(shown: Screen) -> None:
    _click(shown, "account-worker-1")
    _press_pin(shown)
    arrive(shown, "new")


def _click(shown: Screen, identifier: str) -> None:
    """Click with the mouse in the middle of a button, once it is in view."""
    node = shown.identified(identifier).first
    _click_on(shown, node)


def _click_on(shown: Screen, node: Locator) -> None:
    shown.page.wait_for_timeout(AFTER_POINTER_MS)
    if not node.count():
        _appears(shown, node)
    shown.scroll_to(node)
    x, y = _rests_at(shown, node)
    shown.page.mouse.click(x, y)


def _rests_at(shown: Screen, node: Locator) -> tuple[float, float]:
    """Return the middle of a node that has come to rest: a message above it may still be pushing it down."""
    before = None
    for _ in range(70):
        box = node.bounding_box()
        if box is not None and box == before:
            return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        before = box
        shown.page.wait_for_timeout(LOOKS_AGAIN_MS)
    raise AssertionError("it did not come to rest")


def _appears(shown: Screen, node: Locator) -> None:
    """Wait for what comes with another screen; what lies below the edge has to be scrolled to."""
    for _ in range(20):
        if node.count():
            return
        shown.page.wait_for_timeout(100)


def _type(shown: Screen, identifier: str, words: str) -> None:
    """Type words key by key in a box, in place of what is there."""
    box = box_of(shown, identifier)
    _appears(shown, box)
    shown.scroll_to(box)
    listened_to(box)
    shown.page.keyboard.press("Control+a")
    shown.page.keyboard.type(words)
    expect(box).to_have_value(words)


def _leave(shown: Screen, identifier: str) -> None:
    box_of(shown, identifier).blur()


def _press_pin(shown: Screen) -> None:
    for digit in WORKER_PIN:
        _click(shown, f"pin-{digit}")


def _sheet(shown: Screen, sheet: str) -> None:
    """Go to a sheet; where they all lie on the table already, there is no button to them."""
    arrive(shown, "turn")
    if shown.identified("sheets").count():
        _click(shown, "sheets")
    _click(shown, f"sheet-{sheet}")


def _work(shown: Screen) -> None:
    _click(shown, "work")
    _press_pin(shown)
    arrive(shown, "to-table")


def _back_to_the_list(shown: Screen) -> None:
    _click(shown, "sheets")
    _work(shown)
    _click(shown, "back")
    arrive(shown, "new")


def _open(shown: Screen, name: str) -> None:
    line = shown.page.locator('[flt-semantics-identifier^="household-"]')
    _click_on(shown, line.and_(shown.page.get_by_role("button", name=re.compile(f"^{re.escape(name)}"))))
    arrive(shown, "to-table")


def _lock(shown: Screen) -> None:
    _click(shown, "lock")
    arrive(shown, "pin-1")


# In the vault ----------------------------------------------------------------------------------------------


def _cards(vault: OpenVault) -> dict[str, tuple[HouseholdId, Card]]:
    found = ((household, read_card(card)) for household, card in vault.cards(0, 50))
    return {card.name: (household, card) for household, card in found}


def _dossier(vault: OpenVault, name: str) -> Dossier:
    household, _ = _cards(vault)[name]
    return read_dossier(household, vault.entries(household))


def _found(vault: OpenVault) -> int:
    return vault.search(bundled_catalogue()).find(CANARY, 10).total


def _everything(vault: OpenVault) -> str:
    """All that the keys of this vault open."""
    told: list[object] = [vault.cards(0, 50)]
    for household in vault.households():
        told += [vault.entries(household), vault.drafts(household)]
    return repr(told)
