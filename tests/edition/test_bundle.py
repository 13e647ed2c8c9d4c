"""A bundle holds together, or is refused."""

import json
import traceback
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from keukentafel.edition.assent import AssentState, MalformedAssent, assent_of
from keukentafel.edition.bundle import (
    LARGEST_BUNDLE,
    Bundle,
    BundleRefused,
    BundleTooLarge,
    make_bundle,
    read_bundle,
)
from keukentafel.edition.freeze import Edition, listing_of
from keukentafel.edition.manifest import MalformedManifest, manifest_of
from keukentafel.edition.marks import Moment
from keukentafel.edition.schema import PlanSchema, SchemaRefused, check_part
from keukentafel.journal.canonical import Json, NotCanonical, canonical, parse_canonical
from keukentafel.journal.catalogue import Catalogue, Sight, UnfitValue, check_content
from keukentafel.journal.names import FieldName
from tests.edition.kitchen import CATALOGUE, COR, DEVICE, assent_to, dossier, entry, frozen, object_id

SCHEMA = PlanSchema(CATALOGUE)
EDITION = frozen(dossier())
REMARK = "Ik wil géén vreemde in mijn <slaapkamer>, ‘nooit’."
ASSENTS = (
    assent_to(EDITION, AssentState.AGREED_WITH_REMARKS, REMARK, strokes=(((0, 0), (1000, 300)),)),
    assent_to(EDITION, AssentState.SEEN_ONLY, person=COR),
)
DATA = make_bundle(EDITION, ASSENTS, DEVICE, SCHEMA)


def changed(data: bytes, *path: str | int, value: Json) -> bytes:
    document: Any = json.loads(data)
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return canonical(document)


def test_a_bundle_reads_back_whole() -> None:
    bundle = read_bundle(DATA, CATALOGUE)
    assert bundle.edition == EDITION
    assert bundle.assents == ASSENTS
    assert bundle.to_bytes() == DATA
    assert bundle.assents[0].remark == REMARK
    assert json.dumps(REMARK, ensure_ascii=False).encode() in DATA


def test_the_same_things_in_another_order_make_the_same_bundle() -> None:
    assert make_bundle(EDITION, reversed(ASSENTS), DEVICE, SCHEMA) == DATA


def test_every_flipped_byte_is_refused() -> None:
    small = frozen([entry(object_id(1), "quote.text", "Kom binnen.")])
    data = make_bundle(small, [assent_to(small, AssentState.SEEN_ONLY)], DEVICE, SCHEMA)
    read_bundle(data, SCHEMA)
    accepted = []
    for at in range(len(data)):
        for flip in (0x01, 0x20):
            forged = data[:at] + bytes([data[at] ^ flip]) + data[at + 1 :]
            try:
                read_bundle(forged, SCHEMA)
            except BundleRefused:
                continue
            accepted.append((at, flip))
    assert accepted == []


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_a_byte_changed_anywhere_is_refused(at: int, change: int) -> None:
    with pytest.raises(BundleRefused):
        read_bundle(DATA[:at] + bytes([DATA[at] ^ change]) + DATA[at + 1 :], SCHEMA)


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=200)
    | st.recursive(
        st.none() | st.integers(0, 9) | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    ).map(lambda document: json.dumps(document).encode())
)
def test_bytes_that_are_no_bundle_are_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(BundleRefused) as refusal:
        read_bundle(data, SCHEMA)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("parts", 0, "note"), "werknotitie"),
        (("parts", 0, "content", "note"), "werknotitie"),
        (("parts", 0, "content", "fields", "keyword.text"), []),
        (("parts", 0, "content", "fields", "household.name", 0, "note"), "werknotitie"),
        (("manifest", "note"), "werknotitie"),
        (("assents", 0, "note"), "werknotitie"),
        (("note",), "werknotitie"),
        (("parts", 0, "content", "fields"), {}),
        (("parts", 0, "content", "kind"), "keyword"),
        (("parts", 0, "content", "fields", "household.name", 0, "value"), "\u0007"),
        (("parts", 0, "content", "fields", "household.name", 0, "claimed"), True),
    ],
)
def test_a_key_too_many_or_a_value_out_of_form_is_refused(path: tuple[str | int, ...], value: Json) -> None:
    with pytest.raises(BundleRefused):
        read_bundle(changed(DATA, *path, value=value), SCHEMA)


def test_a_leak_that_the_manifest_was_made_to_list_is_refused_too() -> None:
    part = EDITION.parts[0]
    leaky = replace(
        part, fields={**part.fields, FieldName("keyword.text"): part.fields[FieldName("household.name")]}
    )
    kind = SCHEMA.kinds[part.kind]
    listings = (listing_of(leaky, kind), *EDITION.manifest.parts[1:])
    manifest = replace(EDITION.manifest, parts=listings)
    with pytest.raises(BundleRefused):
        make_bundle(Edition(manifest, (leaky, *EDITION.parts[1:])), [], DEVICE, SCHEMA)
    with pytest.raises(SchemaRefused):
        check_part(leaky.document(), CATALOGUE)
    check_part(part.document(), CATALOGUE)


def test_an_audience_wider_than_the_catalogue_gives_is_refused() -> None:
    first = replace(EDITION.manifest.parts[0], audience=(Sight.RESIDENT,))
    manifest = replace(EDITION.manifest, parts=(first, *EDITION.manifest.parts[1:]))
    with pytest.raises(BundleRefused, match="other readers"):
        make_bundle(Edition(manifest, EDITION.parts), [], DEVICE, SCHEMA)


def test_an_edition_from_a_newer_catalogue_is_refused_in_plain_words() -> None:
    newer = Catalogue(CATALOGUE.version + 1, [CATALOGUE.object_kind("quote")], CATALOGUE.fields_of("quote"))
    edition = frozen(dossier(), catalogue=newer)
    with pytest.raises(BundleRefused, match="not known here"):
        make_bundle(edition, [], DEVICE, SCHEMA)


def test_an_assent_to_another_edition_is_refused() -> None:
    other = frozen(dossier()[:-1])
    with pytest.raises(BundleRefused, match="another edition"):
        make_bundle(EDITION, [assent_to(other)], DEVICE, SCHEMA)


def test_nobody_assents_twice() -> None:
    with pytest.raises(BundleRefused, match="one assent"):
        make_bundle(EDITION, [assent_to(EDITION), assent_to(EDITION, AssentState.NOT_AGREED)], DEVICE, SCHEMA)


def test_a_yes_needs_a_lead_and_a_no_can_always_go() -> None:
    leaderless = frozen([one for one in dossier() if one.signed.operation.field != "plan.lead"])
    with pytest.raises(BundleRefused, match="no lead"):
        make_bundle(leaderless, [assent_to(leaderless)], DEVICE, SCHEMA)
    for state in (AssentState.NOT_AGREED, AssentState.SEEN_ONLY):
        read_bundle(make_bundle(leaderless, [assent_to(leaderless, state)], DEVICE, SCHEMA), SCHEMA)


def test_a_missing_part_is_refused_unless_it_is_a_readers_copy() -> None:
    bundle = read_bundle(DATA, SCHEMA)
    torn = replace(bundle, edition=replace(EDITION, parts=EDITION.parts[1:]))
    for reader in (None, Sight.RESIDENT):
        with pytest.raises(BundleRefused, match="parts"):
            read_bundle(torn.to_bytes(), SCHEMA, reader)


def test_a_readers_copy_holds_only_their_parts_under_the_same_signature() -> None:
    closed = Catalogue(
        1,
        [CATALOGUE.object_kind(kind) for kind in ("quote", "wish")],
        [
            replace(one, sees=frozenset({Sight.MUNICIPALITY})) if one.object == "wish" else one
            for kind in ("quote", "wish")
            for one in CATALOGUE.fields_of(kind)
        ],
    )
    edition = frozen(dossier(), catalogue=closed)
    whole = read_bundle(make_bundle(edition, [], DEVICE, closed), closed)
    copy = read_bundle(whole.copy_for(Sight.RESIDENT).to_bytes(), closed, Sight.RESIDENT)
    assert {part.kind for part in copy.edition.parts} == {"quote"}
    assert b"Ik wil weer zingen." in whole.to_bytes()
    assert b"Ik wil weer zingen." not in copy.to_bytes()
    assert copy.signature == whole.signature
    with pytest.raises(BundleRefused):
        read_bundle(whole.to_bytes(), closed, Sight.RESIDENT)
    with pytest.raises(BundleRefused):
        read_bundle(copy.to_bytes(), closed)


def test_a_bundle_signed_by_another_device_than_it_names_is_refused() -> None:
    bundle = read_bundle(DATA, SCHEMA)
    other = Ed25519PrivateKey.generate()
    forged = Bundle(bundle.edition, bundle.assents, bundle.device, other.sign(b"something"))
    with pytest.raises(BundleRefused, match="signature"):
        read_bundle(forged.to_bytes(), SCHEMA)


def test_no_object_in_the_json_schema_is_open() -> None:
    schema = SCHEMA.json_schema()
    assert open_objects(schema) == []
    assert len(list(objects_in(schema))) > 30
    assert open_objects({"$defs": {"planted": {"type": "object", "properties": {}}}}) != []


def open_objects(schema: Any) -> list[Any]:
    return [one for one in objects_in(schema) if one.get("additionalProperties") is not False]


def objects_in(schema: Any) -> list[Any]:
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    found = [one for item in inner for one in objects_in(item)]
    is_object = isinstance(schema, dict) and ("properties" in schema or schema.get("type") == "object")
    names_fields = isinstance(schema, dict) and not isinstance(schema.get("type", ""), str)
    return [*found, schema] if is_object and not names_fields else found


def test_a_plan_larger_than_an_envelope_carries_is_refused_when_it_is_made() -> None:
    story = "Sinds Jan dood is, is het stil in huis. " * 190
    large = frozen([entry(object_id(number), "quote.text", story) for number in range(200)])
    with pytest.raises(BundleTooLarge, match="1400 KiB"):
        make_bundle(large, [assent_to(large, AssentState.SEEN_ONLY)], DEVICE, SCHEMA)
    with pytest.raises(BundleTooLarge):
        read_bundle(b" " * (LARGEST_BUNDLE + 1), SCHEMA)


WORDS = "Annie kan niet meer slapen"


def assent_with_words(**more: Json) -> Json:
    return {**ASSENTS[0].document(), **more}


@pytest.mark.parametrize(
    "read",
    [
        lambda: SCHEMA.check_bundle({"schema": "keukentafel.bundle/1", "note": WORDS}),
        lambda: SCHEMA.check_part({"id": WORDS, "salt": WORDS, "content": {"kind": WORDS}}),
        lambda: SCHEMA.check_part(
            {"id": "0" * 32, "salt": "0" * 64, "content": {"kind": "quote", "fields": WORDS}}
        ),
        lambda: read_bundle(changed(DATA, "parts", 0, WORDS, value=WORDS), SCHEMA),
        lambda: read_bundle(DATA + WORDS.encode(), SCHEMA),
        lambda: assent_of({"remark": WORDS}),
        lambda: assent_of(assent_with_words(given_at=Moment(WORDS))),
        lambda: assent_of(assent_with_words(remark=WORDS + "\ud800")),
        lambda: manifest_of({**EDITION.manifest.document(), "organisation": [WORDS]}),
        lambda: replace(EDITION.manifest, frozen_at=Moment(WORDS)),
        lambda: replace(ASSENTS[0], given_at=Moment(WORDS)),
        lambda: parse_canonical(f'{{"a": {WORDS}}}'.encode()),
        lambda: canonical({"a": [WORDS, 1.5]}),  # type: ignore[list-item]
        lambda: check_content(CATALOGUE.field(FieldName("check_in.date")), WORDS),
    ],
)
def test_what_is_refused_stands_in_no_traceback(read: Callable[[], object]) -> None:
    with pytest.raises(
        (SchemaRefused, BundleRefused, MalformedAssent, MalformedManifest, NotCanonical, UnfitValue)
    ) as refused:
        read()
    assert WORDS not in "".join(traceback.format_exception(refused.value))
    reason: BaseException | None = refused.value
    while reason is not None:
        assert WORDS not in str(reason)
        assert WORDS not in getattr(reason, "doc", "")
        reason = reason.__cause__ or (None if reason.__suppress_context__ else reason.__context__)
