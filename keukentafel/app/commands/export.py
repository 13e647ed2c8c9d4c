"""``export``: one person's own data as JSON, after somebody has looked it over.

Others of the household may be harmed by what is in it, so nothing goes by itself. The command shows how much
of what would go, and with ``--show`` all of it; what was marked in the app to be left out stays out. The file
is written only after somebody has given their name as the one who looked. That name is kept nowhere: the line
in the audit trail says who works with this vault.
"""

import contextlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from keukentafel.app.clock import wall_clock
from keukentafel.app.commands.backup import refuse_what_is_there
from keukentafel.app.commands.command import command, flag, given
from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.commands.refusal import CommandRefused
from keukentafel.app.commands.session import Opened, Session, Surroundings
from keukentafel.app.house import House
from keukentafel.app.state.membership import NotEnrolled, read_membership
from keukentafel.app.state.own_holdings import OwnHoldings, own_holdings
from keukentafel.app.state.own_marks import OwnMarks
from keukentafel.app.state.own_things import OwnThing, own_things
from keukentafel.app.texts import Texts, read_texts
from keukentafel.app.tongue import Tongue
from keukentafel.dossier.dossier import read_dossier
from keukentafel.dossier.own_reach import PROFESSIONALS
from keukentafel.dossier.people import Person, people
from keukentafel.edition.marks import moment
from keukentafel.edition.own_copy import Setting, own_copy
from keukentafel.edition.schema import PlanSchema
from keukentafel.guide.guide import bundled_guide
from keukentafel.journal.catalogue import bundled_catalogue
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.device_secret import write_new
from keukentafel.vault.mistakes import NoSuchHousehold, VaultMistake
from keukentafel.vault.trail import Action

_OBJECT: Final = "own-data"
_ACCESS: Final = "avg-15"
_PORTABILITY: Final = "avg-20"
_NO_RELAY: Final = ""


def command_in(around: Surroundings) -> click.Command:
    """Make the command."""
    texts = around.texts
    household = click.Argument(["household"], metavar="HOUSEHOLD")
    target = click.Argument(["target"], metavar="TARGET")
    person = given("--person", "ID", texts("commands.export.person"))
    show = flag("--show", texts("commands.export.show"))
    portability = flag("--portability", texts("commands.export.portability"))
    about = texts("commands.export.about")
    return command(around, "export", about, export, household, target, person, show, portability)


def export(
    session: Session, *, household: str, target: str, person: str | None, show: bool, portability: bool
) -> ExitCode:
    """Show what would go, ask who looked it over, and write it."""
    place = Path(target)
    refuse_what_is_there(place)
    with session.opened() as opened:
        prepared = _prepared(opened, HouseholdId(household), person, session.texts)
        _summarise(session, prepared.things)
        if show:
            _show(session, prepared.things)
        looked = session.asking.answer(session.texts("commands.export.looked")).strip()
        if not looked:
            raise CommandRefused("commands.export.not_looked", ExitCode.REFUSED)
        _hand_over(opened, prepared, place, _PORTABILITY if portability else _ACCESS)
    session.say("commands.export.done", target=place)
    return ExitCode.FINE


@dataclass(frozen=True, slots=True)
class _Prepared:
    """One person's data before anybody has looked at it."""

    household: HouseholdId
    person: Person
    holdings: OwnHoldings
    marks: OwnMarks
    setting: Setting

    @property
    def things(self) -> tuple[OwnThing, ...]:
        return own_things(self.holdings, self.marks.left_out, self.setting)

    @property
    def written(self) -> bytes:
        holdings, left_out = self.holdings, self.marks.left_out
        return own_copy(holdings.data, holdings.editions, left_out, self.setting).to_bytes()


def _prepared(opened: Opened, household: HouseholdId, wanted: str | None, texts: Texts) -> _Prepared:
    vault = opened.vault
    if household not in vault.households():
        raise NoSuchHousehold
    known = people(read_dossier(household, vault.entries(household)))
    person = next((one for one in known if one.id == wanted and one.role not in PROFESSIONALS), None)
    if person is None:
        raise CommandRefused("commands.person.unknown", ExitCode.REFUSED)
    house = _house(opened, texts)
    holdings = own_holdings(vault, household, person, house)
    setting = _setting(opened, household, known, house)
    return _Prepared(household, person, holdings, OwnMarks(vault, household, person), setting)


def _house(opened: Opened, texts: Texts) -> House:
    catalogue = bundled_catalogue()
    record = Tongue(read_texts(), bundled_guide())
    schema = PlanSchema(catalogue)
    return House((opened.account,), _NO_RELAY, texts, catalogue, schema, record.guide, tongues=(record,))


def _setting(opened: Opened, household: HouseholdId, known: Sequence[Person], house: House) -> Setting:
    try:
        member = read_membership(opened.vault)
    except NotEnrolled as reason:
        raise CommandRefused("commands.export.not_enrolled", ExitCode.CANNOT_START) from reason
    # Only professionals are named: who else of the household said or wrote something is told by role.
    names = {one.id: one.name for one in known if one.role in PROFESSIONALS}
    return Setting(
        household=household,
        controller=member.team.name,
        made_at=moment(datetime.fromtimestamp(wall_clock() / 1000, UTC)),
        catalogue=house.catalogue,
        words=house.record.texts,
        names=names | {member.card.person: member.card.name},
        tiles=house.guide.tile_titles,
    )


def _summarise(session: Session, things: Sequence[OwnThing]) -> None:
    going = [one for one in things if not one.reason]
    for kind, number in sorted(Counter(one.kind for one in going).items()):
        session.say(
            "commands.export.kind", number=number, kind=kind or session.texts("commands.export.reply")
        )
    twice = sum(1 for one in going if one.look_twice)
    session.say("commands.export.going", number=len(going), twice=twice, left_out=len(things) - len(going))


def _show(session: Session, things: Sequence[OwnThing]) -> None:
    for thing in things:
        session.say("commands.export.thing", kind=thing.kind, title=thing.title, reason=thing.reason)
        for line in thing.lines:
            session.say("commands.export.line", text=line.text, maker=line.maker, became=line.became)


def _hand_over(opened: Opened, prepared: _Prepared, place: Path, ground: str) -> None:
    trail, data = opened.vault.trail, prepared.written
    about = (Action.EXPORTED, prepared.household, prepared.person.id)
    # Before it is written, so that none is ever made that is not in the trail.
    trail.add(*about, object=_OBJECT, ground=ground)
    try:
        write_new(place, data)
    except OSError as reason:
        with contextlib.suppress(VaultMistake):
            trail.add(*about, object=_OBJECT, ground=ground, refused=True)
        raise CommandRefused("commands.target.unwritable", ExitCode.UNWRITABLE, target=place) from reason
    with opened.vault.writing():
        prepared.marks.forget()
