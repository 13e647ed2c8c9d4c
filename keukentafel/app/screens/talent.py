"""A talent on the card of the neighbourhood: the words, exactly what others will read, then a yes or a no."""

import flet as ft

from keukentafel.app.kit.arranging import column, inset, row, sheet
from keukentafel.app.kit.buttons import quiet, secondary
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.writing import adding_box, writing_box
from keukentafel.app.state.shared_talents import SharedTalent
from keukentafel.app.state.sharing_talent import beginning, say_no, say_yes, take_off
from keukentafel.dossier.talent import ON_THE_CARD, Talent, talents, tells_more
from keukentafel.journal.speaker import Role


@ft.component
def talent_section(scene: Scene) -> ft.Control:
    """Draw what is on the card, what is not on it yet, or the way to begin one."""
    opened, open_it = ft.use_state(False)
    look, t, talk = scene.look, scene.t, scene.talk
    found = talents(talk.dossier)
    on_the_card = [sheet(look, _on_the_card(scene, one)) for one in found if one.shared]
    unsaid = next((one for one in found if not one.shared), None)
    if unsaid is not None:
        return column(*on_the_card, sheet(look, _form(scene, unsaid)), gap=16)
    if opened or talk.boxes.begun("talent"):
        return column(*on_the_card, sheet(look, _beginning(scene)), gap=16)
    begin = quiet(
        look,
        t("talent.open"),
        lambda: open_it(True),
        identifier="talent-open",
        icon=ft.Icons.VOLUNTEER_ACTIVISM_OUTLINED,
    )
    return column(*on_the_card, row(begin), gap=16)


def card_of_talent(scene: Scene, talent: SharedTalent) -> list[ft.Control]:
    """Return all that others read of a talent."""
    look, t = scene.look, scene.t
    return [
        heading(look, talent.what, 3),
        fact(look, ft.Icons.PERSON_OUTLINE_ROUNDED, t("talent.by", name=talent.name)),
        fact(look, ft.Icons.PLACE_OUTLINED, t("talent.through", via=talent.via)),
    ]


def _beginning(scene: Scene) -> ft.Control:
    look, t = scene.look, scene.t
    known = beginning(scene.talk, scene.visit.house.guide, t("initial.passed_over").split())
    box = adding_box(scene, "talent.what", t("talent.what"), identifier="talent", lines=1, together=known)
    return column(heading(look, t("talent.title"), 2), box, gap=10)


def _form(scene: Scene, talent: Talent) -> ft.Control:
    look, t = scene.look, scene.t
    boxes = [_box(scene, talent, name) for name in ON_THE_CARD]
    return column(heading(look, t("talent.title"), 2), *boxes, *_asked(scene, talent), gap=14)


def _box(scene: Scene, talent: Talent, name: str) -> ft.Control:
    words = {"what": talent.what, "name": talent.name, "via": talent.via}[name]
    box = scene.talk.boxes.box(f"talent.{name}", talent.id, words.text)
    hint = scene.t("talent.via.hint") if name == "via" else None
    label = scene.t(f"talent.{name}")
    return writing_box(scene, box, label, identifier=f"talent-{name}", hint=hint, left=scene.talk.changed)


def _asked(scene: Scene, talent: Talent) -> list[ft.Control]:
    """Show what others will read, and ask; not before everything is there, and nobody's name too much."""
    look, t, talk = scene.look, scene.t, scene.talk
    away = quiet(look, t("talent.no"), lambda: say_no(talk, talent), identifier="talent-no")
    if not talent.complete:
        return [text(look, t("talent.wanting"), "meta", "soft"), row(away)]
    names = tells_more(talk.dossier, talent, t("initial.passed_over").split())
    if names:
        told = t("talent.names", names=", ".join(names))
        return [fact(look, ft.Icons.VISIBILITY_OFF_OUTLINED, told, "warning"), row(away)]
    if not _may_say(scene, talent):
        return [text(look, t("talent.own_yes"), "meta", "soft")]
    yes = secondary(look, t("talent.yes"), lambda: say_yes(talk, talent), identifier="talent-yes", small=True)
    return [
        text(look, t("talent.preview"), "meta", "soft"),
        _preview(scene, talent),
        text(look, t("talent.explained"), "body"),
        row(yes, away, wrap=True, gap=12),
    ]


def _may_say(scene: Scene, talent: Talent) -> bool:
    """Whether who holds the pen may write this yes down: whoever's it is, or the worker for them."""
    writer, whose = scene.talk.writer, talent.what.latest
    return writer.role is Role.WORKER or (whose is not None and whose.voice == writer.speaker)


def _preview(scene: Scene, talent: Talent) -> ft.Control:
    read = SharedTalent(talent.what.text, talent.name.text, talent.via.text)
    return ft.Semantics(
        content=inset(scene.look, column(*card_of_talent(scene, read), gap=8)),
        identifier="talent-preview",
        container=True,
    )


def _on_the_card(scene: Scene, talent: Talent) -> ft.Control:
    look, t = scene.look, scene.t
    words = t("talent.stop")
    stop = quiet(
        look,
        words,
        lambda: take_off(scene.talk, talent),
        identifier=f"talent-stop-{talent.id}",
        name=f"{words}: {talent.what.text}",
        icon=ft.Icons.REMOVE_CIRCLE_OUTLINE_ROUNDED,
    )
    told = fact(look, ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, t("talent.shared"), "positive")
    return column(told, _preview(scene, talent), row(stop), gap=10)
