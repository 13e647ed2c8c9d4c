"""The look of one screen: how large it is, which paper, how large the letters, and what follows from that.

Whether words fit is a matter of width divided by text scale, not of pixels: a tablet at 200 % has the room
of a phone and gets the arrangement of one (``narrow``). Colours and letters are asked by name, so that a
part never holds a value of its own.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import flet as ft

from keukentafel.app.kit.tokens import ListenTone, Theme, Tokens, Tone, TypeRole, bundled_tokens

FONTS: Final = {
    "Voice": "fonts/Literata-Regular.ttf",
    "VoiceSemi": "fonts/Literata-SemiBold.ttf",
    "Device": "fonts/NotoSans-Regular.ttf",
    "DeviceSemi": "fonts/NotoSans-SemiBold.ttf",
    "Arabic": "fonts/NotoSansArabic-Regular.ttf",
    "Hebrew": "fonts/NotoSansHebrew-Regular.ttf",
}
"""For ``page.fonts``: family name to file under the assets. Flet knows one file a family, so that semi-bold
is a family of its own."""

OTHER_SCRIPTS: Final = ("Arabic", "Hebrew")
"""The families for letters that the ones of our own have no shapes for."""

TRANSPARENT: Final = "#00000000"

_FAMILY = {
    ("voice", 400): "Voice",
    ("voice", 600): "VoiceSemi",
    ("device", 400): "Device",
    ("device", 600): "DeviceSemi",
}
_NARROWEST_ROOMY = 560
_NARROWEST_WORDS = 300
_CLOSER: Final = frozenset({"display", "title"})
_LARGE: Final = frozenset({"display", "title", "heading"})


@dataclass(frozen=True)
class Look:
    """The measure for one screen. ``width`` and ``height`` in logical pixels, ``scale`` from 1.0 to 2.0."""

    width: float
    height: float
    theme: Theme
    scale: float
    tokens: Tokens
    still: bool = False
    """No motion at all."""
    mirrored: bool = False
    """The language of the screen is written from right to left."""

    @property
    def phone(self) -> bool:
        """Whether the window is a phone's."""
        return self.width <= self.tokens.layout["phone"]["max-width"]

    @property
    def landscape(self) -> bool:
        """Whether the window is a tablet lying on its long side."""
        return self.width > self.tokens.layout["portrait"]["max-width"]

    @property
    def portrait(self) -> bool:
        """Whether the window is a tablet standing up."""
        return not self.phone and not self.landscape

    @property
    def narrow(self) -> bool:
        """Whether words have the room of a phone, whatever the window is."""
        return self.width / self.scale < _NARROWEST_ROOMY

    @property
    def tight(self) -> bool:
        """Whether even one long word hardly fits: a phone at 150 % and more."""
        return self.width / self.scale < _NARROWEST_WORDS

    @property
    def columns(self) -> int:
        """How many columns the screen shows: 2 in landscape with room, else 1."""
        return 2 if self.landscape and not self.narrow else 1

    @property
    def margin(self) -> int:
        """Pixels between the edge of the screen and the sheets."""
        return self.tokens.layout["phone" if self.phone else "portrait"]["margin"]

    @property
    def padding(self) -> int:
        """Pixels between the edge of a sheet and its words."""
        return 20 if self.phone else 32

    @property
    def line_length(self) -> float:
        """The longest line that reads well, in pixels."""
        return self.tokens.size["line-length"] * self.scale

    def color(self, tone: Tone) -> str:
        """Return a colour of this theme as Flet writes it."""
        return flet_color(
            self.tokens.color.dark[tone] if self.theme == "dark" else self.tokens.color.light[tone]
        )

    def listening(self, tone: ListenTone) -> str:
        """Return a colour of the lamp's light as Flet writes it."""
        return flet_color(self.tokens.color.listen[tone])

    def letter_size(self, role: TypeRole) -> float:
        """Return the size of letters in pixels, text scale included.

        Where room is tight the large letters of titles grow to 150 % and no further: they are as large as
        doubled body text then, and a word such as "Goedemorgen" stays in one piece.
        """
        factor = self.tokens.type.phone.get(role, 1.0) if self.phone else 1.0
        scale = min(self.scale, 1.5) if self.tight and role in _LARGE else self.scale
        return self.tokens.type.role[role].size * factor * scale

    def line_height(self, role: TypeRole) -> float:
        """Return the height of one line in pixels, text scale included."""
        return self.letter_size(role) * self.tokens.type.role[role].line

    def style(self, role: TypeRole, tone: Tone | None = "ink", *, marked: bool = False) -> ft.TextStyle:
        """Return how text in ``role`` is set; without ``tone`` it takes the colour of what it lies in."""
        letter = self.tokens.type.role[role]
        return ft.TextStyle(
            size=self.letter_size(role),
            height=letter.line,
            font_family=_FAMILY[letter.family, letter.weight],
            font_family_fallback=list(OTHER_SCRIPTS),
            color=self.color(tone) if tone else None,
            bgcolor=self.color("marker") if marked else None,
            # Flutter spreads letters by default; the large ones sit better a little closer.
            letter_spacing=-0.3 if role in _CLOSER else 0,
        )

    def grown(self, size: float, most: float = 1.5) -> float:
        """Return a size that grows with the text, up to ``most`` times: icons, discs, pictograms."""
        return size * min(self.scale, most)

    @property
    def target(self) -> float:
        """The smallest side of anything that can be tapped, in pixels."""
        return self.grown(self.tokens.size["target"], 1.2)

    def milliseconds(self, how: str) -> int:
        """Return how long a motion takes (``short``, ``normal`` or ``turn``); 0 when motion is off."""
        return 0 if self.still else int(self.tokens.motion[f"{how}-ms"])


def look_for(
    width: float,
    height: float,
    theme: Theme = "light",
    scale: float = 1.0,
    *,
    tokens: Tokens | None = None,
    still: bool = False,
    mirrored: bool = False,
) -> Look:
    """Return the look for a window of ``width`` by ``height`` logical pixels."""
    return Look(max(width, 1.0), max(height, 1.0), theme, scale, tokens or bundled_tokens(), still, mirrored)


def theme_of(look: Look) -> ft.Theme:
    """Return the Flet theme that gives Flet's own controls the same colours and letters."""
    color = look.color
    return ft.Theme(
        font_family="Device",
        visual_density=ft.VisualDensity.STANDARD,
        focus_color=color("focus"),
        color_scheme=ft.ColorScheme(
            primary=color("pen"),
            on_primary=color("on-pen"),
            primary_container=color("pen-soft"),
            on_primary_container=color("ink"),
            secondary=color("clay"),
            surface=color("paper"),
            on_surface=color("ink"),
            on_surface_variant=color("soft"),
            outline=color("edge"),
            outline_variant=color("line"),
            error=color("negative"),
            surface_tint=TRANSPARENT,
        ),
    )


@lru_cache(maxsize=128)
def flet_color(css: str) -> str:
    """Turn ``#RRGGBBAA``, as CSS writes it, into ``#AARRGGBB``, as Flet does."""
    return f"#{css[7:]}{css[1:7]}" if len(css) == 9 else css
