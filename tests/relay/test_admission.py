"""Who may come in, asked of a running relay."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from sync.envelope import SealedEnvelope, seal
from sync.identity import DeviceRole
from sync.mailbox import RelayRefused
from sync.wire.admission import Revocations, issue_revocations
from sync.wire.names import Moment, Position, caller_of
from sync.wire.refusal import Reason
from sync.wire.request import WINDOW, random_nonce
from tests.relay.running import Clock, Relay, now, relay_in_thread, write_organisations
from tests.sync.waterkerke import NOW, Device, Organisation

YEAR = int(timedelta(days=365).total_seconds() * 1000)


def worker(relay: Relay) -> Device:
    return relay.organisation.device(DeviceRole.WORKER)


def letter(relay: Relay, device: Device, body: bytes = b"plan") -> SealedEnvelope:
    return seal(body, [relay.organisation.team_sealing], device.signing)


def team(relay: Relay) -> str:
    return f"/mailboxes/{relay.organisation.team_mailbox}/envelopes"


def reason_of(answer: httpx.Response) -> Reason:
    return Reason(answer.json()["reason"])


def test_an_envelope_laid_twice_is_kept_once(relay: Relay) -> None:
    device, desk = worker(relay), relay.organisation.device(DeviceRole.SUPERVISOR)
    assert relay.admit(device).status_code == relay.admit(device).status_code == 200
    envelope = letter(relay, device)
    first, again = (relay.ask(device, "POST", team(relay), envelope) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    relay.admit(desk)
    found = relay.ask(desk, "GET", team(relay) + f"?after={first.json()['position'] - 1}").json()
    assert [one["position"] for one in found["envelopes"]] == [first.json()["position"]]


def test_a_device_without_a_pass_is_refused(relay: Relay) -> None:
    device = worker(relay)
    answer = relay.ask(device, "POST", team(relay), letter(relay, device))
    assert (answer.status_code, reason_of(answer)) == (401, Reason.UNKNOWN_DEVICE)


def test_a_pass_of_another_root_or_another_device_is_refused(relay: Relay) -> None:
    stranger = Organisation(id=relay.organisation.id).device(DeviceRole.SUPERVISOR)
    assert reason_of(relay.admit(stranger)) is Reason.MALFORMED
    thief, owner = worker(relay), worker(relay)
    stolen = relay.ask(thief, "PUT", f"/devices/{thief.card.device}", owner.signed_pass)
    assert reason_of(stolen) is Reason.NOT_ALLOWED
    for_owner = relay.ask(thief, "PUT", f"/devices/{owner.card.device}", owner.signed_pass)
    assert reason_of(for_owner) is Reason.NOT_ALLOWED


def test_a_changed_request_is_refused(relay: Relay) -> None:
    device = worker(relay)
    relay.admit(device)
    envelope = letter(relay, device)
    sent = relay.ask(device, "POST", team(relay), envelope).request
    headers = {**sent.headers, "content-length": str(len(envelope))}
    for url, body in (
        (sent.url, envelope[:-1] + bytes([envelope[-1] ^ 1])),
        (str(sent.url) + "?limit=1", envelope),
    ):
        answer = relay.http.post(url, content=body, headers=headers)
        assert reason_of(answer) is Reason.BAD_SIGNATURE
    headers["keukentafel-device"] = caller_of(worker(relay).signing)
    assert reason_of(relay.http.post(sent.url, content=envelope, headers=headers)) is Reason.BAD_SIGNATURE


def test_a_request_counts_once(relay: Relay) -> None:
    device, nonce, time = worker(relay), random_nonce(), now()
    relay.admit(device)
    assert relay.ask(device, "POST", team(relay), letter(relay, device), time, nonce).status_code == 201
    again = relay.ask(device, "POST", team(relay), letter(relay, device), time, nonce)
    assert reason_of(again) is Reason.REPLAYED


@pytest.mark.parametrize("off", [-YEAR, -WINDOW - 5_000, WINDOW + 60_000, YEAR])
def test_a_clock_that_is_off_is_refused_and_told_the_time(relay: Relay, off: int) -> None:
    device = worker(relay)
    relay.admit(device)
    answer = relay.ask(device, "POST", team(relay), letter(relay, device), Moment(now() + off))
    assert (answer.status_code, reason_of(answer)) == (401, Reason.STALE)
    assert abs(answer.json()["time"] - now()) < 60_000


@pytest.mark.parametrize("off", [-YEAR, YEAR])
def test_a_tablet_whose_clock_is_a_year_off_delivers_all_the_same(relay: Relay, off: int) -> None:
    device = worker(relay)

    async def deliver() -> Position:
        async with relay.mailboxes(device, clock=Clock(off)) as mailboxes:
            return await mailboxes.append(relay.organisation.team_mailbox, letter(relay, device))

    assert asyncio.run(deliver()) > 0


def test_a_mailbox_is_only_for_whom_the_pass_says(relay: Relay) -> None:
    device, colleague = worker(relay), worker(relay)
    relay.admit(device)
    for method, mailbox in (
        ("GET", relay.organisation.team_mailbox),
        ("GET", colleague.mailbox),
        ("POST", colleague.mailbox),
    ):
        answer = relay.ask(device, method, f"/mailboxes/{mailbox}/envelopes", letter(relay, device))
        assert (answer.status_code, reason_of(answer)) == (403, Reason.NOT_ALLOWED)


def test_only_something_that_looks_like_an_envelope_is_kept(relay: Relay) -> None:
    device = worker(relay)
    relay.admit(device)
    assert reason_of(relay.ask(device, "POST", team(relay), b"x" * 5_000)) is Reason.MALFORMED
    too_large = relay.ask(device, "POST", team(relay), b"x" * (2 * 1024 * 1024 + 1))
    assert (too_large.status_code, reason_of(too_large)) == (413, Reason.TOO_LARGE)


def test_a_revoked_device_is_refused_and_its_pass_does_not_help(relay: Relay) -> None:
    lost, administrator = worker(relay), relay.organisation.device(DeviceRole.ADMINISTRATOR)
    relay.admit(lost)
    relay.admit(administrator)
    assert relay.ask(lost, "POST", team(relay), letter(relay, lost)).status_code == 201
    document = Revocations(
        organisation=relay.organisation.id, devices=(caller_of(lost.signing),), issued_at=NOW
    )
    forged = issue_revocations(Organisation().root, document)
    assert reason_of(relay.ask(administrator, "POST", "/revocations", forged)) is Reason.MALFORMED
    signed = issue_revocations(relay.organisation.root, document)
    assert relay.ask(administrator, "POST", "/revocations", signed).status_code == 200
    assert reason_of(relay.ask(lost, "POST", team(relay), letter(relay, lost))) is Reason.REVOKED
    assert reason_of(relay.admit(lost)) is Reason.REVOKED

    async def client() -> None:
        async with relay.mailboxes(lost) as mailboxes:
            await mailboxes.fetch(lost.mailbox, Position(0))

    with pytest.raises(RelayRefused) as refusal:
        asyncio.run(client())
    assert refusal.value.reason is Reason.REVOKED


def test_organisations_do_not_see_each_other(relay: Relay) -> None:
    ours, neighbours = relay.organisation, Organisation(team_mailbox=relay.organisation.team_mailbox)
    theirs = neighbours.device(DeviceRole.SUPERVISOR)
    assert reason_of(relay.admit(theirs)) is Reason.NOT_ALLOWED
    write_organisations(relay.folder, [ours, neighbours])
    assert relay.admit(theirs).status_code == 200
    relay.admit(device := worker(relay))
    assert relay.ask(device, "POST", team(relay), letter(relay, device)).status_code == 201
    assert relay.ask(theirs, "GET", team(relay)).json() == {"envelopes": []}


def test_a_revocation_and_a_pass_survive_a_restart(tmp_path) -> None:
    organisation = Organisation()
    with relay_in_thread(tmp_path, organisation) as relay:
        lost, desk = worker(relay), organisation.device(DeviceRole.SUPERVISOR)
        relay.admit(lost)
        relay.admit(desk)
        document = Revocations(
            organisation=organisation.id, devices=(caller_of(lost.signing),), issued_at=NOW
        )
        relay.ask(desk, "POST", "/revocations", issue_revocations(organisation.root, document))
        recorded = (now(), random_nonce())
        assert relay.ask(desk, "GET", team(relay), b"", *recorded).status_code == 200
    with relay_in_thread(tmp_path, organisation) as relay:
        assert reason_of(relay.admit(lost)) is Reason.REVOKED
        assert relay.ask(desk, "GET", team(relay)).status_code == 200
        assert reason_of(relay.ask(desk, "GET", team(relay), b"", *recorded)) is Reason.STALE
