"""One question a screen: which one is up, and going on or back, by hand.

For who loses the thread when there is much to see. The questions are those of the variant, in short words;
without any, those of the steps that lie first. What somebody would rather not talk about is passed over.
"""

from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.talk_form import TalkForm
from keukentafel.guide.guide import Guide
from keukentafel.guide.step import Question, QuestionId, To


class OneQuestion:
    """The question that is up; telling the conversation when it changes draws it."""

    def __init__(self, talk: Conversation, guide: Guide) -> None:
        self._talk = talk
        self._guide = guide
        self._at: QuestionId | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that may be asked now, in order."""
        form = TalkForm(self._talk, self._guide)
        steps = [step for step in self._guide.steps if step.id in form.variant.steps(form.visit)]
        asked = form.variant.questions or tuple(one for step in steps for one in step.questions)
        return tuple(one for one in asked if one.to is To.RESIDENT and not self._left_alone(one))

    @property
    def question(self) -> Question | None:
        """The question that is up; None when there is nothing left to ask."""
        asked = self.questions
        return next((one for one in asked if one.id == self._at), asked[0] if asked else None)

    @property
    def is_first(self) -> bool:
        """Whether there is no question before this one."""
        return self.question in self.questions[:1]

    @property
    def is_last(self) -> bool:
        """Whether there is no question after this one."""
        return self.question in self.questions[-1:]

    def go(self, by: int) -> None:
        """Show the next question (1), or the one before (-1); at an end nothing changes."""
        asked, now = self.questions, self.question
        if now is not None:
            place = asked.index(now) + by
            self._at = asked[min(max(place, 0), len(asked) - 1)].id
        self._talk.changed()

    def leave_alone(self) -> None:
        """Keep that somebody would rather not talk about this, and show what comes after."""
        asked, now = self.questions, self.question
        if now is None:
            return
        after = asked[asked.index(now) + 1 :]
        self._at = after[0].id if after else None
        self._talk.leave_alone(now.id)
        self._talk.changed()

    def _left_alone(self, question: Question) -> bool:
        step = question.id.partition("-")[0]
        return self._talk.leaves_alone(question.id) or self._talk.leaves_alone(step)
