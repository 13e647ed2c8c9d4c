"""Following up: the check-in on the table, its calendar, and whether there is a newer card to give along."""

from typing import Final

from keukentafel.app.house import House
from keukentafel.app.state.card import read_card
from keukentafel.app.state.check_in_calendar import CheckInCalendar
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.looking import Looking
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.naming import Naming
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.sent_plan import bundles
from keukentafel.dossier.people import Person
from keukentafel.edition.account import KINDS_AT, Place
from keukentafel.edition.freeze import Edition
from keukentafel.journal.canonical import canonical
from keukentafel.journal.names import HouseholdId, ObjectId
from keukentafel.journal.speaker import Role
from keukentafel.vault.open_vault import OpenVault

_ON_THE_CARD: Final = frozenset(
    kind
    for place in (
        Place.TRIGGERS,
        Place.SIGNS,
        Place.HELPS,
        Place.AFTERCARE,
        Place.WAY_BACK,
        Place.AGREED_WITH,
        Place.CHECK_INS,
        Place.NOTICED,
    )
    for kind in KINDS_AT[place]
)


class FollowUp:
    """What comes after a plan, in one open vault."""

    def __init__(self, vault: OpenVault, member: Membership, house: House, browser: str) -> None:
        self._vault = vault
        self._member = member
        self._house = house
        self.calendar = CheckInCalendar(house, browser)
        self.looking: Looking | None = None
        self._compared: tuple[tuple[str, frozenset[str]], bool] | None = None

    def look_together(self, talk: Conversation, check_in: ObjectId) -> None:
        """Lay a check-in on the table."""
        house = self._house
        self.looking = Looking(talk, check_in, lambda: house.texts.today(house.clock()))

    def card_is_newer(self, talk: Conversation) -> bool:
        """Tell whether the aftercare card is another one than went along; not while nothing went yet.

        What would leave now is laid beside the last edition, part by part. So what was crossed out counts as
        well as what was added, and what stays home does not count.
        """
        sent = read_card(self._vault.card(talk.household)).edition
        if not sent:
            return False
        seen = (sent, _said(talk))
        if self._compared is None or self._compared[0] != seen:
            self._compared = (seen, self._differs(talk))
        return self._compared[1]

    def task_done(self, household: HouseholdId, task: ObjectId, talk: Conversation | None = None) -> None:
        """Say that a task was done today; of the open household by way of its own ``talk``."""
        talk = talk or self._conversation(household)
        today = self._house.texts.today(self._house.clock())
        talk.say("task.done", today.isoformat(), task, talk.worker.speaker)

    def _differs(self, talk: Conversation) -> bool:
        before = bundles(self._vault, talk.household, self._house.schema)
        if not before:
            return False
        now = ReadBack(talk, self._vault, self._member, self._house).edition
        return _on_the_card(now) != _on_the_card(before[-1].edition)

    def _conversation(self, household: HouseholdId) -> Conversation:
        house, card = self._house, self._member.card
        worker = Person(card.person, card.name, Role.WORKER)
        return Conversation(
            self._vault, household, house.catalogue, worker, house.clock, naming=Naming(house)
        )


def _said(talk: Conversation) -> frozenset[str]:
    """Everything that stands now, by its operations: as long as that is the same, nothing changed."""
    things = talk.dossier.things
    return frozenset(one.id for thing in things for words in thing.fields.values() for one in words.versions)


def _on_the_card(edition: Edition) -> frozenset[bytes]:
    """What is told, and not its digest: a tablet that began with this plan has other salts."""
    return frozenset(canonical(part.content()) for part in edition.parts if part.kind in _ON_THE_CARD)
