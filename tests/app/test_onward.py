"""Going on follows the order of the guide, and passes over what is left alone or may wait."""

import asyncio
from itertools import pairwise

import pytest

from keukentafel.app.state.onward import STEPS, onward, usual_after
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.talk import Ending
from keukentafel.guide.guide import bundled_guide
from keukentafel.journal.speaker import Face
from tests.app.town import SAMIRA, Town, begun, talk_of


def test_going_on_follows_the_steps_of_the_guide_from_coming_in_to_reading_back(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    steps = [one.id for one in bundled_guide().steps]
    followed = [steps.index(step) for step in STEPS.values()]
    assert followed == sorted(followed)
    for here, there in pairwise(STEPS):
        assert onward(talk, here) is there is usual_after(here)
    assert onward(talk, Screen.READ_BACK) is Screen.SHEETS
    room.close()


@pytest.mark.parametrize("left", [Screen.PRESSURE, Screen.LIFE, Screen.PEOPLE, Screen.CONTROL])
def test_what_somebody_would_rather_not_talk_about_is_passed_over_until_they_want_to(
    town: Town, left: Screen
) -> None:
    room = town.room()
    talk = begun(room)
    talk.face = Face.TABLE
    order = list(STEPS)
    before, after = order[order.index(left) - 1], order[order.index(left) + 1]
    talk.leave_alone(STEPS[left])
    assert onward(talk, before) is after
    talk.talk_about_it_after_all(STEPS[left])
    assert onward(talk, before) is left
    room.close()


def test_while_rest_comes_first_own_control_may_wait(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    talk.face = Face.TABLE
    talk.say_together("rest", {"first": "yes", "reason": "Te veel post"}, talk.only("rest"))
    assert onward(talk, Screen.PEOPLE) is Screen.PLAN
    talk.say_together("rest", {"first": "no", "reason": None}, talk.only("rest"))
    assert onward(talk, Screen.PEOPLE) is Screen.CONTROL
    room.close()


def test_just_contact_is_not_led_to_aftercare(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    talk.end(Ending.CONTACT)
    assert onward(talk, Screen.PLAN) is Screen.SHEETS
    room.close()


def test_nobody_goes_on_at_a_sheet_that_was_left_alone(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work(SAMIRA)
        visit.begin("mevrouw Jansen")
        visit.to_table(Screen.PRESSURE)
        assert visit.where is Screen.PRESSURE
        talk_of(visit).leave_alone("F06")
        visit.to_table(Screen.SHEETS)
        assert visit.where is Screen.SHEETS
        talk_of(visit).talk_about_it_after_all("F06")
        assert visit.where is Screen.PRESSURE
        visit.lock()

    asyncio.run(scene())
