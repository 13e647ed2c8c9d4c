"""The catalogue: one readable table of every field that is recorded.

Writing rights, screens, editions, extracts, retention and the privacy assessment all read this table, and a
privacy officer can review it. Nothing is recorded that is not in it. It is validated when it is read, and a
mistake in it is told with its file and line.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping

from pydantic import ValidationError

from keukentafel.journal.assets import asset_text
from keukentafel.journal.catalogue_rows import Document, RowMistake
from keukentafel.journal.content import LARGEST_NUMBER, LONGEST_LINE, LONGEST_TEXT, UnfitValue, check_content
from keukentafel.journal.field import (
    CompartmentKind,
    Field,
    ObjectKind,
    Replace,
    Retention,
    Sight,
    ValueKind,
)
from keukentafel.journal.names import FieldName

__all__ = [
    "LARGEST_NUMBER",
    "LONGEST_LINE",
    "LONGEST_TEXT",
    "Catalogue",
    "CatalogueMistake",
    "CompartmentKind",
    "Field",
    "ObjectKind",
    "Replace",
    "Retention",
    "Sight",
    "UnfitValue",
    "UnknownField",
    "ValueKind",
    "bundled_catalogue",
    "check_content",
    "read_catalogue",
]


class UnknownField(LookupError):
    """The catalogue has no such field."""


class CatalogueMistake(ValueError):
    """The catalogue cannot be read: file, line and mistake are in the sentence."""


class Catalogue:
    """The fields and object kinds of one version of the catalogue."""

    def __init__(self, version: int, kinds: Iterable[ObjectKind], fields: Iterable[Field]) -> None:
        self.version = version
        self.fields: tuple[Field, ...] = tuple(fields)
        self._kinds: Mapping[str, ObjectKind] = {kind.name: kind for kind in kinds}
        self._fields: Mapping[FieldName, Field] = {one.name: one for one in self.fields}

    def field(self, name: FieldName) -> Field:
        """Return the field with this name.

        Raises:
            UnknownField: this version of the catalogue does not have it.
        """
        try:
            return self._fields[name]
        except KeyError:
            raise UnknownField(f"the catalogue has no field {name}") from None

    def knows(self, name: FieldName) -> bool:
        """Tell whether this version of the catalogue has the field."""
        return name in self._fields

    def object_kind(self, name: str) -> ObjectKind:
        """Return the object kind with this name.

        Raises:
            UnknownField: this version of the catalogue does not have it.
        """
        try:
            return self._kinds[name]
        except KeyError:
            raise UnknownField(f"the catalogue has no object {name}") from None

    def fields_of(self, kind: str) -> tuple[Field, ...]:
        """Return the fields of one object kind, in the order of the catalogue."""
        return tuple(one for one in self.fields if one.object == kind)

    def parts(self) -> tuple[str, ...]:
        """Return the parts that an edition may have, in the order of the catalogue."""
        return tuple(dict.fromkeys(one.part for one in self.fields if one.part is not None))


def bundled_catalogue() -> Catalogue:
    """Return the catalogue that comes with the program.

    Raises:
        CatalogueMistake: it holds a mistake.
    """
    return read_catalogue(asset_text("catalogue", "fields.toml"), "assets/catalogue/fields.toml")


def read_catalogue(text: str, source: str) -> Catalogue:
    """Read a catalogue from TOML; ``source`` is the file's name, for the sentence about a mistake.

    Raises:
        CatalogueMistake: the text is not TOML, has an unknown key, or contradicts itself.
    """
    try:
        document = Document.model_validate(tomllib.loads(text))
        document.check()
    except tomllib.TOMLDecodeError as reason:
        raise CatalogueMistake(f"{source}, line {_line_in(str(reason), text)}: {reason}") from reason
    except ValidationError as reason:
        raise _mistake_of(reason, text, source) from reason
    except RowMistake as reason:
        raise CatalogueMistake(f"{source}, line {_line(text, reason.table, reason.row)}: {reason}") from None
    return Catalogue(
        document.version,
        (row.object_kind() for row in document.object),
        (row.field_read() for row in document.field),
    )


def _mistake_of(reason: ValidationError, text: str, source: str) -> CatalogueMistake:
    # A misspelled key is both unknown and missing; the unknown one is the one to tell.
    first = min(reason.errors(include_url=False), key=lambda one: one["type"] == "missing")
    path = first["loc"]
    row = path[1] if len(path) > 1 and isinstance(path[1], int) else 0
    line = _line(text, str(path[0]), row)
    where = ".".join(str(one) for one in path if not isinstance(one, int))
    return CatalogueMistake(f"{source}, line {line}: {where}: {first['msg'].lower()}")


def _line_in(sentence: str, text: str) -> int:
    told = re.search(r"at line (\d+)", sentence)
    return int(told[1]) if told else text.count("\n") + 1


def _line(text: str, table: str, row: int) -> int:
    heading = rf"^[ \t]*(?:\[\[\s*{re.escape(table)}\s*\]\]|{re.escape(table)}\s*=)"
    starts = [text.count("\n", 0, found.start()) + 1 for found in re.finditer(heading, text, re.MULTILINE)]
    return starts[row] if row < len(starts) else 1
