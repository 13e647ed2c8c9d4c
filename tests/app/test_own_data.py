"""One person of a family asks for their data: held until a human has looked, and never anybody else's."""

import asyncio
import json
import sys
from dataclasses import dataclass, field

import pytest

from keukentafel.app.downloads import Download, Downloads
from keukentafel.app.house import House
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.own_data import AlreadyReleased, NotReleased, OwnDataRequest, Right, Stage
from keukentafel.app.state.own_files import Form
from keukentafel.app.state.own_marks import KIND
from keukentafel.app.state.own_things import Sort
from keukentafel.app.state.workroom import Workroom
from keukentafel.dossier.own_data import NotOfTheHousehold
from keukentafel.dossier.people import Person, people
from keukentafel.edition.assent import AssentState
from keukentafel.edition.own_copy import NoReason
from keukentafel.edition.own_document import read_own_data
from keukentafel.edition.paper.own_paper import own_page
from keukentafel.journal.speaker import Face
from keukentafel.vault.mistakes import Locked, Unsealable
from keukentafel.vault.trail import Action, Line
from tests.app.town import JORIS, Town, talk_in
from tests.edition.test_paper import streams_in

BROWSER = "a browser"
NAMES = ("Kim", "Sem", "Lotte", "oma Riet")
OFFICER = bytes.fromhex("09" + "00" * 31)
HARM = "Dit zou Sem schaden."


@dataclass
class Counter:
    """The room of Joris with gezin Bakker open, and a counter where files are fetched."""

    town: Town
    downloads: Downloads = field(default_factory=Downloads)
    room: Workroom = field(init=False)
    canaries: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        house = {name: getattr(self.town.house, name) for name in House.__slots__}
        self.town.house = House(**(house | {"downloads": self.downloads}))
        self.room = self.town.room(JORIS)
        self.room.open_household(self.room.cards()[0][0])

    @property
    def talk(self) -> Conversation:
        return talk_in(self.room)

    def person(self, name: str) -> Person:
        return next(one for one in people(self.talk.dossier) if one.name == name)

    def ask(self, name: str) -> OwnDataRequest:
        member, house = self.room.member, self.town.house
        return OwnDataRequest(
            self.talk, self.room.vault, member, house, browser=BROWSER, person=self.person(name)
        )

    def plant(self) -> None:
        """Let everybody say something in every place that is theirs, and the worker note something of all."""
        talk = self.talk
        for name in NAMES:
            talk.speaker = self.person(name)
            mark = name.upper().replace(" ", "-")
            talk.face = Face.LISTEN
            talk.say("keyword.text", f"{mark}-NOTE")
            talk.face = Face.TABLE
            for place in ("quote.text", "parked.text", "strength.text", "wish.text", "sign.text"):
                talk.say(place, f"{mark}-{place.split('.')[0].upper()}")
            struck = talk.say("quote.text", f"{mark}-STRUCK")
            talk.strike(next(one for one in talk.dossier.all("quote") if one.id == struck))
            kinds = ("NOTE", "QUOTE", "PARKED", "STRENGTH", "WISH", "SIGN", "STRUCK")
            self.canaries[name] = {f"{mark}-{kind}" for kind in kinds}
        self.room.vault.safety.write(talk.household, {"worry": "SAFETY-CANARY"}, OFFICER)  # type: ignore[arg-type]

    def send_plan(self) -> None:
        """Read the plan back to everybody and give it along; each says something of it."""
        self.room.start_read_back()
        read_back = self.room.read_back
        assert read_back is not None
        for name in NAMES:
            read_back.choose_person(self.person(name))
            read_back.choose(AssentState.NOT_AGREED)
            read_back.answer.remark.text = remark = f"{name.upper().replace(' ', '-')}-REMARK"
            self.canaries[name].add(remark)
        assert read_back.finish(anyway=True)

    def fetched(self, path: str | None) -> Download:
        assert path is not None
        download = self.downloads.take(BROWSER, path)
        assert download is not None
        return download

    def exports(self) -> list[Line]:
        return [one for one in self.room.vault.trail.chain().lines if one.action is Action.EXPORTED]


@pytest.fixture
def counter(town: Town) -> Counter:
    return Counter(town)


def released(request: OwnDataRequest) -> OwnDataRequest:
    request.look_over()
    assert request.release()
    return request


def handed(counter: Counter, request: OwnDataRequest, form: Form) -> Download:
    return counter.fetched(asyncio.run(request.hand_over(form)))


def test_in_a_family_everybody_gets_their_own_and_nothing_of_the_others_or_the_safety_line(
    counter: Counter,
) -> None:
    async def scene() -> None:
        counter.plant()
        counter.send_plan()
        assert counter.room.vault.safety.count(counter.talk.household) == 1
        for name in NAMES:
            request = released(counter.ask(name))
            data = counter.fetched(await request.hand_over(Form.DATA)).data
            pdf = counter.fetched(await request.hand_over(Form.PAPER)).data
            assert data in streams_in(pdf)
            assert read_own_data(data) == request.copy
            page = own_page(request.copy, counter.town.house.texts).encode()
            files = data + page + b"".join(streams_in(pdf))
            for whose, canaries in counter.canaries.items():
                found = {one for one in canaries if one.encode() in files}
                assert found == (canaries if whose == name else set())
            assert b"SAFETY-CANARY" not in files

    asyncio.run(scene())


def test_only_what_was_looked_over_and_released_can_be_handed_over(counter: Counter) -> None:
    request = counter.ask("Kim")
    assert request.stage is Stage.PREPARED
    assert not request.release()
    with pytest.raises(NotReleased):
        asyncio.run(request.hand_over(Form.DATA))
    request.look_over()
    with pytest.raises(NotReleased):
        asyncio.run(request.hand_over(Form.DATA))
    assert counter.exports() == []
    assert request.release(Right.PORTABILITY)
    file = handed(counter, request, Form.DATA)
    assert (file.file_name, file.media_type) == ("mijn-gegevens.json", "application/json")
    (line,) = counter.exports()
    assert (line.household, line.about) == (counter.talk.household, counter.person("Kim").id)
    assert (line.object, line.ground) == ("own-data", "avg-20")
    assert handed(counter, request, Form.PAPER).file_name == "mijn-gegevens.pdf"
    assert len(counter.exports()) == 2


def test_where_nothing_can_be_typeset_the_paper_is_a_page(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    file = handed(counter, released(counter.ask("Sem")), Form.PAPER)
    assert file.file_name == "mijn-gegevens.html"
    assert "School is te hard. Niet moeilijk, hard." in file.data.decode()


def test_what_the_worker_leaves_out_is_counted_with_the_reason_and_is_nowhere_in_the_files(
    counter: Counter,
) -> None:
    counter.plant()
    request = counter.ask("Kim")
    (quote,) = (one for one in request.things if any("KIM-QUOTE" in line.text for line in one.lines))
    assert (quote.sort, quote.kind, quote.title) == (Sort.RECORD, "citaat", "eigen woorden")
    assert "Woorden van Kim" in quote.lines[0].maker
    with pytest.raises(NoReason):
        request.leave_out(quote.id, "  ")
    request.look_over()
    request.leave_out(quote.id, HARM)
    assert request.stage is Stage.PREPARED
    document = json.loads(handed(counter, released(request), Form.DATA).data)
    assert document["left_out"] == [{"reason": HARM, "count": 1}]
    assert "KIM-QUOTE" not in json.dumps(document)
    assert "KIM-NOTE" in json.dumps(document)
    with pytest.raises(AlreadyReleased):
        request.put_back(quote.id)
    request.prepare_again()
    request.put_back(quote.id)
    assert "KIM-QUOTE" in request.copy.to_bytes().decode()


def test_marks_survive_a_lock_and_are_gone_once_the_copy_went_out(counter: Counter) -> None:
    first = counter.ask("Kim")
    marked = first.things[0].id
    first.leave_out(marked, HARM)
    household = counter.talk.household
    counter.room.close()
    again = Counter(counter.town)
    again.room.open_household(household)
    request = again.ask("Kim")
    assert {one.id: one.reason for one in request.things if one.reason} == {marked: HARM}
    assert [one for one in again.ask("Sem").things if one.reason] == []
    handed(again, released(request), Form.DATA)
    kept = again.room.vault.document(household, KIND, again.person("Kim").id)
    assert kept is not None
    assert kept.data == b""
    assert kept.compartment in {
        one.id for one in again.room.vault.compartments(household) if one.person == again.person("Kim").id
    }


def test_what_was_written_since_the_look_has_to_be_looked_at_too(counter: Counter) -> None:
    request = counter.ask("Kim")
    request.look_over()
    counter.talk.speaker, counter.talk.face = counter.person("Kim"), Face.TABLE
    counter.talk.say("quote.text", "Nog één ding.")
    assert not request.release()
    assert (request.stale, request.stage) == (True, Stage.PREPARED)
    assert "Nog één ding." in request.copy.to_bytes().decode()
    assert released(request).stage is Stage.RELEASED
    assert not request.stale


def test_at_the_table_nothing_is_looked_over_or_let_go(counter: Counter) -> None:
    request, other = released(counter.ask("Kim")), counter.ask("Sem")
    counter.room.narrow()
    for forbidden in (
        other.look_over,
        other.release,
        other.prepare_again,
        lambda: other.leave_out(other.things[0].id, HARM),
        lambda: asyncio.run(request.hand_over(Form.DATA)),
    ):
        with pytest.raises(Locked):
            forbidden()


def test_a_copy_that_is_put_away_or_locked_away_cannot_be_fetched(counter: Counter) -> None:
    request = released(counter.ask("Kim"))
    path = asyncio.run(request.hand_over(Form.DATA))
    request.put_away()
    assert path is not None
    assert counter.downloads.take(BROWSER, path) is None

    async def scene() -> None:
        released(request)
        printing = asyncio.create_task(request.hand_over(Form.PAPER))
        await asyncio.sleep(0)
        assert request.busy
        counter.room.vault.lock()
        assert await printing is None

    asyncio.run(scene())


def test_listeners_hear_of_every_step(counter: Counter) -> None:
    request, heard = counter.ask("Kim"), 0

    def hear(_request: object, _field: str | None) -> None:
        nonlocal heard
        heard += 1

    stop = request.listen_to(hear)
    steps = (
        lambda: request.leave_out(request.things[0].id, HARM),
        request.look_over,
        request.release,
        lambda: asyncio.run(request.hand_over(Form.DATA)),
        request.prepare_again,
        request.put_away,
        lambda: request.put_back(request.things[0].id),
    )
    for at, step in enumerate(steps):
        before = heard
        step()
        assert heard > before, at
    stop()


def test_what_is_half_typed_is_not_in_it_and_the_worker_is_told(counter: Counter) -> None:
    async def scene() -> None:
        talk = counter.talk
        talk.speaker, talk.face = counter.person("Sem"), Face.TABLE
        box = talk.boxes.box("quote.text", talk.boxes.fresh("quote"), slot="quote")
        talk.boxes.typed(box, "Ik wil eigenlijk")
        talk.boxes.keep()
        request = counter.ask("Sem")
        assert request.half_typed == 1
        assert "eigenlijk" not in request.copy.to_bytes().decode()
        assert counter.ask("Kim").half_typed == 0

    asyncio.run(scene())


def test_the_worker_gets_no_copy_of_a_family(counter: Counter) -> None:
    with pytest.raises(NotOfTheHousehold):
        OwnDataRequest(
            counter.talk,
            counter.room.vault,
            counter.room.member,
            counter.town.house,
            browser=BROWSER,
            person=counter.room.worker,
        )


def test_other_peoples_words_are_not_even_opened(counter: Counter) -> None:
    counter.plant()
    vault, household = counter.room.vault, counter.talk.household
    kim, sem = counter.person("Kim"), counter.person("Sem")
    (of_sem,) = (one.id for one in vault.compartments(household) if one.person == sem.id)
    (of_kim,) = (one.id for one in vault.compartments(household) if one.person == kim.id)
    vault._database.run("UPDATE value SET sealed = zeroblob(length(sealed)) WHERE compartment = ?", (of_sem,))
    assert "KIM-QUOTE" in counter.ask("Kim").copy.to_bytes().decode()
    with pytest.raises(Unsealable):
        counter.ask("Sem")
    found = vault.shelf(household).every_entry([of_kim])
    assert {one.signed.operation.compartment for one in found} == {of_kim}
