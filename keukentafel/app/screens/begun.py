"""Beginning with a plan that is there already: choose the file, see whether it holds, and begin."""

import flet as ft

from keukentafel.app.kit.arranging import column, gap, row, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import primary, quiet, secondary
from keukentafel.app.kit.screen import bottombar, tool, topbar
from keukentafel.app.kit.screen import screen as whole_screen
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.tokens import Tone
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.begun import Beginning
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.screens import Screen
from keukentafel.edition.bundle import Step
from keukentafel.edition.verdict import Finding
from keukentafel.vault.mistakes import VaultMistake

_FOUND: dict[Finding, tuple[ft.IconData, Tone]] = {
    Finding.GOOD: (ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, "positive"),
    Finding.BAD: (ft.Icons.ERROR_OUTLINE_ROUNDED, "negative"),
    Finding.UNSEEN: (ft.Icons.REMOVE_CIRCLE_OUTLINE_ROUNDED, "soft"),
}


def to_begun(scene: Scene) -> ft.Control:
    """Return the way to begin with a plan that is there already."""
    visit = scene.visit

    def go() -> None:
        visit.room.begin_with()
        visit.show(Screen.BEGUN)

    words = scene.t("begun.open")
    return quiet(scene.look, words, go, identifier="to-begun", icon=ft.Icons.FILE_OPEN_OUTLINED)


@screen
def begun_screen(scene: Scene) -> ft.Control:
    """Ask for the file, and say what was found in it."""
    visit, look, t = scene.visit, scene.look, scene.t
    beginning = visit.room.beginning
    if beginning is None:
        return ft.Container()
    ready = beginning.bundle is not None and not beginning.obstacle
    back = tool(look, ft.Icons.ARROW_BACK_ROUNDED, t("app.back"), visit.to_new, identifier="back")
    choose = _choose(scene, beginning, again=beginning.verdict is not None)
    words = column(
        heading(look, t("begun.title"), 1),
        text(look, t("begun.explained"), "table", "soft"),
        *scene.notice(),
        *_found(scene, beginning),
        gap(4),
        row(choose),
        gap=12,
    )
    paper = sheet(look, words, width=min(look.line_length + 120, look.width - 2 * look.margin))
    words_of_go = t("begun.newer.go" if beginning.is_here else "begun.go")
    go = primary(look, words_of_go, lambda: _begin(scene, beginning), identifier="begin-with")
    bottom = bottombar(look, primary=go) if ready else None
    return whole_screen(look, row(paper), top=topbar(look, "", left=back), bottom=bottom, scroll=True)


def _choose(scene: Scene, beginning: Beginning, *, again: bool) -> ft.Control:
    visit, t = scene.visit, scene.t

    async def choose() -> None:
        visit.touch()
        for file in (await ft.FilePicker().pick_files(with_data=True))[:1]:
            if file.bytes is not None:
                visit.notice = None
                beginning.look_at(bytes(file.bytes))
                visit.changed()

    words = t("begun.choose_again" if again else "begun.choose")
    made = quiet if again else secondary
    return made(scene.look, words, choose, identifier="choose-plan", icon=ft.Icons.FOLDER_OPEN_OUTLINED)


def _found(scene: Scene, beginning: Beginning) -> list[ft.Control]:
    """Say what the file is, or what is wrong with it and what to do."""
    look, t, obstacle = scene.look, scene.t, beginning.obstacle
    if obstacle:
        title, body = t(f"begun.{obstacle}.title"), t(f"begun.{obstacle}.body")
        told = banner(look, "error" if obstacle == "bad" else "warning", title, body, identifier="verdict")
        steps = _steps(scene, beginning) if obstacle == "bad" else []
        there = [row(_open(scene, beginning))] if obstacle == "here" else []
        return [told, *steps, *there]
    if beginning.bundle is None:
        return []
    good = banner(look, "saved", t("begun.good.title"), t("begun.good.body"), identifier="verdict")
    newer = [fact(look, ft.Icons.CALL_MERGE_ROUNDED, t("begun.newer"), "ink")] if beginning.is_here else []
    return [good, *newer, *_about(scene, beginning), *_elsewhere(scene, beginning)]


def _steps(scene: Scene, beginning: Beginning) -> list[ft.Control]:
    steps = beginning.verdict.steps if beginning.verdict else {}
    return [_step(scene, step, found) for step, found in steps.items()]


def _step(scene: Scene, step: Step, found: Finding) -> ft.Control:
    icon, tone = _FOUND[found]
    return fact(scene.look, icon, scene.t(f"begun.step.{step.value}.{found.value}"), tone)


def _about(scene: Scene, beginning: Beginning) -> list[ft.Control]:
    look, t, bundle = scene.look, scene.t, beginning.bundle
    if bundle is None:
        return []
    when = t.when(beginning.frozen_at, scene.visit.house.clock())
    version = t("household.version", number=bundle.manifest.number, mark=bundle.manifest.short_hash)
    named = [heading(look, beginning.name, 2)] if beginning.name else []
    people = ", ".join(beginning.people)
    who = [fact(look, ft.Icons.PERSON_OUTLINE_ROUNDED, people, "ink")] if people else []
    return [
        *named,
        text(look, f"{version}  ·  {t('household.sent_at', when=when)}", "meta", "soft"),
        *who,
    ]


def _elsewhere(scene: Scene, beginning: Beginning) -> list[ft.Control]:
    """What to know before one begins: a copy is not everything, and another municipality is another."""
    look, t, verdict = scene.look, scene.t, beginning.verdict
    told: list[ft.Control] = []
    if verdict is not None and verdict.reader is not None:
        told.append(fact(look, ft.Icons.INFO_OUTLINE_ROUNDED, t("begun.copy"), "ink"))
    if not beginning.is_ours:
        told.append(fact(look, ft.Icons.WARNING_AMBER_ROUNDED, t("begun.elsewhere"), "warning"))
    return told


def _open(scene: Scene, beginning: Beginning) -> ft.Control:
    household = beginning.household

    def go() -> None:
        if household is not None:
            scene.visit.open_household(household)

    return secondary(scene.look, scene.t("begun.here.open"), go, identifier="open-here", small=True)


def _begin(scene: Scene, beginning: Beginning) -> None:
    """Make the household, and lay the aftercare on the table."""
    visit = scene.visit
    visit.touch()
    try:
        household = beginning.begin()
    except VaultMistake:
        visit.notice = Notice("error", "begun.failed.title", "begun.failed.body")
        return
    if household is None:
        visit.changed()
        return
    visit.room.beginning = None
    visit.open_household(household)
    visit.to_table(Screen.AFTERCARE)
