"""After a receipt and a grace the working notes, half-typed text and history go; everything else stays."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.tidying import Tidying
from keukentafel.app.state.workroom import Workroom
from keukentafel.edition.assent import AssentState
from keukentafel.journal.field import Retention
from keukentafel.journal.names import FieldName
from keukentafel.journal.retention import GRACE_DAYS, is_note, is_over
from keukentafel.journal.speaker import Face
from keukentafel.vault.trail import Action
from sync.receipt import Receipt, sign_receipt
from tests.app.town import CATALOGUE, Clock, Town, begun

DAY_MS = 86_400_000


def clock_of(town: Town) -> Clock:
    assert isinstance(town.clock, Clock)
    return town.clock


def told(room: Workroom) -> Conversation:
    """A talk with notes, a sentence that was said otherwise first, and a half-typed one."""
    talk = begun(room)
    talk.say("keyword.text", "KRAAI is een werkaantekening")
    quote = talk.say("quote.text", "SPECHT, zei ik eerst")
    talk.say("quote.text", "MEES, zei ik toen", quote)
    at_the_table(talk, "check_in.how", "UIL belt even")
    return talk


def at_the_table(talk: Conversation, field: str, words: str) -> None:
    talk.face = Face.TABLE
    talk.say(field, words)
    talk.face = Face.WORK


def send(town: Town, room: Workroom) -> str:
    """Freeze an edition as it is given along, and return its hash; its moment is kept in whole seconds."""
    clock_of(town).pass_seconds(2)
    room.start_read_back()
    back = room.read_back
    assert isinstance(back, ReadBack)
    back.choose(AssentState.SEEN_ONLY)
    assert back.finish(anyway=True)
    room.read_back = None
    assert back.delivered is not None
    return str(back.delivered.bundle.manifest.hash)


def receive(room: Workroom, talk: Conversation, edition: str, at: int) -> None:
    receipt = sign_receipt(
        Receipt(manifest=edition, received_at=at, by="Anke Postma"), Ed25519PrivateKey.generate()
    )
    room.vault.keep_document(talk.household, "receipt", edition, receipt)


def words(room: Workroom, talk: Conversation) -> str:
    """Every word of a household that the vault can still give: standing, history, drafts, editions."""
    vault, household = room.vault, talk.household
    shelf = vault.shelf(household)
    entries = [shelf.entry(one.id) for one in shelf.operations()]
    said = [str(one.value.content) for one in entries if one is not None and one.value is not None]
    drafts = [one.text for one in vault.drafts(household)]
    editions = [one.data.decode() for one in vault.documents(household, "bundle")]
    return "\n".join([*said, *drafts, *editions])


def tidy(town: Town, room: Workroom) -> int:
    house = town.house
    return Tidying(room.vault, house.catalogue, house.schema, clock_of(town).now).tidy()


def test_after_the_grace_notes_history_and_earlier_editions_go_and_the_rest_stays(town: Town) -> None:
    room, clock = town.room(), clock_of(town)
    talk = told(room)
    first = send(town, room)
    clock.pass_seconds(60)
    at_the_table(talk, "wish.text", "MEREL: weer zingen")
    second = send(town, room)
    clock.pass_seconds(60)
    for edition in (first, second):
        receive(room, talk, edition, clock.now)
    clock.pass_seconds(GRACE_DAYS * 86_400 - 60)
    assert tidy(town, room) == 0
    assert "KRAAI" in words(room, talk)
    talk.say("keyword.text", "ROODBORST is een nieuwe aantekening")
    clock.pass_seconds(120)
    assert tidy(town, room) == 1
    left = words(room, talk)
    assert "KRAAI" not in left
    assert "SPECHT" not in left
    assert all(bird in left for bird in ("MEES", "UIL", "MEREL", "ROODBORST"))
    assert [one.id for one in room.vault.documents(talk.household, "bundle")] == [second]
    assert room.vault.check() == ()
    assert tidy(town, room) == 0
    assert Action.CLEANED in {line.action for line in room.vault.trail.chain().lines}
    room.close()


def test_tidying_up_does_not_say_that_the_worker_opened_a_household(town: Town) -> None:
    room = town.room()
    begun(room)
    send(town, room)
    before = [line.action for line in room.vault.trail.chain().lines].count(Action.OPENED)
    room.close()
    again = town.room()
    tidy(town, again)
    after = [line.action for line in again.vault.trail.chain().lines].count(Action.OPENED)
    assert after == before
    again.open_household(again.cards()[0][0])
    opened = [line.action for line in again.vault.trail.chain().lines].count(Action.OPENED)
    assert opened == after + 1
    again.close()


def test_without_a_receipt_nothing_goes_however_long_it_takes(town: Town) -> None:
    room, clock = town.room(), clock_of(town)
    talk = told(room)
    send(town, room)
    clock.pass_seconds(400 * 86_400)
    assert tidy(town, room) == 0
    assert all(bird in words(room, talk) for bird in ("KRAAI", "SPECHT", "MEES", "UIL"))
    room.close()


def test_what_was_cleaned_up_is_gone_from_an_older_copy_too_after_the_next_pin(town: Town) -> None:
    room, clock = town.room(), clock_of(town)
    talk = told(room)
    edition = send(town, room)
    receive(room, talk, edition, clock.now)
    clock.pass_seconds((GRACE_DAYS + 1) * 86_400)
    tidy(town, room)
    room.close()
    again = town.room()
    actions = [line.action for line in again.vault.trail.chain().lines]
    assert actions.index(Action.ROTATED) < actions.index(Action.CLEANED)
    again.close()


@pytest.mark.parametrize(("retention", "days"), [(Retention.WMO, 5479), (Retention.YOUTH, 7305)])
def test_a_sentence_goes_when_its_term_is_over_and_not_a_day_before(retention: Retention, days: int) -> None:
    field = replace(CATALOGUE.field(FieldName("quote.text")), retention=retention)
    catalogue = _Only(field)
    assert not is_over(catalogue, field.name, 0, days * DAY_MS)  # type: ignore[arg-type]
    assert is_over(catalogue, field.name, 0, (days + 1) * DAY_MS)  # type: ignore[arg-type]


class _Only:
    """A catalogue of one field."""

    def __init__(self, field: "object") -> None:
        self._field = field

    def knows(self, _name: FieldName) -> bool:
        return True

    def field(self, _name: FieldName) -> "object":
        return self._field


def test_only_what_stays_on_the_tablet_is_a_working_note() -> None:
    notes = {str(one.name) for one in CATALOGUE.fields if is_note(CATALOGUE, one.name)}
    assert {"keyword.text", "star.moment", "parked.text"} <= notes
    assert not any(one.part for one in CATALOGUE.fields if str(one.name) in notes)
