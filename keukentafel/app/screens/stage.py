"""The stage: draws the screen that the visit is at, for the size of this window."""

import flet as ft

from keukentafel.app.kit.look import look_for
from keukentafel.app.screens.aftercare import aftercare_screen
from keukentafel.app.screens.apart import apart_screen
from keukentafel.app.screens.carers import carers_screen
from keukentafel.app.screens.curtain import agenda_screen, curtain_screen
from keukentafel.app.screens.desk import desk_screen
from keukentafel.app.screens.door import back_to_work_screen, take_over_screen, unlock_screen, who_screen
from keukentafel.app.screens.forget import forget_screen
from keukentafel.app.screens.household import household_screen
from keukentafel.app.screens.listen import listen_screen
from keukentafel.app.screens.own_data import own_data_screen
from keukentafel.app.screens.people import people_screen
from keukentafel.app.screens.plan import plan_screen
from keukentafel.app.screens.read_back import read_back_screen
from keukentafel.app.screens.recover import (
    confirm_screen,
    new_pin_screen,
    recover_pin_screen,
    recover_screen,
    restore_screen,
)
from keukentafel.app.screens.recovery import recovery_screen
from keukentafel.app.screens.recovery_sheet import sheet_screen
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.search import search_screen
from keukentafel.app.screens.sent import sent_screen
from keukentafel.app.screens.sheets import sheets_screen
from keukentafel.app.screens.story import story_screen
from keukentafel.app.screens.strengths import strengths_screen
from keukentafel.app.screens.tablet import tablet_screen
from keukentafel.app.screens.today import new_screen, today_screen
from keukentafel.app.screens.trail import trail_screen
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.visit import Visit


@ft.component
def stage(visit: Visit) -> ft.Control:
    """Draw the screen that is up.

    Only the stage listens to the visit: a screen gets it inside its scene, so that no screen is drawn once
    more after it has gone.
    """
    look = look_for(visit.width, visit.height)
    drawn = _screen(Scene(visit, look))
    key = "curtain" if visit.curtain else visit.screen.value
    return ft.Container(drawn, expand=True, bgcolor=look.color("table"), key=key)


_ALONE = {
    Screen.WHO: who_screen,
    Screen.UNLOCK: unlock_screen,
    Screen.TAKE_OVER: take_over_screen,
    Screen.BACK_TO_WORK: back_to_work_screen,
    Screen.TODAY: today_screen,
    Screen.NEW: new_screen,
    Screen.AGENDA: agenda_screen,
    Screen.RECOVER: recover_screen,
    Screen.RESTORE: restore_screen,
    Screen.RECOVER_PIN: recover_pin_screen,
    Screen.NEW_PIN: new_pin_screen,
    Screen.CONFIRM: confirm_screen,
    Screen.SEARCH: search_screen,
    Screen.TABLET: tablet_screen,
    Screen.RECOVERY: recovery_screen,
    Screen.SHEET: sheet_screen,
    Screen.TRAIL: trail_screen,
}
_WITH_TALK = {
    Screen.LISTEN: listen_screen,
    Screen.HOUSEHOLD: household_screen,
    Screen.SHEETS: sheets_screen,
    Screen.STORY: story_screen,
    Screen.STRENGTHS: strengths_screen,
    Screen.PEOPLE: people_screen,
    Screen.CARERS: carers_screen,
    Screen.APART: apart_screen,
    Screen.PLAN: plan_screen,
    Screen.AFTERCARE: aftercare_screen,
    Screen.FORGET: forget_screen,
    Screen.OWN_DATA: own_data_screen,
}


def _screen(scene: Scene) -> ft.Control:
    visit = scene.visit
    if visit.curtain:
        return curtain_screen(scene)
    if visit.screen in _ALONE:
        return _ALONE[visit.screen](scene)
    if visit.screen is Screen.DESK and visit.desk is not None and visit.post is not None:
        return desk_screen(scene, visit.desk, visit.post)
    talk = visit.conversation
    return _with_talk(scene, talk) if talk is not None else unlock_screen(scene)


def _with_talk(scene: Scene, talk: Conversation) -> ft.Control:
    visit = scene.visit
    if visit.screen in _WITH_TALK:
        return _WITH_TALK[visit.screen](scene, talk)
    back = visit.read_back
    if visit.screen is Screen.SENT and back is not None and visit.post is not None:
        return sent_screen(scene, talk, back, visit.post)
    if visit.screen is Screen.READ_BACK and back is not None:
        return read_back_screen(scene, talk, back)
    return story_screen(scene, talk)
