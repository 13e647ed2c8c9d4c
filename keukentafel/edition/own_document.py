"""The form in which somebody's own data is handed over: JSON that says what everything in it means.

    {"schema": "keukentafel.own-data/1", "person": …, "information": …, "sentences": […], "editions": […], …}

It is the original; page and document (PDF) are made from it. The form is closed and has a version: whoever
receives it, another municipality or the person's own program, can hold it against `own_data_schema`. Texts
are Dutch and meant for people; words such as ``quote.text`` or ``wmo-15y`` stand beside them for machines.
"""

from typing import Annotated, Any, Final, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from keukentafel.dossier.own_reach import Because
from keukentafel.dossier.standing import Standing
from keukentafel.edition.assent import Assent
from keukentafel.edition.marks import DigestText, ManifestHashText, MomentText, PartIdText, RandomIdText
from keukentafel.journal.canonical import LARGEST_INTEGER, Json, NotCanonical, canonical, parse_canonical
from keukentafel.journal.field import Retention, Sight
from keukentafel.journal.speaker import Act, Face, Role

Milliseconds = Annotated[int, Field(ge=0, le=LARGEST_INTEGER)]
Count = Annotated[int, Field(ge=0)]
_FieldText = Annotated[str, Field(pattern=r"^[a-z_]{1,40}\.[a-z_]{1,40}$")]


class MalformedOwnData(ValueError):
    """This is not somebody's own data in a known form."""


class _Closed(BaseModel):
    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, hide_input_in_errors=True, use_attribute_docstrings=True
    )


class Who(_Closed):
    """Somebody; the name is empty where nobody told it."""

    role: Role
    id: RandomIdText
    name: str


class Sentence(_Closed):
    """One thing that was said or done on one field. Sentences on one field come oldest first."""

    id: DigestText
    """The operation: SHA-256 of the bytes that the tablet signed."""
    object: RandomIdText
    """The thing that the field belongs to; sentences with the same one belong together."""
    kind: str
    """The sort of thing, in one word of the catalogue."""
    kind_title: str
    """The same, for people."""
    field: _FieldText
    title: str
    """What the field is for."""
    because: Because
    """Why it is in this copy: own part, own words, about this person, about the household."""
    act: Act
    value: JsonValue
    """The content as it was written down; null where there are no words (any more)."""
    text: str
    """The content for people; for what has no words, a sentence that says so."""
    standing: Standing
    """What became of it."""
    voice: Who
    """Whose words: the source."""
    hand: Who
    """Who wrote it down."""
    face: Face
    """How the tablet lay: listening, on the table, in the worker's own screens."""
    claimed: Milliseconds
    """The tablet's clock, in milliseconds since 1970."""
    moment: MomentText | None
    """The same in UTC; null where that clock was beyond the calendar."""
    law: str
    purpose: str
    retention: Retention
    sees: tuple[Sight, ...]
    """Who may see it: I resident, W worker, G municipality, T review."""


class Explained(_Closed):
    """A word of the catalogue with what it means."""

    word: str
    text: str


class Information(_Closed):
    """What must be told along with the data: AVG article 15(1) and (2)."""

    purposes: tuple[str, ...]
    laws: tuple[str, ...]
    categories: tuple[str, ...]
    recipients: tuple[Explained, ...]
    retention: tuple[Explained, ...]
    sources: tuple[str, ...]
    rights: tuple[str, ...]
    decisions: str


class ReplyTold(_Closed):
    """What the supervisor wrote back about an edition."""

    by: str
    at: Milliseconds
    text: str


class EditionTold(_Closed):
    """An edition of the plan that holds this person's words."""

    number: Annotated[int, Field(ge=1)]
    hash: ManifestHashText
    frozen_at: MomentText
    state: str
    """How far it has come, in one word, as far as the tablet knows."""
    state_text: str
    assent: Assent | None
    """What this person said of it."""
    reply: ReplyTold | None


class PartTold(_Closed):
    """A part of an edition as the edition holds it: ``keukentafel.plan/1``."""

    id: PartIdText
    salt: DigestText
    content: dict[str, JsonValue]


class LastEdition(_Closed):
    """This person's parts of the newest of their editions."""

    number: Annotated[int, Field(ge=1)]
    hash: ManifestHashText
    parts: tuple[PartTold, ...]


class LeftOutTold(_Closed):
    """How much a human left out for one reason, because it would harm others."""

    reason: str
    count: Annotated[int, Field(ge=1)]


class Beside(_Closed):
    """How much there is that is not this person's to have: numbers only."""

    of_others: Count
    """Things in the part that the household shares, said by or about somebody else."""
    elsewhere: Count
    """Things that this person said in somebody else's part."""


class OwnDocument(_Closed):
    """One person's own data, as it is handed over."""

    schema_: Annotated[Literal["keukentafel.own-data/1"], Field(alias="schema")]
    made_at: MomentText
    controller: str
    """Who answers for the data: the team or municipality, by name."""
    household: RandomIdText
    person: Who
    catalogue: Annotated[int, Field(ge=1)]
    """The version of the list of fields."""
    information: Information
    sentences: tuple[Sentence, ...]
    editions: tuple[EditionTold, ...]
    last_edition: LastEdition | None
    left_out: tuple[LeftOutTold, ...]
    beside: Beside

    def document(self) -> dict[str, Json]:
        """Return the JSON document."""
        return cast(dict[str, Json], self.model_dump(mode="json", by_alias=True))

    def to_bytes(self) -> bytes:
        """Return the canonical bytes that are handed over.

        Raises:
            NotCanonical: a text is not in Unicode form C.
        """
        return canonical(self.document())


SCHEMA: Final = "keukentafel.own-data/1"


def read_own_data(data: bytes) -> OwnDocument:
    """Read the canonical bytes of somebody's own data.

    Raises:
        MalformedOwnData: they are not canonical, or not in a known form.
    """
    try:
        return OwnDocument.model_validate_json(canonical(parse_canonical(data)))
    except (ValidationError, NotCanonical):
        # Not chained: the original names what it was given.
        raise MalformedOwnData("this is not somebody's own data in a known form") from None


def own_data_schema() -> dict[str, Any]:
    """Return the closed JSON Schema of somebody's own data, with what each key means."""
    return OwnDocument.model_json_schema(by_alias=True)
