"""The safety line of the open household, as it lies on the screen after the PIN.

It is there only while its screen is up: going anywhere else, or out of sight, lets go of every word. What is
typed here never becomes a draft of the household, whose key is in memory at the table. It is kept as an entry
of the safety line, at every pause, for the worker with the PIN and the safety officer alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from keukentafel.app.clock import Clock
from keukentafel.app.state.box import Pause
from keukentafel.app.state.observed import Observed
from keukentafel.app.state.safety_note import BOXES, Note, Step
from keukentafel.app.state.safety_notes import SafetyNotes
from keukentafel.app.state.saved import Saved
from keukentafel.journal.canonical import nfc
from keukentafel.journal.names import random_id
from keukentafel.vault.mistakes import VaultMistake
from keukentafel.vault.safety import SafetyId

_NOTE: Final = "note"


@dataclass(slots=True)
class Form:
    """The note that is being written; ``waits`` tells whether something of it is on the screen only."""

    id: SafetyId
    note: Note
    waits: bool = False


class SafetyFile(Observed):
    """The notes that were opened, and the one that is being written.

    ``wanting`` names what that one lacks, after somebody wanted to keep it for good. ``today`` gives the day
    in words.
    """

    def __init__(self, notes: SafetyNotes, clock: Clock, today: Callable[[], str]) -> None:
        self.notes = notes
        self._clock = clock
        self._today = today
        self._pause = Pause()
        self._form: Form | None = None
        self.wanting: tuple[str, ...] = ()
        self.asked_away = SafetyId("")
        self.saved = Saved(clock)

    @property
    def form(self) -> Form | None:
        """The note that is being written."""
        return self._form

    @property
    def unsaved(self) -> bool:
        """Whether something that was typed is on the screen only."""
        return self._form is not None and self._form.waits

    @property
    def children(self) -> str:
        """What was answered last to whether children depend on this person; empty when nothing was."""
        answers = self.notes.of(Step.CHILDREN)
        return answers[-1].note.children if answers else ""

    # Letting go ------------------------------------------------------------------------------------------

    def put_away(self) -> None:
        """Save what is being typed, and let go of every word."""
        self.keep()
        self._pause.cancel_all()
        self._form, self.wanting = None, ()
        self.asked_away = SafetyId("")
        self.notes.let_go()

    # Writing ---------------------------------------------------------------------------------------------

    def begin(self, step: Step, replaces: str = "") -> None:
        """Begin a note under a step, or go on with the draft of it.

        Raises:
            NoOfficer: nothing is written before there is somebody to seal it for.
        """
        self.notes.may_write()
        self.leave()
        if self._form is not None:
            return
        begun = next((one for one in self.notes.drafts(step) if one.note.replaces == replaces), None)
        if begun is not None:
            self._form = Form(begun.id, begun.note)
        else:
            fresh = Note(step, date=self._today(), replaces=replaces)
            self._form = Form(SafetyId(random_id()), fresh)
        self.changed()

    def correct(self, name: SafetyId) -> None:
        """Begin a note that corrects another, with its words to begin with; the other stays as it is."""
        before = self.notes.one(name)
        if before is None:
            return
        self.begin(before.note.step, replaces=name)
        form = self._form
        if form is not None and form.note.replaces == name and not form.note.says_something:
            form.note = replace(before.note, draft=True, replaces=name, at=0)
            self.changed()

    def write(self, name: str, words: str) -> None:
        """Take what was typed in one box of the note; it is kept after a pause.

        Raises:
            ValueError: a note has no box with this name.
        """
        if self._change(name, nfc(words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))):
            self._pause.restart(_NOTE, self.keep)

    def choose(self, name: str, value: str) -> None:
        """Take what was chosen, and keep it at once.

        Raises:
            ValueError: a note has no choice with this name.
        """
        if self._change(name, value):
            self.keep()
            self.changed()

    def keep(self) -> None:
        """Keep the note that is being written as a draft, if it waits for a pause."""
        self._pause.cancel(_NOTE)
        form = self._form
        if form is None or not form.waits:
            return
        try:
            self.notes.put(form.id, replace(form.note, draft=True))
        except VaultMistake:
            self.saved.failed()
            return
        form.waits = False
        self.saved.done()

    def leave(self) -> None:
        """Stop writing; what was begun stays as a draft. What could not be saved stays on the screen."""
        self.keep()
        if not self.unsaved:
            self._form, self.wanting = None, ()
            self.changed()

    def ask_away(self, name: SafetyId) -> None:
        """Ask whether what was begun may go after all; nothing goes yet. Empty when it stays."""
        self.asked_away = name

    def take_away(self) -> None:
        """Take away what was begun, after it was asked."""
        name, self.asked_away = self.asked_away, SafetyId("")
        try:
            self.notes.drop(name)
        except VaultMistake:
            self.saved.failed()
            return
        self.saved.done()
        self.changed()

    def finish(self) -> bool:
        """Keep the note for good, unless it lacks something. Tells whether it was kept."""
        form = self._form
        if form is None or not self.is_whole():
            return False
        self._pause.cancel(_NOTE)
        try:
            self.notes.put(form.id, form.note.finished(self._clock()))
        except VaultMistake:
            form.waits = True
            self.saved.failed()
            return False
        self._form = None
        self.saved.done()
        self.changed()
        return True

    def is_whole(self) -> bool:
        """Tell whether the note lacks nothing; what it lacks is said."""
        self.wanting = self._form.note.lacks if self._form else ()
        return not self.wanting

    def answer_children(self, answer: str) -> bool:
        """Keep whether children or vulnerable adults depend on this person; earlier answers stay.

        Tells whether it was kept.
        """
        before = self.notes.of(Step.CHILDREN)
        if before and before[-1].note.children == answer:
            return True
        replaces, today = before[-1].id if before else "", self._today()
        note = Note(Step.CHILDREN, children=answer, date=today, replaces=replaces)
        try:
            self.notes.put(SafetyId(random_id()), note.finished(self._clock()))
        except VaultMistake:
            self.saved.failed()
            return False
        self.saved.done()
        self.changed()
        return True

    def _change(self, name: str, words: str) -> bool:
        form = self._form
        if form is None:
            return False
        if name not in BOXES:
            raise ValueError(name)
        changed: dict[str, str] = {name: words}
        form.note = replace(form.note, **changed)  # type: ignore[arg-type]
        form.waits = True
        self.saved.typing()
        self.wanting = tuple(one for one in self.wanting if one != name)
        return True
