"""The stage: draws the screen that the visit is at, for the size of this window."""

import flet as ft

from keukentafel.app.kit.look import Look, look_for
from keukentafel.app.screens.aftercare import aftercare_screen
from keukentafel.app.screens.desk import desk_screen
from keukentafel.app.screens.door import back_to_work_screen, take_over_screen, unlock_screen, who_screen
from keukentafel.app.screens.household import household_screen
from keukentafel.app.screens.listen import listen_screen
from keukentafel.app.screens.plan import plan_screen
from keukentafel.app.screens.read_back import read_back_screen
from keukentafel.app.screens.sent import sent_screen
from keukentafel.app.screens.sheets import sheets_screen
from keukentafel.app.screens.story import story_screen
from keukentafel.app.screens.strengths import strengths_screen
from keukentafel.app.screens.today import new_screen, today_screen
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.visit import Visit


@ft.component
def stage(visit: Visit) -> ft.Control:
    """Draw the screen that is up."""
    look = look_for(visit.width, visit.height)
    return ft.Container(_screen(visit, look), expand=True, bgcolor=look.color("table"))


_ALONE = {
    Screen.WHO: who_screen,
    Screen.UNLOCK: unlock_screen,
    Screen.TAKE_OVER: take_over_screen,
    Screen.BACK_TO_WORK: back_to_work_screen,
    Screen.TODAY: today_screen,
    Screen.NEW: new_screen,
    Screen.LISTEN: listen_screen,
}
_WITH_TALK = {
    Screen.HOUSEHOLD: household_screen,
    Screen.SHEETS: sheets_screen,
    Screen.STORY: story_screen,
    Screen.STRENGTHS: strengths_screen,
    Screen.PLAN: plan_screen,
    Screen.AFTERCARE: aftercare_screen,
}


def _screen(visit: Visit, look: Look) -> ft.Control:
    if visit.screen in _ALONE:
        return _ALONE[visit.screen](visit, look)
    if visit.screen is Screen.DESK and visit.desk is not None and visit.post is not None:
        return desk_screen(visit, visit.desk, visit.post, look)
    talk = visit.conversation
    if talk is not None:
        return _with_talk(visit, talk, look)
    return unlock_screen(visit, look)


def _with_talk(visit: Visit, talk: Conversation, look: Look) -> ft.Control:
    if visit.screen in _WITH_TALK:
        return _WITH_TALK[visit.screen](visit, talk, look)
    back = visit.read_back
    if visit.screen is Screen.SENT and back is not None and visit.post is not None:
        return sent_screen(visit, talk, back, visit.post, look)
    if visit.screen is Screen.READ_BACK and back is not None:
        return read_back_screen(visit, talk, back, look)
    return story_screen(visit, talk, look)
