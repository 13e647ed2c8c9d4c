"""The page: a sheet as one HTML file that needs nothing else and does nothing but be read.

No script, no font, no picture from elsewhere; a content security policy in the page forbids them. Headings
are in order, every text has its own direction, and printed on A4 it is the paper on the table.
"""

import base64
import hashlib
from collections.abc import Iterable
from datetime import tzinfo
from html import escape

from keukentafel.edition.assent import Assent
from keukentafel.edition.manifest import Manifest
from keukentafel.edition.paper.layout import lay_out
from keukentafel.edition.paper.sheet import Detail, Group, Item, Section, Sheet, Signature, Statement, Table
from keukentafel.edition.paper.words import Words
from keukentafel.edition.reading import Reading
from keukentafel.journal.assets import asset_text


def html_page(
    reading: Reading,
    manifest: Manifest,
    assents: Iterable[Assent],
    words: Words,
    *,
    zone: tzinfo | None = None,
) -> str:
    """Return the page of one edition as HTML; see `keukentafel.edition.paper.layout.lay_out`."""
    return page_of(lay_out(reading, manifest, assents, words, zone=zone))


def page_of(sheet: Sheet) -> str:
    """Return any sheet as HTML."""
    style = asset_text("paper", "page.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    under = "".join(_paragraph("under", line) for line in sheet.under_title)
    return (
        f'<!doctype html>\n<html lang="{escape(sheet.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(sheet.document_title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<main>\n<header><h1 dir="auto">{escape(sheet.title)}</h1>{under}</header>\n'
        f"{''.join(_section(section) for section in sheet.sections)}</main>\n</body>\n</html>\n"
    )


def _section(section: Section) -> str:
    groups = "".join(_group(group) for group in section.groups)
    return f"<section><h2>{escape(section.heading)}</h2>\n{groups}</section>\n"


def _group(group: Group) -> str:
    heading = f'<h3 dir="auto">{escape(group.heading)}</h3>\n' if group.heading else ""
    return f'<div class="group">{heading}{"".join(_item(item) for item in group.items)}</div>\n'


def _item(item: Item) -> str:
    tag = "blockquote" if item.quoted else "div"
    inside = "".join(
        (
            _paragraph("note", item.note) if item.note else "",
            *(_statement(statement) for statement in item.statements),
            _details(item.details),
            _table(item.table) if item.table else "",
            _signature(item.signature) if item.signature else "",
            _paragraph("maker", item.maker) if item.maker else "",
        )
    )
    return f'<{tag} class="item">{inside}</{tag}>\n'


def _statement(statement: Statement) -> str:
    maker = _paragraph("maker", statement.maker) if statement.maker else ""
    return _paragraph("said", statement.text) + maker


def _details(details: tuple[Detail, ...]) -> str:
    rows = "".join(
        f'<dt dir="auto">{escape(detail.label)}</dt>'
        + "".join(f"<dd>{_statement(statement)}</dd>" for statement in detail.statements)
        for detail in details
    )
    return f"<dl>{rows}</dl>" if rows else ""


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in table.headings)
    body = "".join(_row(row) for row in table.rows)
    foot = f"<tfoot>{_row(table.total)}</tfoot>" if table.total else ""
    return (
        f"<table><caption>{escape(table.caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody>{foot}</table>"
    )


def _row(row: tuple[str, ...]) -> str:
    named = f'<th scope="row" dir="auto">{escape(row[0])}</th>'
    return f"<tr>{named}{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>"


def _signature(signature: Signature) -> str:
    label = escape(signature.alt)
    return (
        f'<div class="signature" role="img" aria-label="{label}">{signature.svg}</div>'
        f"{_paragraph('maker', signature.note)}"
    )


def _paragraph(style: str, text: str) -> str:
    return f'<p class="{style}" dir="auto">{escape(text)}</p>'
