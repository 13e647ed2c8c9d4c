"""Looking for the safety line where it should not be: at the table, and in everything that goes out.

A worry is written in the safety line of a household, and, with a catalogue that has a field for it, in a
journal. Then everything is looked through that others get to see: what opens with the keys that are left at
the table, and with those of the work face as long as no PIN is given; what a search finds; an edition as it
is delivered, as a page and as a document; the outbox; the audit trail; a backup, restored by the
organisation. The worker with the PIN and the officer do read it. Said as an ordinary sentence, it is found in
every one of these places.
"""

import contextlib
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bench.faults.keys import held_by
from bench.faults.outsider import Outsider
from bench.faults.tablet import Tablet
from keukentafel.app.texts import read_texts
from keukentafel.edition.bundle import make_bundle, read_bundle
from keukentafel.edition.freeze import freeze
from keukentafel.edition.manifest import GuideStamp
from keukentafel.edition.marks import Moment
from keukentafel.edition.paper.document import Typesetter
from keukentafel.edition.paper.page import html_page
from keukentafel.edition.reader import reading_of
from keukentafel.journal.assets import asset_text
from keukentafel.journal.catalogue import Catalogue, read_catalogue
from keukentafel.journal.journal import Author, Journal
from keukentafel.journal.names import FieldName, HouseholdId, ObjectId, random_id
from keukentafel.journal.speaker import Face
from keukentafel.vault.code_request import request_in
from keukentafel.vault.hand_over import read_hand_over
from keukentafel.vault.mistakes import NoSafetyKey
from keukentafel.vault.recovery import read_code_for
from keukentafel.vault.sealed_box import public_of
from keukentafel.vault.trail import Action
from keukentafel.vault.vault import OpenVault
from tests.vault.material import PIN, RESIDENT, WORKER

WORRY: Final = "De jongste durft niet naar huis"

_FIELD: Final = FieldName("quote.worry")
_STORY: Final = FieldName("quote.text")
_SAFETY_FIELD: Final = f"""
[[field]]
name = "{_FIELD}"
title = "zorg"
value = "text"
voice = ["resident"]
hand = ["worker"]
face = ["table"]
replace = "voice"
sees = ["W", "V"]
law = "Wet verplichte meldcode"
purpose = "veiligheid"
retention = "device"
step = "F03"
"""
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Told:
    """A tablet with a worry in the safety line of one household, and in a field for it of another."""

    tablet: Tablet
    backup: Path
    worried: HouseholdId
    journal: HouseholdId
    officer: X25519PrivateKey
    organisation: X25519PrivateKey


def tell(home: Path, everywhere: bool = False) -> Told:
    """Write the worry down; ``everywhere`` says it as an ordinary sentence as well, in every place."""
    officer, organisation = X25519PrivateKey.generate(), X25519PrivateKey.generate()
    ordinary = WORRY if everywhere else "Het gaat wel"
    tablet = Tablet(home / "tablet").make()
    with tablet.open() as vault:
        vault.recovery.let_organisation(PIN, public_of(organisation))
        worried, journal = vault.new_household(), vault.new_household()
        vault.safety.write(worried, WORRY, public_of(officer))
        _say(vault, journal, _FIELD, WORRY)
        for household in (worried, journal):
            _say(vault, household, _STORY, ordinary)
        vault.queue("box", _bundle(vault, worried), ordinary, worried)
        vault.trail.add(Action.EXPORTED, worried, ground=ordinary)
        vault.copying.backup(home / "backup")
    return Told(tablet, home / "backup", worried, journal, officer, organisation)


def places_of_worry(told: Told) -> dict[str, int]:
    """Return how often the worry is found in each place where it should not be."""
    with told.tablet.open() as vault, Outsider(told.tablet.file) as outsider:
        rows = [row for row in outsider.all_rows() if row.cells.get("scope") != told.journal]
        found = {
            "work face": _hits(held_by(vault).open(rows)),
            "search": vault.search(_catalogue()).find(WORRY, 10).total,
            "edition": _hits(_bundle(vault, one) for one in (told.worried, told.journal)),
            "paper": _hits(page for one in (told.worried, told.journal) for page in _papers(vault, one)),
            "outbox": _hits(one.envelope for one in vault.queued()),
            "outbox, about": _hits(repr(vault.about(one.id)).encode() for one in vault.queued()),
            "trail": _hits(repr(line).encode() for line in vault.trail.chain().lines),
        }
        vault.narrow(told.worried)
        found["table"] = _hits(held_by(vault).open(rows))
    return found | {"backup": _hits(_restored(told))}


def is_read_by_who_may(told: Told) -> bool:
    """Tell whether the worker with the PIN reads the worry, and the officer to whom it is handed over.

    The reason for handing it over is as much for the officer alone, so this comes before looking elsewhere.
    """
    with told.tablet.open() as vault:
        read = [one.content for one in vault.safety.read(told.worried, PIN)]
        handed = vault.safety.hand_over(told.worried, public_of(told.officer), WORRY)
    opened = read_hand_over(told.officer, told.worried, handed.sealed)
    return read == [WORRY] and WORRY in repr(opened) and not _hits([handed.sealed])


def _restored(told: Told) -> Iterator[bytes]:
    """Return what the organisation reads who restores a backup without the worker."""
    tablet = Tablet(told.tablet.folder.with_name("restored"))
    tablet.folder.mkdir(mode=0o700)
    tablet.secret.create()
    with told.backup.open("rb") as file:
        asked = request_in(file)
    code = read_code_for(told.organisation, asked.vault, asked.sealed_code)
    tablet.locked().restore(told.backup, code, PIN)
    with tablet.open() as vault, Outsider(tablet.file) as outsider:
        with contextlib.suppress(NoSafetyKey):
            yield repr(vault.safety.read(told.worried, PIN)).encode()
        rows = [row for row in outsider.all_rows() if row.cells.get("scope") != told.journal]
        yield from held_by(vault).open(rows)


def _hits(texts: Iterable[bytes]) -> int:
    return sum(text.count(WORRY.encode()) for text in texts)


def _say(vault: OpenVault, household: HouseholdId, field: FieldName, words: str) -> None:
    journal = Journal(household, _catalogue(), vault.shelf(household), lambda _: True)
    compartment = vault.compartment(household, "person", RESIDENT.who)
    author = Author(vault.device_signing, compartment, RESIDENT, WORKER, Face.TABLE, 1)
    with vault.writing():
        journal.write(author, ObjectId(random_id()), field, words)


def _bundle(vault: OpenVault, household: HouseholdId) -> bytes:
    edition = freeze(
        vault.entries(household),
        _catalogue(),
        household=household,
        number=1,
        previous=None,
        frozen_at=Moment("2026-11-21T14:02:00Z"),
        organisation="waterkerke",
        guide=GuideStamp("gespreksgids", "1", "0" * 64),
        secret=vault.household_secret(household, "edition"),
    )
    return make_bundle(edition, (), vault.device_signing, _catalogue())


def _papers(vault: OpenVault, household: HouseholdId) -> Iterator[bytes]:
    """Return the page and the document of an edition, with what is packed in the document."""
    data = _bundle(vault, household)
    bundle, words = read_bundle(data, _catalogue()), read_texts()
    reading = reading_of(bundle.edition.parts, {})
    yield html_page(reading, bundle.manifest, (), words).encode()
    document = Typesetter().pdf_document(reading, bundle.manifest, (), words, data)
    yield document
    for packed in _STREAM.findall(document):
        with contextlib.suppress(zlib.error):
            yield zlib.decompress(packed)


@cache
def _catalogue() -> Catalogue:
    return read_catalogue(asset_text("catalogue", "fields.toml") + _SAFETY_FIELD, "with a field for worries")
