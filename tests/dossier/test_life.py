"""The life map, read from what was said: whose it is, what hangs together, and what is left alone."""

import pytest

from keukentafel.dossier.life import How, LifeMap, about_tile, clashes, life_map, parties
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Act
from tests.dossier.saying import Saying
from tests.journal.household import ANNIE, PIET, SAMIRA


def tiles(saying: Saying, *kinds: str) -> list[ObjectId]:
    return [saying.thing(tile__kind=kind) for kind in kinds]


def link(saying: Saying, one: ObjectId, other: ObjectId) -> ObjectId:
    return saying.thing(link__one=one, link__other=other)


def read(saying: Saying) -> LifeMap:
    return life_map(saying.dossier, ANNIE.who)


def rows(found: LifeMap) -> list[list[str]]:
    return [[tile.kind for tile in cluster] for cluster in found.clusters]


def test_a_map_that_nobody_touched_is_empty() -> None:
    found = read(Saying())
    assert (found.tiles, found.links, found.clusters, dict(found.rather_not)) == ((), (), (), {})


def test_a_tile_holds_own_words_and_one_of_three_words_for_how_it_goes() -> None:
    saying = Saying()
    thing = saying.thing(tile__kind="post", tile__text="Nu ligt er een stapel post.", tile__how="costs")
    tiles(saying, "wonen")
    post, home = read(saying).tiles
    assert (post.id, post.kind, post.text.text, post.how) == (
        thing,
        "post",
        "Nu ligt er een stapel post.",
        How.COSTS,
    )
    assert (home.kind, home.text.text, home.how) == ("wonen", "", None)


def test_a_tile_that_the_worker_opened_tells_why() -> None:
    saying = Saying()
    thing = saying.thing(tile__kind="geld")
    saying.say("tile.why_needed", "De huur is al twee maanden niet betaald.", thing, voice=SAMIRA)
    tiles(saying, "wonen")
    money, home = read(saying).tiles
    assert (money.by_worker, home.by_worker) == (True, False)
    assert money.why_needed.text == "De huur is al twee maanden niet betaald."


def test_the_tiles_of_one_are_not_on_the_map_of_another() -> None:
    saying = Saying()
    mine = tiles(saying, "wonen", "geld")
    saying.say("tile.kind", "lijf", voice=PIET)
    link(saying, *mine)
    saying.say("rather_not.what", about_tile("hoofd"), voice=PIET)
    assert [one.kind for one in read(saying).tiles] == ["wonen", "geld"]
    of_piet = life_map(saying.dossier, PIET.who)
    assert [one.kind for one in of_piet.tiles] == ["lijf"]
    assert of_piet.links == ()
    assert set(of_piet.rather_not) == {"hoofd"}
    assert not read(saying).rather_not


def test_what_is_linked_lies_together_and_the_rest_by_itself() -> None:
    saying = Saying()
    home, money, post, people, joy = tiles(saying, "wonen", "geld", "post", "mensen", "plezier")
    link(saying, money, post)
    link(saying, joy, people)
    assert rows(read(saying)) == [["wonen"], ["geld", "post"], ["mensen", "plezier"]]
    link(saying, home, joy)
    assert rows(read(saying)) == [["wonen", "plezier", "mensen"], ["geld", "post"]]


def test_neighbours_in_a_cluster_are_linked_where_that_can_be() -> None:
    saying = Saying()
    middle, *around = tiles(saying, "geld", "wonen", "post", "hoofd")
    for one in around[:2]:
        link(saying, middle, one)
    (cluster,) = (one for one in read(saying).clusters if len(one) > 1)
    assert [one.kind for one in cluster] == ["wonen", "geld", "post"]
    link(saying, middle, around[2])
    (cluster,) = read(saying).clusters
    assert [one.kind for one in cluster][:3] == ["wonen", "geld", "post"]
    assert len(cluster) == 4


def test_a_ring_of_links_is_one_cluster_that_ends() -> None:
    saying = Saying()
    one, two, three = tiles(saying, "wonen", "geld", "post")
    for pair in ((one, two), (two, three), (three, one)):
        link(saying, *pair)
    assert [len(cluster) for cluster in read(saying).clusters] == [3]


@pytest.mark.parametrize("other", ["itself", "nothing"])
def test_a_link_that_holds_on_to_nothing_is_no_link(other: str) -> None:
    saying = Saying()
    (home,) = tiles(saying, "wonen")
    gone = ObjectId("0" * 32)
    link(saying, home, home if other == "itself" else gone)
    assert read(saying).links == ()


def test_a_link_is_found_from_either_side() -> None:
    saying = Saying()
    home, money, post = tiles(saying, "wonen", "geld", "post")
    thing = link(saying, home, money)
    found = read(saying)
    for pair in ((home, money), (money, home)):
        known = found.link(*pair)
        assert known is not None
        assert known.id == thing
    assert found.link(home, post) is None
    assert [one.kind for one in found.linked_to(found.tiles[1])] == ["wonen"]


def test_what_somebody_would_rather_leave_lies_aside_whatever_was_written() -> None:
    saying = Saying()
    home, money = tiles(saying, "wonen", "geld")
    link(saying, home, money)
    said = saying.say("rather_not.what", about_tile("geld"))
    found = read(saying)
    assert [one.kind for one in found.tiles] == ["wonen"]
    assert found.links == ()
    assert [thing.id for thing in found.rather_not["geld"]] == [said.signed.operation.object]
    saying.say("rather_not.what", None, said.signed.operation.object, act=Act.STRIKE, seen=(said.signed.id,))
    found = read(saying)
    assert [one.kind for one in found.tiles] == ["wonen", "geld"]
    assert len(found.links) == 1


def test_rather_not_about_a_step_is_not_about_a_tile() -> None:
    saying = Saying()
    saying.say("rather_not.what", "F06")
    assert not read(saying).rather_not


def test_a_kind_that_two_tablets_opened_is_there_twice_and_the_oldest_answers() -> None:
    saying = Saying()
    first, second = tiles(saying, "geld", "geld")
    found = read(saying)
    assert [one.id for one in found.tiles] == [first, second]
    oldest = found.of_kind("geld")
    assert oldest is not None
    assert oldest.id == first
    assert found.tile(second) == found.tiles[1]


def test_who_is_involved_and_which_rules_clash_belong_to_the_household() -> None:
    saying = Saying()
    saying.thing(party__name="de corporatie", party__what_for="huur")
    saying.thing(party__name="Humanitas")
    saying.say("clash.text", "Wie een regeling heeft, krijgt geen toeslag.")
    assert [one.words("name").text for one in parties(saying.dossier)] == ["de corporatie", "Humanitas"]
    assert [one.words("text").text for one in clashes(saying.dossier)] == [
        "Wie een regeling heeft, krijgt geen toeslag."
    ]
