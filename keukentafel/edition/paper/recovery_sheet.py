"""The recovery sheet: one page with a code, to print and keep at home.

It names nobody, no place and no PIN: who finds it in a drawer learns that it belongs to some tablet, and no
more. As a document (PDF/UA-1, ISO 14289-1) it has the code in large figures, each group with its number, as
the screen asks for them; as a page (HTML) it says the same where there is no typesetter.
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from keukentafel.edition.paper.clock import PaperClock
from keukentafel.edition.paper.document import NoTypesetter, PaperNotSet
from keukentafel.edition.paper.page import page_of
from keukentafel.edition.paper.sheet import Detail, Group, Item, Section, Sheet, Statement
from keukentafel.edition.paper.words import Words
from keukentafel.journal.assets import assets_folder

STANDARD: Final = "ua-1"
_IN_A_LINE: Final = 3


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What is on the sheet: the code in its groups, and the day on which it was made."""

    groups: tuple[str, ...]
    made: date


@dataclass(frozen=True, slots=True)
class _Said:
    """The words around the code."""

    language: str
    title: str
    made: str
    purpose: str
    code: str
    rules: str
    to_keep: tuple[str, ...]


def recovery_document(sheet: RecoverySheet, words: Words) -> bytes:
    """Return the sheet as a document (PDF).

    Raises:
        NoTypesetter: the extra ``paper`` is not installed.
        PaperNotSet: the typesetter refuses it.
    """
    try:
        import typst
    except ImportError as reason:
        raise NoTypesetter("there is no typesetter on this device") from reason
    paper = assets_folder() / "paper"
    data = asdict(_said(sheet, words)) | {"groups": sheet.groups}
    try:
        document: bytes = typst.compile(
            str(paper / "recovery_sheet.typ"),
            format="pdf",
            root=str(paper),
            font_paths=[str(assets_folder() / "fonts")],
            ignore_system_fonts=True,
            sys_inputs={"sheet": json.dumps(data)},
            pdf_standards=STANDARD,
            timestamp=int(datetime.combine(sheet.made, time.min, UTC).timestamp()),
        )
    except typst.TypstError:
        # Not chained: the typesetter quotes what it cannot set.
        raise PaperNotSet("the typesetter cannot set this sheet") from None
    return document


def recovery_page(sheet: RecoverySheet, words: Words) -> str:
    """Return the sheet as a page (HTML)."""
    said = _said(sheet, words)
    lines = tuple(_line(sheet.groups, at, words) for at in range(0, len(sheet.groups), _IN_A_LINE))
    rules = tuple(Item((Statement(rule, ""),)) for rule in said.to_keep)
    return page_of(
        Sheet(
            language=said.language,
            document_title=said.title,
            title=said.title,
            under_title=(said.made, said.purpose),
            sections=(
                Section(said.code, (Group("", (Item((), lines),)),)),
                Section(said.rules, (Group("", rules),)),
            ),
        )
    )


def _line(groups: tuple[str, ...], at: int, words: Words) -> Detail:
    few = groups[at : at + _IN_A_LINE]
    label = words("recovery_sheet.groups").format(first=at + 1, last=at + len(few))
    return Detail(label, (Statement("   ".join(few), ""),))


def _said(sheet: RecoverySheet, words: Words) -> _Said:
    day = PaperClock(words, UTC).day(sheet.made.isoformat())
    return _Said(
        language=words("paper.language"),
        title=words("recovery_sheet.title"),
        made=words("recovery_sheet.made").format(day=day),
        purpose=words("recovery_sheet.purpose"),
        code=words("recovery_sheet.code"),
        rules=words("recovery_sheet.rules"),
        to_keep=(
            words("recovery_sheet.at_home"),
            words("recovery_sheet.who_has_it"),
            words("recovery_sheet.nothing_on_it"),
            words("recovery_sheet.use"),
            words("recovery_sheet.lost"),
        ),
    )
