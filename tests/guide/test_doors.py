"""Solutions stay shut until the resident has said: this is my story, or the worker gives a reason."""

import pytest

from keukentafel.guide.doors import Door, Reason, doors


def test_the_plan_stays_shut_until_the_story_is_assented() -> None:
    assert doors(story_assented=False) == frozenset()
    assert doors(story_assented=True) == {Door.PLAN, Door.LADDER, Door.OFFERS}


@pytest.mark.parametrize("reason", Reason)
def test_each_of_the_four_reasons_opens_every_door(reason: Reason) -> None:
    assert doors(story_assented=False, opened_early=reason) == frozenset(Door)
