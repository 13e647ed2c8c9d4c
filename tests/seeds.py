"""The households with which tests begin: those of the demo as they are before most of a talk was had.

The demo itself is told to the end, so that there is something on every screen. A test that fills a screen
begins with one on which nothing stands yet.
"""

import atexit
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path

from keukentafel.app.clock import wall_clock
from keukentafel.app.demo.households import Told
from keukentafel.app.demo.prepare import VAULTS, DemoMaker, read_demo, read_household
from keukentafel.app.texts import DUTCH, read_texts
from keukentafel.journal.catalogue import bundled_catalogue

HOUSEHOLDS = Path(__file__).parent / "households"


def seed(name: str) -> Told:
    """Return a household that was hardly begun."""
    told: Told = json.loads((HOUSEHOLDS / f"{name}.json").read_text("utf-8"))
    return told


def lay_out(home: Path, *, seeds: bool) -> None:
    """Lay Waterkerke in a data folder that has none yet, told to the end or hardly begun."""
    if not (home / VAULTS).exists():
        shutil.copytree(_made(seeds), home, dirs_exist_ok=True)


@cache
def _made(seeds: bool) -> Path:
    """Make the demo once for all tests of this run; vaults do not know in which folder they lie."""
    home = Path(tempfile.mkdtemp(prefix="waterkerke-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    texts, catalogue = read_texts(DUTCH), bundled_catalogue()
    told = seed if seeds else read_household
    DemoMaker(home, read_demo(), texts, catalogue, wall_clock, household=told).make_once()
    return home
