"""The words on the screen, from gettext language files.

Every text has a stable key (``unlock.title``) and lives in ``assets/texts/<language>/*.po``, and what is said
otherwise to who is addressed with *je* in ``je/*.po`` beside it; no sentence that
people see stands in the code. A key that is asked for and not there is a defect, so it is refused loudly
instead of shown as a key to a resident.
"""

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo
from io import BytesIO
from pathlib import Path
from typing import Final, NewType, TypeAlias, cast

from babel import Locale
from babel.dates import format_date, format_time
from babel.messages.pofile import PoFileError, read_po

from keukentafel.guide.address import Address
from keukentafel.journal.assets import assets_folder

Language = NewType("Language", str)
"""A BCP 47 language code that has a folder under ``assets/texts``: ``nl``."""

DUTCH = Language("nl")
ENGLISH = Language("en")
LANGUAGES: Final = (DUTCH, ENGLISH)
"""The languages of the screens; Dutch, the language of the record, comes first."""

_Messages: TypeAlias = dict[str, str]


class MissingText(KeyError):
    """The language files have no text for this key."""


class TextsMistake(ValueError):
    """A language file cannot be read, or gives one key twice."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language, and its way of writing dates.

    ``je`` are those texts that say it otherwise to who is not addressed as *u*; a language without that
    difference has none.
    """

    language: Language
    messages: Mapping[str, str]
    zone: tzinfo | None = field(default=None)
    je: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, key: str, **values: object) -> str:
        """Return the text for a key, with ``{names}`` filled in.

        Raises:
            MissingText: the language files do not have the key, or it is not translated.
        """
        text = self.messages.get(key)
        if not text:
            raise MissingText(key)
        return text.format(**values) if values else text

    @property
    def mirrored(self) -> bool:
        """Whether the language is written from right to left."""
        return Locale.parse(self.language).text_direction == "rtl"

    def to(self, address: Address) -> "Texts":
        """Return the texts as they are said to somebody who is addressed so."""
        if address is Address.U or not self.je:
            return self
        return replace(
            self, messages=ChainMap(cast(_Messages, self.je), cast(_Messages, self.messages)), je={}
        )

    def clock(self, milliseconds: int) -> str:
        """Return the time of day of a moment, as ``14:02``."""
        return str(format_time(self._local(milliseconds), self("format.clock"), locale=self.language))

    def when(self, milliseconds: int, now: int) -> str:
        """Return the time for today, and the day and time for another day."""
        moment, today = self._local(milliseconds), self._local(now)
        if moment.date() == today.date():
            return self.clock(milliseconds)
        return f"{self.day(moment.date())}, {self.clock(milliseconds)}"

    def day(self, day: date) -> str:
        """Return a day without its year, as ``27 oktober``."""
        return str(format_date(day, self("format.day"), locale=self.language))

    def full_day(self, day: date) -> str:
        """Return a day with its year, as ``27 oktober 2026``."""
        return f"{self.day(day)} {day.year}"

    def weekday(self, day: date) -> str:
        """Return a day with its name, as ``dinsdag 13 oktober``."""
        return str(format_date(day, self("format.weekday"), locale=self.language))

    def today(self, now: int) -> date:
        """Return the local date of a moment."""
        return self._local(now).date()

    def hour(self, now: int) -> int:
        """Return the local hour of a moment, for the greeting."""
        return self._local(now).hour

    def _local(self, milliseconds: int) -> datetime:
        try:
            return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(self.zone)
        except (ValueError, OverflowError, OSError):
            # A clock elsewhere may claim any moment; one beyond the calendar is its last.
            return datetime.max.replace(tzinfo=UTC)


def language_of(environ: Mapping[str, str]) -> Language:
    """Return the language that somebody's command line has, by ``LC_ALL``, ``LC_MESSAGES`` and ``LANG``."""
    named = next(filter(None, (environ.get(one) for one in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    spoken = re.split(r"[_.@-]", named.lower())[0]
    return next((one for one in LANGUAGES if one == spoken), DUTCH)


def read_texts(language: Language = DUTCH) -> Texts:
    """Read every language file of one language.

    Raises:
        TextsMistake: a file cannot be read, or two files give the same key.
    """
    folder = assets_folder() / "texts" / language
    return Texts(language, _read(folder, language), je=_read(folder / Address.JE.value, language))


def _read(folder: Path, language: Language) -> dict[str, str]:
    messages: dict[str, str] = {}
    for path in sorted(folder.glob("*.po")):
        for key, text in _messages_in(path, language):
            if key in messages:
                raise TextsMistake(f"{path.name} gives {key} a second time")
            messages[key] = text
    return messages


def _messages_in(path: Path, language: Language) -> Iterator[tuple[str, str]]:
    try:
        catalog = read_po(BytesIO(path.read_bytes()), locale=language, abort_invalid=True)
    except (PoFileError, ValueError, OSError) as reason:
        raise TextsMistake(f"{path.name} is not a readable language file") from reason
    for message in catalog:
        if isinstance(message.id, str) and message.id:
            yield message.id, str(message.string)
