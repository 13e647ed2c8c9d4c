"""Looking back on a talk: four questions for oneself, and three answers that may go to the team.

The answers stay on this tablet, with the household. What goes to the team is a copy, looked over first: whole
names do not go along, and a word that might be one is asked about. It is sealed to the team under no
household, so that nothing in the outbox says on whose talk it looks back.

An example of what worked goes the same road, once the resident said that it may.
"""

from collections.abc import Mapping
from typing import Final

from keukentafel.app.house import House
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.example_bank import ExampleBank
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.observed import Observed
from keukentafel.dossier.dossier import Thing
from keukentafel.dossier.known_names import KnownName, known_names, names_in, without
from keukentafel.journal.canonical import nfc
from keukentafel.journal.names import ObjectId
from keukentafel.vault.vault import OpenVault
from sync.reflection import ANSWERS, EXAMPLE, LONGEST_ANSWER, SCHEMA, Reflection, mark_of, week_of
from sync.tablet import seal_reflection

KIND: Final = "reflection"
FOR_ONESELF: Final = "next"
"""What the worker takes along to the next door: it is in nothing that is sent."""


class Reflecting(Observed):
    """One look back on the open household's talk; ``going`` is what would go to the team, while shown."""

    def __init__(self, talk: Conversation, vault: OpenVault, member: Membership, house: House) -> None:
        self._talk = talk
        self._vault = vault
        self._member = member
        self._house = house
        self._fine: frozenset[str] = frozenset()
        self.going: Mapping[str, str] | None = None
        self.wanting = False
        self._again = False

    @property
    def rests(self) -> bool:
        """Whether the last look back was shared, and nobody began another."""
        begun = self.current is not None or self._talk.boxes.begun(KIND)
        return self.last is not None and not begun and not self._again

    def look_again(self) -> None:
        """Begin another look back."""
        self._again = True
        self.changed()

    @property
    def last(self) -> Thing | None:
        """The last look back, shared or not."""
        return next(iter(reversed(self._talk.dossier.all(KIND))), None)

    @property
    def current(self) -> Thing | None:
        """The look back that is being written; None when there is none, or the last one was shared."""
        last = self.last
        return last if last and not last.words("shared") else None

    @property
    def object(self) -> ObjectId:
        """The object that is being written, also before it exists."""
        found = self.current
        return found.id if found else self._talk.boxes.fresh(KIND)

    @property
    def answers(self) -> Mapping[str, str]:
        """What was answered to the three questions of the team."""
        found = self.current
        texts = {name: found.words(name).text for name in ANSWERS} if found else {}
        return {name: words for name, words in texts.items() if words.strip()}

    @property
    def example(self) -> str:
        """The example of what worked; empty when there is none."""
        return self.current.words(EXAMPLE).text.strip() if self.current else ""

    @property
    def tiles(self) -> tuple[str, ...]:
        """The tiles of life that the example touches."""
        return tuple(self.current.words("tiles").text.split()) if self.current else ()

    @property
    def consented(self) -> bool:
        """Whether the resident said that the example may go, without a name."""
        return bool(self.current and self.current.words("consented"))

    def touch_tile(self, tile: str) -> None:
        """Say that the example touches a tile, or no longer does."""
        tiles = [one for one in self.tiles if one != tile]
        chosen = tiles if tile in self.tiles else [*tiles, tile]
        self._talk.boxes.leave_all()
        self._talk.say_together(KIND, {"tiles": " ".join(chosen) or None}, self.object)

    def consent(self, *, given: bool) -> None:
        """Keep whether the resident said that the example may go."""
        self._talk.boxes.leave_all()
        self._talk.say_together(KIND, {"consented": self._today() if given else None}, self.object)

    @property
    def week(self) -> str:
        """The week that goes along, as ISO 8601 writes it."""
        return week_of(self._house.texts.today(self._house.clock()))

    @property
    def names(self) -> tuple[KnownName, ...]:
        """The names that stand in what would go, and that nobody has decided on yet."""
        texts = self._house.texts
        passed_over = texts("initial.passed_over").split()
        known = known_names(self._talk.dossier, self._talk.worker.name, passed_over)
        found = names_in("\n\n".join((self.going or {}).values()), known)
        return tuple(one for one in found if one.whole or one.name not in self._fine)

    def look_over(self) -> None:
        """Show what would go to the team, before it goes."""
        self._talk.boxes.leave_all()
        self._fine = frozenset()
        example = {EXAMPLE: self.example} if self.example and self.consented else {}
        self.going = {**self.answers, **example} or None
        self.wanting = self.going is None

    def put_back(self) -> None:
        """Send nothing, and go on writing."""
        self.going = None

    def replace(self, name: KnownName, instead: str) -> None:
        """Put other words where a name stands, in what goes along; what was written for oneself stays."""
        self.going = {key: without(words, name, instead) for key, words in (self.going or {}).items()}

    def is_no_name(self, name: KnownName) -> None:
        """Take the word of the worker that this is an ordinary word here; a whole name stays one."""
        self._fine |= {name.name}
        self.changed()

    def share(self) -> bool:
        """Seal the answers to the team and queue them under no household; tells whether that was done."""
        current, going = self.current, self.going
        if current is None or not going or self.names:
            return False
        team = self._member.team
        said = {name: nfc(words)[:LONGEST_ANSWER] for name, words in going.items()}
        answers: dict[str, object] = {name: said.get(name) for name in (*ANSWERS, EXAMPLE)}
        answers["tiles"] = self.tiles or None if EXAMPLE in said else None
        reflection = Reflection.model_validate({"schema": SCHEMA, "week": self.week, **answers})
        signed, device = self._member.signed_card, self._vault.device_signing
        envelope = seal_reflection(reflection, [team.sealing], signed, device)
        with self._vault.writing():
            self._vault.queue_apart(team.mailbox, envelope)
            if EXAMPLE in said:
                bank = ExampleBank(self._vault, self._house.guide)
                bank.add(str(mark_of(envelope)), said[EXAMPLE], self.tiles)
            self._talk.say("reflection.shared", self._today(), current.id)
        self._talk.boxes.renew(KIND)
        self.going, self._again = None, False
        return True

    def _today(self) -> str:
        return self._house.texts.today(self._house.clock()).isoformat()
