"""Whatever is sent to the relay, it answers with a short refusal, and goes on."""

import socket
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.envelope import seal
from sync.identity import DeviceRole
from sync.wire.refusal import Reason
from tests.relay.running import Relay, now
from tests.sync.waterkerke import Device

METHODS = st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"])
SEGMENT = st.sampled_from(
    [
        "mailboxes",
        "envelopes",
        "devices",
        "revocations",
        "health",
        "0" * 32,
        "0" * 64,
        "%00",
        "%ff",
        "..",
        "%F0%9F%92%A9",
        "OWN",
        "TEAM",
        "DEVICE",
    ]
) | st.text("abcdef0123456789-_.~", max_size=40)
QUERY = st.sampled_from(
    [
        "",
        "?",
        "?after=0",
        "?after=-1",
        "?after=9007199254740992",
        "?after=1e9",
        "?limit=0",
        "?limit=51",
        "?limit=9&limit=x",
        "?after=%00",
        "?" + "a" * 500,
    ]
)
WELL_KNOWN = st.sampled_from(
    ["/mailboxes/OWN/envelopes", "/mailboxes/TEAM/envelopes", "/devices/DEVICE", "/revocations", "/health"]
)
TARGETS = st.tuples(
    WELL_KNOWN | st.lists(SEGMENT, max_size=4).map(lambda parts: "/" + "/".join(parts)), QUERY
).map("".join)


@pytest.fixture(scope="module")
def device(relay: Relay) -> Device:
    admitted = relay.organisation.device(DeviceRole.WORKER)
    assert relay.admit(admitted).status_code == 200
    return admitted


@given(METHODS, TARGETS, st.binary(max_size=400) | st.sampled_from([b"ENVELOPE", b"PASS"]))
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_signed_request_of_any_form_is_never_a_server_error(
    relay: Relay, device: Device, method: str, target: str, body: bytes
) -> None:
    known = {b"ENVELOPE": seal(b"", [device.sealing], device.signing), b"PASS": device.signed_pass}
    for name, value in (
        ("OWN", device.mailbox),
        ("TEAM", relay.organisation.team_mailbox),
        ("DEVICE", device.card.device),
    ):
        target = target.replace(name, value)
    answer = relay.ask(device, method, target, known.get(body, body))
    assert answer.status_code < 500
    if answer.status_code >= 400 and method != "HEAD":
        assert Reason(answer.json()["reason"])
        assert len(answer.json()["sentence"]) < 100


@given(
    st.dictionaries(
        st.sampled_from(["Device", "Time", "Nonce", "Signature"]),
        st.text(st.characters(min_codepoint=33, max_codepoint=255), max_size=140)
        | st.sampled_from(["0" * 64, "0" * 32, "0" * 128, str(now())]),
    )
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_headers_of_any_form_are_never_a_server_error(relay: Relay, values: dict[str, str]) -> None:
    headers = {f"Keukentafel-{name}": value.encode("latin-1") for name, value in values.items()}
    url = f"{relay.url}/mailboxes/{'0' * 32}/envelopes"
    answer = relay.http.get(url, headers=headers)
    assert answer.status_code in (400, 401)


@pytest.mark.parametrize(
    "raw",
    [
        b"GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /revocations HTTP/1.1\r\nHost: x\r\nContent-Length: " + b"9" * 30 + b"\r\n\r\n",
        b"POST /revocations HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET http:// HTTP/1.1\r\nHost: \xff\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"POST /revocations HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nhalf",
    ],
)
def test_broken_http_leaves_the_relay_standing(relay: Relay, raw: bytes) -> None:
    address = urlsplit(relay.url)
    with socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=5) as line:
        line.sendall(raw)
        line.shutdown(socket.SHUT_WR)
        answer = line.recv(4096)
    assert not answer.startswith(b"HTTP/1.1 5")
    assert relay.http.get(relay.url + "/health").status_code == 200
