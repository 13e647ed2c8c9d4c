"""Names that the dossier knows, found in words that go out without them."""

import pytest

from keukentafel.dossier.known_names import KnownName, Whose, known_names, names_in, without
from tests.dossier.saying import Saying

TITLES = ("mevrouw", "gezin", "de", "van", "der")


def names(saying: Saying) -> tuple[KnownName, ...]:
    return known_names(saying.dossier, "Samira Yilmaz", TITLES)


@pytest.fixture
def saying() -> Saying:
    one = Saying()
    one.say("household.name", "familie Van der Meulen-Achterberg")
    one.thing(person__name="mevrouw De Wit", person__role="resident")
    one.thing(person__name="Marga", person__role="near")
    one.say("contact.name", "Cor")
    one.say("party.person", "Els Kramer")
    return one


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mevrouw de Wit zei het zelf.", ["mevrouw De Wit"]),
        ("Ik belde MARGA, en margas broer.", ["Marga"]),
        ("Bij Achterberg thuis", ["Achterberg"]),
        ("De muur was wit.", ["Wit"]),
        ("Samira had haast", ["Samira"]),
        ("Els Krämer dacht mee", ["Els Kramer"]),
        ("Cor en de Witte muur", ["Cor"]),
        ("Corona, decor en margarine", []),
    ],
)
def test_a_name_is_found_whole_or_in_part_and_only_as_a_word(
    saying: Saying, text: str, found: list[str]
) -> None:
    assert [one.name for one in names_in(text, names(saying))] == found


def test_of_names_that_overlap_only_the_longest_is_told(saying: Saying) -> None:
    (one,) = names_in("mevrouw De Wit", names(saying))
    assert (one.whole, one.whose) == (True, Whose.RESIDENT)


def test_other_words_stand_where_the_name_stood(saying: Saying) -> None:
    text = "Wat mevrouw  De Wit wil, wil mevrouw de wit."
    (one,) = names_in(text, names(saying))
    assert without(text, one, "de inwoner") == "Wat de inwoner wil, wil de inwoner."
    assert names_in(without(text, one, "de inwoner"), names(saying)) == ()
