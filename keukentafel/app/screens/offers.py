"""In de buurt: people and places nearby, looked for by a wish or a talent in somebody's own words."""

from collections.abc import Callable, Sequence

import flet as ft

from keukentafel.app.kit.arranging import by_two, column, gap, row, sheet
from keukentafel.app.kit.buttons import primary, quiet
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.screen import empty
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.talent import card_of_talent
from keukentafel.app.state.advising import agree_on
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.shared_talents import SharedTalent, fitting, offer_of
from keukentafel.dossier.plan import Wish
from keukentafel.guide.offer import Offer
from keukentafel.journal.names import ObjectId


@screen
def offers_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the field, the wishes to choose from, and what is nearby."""
    visit, look, t = scene.visit, scene.look, scene.t
    wishes = talk.plan.wishes
    chosen, set_chosen = ft.use_state(wishes[0].id if wishes else ObjectId(""))
    wish = next((one for one in wishes if one.id == chosen), None)
    words, set_words = ft.use_state(wish.text.text if wish else "")

    def choose(one: str) -> None:
        visit.touch()
        set_chosen(ObjectId(one))
        set_words(next(each.text.text for each in wishes if each.id == one))

    def typed(said: str) -> None:
        visit.touch()
        set_words(said)

    found = visit.house.guide.offers_for(words)
    people = fitting(visit.room.talents_nearby, words, visit.house.guide)
    back = primary(
        look,
        t("offers.to_plan"),
        lambda: visit.to_table(Screen.PLAN),
        identifier="onward",
        after=ft.Icons.ARROW_FORWARD_ROUNDED,
    )
    body = column(
        *scene.notice(),
        heading(look, t("offers.title"), 1),
        text(look, t("offers.subtitle"), "table", "soft"),
        *_wishes(scene, wishes, chosen, choose),
        field(look, t("offers.field"), words, identifier="offers-query", draft=chosen, on_change=typed),
        gap(2),
        *_list(scene, t("offers.fitting"), found.fitting, wish),
        *_people(scene, people, wish),
        *_list(scene, t("offers.everyone"), found.for_everyone, wish),
        *(
            []
            if found.fitting or found.for_everyone or people
            else [sheet(look, empty(look, "buurt", t("offers.none")))]
        ),
        gap=12,
    )
    return at_the_table(scene, body, primary=back, scroll=True)


def _wishes(
    scene: Scene, wishes: Sequence[Wish], chosen: ObjectId, choose: Callable[[str], None]
) -> list[ft.Control]:
    if len(wishes) < 2:
        return []
    options = [Choice(str(one.id), one.text.text) for one in wishes]
    return [pills(scene.look, scene.t("offers.wish"), options, str(chosen), choose, identifier="offers-wish")]


def _list(scene: Scene, title: str, offers: Sequence[Offer], wish: Wish | None) -> list[ft.Control]:
    if not offers:
        return []
    cards = [sheet(scene.look, _offer(scene, one, wish), padding=22) for one in offers]
    return [heading(scene.look, title, 2), by_two(scene.look, *cards, gap=16)]


def _offer(scene: Scene, offer: Offer, wish: Wish | None) -> ft.Control:
    look = scene.look
    where = ", ".join(part for part in (offer.place, offer.neighbourhood) if part)
    lines = [
        heading(look, offer.title, 3),
        text(look, offer.what, "body"),
        fact(look, ft.Icons.PLACE_OUTLINED, where),
        fact(look, ft.Icons.SCHEDULE_ROUNDED, offer.when),
        fact(look, ft.Icons.PERSON_OUTLINE_ROUNDED, offer.contact),
    ]
    return column(*lines, _into_plan(scene, offer, wish), gap=8)


def _people(scene: Scene, people: Sequence[SharedTalent], wish: Wish | None) -> list[ft.Control]:
    """People of other households who said yes; only those that fit the words: there is no list of them."""
    if not people:
        return []
    cards = []
    for number, one in enumerate(people, 1):
        offer = offer_of(one, scene.t("talent.through", via=one.via), number)
        lines = column(*card_of_talent(scene, one), _into_plan(scene, offer, wish), gap=8)
        card = ft.Semantics(content=lines, identifier=f"neighbour-{number}", container=True)
        cards.append(sheet(scene.look, card, padding=22))
    return [heading(scene.look, scene.t("offers.neighbours"), 2), by_two(scene.look, *cards, gap=16)]


def _into_plan(scene: Scene, offer: Offer, wish: Wish | None) -> ft.Control:
    look, t, talk = scene.look, scene.t, scene.talk
    if any(one.what.text == offer.title for one in talk.plan.agreements):
        return fact(look, ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, t("advice.in_plan"), "positive")

    def put() -> None:
        scene.visit.touch()
        agree_on(talk, offer, wish.id if wish else None)

    name = f"{t('advice.into_plan')}: {offer.title}"
    button = quiet(
        look, t("advice.into_plan"), put, identifier=f"offer-{offer.id}", name=name, icon=ft.Icons.ADD_ROUNDED
    )
    return row(button)
