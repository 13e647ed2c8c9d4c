"""Keukentafel with one small page in place of its screens: ``python -m tests.shell.small_house --port …``."""

import os
import sqlite3
import sys
from pathlib import Path

import flet as ft

from keukentafel.app.run import Furnished, Place, TrialAccount, run

NAMELESS = "/naamloos"
"""The address at which nothing on the page has an identifier."""

TABLE = "#EFE8DC"
"""The colour of the page."""


async def small_page(page: ft.Page) -> None:
    """Draw a counter, a button and a field."""
    page.title = "Keukentafel"
    page.bgcolor = TABLE
    nl = ft.Locale("nl", "NL")
    page.locale_configuration = ft.LocaleConfiguration(supported_locales=[nl], current_locale=nl)
    count = ft.Text("0 keer")

    def plus(_: ft.Event[ft.Button]) -> None:
        count.value = f"{int(str(count.value).split()[0]) + 1} keer"
        count.update()

    name = ft.Text("")
    field = ft.TextField(label="Naam", on_change=lambda event: name.__setattr__("value", f"Dag {event.data}"))
    greeting = ft.Text("Goedemorgen")
    named = greeting if page.route == NAMELESS else ft.Semantics(content=greeting, identifier="greeting")
    page.add(named, count, ft.Button("Tel op", on_click=plus), field, name)


def furnish(place: Place) -> Furnished:
    """Open a database in the data folder, as the real house does, and hand over the small page."""
    open_database(place.home / "small.sqlite")
    return Furnished(small_page, [TrialAccount("Samira", "gezinswerker", "000000")])


def open_database(path: Path) -> None:
    """Make or read a database with one table."""
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE IF NOT EXISTS small (id INTEGER)")


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], os.environ, furnish))
