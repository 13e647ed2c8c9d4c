"""All boxes of one open household: what is being written, saved as it is typed.

A box belongs to a field of an object. An object that does not exist yet has a *slot* on the screen
(``quote``, the ``agreement`` of that wish); the object that is being written there is remembered with the
draft, so that a half-written sentence stands in its own place again after a lock or a crash.
"""

from collections.abc import Callable, Mapping

from keukentafel.app.state.box import Box, Pause
from keukentafel.app.state.saved import Saved
from keukentafel.journal.canonical import Json, NotCanonical, nfc
from keukentafel.journal.content import UnfitValue
from keukentafel.journal.names import FieldName, ObjectId, random_id
from keukentafel.journal.rules import Refused
from keukentafel.vault.draft import Draft
from keukentafel.vault.mistakes import VaultMistake
from keukentafel.vault.open_vault import OpenVault

Claim = Callable[[Box], None]
"""Fixes whose words a box holds and who types, unless that is fixed already."""

WriteDown = Callable[[Box], None]
"""Makes one operation of a box, and drops its draft in the same transaction."""

DraftOf = Callable[[Box], Draft]
"""Describes a box as a draft: whose words, whose hand, in which compartment."""


class Boxes:
    """The boxes of one open household."""

    def __init__(
        self, vault: OpenVault, saved: Saved, claim: Claim, draft_of: DraftOf, write_down: WriteDown
    ) -> None:
        self._vault = vault
        self._saved = saved
        self._claim = claim
        self._draft_of = draft_of
        self._write_down = write_down
        self._pause = Pause()
        self._boxes: dict[tuple[FieldName, ObjectId], Box] = {}
        self._fresh: dict[str, ObjectId] = {}

    def fresh(self, slot: str) -> ObjectId:
        """Return the object that is being written in a slot; it exists once something of it is said."""
        return self._fresh.setdefault(slot, ObjectId(random_id()))

    def renew(self, slot: str) -> None:
        """Begin another object in a slot."""
        self._fresh.pop(slot, None)

    @property
    def waiting(self) -> bool:
        """Whether a half-written sentence waits anywhere."""
        return any(box.dirty for box in self._boxes.values())

    @property
    def unsaved(self) -> bool:
        """Whether a sentence is on the screen only."""
        return any(box.dirty and box.kept != box.text for box in self._boxes.values())

    def begun(self, slot: str) -> bool:
        """Whether a half-written sentence waits in a slot."""
        thing = self._fresh.get(slot)
        return any(box.object == thing and box.dirty for box in self._boxes.values())

    def box(
        self,
        field: str,
        object_id: ObjectId,
        written: str = "",
        *,
        slot: str = "",
        settled: str = "",
        together: Mapping[str, Json] | None = None,
        along: Mapping[str, Json] | None = None,
        allowed: Callable[[], bool] = lambda: True,
    ) -> Box:
        """Return the box for a field of an object; what it says follows the dossier until somebody types.

        As long as ``allowed`` says no, what is typed stays a draft and becomes no sentence.
        """
        key = (FieldName(field), object_id)
        box = self._boxes.setdefault(key, Box(FieldName(field), object_id))
        box.slot, box.settled, box.together, box.along = slot, settled, together or {}, along or {}
        box.written, box.shown, box.allowed = written, True, allowed
        if not box.dirty:
            box.text = written
        return box

    def typed(self, box: Box, text: str) -> None:
        """Take in what was typed; it is saved as a draft after a pause."""
        self._boxes[box.field, box.object] = box
        box.text, box.dirty = nfc(text), True
        self._claim(box)
        self._saved.typing()
        self._pause.restart(box.draft, lambda: self._save(box))

    def leave(self, box: Box) -> bool:
        """Leave a box: its draft becomes one operation. Tells whether something was written down."""
        self._pause.cancel(box.draft)
        new = box.says_something_new
        if new and not box.allowed():
            self._save(box)
            return False
        try:
            if new:
                self._write_down(box)
            elif box.drafted:
                self._vault.drop_draft(box.draft)
        except VaultMistake:
            self._saved.failed()
            return False
        except (UnfitValue, Refused, NotCanonical):
            self._save(box)
            self._saved.unfit()
            return False
        was_dirty = box.dirty
        box.settle()
        if was_dirty:
            self._saved.done()
        return new

    def leave_all(self) -> None:
        """Leave every box that was on the screen, because another screen comes up."""
        for box in [box for box in self._boxes.values() if box.dirty and box.shown]:
            if self.leave(box) and box.slot:
                self.renew(box.slot)

    def drop(self, field: FieldName, object_id: ObjectId) -> None:
        """Throw away what waits half-written on a field: its words were erased, and so are these."""
        box = self._boxes.pop((field, object_id), None)
        if box is not None:
            self._pause.cancel(box.draft)
            if box.drafted:
                self._vault.drop_draft(box.draft)

    def leave_object(self, thing: ObjectId) -> None:
        """Leave the boxes of one object, which goes on being written where it is."""
        for box in [box for box in self._boxes.values() if box.object == thing and box.dirty and box.shown]:
            self.leave(box)

    def keep(self) -> None:
        """Save every draft that still waits for a pause, now."""
        self._pause.cancel_all()
        for box in self._boxes.values():
            if box.dirty:
                self._save(box)

    def recall(self, draft: Draft, known: bool) -> None:
        """Fill a box again with a draft that a lock or a crash has left; a second one waits its turn."""
        if (draft.field, draft.object) in self._boxes:
            return
        box = Box(draft.field, draft.object, draft.slot, draft.text)
        box.voice, box.hand, box.face, box.draft = draft.voice, draft.hand, draft.face, draft.id
        box.seen, box.kept = draft.seen, draft.text
        box.drafted = box.dirty = True
        self._boxes[draft.field, draft.object] = box
        if draft.slot and not known:
            self._fresh[draft.slot] = draft.object

    def _save(self, box: Box) -> None:
        try:
            self._vault.save_draft(self._draft_of(box))
        except VaultMistake:
            self._saved.failed()
            return
        box.drafted, box.kept = True, box.text
        self._saved.done()
