"""The questions with which a worker looks back: content of the guide, found by their names there."""

from collections.abc import Mapping
from typing import Final

from keukentafel.guide.guide import Guide

QUESTIONS: Final = {"best": "F13-N1", "difference": "F13-N2", "fastest": "F13-N3", "next": "F13-N4"}
"""The field of a reflection in which each question is answered."""


def questions(guide: Guide) -> Mapping[str, str]:
    """Return the words of each question that this guide has, by the field for its answer."""
    asked = {str(one.id): one.text for step in guide.steps for one in step.questions}
    return {name: asked[question] for name, question in QUESTIONS.items() if question in asked}
