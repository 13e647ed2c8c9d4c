"""A sheet: everything that stands on the paper, in order, as plain text with a little structure.

Page and document set the same sheet; what they add is form only. All text in a sheet is untrusted and is
escaped, or passed on as data, by whoever sets it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said, and the line that tells its maker; the line is empty where it stands elsewhere."""

    text: str
    maker: str


@dataclass(frozen=True, slots=True)
class Detail:
    """A label with what was said under it: who, when, how."""

    label: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A drawn signature as SVG, what it is, and the warning that belongs to it."""

    svg: str
    alt: str
    note: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the first column names its row, and ``total`` is the last row."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the sheet. ``note`` stands above it, ``maker`` once below it for all that it says."""

    statements: tuple[Statement, ...]
    details: tuple[Detail, ...] = ()
    maker: str = ""
    note: str = ""
    quoted: bool = False
    signature: Signature | None = None
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Items under a heading of the third level, or under none."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Groups under a heading of the second level."""

    heading: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole paper. ``document_title`` is neutral and names nobody."""

    language: str
    document_title: str
    title: str
    under_title: tuple[str, ...]
    sections: tuple[Section, ...]
