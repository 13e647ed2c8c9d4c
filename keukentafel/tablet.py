"""The tablet and desktop app: the same screens, drawn by Flet's own client instead of a browser.

Enrolling a tablet in an organisation is not built yet, so this opens the demo, in the app's own storage and
marked DEMO. ``KEUKENTAFEL_RELAY`` names the relay; without one, plans wait on the tablet.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import flet as ft

from keukentafel.app.home import occupy, open_home
from keukentafel.app.main import furnish_demo, make_main
from keukentafel.app.start_refusal import CannotStart, refusal_for
from keukentafel.app.texts import Texts, language_of, read_texts
from keukentafel.journal.assets import assets_folder

NO_RELAY = "http://127.0.0.1:8551"
REFUSED = 2


def main() -> int:
    """Open the app; returns 2 with one sentence on standard error when it cannot start."""
    texts = read_texts(language_of(os.environ))
    try:
        home = open_home(_environ())
        with occupy(home, NO_RELAY):
            _draw(home, texts)
    except CannotStart as refusal:
        sys.stderr.write(refusal.sentence(texts) + "\n")
        return REFUSED
    return 0


def _environ() -> Mapping[str, str]:
    """Flet names the app's own storage on a phone or tablet; elsewhere the platform's data folder serves."""
    storage = os.environ.get("FLET_APP_STORAGE_DATA")
    return {"KEUKENTAFEL_HOME": storage, **os.environ} if storage else os.environ


def _draw(home: Path, texts: Texts) -> None:
    relay = os.environ.get("KEUKENTAFEL_RELAY", NO_RELAY)
    try:
        house, _ = furnish_demo(home, relay, texts, None)
    except Exception as reason:
        refusal = refusal_for(reason, home)
        raise refusal or reason from reason
    ft.run(make_main(house, lambda _page: "tablet"), assets_dir=str(assets_folder()))


if __name__ == "__main__":
    sys.exit(main())
