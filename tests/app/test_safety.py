"""Behind the shield: written for two readers, let go of when it leaves the screen, handed over on purpose."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict

import pytest

from keukentafel.app.house import AccountId
from keukentafel.app.kit.look import look_for
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.shield import ask_to_hand_over, shield
from keukentafel.app.state.box import PAUSE_SECONDS
from keukentafel.app.state.membership import NotEnrolled, read_membership
from keukentafel.app.state.question import Question
from keukentafel.app.state.safety import SafetyFile
from keukentafel.app.state.safety_note import BOXES, Note, Step, read_note
from keukentafel.app.state.safety_notes import KeptForGood, NoOfficer
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.visit import FIRST_HAND_OVER, Visit
from keukentafel.app.state.workroom import Workroom
from keukentafel.journal.canonical import Json
from keukentafel.vault.mistakes import Locked
from keukentafel.vault.outbox import NO_HOUSEHOLD
from keukentafel.vault.trail import Action
from sync.envelope import NotForUs, open_envelope
from sync.message import MessageKind, read_message
from tests.app.town import ANKE, SAMIRA, Town, talk_in, talk_of, until
from tests.vault.test_residue import _leads_to

ELS = AccountId("officer-1")
CANARY = "ZWALUW-ONDER-DE-DAKGOOT"
WRONG = "000000"
FILLED = {"kind": "fact", "source": "de juf", "from_resident": "no", "text": CANARY}


def tap_shield(visit: Visit) -> None:
    """Tap the shield, as the button does."""
    drawn = shield(Scene(visit, look_for(820, 1180)))
    drawn.content.content.on_click()  # type: ignore[attr-defined]


async def behind_the_shield(town: Town, visit: Visit) -> SafetyFile:
    tap_shield(visit)
    assert at(visit, Screen.CONFIRM)
    await visit.answer(town.pin(SAMIRA))
    assert at(visit, Screen.SAFETY)
    return file_of(visit)


def at(visit: Visit, screen: Screen) -> bool:
    return visit.screen is screen


async def opened(town: Town) -> tuple[Visit, SafetyFile]:
    visit = await town.at_work()
    household = next(one for one, card in visit.room.cards() if card.name == "gezin Bakker")
    visit.open_household(household)
    return visit, await behind_the_shield(town, visit)


async def opened_again(town: Town, visit: Visit) -> SafetyFile:
    """Lock, unlock, and go behind the shield of the same household."""
    household = talk_of(visit).household
    visit.lock()
    await visit.unlock(town.pin(SAMIRA))
    visit.open_household(household)
    return await behind_the_shield(town, visit)


def file_of(visit: Visit) -> SafetyFile:
    assert visit.room.safety is not None
    return visit.room.safety


def fill(safety: SafetyFile, step: Step = Step.SIGNALS, **more: str) -> None:
    safety.begin(step)
    for name, words in {**FILLED, **more}.items():
        safety.write(name, words)


def wanting(safety: SafetyFile) -> list[str]:
    return list(safety.wanting)


def texts_of(safety: SafetyFile, step: Step = Step.SIGNALS) -> list[str]:
    return [one.note.text for one in safety.notes.of(step)]


def without_officer(room: Workroom) -> None:
    document = room.vault.setting("membership")
    assert isinstance(document, dict)
    room.vault.put_setting("membership", {**document, "officer": None})


# ── Only with the PIN ────────────────────────────────────────────────────────────────────────────────────


def test_the_shield_asks_the_pin_each_time_and_a_wrong_one_opens_nothing(town: Town) -> None:
    async def scene() -> None:
        visit, safety = await opened(town)
        fill(safety)
        assert safety.finish()
        visit.show(Screen.HOUSEHOLD)
        tap_shield(visit)
        await visit.answer(WRONG)
        assert (visit.screen, visit.room.safety) == (Screen.CONFIRM, None)
        assert not _leads_to(visit, [CANARY.encode()])
        await visit.answer(town.pin(SAMIRA))
        assert texts_of(file_of(visit)) == [CANARY]
        read = [one for one in visit.room.vault.trail.chain().lines if one.action is Action.SAFETY_READ]
        assert [one.refused for one in read] == [False, True, False]

    asyncio.run(scene())


def ways_away(town: Town) -> dict[str, Callable[[Visit], object]]:
    return {
        "household": lambda visit: visit.show(Screen.HOUSEHOLD),
        "listen": lambda visit: visit.listen(),
        "table": lambda visit: visit.to_table(Screen.SHEETS),
        "list": lambda visit: visit.to_today(),
        "out of sight": lambda visit: visit.draw_curtain(),
        "lock": lambda visit: visit.lock(),
        "by hand": lambda visit: visit.lock_by_hand(),
        "in a hurry": lambda visit: visit.leave_in_a_hurry(),
        "mishap": lambda visit: visit.after_mishap(),
    }


@pytest.mark.parametrize("way", list(ways_away(Town)))  # type: ignore[arg-type]
def test_whichever_way_it_leaves_the_screen_nothing_leads_to_a_word_and_no_word_is_lost(
    town: Town, way: str
) -> None:
    async def scene() -> None:
        visit, safety = await opened(town)
        fill(safety)
        assert safety.finish()
        safety.begin(Step.TALK)
        safety.write("text", f"half {CANARY}")
        assert safety.unsaved
        assert _leads_to(visit, [CANARY.encode()])
        ways_away(town)[way](visit)
        assert visit.screen is not Screen.SAFETY
        assert not _leads_to(visit, [CANARY.encode()])
        assert not _leads_to(safety, [CANARY.encode()])
        visit.lock()
        await visit.unlock(town.pin(SAMIRA))
        visit.open_household(next(one for one, card in visit.room.cards() if card.name == "gezin Bakker"))
        safety = await behind_the_shield(town, visit)
        assert texts_of(safety) == [CANARY]
        assert [one.note.text for one in safety.notes.drafts(Step.TALK)] == [f"half {CANARY}"]

    asyncio.run(scene())


@pytest.mark.parametrize("lets_go", [Visit.lock, Visit.draw_curtain])
def test_while_the_pin_is_asked_for_handing_over_the_reason_is_let_go_of_too(
    town: Town, lets_go: Callable[[Visit], None]
) -> None:
    async def scene() -> None:
        visit, safety = await opened(town)
        safety.begin(Step.HAND_OVER)
        safety.write("text", CANARY)
        form = safety.form
        assert form is not None
        safety.keep()
        ask_to_hand_over(Scene(visit, look_for(820, 1180)), safety, form)
        assert visit.screen is Screen.CONFIRM
        del form
        assert _leads_to(visit, [CANARY.encode()])
        lets_go(visit)
        assert not _leads_to(visit, [CANARY.encode()])

    asyncio.run(scene())


# ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_typed_is_kept_at_a_pause_behind_the_shield_and_nowhere_else(town: Town) -> None:
    async def scene() -> None:
        visit, safety = await opened(town)
        talk, vault = talk_of(visit), visit.room.vault
        safety.begin(Step.SIGNALS)
        for end in range(1, len(CANARY) + 1):
            safety.write("text", CANARY[:end])
            await asyncio.sleep(0)
        assert vault.safety.count(talk.household) == 0
        await asyncio.sleep(PAUSE_SECONDS)
        await until(lambda: not safety.unsaved)
        assert vault.safety.count(talk.household) == 1
        assert not [one for one in vault.drafts(talk.household) if CANARY in one.text]
        safety.write("text", f"{CANARY} en meer")
        safety.keep()
        written = [one for one in vault.trail.chain().lines if one.action is Action.SAFETY]
        assert len(written) == 1
        safety = await opened_again(town, visit)
        safety.begin(Step.SIGNALS)
        assert safety.form is not None
        assert safety.form.note.text == f"{CANARY} en meer"
        assert talk_in(visit.room).boxes.waiting == 0

    asyncio.run(scene())


def test_a_note_that_was_kept_for_good_is_never_written_over(town: Town) -> None:
    async def scene() -> None:
        visit, safety = await opened(town)
        fill(safety)
        form = safety.form
        assert form is not None
        assert safety.finish()
        with pytest.raises(KeptForGood):
            safety.notes.put(form.id, form.note)
        safety = await opened_again(town, visit)
        with pytest.raises(KeptForGood):
            safety.notes.put(form.id, form.note.finished(1))
        safety.begin(Step.SIGNALS)
        assert safety.form is not None
        assert safety.form.id != form.id
        safety.leave()
        safety.correct(form.id)
        assert safety.form.note.text == CANARY
        safety.write("text", "het was de linkerarm")
        assert safety.finish()
        safety = await opened_again(town, visit)
        first, second = safety.notes.of(Step.SIGNALS)
        assert (first.note.text, second.note.text) == (CANARY, "het was de linkerarm")
        assert second.note.replaces == first.id == form.id
        assert safety.notes.is_corrected(first.id)
        assert not safety.notes.is_corrected(second.id)

    asyncio.run(scene())


def test_what_was_begun_may_be_taken_away_for_good_and_what_was_kept_stays(town: Town) -> None:
    async def scene() -> None:
        visit, safety = await opened(town)
        fill(safety)
        assert safety.finish()
        (kept,) = safety.notes.of(Step.SIGNALS)
        with pytest.raises(KeptForGood):
            safety.notes.drop(kept.id)
        fill(safety, Step.CONSULT, text="MERELNEST", with_whom="collega")
        safety.leave()
        (begun,) = safety.notes.drafts(Step.CONSULT)
        safety.ask_away(begun.id)
        assert safety.notes.drafts(Step.CONSULT) == (begun,)
        assert safety.notes.unfinished
        safety.take_away()
        assert not safety.notes.unfinished
        safety = await opened_again(town, visit)
        assert safety.notes.drafts(Step.CONSULT) == ()
        assert texts_of(safety) == [CANARY]
        assert safety.notes.pending == 1
        assert visit.room.vault.check() == ()
        gone = [one for one in visit.room.vault.trail.chain().lines if one.action is Action.SAFETY_DROPPED]
        assert [one.object for one in gone] == [begun.id]
        visit.lock()

    asyncio.run(scene())


def test_asking_whether_a_draft_may_go_is_let_go_of_with_the_rest(town: Town) -> None:
    async def scene() -> None:
        visit, safety = await opened(town)
        fill(safety)
        safety.leave()
        (begun,) = safety.notes.drafts(Step.SIGNALS)
        safety.ask_away(begun.id)
        visit.show(Screen.HOUSEHOLD)
        assert safety.asked_away == ""
        visit.lock()

    asyncio.run(scene())


def test_fact_source_and_day_are_asked_and_of_the_residents_words_who_may_read_them(town: Town) -> None:
    async def scene() -> None:
        _, safety = await opened(town)
        safety.begin(Step.CONSULT)
        safety.write("date", "")
        assert not safety.finish()
        assert wanting(safety) == ["kind", "with_whom", "source", "from_resident", "text", "date"]
        fill(safety, Step.CONSULT, from_resident="yes", with_whom="Joris", date="maandag")
        assert not safety.finish()
        assert wanting(safety) == ["readers"]
        safety.write("readers", "alleen Samira")
        assert safety.finish()
        safety.begin(Step.DECIDE)
        assert not safety.finish()
        assert wanting(safety) == ["report", "report_reason", "help", "help_reason"]
        for name, words in {"report": "no", "report_reason": "a", "help": "yes", "help_reason": "b"}.items():
            safety.write(name, words)
        assert safety.finish()
        (decided,) = safety.notes.of(Step.DECIDE)
        assert (decided.note.report, decided.note.help) == ("no", "yes")

    asyncio.run(scene())


def test_the_check_on_children_is_kept_and_an_earlier_answer_stays(town: Town) -> None:
    async def scene() -> None:
        visit, safety = await opened(town)
        assert safety.children == ""
        for answer in ("unknown", "yes", "yes"):
            assert safety.answer_children(answer)
        safety = await opened_again(town, visit)
        assert safety.children == "yes"
        first, second = safety.notes.of(Step.CHILDREN)
        assert (first.note.children, second.note.replaces) == ("unknown", first.id)

    asyncio.run(scene())


def test_a_note_reads_back_as_it_was_written_and_a_stranger_one_does_no_harm() -> None:
    note = Note(Step.CONSULT, **dict.fromkeys(BOXES, "x"), replaces="a", about="b").finished(7)  # type: ignore[arg-type]
    assert read_note(note.written()) == note
    assert read_note(Note(Step.TALK, text="y").written()) == Note(Step.TALK, text="y")
    strangers: list[Json] = [None, "words", {"step": "dance", "at": "noon", "newer": 3}]
    for strange in strangers:
        assert not read_note(strange).says_something
    assert not hasattr(Note(Step.TALK), "score")
    assert not any(isinstance(value, float) for value in asdict(note).values())


# ── An organisation without an officer ───────────────────────────────────────────────────────────────────


def test_without_an_officer_nothing_can_be_written(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work()
        without_officer(visit.room)
        visit.lock()
        await visit.unlock(town.pin(SAMIRA))
        visit.open_household(visit.room.cards()[0][0])
        safety = await behind_the_shield(town, visit)
        assert safety.notes.officer == ""
        for attempt in (lambda: safety.begin(Step.SIGNALS), lambda: safety.answer_children("yes")):
            with pytest.raises(NoOfficer):
                attempt()
        assert safety.notes.pending == 0

    asyncio.run(scene())


def test_a_card_that_is_not_of_the_officer_of_this_organisation_is_refused(town: Town, made: object) -> None:
    room, desk = town.room(), town.room(ANKE)
    document = room.vault.setting("membership")
    assert isinstance(document, dict)
    officer = str(document["officer"])
    middle = len(officer) // 2
    changed = officer[:middle] + ("0" if officer[middle] != "0" else "1") + officer[middle + 1 :]
    for card in (desk.member.signed_card.hex(), changed):
        room.vault.put_setting("membership", {**document, "officer": card})
        with pytest.raises(NotEnrolled):
            read_membership(room.vault)
    room.vault.put_setting("membership", document)
    assert read_membership(room.vault).officer is not None
    room.close()
    desk.close()


# ── Handing over ─────────────────────────────────────────────────────────────────────────────────────────


async def handed_over(town: Town, visit: Visit, safety: SafetyFile) -> SafetyFile:
    safety.begin(Step.HAND_OVER)
    safety.write("text", "stap 5")
    assert safety.is_whole()
    assert safety.form is not None
    ask_to_hand_over(Scene(visit, look_for(820, 1180)), safety, safety.form)
    assert visit.room.safety is None
    await visit.answer(town.pin(SAMIRA))
    assert visit.screen is Screen.SAFETY
    return file_of(visit)


def test_only_the_officer_opens_what_was_handed_over_and_it_says_when(town: Town) -> None:
    async def scene() -> None:
        visit, safety = await opened(town)
        household, vault = talk_of(visit).household, visit.room.vault
        fill(safety)
        assert safety.finish()
        safety.answer_children("yes")
        assert safety.notes.pending == 2
        safety = await handed_over(town, visit, safety)
        assert safety.notes.pending == 0
        assert safety.notes.on_its_way
        kept = [*safety.notes.of(Step.SIGNALS), *safety.notes.of(Step.HAND_OVER)]
        assert [one.handed_over for one in kept] == [town.clock(), town.clock()]
        assert visit.post is not None
        assert visit.post.waiting == 0
        assert vault.outgoing(household) == ()
        (outgoing,) = vault.queued()
        assert outgoing.household == NO_HOUSEHOLD
        assert CANARY.encode() not in outgoing.envelope
        visit.lock()
        team = town.room(ANKE)
        assert team.member.team_key is not None
        for key in (team.member.team_key, team.vault.device_sealing):
            with pytest.raises(NotForUs):
                open_envelope(outgoing.envelope, key)
        team.close()

        els = town.room(ELS)
        assert read_message(open_envelope(outgoing.envelope, els.vault.device_sealing).body).kind is (
            MessageKind.HAND_OVER
        )
        mailbox = els.member.card.mailbox
        assert mailbox == outgoing.mailbox
        els.vault.keep_incoming(mailbox, [(1, b"rommel"), (2, outgoing.envelope), (3, outgoing.envelope)], 3)
        els.look_at_post()
        assert els.officer is not None
        (received,) = els.officer.received()
        assert els.officer.unreadable == 1
        assert (received.sender, received.about, received.reason) == (
            "Samira Yilmaz",
            "gezin Bakker",
            "stap 5",
        )
        said = [(one.step, one.text or one.children) for one in received.notes]
        assert said == [(Step.SIGNALS, CANARY), (Step.CHILDREN, "yes"), (Step.HAND_OVER, "stap 5")]
        assert els.vault.check() == ()
        els.officer.look_at(received.id)
        assert _leads_to(els.officer, [CANARY.encode()])
        els.put_safety_away()
        assert not _leads_to(els.officer, [CANARY.encode()])
        els.close()

    asyncio.run(scene())


def test_a_wrong_pin_hands_nothing_over(town: Town) -> None:
    async def scene() -> None:
        visit, safety = await opened(town)
        fill(safety)
        safety.finish()
        safety.begin(Step.HAND_OVER)
        safety.write("text", "stap 5")
        safety.keep()
        assert safety.form is not None
        ask_to_hand_over(Scene(visit, look_for(820, 1180)), safety, safety.form)
        await visit.answer(WRONG)
        assert at(visit, Screen.CONFIRM)
        assert visit.room.vault.queued() == ()
        visit.take_back()
        assert at(visit, Screen.HOUSEHOLD)
        safety = await behind_the_shield(town, visit)
        assert [one.note.text for one in safety.notes.drafts(Step.HAND_OVER)] == ["stap 5"]
        assert safety.notes.pending == 2

    asyncio.run(scene())


def test_who_forgets_before_handing_over_is_shown_the_way_to_the_shield(town: Town) -> None:
    async def scene() -> None:
        visit, safety = await opened(town)
        fill(safety)
        safety.finish()

        async def forget() -> None:
            visit.room.say_farewell()
            farewell = visit.room.farewell
            assert farewell is not None
            gone = Question("forget_household", farewell.forget, Screen.FORGET, visit.room.forgotten)
            visit.ask(gone)
            await visit.answer(town.pin(SAMIRA))

        await forget()
        assert (visit.screen, visit.notice) == (Screen.FORGET, FIRST_HAND_OVER)
        assert talk_of(visit).household in visit.room.vault.households()
        household = talk_of(visit).household
        safety = await behind_the_shield(town, visit)
        await handed_over(town, visit, safety)
        await forget()
        assert household not in visit.room.vault.households()
        assert len(visit.room.vault.queued()) == 1

    asyncio.run(scene())


def test_at_the_table_the_shield_opens_nothing(town: Town) -> None:
    async def scene() -> None:
        visit, safety = await opened(town)
        fill(safety)
        safety.finish()
        visit.to_table(Screen.SHEETS)
        notes = visit.room.ask_safety().notes
        with pytest.raises(Locked):
            await asyncio.to_thread(notes.open, town.pin(SAMIRA))

    asyncio.run(scene())
