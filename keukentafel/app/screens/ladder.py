"""Wat past het best? Per wish six rungs, from near to far, and beside them why this is what fits.

It is an aid to thinking and no threshold: a rung may stay empty, may be passed over with one sentence, and a
*nee* is an answer. While rest comes first the words *Mag later.* stand above it.
"""

import flet as ft

from keukentafel.app.kit.arranging import beside, column, gap, row, sheet
from keukentafel.app.kit.buttons import primary, secondary
from keukentafel.app.kit.people import hand_tone
from keukentafel.app.kit.screen import empty
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.choosing import to_choose
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.ladder_rung import rung_line, rung_words
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.why_this import why_this
from keukentafel.app.state.climbing import ladder_at, wish_after
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.ladder import Ladder, Said, ladders
from keukentafel.journal.names import ObjectId


@screen
def ladder_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the ladder of one wish at a time."""
    look, t, visit = scene.look, scene.t, scene.visit
    wish, set_wish = ft.use_state(ObjectId(""))
    what, set_what = ft.use_state("")
    editing = Editing(scene, what, set_what)
    found = ladder_at(talk, wish)
    if found is None:
        return _without_a_wish(scene)

    def another() -> None:
        editing.close()
        set_wish(wish_after(talk, found.wish))

    papers = beside(
        look,
        sheet(look, _climb(editing, found), padding=20 if look.phone else 28),
        sheet(look, why_this(editing, found.wish), padding=20 if look.phone else 28),
        ratio=(7, 4),
        stretch=False,
    )
    apart = to_choose(scene, "rung")
    body = column(*scene.notice(), _head(scene, found), *apart, *_may_wait(scene, found), papers, gap=14)
    done = primary(
        look,
        t("ladder.done"),
        lambda: visit.to_table(Screen.PLAN),
        identifier="ladder-done",
        icon=ft.Icons.CHECK_ROUNDED,
    )
    several = len(ladders(talk.dossier)) > 1
    other = secondary(look, t("ladder.another"), another, identifier="another-wish") if several else None
    return at_the_table(
        scene, body, primary=done, secondary=other, scroll=True, aloud=_said_aloud(scene, found)
    )


def _head(scene: Scene, found: Ladder) -> ft.Control:
    look, t, latest = scene.look, scene.t, found.text.latest
    whose = hand_tone(latest.voice.role) if latest else "ink"
    words = text(look, f"“{found.text.text}”", "quote", whose)
    return column(
        heading(look, t("ladder.title"), 1),
        ft.Semantics(content=words, identifier="ladder-wish", container=True),
        gap=2,
    )


def _may_wait(scene: Scene, found: Ladder) -> list[ft.Control]:
    if not found.may_wait:
        return []
    look, t = scene.look, scene.t
    words = column(
        fact(look, ft.Icons.COFFEE_OUTLINED, t("ladder.may_wait"), "ink", "strong"),
        text(look, t("ladder.may_wait.why"), "body", "soft"),
        gap=2,
    )
    return [ft.Semantics(content=words, identifier="ladder-may-wait", container=True)]


def _climb(editing: Editing, found: Ladder) -> ft.Control:
    lines = [rung_line(editing, found, one) for one in found.rungs]
    return column(text(editing.look, editing.t("ladder.from_near"), "meta", "soft"), *lines, gap=0)


def _without_a_wish(scene: Scene) -> ft.Control:
    look, t, visit = scene.look, scene.t, scene.visit
    to_wishes = primary(
        look, t("ladder.to_wishes"), lambda: visit.to_table(Screen.CONTROL), identifier="to-wishes"
    )
    nothing = empty(look, "ladder", t("ladder.no_wish"))
    body = column(heading(look, t("ladder.title"), 1), gap(4), row(sheet(look, nothing, expand=True)), gap=8)
    return at_the_table(scene, body, primary=to_wishes, scroll=True)


def _said_aloud(scene: Scene, found: Ladder) -> list[str]:
    """Return what stands here, without the rungs on which nothing was said."""
    t = scene.t
    said = [t("ladder.title"), found.text.text]
    for one in found.rungs:
        if one.said is not Said.NOTHING:
            said.append(rung_words(scene, one))
            told = one.text.texts or tuple(t("ladder.passed_over", reason=why) for why in one.skipped.texts)
            said += told
    return said
