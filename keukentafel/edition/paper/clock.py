"""Days, moments and amounts as people read them, from clocks that may claim anything."""

from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency

from keukentafel.edition.marks import Moment, moment_read
from keukentafel.edition.paper.words import Words


class PaperClock:
    """Writes days and moments in the language of the words; ``zone`` None is the zone of this device."""

    def __init__(self, words: Words, zone: tzinfo | None) -> None:
        self._words = words
        self._zone = zone

    def moment(self, moment: Moment) -> str:
        """Write a moment of the manifest or of an assent."""
        return self._written(moment_read(moment))

    def claimed(self, milliseconds: int) -> str:
        """Write a claimed clock; one beyond the calendar is called unclear."""
        try:
            return self._written(datetime.fromtimestamp(milliseconds // 1000, UTC))
        except (ValueError, OverflowError, OSError):
            return self._words("paper.moment_unclear")

    def day(self, iso: str) -> str:
        """Write an ISO day."""
        return format_date(date.fromisoformat(iso), self._words("paper.day"), self._words("paper.language"))

    def money(self, cents: int) -> str:
        """Write an amount of whole cents as euros."""
        amount = Decimal(cents) / 100
        return format_currency(amount, "EUR", locale=self._words("paper.language"))

    def _written(self, when: datetime) -> str:
        try:
            local = when.astimezone(self._zone).replace(tzinfo=None)
        except (ValueError, OverflowError, OSError):
            local = when.replace(tzinfo=None)
        pattern, language = self._words("paper.moment"), self._words("paper.language")
        return format_datetime(local, pattern, locale=language)
