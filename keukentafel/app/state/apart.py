"""The sheet of one carer, spoken to apart: which words lie on it, and whose hand may write.

Nothing on a tablet tells whether it is really Marga who says that she is. So what was told before lies on
the sheet only when the worker laid it there, from behind the PIN. Begun at the table it is empty each time:
whoever takes it up may add to what Marga told, and reads nothing of it.
"""

from keukentafel.app.state.box import Box
from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.people import Person
from keukentafel.journal.names import ObjectId

FIELDS = ("words", "does", "needs", "lasts")
"""What a carer is asked, in the order of the sheet."""


class Apart:
    """One carer, and the sheet as it lies before them."""

    def __init__(self, talk: Conversation, carer: Person, *, at_the_table: bool) -> None:
        self._talk = talk
        self.carer = carer
        self.at_the_table = at_the_table
        self._slot = f"carer-{carer.id}"
        if at_the_table:
            self._put_down_what_was_begun()
        earlier = tuple(thing.id for thing in talk.told_apart(carer))
        self.told_before = at_the_table and bool(earlier)
        fresh = talk.boxes.fresh(self._slot)
        begun = (fresh,) if at_the_table or not earlier or talk.boxes.begun(self._slot) else ()
        self.things: tuple[ObjectId, ...] = (() if at_the_table else earlier) + begun

    @property
    def person(self) -> Person:
        """Whose sheet it is."""
        return self.carer

    @property
    def first_hand(self) -> Person:
        """Who writes when the sheet is laid down: the carer at the table, else the worker."""
        return self.carer if self.at_the_table else self._talk.worker

    @property
    def hands(self) -> tuple[Person, ...]:
        """Who may write on it."""
        return (self._talk.worker, self.carer)

    def box(self, thing: ObjectId, name: str) -> Box:
        """Return the box of one question on the sheet."""
        known = {one.id: one for one in self._talk.told_apart(self.carer)}
        written = known[thing].words(name).text if thing in known else ""
        slot = "" if thing in known else self._slot
        return self._talk.boxes.box(f"carer.{name}", thing, written, slot=slot)

    def write_with(self, hand: Person) -> None:
        """Let somebody else write; the words stay the carer's."""
        self._talk.boxes.leave_all()
        self._talk.writer = hand

    def _put_down_what_was_begun(self) -> None:
        """Write down what a lock left half written, and begin anew; nobody else is to find it here."""
        boxes = self._talk.boxes
        begun = boxes.fresh(self._slot)
        for name in FIELDS:
            boxes.leave(boxes.box(f"carer.{name}", begun, "", slot=self._slot))
        boxes.renew(self._slot)
