"""``python -m bench paper``: how long paper takes, and whether an engine that is not ours finds a fault.

The household is Bakker of the demo. A PDF is made as a tablet makes it, with the typesetter begun anew.

What is checked for PDF/UA-1 and PDF/A-3a, by veraPDF: the plans of all households of the demo; a family with
money, ladder and parties; words without an end, other scripts and signs that command; two hundred agreements;
an extract; the page about what happens now. A document that was not looked at counts as a failure. The
control is a document that was set without any standard: the same engine has to find it.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date
from functools import partial
from pathlib import Path
from typing import Any, Final

import typst

from bench.demo_plans import demo_plans
from bench.measure import Figures, milliseconds, repeated
from bench.verapdf import A3A, UA1, NoVeraPdf, VeraPdf
from keukentafel.app.texts import Texts, read_texts
from keukentafel.dossier.deadlines import Clock, Deadline
from keukentafel.edition.bundle import Bundle, make_bundle, read_bundle
from keukentafel.edition.calendar import Looking
from keukentafel.edition.extract import extract_schema, make_extract, read_extract
from keukentafel.edition.paper.document import Typesetter
from keukentafel.edition.paper.extract_paper import extract_pdf
from keukentafel.edition.paper.page import html_page
from keukentafel.edition.paper.what_now import WhatNow, what_now_pdf
from keukentafel.edition.reader import reading_of
from keukentafel.edition.schema import PlanSchema
from keukentafel.guide.call import Call
from keukentafel.guide.guide import bundled_guide
from keukentafel.journal.catalogue import Sight
from keukentafel.journal.operation import Entry
from tests.edition.family import LANDLORD, family, full_family
from tests.edition.hostile import HOSTILE, hostile_dossier, many_agreements
from tests.edition.kitchen import CATALOGUE, DEVICE, FROZEN, assent_to, frozen, object_id

MOST_PDF_MS: Final = 100.0
MEASURED: Final = "bakker"


@dataclass(frozen=True, slots=True)
class Press:
    """Sets plans on paper in one language."""

    texts: Texts

    def pdf(self, bundle: Bundle, typesetter: Typesetter | None = None) -> bytes:
        """Return a plan as a document; without a typesetter one is begun, as a tablet does."""
        reading = reading_of(bundle.edition.parts, {}, bundled_guide().titles)
        setter = typesetter or Typesetter()
        return setter.pdf_document(
            reading, bundle.manifest, bundle.assents, self.texts, bundle.to_bytes(), zone=UTC
        )

    def html(self, bundle: Bundle) -> str:
        """Return a plan as a page."""
        reading = reading_of(bundle.edition.parts, {}, bundled_guide().titles)
        return html_page(reading, bundle.manifest, bundle.assents, self.texts, zone=UTC)


def measure(runs: int, brief: bool) -> Figures:
    """Measure, and check; ``brief`` checks the plans of the demo only."""
    figures, press = Figures("paper", runs), Press(read_texts())
    with tempfile.TemporaryDirectory(prefix="keukentafel-bench-") as name:
        folder = Path(name)
        plans = {told: plan.copy_for(Sight.RESIDENT) for told, plan in demo_plans(folder / "home").items()}
        figures.add(
            "pdf_ms", repeated(_timed(press.pdf, plans[MEASURED]), runs), "a plan as PDF", MOST_PDF_MS
        )
        figures.add("html_ms", repeated(_timed(press.html, plans[MEASURED]), runs), "the same as a page")
        pdfs = [_kept(folder, told, press.pdf(plan)) for told, plan in plans.items()]
        if not brief:
            pdfs += [_kept(folder, told, pdf) for told, pdf in _others(press)]
        _check(figures, pdfs, _kept(folder, "control", _bad_pdf()))
    return figures


def _check(figures: Figures, pdfs: list[Path], control: Path) -> None:
    figures.add("documents", len(pdfs), "that were held against both standards")
    try:
        engine = VeraPdf()
        ua1, a3a = engine.failures(pdfs, UA1), engine.failures(pdfs, A3A)
        found = bool(engine.failures([control], UA1) and engine.failures([control], A3A))
    except NoVeraPdf as reason:
        sys.stderr.write(f"{reason}; no document was checked, so that all of them count as failures\n")
        ua1, a3a, found = tuple(pdfs), tuple(pdfs), False
    figures.add("ua1_failures", len(ua1), _named("not found to be PDF/UA-1", ua1), 0.0)
    figures.add("a3a_failures", len(a3a), _named("not found to be PDF/A-3a", a3a), 0.0)
    figures.add("control_bad_pdf_found", found, "a document set without a standard fails both")


def _others(press: Press) -> Iterator[tuple[str, bytes]]:
    setter = Typesetter()
    yield "family", press.pdf(_bundle(full_family()), setter)
    yield "hostile", press.pdf(_bundle(hostile_dossier()), setter)
    yield "many", press.pdf(_bundle(many_agreements()), setter)
    schema = extract_schema(CATALOGUE)
    for name, said in (("extract", family()), ("many-extract", family(HOSTILE))):
        extract = read_extract(make_extract(frozen(said), LANDLORD, {LANDLORD}, DEVICE, schema), schema)
        yield name, extract_pdf(extract, press.texts, setter, zone=UTC)
    yield "what-now", what_now_pdf(_now(), press.texts, setter, date(2026, 11, 22), FROZEN, zone=UTC)


def _bundle(said: list[Entry]) -> Bundle:
    edition, schema = frozen(said), PlanSchema(CATALOGUE)
    assent = assent_to(edition, strokes=(((100, 200), (300, 50), (900, 100)),))
    return read_bundle(make_bundle(edition, [assent], DEVICE, schema), schema)


def _now() -> WhatNow:
    return WhatNow(
        date(2026, 11, 2),
        (Deadline(Clock.INVESTIGATION, date(2026, 12, 14)),),
        tuple(Looking(object_id(at), date(2026, 12, at)) for at in range(1, 6)),
        HOSTILE[1],
        HOSTILE[0],
        HOSTILE[3],
        (Call("Wijkteam", "06-00000001"),),
    )


def _bad_pdf() -> bytes:
    """Return a document that claims nothing and has no title and no language."""
    document: bytes = typst.compile(
        b"= Zonder norm\n#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg'/>\"))", format="pdf"
    )
    return document


def _timed(action: Callable[[Any], object], plan: Bundle) -> Callable[[], float]:
    return lambda: milliseconds(partial(action, plan))


def _kept(folder: Path, name: str, pdf: bytes) -> Path:
    path = folder / f"{name}.pdf"
    path.write_bytes(pdf)
    return path


def _named(meaning: str, failed: tuple[Path, ...]) -> str:
    return meaning + (f": {', '.join(one.stem for one in failed)}" if failed else "")
