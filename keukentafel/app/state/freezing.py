"""Freezing the open household: the next edition after those that were sent, as it stands at this moment."""

from collections.abc import Mapping
from datetime import UTC, datetime

from keukentafel.app.house import House
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.sent_plan import bundles
from keukentafel.dossier.withheld import withheld
from keukentafel.edition.freeze import Edition, freeze
from keukentafel.edition.manifest import GuideStamp
from keukentafel.edition.marks import Moment, moment
from keukentafel.journal.names import PersonId
from keukentafel.vault.open_vault import OpenVault


class Freezing:
    """Freezes one household for one worker."""

    def __init__(self, talk: Conversation, vault: OpenVault, member: Membership, house: House) -> None:
        self._talk = talk
        self._vault = vault
        self._member = member
        self._house = house

    @property
    def names(self) -> Mapping[PersonId, str]:
        """The names by which people go at this table."""
        return {person.id: person.name for person in (*self._talk.voices, self._talk.worker)}

    def freeze(self) -> Edition:
        """Return the edition that would go now: without what stays home."""
        return self._frozen(withheld(self._talk.dossier))

    def whole(self) -> Edition:
        """Return the same with what stays home, to choose from; this one goes nowhere."""
        return self._frozen(frozenset())

    def moment(self) -> Moment:
        """Return this moment, as editions have it."""
        return moment(datetime.fromtimestamp(self._house.clock() / 1000, UTC))

    def _frozen(self, kept_home: frozenset[str]) -> Edition:
        vault, household, guide = self._vault, self._talk.household, self._house.record.guide
        before = bundles(vault, household, self._house.schema)
        last = before[-1].manifest if before else None
        return freeze(
            vault.entries(household),
            self._house.catalogue,
            household=household,
            number=last.number + 1 if last else 1,
            previous=last.hash if last else None,
            frozen_at=self.moment(),
            organisation=self._member.card.organisation,
            guide=GuideStamp(guide.id, str(guide.version), guide.digest()),
            secret=vault.household_secret(household, "edition"),
            withheld=kept_home,
        )
