"""Binnenkomen: what somebody wants to be called, where we talk, and when this was a good talk. No more.

Beside it lies the one card that says what happens to somebody's words.
"""

from datetime import date

import flet as ft

from keukentafel.app.kit.arranging import column, gap, row, sheet
from keukentafel.app.kit.buttons import primary, quiet
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.signs import fact, sign
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.going_on import onward_button
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.writing import whose_words, writing_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.dossier import NOTHING_SAID
from keukentafel.dossier.sentence import Words
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Role

PLACES = ("home", "school", "street", "club", "cafe")
ELSEWHERE = "other"
ADDRESSES = ("u", "je")
PROMISES = {
    "read": ft.Icons.AUTO_STORIES_OUTLINED,
    "kept": ft.Icons.TABLET_MAC_ROUNDED,
    "sent": ft.Icons.OUTBOX_OUTLINED,
    "no": ft.Icons.BACK_HAND_OUTLINED,
    "gone": ft.Icons.DELETE_OUTLINE_ROUNDED,
}


@screen
def arriving_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the sheet of coming in."""
    look, t, visit = scene.look, scene.t, scene.visit
    head = column(
        heading(look, t("arriving.title"), 1), text(look, t("arriving.subtitle"), "table", "soft"), gap=4
    )
    card = quiet(
        look,
        t("your_words.open"),
        lambda: visit.to_table(Screen.YOUR_WORDS),
        identifier="your-words",
        icon=ft.Icons.SHIELD_OUTLINED,
    )
    members = quiet(
        look,
        t("members.open"),
        lambda: visit.to_table(Screen.MEMBERS),
        identifier="to-members",
        icon=ft.Icons.GROUP_OUTLINED,
    )
    box = talk.boxes.box(
        "conversation.good_when", talk.talk.id or talk.boxes.fresh("talk"), talk.talk.good_when.text
    )
    good = writing_box(scene, box, t("arriving.good_when"), identifier="good-when", lines=2)
    paper = column(head, *_called(scene), _place(scene, talk), good, row(card, members, wrap=True), gap=20)
    onward = onward_button(scene, Screen.ARRIVING, t("arriving.to_story"))
    return at_the_table(scene, row(sheet(look, paper, expand=True)), primary=onward, scroll=True)


@screen
def your_words_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the card that says what happens to somebody's words."""
    look, t, visit = scene.look, scene.t, scene.visit
    lines = [fact(look, icon, t(f"your_words.{name}"), "ink", "table") for name, icon in PROMISES.items()]
    explained = _explained(talk)
    done = [_sign(scene, explained)] if explained else []
    paper = column(heading(look, t("your_words.title"), 1), gap(4), *lines, *done, gap=16)

    def keep() -> None:
        visit.touch()
        today = t.today(visit.house.clock()).isoformat()
        talk.say("request.data_explained", today, talk.only("request"))

    onward = primary(look, t("your_words.listen"), visit.listen, identifier="listen")
    tick = primary(look, t("your_words.explained"), keep, identifier="explained", icon=ft.Icons.CHECK_ROUNDED)
    return at_the_table(
        scene, row(sheet(look, paper, expand=True)), primary=onward if explained else tick, scroll=True
    )


def _called(scene: Scene) -> list[ft.Control]:
    """What the speaker is called, and u or je; whoever speaks is chosen where there are more."""
    talk, t, look = scene.talk, scene.t, scene.look
    speaker = talk.speaker
    if speaker.role is Role.WORKER:
        return []
    thing = ObjectId(speaker.id)
    known = next((one for one in talk.dossier.all("person") if one.id == thing), None)
    box = talk.boxes.box("person.name", thing, known.words("name").text if known else "")

    def named() -> None:
        talk.call_household_after(box.written)

    name = writing_box(scene, box, t("new.name"), identifier="called", hint=t("new.hint"), left=named)

    def choose(address: str) -> None:
        scene.visit.touch()
        talk.say("person.address", address, thing)

    options = [Choice(one, t(f"arriving.address.{one}")) for one in ADDRESSES]
    asked = t("arriving.address")
    chosen = known.words("address").text if known else ""
    address = column(
        text(look, asked, "label"),
        pills(look, asked, options, chosen or None, choose, identifier="address"),
        gap=8,
    )
    return [*whose_words(scene), name, address]


@ft.component
def _place(scene: Scene, talk: Conversation) -> ft.Control:
    """Where we talk: a few places, and a line for any other."""
    t, look = scene.t, scene.look
    elsewhere, set_elsewhere = ft.use_state(False)
    said = talk.talk.place.text
    places = {t(f"arriving.place.{one}"): one for one in PLACES}

    def choose(place: str) -> None:
        scene.visit.touch()
        set_elsewhere(place == ELSEWHERE)
        if place != ELSEWHERE:
            talk.boxes.leave_all()
            talk.say_of_talk("place", t(f"arriving.place.{place}"))

    other = elsewhere or (bool(said) and said not in places)
    chosen = ELSEWHERE if other else places.get(said)
    options = [Choice(one, words) for words, one in places.items()]
    options.append(Choice(ELSEWHERE, t("arriving.place.other")))
    asked = t("arriving.place")
    thing = talk.talk.id or talk.boxes.fresh("talk")
    box = talk.boxes.box("conversation.place", thing, "" if said in places else said)
    return column(
        text(look, asked, "label"),
        pills(look, asked, options, chosen, choose, identifier="place"),
        *([writing_box(scene, box, t("arriving.place.where"), identifier="place-other")] if other else []),
        gap=10,
    )


def _explained(talk: Conversation) -> Words:
    request = talk.dossier.one("request")
    return request.words("data_explained") if request else NOTHING_SAID


def _sign(scene: Scene, explained: Words) -> ft.Control:
    words = scene.t("your_words.explained_on", day=scene.t.day(date.fromisoformat(explained.text)))
    drawn = sign(scene.look, ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, words, "positive")
    return ft.Semantics(content=drawn, identifier="data-explained", container=True, live_region=True)
