"""Bladen: every sheet may be opened, left for later, or passed over. No numbers, no progress."""

from collections.abc import Callable, Mapping

import flet as ft

from keukentafel.app.kit.arranging import by_two, column, gap, row, sheet
from keukentafel.app.kit.buttons import quiet, secondary, tappable
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.rather_not import after_all
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.share_story import share_story
from keukentafel.app.screens.what_now import has_clocks, what_now_words
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.life_table import LifeTable
from keukentafel.app.state.onward import STEPS
from keukentafel.app.state.screens import BEHIND, Screen
from keukentafel.app.state.talk_form import TalkForm
from keukentafel.dossier.people import Person
from keukentafel.dossier.pressure import pressure
from keukentafel.dossier.rest import may_wait, order_of_sheets, rest
from keukentafel.guide.variant import VariantId


@screen
def sheets_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the sheets that lie on the table."""
    visit, look = scene.visit, scene.look
    t, told = scene.t, talk.story
    lying = {
        Screen.ARRIVING: _sheet(scene, Screen.ARRIVING, "wonen", t("sheets.arriving.may")),
        Screen.STORY: _sheet(scene, Screen.STORY, "verhaal", _count(scene, "story", len(told.quotes))),
        Screen.STRENGTHS: _sheet(
            scene, Screen.STRENGTHS, "bloem", _count(scene, "strengths", len(told.strengths))
        ),
        Screen.LIFE: _sheet(
            scene, Screen.LIFE, "kaart", _count(scene, "life", len(LifeTable(talk).map.tiles))
        ),
        Screen.PRESSURE: _sheet(scene, Screen.PRESSURE, "rust", _pressure_words(scene)),
        Screen.PEOPLE: _sheet(scene, Screen.PEOPLE, "mensen", _count(scene, "people", len(talk.network))),
        Screen.CONTROL: _sheet(
            scene, Screen.CONTROL, "hoofd", _count(scene, "control", len(talk.plan.wishes))
        ),
        Screen.PLAN: _sheet(scene, Screen.PLAN, "plan", _plan_words(scene)),
        **({} if talk.is_contact else _later(scene)),
    }
    offered, others = _ordered(scene, lying)
    end = quiet(
        look,
        t("ending.open"),
        lambda: visit.to_table(Screen.ENDING),
        identifier="ending",
        icon=ft.Icons.WAVING_HAND_OUTLINED,
    )
    body = column(
        *scene.notice(),
        heading(look, t("sheets.title"), 1),
        text(look, t("sheets.subtitle"), "table", "soft"),
        gap(6),
        by_two(look, *offered, gap=8 if look.narrow else 16),
        *others,
        gap(4),
        row(*_share(scene), end, align=ft.MainAxisAlignment.CENTER, wrap=True),
        gap=6,
    )
    listening = secondary(
        look, t("sheets.listen"), visit.listen, identifier="listen", icon=ft.Icons.BEDTIME_OUTLINED
    )
    work = quiet(
        look, t("sheets.work"), visit.ask_pin_for_work, identifier="work", icon=ft.Icons.LOCK_OUTLINE_ROUNDED
    )
    first, second = (listening, work) if look.narrow else (work, listening)
    return at_the_table(
        scene, body, primary=first, secondary=second, sheets=False, scroll=True, aloud=_said(scene)
    )


def _share(scene: Scene) -> list[ft.Control]:
    """The question whether somebody wants to share their story comes after the plan, and not before."""
    if not scene.visit.room.sent_plans():
        return []
    return [share_story(scene)]


def _ordered(scene: Scene, lying: Mapping[Screen, ft.Control]) -> tuple[list[ft.Control], list[ft.Control]]:
    """What this talk offers first, and below it everything else, under a word of its own."""
    look, t, dossier = scene.look, scene.t, scene.talk.dossier
    form = TalkForm(scene.talk, scene.visit.house.guide)
    everything = form.variant.id == VariantId.FULL
    offered = list(lying) if everything else [one for one in form.first if one in lying] or list(lying)
    first = [lying[one] for one in order_of_sheets(dossier, offered)]
    rest = [lying[one] for one in order_of_sheets(dossier, lying) if one not in offered]
    opening, own = _opening(scene, form), _own_sheets(scene)
    first = [*opening, *own, *first] if form.variant.own_sheet else [*opening, *first, *own]
    if everything:
        return [*first, *rest], []
    below = [heading(look, t("sheets.later"), 2), by_two(look, *rest, gap=8 if look.narrow else 16)]
    return first, [gap(10), *below] if rest else []


def _opening(scene: Scene, form: TalkForm) -> list[ft.Control]:
    """The sheet with which a talk in this form opens, if that is none of the others."""
    if form.opens is None:
        return []
    picture = {Screen.QUICK_PLAN: "plan", Screen.QUESTION: "verhaal"}[form.opens]
    return [_sheet(scene, form.opens, picture, scene.t(f"sheets.{form.opens.value}.means"))]


def _own_sheets(scene: Scene) -> list[ft.Control]:
    """The own sheets of who is young; taken up here they hold what is shared with everybody at the table."""
    return [_own_sheet(scene, one) for one in scene.talk.young]


def _own_sheet(scene: Scene, person: Person) -> ft.Control:
    t = scene.t
    count = len(scene.talk.shared_by(person))
    key = "none" if not count else "one" if count == 1 else "some"
    title = t("own_sheet.of", name=person.name)
    state = t(f"own_sheet.lies.{key}", name=person.name, count=count)
    name = f"own-{person.id}"
    return _tile(scene.look, name, "plezier", (title, state), lambda: scene.visit.to_own_sheet(person))


def _said(scene: Scene) -> list[str]:
    t = scene.t
    named = (Screen.STORY, Screen.STRENGTHS, Screen.PLAN, Screen.AFTERCARE, Screen.READ_BACK)
    return [t("sheets.title"), t("sheets.subtitle"), *(t(f"sheets.{one.value}") for one in named)]


def _later(scene: Scene) -> dict[Screen, ft.Control]:
    """What comes after a talk; just contact has no need of it, and is not asked for it."""
    later = {
        Screen.LADDER: _sheet(scene, Screen.LADDER, "ladder", _door_words(scene, Screen.LADDER)),
        Screen.BUDGET: _sheet(scene, Screen.BUDGET, "geld", _door_words(scene, Screen.BUDGET)),
        Screen.AFTERCARE: _sheet(scene, Screen.AFTERCARE, "waakvlam", _aftercare_words(scene)),
    }
    if has_clocks(scene.talk):
        later[Screen.WHAT_NOW] = _sheet(scene, Screen.WHAT_NOW, "post", what_now_words(scene))
    words = scene.t("sheets.read_back.later")
    return {**later, Screen.READ_BACK: _sheet(scene, Screen.READ_BACK, "lezen", words)}


def _sheet(scene: Scene, to: Screen, picture: str, state: str) -> ft.Control:
    """Draw a sheet: open, shut behind its door, or left alone."""
    step = STEPS.get(to, "") if to is not Screen.READ_BACK else ""
    if step and scene.talk.leaves_alone(step):
        return _left_alone(scene, to, picture, step)
    locked = to in BEHIND and BEHIND[to] not in scene.talk.doors
    return _drawn(scene, to, picture, state, lambda: scene.visit.to_table(to), locked=locked)


@ft.component
def _left_alone(scene: Scene, to: Screen, picture: str, step: str) -> ft.Control:
    """A sheet that somebody would rather leave alone; a tap asks whether they want to after all."""
    asked, ask = ft.use_state(False)
    if not asked:
        return _drawn(scene, to, picture, scene.t("sheets.rather_not"), lambda: ask(True))
    question = after_all(scene, step, scene.t(f"sheets.{to.value}"), to, lambda: ask(False))
    return sheet(scene.look, question, padding=16 if scene.look.narrow else 24)


def _drawn(
    scene: Scene, to: Screen, picture: str, state: str, on_tap: Callable[[], object], *, locked: bool = False
) -> ft.Control:
    state = scene.t("sheets.may_wait") if may_wait(scene.talk.dossier, to) else state
    said = (scene.t(f"sheets.{to.value}"), state)
    return _tile(scene.look, to.value, picture, said, on_tap, locked=locked)


def _tile(
    look: Look,
    name: str,
    picture: str,
    said: tuple[str, str],
    on_tap: Callable[[], object],
    *,
    locked: bool = False,
) -> ft.Control:
    """Draw a tile with its title and, under it, how it stands."""
    title, state = said
    words = column(text(look, title, "label"), text(look, state, "meta", "soft"), gap=0, expand=True)
    shut = [icon(look, ft.Icons.LOCK_OUTLINE_ROUNDED, "soft", 24)] if locked else []
    line = row(pictogram(look, picture, 48 if look.narrow else 64, faint=locked), words, *shut, gap=16)
    tapped = tappable(
        look,
        line,
        on_tap,
        identifier=f"sheet-{name}",
        name=f"{title}, {state}",
        padding=ft.Padding.symmetric(horizontal=16, vertical=12)
        if look.narrow
        else ft.Padding.symmetric(horizontal=24, vertical=22),
    )
    return sheet(look, tapped, padding=0)


def _count(scene: Scene, name: str, count: int) -> str:
    if count == 0:
        return scene.t(f"sheets.{name}.empty")
    return scene.t(f"sheets.{name}.one") if count == 1 else scene.t(f"sheets.{name}.some", count=count)


def _plan_words(scene: Scene) -> str:
    if not scene.talk.doors:
        return scene.t("sheets.plan.closed")
    return _count(scene, "plan", len(scene.talk.plan.wishes))


def _door_words(scene: Scene, to: Screen) -> str:
    return scene.t(f"sheets.{to.value}.may" if scene.talk.doors else "sheets.plan.closed")


def _pressure_words(scene: Scene) -> str:
    dossier, t = scene.talk.dossier, scene.t
    first = t("sheets.pressure.rest_on" if rest(dossier).on else "sheets.pressure.rest_off")
    count = len(pressure(dossier).cards)
    if not count:
        return first
    cards = t("sheets.pressure.one") if count == 1 else t("sheets.pressure.some", count=count)
    return t("sheets.pressure.both", rest=first, cards=cards)


def _aftercare_words(scene: Scene) -> str:
    card = scene.talk.aftercare
    if card.empty:
        return scene.t("sheets.aftercare.empty")
    if not card.missing:
        return scene.t("sheets.aftercare.full")
    one = len(card.missing) == 1
    return (
        scene.t("sheets.aftercare.open.one")
        if one
        else scene.t("sheets.aftercare.open", count=len(card.missing))
    )
