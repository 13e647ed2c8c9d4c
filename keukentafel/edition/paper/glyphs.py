"""Which characters the bundled fonts can show.

PDF/A and PDF/UA refuse a character that no font has a shape for, and rightly: on paper it would be an empty
box. Such a character is printed as its number, [U+1F600]; the attached original keeps it as it was written.

Fonts are read as far as needed for that: the ``cmap`` table, formats 4 and 12 (ISO/IEC 14496-22, OpenType).
"""

import struct
from collections.abc import Callable, Iterable, Iterator
from typing import Final

_SHAPELESS: Final = frozenset(
    chr(code)
    for first, last in (
        (0x00AD, 0x00AD),
        (0x200B, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x2064),
        (0x2066, 0x2069),
        (0xFE00, 0xFE0F),
    )
    for code in range(first, last + 1)
) | {"\n"}
"""Characters that steer others and need no shape (Unicode, Default_Ignorable_Code_Point)."""


class UnreadableFont(ValueError):
    """A font file has no list of characters that can be read here."""


class Glyphs:
    """The characters that some fonts can show together."""

    def __init__(self, fonts: Iterable[bytes]) -> None:
        """Read the fonts.

        Raises:
            UnreadableFont: a file is no TrueType or OpenType font with a Unicode ``cmap``.
        """
        self._known = frozenset(code for font in fonts for code in _characters(font))

    def shows(self, sign: str) -> bool:
        """Tell whether a character can be printed as it is."""
        return sign in _SHAPELESS or ord(sign) in self._known

    def printable(self, text: str) -> str:
        """Return text with every character that no font has replaced by its number."""
        return "".join(sign if self.shows(sign) else numbered(sign) for sign in text)


def numbered(sign: str) -> str:
    """Return the number of a character as the paper prints it: ``[U+1F600]``."""
    return f"[U+{ord(sign):04X}]"


def _characters(font: bytes) -> Iterator[int]:
    try:
        table = _table(font, b"cmap")
        count = struct.unpack_from(">H", table, 2)[0]
        records = [struct.unpack_from(">HHI", table, 4 + 8 * record) for record in range(count)]
        read = {4: _format_4, 12: _format_12}
        known = [
            (offset, read[form])
            for platform, encoding, offset in records
            if (platform == 0 or (platform, encoding) in ((3, 1), (3, 10)))
            and (form := struct.unpack_from(">H", table, offset)[0]) in read
        ]
        if not known:
            raise UnreadableFont("this font lists no Unicode characters")
        yield from _read_all(table, known)
    except struct.error as reason:
        raise UnreadableFont("this file is not a font") from reason


def _read_all(table: bytes, known: Iterable[tuple[int, Callable[[bytes], Iterator[int]]]]) -> Iterator[int]:
    for offset, read in known:
        yield from read(table[offset:])


def _table(font: bytes, tag: bytes) -> bytes:
    for record in range(struct.unpack_from(">H", font, 4)[0]):
        name, _, offset, length = struct.unpack_from(">4sIII", font, 12 + 16 * record)
        if name == tag:
            return font[offset : offset + length]
    raise UnreadableFont("this font has no list of characters")


def _format_4(table: bytes) -> Iterator[int]:
    segments = struct.unpack_from(">H", table, 6)[0] // 2
    row = struct.Struct(f">{segments}H")
    ends, starts = row.unpack_from(table, 14), row.unpack_from(table, 16 + 2 * segments)
    deltas, offsets = row.unpack_from(table, 16 + 4 * segments), row.unpack_from(table, 16 + 6 * segments)
    for at, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        here = 16 + 6 * segments + 2 * at
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", table, here + offset + 2 * (code - start))[0]
            if (glyph or not offset) and (glyph + delta) % 0x10000:
                yield code


def _format_12(table: bytes) -> Iterator[int]:
    for group in range(struct.unpack_from(">I", table, 12)[0]):
        start, end, glyph = struct.unpack_from(">III", table, 16 + 12 * group)
        yield from range(start + (not glyph), min(end, 0x10FFFF) + 1)
