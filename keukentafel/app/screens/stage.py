"""The stage: draws the screen that the visit is at, for the size of this window."""

import flet as ft

from keukentafel.app.kit.look import look_for
from keukentafel.app.screens.aftercare import aftercare_screen
from keukentafel.app.screens.apart import apart_screen
from keukentafel.app.screens.arriving import arriving_screen, your_words_screen
from keukentafel.app.screens.begun import begun_screen
from keukentafel.app.screens.board import board_screen
from keukentafel.app.screens.bottleneck import bottleneck_screen
from keukentafel.app.screens.budget import budget_screen
from keukentafel.app.screens.carers import carers_screen
from keukentafel.app.screens.check_in import check_in_screen
from keukentafel.app.screens.consents import consents_screen
from keukentafel.app.screens.control import control_screen
from keukentafel.app.screens.copies import copies_screen
from keukentafel.app.screens.curtain import agenda_screen, curtain_screen
from keukentafel.app.screens.desk import desk_screen
from keukentafel.app.screens.disagree import disagree_screen
from keukentafel.app.screens.door import back_to_work_screen, take_over_screen, unlock_screen, who_screen
from keukentafel.app.screens.ending import ending_screen
from keukentafel.app.screens.examples import examples_screen
from keukentafel.app.screens.forget import forget_screen
from keukentafel.app.screens.going_out import going_out_screen
from keukentafel.app.screens.ground_rules import ground_rules_screen
from keukentafel.app.screens.help import card_screen, help_screen
from keukentafel.app.screens.household import household_screen
from keukentafel.app.screens.houses import houses_screen
from keukentafel.app.screens.ladder import ladder_screen
from keukentafel.app.screens.law import law_screen
from keukentafel.app.screens.life import life_screen
from keukentafel.app.screens.link import link_screen
from keukentafel.app.screens.listen import listen_screen, not_yet_screen
from keukentafel.app.screens.members import members_screen
from keukentafel.app.screens.offers import offers_screen
from keukentafel.app.screens.officer import officer_screen
from keukentafel.app.screens.own_data import own_data_screen
from keukentafel.app.screens.past import past_screen
from keukentafel.app.screens.people import people_screen
from keukentafel.app.screens.plan import plan_screen
from keukentafel.app.screens.preparation import preparation_screen
from keukentafel.app.screens.pressure import pressure_screen
from keukentafel.app.screens.question import question_screen
from keukentafel.app.screens.quick_plan import quick_plan_screen
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
from keukentafel.app.screens.reflection import reflection_screen
from keukentafel.app.screens.safety import safety_screen
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.search import search_screen
from keukentafel.app.screens.sent import sent_screen
from keukentafel.app.screens.share_story import share_story_screen
from keukentafel.app.screens.sheets import sheets_screen
from keukentafel.app.screens.shut import shut_screen
from keukentafel.app.screens.stays_home import stays_home_screen
from keukentafel.app.screens.story import story_screen
from keukentafel.app.screens.strengths import strengths_screen
from keukentafel.app.screens.tablet import tablet_screen
from keukentafel.app.screens.team_reflections import team_reflections_screen
from keukentafel.app.screens.today import new_screen, today_screen
from keukentafel.app.screens.trail import trail_screen
from keukentafel.app.screens.weighing import weighing_screen
from keukentafel.app.screens.what_now import what_now_screen
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.visit import Visit


@ft.component
def stage(visit: Visit) -> ft.Control:
    """Draw the screen that is up.

    Only the stage listens to the visit: a screen gets it inside its scene, so that no screen is drawn once
    more after it has gone.
    """
    mirrored = visit.house.texts.mirrored
    look = look_for(visit.width, visit.height, visit.theme, visit.letters.scale, mirrored=mirrored)
    drawn = _screen(Scene(visit, look))
    key = "curtain" if visit.curtain else visit.screen.value
    return ft.Container(drawn, expand=True, bgcolor=look.color("table"), key=key, rtl=mirrored)


_ALONE = {
    Screen.WHO: who_screen,
    Screen.UNLOCK: unlock_screen,
    Screen.TAKE_OVER: take_over_screen,
    Screen.BACK_TO_WORK: back_to_work_screen,
    Screen.TODAY: today_screen,
    Screen.NEW: new_screen,
    Screen.BEGUN: begun_screen,
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
    Screen.HELP: help_screen,
    Screen.EXAMPLES: examples_screen,
}
_WITH_TALK = {
    Screen.LISTEN: listen_screen,
    Screen.NOT_YET: not_yet_screen,
    Screen.ARRIVING: arriving_screen,
    Screen.YOUR_WORDS: your_words_screen,
    Screen.ENDING: ending_screen,
    Screen.LINK: link_screen,
    Screen.HOUSEHOLD: household_screen,
    Screen.SHEETS: sheets_screen,
    Screen.STORY: story_screen,
    Screen.STRENGTHS: strengths_screen,
    Screen.CONTROL: control_screen,
    Screen.OFFERS: offers_screen,
    Screen.LIFE: life_screen,
    Screen.PRESSURE: pressure_screen,
    Screen.QUICK_PLAN: quick_plan_screen,
    Screen.BOTTLENECK: bottleneck_screen,
    Screen.PEOPLE: people_screen,
    Screen.MEMBERS: members_screen,
    Screen.CARERS: carers_screen,
    Screen.APART: apart_screen,
    Screen.HOUSES: houses_screen,
    Screen.QUESTION: question_screen,
    Screen.PLAN: plan_screen,
    Screen.PAST: past_screen,
    Screen.BOARD: board_screen,
    Screen.GROUND_RULES: ground_rules_screen,
    Screen.LADDER: ladder_screen,
    Screen.BUDGET: budget_screen,
    Screen.AFTERCARE: aftercare_screen,
    Screen.CHECK_IN: check_in_screen,
    Screen.FORGET: forget_screen,
    Screen.OWN_DATA: own_data_screen,
    Screen.PREPARATION: preparation_screen,
    Screen.WHAT_NOW: what_now_screen,
    Screen.LAW: law_screen,
    Screen.WEIGHING: weighing_screen,
    Screen.CARD: card_screen,
    Screen.DISAGREE: disagree_screen,
}
_AROUND_READING_BACK = {
    Screen.STAYS_HOME: stays_home_screen,
    Screen.CONSENTS: consents_screen,
    Screen.GOING_OUT: going_out_screen,
}


def _screen(scene: Scene) -> ft.Control:
    visit = scene.visit
    if visit.curtain:
        return curtain_screen(scene)
    if visit.screen in _ALONE:
        return _ALONE[visit.screen](scene)
    if visit.screen is Screen.DESK and visit.desk is not None and visit.post is not None:
        return desk_screen(scene, visit.desk, visit.post)
    if visit.screen is Screen.TEAM and visit.desk is not None:
        return team_reflections_screen(scene, visit.desk)
    if visit.screen is Screen.OFFICER and visit.post is not None and visit.room.officer is not None:
        return officer_screen(scene, visit.room.officer, visit.post)
    talk = visit.conversation
    return _with_talk(scene, talk) if talk is not None else unlock_screen(scene)


def _with_talk(scene: Scene, talk: Conversation) -> ft.Control:
    visit = scene.visit
    if visit.shut is not None:
        return shut_screen(scene, talk, visit.shut)
    if visit.screen in _WITH_TALK:
        return _WITH_TALK[visit.screen](scene, talk)
    return _with_what_is_open(scene, talk) or story_screen(scene, talk)


def _with_what_is_open(scene: Scene, talk: Conversation) -> ft.Control | None:
    """Draw a screen that stands on something that was opened for it, if that is there."""
    visit, room = scene.visit, scene.visit.room
    if visit.screen is Screen.REFLECTION and room.reflecting is not None:
        return reflection_screen(scene, talk, room.reflecting)
    if visit.screen is Screen.SAFETY and room.safety is not None:
        return safety_screen(scene, talk, room.safety)
    if visit.screen is Screen.SHARE_STORY and room.sharing is not None:
        return share_story_screen(scene, talk, room.sharing)
    return _with_reading_back(scene, talk)


def _with_reading_back(scene: Scene, talk: Conversation) -> ft.Control | None:
    """Draw a screen that stands on the edition that is read back, or on what lies around it."""
    visit, table = scene.visit, scene.visit.room.assent
    back = visit.read_back
    if back is None or table is None:
        return None
    if visit.screen is Screen.SENT and visit.post is not None:
        return sent_screen(scene, talk, back, visit.post)
    if visit.screen is Screen.READ_BACK:
        return read_back_screen(scene, talk, back)
    if visit.screen in _AROUND_READING_BACK:
        return _AROUND_READING_BACK[visit.screen](scene, talk, table)
    return copies_screen(scene, talk, back, table) if visit.screen is Screen.COPIES else None
