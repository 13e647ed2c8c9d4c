"""Beginning with a plan that is there already: a second worker, a hand-over, a broken tablet, a return.

The file that was chosen is verified before anything is made of it. Then every sentence of it is said again on
this tablet (`keukentafel.app.state.said_again`); the file itself is kept as the edition that the next one
follows. A household that is here already takes in a plan that is newer than any it has.
"""

from collections.abc import Callable, Iterable

from keukentafel.app.house import House
from keukentafel.app.state.card import Status, read_card
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.observed import Observed
from keukentafel.app.state.said_again import Beside, SaidAgain, affirmed
from keukentafel.app.state.sent_plan import BEGUN, bundles
from keukentafel.edition.bundle import Bundle
from keukentafel.edition.extract import extract_schema
from keukentafel.edition.manifest import MOST_EDITIONS
from keukentafel.edition.marks import moment_read
from keukentafel.edition.paper.attached import original_of
from keukentafel.edition.verdict import Verdict, verdict_on
from keukentafel.journal.content import UnfitValue
from keukentafel.journal.journal import NotOne
from keukentafel.journal.names import HouseholdId
from keukentafel.journal.rules import Refused
from keukentafel.journal.speaker import Role
from keukentafel.vault.mistakes import Forgotten
from keukentafel.vault.open_vault import OpenVault

Open = Callable[[HouseholdId], Conversation]
"""Opens a household."""


class Beginning(Observed):
    """A file that somebody chose to begin with, and what was found in it."""

    def __init__(self, vault: OpenVault, member: Membership, house: House, opens: Open) -> None:
        self._vault = vault
        self._member = member
        self._house = house
        self._open = opens
        self._data = b""
        self._extracts = extract_schema(house.catalogue)
        self._kept_here: tuple[Bundle, ...] = ()
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
        return "here" if self.is_here and not self.is_newer else ""

    @property
    def is_here(self) -> bool:
        """Whether the household is on this tablet already."""
        return self.household in self._vault.households()

    @property
    def is_newer(self) -> bool:
        """Whether the plan is newer than any that this tablet has of the household."""
        found = self.bundle
        kept = (one.manifest.number for one in self._kept_here)
        return found is not None and all(number < found.manifest.number for number in kept)

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
        here = self.household if self.is_here else None
        self._kept_here = bundles(self._vault, here, self._house.schema) if here else ()

    def begin(self) -> HouseholdId | None:
        """Make a household of the plan, or lay it beside the one that is here, in one transaction.

        Returns:
            The household; None when it could not be done, and ``failed`` says why.

        Raises:
            VaultMistake: it could not be kept; nothing was made.
        """
        bundle, household = self.bundle, self.household
        if bundle is None or household is None or self.obstacle:
            return None
        try:
            with self._vault.writing():
                if not self.is_here:
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
        parts, told = bundle.edition.parts, SaidAgain(self._house.catalogue)
        beside = Beside(talk, self._parent)
        talk.say_all(beside.of(said for part in parts if part.kind == "person" for said in told.of(part)))
        talk.speaker = next((one for one in talk.people if one.role is Role.RESIDENT), talk.speaker)
        new = beside.of(said for part in parts if part.kind != "person" for said in told.of(part))
        talk.say_all(new)
        talk.say_all(list(affirmed(talk, {one.thing for one in new})))
        if not self._kept_here:
            talk.begin_again()

    @property
    def _parent(self) -> Bundle | None:
        """The plan here that the one in the file followed."""
        previous = self.bundle.manifest.previous if self.bundle else None
        return next((one for one in self._kept_here if one.manifest.hash == previous), None)

    def _keep(self, bundle: Bundle, household: HouseholdId) -> None:
        vault, mark = self._vault, bundle.manifest.hash
        vault.keep_document(household, "bundle", mark, self._data)
        vault.keep_document(household, BEGUN, mark, b"")
        before = read_card(vault.card(household))
        vault.put_card(household, before.begun_from(mark).with_status(Status.BEGUN).written())

    def _said(self, name: str) -> Iterable[str]:
        parts = self.bundle.edition.parts if self.bundle else ()
        return (str(one.value) for part in parts for one in part.versions(name))
