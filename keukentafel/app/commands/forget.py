"""``forget``: a household, or one person's part of it, for good; after showing what goes and being told so.

What the municipality has received is under its own rules and stays there. That something must be handed over
first is said without saying what: this is not the work face.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

import click

from keukentafel.app.commands.command import command, flag, given
from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.commands.listing import people_of
from keukentafel.app.commands.refusal import CommandRefused
from keukentafel.app.commands.session import Session, Surroundings
from keukentafel.app.state.card import card_of, read_card
from keukentafel.dossier.dossier import read_dossier
from keukentafel.journal.canonical import Json
from keukentafel.journal.names import HouseholdId, PersonId
from keukentafel.vault.document import Document
from keukentafel.vault.mistakes import NoSuchHousehold, Unsealable
from keukentafel.vault.vault import OpenVault

_EDITION: Final = "bundle"
_LONGEST_REASON: Final = 80


def command_in(around: Surroundings) -> click.Command:
    """Make the command."""
    texts = around.texts
    household = click.Argument(["household"], metavar="HOUSEHOLD")
    person = given("--person", "ID", texts("commands.forget.person"))
    reason = click.Option(["--reason"], metavar="TEXT", help=texts("commands.forget.reason"))
    names = flag("--names", texts("commands.option.names"))
    damaged = flag("--even-if-damaged", texts("commands.forget.damaged"))
    about = texts("commands.forget.about", word=texts("commands.forget.word"))
    return command(around, "forget", about, forget, household, person, reason, names, damaged)


def forget(
    session: Session,
    *,
    household: str,
    person: str | None,
    reason: str | None,
    names: bool,
    even_if_damaged: bool,
) -> ExitCode:
    """Show what goes, ask for a word, and forget it."""
    whose, ground = HouseholdId(household), (reason or "").strip()
    if not ground or len(ground) > _LONGEST_REASON or not ground.isprintable():
        raise CommandRefused("commands.forget.no_reason", ExitCode.CANNOT_START)
    with session.opened() as opened:
        vault = opened.vault
        if whose not in vault.households():
            raise NoSuchHousehold
        if person is None:
            _show_household(session, vault, whose, names)
            _confirm(session, whose)
            vault.forgetting.household(opened.pin, whose, ground, even_if_damaged=even_if_damaged)
        else:
            gone = _show_person(session, vault, whose, PersonId(person), names)
            _confirm(session, whose)
            summary = partial(_summary, vault, whose)
            vault.forgetting.person(opened.pin, whose, PersonId(person), gone, ground, summary=summary)
    session.say("commands.forget.done")
    return ExitCode.FINE


def _summary(vault: OpenVault, household: HouseholdId) -> Json:
    return card_of(read_dossier(household, vault.entries(household)), vault.card(household))


def _confirm(session: Session, household: HouseholdId) -> None:
    word = session.texts("commands.forget.word")
    typed = session.asking.answer(session.texts("commands.forget.confirm", word=word)).strip()
    if typed.lower() not in {word, household}:
        raise CommandRefused("commands.forget.not_confirmed", ExitCode.REFUSED)


def _show_household(session: Session, vault: OpenVault, household: HouseholdId, names: bool) -> None:
    try:
        name = read_card(vault.card(household)).name if names else ""
        sentences = len(vault.entries(household))
        editions = len(vault.documents(household, _EDITION))
        drafts = len(vault.drafts(household))
    except Unsealable:
        session.say("commands.forget.unreadable", household=household)
        return
    waiting = len(vault.outgoing(household))
    session.say("commands.forget.household", household=household, name=name)
    session.say("commands.forget.counts", sentences=sentences, drafts=drafts, editions=editions)
    session.say("commands.forget.waiting", waiting=waiting)


def _show_person(
    session: Session, vault: OpenVault, household: HouseholdId, person: PersonId, names: bool
) -> Callable[[Document], bytes | None]:
    known = people_of(vault, household)
    if person not in known:
        raise CommandRefused("commands.person.unknown", ExitCode.REFUSED)
    said = [one.signed.operation for one in vault.entries(household)]
    own = {one.id for one in vault.compartments(household) if one.person == person}
    sentences = [one for one in said if person in {one.voice.who, one.object} or one.compartment in own]
    drafts = [one for one in vault.drafts(household) if one.compartment in own]
    editions = _editions_with(vault, household, person)
    session.say("commands.forget.person_of", person=person, name=known[person] if names else "")
    session.say(
        "commands.forget.counts", sentences=len(sentences), drafts=len(drafts), editions=len(editions)
    )
    session.say("commands.forget.waiting", waiting=len(vault.outgoing(household)))
    return lambda document: None if document.id in editions else document.data


def _editions_with(vault: OpenVault, household: HouseholdId, person: PersonId) -> frozenset[str]:
    """Return the editions in which somebody occurs.

    An edition is signed and cannot be changed, so it goes as a whole, with its receipt and its answer, which
    are kept under the same name.
    """
    sought = person.encode("ascii", "replace")
    return frozenset(one.id for one in vault.documents(household, _EDITION) if sought in one.data)
