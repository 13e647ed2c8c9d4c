"""Going on: the button at the foot of a sheet that leads to the next one in the guide."""

import flet as ft

from keukentafel.app.kit.buttons import primary, secondary
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.onward import onward, usual_after
from keukentafel.app.state.screens import Screen


def onward_button(scene: Scene, here: Screen, words: str = "", *, first: bool = True) -> ft.Control:
    """Return the button that goes on from this sheet.

    ``words`` say where it usually leads; when something is passed over it says no more than *Verder*. Where
    the sheet asks for something else it is not the ``first`` button.
    """
    visit, to = scene.visit, onward(scene.talk, here)
    said = words if words and to is usual_after(here) else scene.t("onward")
    made = primary if first else secondary
    after = {"after": ft.Icons.ARROW_FORWARD_ROUNDED} if first else {}
    return made(scene.look, said, lambda: visit.to_table(to), identifier="onward", **after)
