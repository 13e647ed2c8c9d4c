"""A verdict in plain words on one screen, and as a document for programs.

Nobody is named: of an assent only the state is told. A file comes from elsewhere, so that nothing in it may
steer the terminal that it is shown on.
"""

from typing import Final

from keukentafel.app.texts import Texts
from keukentafel.edition.bundle import Bundle
from keukentafel.edition.extract import Extract
from keukentafel.edition.paper.clock import PaperClock
from keukentafel.edition.verdict import Verdict
from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import Sight

_READERS: Final = {
    None: "all",
    Sight.RESIDENT: "resident",
    Sight.MUNICIPALITY: "municipality",
    Sight.REVIEW: "review",
}


class VerdictWords:
    """Tells verdicts in the words of one language."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._clock = PaperClock(texts, texts.zone)

    def lines(self, verdict: Verdict) -> list[str]:
        """Return what is said of a file, line by line."""
        t = self._texts
        steps = [t(f"commands.edition.step.{step}.{found}") for step, found in verdict.steps.items()]
        if not verdict.is_good:
            return [*steps, "", t("commands.edition.bad")]
        return [
            *self._about(verdict),
            "",
            *steps,
            "",
            t("commands.edition.good"),
            t("commands.edition.whose"),
        ]

    def _about(self, verdict: Verdict) -> list[str]:
        if verdict.extract is not None:
            return self._about_extract(verdict.extract)
        return self._about_bundle(verdict.bundle, verdict) if verdict.bundle is not None else []

    def _about_bundle(self, bundle: Bundle, verdict: Verdict) -> list[str]:
        t, manifest = self._texts, bundle.manifest
        said = ", ".join(t(f"commands.edition.assent.{one.state}") for one in bundle.assents)
        return [
            t(
                "commands.edition.plan",
                number=manifest.number,
                hash=manifest.short_hash,
                moment=self._clock.moment(manifest.frozen_at),
                organisation=_plain(manifest.organisation),
            ),
            t(f"commands.edition.reader.{_READERS[verdict.reader]}", parts=len(bundle.edition.parts)),
            t("commands.edition.assents", said=said) if said else t("commands.edition.no_assents"),
            t("commands.edition.device", device=bundle.device),
        ]

    def _about_extract(self, extract: Extract) -> list[str]:
        t, edition = self._texts, extract.edition
        return [
            t(
                "commands.edition.extract",
                number=edition.number,
                hash=edition.short_hash,
                moment=self._clock.moment(edition.frozen_at),
                organisation=_plain(edition.organisation),
                parts=len(extract.parts),
            ),
            t("commands.edition.device", device=extract.device),
        ]


def verdict_document(verdict: Verdict) -> Json:
    """Return a verdict for programs."""
    bundle, extract = verdict.bundle, verdict.extract
    steps: dict[str, Json] = {step.value: found.value for step, found in verdict.steps.items()}
    told: dict[str, Json] = {"good": verdict.is_good, "steps": {**steps}, "reason": verdict.reason or None}
    if bundle is not None:
        states: list[Json] = [one.state.value for one in bundle.assents]
        reader = verdict.reader.value if verdict.reader else None
        told |= _stamp(bundle.manifest.hash, bundle.manifest.number, bundle.device, len(bundle.edition.parts))
        told |= {"kind": "plan", "reader": reader, "assents": states}
    if extract is not None:
        told |= _stamp(extract.edition.hash, extract.edition.number, extract.device, len(extract.parts))
        told |= {"kind": "extract"}
    return told


def _stamp(manifest: str, number: int, device: str, parts: int) -> dict[str, Json]:
    return {"manifest": manifest, "number": number, "device": device, "parts": parts}


def _plain(text: str) -> str:
    """Return text without anything that could steer a terminal."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
