"""The list of households: in pages, and what asks something now whichever page it is on.

Whoever needs more than one page reads the list once: opening the seals of two hundred cards takes time, and
what is due, what the law asks and what may go come from the same cards.
"""

from dataclasses import dataclass
from datetime import date

from keukentafel.app.clock import Clock
from keukentafel.app.state.card import Card, Status, read_card
from keukentafel.dossier.deadlines import Deadline
from keukentafel.journal.names import HouseholdId
from keukentafel.journal.retention import contact_is_over
from keukentafel.vault.open_vault import OpenVault

PAGE = 25
"""How many households are shown at a time."""

Listed = tuple[HouseholdId, Card]
"""A household with its card."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Every card at one moment (``now``, in ms since 1970), of which one page is shown."""

    every: tuple[Listed, ...]
    page: int
    now: int

    @property
    def count(self) -> int:
        """How many households there are."""
        return len(self.every)

    @property
    def first(self) -> int:
        """The place in the list of the first household on the page, counted from 0."""
        return self.page * PAGE

    @property
    def shown(self) -> tuple[Listed, ...]:
        """The households on the page."""
        return self.every[self.first : self.first + PAGE]

    @property
    def contacts_over(self) -> tuple[Listed, ...]:
        """Every contact without a case that was kept for its term; somebody decides if it goes."""
        contacts = (one for one in self.every if one[1].is_contact and one[1].last_word)
        return tuple(one for one in contacts if contact_is_over(one[1].last_word, self.now))

    def due(self, until: date) -> tuple[Listed, ...]:
        """Return every household whose plan is under way and asks something by then, the oldest first."""
        last = until.isoformat()
        asking = [one for one in self.every if "" < one[1].next_date <= last]
        under_way = [one for one in asking if one[1].status is not Status.TABLET]
        return tuple(sorted(under_way, key=lambda one: one[1].next_date))

    def tasks(self, until: date) -> tuple[Listed, ...]:
        """Return every household with a task that is to be done by then, the first one first."""
        last = until.isoformat()
        asking = [one for one in self.every if "" < one[1].task_day <= last]
        return tuple(sorted(asking, key=lambda one: one[1].task_day))

    def near(self, today: date) -> tuple[tuple[HouseholdId, Card, Deadline], ...]:
        """Return every clock of the law that comes near its last day, the first one first."""
        running = [(household, card, one) for household, card in self.every for one in card.deadlines]
        return tuple(sorted((one for one in running if one[2].is_near(today)), key=lambda one: one[2].last))


class Households:
    """The households of one open vault, and which page of them is shown."""

    def __init__(self, vault: OpenVault, clock: Clock) -> None:
        self.vault = vault
        self._clock = clock
        self.page = 0

    def listing(self) -> Listing:
        """Read every card, once."""
        found = self.vault.cards(0, self.count())
        every = tuple((household, read_card(card)) for household, card in found)
        return Listing(every, self.page, self._clock())

    def cards(self) -> tuple[Listed, ...]:
        """Return one page of the list of households."""
        found = self.vault.cards(self.page * PAGE, PAGE)
        return tuple((household, read_card(card)) for household, card in found)

    def due(self, until: date) -> tuple[Listed, ...]:
        """Return every household whose plan is under way and asks something by then, the oldest first."""
        return self.listing().due(until)

    def near(self, today: date) -> tuple[tuple[HouseholdId, Card, Deadline], ...]:
        """Return every clock of the law that comes near its last day, the first one first."""
        return self.listing().near(today)

    def contacts_over(self) -> tuple[Listed, ...]:
        """Return every contact without a case that was kept for its term; somebody decides if it goes."""
        return self.listing().contacts_over

    def count(self) -> int:
        """Return how many households there are."""
        return self.vault.count()

    def turn_page(self, by: int) -> None:
        """Go to another page of the list, if there is one."""
        last = max(0, (self.count() - 1) // PAGE)
        self.page = min(max(0, self.page + by), last)
