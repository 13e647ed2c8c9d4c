"""The other side: Flet apps with nothing in them but what is compared.

``python -m bench.empty_app PORT`` serves three, as Flet serves an app by itself: a list of so many rows
(``/list-200``), a text field with a status that says whether what was typed is saved, drawn as our screens
are (``/declarative``), and the same in Flet's older, imperative style (``/imperative``). The identifiers are
those of our own screens, so that one probe can look at both.
"""

import asyncio
import sys
from collections.abc import Callable

import flet as ft

PAUSE_SECONDS = 0.3
"""After how long a pause the status says *saved* again; our drafts are saved after the same pause."""

TYPING, SAVED = "Not saved yet", "Saved"


class Status(ft.Observable):
    """Whether what was typed is saved; nothing is kept."""

    def __init__(self) -> None:
        self.words = SAVED


class Pause:
    """Calls back when nobody has typed for a moment."""

    def __init__(self, ended: Callable[[], None]) -> None:
        self._ended = ended
        self._timer: asyncio.TimerHandle | None = None

    def restart(self) -> None:
        """Start the wait anew."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(PAUSE_SECONDS, self._ended)


@ft.component
def list_app(rows: int) -> ft.Control:
    """Draw a list."""
    return ft.ListView([_row(number) for number in range(rows)], expand=True)


@ft.component
def field_app(status: Status) -> ft.Control:
    """Draw a field, and what becomes of it when somebody types."""

    def ended() -> None:
        status.words = SAVED

    pause: Pause = ft.use_memo(lambda: Pause(ended), [])

    def typed(_event: ft.Event[ft.TextField]) -> None:
        status.words = TYPING
        pause.restart()

    return ft.Column([_field(typed), note(status)])


@ft.component
def note(status: Status) -> ft.Control:
    """Draw the status by itself, as our screens do."""
    return _note(ft.Text(status.words))


def imperative(page: ft.Page) -> None:
    """Draw the same field without components."""
    words = ft.Text(SAVED)

    def say(said: str) -> None:
        words.value = said
        words.update()

    pause = Pause(lambda: say(SAVED))

    def typed(_event: ft.Event[ft.TextField]) -> None:
        say(TYPING)
        pause.restart()

    page.add(_field(typed), _note(words))


async def main(page: ft.Page) -> None:
    """Draw the app that the address asks for."""
    asked = page.route.strip("/")
    if asked == "imperative":
        imperative(page)
    elif asked == "declarative":
        page.render(field_app, Status())
    else:
        page.render(list_app, int(asked.removeprefix("list-")))


def _row(number: int) -> ft.Control:
    words = ft.Text(f"Household {number + 1}")
    return ft.Semantics(content=words, identifier="row-1", container=True) if number == 0 else words


def _field(typed: Callable[[ft.Event[ft.TextField]], None]) -> ft.Control:
    field = ft.TextField(multiline=True, on_change=typed)
    return ft.MergeSemantics(ft.Semantics(content=field, identifier="story-text", label="Story"))


def _note(words: ft.Text) -> ft.Control:
    return ft.Semantics(content=words, identifier="saved", container=True, live_region=True)


if __name__ == "__main__":
    ft.run(main, view=ft.AppView.WEB_BROWSER, host="127.0.0.1", port=int(sys.argv[1]), no_cdn=True)
