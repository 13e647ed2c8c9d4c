"""``list``: which households lie in a vault and who lives in one, as ids for the other commands."""

import click

from keukentafel.app.commands.command import command, flag
from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.commands.session import Opened, Session, Surroundings
from keukentafel.app.state.card import read_card
from keukentafel.dossier.dossier import read_dossier
from keukentafel.dossier.people import people
from keukentafel.journal.names import HouseholdId, PersonId
from keukentafel.vault.vault import OpenVault


def command_in(around: Surroundings) -> click.Command:
    """Make the command."""
    texts = around.texts
    household = click.Argument(["household"], required=False, metavar="[HOUSEHOLD]")
    names = flag("--names", texts("commands.option.names"))
    return command(around, "list", texts("commands.list.about"), show, household, names)


def show(session: Session, *, household: str | None, names: bool) -> ExitCode:
    """Show the households, or the people of one of them."""
    with session.opened() as opened:
        if household is None:
            _show_households(session, opened, names)
        else:
            for person, name in people_of(opened.vault, HouseholdId(household)).items():
                session.say("commands.list.line", id=person, name=name if names else "")
    return ExitCode.FINE


def people_of(vault: OpenVault, household: HouseholdId) -> dict[PersonId, str]:
    """Return the people whom a household knows, with their names.

    Raises:
        NoSuchHousehold: the vault holds no household with this id.
        Unsealable: a row was changed outside the vault.
    """
    known = people(read_dossier(household, vault.entries(household)))
    owners = {one.person: "" for one in vault.compartments(household) if one.person}
    return owners | {one.id: one.name for one in known}


def _show_households(session: Session, opened: Opened, names: bool) -> None:
    for household, card in opened.vault.cards(0, opened.vault.count()):
        name = read_card(card).name if names else ""
        session.say("commands.list.line", id=household, name=name)
