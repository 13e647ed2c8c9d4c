"""The post on a tablet: what is offered again, what is let go, and what may not fill the disk."""

import pytest

from keukentafel.app.state.post import MOST_UNOPENED, OFFER_AGAIN_MS, VaultPost
from keukentafel.app.state.workroom import Workroom
from keukentafel.journal.names import random_id
from sync.courier import InboxFull, ParcelId
from sync.mailbox import Incoming
from sync.wire.names import MailboxId, Position
from tests.app.town import Town

BOX = MailboxId("b" * 32)


def post(room: Workroom, town: Town, *, offers_again: bool, later: int = 0) -> VaultPost:
    return VaultPost(room.vault, lambda: town.clock() + later, offers_again=offers_again)


def queue(room: Workroom) -> ParcelId:
    household = room.cards()[0][0]
    return ParcelId(room.vault.queue(BOX, b"sealed", "about", household))


def test_what_was_delivered_long_ago_without_a_receipt_is_offered_again(town: Town) -> None:
    room = town.room()
    parcel = queue(room)
    created = next(one.created for one in room.vault.queued())
    post(room, town, offers_again=True).mark_delivered(parcel, Position(7))
    soon, late = created + 1_000 - town.clock(), created + OFFER_AGAIN_MS + 1_000 - town.clock()
    assert post(room, town, offers_again=True, later=soon).queued() == []
    assert [one.id for one in post(room, town, offers_again=True, later=late).queued()] == [parcel]
    assert post(room, town, offers_again=False, later=late).queued() == []
    room.vault.drop_outgoing(parcel)
    assert post(room, town, offers_again=True, later=late).queued() == []
    room.close()


def test_what_cannot_be_opened_does_not_fill_the_disk(town: Town) -> None:
    room = town.room()
    inbox = post(room, town, offers_again=True)
    rubbish = [Incoming(Position(at), random_id().encode()) for at in range(1, MOST_UNOPENED + 1)]
    inbox.keep_incoming(BOX, rubbish, Position(MOST_UNOPENED))
    with pytest.raises(InboxFull):
        inbox.keep_incoming(BOX, [Incoming(Position(900), b"more")], Position(900))
    assert inbox.cursor(BOX) == MOST_UNOPENED
    room.close()
