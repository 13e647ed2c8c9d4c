"""One person's own data: looked over by the worker, let go, and only then handed over."""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import column, gap, row, rule, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import icon_button, primary, quiet, secondary
from keukentafel.app.kit.choices import Choice, choices
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.screen import bottombar, titlebar
from keukentafel.app.kit.screen import screen as whole_screen
from keukentafel.app.kit.signs import chip, fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.writing import writing_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.correction import correction_box
from keukentafel.app.state.own_data import OwnDataRequest, Stage
from keukentafel.app.state.own_files import Form
from keukentafel.app.state.own_things import OwnThing
from keukentafel.app.state.screens import Screen
from keukentafel.journal.shelf import Place

LONGEST_REASON = 200


@screen
def own_data_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Ask of whom, and then show everything that would go."""
    visit, look, t = scene.visit, scene.look, scene.t
    request = visit.room.own_data

    def leave() -> None:
        visit.room.put_own_data_away()
        visit.show(Screen.HOUSEHOLD)

    back = icon_button(look, ft.Icons.ARROW_BACK_ROUNDED, t("app.back"), leave, identifier="back")
    name = request.person.name if request else talk.name
    top = titlebar(look, t("own_data.title"), name, mark=back)
    if request is None:
        return whole_screen(look, _whose(scene), top=top, scroll=True)
    return _request(scene, request, top)


def _whose(scene: Scene) -> ft.Control:
    look, t, visit = scene.look, scene.t, scene.visit
    offered = [Choice(str(one.id), one.name) for one in visit.room.people_here()]

    def chosen(person: str) -> None:
        visit.touch()
        visit.room.ask_own_data(person)
        visit.changed()

    asked = choices(look, t("own_data.whose"), offered, None, chosen, identifier="whose")
    words = text(look, t("own_data.explained"), "body", "soft")
    return row(
        ft.Container(
            sheet(look, column(heading(look, t("own_data.whose"), 2), words, asked, gap=14)), expand=True
        )
    )


@ft.component
def _request(scene: Scene, request: OwnDataRequest, top: ft.Control) -> ft.Control:
    """Draw one request; it listens to the request by itself."""
    look, t = scene.look, scene.t
    things = request.things
    body: list[ft.Control] = [*scene.notice(), *_warnings(scene, request)]
    if request.stage is Stage.RELEASED:
        body.append(sheet(look, _ready(scene, request)))
    else:
        told = column(
            heading(look, t("own_data.look"), 2),
            text(look, t("own_data.look.explained"), "body", "soft"),
            gap=8,
        )
        listed = [_Thing(scene, request, one) for one in things]
        body.append(
            sheet(look, column(told, *(part for one in listed for part in (rule(look), one)), gap=12))
        )
    return whole_screen(look, column(*body, gap=16), top=top, bottom=_bottom(scene, request), scroll=True)


def _bottom(scene: Scene, request: OwnDataRequest) -> ft.Control:
    look, t, visit = scene.look, scene.t, scene.visit

    def looked() -> None:
        visit.touch()
        request.look_over()

    def release() -> None:
        visit.touch()
        request.release()

    def again() -> None:
        visit.touch()
        request.prepare_again()

    if request.stage is Stage.PREPARED:
        go = primary(look, t("own_data.looked_over"), looked, identifier="looked-over")
        return bottombar(look, primary=go)
    if request.stage is Stage.LOOKED_OVER:
        go = primary(look, t("own_data.release"), release, identifier="release")
        return bottombar(
            look, primary=go, secondary=secondary(look, t("own_data.again"), again, identifier="again")
        )
    return bottombar(look, secondary=secondary(look, t("own_data.again"), again, identifier="again"))


def _warnings(scene: Scene, request: OwnDataRequest) -> list[ft.Control]:
    look, t = scene.look, scene.t
    found: list[ft.Control] = []
    if request.stale:
        found.append(
            banner(look, "warning", t("own_data.stale.title"), t("own_data.stale.body"), identifier="stale")
        )
    if request.half_typed:
        found.append(
            banner(look, "tablet", t("own_data.half.title"), t("own_data.half.body"), identifier="half")
        )
    if request.not_understood:
        found.append(
            banner(look, "warning", t("own_data.newer.title"), t("own_data.newer.body"), identifier="newer")
        )
    return found


@ft.component
def _Thing(scene: Scene, request: OwnDataRequest, one: OwnThing) -> ft.Control:  # noqa: N802 -- a component
    look, t = scene.look, scene.t
    asking, set_asking = ft.use_state(False)
    correcting, set_correcting = ft.use_state(False)
    reason: list[str] = ft.use_memo(lambda: [""], [])

    def typed(words: str) -> None:
        scene.visit.touch()
        reason[0] = words

    def leave_out() -> None:
        if reason[0].strip():
            request.leave_out(one.id, reason[0])
            set_asking(False)

    head, lines = _head(scene, one), _lines(scene, one)
    if one.reason:
        back = quiet(
            look, t("own_data.put_back"), lambda: request.put_back(one.id), identifier=f"put-back-{one.id}"
        )
        stays = fact(
            look, ft.Icons.REMOVE_CIRCLE_OUTLINE_ROUNDED, t("own_data.stays", reason=one.reason), "warning"
        )
        return column(head, *lines, stays, row(back), gap=4)
    if asking:
        box = field(
            look,
            t("own_data.reason"),
            "",
            identifier=f"reason-{one.id}",
            on_change=typed,
            longest=LONGEST_REASON,
        )
        go = secondary(look, t("own_data.leave_out"), leave_out, identifier=f"leave-out-{one.id}")
        return column(head, *lines, box, row(go), gap=4)
    if correcting and one.place is not None:
        lines.append(_correction(scene, request, one.place, lambda: set_correcting(False)))
        return column(head, *lines, gap=4)
    tools = [quiet(look, t("own_data.leave_out"), lambda: set_asking(True), identifier=f"ask-{one.id}")]
    if one.place is not None:
        wrong = quiet(look, t("own_data.wrong"), lambda: set_correcting(True), identifier=f"wrong-{one.id}")
        tools.append(wrong)
    return column(head, *lines, row(*tools, wrap=True), gap=4)


def _head(scene: Scene, one: OwnThing) -> ft.Control:
    look, t = scene.look, scene.t
    title = text(look, one.title or t("own_data.reply"), "metabold", "soft")
    twice = [chip(look, t("own_data.look_twice"))] if one.look_twice else []
    return row(title, *twice, wrap=True)


def _lines(scene: Scene, one: OwnThing) -> list[ft.Control]:
    lines: list[ft.Control] = []
    for said in one.lines:
        lines.append(text(scene.look, said.text, "body"))
        below = "\u00a0 ·\u00a0 ".join(part for part in (said.maker, said.became) if part)
        lines.append(text(scene.look, below, "meta", "soft"))
    return lines


def _correction(
    scene: Scene, request: OwnDataRequest, place: Place, done: Callable[[], object]
) -> ft.Control:
    """Return the box in which the person says what is not right; what stood there stays as it was."""
    talk, t = scene.talk, scene.t
    # The words are of who asks, whoever was speaking before.
    talk.speaker = request.person
    box = correction_box(talk, scene.visit.house.catalogue, *place)

    def written() -> None:
        done()
        request.prepare_again()

    return writing_box(
        scene,
        box,
        t("own_data.correction", name=request.person.name),
        identifier="correction",
        help_words=t("own_data.correction.help"),
        lines=2,
        left=written,
        autofocus=True,
    )


def _ready(scene: Scene, request: OwnDataRequest) -> ft.Control:
    look, t, visit = scene.look, scene.t, scene.visit

    async def give(form: Form) -> None:
        visit.touch()
        path = await request.hand_over(form)
        if path is not None:
            await ft.UrlLauncher().launch_url(path, web_only_window_name="_self")

    async def paper() -> None:
        await give(Form.PAPER)

    async def data() -> None:
        await give(Form.DATA)

    buttons = [
        secondary(
            look, t("own_data.paper"), paper, identifier="own-paper", icon=ft.Icons.PICTURE_AS_PDF_OUTLINED
        ),
        secondary(look, t("own_data.data"), data, identifier="own-json", icon=ft.Icons.DATA_OBJECT_ROUNDED),
    ]
    return column(
        heading(look, t("own_data.ready"), 2),
        text(look, t("own_data.ready.explained", name=request.person.name), "body", "soft"),
        gap(4),
        row(*buttons, wrap=True, gap=12),
        gap=12,
    )
