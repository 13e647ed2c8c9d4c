"""Which question is on the screen while listening: one at a time, and never a list.

Listening goes over three steps of the guide: coming in, the story, and what goes well. The worker chooses the
step and asks another question by hand; what somebody would rather not talk about is not asked again.
"""

from typing import Final

from keukentafel.app.state.conversation import Conversation
from keukentafel.guide.guide import Guide
from keukentafel.guide.step import Question, QuestionId, Step, StepId

STEPS: Final = (StepId("F02"), StepId("F03"), StepId("F04"))
"""The steps of listening."""

FIRST: Final = StepId("F03")


class Asking:
    """The question that is asked now; telling the conversation when it changes draws it."""

    def __init__(self, talk: Conversation, guide: Guide) -> None:
        self._talk = talk
        self._guide = guide
        self.step: Step = guide.step(FIRST)
        self.question: Question | None = self._first()
        self.choosing = False

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that may be listened to."""
        return tuple(self._guide.step(one) for one in STEPS)

    def turn_to(self, step: StepId) -> None:
        """Listen to another step."""
        self.step = self._guide.step(step)
        self.question, self.choosing = self._first(), False
        self._talk.changed()

    def speak(self, guide: Guide) -> None:
        """Go on with the same step and question, in the language of another guide."""
        self._guide, self.step = guide, guide.step(self.step.id)
        if self.question is not None:
            self.question = self.step.question(self.question.id)

    def choose(self, choosing: bool) -> None:
        """Lay the steps on the screen to choose from, or put them away."""
        self.choosing = choosing
        self._talk.changed()

    def another(self) -> None:
        """Show the next question that may be asked; the same one when it is the only one."""
        if self.question is not None:
            self.question = self._after(self.question.id)
        self._talk.changed()

    def leave_alone(self) -> None:
        """Keep that somebody would rather not talk about this, and ask something else."""
        if self.question is not None:
            left = self.question.id
            self._talk.leave_alone(left)
            self.question = self._after(left)
        self._talk.changed()

    def _first(self) -> Question | None:
        first = self.step.next_question()
        return first if self._may_be_asked(first) else self._after(first.id)

    def _after(self, question: QuestionId) -> Question | None:
        """Go round the step once, over everything that may still be asked."""
        following = self.step.next_question(question)
        for _ in self.step.questions:
            if self._may_be_asked(following):
                return following
            following = self.step.next_question(following.id)
        return None

    def _may_be_asked(self, question: Question) -> bool:
        return not (self._talk.leaves_alone(question.id) or self._talk.leaves_alone(self.step.id))
