"""An assent: what one person says of one edition, in a document of their own.

It names the manifest it belongs to, so that a yes to one edition is never a yes to another. The remark is
kept to the letter. A drawn signature is kept because people like to sign; it proves nobody's identity, and
the paper says so. "No" is as good an answer as "yes": in every state the account of the talk can go.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, cast

from pydantic import Field, TypeAdapter, ValidationError

from keukentafel.edition.manifest import CLOSED
from keukentafel.edition.marks import ManifestHashText, MomentText, RandomIdText, moment_read
from keukentafel.journal.canonical import Json, NotCanonical, canonical, nfc, sha256_hex
from keukentafel.journal.speaker import Role

SIGNATURE_WIDTH: Final = 1000
SIGNATURE_HEIGHT: Final = 300
MOST_STROKES: Final = 200
MOST_POINTS: Final = 2000
LONGEST_REMARK: Final = 4000


class MalformedAssent(ValueError):
    """This is not an assent of a known form."""


class AssentState(StrEnum):
    """What somebody says of the edition."""

    AGREED = "agreed"
    AGREED_WITH_REMARKS = "agreed_with_remarks"
    NOT_AGREED = "not_agreed"
    SEEN_ONLY = "seen_only"


class AssentMeans(StrEnum):
    """How it was given. ``DRAWN`` means a signature drawn by hand, which proves nobody's identity."""

    TAPPED = "tapped"
    SAID_ALOUD = "said_aloud"
    DRAWN = "drawn"


AGREEING: Final = frozenset({AssentState.AGREED, AssentState.AGREED_WITH_REMARKS})

Point = tuple[
    Annotated[int, Field(ge=0, le=SIGNATURE_WIDTH)],
    Annotated[int, Field(ge=0, le=SIGNATURE_HEIGHT)],
]
"""Where the pen was, in a box of 1000 by 300, from the upper left."""

Stroke = Annotated[tuple[Point, ...], Field(min_length=1, max_length=MOST_POINTS)]
"""A line drawn without lifting the pen."""


@dataclass(frozen=True, slots=True)
class Assenter:
    """Who gave the assent, by the name the household uses."""

    __pydantic_config__ = CLOSED
    id: RandomIdText
    name: Annotated[str, Field(min_length=1, max_length=500)]
    role: Role


@dataclass(frozen=True, slots=True)
class Recorder:
    """Whose hand held the tablet when the assent was recorded."""

    __pydantic_config__ = CLOSED
    id: RandomIdText
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Assent:
    """What one person says of one edition.

    ``remark`` is verbatim, or empty; ``signature`` the strokes of a drawn one, which proves nobody's
    identity: anybody who holds the tablet can draw.
    """

    __pydantic_config__ = CLOSED
    schema: Literal["keukentafel.assent/1"] = "keukentafel.assent/1"
    manifest_hash: ManifestHashText
    person: Assenter
    state: AssentState
    remark: Annotated[str, Field(max_length=LONGEST_REMARK)]
    how: AssentMeans
    signature: Annotated[tuple[Stroke, ...], Field(min_length=1, max_length=MOST_STROKES)] | None
    given_at: MomentText
    hand: Recorder

    def __post_init__(self) -> None:
        """Hold what the fields must say together.

        Raises:
            MalformedAssent: drawn without strokes, or strokes and not drawn; a remark with plain agreement,
                or none where remarks are claimed; control characters; a moment that does not exist.
        """
        if (self.how is AssentMeans.DRAWN) != (self.signature is not None):
            raise MalformedAssent("a drawn assent has a signature, and only a drawn one")
        if self.state is AssentState.AGREED and self.remark.strip():
            raise MalformedAssent("who agrees and adds a remark agrees with remarks")
        if self.state is AssentState.AGREED_WITH_REMARKS and not self.remark.strip():
            raise MalformedAssent("who agrees with remarks makes one")
        if any(unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n" for sign in self.remark):
            raise MalformedAssent("a remark has no control characters")
        try:
            moment_read(self.given_at)
        except ValueError:
            raise MalformedAssent("the moment of assent does not exist") from None

    @property
    def agrees(self) -> bool:
        """Whether this is a yes, with or without remarks."""
        return self.state in AGREEING

    def document(self) -> dict[str, Json]:
        """Return the assent as a JSON document, its text in Unicode form C."""
        document = cast(dict[str, Json], _SHAPE.dump_python(self, mode="json"))
        person = cast(dict[str, Json], document["person"])
        return document | {"remark": nfc(self.remark), "person": person | {"name": nfc(self.person.name)}}

    def to_bytes(self) -> bytes:
        """Return the canonical bytes that the hash is taken over."""
        return canonical(self.document())

    @property
    def hash(self) -> str:
        """The SHA-256 of the canonical bytes: 64 hexadecimal digits."""
        return sha256_hex(self.to_bytes())


_SHAPE: Final = TypeAdapter(Assent)


def assent_of(document: Json) -> Assent:
    """Read an assent from its JSON document.

    Raises:
        MalformedAssent: something is missing, too much, or out of form.
    """
    try:
        return _SHAPE.validate_json(canonical(document))
    except (ValidationError, NotCanonical):
        # Not chained: the original names what it was given, such as the remark.
        raise MalformedAssent("this is not an assent of a known form") from None


def checked(assent: Assent) -> Assent:
    """Return an assent made here as others will read it, refused now and not at the other end.

    Raises:
        MalformedAssent: a text is too long, a point lies outside the box, an identifier is out of form.
    """
    return assent_of(assent.document())


def assent_schema() -> dict[str, Any]:
    """Return the closed JSON Schema of an assent."""
    return _SHAPE.json_schema()
