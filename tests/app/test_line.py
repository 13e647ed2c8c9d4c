"""The whole line without a browser: from the kitchen table over a real relay to the desk, and back."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from keukentafel.app.clock import wall_clock
from keukentafel.app.state.card import Status
from keukentafel.app.state.desk import Desk
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.visit import Visit
from keukentafel.edition.assent import AssentState
from keukentafel.journal.names import HouseholdId
from sync.receipt import Outcome
from tests.app.town import ANKE, SAMIRA, Town, copied, talk_of, until
from tests.browser.running_house import free_port
from tests.relay.running import relay_in_thread
from tests.sync.waterkerke import Organisation

OPEN = {name: f"{name.upper()}-WINTERKONING" for name in ("quote", "wish", "agreement", "remark", "question")}
HIDDEN = {name: f"{name.upper()}-GOUDHAAN" for name in ("keyword", "parked", "neighbourhood")}
REMARK = f"Ik teken… maar «níét» voor de hulp:\n  {OPEN['remark']}!"


@dataclass
class Line:
    """A tablet and a desk, and a relay between them that can be stopped and started."""

    town: Town
    port: int
    stack: ExitStack = field(default_factory=ExitStack)

    def start_relay(self) -> None:
        folder = self.town.home / "relay"
        self.stack.enter_context(relay_in_thread(folder, Organisation(), self.port))

    async def stop_relay(self) -> None:
        await asyncio.to_thread(self.stack.close)

    def play(self, scene: Callable[[], Awaitable[None]]) -> None:
        """Play a scene, and end what it began in its own event loop, also when it fails."""

        async def whole() -> None:
            try:
                await scene()
            finally:
                for visit in self.town.visits:
                    visit.lock()
                await self.stop_relay()

        asyncio.run(whole())


@pytest.fixture
def line(made: Path, tmp_path: Path) -> Iterator[Line]:
    port = free_port()
    home = copied(made, tmp_path / "home")
    line = Line(Town(home, f"http://127.0.0.1:{port}", wall_clock), port)
    with line.stack:
        yield line


async def talked(line: Line) -> Visit:
    """A first talk, up to the answer to what was read back."""
    tablet = await line.town.at_work(SAMIRA)
    tablet.begin("mevrouw Winter")
    talk = talk_of(tablet)
    talk.say("keyword.text", HIDDEN["keyword"])
    talk.say("star.moment", line.town.house.clock())
    talk.say("parked.text", HIDDEN["parked"])
    tablet.to_table(Screen.STORY)
    talk.say("household.neighbourhood", HIDDEN["neighbourhood"], talk.dossier.all("household")[0].id)
    talk.say("quote.text", OPEN["quote"])
    talk.assent_to_story("said_aloud")
    tablet.to_table(Screen.PLAN)
    wish = talk.say("wish.text", OPEN["wish"])
    talk.say_together("agreement", {"wish": wish, "what": OPEN["agreement"], "who": "Cor", "pace": "now"})
    talk.say("plan.lead", "mevrouw Winter", talk.only("plan"))
    read_back(tablet)
    return tablet


def read_back(tablet: Visit) -> None:
    tablet.to_table(Screen.READ_BACK)
    assert tablet.read_back is not None
    tablet.read_back.choose(AssentState.AGREED_WITH_REMARKS)
    tablet.read_back.write_remark(REMARK)


def send(tablet: Visit) -> None:
    tablet.finish_plan(anyway=True)
    assert tablet.screen is Screen.SENT


def status(tablet: Visit) -> Status:
    return tablet.room.status_of_sent()


def card_status(tablet: Visit) -> Status:
    household = talk_of(tablet).household
    return next(card.status for one, card in tablet.room.cards() if one == household)


def wake(visit: Visit) -> None:
    if visit.post is not None:
        visit.post.wake()


def desk_of(visit: Visit) -> Desk:
    assert visit.desk is not None
    return visit.desk


async def delivered(line: Line) -> Visit:
    line.start_relay()
    tablet = await talked(line)
    send(tablet)
    await until(lambda: status(tablet) is Status.DELIVERED, lambda: wake(tablet))
    return tablet


async def opened_at_the_desk(line: Line) -> tuple[Visit, HouseholdId]:
    visit = await line.town.at_work(ANKE)
    desk = desk_of(visit)
    await until(desk.queue, lambda: wake(visit))
    ((household, _),) = desk.queue()
    desk.look_at(household)
    return visit, household


async def posted(visit: Visit) -> None:
    """Wait until nothing waits to go any more."""
    await until(lambda: not visit.room.vault.queued(), lambda: wake(visit))


def bundle_of(tablet: Visit) -> bytes:
    (document,) = tablet.room.vault.documents(talk_of(tablet).household, "bundle")
    return document.data


# ── There and back ───────────────────────────────────────────────────────────────────────────────────────


def test_a_plan_waits_while_the_relay_is_down_and_goes_when_it_is_back(line: Line) -> None:
    async def scene() -> None:
        tablet = await talked(line)
        send(tablet)
        await until(lambda: tablet.post is not None and tablet.post.reachable is False)
        assert tablet.post is not None
        assert (status(tablet), tablet.post.waiting) == (Status.QUEUED, 1)
        line.start_relay()
        await until(lambda: status(tablet) is Status.DELIVERED, lambda: wake(tablet))
        assert tablet.post.waiting == 0
        await until(lambda: tablet.post is not None and tablet.post.reachable, lambda: wake(tablet))

    line.play(scene)


def test_the_desks_receipt_question_and_yes_come_back_to_the_tablet(line: Line) -> None:
    async def scene() -> None:
        tablet = await delivered(line)
        visit, household = await opened_at_the_desk(line)
        desk = desk_of(visit)
        await posted(visit)
        await until(tablet.room.vault.incoming, lambda: wake(tablet))
        assert status(tablet) is Status.DELIVERED  # at the table nothing is opened
        await tablet.back_to_work(line.town.pin(SAMIRA))
        assert (status(tablet), card_status(tablet)) == (Status.RECEIVED, Status.RECEIVED)

        desk.ask()
        assert not desk.answer(Outcome.QUESTION)
        desk.write_question(f"Wie belt er? {OPEN['question']}")
        assert desk.answer(Outcome.QUESTION)
        await posted(visit)
        await until(lambda: card_status(tablet) is Status.QUESTION, lambda: wake(tablet))
        (plan,) = tablet.room.sent_plans()
        assert (plan.status, plan.answer) == (Status.QUESTION, f"Wie belt er? {OPEN['question']}")
        assert plan.received_by == plan.answer_by == "Anke Postma"

        desk.look_at(household)
        assert desk.answer(Outcome.AGREED)
        await posted(visit)
        await until(lambda: card_status(tablet) is Status.AGREED, lambda: wake(tablet))
        assert status(tablet) is Status.AGREED

    line.play(scene)


def test_the_desk_hears_what_was_said_and_the_remark_to_the_letter(line: Line) -> None:
    async def scene() -> None:
        await delivered(line)
        visit, _ = await opened_at_the_desk(line)
        seen = desk_of(visit).open
        assert seen is not None
        assert [one.text for quote in seen.reading.quotes for one in quote] == [OPEN["quote"]]
        assert [one.text for wish in seen.reading.wishes for one in wish.text] == [OPEN["wish"]]
        assert [(one.remark, one.person.name) for one in seen.plan.bundle.assents] == [
            (REMARK, "mevrouw Winter")
        ]

    line.play(scene)


def test_a_newer_plan_is_not_called_delivered_because_an_older_one_was(line: Line) -> None:
    async def scene() -> None:
        tablet = await delivered(line)
        await line.stop_relay()
        read_back(tablet)
        send(tablet)
        await tablet.back_to_work(line.town.pin(SAMIRA))
        assert (status(tablet), card_status(tablet)) == (Status.QUEUED, Status.QUEUED)
        assert [plan.status for plan in tablet.room.sent_plans()] == [Status.QUEUED, Status.DELIVERED]
        line.start_relay()
        await until(lambda: card_status(tablet) is Status.DELIVERED, lambda: wake(tablet))

    line.play(scene)


def test_a_newer_plan_of_the_same_household_lies_on_top_of_the_older_one(line: Line) -> None:
    async def scene() -> None:
        tablet = await delivered(line)
        visit, household = await opened_at_the_desk(line)
        vault, desk = visit.room.vault, desk_of(visit)
        read_back(tablet)
        send(tablet)
        await until(lambda: desk.queue()[0][1].version == 2, lambda: (wake(tablet), wake(visit)))
        ((same, card),) = desk.queue()
        assert (same, card.status) == (household, Status.NEW)

        assert desk.answer(Outcome.AGREED)  # to the one that was being looked at
        ((_, card),) = desk.queue()
        assert (card.version, card.status) == (2, Status.NEW)
        desk.look_at(household)
        assert desk.open is not None
        assert desk.open.plan.bundle.manifest.number == 2

        older, _newer = vault.documents(household, "plan")
        vault.keep_incoming(visit.room.member.team.mailbox, [(900, older.data)], 900)
        desk.take_in()
        assert [(one, kept.version) for one, kept in desk.queue()] == [(household, 2)]

    line.play(scene)


# ── The same again ───────────────────────────────────────────────────────────────────────────────────────


def test_the_same_plan_again_lies_on_the_desk_once(line: Line) -> None:
    async def scene() -> None:
        await delivered(line)
        visit, household = await opened_at_the_desk(line)
        vault, desk = visit.room.vault, desk_of(visit)
        (kept,) = vault.documents(household, "plan")
        team = visit.room.member.team.mailbox
        vault.keep_incoming(team, [(place, kept.data) for place in (900, 901)], 901)
        desk.take_in()
        assert (len(desk.queue()), desk.unreadable, vault.incoming()) == (1, 0, ())
        desk.look_at(household)
        assert len(vault.outgoing(household)) == 1

    line.play(scene)


def test_an_older_answer_that_comes_again_does_not_undo_a_newer_one(line: Line) -> None:
    async def scene() -> None:
        tablet = await delivered(line)
        await tablet.back_to_work(line.town.pin(SAMIRA))
        visit, household = await opened_at_the_desk(line)
        desk = desk_of(visit)
        desk.write_question("Wie belt er?")
        assert desk.answer(Outcome.QUESTION)
        assert desk.answer(Outcome.AGREED)
        await posted(visit)
        await until(lambda: card_status(tablet) is Status.AGREED, lambda: wake(tablet))
        sent = visit.room.vault.outgoing(household)
        assert len(sent) == 3
        mine = tablet.room.member.card.mailbox
        for at, one in enumerate(sent[:2], 900):
            tablet.room.vault.keep_incoming(mine, [(at, one.envelope)], at)
        tablet.room.look_at_post()
        assert tablet.room.vault.incoming() == ()
        assert (status(tablet), card_status(tablet)) == (Status.AGREED, Status.AGREED)

    line.play(scene)


def test_what_is_no_plan_of_ours_does_not_come_on_the_desk(line: Line) -> None:
    async def scene() -> None:
        await delivered(line)
        visit, household = await opened_at_the_desk(line)
        vault, desk = visit.room.vault, desk_of(visit)
        (kept,) = vault.documents(household, "plan")
        changed = bytes([*kept.data[:-1], kept.data[-1] ^ 1])
        team = visit.room.member.team.mailbox
        vault.keep_incoming(team, [(900, b"rubbish"), (901, changed)], 901)
        desk.take_in()
        assert (len(desk.queue()), desk.unreadable, vault.incoming()) == (1, 2, ())

    line.play(scene)


# ── What stays at home ───────────────────────────────────────────────────────────────────────────────────


def test_what_only_the_tablet_may_keep_is_not_in_the_plan(line: Line) -> None:
    async def scene() -> None:
        tablet = await talked(line)
        send(tablet)
        data = bundle_of(tablet)
        for name in ("quote", "wish", "agreement", "remark"):
            assert OPEN[name].encode() in data
        for words in (*HIDDEN.values(), "star.moment", "keyword.", "parked.", "neighbourhood"):
            assert words.encode() not in data

    line.play(scene)


def test_no_file_of_tablet_desk_or_relay_holds_a_word(line: Line) -> None:
    async def scene() -> None:
        tablet = await delivered(line)
        visit, _ = await opened_at_the_desk(line)
        desk_of(visit).write_question(OPEN["question"])
        assert desk_of(visit).answer(Outcome.QUESTION)
        await posted(visit)
        await tablet.back_to_work(line.town.pin(SAMIRA))
        await until(lambda: card_status(tablet) is Status.QUESTION, lambda: wake(tablet))
        words = [*OPEN.values(), *HIDDEN.values(), "mevrouw Winter", "quote.text"]
        assert found(line.town.home, words) == set()
        tablet.lock()
        visit.lock()
        await line.stop_relay()
        assert found(line.town.home, words) == set()
        planted = line.town.home / "relay" / "planted"
        planted.write_bytes(b"".join(word.encode() + b"\x00" for word in words))
        assert found(line.town.home, words) == set(words)

    line.play(scene)


def found(folder: Path, words: list[str]) -> set[str]:
    """Which of these words stand in any file, or in its name."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {"vault.sqlite3", "device", "organisations.json"} <= {path.name for path in files}
    whole = b"\n".join(path.read_bytes() + bytes(path) for path in files)
    return {word for word in words if word.encode() in whole or word.encode("utf-16-le") in whole}
