"""The content of a field as people read it, whatever kind of field it is.

A plan is read aloud in sentences of its own; somebody's own data holds every field there is, notes and
choices too, so each kind of value needs a way to be read. What a newer version wrote in a form that is not
known here is shown as it stands.
"""

from collections.abc import Callable, Mapping
from datetime import tzinfo
from typing import Final

from keukentafel.dossier.own_data import Change, Record
from keukentafel.dossier.standing import WITH_WORDS, Standing
from keukentafel.edition.account import MONEY, NAMED
from keukentafel.edition.paper.clock import PaperClock
from keukentafel.edition.paper.words import Words
from keukentafel.journal.canonical import Json, canonical
from keukentafel.journal.field import Field, ValueKind
from keukentafel.journal.names import ObjectId

_CHOICES: Final[Mapping[str, str]] = {
    "person.role": "paper.role",
    "story.assent": "paper.story_assent",
    "agreement.pace": "paper.pace",
    "sign.level": "paper.level",
    "check_in.after": "paper.after",
}
"""Fields whose choices have words under a key of their own on paper; all others are the account's."""

_UNTITLED: Final[Mapping[str, str]] = {}
_FREE: Final = frozenset({ValueKind.LINE, ValueKind.TEXT})


class OwnWords:
    """Reads the content of fields in the words of one language."""

    def __init__(
        self,
        words: Words,
        zone: tzinfo | None,
        records: tuple[Record, ...],
        titles: Mapping[str, str] = _UNTITLED,
    ) -> None:
        """Take what a reference may point at.

        Args:
            words: the texts of the language.
            zone: the time zone of the clocks; None is the zone of this device.
            records: everything that goes along, from which things get the name they are pointed at with.
            titles: the titles of the tiles and funding streams of the guide.
        """
        self._words = words
        self._titles = titles
        self._clock = PaperClock(words, zone)
        self._hearts: dict[ObjectId, str] = {}
        for record in records:
            last = record.history[-1]
            if record.field.value in _FREE and isinstance(last.content, str):
                self._hearts.setdefault(record.object, self._line(record.field, last.content))

    def of(self, field: Field, change: Change) -> str:
        """Return what one change says; for what has no words, a sentence that tells so."""
        if change.act not in WITH_WORDS:
            return self._words(f"own.act.{change.act}")
        if change.content is None:
            gone = Standing.ERASED if change.standing is Standing.ERASED else Standing.ABSENT
            return self._words(f"own.gone.{gone}")
        return self.content(field, change.content)

    def content(self, field: Field, content: Json) -> str:
        """Return what some content of a field says."""
        try:
            return self._read[field.value](field, content)
        except (ValueError, TypeError, KeyError):
            return canonical(content).decode("utf-8")

    @property
    def _read(self) -> Mapping[ValueKind, Callable[[Field, Json], str]]:
        return {
            ValueKind.LINE: self._line,
            ValueKind.TEXT: _text,
            ValueKind.MOMENT: lambda _, content: self._clock.claimed(_whole(content)),
            ValueKind.REFERENCE: lambda _, content: self._reference(_text(_, content)),
            ValueKind.DATE: lambda _, content: self._clock.day(_text(_, content)),
            ValueKind.CHOICE: self._choice,
            ValueKind.NUMBER: lambda field, content: self._number(field, _whole(content)),
            ValueKind.SETTLED: self._settled,
        }

    def _line(self, field: Field, content: Json) -> str:
        text = _text(field, content)
        return self._titles.get(text, text) if field.name in NAMED else text

    def _number(self, field: Field, whole: int) -> str:
        return self._clock.money(whole) if field.name in MONEY else str(whole)

    def _reference(self, thing: str) -> str:
        return self._hearts.get(ObjectId(thing)) or self._words("own.reference_elsewhere")

    def _choice(self, field: Field, content: Json) -> str:
        return self._words(choice_key(field, _text(field, content)))

    def _settled(self, _: Field, content: Json) -> str:
        if not isinstance(content, dict):
            raise TypeError(content)
        if content["state"] == "filled":
            return str(content["text"])
        return self._words("paper.not_needed").format(reason=content["reason"])


def choice_key(field: Field, choice: str) -> str:
    """Return the key of the word for a choice; the tests hold the catalogue to it."""
    shared = _CHOICES.get(field.name)
    kind, name = field.name.split(".", 1)
    return f"{shared}.{choice}" if shared else f"account.choice.{kind}.{name}.{choice}"


def _text(_: Field, content: Json) -> str:
    if not isinstance(content, str):
        raise TypeError
    return content


def _whole(content: Json) -> int:
    if not isinstance(content, int):
        raise TypeError
    return content
