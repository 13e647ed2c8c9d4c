"""A copy of one person's own data, as it goes out after a human has looked at it.

What may harm the rights of others can be left out, one record, part or reply at a time, each with a reason
(AVG article 15(4); UAVG article 41). What was left out is counted in the copy, with that reason, so that
nobody has to guess, and can object. A record that is left out takes the part of the plan along that says the
same.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any, Final, cast

from keukentafel.dossier.own_data import Change, OwnData, Record, record_id
from keukentafel.edition.marks import Moment, moment
from keukentafel.edition.own_document import (
    SCHEMA,
    Beside,
    EditionTold,
    Explained,
    Information,
    LastEdition,
    LeftOutTold,
    OwnDocument,
    PartTold,
    ReplyTold,
    Sentence,
    Who,
)
from keukentafel.edition.own_editions import OwnEdition
from keukentafel.edition.own_words import OwnWords
from keukentafel.edition.paper.words import Words
from keukentafel.edition.part import Part
from keukentafel.journal.canonical import nfc
from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.field import CompartmentKind, Field, Retention, Sight
from keukentafel.journal.names import HouseholdId, PersonId
from keukentafel.journal.retention import kept_for
from keukentafel.journal.speaker import Speaker

LONGEST_REASON: Final = 200
_SEEN_BY: Final[Mapping[Sight, str]] = {
    Sight.RESIDENT: "own.sees.resident",
    Sight.WORKER: "own.sees.worker",
    Sight.MUNICIPALITY: "own.sees.municipality",
    Sight.REVIEW: "own.sees.review",
}


class NoReason(ValueError):
    """Leaving something out needs a reason of one line, which will stand in the copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What surrounds a copy: where, by whom, when, in which words.

    ``names`` are names of people whom the household's dossier does not name, such as the worker; ``zone``
    None is the zone of this device; ``titles`` are those of the tiles and funding streams of the guide.
    """

    household: HouseholdId
    controller: str
    made_at: Moment
    catalogue: Catalogue
    words: Words
    names: Mapping[PersonId, str]
    zone: tzinfo | None = None
    titles: Mapping[str, str] = field(default_factory=dict)


def reason_of(text: str) -> str:
    """Return a reason as it will stand in the copy.

    Raises:
        NoReason: it is empty, longer than a line, or has more than one.
    """
    reason = nfc(text.strip())
    if not reason or len(reason) > LONGEST_REASON or not reason.isprintable():
        raise NoReason("leaving something out needs a reason of one line")
    return reason


def reply_id(edition: OwnEdition) -> str:
    """Return what the reply to an edition is called by who leaves it out."""
    return f"reply/{edition.manifest.hash}"


def own_copy(
    data: OwnData, editions: tuple[OwnEdition, ...], left_out: Mapping[str, str], setting: Setting
) -> OwnDocument:
    """Make the copy.

    Args:
        data: the person's own data.
        editions: the editions that hold their words, the newest first.
        left_out: what stays out, by the identifier of a record or part or by `reply_id`, with the reason.
        setting: where, by whom, when, in which words.

    Raises:
        NoReason: something is left out without a reason.
    """
    reasons = {one: reason_of(reason) for one, reason in left_out.items()}
    return _Maker(data, editions, reasons, setting).copy()


class _Maker:
    def __init__(
        self, data: OwnData, editions: tuple[OwnEdition, ...], reasons: Mapping[str, str], setting: Setting
    ) -> None:
        self._data = data
        self._editions = editions
        self._reasons = reasons
        self._setting = setting
        self._words = setting.words
        self._records = tuple(one for one in data.records if one.id not in reasons)
        self._own_words = OwnWords(setting.words, setting.zone, self._records, setting.titles)

    def copy(self) -> OwnDocument:
        fields: dict[str, Any] = {"schema": SCHEMA}
        person = self._data.person
        return OwnDocument(
            **fields,
            made_at=self._setting.made_at,
            controller=self._setting.controller,
            household=self._setting.household,
            person=Who(role=person.role, id=person.id, name=person.name),
            catalogue=self._setting.catalogue.version,
            information=self._information(),
            sentences=tuple(self._sentence(one, change) for one in self._records for change in one.history),
            editions=tuple(self._edition(one) for one in self._editions),
            last_edition=self._last_edition(),
            left_out=self._left_out(),
            beside=Beside(of_others=self._data.of_others, elsewhere=self._data.elsewhere),
        )

    def _sentence(self, record: Record, change: Change) -> Sentence:
        field = record.field
        return Sentence(
            id=change.id,
            object=record.object,
            kind=field.object,
            kind_title=self._setting.catalogue.object_kind(field.object).title,
            field=field.name,
            title=field.title,
            because=record.because,
            act=change.act,
            value=cast(Any, change.content),
            text=self._own_words.of(field, change),
            standing=change.standing,
            voice=self._who(change.voice),
            hand=self._who(change.hand),
            face=change.face,
            claimed=change.claimed,
            moment=_moment(change.claimed),
            law=field.law,
            purpose=field.purpose,
            retention=self._kept_for(field),
            sees=tuple(sorted(field.sees)),
        )

    def _kept_for(self, field: Field) -> Retention:
        kind = self._setting.catalogue.object_kind(field.object)
        own = kind.compartment is CompartmentKind.PERSON or field.object == "person"
        return kept_for(field.retention, young=own and bool(self._data.person.young))

    def _who(self, speaker: Speaker) -> Who:
        person = self._data.person
        name = person.name if speaker.who == person.id else self._setting.names.get(speaker.who, "")
        return Who(role=speaker.role, id=speaker.who, name=name)

    def _edition(self, edition: OwnEdition) -> EditionTold:
        reply = edition.reply if reply_id(edition) not in self._reasons else None
        return EditionTold(
            number=edition.manifest.number,
            hash=edition.manifest.hash,
            frozen_at=edition.manifest.frozen_at,
            state=edition.state,
            state_text=self._words(f"own.state.{edition.state}"),
            assent=edition.assent,
            reply=ReplyTold(by=reply.by, at=reply.at, text=reply.text) if reply else None,
        )

    def _last_edition(self) -> LastEdition | None:
        last = next(iter(self._editions), None)
        if last is None:
            return None
        parts = tuple(_told(part) for part in last.parts if not self._is_left_out(part))
        return LastEdition(number=last.manifest.number, hash=last.manifest.hash, parts=parts)

    def _is_left_out(self, part: Part) -> bool:
        return any(one in self._reasons for one in (part.id, *_records_in(part)))

    def _left_out(self) -> tuple[LeftOutTold, ...]:
        known = {one.id for one in self._data.records} | {
            reply_id(one) for one in self._editions if one.reply
        }
        known |= {part.id for one in self._editions[:1] for part in one.parts}
        counted = Counter(reason for one, reason in self._reasons.items() if one in known)
        return tuple(LeftOutTold(reason=reason, count=count) for reason, count in sorted(counted.items()))

    def _information(self) -> Information:
        fields = [one.field for one in self._records]
        changes = [change for one in self._records for change in one.history]
        sights = {sight for field in fields for sight in field.sees}
        terms = dict.fromkeys(self._kept_for(field) for field in fields)
        rights = (f"own.right.{name}" for name in ("correction", "erasure", "restriction", "complaint"))
        return Information(
            purposes=_once(field.purpose for field in fields),
            laws=_once(field.law for field in fields),
            categories=_once(self._setting.catalogue.object_kind(field.object).title for field in fields),
            recipients=tuple(
                Explained(word=sight.value, text=self._words(key))
                for sight, key in _SEEN_BY.items()
                if sight in sights
            ),
            retention=tuple(Explained(word=one.value, text=self._term(one.value)) for one in terms),
            sources=_once(self._source(change.voice) for change in changes),
            rights=tuple(self._words(key) for key in rights),
            decisions=self._words("own.decisions"),
        )

    def _term(self, retention: str) -> str:
        return self._words(f"own.retention.{retention.replace('-', '_')}")

    def _source(self, voice: Speaker) -> str:
        if voice.who == self._data.person.id:
            return self._words("own.source.self")
        return self._words(f"own.source.{voice.role}")


def _told(part: Part) -> PartTold:
    return PartTold(id=part.id, salt=part.salt.hex(), content=cast(Any, part.content()))


def _records_in(part: Part) -> Iterable[str]:
    return (record_id(part.object, field) for field in part.fields)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _moment(claimed: int) -> Moment | None:
    try:
        return moment(datetime.fromtimestamp(claimed // 1000, UTC))
    except (ValueError, OverflowError, OSError):
        return None
