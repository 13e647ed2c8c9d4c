"""Banners: what happened, what is safe, what to do. A screen reader says them as they appear."""

from typing import Literal

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.tokens import Tone
from keukentafel.app.kit.words import icon, spoken, text

BannerKind = Literal["offline", "tablet", "saved", "received", "warning", "error"]
"""What a banner is about."""

_LOOKS: dict[BannerKind, tuple[Tone, Tone, ft.IconData]] = {
    "offline": ("ink", "honey-soft", ft.Icons.CLOUD_OFF_ROUNDED),
    "tablet": ("ink", "honey-soft", ft.Icons.TABLET_MAC_ROUNDED),
    "saved": ("positive", "positive-soft", ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED),
    "received": ("positive", "positive-soft", ft.Icons.MARK_EMAIL_READ_OUTLINED),
    "warning": ("warning", "warning-soft", ft.Icons.WARNING_AMBER_ROUNDED),
    "error": ("negative", "negative-soft", ft.Icons.ERROR_OUTLINE_ROUNDED),
}


def banner(
    look: Look,
    kind: BannerKind,
    what: str,
    safe: str = "",
    *,
    identifier: str,
    action: ft.Control | None = None,
) -> ft.Control:
    """Return a banner: ``what`` happened, what is ``safe``, and the button that does something about it."""
    tone, ground, drawn = _LOOKS[kind]
    second = [text(look, safe, "meta")] if safe else []
    words = spoken(column(text(look, what, "label", tone), *second, gap=2), identifier=identifier)
    words.expand = True
    beside = [action] if action and not look.narrow else []
    inner: ft.Control = row(icon(look, drawn, tone, 26), words, *beside, gap=14, top=look.narrow)
    if action and look.narrow:
        inner = column(inner, row(action, align=ft.MainAxisAlignment.END), gap=4)
    return ft.Container(
        inner,
        bgcolor=look.color(ground),
        padding=ft.Padding.symmetric(horizontal=16, vertical=12),
        border_radius=look.tokens.radius["md"],
    )
