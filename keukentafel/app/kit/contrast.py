"""Whether every pair of colours in use can be read, computed as WCAG 2.2 does (criteria 1.4.3 and 1.4.11).

Words need 4.5 to 1, the borders and marks of controls 3 to 1. The pairs are those the parts really use; a
part that lays a colour on another ground belongs in this table. A municipality's colours pass the same gate.
"""

from dataclasses import dataclass

from keukentafel.app.kit.tokens import ListenTone, Tokens, TokensMistake, Tone

WORDS = 4.5
"""The least contrast of words on their ground."""

MARKS = 3.0
"""The least contrast of a border or a mark that means something."""

_WORDS: dict[Tone, tuple[Tone, ...]] = {
    "ink": (
        "table", "paper", "inset", "marker", "honey-soft",
        "positive-soft", "warning-soft", "negative-soft", "pen-soft",
    ),
    "soft": ("table", "paper", "inset", "honey-soft", "pen-soft"),
    "pen": ("table", "paper", "inset", "pen-soft", "honey-soft", "warning-soft", "negative-soft"),
    "on-pen": ("pen", "pen-hover"),
    "clay": ("paper", "table", "clay-soft"),
    "leaf": ("paper", "table", "leaf-soft"),
    "positive": ("paper", "table", "positive-soft"),
    "warning": ("paper", "table", "warning-soft"),
    "negative": ("paper", "table", "negative-soft", "pen-soft"),
    "focus-line": ("focus",),
    "paper": ("clay",),
}  # fmt: skip

_MARKS: dict[Tone, tuple[Tone, ...]] = {
    "edge": ("table", "paper", "inset"),
    "pen": ("paper", "table", "pen-soft"),
    "negative": ("paper", "table"),
    "warning-line": ("paper", "warning-soft"),
    "negative-line": ("paper", "negative-soft"),
    "positive-line": ("paper", "positive-soft"),
}

_LISTEN: dict[ListenTone, tuple[ListenTone, ...]] = {
    "text": ("lamp", "room"),
    "quiet": ("lamp", "room"),
    "star": ("lamp", "room"),
}


@dataclass(frozen=True)
class FaintPair:
    """Two colours too near to each other: where, which, how near, and how far apart they should be."""

    theme: str
    over: str
    ground: str
    ratio: float
    least: float

    def __str__(self) -> str:
        """Say it in one line."""
        pair = f"{self.theme}: {self.over} on {self.ground}"
        return f"{pair} has {self.ratio:.2f}, at least {self.least} is needed"


def faint_pairs(tokens: Tokens) -> tuple[FaintPair, ...]:
    """Return every pair in use whose contrast is too small, in all three sets of colours."""
    measured = (pair for pairs in (_papers(tokens), _lamp(tokens)) for pair in pairs)
    return tuple(pair for pair in measured if pair.ratio < pair.least)


def must_be_readable(tokens: Tokens) -> None:
    """Refuse colours that cannot be read.

    Raises:
        TokensMistake: Names the first pair that is too faint.
    """
    if faint := faint_pairs(tokens):
        raise TokensMistake(f"colours that cannot be read: {faint[0]}")


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (``#RRGGBB``), from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _papers(tokens: Tokens) -> list[FaintPair]:
    return [
        FaintPair(theme, over, ground, contrast(colors[over], colors[ground]), least)
        for theme, colors in (("light", tokens.color.light), ("dark", tokens.color.dark))
        for pairs, least in ((_WORDS, WORDS), (_MARKS, MARKS))
        for over, grounds in pairs.items()
        for ground in grounds
    ]


def _lamp(tokens: Tokens) -> list[FaintPair]:
    colors = tokens.color.listen
    return [
        FaintPair("listen", over, ground, contrast(colors[over], colors[ground]), WORDS)
        for over, grounds in _LISTEN.items()
        for ground in grounds
    ]


def _luminance(color: str) -> float:
    """Relative luminance, WCAG 2.2."""
    red, green, blue = (_linear(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
