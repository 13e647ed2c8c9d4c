"""``python -m keukentafel``: the relay and the app of the demo in one go, on this machine.

``python -m keukentafel vault …`` is one command on a vault instead, without screens, and ``guide …`` one on a
municipality's own guide.
"""

import os
import sys

from keukentafel.app.commands.entrance import GUIDE, NOUN, enter, enter_guide
from keukentafel.app.run import Furnished, Place, TrialAccount, run
from keukentafel.app.start_refusal import NotTheDemo


def main() -> int:
    """Run Keukentafel until it is stopped, or one command, and return the exit code."""
    if sys.argv[1:2] == [NOUN]:
        return enter(sys.argv[2:], os.environ)
    if sys.argv[1:2] == [GUIDE]:
        return enter_guide(sys.argv[2:], os.environ)
    return run(sys.argv[1:], os.environ, _furnish)


def _furnish(place: Place) -> Furnished:
    from keukentafel.app.main import furnish_demo, make_main
    from keukentafel.app.server import browser_of

    house, demo = furnish_demo(place.home, place.relay, place.texts, place.downloads, place.voices)
    # Every header is read here, so that a damaged vault is a sentence now and no surprise at the door.
    if not all(house.vault_of(account).is_demo for account in house.accounts):
        raise NotTheDemo("start.home.not_demo", folder=place.home)
    accounts = [TrialAccount(one.name, one.title, one.pin) for one in demo.accounts]
    return Furnished(make_main(house, browser_of), accounts, demo.recovery)


if __name__ == "__main__":
    sys.exit(main())
