"""A verdict on a file that somebody was given: is it an edition, or an extract of one, that holds together?

Form, parts, assents and signature are looked at in this order; after the first that is not good, the rest is
not looked at, because it would say nothing. Whether the device is one of the organisation's cannot be seen in
a file: its key has to be held against the list of the organisation.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from keukentafel.edition.bundle import Bundle, BundleRefused, Step, read_bundle
from keukentafel.edition.extract import Extract, ExtractRefused, read_extract
from keukentafel.edition.extract_document import ExtractSchema
from keukentafel.edition.schema import PlanSchema
from keukentafel.journal.catalogue import Sight

_OF_EXTRACT: Final = b'"schema":"keukentafel.extract/'
"""It cannot stand inside a sentence, where a quotation mark is written otherwise."""
_READERS: Final = (None, Sight.RESIDENT, Sight.MUNICIPALITY, Sight.REVIEW)


class Finding(StrEnum):
    """What was found at one step."""

    GOOD = "good"
    BAD = "bad"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found, and what the file holds when all of it is good.

    ``reason`` is one English sentence for whoever maintains the sender; ``reader`` is whose copy a bundle is,
    None for a whole edition.
    """

    steps: dict[Step, Finding]
    reason: str = ""
    bundle: Bundle | None = None
    reader: Sight | None = None
    extract: Extract | None = None

    @property
    def is_good(self) -> bool:
        """Whether everything holds."""
        return set(self.steps.values()) == {Finding.GOOD}


def verdict_on(data: bytes, schema: PlanSchema, extracts: ExtractSchema) -> Verdict:
    """Look at a file: a bundle, whole or somebody's copy, or an extract."""
    return _on_extract(data, extracts) if _OF_EXTRACT in data else _on_bundle(data, schema)


def _on_bundle(data: bytes, schema: PlanSchema) -> Verdict:
    refusals = []
    for reader in _READERS:
        try:
            bundle = read_bundle(data, schema, reader)
        except BundleRefused as refusal:
            refusals.append(refusal)
            if refusal.step is Step.FORM:
                break
        else:
            return Verdict(dict.fromkeys(Step, Finding.GOOD), bundle=bundle, reader=reader)
    order = list(Step)
    furthest = max(refusals, key=lambda refusal: order.index(refusal.step))
    return Verdict(_until(furthest.step), str(furthest))


def _on_extract(data: bytes, extracts: ExtractSchema) -> Verdict:
    seen = [step for step in Step if step is not Step.ASSENTS]
    try:
        extract = read_extract(data, extracts)
    except ExtractRefused as refusal:
        found = _until(refusal.step)
        return Verdict({step: found[step] for step in seen}, str(refusal))
    return Verdict(dict.fromkeys(seen, Finding.GOOD), extract=extract)


def _until(bad: Step) -> dict[Step, Finding]:
    order = list(Step)
    at = order.index(bad)
    before = dict.fromkeys(order[:at], Finding.GOOD)
    return {**before, bad: Finding.BAD, **dict.fromkeys(order[at + 1 :], Finding.UNSEEN)}
