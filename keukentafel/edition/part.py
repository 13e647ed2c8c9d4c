"""A part: the words of one thing in the dossier that travel together, with the salt that hides them.

One object's fields that the catalogue gives the same ``part`` become one part: a quote, a wish, an agreement
with who and when. Every field is a list, because two versions written at the same time both stand. Words
that were struck or erased are not in it, and a part without words does not exist.

    id     = first 32 hex digits of SHA-256("keukentafel/part-id/1" NUL kind NUL object)
    salt   = HMAC-SHA256(household secret, "keukentafel/part-salt/1" NUL id NUL canonical(content))
    digest = SHA-256("keukentafel/part/1" NUL salt canonical(content))

The salt is derived and not drawn, so that freezing the same dossier twice gives the same edition; without
the secret it is as good as random. (HMAC: RFC 2104.)
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, cast

from keukentafel.edition.marks import PartId, PartKind
from keukentafel.journal.canonical import Json, canonical
from keukentafel.journal.names import FieldName, ObjectId, PersonId
from keukentafel.journal.speaker import Role, Speaker

SALT_BYTES: Final = 32
SECRET_BYTES: Final = 32
_ID: Final = b"keukentafel/part-id/1\x00"
_SALT: Final = b"keukentafel/part-salt/1\x00"
_DIGEST: Final = b"keukentafel/part/1\x00"


class SecretTooShort(ValueError):
    """The household secret that salts are derived from has at least 32 bytes."""


@dataclass(frozen=True, slots=True)
class Version:
    """What one field says, whose words, who wrote it, and the claimed clock (milliseconds since 1970)."""

    value: Json
    voice: Speaker
    hand: Speaker
    claimed: int

    def document(self) -> dict[str, Json]:
        """Return the version as a JSON document."""
        return {
            "value": self.value,
            "voice": [self.voice.role.value, self.voice.who],
            "hand": [self.hand.role.value, self.hand.who],
            "claimed": self.claimed,
        }


@dataclass(frozen=True, slots=True)
class Part:
    """The words of one object that travel together; ``salt`` is 32 bytes."""

    kind: PartKind
    object: ObjectId
    fields: Mapping[FieldName, tuple[Version, ...]]
    salt: bytes = field(repr=False)

    @property
    def id(self) -> PartId:
        """The identifier of this part in every edition of the household."""
        return part_id(self.kind, self.object)

    def content(self) -> dict[str, Json]:
        """Return what the digest is taken over, and what travels."""
        return content_of(self.kind, self.object, self.fields)

    def digest(self) -> str:
        """Return the salted digest that the manifest lists: 64 hexadecimal digits."""
        return hashlib.sha256(_DIGEST + self.salt + canonical(self.content())).hexdigest()

    def document(self) -> dict[str, Json]:
        """Return the part with its salt, as the bundle carries it."""
        return {"id": self.id, "salt": self.salt.hex(), "content": self.content()}

    def versions(self, name: str) -> tuple[Version, ...]:
        """Return what stands in one field, nothing when it was left empty."""
        return self.fields.get(FieldName(name), ())


def part_id(kind: PartKind, thing: ObjectId) -> PartId:
    """Return the identifier of one object's part of this kind."""
    return PartId(hashlib.sha256(_ID + kind.encode() + b"\x00" + thing.encode()).hexdigest()[:32])


def content_of(
    kind: PartKind, thing: ObjectId, fields: Mapping[FieldName, tuple[Version, ...]]
) -> dict[str, Json]:
    """Return the content of a part as a JSON document."""
    said: dict[str, Json] = {name: [one.document() for one in versions] for name, versions in fields.items()}
    return {"kind": kind, "object": thing, "fields": said}


def salted(
    kind: PartKind, thing: ObjectId, fields: Mapping[FieldName, tuple[Version, ...]], secret: bytes
) -> Part:
    """Make a part, with its salt derived from the household secret.

    Raises:
        SecretTooShort: the secret has fewer than 32 bytes.
    """
    if len(secret) < SECRET_BYTES:
        raise SecretTooShort("the household secret that salts are derived from has at least 32 bytes")
    written = part_id(kind, thing).encode() + b"\x00" + canonical(content_of(kind, thing, fields))
    return Part(kind, thing, fields, hmac.digest(secret, _SALT + written, "sha256"))


def part_of(document: Json) -> Part:
    """Read a part from a document that `keukentafel.edition.schema` has found well formed."""
    whole = cast(dict[str, Json], document)
    content = cast(dict[str, Json], whole["content"])
    said = cast(dict[str, list[dict[str, Json]]], content["fields"])
    fields = {FieldName(name): tuple(_version_of(one) for one in versions) for name, versions in said.items()}
    kind, thing = PartKind(str(content["kind"])), ObjectId(str(content["object"]))
    return Part(kind, thing, fields, bytes.fromhex(str(whole["salt"])))


def _version_of(document: dict[str, Json]) -> Version:
    voice, hand = _speaker_of(document["voice"]), _speaker_of(document["hand"])
    return Version(document["value"], voice, hand, cast(int, document["claimed"]))


def _speaker_of(document: Json) -> Speaker:
    role, who = cast(list[str], document)
    return Speaker(Role(role), PersonId(who))
