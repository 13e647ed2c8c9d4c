"""Beginning with a plan that is there already: a second worker, a hand-over, a broken tablet, a return.

The file that was chosen is verified before anything is made of it. Then every sentence of it is said again on
this tablet, in the voice whose words it is, by the hand that wrote it down and at its own moment; the file
itself is kept as the edition that the next one follows.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Final

from keukentafel.app.house import House
from keukentafel.app.state.card import Status, read_card
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.observed import Observed
from keukentafel.app.state.saying import Saying
from keukentafel.app.state.sent_plan import BEGUN
from keukentafel.edition.bundle import Bundle
from keukentafel.edition.extract import extract_schema
from keukentafel.edition.manifest import MOST_EDITIONS
from keukentafel.edition.marks import moment_read
from keukentafel.edition.paper.attached import original_of
from keukentafel.edition.part import Part, Version
from keukentafel.edition.verdict import Verdict, verdict_on
from keukentafel.journal.catalogue import Catalogue, ValueKind
from keukentafel.journal.content import UnfitValue
from keukentafel.journal.journal import NotOne
from keukentafel.journal.names import FieldName, HouseholdId
from keukentafel.journal.rules import Refusal, Refused
from keukentafel.journal.speaker import Act, Face, Role, Speaker
from keukentafel.vault.mistakes import Forgotten
from keukentafel.vault.open_vault import OpenVault

Open = Callable[[HouseholdId], Conversation]
"""Opens a household."""

_FACES: Final = (Face.TABLE, Face.LISTEN, Face.WORK)
_QUOTE: Final = FieldName("quote.text")
_LATEST: Final = int(datetime(9000, 1, 1, tzinfo=UTC).timestamp() * 1000)
"""A moment from which days can still be counted on; a clock may claim any, and a calendar ends."""


class Beginning(Observed):
    """A file that somebody chose to begin with, and what was found in it."""

    def __init__(self, vault: OpenVault, member: Membership, house: House, opens: Open) -> None:
        self._vault = vault
        self._member = member
        self._house = house
        self._open = opens
        self._data = b""
        self._extracts = extract_schema(house.catalogue)
        self.verdict: Verdict | None = None
        self.failed = ""

    @property
    def bundle(self) -> Bundle | None:
        """The plan in the file, when everything in it holds."""
        return self.verdict.bundle if self.verdict is not None else None

    @property
    def obstacle(self) -> str:
        """What stands in the way, as a word: empty when nothing does, or nothing was chosen yet."""
        if self.verdict is None or self.failed:
            return self.failed
        if self.bundle is None:
            return "extract" if self.verdict.is_good else "bad"
        return "here" if self.household in self._vault.households() else ""

    @property
    def household(self) -> HouseholdId | None:
        """The household that the plan is of."""
        return HouseholdId(self.bundle.manifest.household) if self.bundle else None

    @property
    def name(self) -> str:
        """The name of the household, as the plan has it."""
        return next(iter(self._said("household.name")), "")

    @property
    def people(self) -> tuple[str, ...]:
        """The names of the people in the plan."""
        return tuple(dict.fromkeys(self._said("person.name")))

    @property
    def frozen_at(self) -> int:
        """When the plan was read back, in milliseconds since 1970; 0 without a plan."""
        return int(moment_read(self.bundle.manifest.frozen_at).timestamp() * 1000) if self.bundle else 0

    @property
    def is_ours(self) -> bool:
        """Whether the plan names the municipality of this tablet."""
        found = self.bundle
        return found is not None and found.manifest.organisation == self._member.card.organisation

    def look_at(self, data: bytes) -> None:
        """Look at a file that somebody chose, data or a plan on paper; nothing is made of it yet."""
        self._data, self.failed = original_of(data), ""
        self.verdict = verdict_on(self._data, self._house.schema, self._extracts)

    def begin(self) -> HouseholdId | None:
        """Make a household of the plan in one transaction; None when it could not, and ``failed`` says why.

        Raises:
            VaultMistake: it could not be kept; nothing was made.
        """
        bundle, household = self.bundle, self.household
        if bundle is None or household is None or self.obstacle:
            return None
        try:
            with self._vault.writing():
                self._vault.begin_household(household)
                self._tell(bundle, self._open(household))
                self._keep(bundle, household)
        except Forgotten:
            self.failed = "forgotten"
            return None
        except (Refused, NotOne, UnfitValue):
            self.failed = "unfit"
            return None
        return household

    # Inside ----------------------------------------------------------------------------------------------

    def _tell(self, bundle: Bundle, talk: Conversation) -> None:
        """People first, so that what is said of somebody lies in their own compartment."""
        if bundle.manifest.number >= MOST_EDITIONS:
            raise UnfitValue("no edition can follow this one")
        parts = bundle.edition.parts
        told = SaidAgain(self._house.catalogue)
        talk.say_all([said for part in parts if part.kind == "person" for said in told.of(part)])
        talk.speaker = next((one for one in talk.people if one.role is Role.RESIDENT), talk.speaker)
        talk.say_all([said for part in parts if part.kind != "person" for said in told.of(part)])
        talk.say_all(list(_affirmed(talk)))
        talk.begin_again()

    def _keep(self, bundle: Bundle, household: HouseholdId) -> None:
        vault, mark = self._vault, bundle.manifest.hash
        vault.keep_document(household, "bundle", mark, self._data)
        vault.keep_document(household, BEGUN, mark, b"")
        before = read_card(vault.card(household))
        vault.put_card(household, before.begun_from(mark).with_status(Status.BEGUN).written())

    def _said(self, name: str) -> Iterable[str]:
        parts = self.bundle.edition.parts if self.bundle else ()
        return (str(one.value) for part in parts for one in part.versions(name))


class SaidAgain:
    """Says the parts of an edition again as sentences of the journal."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def of(self, part: Part) -> Iterator[Saying]:
        """Return every version of a part, on the same object, apart from any other.

        Raises:
            Refused: a hand wrote it that may not write there.
            UnfitValue: it claims a moment beyond the calendar.
        """
        for name, versions in part.fields.items():
            for one in versions:
                self._check_moments(name, one)
                face = self._face(name, one.hand)
                yield Saying(
                    part.object, name, one.value, one.voice, Act.SAY, one.hand, face, (), one.claimed
                )

    def _face(self, name: FieldName, hand: Speaker) -> Face:
        """An edition does not say how the tablet lay: the table where it may, where everybody sees it."""
        faces = self._catalogue.field(name).faces
        for one in _FACES:
            if one in faces and (one is not Face.WORK or _is_worker(hand)):
                return one
        raise Refused(Refusal.FACE)

    def _check_moments(self, name: FieldName, one: Version) -> None:
        tells = self._catalogue.field(name).value is ValueKind.MOMENT
        told = one.value if tells and isinstance(one.value, int) else 0
        if max(one.claimed, told) > _LATEST:
            raise UnfitValue("this moment lies beyond the calendar")


def _is_worker(hand: Speaker) -> bool:
    return hand.role is Role.WORKER


def _affirmed(talk: Conversation) -> Iterator[Saying]:
    """What somebody had said when they said "this is my story" is theirs alone to change, as it was."""
    assents = [said for one in talk.dossier.all("story") for said in one.words("assent").versions]
    until = {one.voice: one.claimed for one in assents}
    for quote in talk.dossier.all("quote"):
        words = quote.words("text")
        said = words.latest
        if said is None or words.contested or said.claimed > until.get(said.voice, -1):
            continue
        seen, claimed = (said.id,), said.claimed
        yield Saying(quote.id, _QUOTE, None, said.voice, Act.AFFIRM, said.hand, Face.TABLE, seen, claimed)
