"""How each person is asked what they think of a plan, by the ages of youth law."""

import pytest

from keukentafel.dossier.majority import asked
from keukentafel.dossier.taking_part import Standing, taking_part
from keukentafel.journal.names import PersonId
from tests.dossier.saying import Saying


def somebody(saying: Saying, name: str, role: str = "resident", **more: str) -> PersonId:
    told = {f"person__{key}": value for key, value in more.items()}
    return PersonId(saying.thing(person__name=name, person__role=role, **told))


def told(saying: Saying, who: PersonId) -> tuple[Standing, list[str]]:
    found = taking_part(saying.dossier, who)
    return found.standing, [one.name for one in found.others]


def test_a_child_is_heard_then_decides_with_both_parents_and_then_alone() -> None:
    saying = Saying()
    kim = somebody(saying, "Kim", authority="yes")
    marco = somebody(saying, "Marco", "near", authority="yes")
    riet = somebody(saying, "Riet", "near")
    lotte, sem = somebody(saying, "Lotte", young="8"), somebody(saying, "Sem", young="12")
    bo = somebody(saying, "Bo", young="16")
    assert told(saying, lotte) == (Standing.HEARD, ["Kim", "Marco"])
    assert told(saying, sem) == (Standing.TOGETHER, ["Kim", "Marco"])
    assert told(saying, bo) == (Standing.OWN, [])
    assert told(saying, kim) == (Standing.OWN, ["Lotte", "Sem"])
    assert told(saying, marco) == (Standing.AUTHORITY, ["Lotte", "Sem"])
    assert told(saying, riet) == (Standing.BESIDE, [])
    waits = {one.person.id for one in asked(saying.dossier)}
    everybody = (kim, marco, riet, lotte, sem, bo)
    assert {who for who in everybody if taking_part(saying.dossier, who).decides} == waits


@pytest.mark.parametrize("young", ["8", "12"])
def test_without_anybody_with_authority_a_child_is_asked_with_nobody_beside_it(young: str) -> None:
    saying = Saying()
    child = somebody(saying, "Lotte", young=young)
    assert told(saying, child) == (Standing.HEARD if young == "8" else Standing.TOGETHER, [])


def test_a_child_who_lives_elsewhere_may_say_something_and_decides_nothing() -> None:
    saying = Saying()
    somebody(saying, "Kim", authority="yes")
    cousin = somebody(saying, "Neef", "near", young="8")
    assert told(saying, cousin) == (Standing.BESIDE, [])
