"""The tablet and desktop app: the same screens, drawn by Flet's own client instead of a browser.

Enrolling a tablet in an organisation is not built yet, so this opens the demo, in the app's own storage and
marked DEMO. ``KEUKENTAFEL_RELAY`` names the relay; without one, plans wait on the tablet.
"""

import os
from pathlib import Path

import flet as ft
from platformdirs import user_data_path

from keukentafel.app.main import furnish_demo, make_main
from keukentafel.app.texts import read_texts
from keukentafel.journal.assets import assets_folder

NO_RELAY = "http://127.0.0.1:8551"


def storage() -> Path:
    """Return the app's own folder: Flet names it on a phone or tablet, elsewhere the platform does."""
    named = os.environ.get("KEUKENTAFEL_HOME") or os.environ.get("FLET_APP_STORAGE_DATA")
    folder = Path(named) if named else user_data_path("keukentafel")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def main() -> None:
    """Open the app."""
    relay = os.environ.get("KEUKENTAFEL_RELAY", NO_RELAY)
    house, _ = furnish_demo(storage(), relay, read_texts(), None)
    ft.run(make_main(house, lambda _page: "tablet"), assets_dir=str(assets_folder()))


if __name__ == "__main__":
    main()
