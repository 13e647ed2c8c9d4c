"""What is published of an edition's form: the JSON Schema, and a table of the fields.

Both are made from the catalogue. `docs/plan.md` explains them; the tests hold it, and the schema that lies in
``assets/schema``, to what is made here.
"""

import json
from typing import Any, Final

from keukentafel.edition.extract import extract_schema
from keukentafel.edition.kind import Kind, part_kinds
from keukentafel.edition.schema import plan_schema
from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import Catalogue, Field

PLAN: Final = "keukentafel.plan/1"
EXTRACT: Final = "keukentafel.extract/1"
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_COLUMNS: Final = ("part", "field", "value", "title", "readers", "law", "kept")


def plan_document(catalogue: Catalogue) -> str:
    """Return the JSON Schema of a delivered plan, as the file that is published."""
    return _document(PLAN, plan_schema(catalogue))


def extract_document(catalogue: Catalogue) -> str:
    """Return the JSON Schema of an extract, as the file that is published."""
    return _document(EXTRACT, extract_schema(catalogue).json_schema())


def field_table(catalogue: Catalogue) -> str:
    """Return every field that a plan may hold as a table in Markdown, part by part."""
    rows = [_row(kind, field) for kind in part_kinds(catalogue).values() for field in kind.fields]
    lines = (_COLUMNS, ("---",) * len(_COLUMNS), *rows)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _row(kind: Kind, field: Field) -> tuple[str, ...]:
    value = f"{field.value}: {', '.join(field.choices)}" if field.choices else str(field.value)
    formerly = "".join(f" (formerly {one})" for one in field.formerly)
    readers = " ".join(kind.audience)
    return (
        f"{kind.name}{formerly}",
        f"`{field.name}`",
        value,
        field.title,
        readers,
        field.law,
        field.retention,
    )


def _document(name: str, schema: dict[str, Any]) -> str:
    whole: dict[str, Json] = {
        "$schema": DIALECT,
        "$id": f"urn:{name.replace('/', ':')}",
        **schema,
        "title": name,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
