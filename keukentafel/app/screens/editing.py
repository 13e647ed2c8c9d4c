"""Which part of a sheet is being written: one at most, so that a sheet stays a sheet and not a form."""

from collections.abc import Callable
from dataclasses import dataclass

from keukentafel.app.kit.look import Look
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.texts import Texts


@dataclass(frozen=True)
class Editing:
    """The part that is open, by its name; none when empty."""

    scene: Scene
    what: str
    set_what: Callable[[str], None]

    @property
    def look(self) -> Look:
        """The look of this window."""
        return self.scene.look

    @property
    def t(self) -> Texts:
        """The words."""
        return self.scene.t

    @property
    def talk(self) -> Conversation:
        """The household that is open."""
        return self.scene.talk

    def open(self, what: str) -> None:
        """Write down what was open, and open another part."""
        self.scene.visit.touch()
        self.talk.boxes.leave_all()
        self.set_what(what)

    def close(self) -> None:
        """Write down what is open, and close it."""
        self.open("")
