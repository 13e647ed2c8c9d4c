"""The document: a sheet as PDF/A-3a and PDF/UA-1 in one file, with the original data attached.

PDF/A (ISO 19005-3, conformance level A) is for keeping, PDF/UA (ISO 14289-1) for reading by everyone. The
typesetter is typst, which is an extra: on phones and tablets it is not there, and the page takes its place.
Text reaches the typesetter as JSON data and never as its language, so that no text can command it.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import tzinfo
from types import ModuleType
from typing import Any, Final

from keukentafel.edition.assent import Assent
from keukentafel.edition.manifest import Manifest
from keukentafel.edition.marks import Moment, moment_read
from keukentafel.edition.paper.glyphs import Glyphs, numbered
from keukentafel.edition.paper.layout import lay_out
from keukentafel.edition.paper.sheet import Item, Sheet, Statement
from keukentafel.edition.paper.words import Words
from keukentafel.edition.reading import Reading
from keukentafel.journal.assets import assets_folder

STANDARDS: Final = ["a-3a", "ua-1"]
PLAN_NAME: Final = "plan.json"
_PLAINEST: Final = range(0x20, 0x180)


class NoTypesetter(RuntimeError):
    """There is no typesetter on this device; the page (HTML) says the same."""


class PaperNotSet(RuntimeError):
    """The typesetter refuses this edition; the page (HTML) says the same."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """The original that goes along in the document: JSON, under a neutral file name."""

    name: str
    description: str
    data: bytes


class Typesetter:
    """Sets documents; keep one, because it reads the fonts once."""

    def __init__(self, glyphs: Glyphs | None = None) -> None:
        """Load the typesetter and the bundled fonts.

        Args:
            glyphs: which characters can be shown; None reads that from the bundled fonts.

        Raises:
            NoTypesetter: the extra ``paper`` is not installed.
            UnreadableFont: a bundled font cannot be read.
        """
        self._typst = _typst()
        self._fonts = assets_folder() / "fonts"
        self._glyphs = glyphs or Glyphs(font.read_bytes() for font in sorted(self._fonts.glob("*.ttf")))

    def pdf_document(
        self,
        reading: Reading,
        manifest: Manifest,
        assents: Iterable[Assent],
        words: Words,
        plan: bytes,
        *,
        zone: tzinfo | None = None,
    ) -> bytes:
        """Return the document of one edition.

        Args:
            reading: what the edition, or one reader's copy of it, says.
            manifest: its manifest.
            assents: what people said of it.
            words: the texts of the language.
            plan: that same reader's bundle, attached as ``plan.json``.
            zone: the time zone of the clocks; None is the zone of this device.

        Raises:
            PaperNotSet: the typesetter refuses it.
        """
        original = "paper.about_original_attached"
        sheet = lay_out(reading, manifest, assents, words, zone=zone, original=original)
        attachment = Attachment(PLAN_NAME, words("paper.attachment"), plan)
        return self.set_sheet(sheet, attachment, manifest.frozen_at, words)

    def set_sheet(self, sheet: Sheet, attachment: Attachment | None, made_at: Moment, words: Words) -> bytes:
        """Return any sheet as a document, with its original attached; ``made_at`` stands in its metadata.

        Raises:
            PaperNotSet: the typesetter refuses it.
        """
        data = asdict(sheet) | _named(attachment)
        original = attachment.data if attachment else b""
        unshown = words("paper.about_unshown")
        printed = _noted(sheet, data, self._glyphs.printable, unshown)
        try:
            return self._set(printed, original, made_at)
        except self._typst.TypstError:
            # Two fonts may each have half of a letter with its accents; then only plain letters are left.
            return self._set_plainly(_noted(sheet, data, _plain, unshown), original, made_at)

    def _set_plainly(self, data: dict[str, Any], original: bytes, made_at: Moment) -> bytes:
        try:
            return self._set(data, original, made_at)
        except self._typst.TypstError:
            # Not chained: the typesetter quotes the text that it cannot set.
            raise PaperNotSet("the typesetter cannot set this edition") from None

    def _set(self, data: dict[str, Any], original: bytes, made_at: Moment) -> bytes:
        document: bytes = self._typst.compile(
            str(assets_folder() / "paper" / "plan.typ"),
            format="pdf",
            root=str(assets_folder() / "paper"),
            font_paths=[str(self._fonts)],
            ignore_system_fonts=True,
            sys_inputs={"sheet": json.dumps(data), "original": original.decode("utf-8")},
            pdf_standards=STANDARDS,
            timestamp=int(moment_read(made_at).timestamp()),
        )
        return document


def pdf_document(
    reading: Reading,
    manifest: Manifest,
    assents: Iterable[Assent],
    words: Words,
    plan: bytes,
    *,
    zone: tzinfo | None = None,
) -> bytes:
    """Return the document of one edition; see `Typesetter.pdf_document`.

    Raises:
        NoTypesetter: the extra ``paper`` is not installed.
        PaperNotSet: the typesetter refuses it.
        UnreadableFont: a bundled font cannot be read.
    """
    return Typesetter().pdf_document(reading, manifest, assents, words, plan, zone=zone)


def _typst() -> ModuleType:
    try:
        import typst
    except ImportError as reason:
        raise NoTypesetter("there is no typesetter on this device") from reason
    return typst


def _named(attachment: Attachment | None) -> dict[str, str | None]:
    if attachment is None:
        return {"file": None, "attachment": None}
    return {"file": attachment.name, "attachment": attachment.description}


def _noted(sheet: Sheet, data: dict[str, Any], printable: Callable[[str], str], note: str) -> dict[str, Any]:
    """Make every text printable, and say so on the paper when that changed one."""
    printed: dict[str, Any] = _each_text(data, printable)
    if printed != _each_text(data, str):
        explained = asdict(Item((Statement(note, ""),)))
        printed["sections"][-1]["groups"][-1]["items"].append(explained)
    return printed


def _each_text(data: Any, change: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: _each_text(item, change) for key, item in data.items()}
    if isinstance(data, list | tuple):
        return [_each_text(item, change) for item in data]
    return data


def _plain(text: str) -> str:
    return "".join(sign if ord(sign) in _PLAINEST or sign == "\n" else numbered(sign) for sign in text)
