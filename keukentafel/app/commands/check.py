"""``check``: looking a vault over from top to bottom, and saying which household is the matter if one is.

Every row is opened and held against its seal, every seal against the list of seals, every line of the audit
trail against the one before it; and the heads of every household are made again from its journal. Households
are named by their random ids; their names are personal, and shown only when somebody asks for them.
"""

from dataclasses import dataclass

import click

from keukentafel.app.commands.command import command, flag
from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.commands.progress import Told, progress
from keukentafel.app.commands.session import Session, Surroundings
from keukentafel.app.state.card import read_card
from keukentafel.journal.canonical import Json
from keukentafel.journal.names import HouseholdId
from keukentafel.journal.rebuilding import Discrepancy
from keukentafel.vault.inspection import Finding
from keukentafel.vault.mistakes import NoSuchHousehold, Unsealable
from keukentafel.vault.vault import OpenVault


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, and what is wrong with it.

    ``findings`` are about rows and seals, ``heads`` about what stands in a household; ``breaks`` are the
    numbers of the lines at which the audit trail is broken, ``lines`` how many it has.
    """

    households: tuple[HouseholdId, ...]
    findings: tuple[Finding, ...]
    heads: tuple[tuple[HouseholdId, Discrepancy], ...]
    lines: int
    breaks: tuple[int, ...]
    recovery: tuple[str, ...]
    decided: bool
    forgotten: int

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.findings or self.heads or self.breaks)


def command_in(around: Surroundings) -> click.Command:
    """Make the command."""
    texts = around.texts
    names = flag("--names", texts("commands.option.names"))
    as_json = click.Option(["--json", "as_json"], is_flag=True, help=texts("commands.option.json"))
    return command(around, "check", texts("commands.check.about"), check, names, as_json)


def check(session: Session, *, names: bool, as_json: bool) -> ExitCode:
    """Look a vault over, and say what was found."""
    with session.opened() as opened:
        with progress(session.texts("commands.check.label")) as told:
            report = look_over(opened.vault, told)
        known = _names(opened.vault, report) if names else {}
        if as_json:
            session.show(_as_document(opened.account.id, report, known))
        else:
            _say(session, opened.account.id, report, known)
    return ExitCode.FINE if report.is_well else ExitCode.WRONG


def look_over(vault: OpenVault, told: Told) -> Report:
    """Look at everything in an open vault; ``told`` hears after each household how many were done."""
    households = vault.households()
    findings: list[Finding] = list(vault.check_own())
    heads: list[tuple[HouseholdId, Discrepancy]] = []
    for done, household in enumerate(households, 1):
        findings += vault.check_household(household)
        heads += ((household, one) for one in _heads_of(vault, household))
        told(done, len(households))
    chain = vault.trail.chain()
    return Report(
        households,
        tuple(dict.fromkeys(findings)),
        tuple(heads),
        len(chain.lines),
        chain.breaks,
        tuple(sorted(way.value for way in vault.recovery.ways)),
        vault.recovery.is_decided,
        len(vault.forgetting.marks()),
    )


def _heads_of(vault: OpenVault, household: HouseholdId) -> tuple[Discrepancy, ...]:
    try:
        return vault.check_heads(household)
    except (Unsealable, NoSuchHousehold):
        # A row that does not open is among the findings already.
        return ()


def _names(vault: OpenVault, report: Report) -> dict[HouseholdId, str]:
    concerned = {one.household for one in report.findings if one.household}
    concerned |= {household for household, _ in report.heads}
    return {one: _name(vault, one) for one in concerned}


def _name(vault: OpenVault, household: HouseholdId) -> str:
    try:
        return read_card(vault.card(household)).name
    except (Unsealable, NoSuchHousehold):
        return ""


def _say(session: Session, account: str, report: Report, names: dict[HouseholdId, str]) -> None:
    session.say("commands.check.looked", account=account, households=len(report.households))
    for finding in report.findings:
        what = session.texts(f"commands.finding.{finding.kind}")
        if finding.household is None:
            session.say("commands.check.own", what=what, table=finding.table or "-")
        else:
            whose = _called(finding.household, names)
            session.say("commands.check.household", whose=whose, what=what, table=finding.table or "-")
    for household, one in report.heads:
        what = session.texts(f"commands.discrepancy.{one.kind}")
        whose = _called(household, names)
        session.say("commands.check.heads", whose=whose, what=what, operation=one.operation)
    _say_rest(session, report)


def _say_rest(session: Session, report: Report) -> None:
    if report.breaks:
        numbers = ", ".join(map(str, report.breaks))
        session.say("commands.check.broken_trail", lines=report.lines, numbers=numbers)
    else:
        session.say("commands.check.whole_trail", lines=report.lines)
    for way in report.recovery:
        session.say(f"commands.check.recovery.{way}")
    if not report.recovery:
        session.say("commands.check.no_recovery" if report.decided else "commands.check.recovery_not_decided")
    session.say("commands.check.forgotten", forgotten=report.forgotten)
    session.say("commands.check.well" if report.is_well else "commands.check.not_well")


def _called(household: HouseholdId, names: dict[HouseholdId, str]) -> str:
    name = names.get(household)
    return f"{household} ({name})" if name else household


def _as_document(account: str, report: Report, names: dict[HouseholdId, str]) -> Json:
    findings: list[Json] = [_finding(one, names) for one in report.findings]
    heads: list[Json] = [
        {"household": one, "name": names.get(one), "kind": found.kind.value, "operation": found.operation}
        for one, found in report.heads
    ]
    return {
        "account": account,
        "well": report.is_well,
        "households": len(report.households),
        "findings": findings,
        "heads": heads,
        "trail": {"lines": report.lines, "breaks": list(report.breaks)},
        "recovery": {"ways": list(report.recovery), "decided": report.decided},
        "forgotten": report.forgotten,
    }


def _finding(one: Finding, names: dict[HouseholdId, str]) -> Json:
    name = names.get(one.household) if one.household else None
    return {"household": one.household, "name": name, "kind": one.kind.value, "table": one.table}
