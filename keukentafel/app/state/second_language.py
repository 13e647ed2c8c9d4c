"""The second language of a talk with an interpreter: each question in it as well, where the guide has it.

The language is written down in the preparation as people say it ("Engels"). Where the guide is not there in
it, that is said, and the question stands in Dutch alone.
"""

from collections.abc import Iterable
from typing import Final

from babel import Locale

from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.request import request_of
from keukentafel.dossier.variant import variant_of
from keukentafel.guide.guide import Guide
from keukentafel.guide.step import Question, UnknownQuestion
from keukentafel.guide.variant import VariantId

_NOBODY: Final = frozenset({"", "none"})


class SecondLanguage:
    """What is shown beside Dutch in this talk; it holds nothing of its own."""

    def __init__(self, talk: Conversation, guides: Iterable[Guide]) -> None:
        self._talk = talk
        self._guides = tuple(guides)

    @property
    def on(self) -> bool:
        """Whether somebody interprets, or the talk was chosen to be one with an interpreter."""
        interpreter = request_of(self._talk.dossier).words("interpreter").text
        return interpreter not in _NOBODY or variant_of(self._talk.dossier) is VariantId.INTERPRETER

    @property
    def name(self) -> str:
        """What the language was called in the preparation; empty when nobody said."""
        return request_of(self._talk.dossier).words("language").text

    @property
    def guide(self) -> Guide | None:
        """The guide in that language, if it is there."""
        said = self.name.casefold()
        return next((one for one in self._guides if any(name in said for name in _names(one.language))), None)

    def question(self, question: Question) -> str:
        """Return a question in the second language; empty when there is none, or nobody interprets."""
        guide = self.guide if self.on else None
        if guide is None:
            return ""
        own = {one.id: one for one in guide.variant(variant_of(self._talk.dossier)).questions}
        try:
            step = next(one for one in guide.steps if question.id.startswith(f"{one.id}-"))
            return own[question.id].text if question.id in own else step.question(question.id).text
        except (StopIteration, UnknownQuestion):
            return ""


def _names(language: str) -> set[str]:
    """What a language is called: in Dutch, in English and in that language itself."""
    locales = (Locale.parse(code) for code in ("nl", "en", language))
    return {name.casefold() for one in locales if (name := one.languages.get(language))}
