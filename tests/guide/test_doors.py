"""Solutions stay shut until the resident has said: this is my story."""

from keukentafel.guide.doors import Door, doors


def test_the_plan_stays_shut_until_the_story_is_assented() -> None:
    assert doors(story_assented=False) == frozenset()
    assert doors(story_assented=True) == {Door.PLAN, Door.LADDER, Door.OFFERS}
