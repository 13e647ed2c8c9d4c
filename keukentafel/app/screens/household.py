"""A household in the work face: go on with the talk, what was noted for oneself, and how far the plan is."""

import flet as ft

from keukentafel.app.kit.arranging import column, row, rule, sheet
from keukentafel.app.kit.buttons import icon_button, primary, quiet, secondary
from keukentafel.app.kit.people import Maker
from keukentafel.app.kit.quotes import sentence
from keukentafel.app.kit.screen import bottombar, screen, titlebar, tool
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens import safely
from keukentafel.app.screens.after_plan import after_plan
from keukentafel.app.screens.bottleneck import rules_in_the_way
from keukentafel.app.screens.members_kept import members_kept
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.shield import shield, shield_in_words
from keukentafel.app.screens.status import status_sign
from keukentafel.app.screens.writing import writing_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.sent_plan import SentPlan
from keukentafel.dossier.variant import variant_of
from keukentafel.guide.variant import VariantId
from keukentafel.journal.speaker import Role


@safely.screen
def household_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw one household for the worker."""
    visit, look = scene.visit, scene.look
    t = scene.t
    back = icon_button(look, ft.Icons.ARROW_BACK_ROUNDED, t("app.back"), visit.to_today, identifier="back")
    lock = tool(look, ft.Icons.LOCK_OUTLINE_ROUNDED, t("app.lock"), visit.lock_by_hand, identifier="lock")
    agenda = tool(
        look, ft.Icons.CALENDAR_TODAY_OUTLINED, t("app.agenda"), visit.leave_in_a_hurry, identifier="agenda"
    )
    # Beside a name there is no room for a third one on a phone; there it stands under the thumb.
    above = [] if look.narrow else [shield(scene)]
    top = titlebar(look, talk.name, mark=back, tools=[*above, agenda, lock])
    plan = sheet(look, _plan(scene))
    noted = sheet(look, _noted(scene))
    if look.columns == 2:
        halves: list[ft.Control] = [ft.Container(plan, expand=3), ft.Container(noted, expand=2)]
        body: ft.Control = ft.Row(halves, spacing=24, vertical_alignment=ft.CrossAxisAlignment.START)
    else:
        body = column(plan, noted, gap=16)
    to_table = primary(
        look,
        t("household.go_on") if talk.sheet else t("household.to_table"),
        visit.to_the_table,
        identifier="to-table",
        icon=ft.Icons.TABLE_RESTAURANT_OUTLINED,
    )
    listen = secondary(
        look, t("household.listen"), visit.listen, identifier="listen", icon=ft.Icons.BEDTIME_OUTLINED
    )
    below = row(ft.Container(listen, expand=True), shield(scene)) if look.narrow else listen
    bottom = bottombar(look, primary=to_table, secondary=below)
    unnamed = [] if talk.dossier.name else [sheet(look, _unnamed(scene))]
    whole = column(
        *scene.notice(),
        *unnamed,
        *_crisis(scene),
        _before_and_after(scene),
        *after_plan(scene),
        body,
        rules_in_the_way(scene),
        members_kept(scene),
        _rights(scene),
        gap=16,
    )
    return screen(look, whole, top=top, bottom=bottom, scroll=True)


def _crisis(scene: Scene) -> list[ft.Control]:
    """In a crisis only the quick plan and the safety line; everything else is still there, below."""
    look, t, visit = scene.look, scene.t, scene.visit
    if variant_of(scene.talk.dossier) is not VariantId.CRISIS:
        return []
    quick = secondary(
        look,
        t("crisis.quick_plan"),
        lambda: visit.to_table(Screen.QUICK_PLAN),
        identifier="to-quick-plan",
        icon=ft.Icons.BOLT_OUTLINED,
        small=True,
    )
    body = column(
        heading(look, t("crisis.title"), 2),
        text(look, t("crisis.explained"), "body", "soft"),
        row(quick, shield_in_words(scene, "crisis-safety"), gap=16, wrap=True),
        gap=10,
    )
    return [ft.Semantics(content=sheet(look, body), identifier="crisis", container=True)]


def _before_and_after(scene: Scene) -> ft.Control:
    """What the worker does before a talk, and after it."""
    visit, look, t = scene.visit, scene.look, scene.t

    def look_back() -> None:
        visit.room.reflect()
        visit.show(Screen.REFLECTION)

    before = quiet(
        look,
        t("household.preparation"),
        lambda: visit.show(Screen.PREPARATION),
        identifier="to-preparation",
        icon=ft.Icons.EVENT_NOTE_OUTLINED,
    )
    law = quiet(
        look,
        t("household.law"),
        lambda: visit.show(Screen.LAW),
        identifier="to-law",
        icon=ft.Icons.BALANCE_OUTLINED,
    )
    weighing = quiet(
        look,
        t("weighing.title"),
        lambda: visit.show(Screen.WEIGHING),
        identifier="to-weighing",
        icon=ft.Icons.FACT_CHECK_OUTLINED,
    )
    after = quiet(
        look,
        t("household.reflection"),
        look_back,
        identifier="to-reflection",
        icon=ft.Icons.LIGHTBULB_OUTLINE_ROUNDED,
    )
    return row(before, law, weighing, after, wrap=True)


def _rights(scene: Scene) -> ft.Control:
    """What somebody may ask for of what is kept of them."""
    visit, look, t = scene.visit, scene.look, scene.t

    def forget() -> None:
        visit.room.say_farewell()
        visit.show(Screen.FORGET)

    # Of just contact nothing need stay: there the words are those in which somebody asks it.
    words = t("nameless.throw_away") if _may_be_thrown_away(scene.talk) else t("forget.open")
    away = quiet(look, words, forget, identifier="to-forget", icon=ft.Icons.DELETE_OUTLINE_ROUNDED)

    def own() -> None:
        visit.room.put_own_data_away()
        visit.show(Screen.OWN_DATA)

    data = quiet(
        look, t("own_data.open"), own, identifier="to-own-data", icon=ft.Icons.FOLDER_SHARED_OUTLINED
    )
    return row(_apart(scene), *_later_request(scene), data, away, wrap=True)


def _apart(scene: Scene) -> ft.Control:
    """The way to what a carer tells apart; at the table there is no sign of it."""
    names = ", ".join(one.name for one in scene.talk.carers)
    words = scene.t("apart.with", names=names) if names else scene.t("apart.open")
    return quiet(
        scene.look,
        words,
        scene.visit.to_carers,
        identifier="to-carers",
        icon=ft.Icons.VOLUNTEER_ACTIVISM_OUTLINED,
    )


def _may_be_thrown_away(talk: Conversation) -> bool:
    return talk.is_contact or not talk.dossier.name


def _unnamed(scene: Scene) -> ft.Control:
    """A talk from the street: give it a name, or lay it with a household that is there already."""
    look, t, talk = scene.look, scene.t, scene.talk
    box = talk.boxes.box("household.name", talk.only("household"))
    named = writing_box(scene, box, t("nameless.name"), identifier="household-name", left=talk.name_resident)
    words = t("nameless.link")
    button = secondary(
        look, words, lambda: _link(scene), identifier="to-link", icon=ft.Icons.LINK_ROUNDED, small=True
    )
    return column(heading(look, t("nameless.later"), 2), named, row(button), gap=12)


def _later_request(scene: Scene) -> list[ft.Control]:
    """The way to lay a contact with a household that asked for help since, if they want that themselves."""
    if not scene.talk.is_contact or not scene.talk.dossier.name:
        return []
    words, icon = scene.t("nameless.link"), ft.Icons.LINK_ROUNDED
    return [quiet(scene.look, words, lambda: _link(scene), identifier="to-link", icon=icon)]


def _link(scene: Scene) -> None:
    scene.visit.room.begin_linking()
    scene.visit.show(Screen.LINK)


def _plan(scene: Scene) -> ft.Control:
    look, t = scene.look, scene.t
    plans = scene.visit.room.sent_plans()
    if scene.talk.is_contact and not plans:
        stays = fact(look, ft.Icons.HOME_OUTLINED, t("status.contact"), "ink")
        return column(heading(look, t("household.contact"), 2), stays, gap=10)
    head = heading(look, t("household.plan"), 2)
    if not plans:
        return column(head, text(look, t("household.no_plan"), "body", "soft"), gap=10)
    drawn: list[ft.Control] = []
    for one in plans:
        drawn += [rule(look)] if drawn else []
        drawn.append(_version(scene, one))
    return column(head, *drawn, gap=14)


def _version(scene: Scene, one: SentPlan) -> ft.Control:
    look, t, now = scene.look, scene.t, scene.visit.house.clock()
    version = t("household.version", number=one.number, mark=one.mark)
    frozen = t("household.sent_at", when=t.when(one.frozen_at, now))
    lines: list[ft.Control] = [
        text(look, f"{version}  ·  {frozen}", "meta", "soft"),
        ft.Semantics(content=status_sign(look, t, one.status), identifier="plan-status", container=True),
    ]
    for name, state in one.assents:
        said = t("household.assent", name=name, state=t(f"read_back.{state}"))
        lines.append(fact(look, ft.Icons.PERSON_OUTLINE_ROUNDED, said, "ink"))
    if one.received_by:
        received = t("household.receipt", name=one.received_by, when=t.when(one.received_at, now))
        lines.append(fact(look, ft.Icons.MARK_EMAIL_READ_OUTLINED, received))
    if one.answer_by:
        words = one.answer or t("household.answer.agreed")
        who = Maker(one.answer_by, Role.SUPERVISOR, t.when(one.answer_at, now))
        lines.append(ft.Semantics(content=sentence(look, words, who), identifier="answer", container=True))
    return column(*lines, gap=8)


def _noted(scene: Scene) -> ft.Control:
    look, t, told = scene.look, scene.t, scene.talk.story
    now = scene.visit.house.clock()
    lines: list[ft.Control] = [
        heading(look, t("household.noted"), 2),
        text(look, t("household.noted.explained"), "meta", "soft"),
    ]
    if scene.talk.boxes.waiting:
        lines.append(fact(look, ft.Icons.EDIT_NOTE_ROUNDED, t("household.drafts"), "ink"))
    lines += [text(look, one.words("text").text, "body") for one in told.keywords]
    for star in told.stars:
        moment = star.words("moment").content
        if isinstance(moment, int):
            words = t("household.starred", time=t.when(moment, now))
            lines.append(row(fact(look, ft.Icons.STAR_OUTLINE_ROUNDED, words, "ink")))
    if not told.keywords and not told.stars:
        lines.append(text(look, t("household.nothing_noted"), "body", "soft"))
    return column(*lines, gap=10)
