"""What lives on after the plan: how agreements go, and what goes on the aftercare card from earlier steps."""

from datetime import date

from keukentafel.dossier.aftercare import aftercare
from keukentafel.dossier.from_earlier import Goes, lies_there, put_there, who_helps
from keukentafel.dossier.going import Going, how_it_goes
from keukentafel.dossier.network import network
from tests.dossier.saying import Saying

TODAY, BEFORE = date(2026, 11, 22), date(2026, 11, 8)


def test_how_an_agreement_goes_is_its_newest_word_and_is_known_by_the_day() -> None:
    saying = Saying()
    soup = saying.thing(agreement__what="Samen soep koken", agreement__pace="now")
    saying.thing(agreement__what="De post samen openen", agreement__pace="stops")
    (one,) = how_it_goes(saying.dossier)
    assert one.going is None
    saying.say("agreement.going", "stuck", soup)
    (one,) = how_it_goes(saying.dossier)
    assert one.going is Going.STUCK
    assert one.on(BEFORE, lambda _: BEFORE) is Going.STUCK
    assert one.on(TODAY, lambda _: BEFORE) is None
    saying.say("agreement.going", "well", soup)
    assert [one.going for one in how_it_goes(saying.dossier)] == [Going.WELL]


def test_a_last_drop_goes_on_the_card_once_also_from_two_tablets_and_can_be_taken_away() -> None:
    saying = Saying()
    heavy = saying.thing(pressure__what="Elke dag iemand over de vloer")
    first = put_there(saying.dossier, heavy, Goes.TRIGGER, "Elke dag iemand over de vloer")
    saying.write(first)
    assert lies_there(saying.dossier, heavy, Goes.TRIGGER)
    assert put_there(saying.dossier, heavy, Goes.TRIGGER, "Iets anders") == ()
    saying.write(first)
    (drop,) = aftercare(saying.dossier).triggers
    assert drop.words("text").texts == ("Elke dag iemand over de vloer",)
    assert not lies_there(saying.dossier, heavy, Goes.HELPS)
    assert put_there(saying.dossier, heavy, Goes.HELPS, "  ") == ()


def test_what_helps_is_what_helps_and_not_what_does_not() -> None:
    saying = Saying()
    song = saying.thing(strength__text="Zingen in het koor")
    saying.write(put_there(saying.dossier, song, Goes.HELPS, "Zingen in het koor"))
    card = aftercare(saying.dossier)
    assert [one.words("text").text for one in card.helps] == ["Zingen in het koor"]
    assert card.does_not == ()


def test_somebody_stands_on_the_card_by_name_only_when_the_plan_names_them_already() -> None:
    saying = Saying()
    saying.thing(contact__name="Els de Boer", contact__relation="vriendin van het koor")
    saying.thing(contact__name="Rob", contact__relation="zoon Rob")
    saying.thing(contact__name="Marga")
    els, rob, marga = network(saying.dossier)

    def called() -> list[str]:
        return [who_helps(saying.dossier, one) for one in (els, rob, marga)]

    assert called() == ["vriendin van het koor", "", ""]
    saying.thing(agreement__what="Samen soep koken", agreement__who="Els de Boer en Marga")
    assert called() == ["Els de Boer", "", "Marga"]
