"""What this device holds of one person, read from the vault compartment by compartment.

Rows of other people's compartments are not opened for it; of those only the skeletons are looked at, to count
where this person speaks there. The safety line is not read at all: it does not lie among these rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from keukentafel.app.house import House
from keukentafel.app.state.sent_plan import bundles, sent_plans
from keukentafel.dossier.own_data import OwnData, own_data
from keukentafel.dossier.own_reach import OwnReach
from keukentafel.dossier.people import Person
from keukentafel.edition.own_editions import Frozen, OwnEdition, Reply, own_editions
from keukentafel.journal.names import HouseholdId
from keukentafel.journal.operation import Entry
from keukentafel.vault.open_vault import OpenVault


@dataclass(frozen=True, slots=True)
class OwnHoldings:
    """One person's own data and their share of the plans.

    ``half_typed`` counts sentences of theirs that are still being typed, and are not in it.
    """

    data: OwnData
    editions: tuple[OwnEdition, ...]
    half_typed: int = field(compare=False)


def own_holdings(vault: OpenVault, household: HouseholdId, person: Person, house: House) -> OwnHoldings:
    """Read what is held of one person.

    Raises:
        NotOfTheHousehold: this is the worker or the supervisor.
        Locked: the household is out of reach.
    """
    compartments = vault.compartments(household)
    reach = OwnReach(person, compartments, house.catalogue)
    data = own_data(person, _entries(vault, household, reach), compartments, house.catalogue)
    frozen = _frozen(vault, household, house)
    drafts = [one for one in vault.drafts(household) if one.compartment in reach.compartments]
    return OwnHoldings(
        data,
        own_editions(frozen, data, house.schema.kinds),
        sum(1 for one in drafts if not reach.is_somebody_else(one.voice)),
    )


def _entries(vault: OpenVault, household: HouseholdId, reach: OwnReach) -> Iterable[Entry]:
    shelf = vault.shelf(household)
    yield from shelf.every_entry(sorted(reach.compartments))
    for signed in shelf.operations():
        if signed.operation.compartment not in reach.compartments:
            yield Entry(signed, None)


def _frozen(vault: OpenVault, household: HouseholdId, house: House) -> Iterable[Frozen]:
    sent = {(one.number, one.mark): one for one in sent_plans(vault, household, house.schema)}
    for bundle in bundles(vault, household, house.schema):
        plan = sent[bundle.manifest.number, bundle.manifest.short_hash]
        reply = Reply(plan.answer_by, plan.answer_at, plan.answer) if plan.answer else None
        yield Frozen(bundle, plan.status.value, reply)
