"""How far a plan has come, as icon and words; never more than is known."""

import flet as ft

from keukentafel.app.kit.look import Look
from keukentafel.app.kit.signs import sign
from keukentafel.app.kit.tokens import Tone
from keukentafel.app.state.card import Status
from keukentafel.app.texts import Texts

_DRAWN: dict[Status, tuple[ft.IconData, Tone]] = {
    Status.TABLET: (ft.Icons.TABLET_MAC_ROUNDED, "ink"),
    Status.QUEUED: (ft.Icons.TABLET_MAC_ROUNDED, "ink"),
    Status.DELIVERED: (ft.Icons.OUTBOX_OUTLINED, "ink"),
    Status.RECEIVED: (ft.Icons.MARK_EMAIL_READ_OUTLINED, "positive"),
    Status.AGREED: (ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, "positive"),
    Status.QUESTION: (ft.Icons.REPLY_ROUNDED, "warning"),
    Status.NEW: (ft.Icons.INBOX_OUTLINED, "pen"),
    Status.OPENED: (ft.Icons.MARK_EMAIL_READ_OUTLINED, "ink"),
    Status.BEGUN: (ft.Icons.HISTORY_ROUNDED, "ink"),
}


def status_sign(look: Look, texts: Texts, status: Status, *, at_the_desk: bool = False) -> ft.Control:
    """Draw how far a plan has come."""
    icon, tone = _DRAWN[status]
    return sign(look, icon, status_words(texts, status, at_the_desk=at_the_desk), tone, "meta")


def status_words(texts: Texts, status: Status, *, at_the_desk: bool = False) -> str:
    """Say how far a plan has come; at the desk the supervisor's own answer is said shorter."""
    answered = at_the_desk and status in {Status.AGREED, Status.QUESTION}
    return texts(f"desk.status.{status.value}" if answered else f"status.{status.value}")
