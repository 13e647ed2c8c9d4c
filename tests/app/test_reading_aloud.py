"""What is read aloud, with which voices, and when it ends; and what is said of each sheet."""

from keukentafel.app.state.reading_aloud import ReadingAloud, sentences
from keukentafel.app.voices import AT_MOST, Voices
from tests.app.town import texts

SAMIRAS, ANKES = "browser-1", "browser-2"


def reading(voices: Voices, browser: str = SAMIRAS) -> ReadingAloud:
    return ReadingAloud(voices, browser, texts().language)


def test_a_browser_that_told_of_a_dutch_voice_can_read_aloud_and_another_cannot() -> None:
    voices = Voices()
    assert voices.hear(SAMIRAS, "can-de-nl")
    assert voices.hear(ANKES, "can-de")
    assert reading(voices).possible
    assert not reading(voices, ANKES).possible


def test_a_voice_that_comes_or_goes_later_is_heard_by_its_own_browser_only() -> None:
    voices = Voices()
    samiras, ankes = reading(voices), reading(voices, ANKES)
    voices.hear(SAMIRAS, "can-nl")
    assert (samiras.possible, ankes.possible) == (True, False)
    samiras.toggle(["Goedemorgen."])
    voices.hear(SAMIRAS, "can")
    assert not samiras.possible
    assert samiras.reading is None


def test_a_second_tap_stops_and_the_end_of_an_earlier_reading_stops_nothing() -> None:
    voices = Voices()
    voices.hear(SAMIRAS, "can-nl")
    aloud = reading(voices)
    aloud.toggle(["Een."])
    first = aloud.reading
    assert first is not None
    aloud.toggle(["Een."])
    assert aloud.reading is None
    aloud.toggle(["Twee."])
    second = aloud.reading
    assert second is not None
    voices.hear(SAMIRAS, f"end-{first.mark}")
    assert aloud.reading is second
    voices.hear(ANKES, f"end-{second.mark}")
    assert aloud.reading is second
    voices.hear(SAMIRAS, f"end-{second.mark}")
    assert aloud.reading is None


def test_without_a_voice_or_without_words_nothing_is_read() -> None:
    voices = Voices()
    aloud = reading(voices)
    aloud.toggle(["Goedemorgen."])
    assert aloud.order == "reader"
    voices.hear(SAMIRAS, "can-nl")
    aloud.toggle(["", " … "])
    assert aloud.order == "reader"
    aloud.toggle(["Goedemorgen."])
    assert "Goedemorgen." in aloud.order


def test_texts_are_cut_into_sentences_and_none_is_lost() -> None:
    told = ["Ik wil hier niet weg. Hier weet ik alles te liggen!", "“Mag dat?” Ja", ""]
    assert sentences(told) == (
        "Ik wil hier niet weg.",
        "Hier weet ik alles te liggen!",
        "“Mag dat?”",
        "Ja",
    )


def test_words_that_a_page_made_up_are_refused() -> None:
    voices = Voices()
    for word in ("", "kan-nl", "can-", "can-nederlands", "end-", "end-Annie", "can-nl/../x"):
        assert not voices.hear(SAMIRAS, word)
    assert voices.of(SAMIRAS) == frozenset()


def test_no_more_browsers_are_remembered_than_can_be_known() -> None:
    voices = Voices()
    for number in range(AT_MOST + 1):
        voices.hear(f"browser-{number}", "can-nl")
    assert not voices.of("browser-0")
    assert voices.of(f"browser-{AT_MOST}")
