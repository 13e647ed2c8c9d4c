"""The check-ins as a file for a calendar, laid ready for one browser.

The calendar of a telephone is seen by others, so there is nothing in the file but days and a neutral title.
A file that is made later moves the days that a calendar has already.
"""

import asyncio
from datetime import UTC, datetime

from keukentafel.app.house import House
from keukentafel.dossier.dossier import Dossier
from keukentafel.edition.calendar import calendar_file, check_ins_ahead
from keukentafel.edition.marks import moment

MEDIA_TYPE = "text/calendar; charset=utf-8"
_MINUTE_MS = 60_000


class CheckInCalendar:
    """Makes the file and hands it to one browser."""

    def __init__(self, house: House, browser: str) -> None:
        self._house = house
        self._browser = browser

    @property
    def possible(self) -> bool:
        """Whether a file can be handed out here at all."""
        return self._house.downloads is not None

    async def offer(self, dossier: Dossier) -> str | None:
        """Lay the file ready and return where it can be fetched once; None when there is no day to come."""
        ahead, downloads = check_ins_ahead(dossier), self._house.downloads
        if not ahead or downloads is None:
            return None
        now, words = self._house.clock(), self._house.texts
        # Made in a thread, because the first one waits for a library to be read.
        made = await asyncio.to_thread(
            calendar_file,
            ahead,
            words,
            made_at=moment(datetime.fromtimestamp(now / 1000, UTC)),
            sequence=now // _MINUTE_MS,
            reminder=True,
        )
        return downloads.offer(self._browser, made, MEDIA_TYPE, f"{words('calendar.file')}.ics")
