"""The endpoints of the relay.

    PUT  /devices/{device}                a device brings its pass; again is harmless
    POST /mailboxes/{mailbox}/envelopes   raw bytes; 201 new, 200 there already; {"position", "id"}
    GET  /mailboxes/{mailbox}/envelopes   ?after=N&limit=M; {"envelopes": [{"position", "envelope"}, …]}
    POST /revocations                     a list of revoked devices, signed by the organisation's root
    GET  /health                          the only one that needs no signature

Every refusal is a 4xx, or 503 when the disk is full, with a reason and one sentence that repeats nothing of
the request. Nothing is logged about devices or mailboxes.
"""

import base64
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final

from fastapi import FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from sync.relay.body import read_body
from sync.relay.doorkeeper import Doorkeeper
from sync.relay.store import Store
from sync.relay.writer import StoreUnavailable
from sync.wire.framing import looks_like_an_envelope
from sync.wire.names import MailboxId, Moment, OrganisationId, Position, RootKey, envelope_id
from sync.wire.refusal import STATUS, Reason, Refused
from sync.wire.request import Asked, Claim, read_claim

MOST_PER_ANSWER: Final = 50
MOST_BYTES_PER_ANSWER: Final = 4 * 1024 * 1024

MailboxInPath = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
DeviceInPath = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
After = Annotated[int, Query(ge=0, le=2**53 - 1)]
Limit = Annotated[int, Query(ge=1, le=MOST_PER_ANSWER)]


def make_relay(store: Store, roots: Mapping[OrganisationId, RootKey], clock: Callable[[], Moment]) -> FastAPI:
    """Make the relay's application over a store, for some organisations, with a clock in milliseconds."""
    doorkeeper = Doorkeeper(store, roots, clock)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    _add_refusals(app, doorkeeper)
    _add_devices(app, doorkeeper)
    _add_mailboxes(app, doorkeeper, store)
    return app


def _add_devices(app: FastAPI, doorkeeper: Doorkeeper) -> None:
    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"relay": "keukentafel"}

    @app.put("/devices/{device}")
    async def admit(device: DeviceInPath, request: Request) -> dict[str, str]:
        claim, asked = await _read(request)
        await doorkeeper.admit(device, claim, asked)
        return {"device": device}

    @app.post("/revocations")
    async def revoke(request: Request) -> dict[str, str]:
        claim, asked = await _read(request)
        await doorkeeper.revoke(claim, asked)
        return {"revocations": "heeded"}


def _add_mailboxes(app: FastAPI, doorkeeper: Doorkeeper, store: Store) -> None:
    @app.post("/mailboxes/{mailbox}/envelopes")
    async def append(mailbox: MailboxInPath, request: Request) -> JSONResponse:
        claim, asked = await _read(request)
        admission = doorkeeper.judge(claim, asked)
        if not admission.allows_writing(MailboxId(mailbox)):
            raise Refused(Reason.NOT_ALLOWED, "this device may not write to this mailbox")
        if not looks_like_an_envelope(asked.body):
            raise Refused(Reason.MALFORMED, "this is not a sealed envelope")
        kept = await store.append(admission.organisation, MailboxId(mailbox), asked.body)
        answer = {"position": kept.position, "id": envelope_id(asked.body)}
        return JSONResponse(answer, status_code=201 if kept.new else 200)

    @app.get("/mailboxes/{mailbox}/envelopes")
    async def fetch(
        mailbox: MailboxInPath, request: Request, after: After = 0, limit: Limit = MOST_PER_ANSWER
    ) -> JSONResponse:
        claim, asked = await _read(request)
        admission = doorkeeper.judge(claim, asked)
        if not admission.allows_reading(MailboxId(mailbox)):
            raise Refused(Reason.NOT_ALLOWED, "this device may not read this mailbox")
        found = await store.read(
            admission.organisation, MailboxId(mailbox), Position(after), limit, MOST_BYTES_PER_ANSWER
        )
        envelopes = [
            {"position": laid.position, "envelope": base64.b64encode(laid.envelope).decode("ascii")}
            for laid in found
        ]
        return JSONResponse({"envelopes": envelopes})


def _add_refusals(app: FastAPI, doorkeeper: Doorkeeper) -> None:
    @app.exception_handler(Refused)
    async def refused(_: Request, reason: Refused) -> JSONResponse:
        time = doorkeeper.now() if reason.reason is Reason.STALE else None
        return _refusal(reason.reason, reason.sentence, time)

    @app.exception_handler(StoreUnavailable)
    async def unavailable(_: Request, reason: StoreUnavailable) -> JSONResponse:
        return _refusal(Reason.UNAVAILABLE, str(reason))

    @app.exception_handler(RequestValidationError)
    async def malformed(_: Request, __: RequestValidationError) -> JSONResponse:
        return _refusal(Reason.MALFORMED, "the address of this request is malformed")

    @app.exception_handler(HTTPException)
    async def elsewhere(_: Request, reason: HTTPException) -> JSONResponse:
        return _refusal(Reason.NOT_FOUND, "there is nothing here", status=reason.status_code)


def _refusal(
    reason: Reason, sentence: str, time: Moment | None = None, status: int | None = None
) -> JSONResponse:
    answer: dict[str, Any] = {"reason": reason.value, "sentence": sentence}
    if time is not None:
        answer["time"] = time
    return JSONResponse(answer, status_code=status or STATUS[reason])


async def _read(request: Request) -> tuple[Claim, Asked]:
    claim = read_claim(request.headers)
    query = request.scope["query_string"]
    target = request.scope["raw_path"] + (b"?" + query if query else b"")
    return claim, Asked(request.method, target.decode("latin-1"), await read_body(request))
