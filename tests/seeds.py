"""The households with which tests begin: those of the demo as they are before most of a talk was had.

The demo itself is told to the end, so that there is something on every screen. A test that fills a screen
begins with one on which nothing stands yet.
"""

import json
import time
from pathlib import Path

from keukentafel.app.demo.households import Told
from keukentafel.app.demo.prepare import DemoMaker, read_demo
from keukentafel.app.texts import DUTCH, read_texts
from keukentafel.journal.catalogue import bundled_catalogue

HOUSEHOLDS = Path(__file__).parent / "households"


def seed(name: str) -> Told:
    """Return a household that was hardly begun."""
    told: Told = json.loads((HOUSEHOLDS / f"{name}.json").read_text("utf-8"))
    return told


def make_seeds(home: Path) -> None:
    """Make Waterkerke in a data folder, with households that were hardly begun; once."""
    home.mkdir(parents=True, exist_ok=True)
    texts, catalogue = read_texts(DUTCH), bundled_catalogue()
    DemoMaker(
        home, read_demo(), texts, catalogue, lambda: time.time_ns() // 10**6, household=seed
    ).make_once()
