"""Who may come in: the device's signature on the request, its organisation's signature on its pass.

The doorkeeper knows keys, not people. Its memory is in the store. Passes are verified again when the
relay starts, so that taking an organisation off the list takes its devices off too; a revocation, once
checked, is for ever.
"""

import hmac
from collections.abc import Callable, Mapping

from sync.relay.store import Store
from sync.wire.admission import (
    Pass,
    Revocations,
    UnknownOrganisation,
    read_kept_revocations,
    read_pass,
    read_revocations,
)
from sync.wire.document import DocumentRefused
from sync.wire.names import Caller, Moment, OrganisationId, RootKey
from sync.wire.refusal import Reason, Refused
from sync.wire.request import Asked, Claim, SeenRequests, verify


class Doorkeeper:
    """Lets requests in or refuses them with `Refused`."""

    def __init__(
        self, store: Store, roots: Mapping[OrganisationId, RootKey], clock: Callable[[], Moment]
    ) -> None:
        self._store = store
        self._roots = roots
        self._clock = clock
        self._seen = SeenRequests(clock())
        self._passes: dict[Caller, Pass] = {}
        self._revoked: set[tuple[OrganisationId, Caller]] = set()
        self._remember()

    def judge(self, claim: Claim, asked: Asked) -> Pass:
        """Let a request of an admitted device in, and return its pass.

        Raises:
            Refused: the clock, the signature, the device or the nonce is not in order.
        """
        self._check_made_by(claim, asked)
        admission = self._passes.get(claim.device)
        if admission is None or admission.organisation not in self._roots:
            raise Refused(Reason.UNKNOWN_DEVICE, "this device is not known here; it may bring its pass")
        self._check_not_revoked(admission)
        self._seen.remember(claim, self._clock())
        return admission

    async def admit(self, device: str, claim: Claim, asked: Asked) -> None:
        """Admit the device that made this request, by the pass in its body.

        Raises:
            Refused: the request or the pass is not in order, or the device was revoked.
        """
        self._check_made_by(claim, asked)
        if not hmac.compare_digest(device.encode("utf-8"), claim.device.encode("utf-8")):
            raise Refused(Reason.NOT_ALLOWED, "a device can only bring its own pass")
        admission = self._read_pass(asked.body)
        former = self._passes.get(claim.device)
        if admission.device != claim.device or (former and former.organisation != admission.organisation):
            raise Refused(Reason.NOT_ALLOWED, "this pass is not of this device")
        self._check_not_revoked(admission)
        self._seen.remember(claim, self._clock())
        if former is None or former.issued_at < admission.issued_at:
            await self._store.keep_pass(claim.device, asked.body)
            self._passes[claim.device] = admission

    async def revoke(self, claim: Claim, asked: Asked) -> None:
        """Heed a list of revoked devices that the caller's organisation has signed.

        Raises:
            Refused: the request or the list is not in order, or of another organisation.
        """
        admission = self.judge(claim, asked)
        try:
            revocations = read_revocations(asked.body, self._roots)
        except DocumentRefused as reason:
            raise Refused(Reason.MALFORMED, str(reason)) from reason
        if revocations.organisation != admission.organisation:
            raise Refused(Reason.NOT_ALLOWED, "an organisation can only revoke its own devices")
        await self._store.keep_revocations(asked.body)
        self._heed(revocations)

    def now(self) -> Moment:
        """Return the relay's time, which a refused device may set its own by."""
        return self._clock()

    def _check_made_by(self, claim: Claim, asked: Asked) -> None:
        self._seen.check_time(claim, self._clock())
        verify(claim, asked)

    def _check_not_revoked(self, admission: Pass) -> None:
        if (admission.organisation, admission.device) in self._revoked:
            raise Refused(Reason.REVOKED, "this device was revoked by its organisation")

    def _read_pass(self, document: bytes) -> Pass:
        try:
            return read_pass(document, self._roots)
        except UnknownOrganisation as reason:
            raise Refused(Reason.NOT_ALLOWED, str(reason)) from reason
        except DocumentRefused as reason:
            raise Refused(Reason.MALFORMED, str(reason)) from reason

    def _heed(self, revocations: Revocations) -> None:
        self._revoked.update((revocations.organisation, device) for device in revocations.devices)

    def _remember(self) -> None:
        for document in self._store.passes():
            try:
                admission = read_pass(document, self._roots)
            except DocumentRefused:
                continue
            self._passes[admission.device] = admission
        for document in self._store.revocations():
            try:
                self._heed(read_kept_revocations(document))
            except DocumentRefused:
                continue
