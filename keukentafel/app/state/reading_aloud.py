"""Reading aloud in one session: whether it can be done here, and what is being read.

Python decides what is said and the page says it. The order stands in the tree for screen readers as the
identifier of a node (an identifier is never spoken by itself), so that a reading lives exactly as long as
the screen that it is read from: when that goes, the page falls silent.
"""

import json
import re
import secrets
from collections.abc import Sequence
from contextvars import copy_context
from dataclasses import dataclass
from typing import Final

from keukentafel.app.state.observed import Observed
from keukentafel.app.voices import Listener, Voices

READER: Final = "reader"
"""What the identifier of the node begins with; nothing follows when nothing is read."""

_END_OF_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][”’])\s+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read aloud now; ``mark`` is random, so that a reading that is over cannot end the next."""

    mark: str
    language: str
    sentences: tuple[str, ...]


class ReadingAloud(Observed):
    """Whether this browser can read aloud, and what it reads."""

    def __init__(self, voices: Voices, browser: str, language: str) -> None:
        self._voices = voices
        self._language = language
        self._own_page = copy_context()
        self.reading: Reading | None = None
        self.possible = language in voices.of(browser)
        # Kept here, because the register of voices holds its listeners weakly.
        self._ear = _Ear(self, browser)
        voices.follow(self._ear)

    @property
    def order(self) -> str:
        """The identifier that tells the page what to say."""
        now = self.reading
        if now is None:
            return READER
        said = {"mark": now.mark, "language": now.language, "say": now.sentences}
        return f"{READER}:{json.dumps(said, ensure_ascii=False)}"

    def speak(self, language: str) -> None:
        """Read in another language from now on, where a voice of this browser can."""
        self.stop()
        self._language = language
        self._set_possible(language in self._voices.of(self._ear.browser))

    def toggle(self, texts: Sequence[str]) -> None:
        """Read these texts aloud, sentence by sentence; fall silent when something is being read."""
        if self.reading is not None:
            self.stop()
        elif self.possible and (said := sentences(texts)):
            self.reading = Reading(secrets.token_hex(4), self._language, said)

    def stop(self) -> None:
        """Fall silent."""
        if self.reading is not None:
            self.reading = None

    def heard(self, languages: frozenset[str]) -> None:
        """The browser has other voices than before."""
        self._own_page.run(self._set_possible, self._language in languages)

    def ended(self, mark: str) -> None:
        """The page has read everything, or stopped."""
        if self.reading is not None and self.reading.mark == mark:
            self._own_page.run(self.stop)

    def _set_possible(self, possible: bool) -> None:
        if possible != self.possible:
            self.possible = possible
        if not possible:
            self.stop()


class _Ear(Listener):
    """Hears one browser for a session."""

    def __init__(self, aloud: ReadingAloud, browser: str) -> None:
        self.browser = browser
        self._aloud = aloud

    def voices_changed(self, languages: frozenset[str]) -> None:
        self._aloud.heard(languages)

    def reading_ended(self, mark: str) -> None:
        self._aloud.ended(mark)


def sentences(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the texts cut into sentences, so that it can be stopped and pointed at sentence by sentence."""
    pieces = (piece.strip() for text in texts for piece in _END_OF_SENTENCE.split(text))
    return tuple(piece for piece in pieces if any(letter.isalnum() for letter in piece))
