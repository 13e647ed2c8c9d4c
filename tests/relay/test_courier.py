"""The courier against a running relay, over a line on which anything may get lost."""

import asyncio
import base64
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from sync.courier import Courier, InboxFull, Pace, Parcel, ParcelId, Round
from sync.envelope import open_envelope, seal
from sync.identity import DeviceRole
from sync.mailbox import FURTHEST_AHEAD, MOST_SLOW, Incoming, Mailboxes, RelayRefused, RelayUnreachable
from sync.wire.names import POSITIONS_PER_MILLISECOND, MailboxId, Position, random_mailbox
from sync.wire.refusal import Reason
from tests.relay.running import Clock, Relay, relay_in_thread
from tests.sync.waterkerke import Device, Organisation

PACE = Pace(0.01, 0.05)


@dataclass
class Post:
    """An outbox and an inbox in memory, which keep everything that is told to them."""

    parcels: list[Parcel] = field(default_factory=list)
    delivered: dict[ParcelId, Position] = field(default_factory=dict)
    tried: Counter[ParcelId] = field(default_factory=Counter)
    cursors: dict[MailboxId, Position] = field(default_factory=dict)
    received: list[bytes] = field(default_factory=list)

    def queued(self) -> Sequence[Parcel]:
        return [parcel for parcel in self.parcels if parcel.id not in self.delivered]

    def mark_tried(self, parcel: ParcelId) -> None:
        self.tried[parcel] += 1

    def mark_delivered(self, parcel: ParcelId, position: Position) -> None:
        assert parcel not in self.delivered
        self.delivered[parcel] = position

    def cursor(self, mailbox: MailboxId) -> Position:
        return self.cursors.get(mailbox, Position(0))

    def keep_incoming(self, mailbox: MailboxId, items: Sequence[Incoming], cursor: Position) -> None:
        self.received += [item.envelope for item in items]
        self.cursors[mailbox] = cursor


class LossyLine(httpx.AsyncBaseTransport):
    """A line that breaks once: at the n-th boundary, counted over requests (even) and answers (odd)."""

    def __init__(self, breaks_at: int) -> None:
        self._breaks_at = breaks_at
        self._passed = 0
        self._line = httpx.AsyncHTTPTransport()

    @property
    def broke(self) -> bool:
        return self._passed > self._breaks_at

    def _pass(self, request: httpx.Request) -> None:
        self._passed += 1
        if self._passed == self._breaks_at + 1:
            raise httpx.ReadError("the line broke", request=request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self._pass(request)
        response = await self._line.handle_async_request(request)
        content = await response.aread()
        await response.aclose()
        self._pass(request)
        stream = httpx.ByteStream(content)
        return httpx.Response(response.status_code, headers=response.headers, stream=stream)

    async def aclose(self) -> None:
        await self._line.aclose()


def letters(organisation: Organisation, device: Device, count: int) -> list[Parcel]:
    return [
        Parcel(
            ParcelId(str(number)),
            organisation.team_mailbox,
            seal(str(number).encode(), [organisation.team_sealing], device.signing),
        )
        for number in range(count)
    ]


def bodies(post: Post, organisation: Organisation) -> list[str]:
    return [open_envelope(one, organisation.team_key).body.decode() for one in post.received]


async def rounds(courier: Courier, count: int) -> list[Round]:
    return [await courier.run_once() for _ in range(count)]


async def carry(  # noqa: PLR0917
    relay: Relay,
    device: Device,
    post: Post,
    line: httpx.AsyncBaseTransport | None = None,
    own: Sequence[MailboxId] = (),
    count: int = 1,
) -> list[Round]:
    async with relay.mailboxes(device, line) as mailboxes:
        return await rounds(Courier(post, post, mailboxes, own), count)


def test_an_answer_lost_anywhere_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    organisation, reader = Organisation(), Post()
    boundary, broke, again = 0, True, 0
    with relay_in_thread(tmp_path, organisation) as relay:
        while broke:
            worker, desk = (organisation.device(role) for role in (DeviceRole.WORKER, DeviceRole.SUPERVISOR))
            sender = Post(letters(organisation, worker, 3))
            reader.received.clear()
            out, home = LossyLine(boundary), LossyLine(boundary)
            sent = asyncio.run(carry(relay, worker, sender, out, [worker.mailbox], 3))
            asyncio.run(carry(relay, desk, reader, home, [organisation.team_mailbox], 3))
            broke = out.broke or home.broke
            assert sum(not one.reachable for one in sent) == out.broke
            assert len(sender.delivered) == 3
            assert bodies(reader, organisation) == ["0", "1", "2"]
            boundary += 1
            again += max(sender.tried.values()) > 1
    assert boundary > 12
    assert again >= 6


def test_a_relay_that_begins_anew_is_brought_the_pass_and_the_parcels_again(tmp_path: Path) -> None:
    organisation = Organisation()
    worker, desk = (organisation.device(role) for role in (DeviceRole.WORKER, DeviceRole.SUPERVISOR))
    sender, reader = Post(letters(organisation, worker, 2)), Post()
    with relay_in_thread(tmp_path / "old", organisation) as relay:
        asyncio.run(carry(relay, worker, sender))
        assert len(sender.delivered) == 2
    sender.delivered.clear()
    with relay_in_thread(tmp_path / "new", organisation) as relay:
        asyncio.run(carry(relay, worker, sender))
        asyncio.run(carry(relay, desk, reader, own=[organisation.team_mailbox]))
    assert bodies(reader, organisation) == ["0", "1"]


def test_a_parcel_that_is_refused_does_not_hold_up_the_others(relay: Relay) -> None:
    worker = relay.organisation.device(DeviceRole.WORKER)
    refused, *others = letters(relay.organisation, worker, 3)
    post = Post([Parcel(refused.id, random_mailbox(), refused.envelope), *others])
    (done,) = asyncio.run(carry(relay, worker, post))
    assert (done.delivered, done.reachable, done.refusals) == (2, True, (Reason.NOT_ALLOWED,))
    assert set(post.delivered) == {"1", "2"}
    assert post.tried == {"0": 1, "1": 1, "2": 1}


def test_a_long_mailbox_comes_home_whole(relay: Relay) -> None:
    worker, desk = (relay.organisation.device(role) for role in (DeviceRole.WORKER, DeviceRole.SUPERVISOR))
    sender, reader = Post(letters(relay.organisation, worker, 120)), Post()
    asyncio.run(carry(relay, desk, Post(), own=[relay.organisation.team_mailbox]))
    asyncio.run(carry(relay, worker, sender))
    asyncio.run(carry(relay, desk, reader, own=[relay.organisation.team_mailbox]))
    assert bodies(reader, relay.organisation)[-120:] == [str(number) for number in range(120)]


def test_plans_wait_for_a_relay_that_is_away_and_go_when_it_is_back(tmp_path: Path) -> None:
    organisation = Organisation()
    worker = organisation.device(DeviceRole.WORKER)
    post = Post(letters(organisation, worker, 2))
    with relay_in_thread(tmp_path, organisation) as relay:
        port = int(relay.url.rsplit(":", 1)[1])

    async def wait_and_go() -> list[Round]:
        seen: list[Round] = []
        away, gone = asyncio.Event(), asyncio.Event()

        def on_round(done: Round) -> None:
            seen.append(done)
            (gone if done.delivered else away).set()

        async with relay.mailboxes(worker) as mailboxes:
            courier = Courier(post, post, mailboxes, [worker.mailbox], PACE)
            task = asyncio.create_task(courier.run(wake := asyncio.Event(), on_round))
            await asyncio.wait_for(away.wait(), 10)
            with relay_in_thread(tmp_path, organisation, port):
                wake.set()
                await asyncio.wait_for(gone.wait(), 10)
            task.cancel()
        return seen

    seen = asyncio.run(wait_and_go())
    assert not seen[0].reachable
    assert seen[-1].delivered == 2
    assert len(post.delivered) == 2


def test_a_locked_outbox_or_a_broken_listener_does_not_end_the_courier(relay: Relay) -> None:
    worker = relay.organisation.device(DeviceRole.WORKER)

    class Locked(Post):
        asked = 0

        def queued(self) -> Sequence[Parcel]:
            self.asked += 1
            if self.asked == 1:
                raise LookupError("locked")
            return super().queued()

    async def go_on() -> int:
        post, gone = Locked(letters(relay.organisation, worker, 1)), asyncio.Event()

        def on_round(_: Round) -> None:
            if post.asked > 2:
                gone.set()
            raise RuntimeError("nobody listens")

        async with relay.mailboxes(worker) as mailboxes:
            task = asyncio.create_task(
                Courier(post, post, mailboxes, [], PACE).run(asyncio.Event(), on_round)
            )
            await asyncio.wait_for(gone.wait(), 10)
            assert not task.done()
            task.cancel()
        return len(post.delivered)

    assert asyncio.run(go_on()) == 1


def test_the_courier_waits_longer_and_longer_but_not_after_a_move() -> None:
    pace, waits, last = Pace(), [], 0.0
    for _ in range(8):
        last = pace.next(last, moved=False)
        waits.append(last)
    assert waits == [2, 4, 8, 16, 32, 60, 60, 60]
    assert pace.next(60, moved=True) == 2


def impostor(answer: httpx.Response) -> Callable[..., Awaitable[None]]:
    """A server that stands where the relay should, and always answers the same."""

    async def serve(_: object, __: object, send: Callable[..., Awaitable[None]]) -> None:
        await send(
            {"type": "http.response.start", "status": answer.status_code, "headers": answer.headers.raw}
        )
        await send({"type": "http.response.body", "body": answer.content})

    return serve


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, text="<html>Log in to this network</html>"),
        httpx.Response(302, headers={"Location": "https://elsewhere.example/"}, text="{}"),
        httpx.Response(201, json={"position": 1, "id": "0" * 64}),
        httpx.Response(201, json={"position": -1, "id": "x"}),
        httpx.Response(200, json={"envelopes": [{"position": 0, "envelope": ""}]}),
        httpx.Response(200, content=b"[" * 100_000),
        httpx.Response(502, json={"detail": "Bad Gateway"}),
        httpx.Response(200, content=b" " * (9 * 1024 * 1024)),
    ],
)
def test_what_is_not_the_relay_is_not_believed(answer: httpx.Response) -> None:
    organisation = Organisation()
    worker = organisation.device(DeviceRole.WORKER)
    (parcel,) = letters(organisation, worker, 1)
    transport = httpx.ASGITransport(impostor(answer))

    async def both() -> None:
        async with Mailboxes(
            "http://relay.example", worker.signing, worker.signed_pass, Clock(), transport
        ) as mailboxes:
            with pytest.raises(RelayUnreachable):
                await mailboxes.append(parcel.mailbox, parcel.envelope)
            with pytest.raises(RelayUnreachable):
                await mailboxes.fetch(worker.mailbox, Position(0))

    asyncio.run(both())


def test_a_relay_that_always_says_the_clock_is_wrong_is_given_up() -> None:
    worker = Organisation().device(DeviceRole.WORKER)
    answer = httpx.Response(401, json={"reason": "stale", "time": 5})
    transport = httpx.ASGITransport(impostor(answer))

    async def fetch() -> None:
        async with Mailboxes(
            "http://relay.example", worker.signing, worker.signed_pass, Clock(), transport
        ) as mailboxes:
            await mailboxes.fetch(worker.mailbox, Position(0))

    with pytest.raises(RelayRefused):
        asyncio.run(fetch())


class Hall:
    """A relay that has nothing, and stands still at the door until it is let through."""

    def __init__(self) -> None:
        self.asked, self.door = asyncio.Event(), asyncio.Event()

    async def append(self, mailbox: MailboxId, envelope: bytes) -> Position:
        raise RelayUnreachable("nothing is taken here")

    async def fetch(self, mailbox: MailboxId, after: Position) -> list[Incoming]:
        self.asked.set()
        await self.door.wait()
        return []


@pytest.mark.parametrize("turns", range(4))
def test_a_courier_that_is_woken_and_cancelled_in_one_breath_does_not_go_on(turns: int) -> None:
    async def wake_and_cancel() -> bool:
        hall, wake, rested = Hall(), asyncio.Event(), asyncio.Event()
        hall.door.set()
        courier = Courier(Post(), Post(), hall, [random_mailbox()], Pace(60, 60))
        task = asyncio.create_task(courier.run(wake, lambda _: rested.set()))
        await rested.wait()
        wake.set()
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait({task}, timeout=1)
        return task.cancelled() or not task.cancel()

    assert asyncio.run(wake_and_cancel())


def test_a_courier_that_is_told_to_stop_ends_without_being_cancelled() -> None:
    async def stop_at_rest_and_under_way() -> None:
        for under_way in (False, True):
            hall, wake = Hall(), asyncio.Event()
            seen: list[Round] = []
            rested = asyncio.Event()

            def on_round(done: Round, seen: list[Round] = seen, rested: asyncio.Event = rested) -> None:
                seen.append(done)
                rested.set()

            courier = Courier(Post(), Post(), hall, [random_mailbox(), random_mailbox()], Pace(60, 60))
            task = asyncio.create_task(courier.run(wake, on_round))
            await hall.asked.wait()
            if not under_way:
                hall.door.set()
                await rested.wait()
            heard = len(seen)
            hall.asked.clear()
            courier.stop()
            hall.door.set()
            await asyncio.wait_for(task, 1)
            assert len(seen) == heard
            assert not hall.asked.is_set()
            await asyncio.wait_for(courier.run(wake, on_round), 1)
            assert len(seen) == heard

    asyncio.run(stop_at_rest_and_under_way())


def test_a_full_inbox_fetches_nothing_and_holds_up_nothing(relay: Relay) -> None:
    worker, desk = (relay.organisation.device(role) for role in (DeviceRole.WORKER, DeviceRole.SUPERVISOR))
    asyncio.run(carry(relay, worker, Post(letters(relay.organisation, worker, 3))))

    class Small(Post):
        most = 0

        def cursor(self, mailbox: MailboxId) -> Position:
            if len(self.received) >= self.most:
                raise InboxFull
            return super().cursor(mailbox)

    post = Small(letters(relay.organisation, worker, 1))
    (done,) = asyncio.run(carry(relay, worker, post, own=[worker.mailbox]))
    assert (done.delivered, done.received, done.reachable) == (1, 0, True)
    reader = Small()
    asyncio.run(carry(relay, desk, reader, own=[relay.organisation.team_mailbox]))
    assert reader.received == []
    reader.most = 1
    asyncio.run(carry(relay, desk, reader, own=[relay.organisation.team_mailbox]))
    assert len(reader.received) >= 3


def fetched(laid: dict[int, bytes], clock: Clock | None = None) -> list[Incoming]:
    """What a device takes in from a relay that gives these envelopes at these positions."""
    device = Organisation().device(DeviceRole.WORKER)
    laid_down = [
        {"position": where, "envelope": base64.b64encode(what).decode()} for where, what in laid.items()
    ]
    answer = httpx.Response(200, json={"envelopes": laid_down})

    async def fetch() -> list[Incoming]:
        async with Mailboxes(
            "http://relay.example",
            device.signing,
            device.signed_pass,
            clock or Clock(),
            httpx.ASGITransport(impostor(answer)),
        ) as mailboxes:
            return await mailboxes.fetch(device.mailbox, Position(0))

    return asyncio.run(fetch())


def an_envelope() -> bytes:
    organisation = Organisation()
    return letters(organisation, organisation.device(DeviceRole.WORKER), 1)[0].envelope


@pytest.mark.parametrize("garbage", [b"", b"x" * 5_000, an_envelope()[1:], an_envelope() + b"x" * 2**21])
def test_what_is_no_envelope_is_not_taken_in(garbage: bytes) -> None:
    assert len(fetched({1: an_envelope()})) == 1
    with pytest.raises(RelayUnreachable):
        fetched({1: an_envelope(), 2: garbage})


def test_a_place_in_the_far_future_makes_no_device_deaf() -> None:
    soon = (Clock()() + FURTHEST_AHEAD - 60_000) * POSITIONS_PER_MILLISECOND
    assert len(fetched({1: an_envelope(), soon: an_envelope()})) == 2
    for far in (soon + 120_000 * POSITIONS_PER_MILLISECOND, 2**53 - 1):
        with pytest.raises(RelayUnreachable):
            fetched({1: an_envelope(), far: an_envelope()})


def test_a_tablet_whose_clock_is_a_year_slow_still_gets_its_post(relay: Relay) -> None:
    worker, desk = (relay.organisation.device(role) for role in (DeviceRole.WORKER, DeviceRole.SUPERVISOR))
    asyncio.run(carry(relay, worker, Post(letters(relay.organisation, worker, 1))))

    async def fetch() -> list[Incoming]:
        slow = Clock(FURTHEST_AHEAD - MOST_SLOW)
        async with relay.mailboxes(desk, clock=slow) as mailboxes:
            return await mailboxes.fetch(relay.organisation.team_mailbox, Position(0))

    assert asyncio.run(fetch())
