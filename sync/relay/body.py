"""Reading the body of a request: never more bytes, and never longer, than one may take."""

import asyncio
from typing import Final

from starlette.requests import ClientDisconnect, Request

from sync.wire.framing import LARGEST_ENVELOPE
from sync.wire.refusal import Reason, Refused

SECONDS_PER_BODY: Final = 60.0


async def read_body(request: Request) -> bytes:
    """Read a whole body of at most 2 MiB, within a minute.

    Raises:
        Refused: it is too large, too slow, or the connection broke.
    """
    _check_declared(request.headers.get("content-length", "0"))
    try:
        async with asyncio.timeout(SECONDS_PER_BODY):
            return await _collect(request)
    except (ClientDisconnect, TimeoutError) as reason:
        raise Refused(Reason.MALFORMED, "this request was not finished") from reason


async def _collect(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_ENVELOPE:
            raise Refused(Reason.TOO_LARGE, "this request is larger than 2 MiB")
    return bytes(body)


def _check_declared(length: str) -> None:
    if len(length) > 15 or (length.isdecimal() and int(length) > LARGEST_ENVELOPE):
        raise Refused(Reason.TOO_LARGE, "this request is larger than 2 MiB")
