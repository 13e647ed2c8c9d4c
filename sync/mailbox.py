"""Talking with the relay: laying an envelope in a mailbox and fetching what lies in one.

Every request is signed by this device. Two refusals are mended here: a wrong clock, by using the relay's time
from then on, and a relay that does not know us (it is new, or restored from an old copy), by bringing our
pass again. The relay is not trusted: its answers are bounded, checked, and never followed elsewhere.
"""

import asyncio
import base64
import binascii
import itertools
import json
from collections.abc import Callable
from types import TracebackType
from typing import Annotated, Any, Final, NamedTuple, TypeVar

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel, Field, ValidationError

from sync.envelope import SealedEnvelope
from sync.wire.framing import looks_like_an_envelope
from sync.wire.names import (
    KEY_OR_DIGEST,
    POSITIONS_PER_MILLISECOND,
    EnvelopeId,
    MailboxId,
    Moment,
    MomentField,
    Position,
    caller_of,
    envelope_id,
)
from sync.wire.refusal import Reason
from sync.wire.request import Asked, random_nonce, sign_request

LARGEST_ANSWER: Final = 8 * 1024 * 1024
SECONDS_PER_REQUEST: Final = 60.0
FURTHEST_AHEAD: Final = 24 * 3600 * 1000
"""How far in the future the position of an envelope may lie, in milliseconds."""
MOST_SLOW: Final = 400 * 24 * 3600 * 1000
"""How slow a relay may say that our clock is before its word no longer moves that bound, in milliseconds."""
_TRY_LATER: Final = frozenset({Reason.TOO_BUSY, Reason.UNAVAILABLE, Reason.REPLAYED})
_TIMEOUT: Final = httpx.Timeout(20.0, connect=10.0)


class RelayUnreachable(Exception):
    """The relay does not answer, has no time, or what answers is not the relay; later it may go well."""


class RelayRefused(Exception):
    """The relay refuses, and will refuse again. It is not believed about anything else."""

    def __init__(self, reason: Reason) -> None:
        super().__init__("the relay refuses this request")
        self.reason = reason


class Incoming(NamedTuple):
    """One envelope with its place in the mailbox."""

    position: Position
    envelope: bytes


class _Delivered(BaseModel):
    position: Annotated[Position, Field(gt=0, le=2**53 - 1)]
    id: Annotated[EnvelopeId, KEY_OR_DIGEST]


class _Laid(BaseModel):
    position: Annotated[Position, Field(gt=0, le=2**53 - 1)]
    envelope: str


class _Fetched(BaseModel):
    envelopes: list[_Laid]


class _Refusal(BaseModel):
    reason: Reason
    time: MomentField | None = None


Shape = TypeVar("Shape", bound=BaseModel)


class Mailboxes:
    """The mailboxes of one relay, as this device may use them.

    ``base_url`` is the relay's address, ``admission`` our signed pass, ``clock`` this device's own clock in
    milliseconds; what it differs from the relay's is learnt and kept here only.
    """

    def __init__(
        self,
        base_url: str,
        device: Ed25519PrivateKey,
        admission: bytes,
        clock: Callable[[], Moment],
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._device = device
        self._admission = admission
        self._clock = clock
        self._offset = 0
        self._client = httpx.AsyncClient(
            base_url=base_url,
            transport=transport,
            timeout=_TIMEOUT,
            follow_redirects=False,
            trust_env=False,
            headers={"Accept-Encoding": "identity", "User-Agent": "keukentafel"},
        )

    async def __aenter__(self) -> "Mailboxes":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()

    async def append(self, mailbox: MailboxId, envelope: SealedEnvelope) -> Position:
        """Lay an envelope in a mailbox; doing so again gives the same position.

        Raises:
            RelayUnreachable: it did not go well now; whether the relay has it is not known.
            RelayRefused: the relay will not have it.
        """
        answer = await self._ask("POST", f"/mailboxes/{mailbox}/envelopes", envelope)
        delivered = _read(answer, _Delivered)
        if delivered.id != envelope_id(envelope):
            raise RelayUnreachable("the relay answered about another envelope")
        return delivered.position

    async def fetch(self, mailbox: MailboxId, after: Position) -> list[Incoming]:
        """Fetch the next envelopes of a mailbox, in order; an empty list when there are no more for now.

        What does not look like an envelope is not taken in, and neither is a position that no relay gives:
        positions follow the clock (`sync.relay.store`), and one from the far future would leave this device
        deaf to everything that an honest relay lays down after it.

        Raises:
            RelayUnreachable: it did not go well now, or what was given is no post.
            RelayRefused: this device may not read that mailbox.
        """
        answer = await self._ask("GET", f"/mailboxes/{mailbox}/envelopes?after={after}", b"")
        items = [
            Incoming(laid.position, _bytes_of(laid.envelope)) for laid in _read(answer, _Fetched).envelopes
        ]
        positions = [after, *(item.position for item in items)]
        if any(later <= earlier for earlier, later in itertools.pairwise(positions)):
            raise RelayUnreachable("the relay gave envelopes out of order")
        if positions[-1] > max(after, self._furthest()):
            raise RelayUnreachable("the relay gave an envelope a place in the far future")
        if not all(looks_like_an_envelope(item.envelope) for item in items):
            raise RelayUnreachable("the relay gave something that is no envelope")
        return items

    def _furthest(self) -> int:
        slow = min(max(0, self._offset), MOST_SLOW)
        return (self._clock() + slow + FURTHEST_AHEAD) * POSITIONS_PER_MILLISECOND

    async def _ask(self, method: str, target: str, body: bytes) -> Any:
        """Ask, mend what can be mended once each, and ask again."""
        mended: set[Reason] = set()
        while True:
            status, answer = await self._send(method, target, body)
            if status in (200, 201):
                return answer
            refusal = _read(answer, _Refusal)
            if refusal.reason in _TRY_LATER:
                raise RelayUnreachable("the relay has no time now")
            if refusal.reason in mended or not await self._mend(refusal):
                raise RelayRefused(refusal.reason)
            mended.add(refusal.reason)

    async def _mend(self, refusal: _Refusal) -> bool:
        if refusal.reason is Reason.STALE and refusal.time is not None:
            self._offset = refusal.time - self._clock()
            return True
        if refusal.reason is Reason.UNKNOWN_DEVICE:
            await self._present_pass()
            return True
        return False

    async def _present_pass(self) -> None:
        target = f"/devices/{caller_of(self._device)}"
        for _ in range(2):
            status, answer = await self._send("PUT", target, self._admission)
            if status == 200:
                return
            refusal = _read(answer, _Refusal)
            if refusal.reason is not Reason.STALE or not await self._mend(refusal):
                raise RelayRefused(refusal.reason)
        raise RelayRefused(Reason.STALE)

    async def _send(self, method: str, target: str, body: bytes) -> tuple[int, Any]:
        request = self._client.build_request(method, target, content=body)
        asked = Asked(method, request.url.raw_path.decode("ascii"), body)
        time = Moment(max(0, self._clock() + self._offset))
        request.headers.update(sign_request(self._device, asked, time, random_nonce()))
        try:
            async with asyncio.timeout(SECONDS_PER_REQUEST):
                response = await self._client.send(request, stream=True)
                try:
                    return response.status_code, json.loads(await _read_bounded(response))
                finally:
                    await response.aclose()
        except (httpx.HTTPError, httpx.StreamError, TimeoutError, OSError) as reason:
            raise RelayUnreachable("the relay does not answer") from reason
        except (ValueError, RecursionError):
            raise RelayUnreachable("what answers is not the relay") from None


async def _read_bounded(response: httpx.Response) -> bytes:
    data = bytearray()
    async for chunk in response.aiter_raw():
        data += chunk
        if len(data) > LARGEST_ANSWER:
            raise RelayUnreachable("the relay answers with more than was asked")
    return bytes(data)


def _read(answer: Any, shape: type[Shape]) -> Shape:
    try:
        return shape.model_validate(answer)
    except ValidationError:
        raise RelayUnreachable("what answers is not the relay") from None


def _bytes_of(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise RelayUnreachable("what answers is not the relay") from None
