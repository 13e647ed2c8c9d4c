"""What the browsers told about their voices: who can read aloud here, and when a reading has ended.

The page knows the voices, Python does not; so the page tells, in a word that has no room for anything
personal: ``can-nl-de`` (these languages have a voice that works without a network), ``can`` (there is none)
or ``end-`` and the random mark of a reading. A voice that is not local would send the words to somebody
else's computer, so the page never counts it.
"""

import re
from collections import OrderedDict
from collections.abc import Callable
from weakref import WeakSet

PREFIX = "/voice/"
"""Where the page tells it: this and one word."""

AT_MOST = 64
"""Of how many browsers the languages are known at once."""

_CAN = re.compile(r"can((?:-[a-z]{2,3}){0,60})")
_END = re.compile(r"end-([0-9a-f]{8})")


class Listener:
    """Somebody who wants to know what one browser tells about its voices."""

    browser = ""

    def voices_changed(self, languages: frozenset[str]) -> None:
        """These languages can be read aloud, without a network."""

    def reading_ended(self, mark: str) -> None:
        """The reading with this mark is over."""


class Voices:
    """The languages that each browser can read aloud, and who wants to know."""

    def __init__(self) -> None:
        self._languages: OrderedDict[str, frozenset[str]] = OrderedDict()
        self._listeners: WeakSet[Listener] = WeakSet()

    def of(self, browser: str) -> frozenset[str]:
        """Return the languages that this browser can read aloud."""
        return self._languages.get(browser, frozenset())

    def follow(self, listener: Listener) -> None:
        """Tell a listener what its browser says from now on, for as long as the listener is there."""
        self._listeners.add(listener)

    def hear(self, browser: str, word: str) -> bool:
        """Take in what a page told; returns whether it was one of the words that are known."""
        if can := _CAN.fullmatch(word):
            languages = frozenset(can[1].split("-")[1:])
            self._keep(browser, languages)
            self._tell(browser, lambda one: one.voices_changed(languages))
        elif end := _END.fullmatch(word):
            self._tell(browser, lambda one: one.reading_ended(end[1]))
        return bool(can or end)

    def _keep(self, browser: str, languages: frozenset[str]) -> None:
        self._languages[browser] = languages
        self._languages.move_to_end(browser)
        while len(self._languages) > AT_MOST:
            self._languages.popitem(last=False)

    def _tell(self, browser: str, tell: Callable[[Listener], None]) -> None:
        for one in [each for each in self._listeners if each.browser == browser]:
            tell(one)
