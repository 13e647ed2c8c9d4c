"""What stands in the way of *Klaar*: said in words, with the button that does something about it."""

import flet as ft

from keukentafel.app.kit.arranging import row
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import quiet, secondary
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.screens import Screen


def in_the_way(scene: Scene, back: ReadBack) -> list[ft.Control]:
    """Return what was found wanting when somebody tapped *Klaar*; mostly nothing."""
    look, t, visit = scene.look, scene.t, scene.visit
    plain = _plain(scene, back)
    if plain is not None:
        return [plain]
    if back.wanting == "lead" and back.lacks:
        notice = Notice(
            "warning", f"read_back.{back.lacks[0].value}.needed.title", "read_back.lead.needed.body"
        )
        go = quiet(
            look, t("read_back.lead.needed.go"), lambda: visit.to_table(Screen.PLAN), identifier="to-plan"
        )
        return [scene.banner(notice, go)]
    if back.wanting == "missing":
        what = ", ".join(t(f"aftercare.{lack.value}").lower() for lack in back.missing)
        notice = Notice("warning", "read_back.missing.title", "read_back.missing.body", {"what": what})
        go = secondary(
            look,
            t("read_back.missing.go"),
            lambda: visit.to_table(Screen.AFTERCARE),
            identifier="to-aftercare",
            small=True,
        )
        anyway = quiet(
            look, t("read_back.missing.anyway"), lambda: visit.finish_plan(anyway=True), identifier="anyway"
        )
        return [scene.banner(notice), row(go, anyway, wrap=True)]
    if back.wanting == "failed":
        return [scene.banner(Notice("error", "read_back.failed.title", "read_back.failed.body"))]
    return []


def changed(scene: Scene, back: ReadBack) -> list[ft.Control]:
    """Return why somebody is asked once more, if they are: the words are others than they answered to."""
    if back.wanting != "changed":
        return []
    t = scene.t
    why = banner(scene.look, "warning", t("assent.changed"), t("assent.changed.body"), identifier="wanting")
    return [why]


def _plain(scene: Scene, back: ReadBack) -> ft.Control | None:
    """What needs no button of its own: the answer is there, on the same screen."""
    look, t = scene.look, scene.t
    if back.wanting == "choose":
        return banner(look, "warning", t("read_back.choose"), identifier="wanting")
    if back.wanting == "own_part":
        names = ", ".join(person.name for person in back.unread)
        words = t("read_back.own_part.unread", name=names)
        return banner(look, "warning", words, t("read_back.own_part.unread.safe"), identifier="wanting")
    return None
