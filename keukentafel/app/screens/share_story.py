"""Uw verhaal delen: a question of its own. Nothing goes without a yes to what was seen; it comes back too."""

import flet as ft

from keukentafel.app.kit.arranging import column, row, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import danger, locked, primary, quiet, secondary
from keukentafel.app.kit.people import Maker
from keukentafel.app.kit.quotes import quote
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, spoken, text
from keukentafel.app.screens.names_asked import names_asked
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.writing import who_writes, whose_words, writing_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.story_sharing import KIND, Preview, StorySharing
from keukentafel.journal.speaker import Role

_PROMISES = {
    "apart": ft.Icons.CALL_SPLIT_ROUNDED,
    "alias": ft.Icons.THEATER_COMEDY_OUTLINED,
    "back": ft.Icons.UNDO_ROUNDED,
}


@screen
def share_story_screen(scene: Scene, talk: Conversation, sharing: StorySharing) -> ft.Control:
    """Draw the question with its box, what would go, or what went."""
    del talk
    if sharing.shared is not None:
        return _shared(scene, sharing)
    if sharing.preview is not None:
        return _preview(scene, sharing, sharing.preview)
    return _question(scene, sharing)


def share_story(scene: Scene) -> ft.Control:
    """Return the way to the question."""
    return quiet(
        scene.look,
        scene.t("share.open"),
        lambda: scene.visit.to_table(Screen.SHARE_STORY),
        identifier="share-story",
        icon=ft.Icons.CAMPAIGN_OUTLINED,
    )


def _question(scene: Scene, sharing: StorySharing) -> ft.Control:
    look, t = scene.look, scene.t
    lines = [fact(look, icon, t(f"share.{name}"), "ink", "body") for name, icon in _PROMISES.items()]
    head = column(heading(look, t("share.title"), 1), text(look, t("share.subtitle"), "table", "soft"), gap=4)
    wanting = [banner(look, "warning", t("share.wanting"), identifier="wanting")] if sharing.wanting else []
    boxes = [_box(scene, sharing, "text", 6), _box(scene, sharing, "alias", 1)] if sharing.may_speak else []
    paper = column(
        head, column(*lines, gap=8), *wanting, *boxes, who_writes(scene), *whose_words(scene), gap=18
    )
    see = primary(
        look, t("share.look"), sharing.look, identifier="share-look", icon=ft.Icons.VISIBILITY_OUTLINED
    )
    return at_the_table(
        scene,
        sheet(look, paper),
        primary=see,
        secondary=_rather_not(scene),
        scroll=True,
        aloud=[t("share.title"), t("share.subtitle"), *(t(f"share.{name}") for name in _PROMISES)],
    )


def _box(scene: Scene, sharing: StorySharing, name: str, lines: int) -> ft.Control:
    talk, told = scene.talk, sharing.current
    written = told.words(name).text if told else ""
    box = talk.boxes.box(f"{KIND}.{name}", sharing.object, written, slot=sharing.slot)
    return writing_box(
        scene,
        box,
        scene.t(f"share.{name}.label"),
        identifier=f"share-{name}",
        help_words=scene.t(f"share.{name}.help"),
        lines=lines,
    )


def _preview(scene: Scene, sharing: StorySharing, preview: Preview) -> ft.Control:
    look, t = scene.look, scene.t
    own = scene.talk.speaker.name
    instead = {
        one: preview.alias if one.name == own else t("reflection.instead.other") for one in sharing.names
    }
    asked = names_asked(scene, sharing, instead)

    def share() -> None:
        scene.visit.touch()
        sharing.share()

    yes = primary(look, t("share.yes"), share, identifier="share-yes", icon=ft.Icons.CHECK_ROUNDED)
    if asked:
        yes = locked(look, t("share.yes"), t("share.yes.names"), identifier="share-yes")
    not_yet = secondary(look, t("share.not_yet"), sharing.write_on, identifier="share-not-yet")
    paper = column(
        heading(look, t("share.seen"), 1),
        text(look, t("share.seen.by"), "table", "soft"),
        _quoted(scene, preview.alias, preview.text),
        gap=14,
    )
    return at_the_table(
        scene,
        column(*asked, sheet(look, paper), gap=16),
        primary=yes,
        secondary=not_yet,
        scroll=True,
        aloud=[t("share.seen"), preview.text],
    )


def _shared(scene: Scene, sharing: StorySharing) -> ft.Control:
    look, t, visit = scene.look, scene.t, scene.visit

    def take_back() -> None:
        visit.touch()
        sharing.take_back()

    state = fact(look, ft.Icons.OUTBOX_OUTLINED, t(f"share.reach.{sharing.reach.value}"), "ink", "body")
    went = sharing.went
    back = danger(look, t("share.take_back"), take_back, identifier="share-take-back")
    paper = column(
        heading(look, t("share.shared"), 1),
        spoken(state, identifier="share-reach"),
        *([_quoted(scene, went.alias, went.text)] if went else []),
        text(look, t("share.take_back.why"), "body", "soft"),
        row(back),
        *whose_words(scene),
        gap=16,
    )
    done = primary(look, t("app.done"), lambda: visit.to_table(Screen.SHEETS), identifier="share-done")
    return at_the_table(scene, sheet(look, paper), primary=done, scroll=True)


def _quoted(scene: Scene, alias: str, words: str) -> ft.Control:
    return quote(scene.look, words, Maker(alias, Role.RESIDENT, ""), identifier="share-preview")


def _rather_not(scene: Scene) -> ft.Control:
    leave = scene.visit.to_table
    return secondary(scene.look, scene.t("share.no"), lambda: leave(Screen.SHEETS), identifier="share-no")
