"""In which language the screens speak: the device's own at work, the household's own at the table."""

import asyncio
from pathlib import Path

import pytest

from keukentafel.app.state.screens import Screen
from keukentafel.app.state.visit import Visit
from keukentafel.app.texts import DUTCH, ENGLISH, Language, read_texts
from keukentafel.app.tongue import FILE, DeviceLanguage, Tongue
from keukentafel.guide.guide import bundled_guide
from keukentafel.journal.names import FieldName
from keukentafel.journal.titles import titles_in
from tests.app.town import SAMIRA, Town, talk_of, texts


@pytest.fixture(name="bilingual")
def _bilingual(town: Town) -> Town:
    """The town with two languages, and a device that remembers."""
    english = Tongue(read_texts(ENGLISH), bundled_guide(ENGLISH), titles_in(ENGLISH))
    town.house.tongues = (Tongue(texts(), town.house.guide), english)
    town.house.device_language = DeviceLanguage(town.home)
    return town


def spoken(visit: Visit) -> tuple[Language, str]:
    return visit.language, visit.house.texts("app.done")


def test_what_is_chosen_at_the_door_is_for_this_device(bilingual: Town) -> None:
    visit = bilingual.at_the_door()
    assert spoken(visit) == (DUTCH, "Klaar")
    visit.choose_language(ENGLISH)
    assert spoken(visit) == (ENGLISH, "Done")
    assert spoken(bilingual.at_the_door()) == (ENGLISH, "Done")
    assert (bilingual.home / FILE).read_text("utf-8") == "en\n"
    assert bilingual.house.texts.language == DUTCH


def test_what_is_chosen_at_the_table_lasts_as_long_as_the_household_is_open(bilingual: Town) -> None:
    async def go() -> None:
        visit = await bilingual.at_work()
        visit.begin("mevrouw Jansen")
        visit.to_table(Screen.STORY)
        visit.choose_language(ENGLISH)
        assert spoken(visit) == (ENGLISH, "Done")
        visit.ask_pin_for_work()
        await visit.back_to_work(bilingual.pin(SAMIRA))
        assert spoken(visit) == (DUTCH, "Klaar")
        visit.to_table(Screen.STORY)
        assert spoken(visit) == (ENGLISH, "Done")
        visit.ask_pin_for_work()
        await visit.back_to_work(bilingual.pin(SAMIRA))
        visit.to_today()
        visit.begin("meneer Smit")
        assert spoken(visit) == (DUTCH, "Klaar")
        assert not (bilingual.home / FILE).exists()
        visit.lock()

    asyncio.run(go())


def test_a_lock_at_the_table_takes_the_language_of_the_household_along(bilingual: Town) -> None:
    async def go() -> None:
        visit = await bilingual.at_work()
        visit.begin()
        visit.choose_language(ENGLISH)
        visit.lock()
        assert spoken(visit) == (DUTCH, "Klaar")

    asyncio.run(go())


def test_the_same_question_is_asked_in_the_other_language(bilingual: Town) -> None:
    async def go() -> None:
        visit = await bilingual.at_work()
        visit.begin()
        asking = visit.room.asking
        assert asking is not None
        assert asking.question is not None
        asking.another()
        asked = asking.question.id
        visit.choose_language(ENGLISH)
        assert asking.question.id == asked
        assert asking.question.text == bundled_guide(ENGLISH).step(asking.step.id).question(asked).text
        assert talk_of(visit).speaker.name == "the resident"
        visit.lock()

    asyncio.run(go())


def test_a_plan_that_is_read_back_in_english_is_the_same_edition(bilingual: Town) -> None:
    async def go() -> None:
        visit = await bilingual.at_work()
        visit.begin("mevrouw Jansen")
        visit.to_table(Screen.READ_BACK)
        back = visit.read_back
        assert back is not None
        frozen = back.edition.manifest
        visit.choose_language(ENGLISH)
        assert back.edition.manifest == frozen
        assert frozen.guide.digest == bilingual.house.record.guide.digest()
        visit.to_table(Screen.READ_BACK)
        again = visit.read_back
        assert again is not None
        assert again.edition.manifest.guide == frozen.guide
        visit.lock()

    asyncio.run(go())


def test_every_field_says_what_it_keeps_in_the_language_of_the_screen(bilingual: Town) -> None:
    view, field = bilingual.house.for_session(), FieldName("agreement.what")
    assert view.title_of(field) == "wat er wordt afgesproken"
    view.speak(ENGLISH)
    assert view.title_of(field) == "what is agreed"


@pytest.mark.parametrize("written", [b"tr\n", b"", b"\xff\xfe", b"NL"])
def test_a_device_that_remembers_no_language_speaks_dutch(bilingual: Town, written: bytes) -> None:
    (bilingual.home / FILE).write_bytes(written)
    assert DeviceLanguage(bilingual.home).known() is None
    assert spoken(bilingual.at_the_door())[0] == DUTCH


def test_where_nothing_can_be_written_the_choice_lasts_as_long_as_the_page(
    bilingual: Town, tmp_path: Path
) -> None:
    bilingual.house.device_language = DeviceLanguage(tmp_path / "nowhere")
    visit = bilingual.at_the_door()
    visit.choose_language(ENGLISH)
    assert spoken(visit)[0] == ENGLISH
    assert spoken(bilingual.at_the_door())[0] == DUTCH


def test_a_house_with_one_language_offers_no_other(town: Town) -> None:
    assert town.house.languages == (DUTCH,)
