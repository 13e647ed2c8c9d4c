"""Wie krijgt een kopie? Each party's own part, to be saved with one tap, and who got what."""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import primary, quiet, secondary
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.state.assent_table import AssentTable
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.handing_out import Form, GivenCopy, How, Receiver
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.screens import Screen
from keukentafel.edition.extract import ExtractRefused, NoSuchReader, NotConsented
from keukentafel.journal.names import ObjectId


@screen
def copies_screen(scene: Scene, talk: Conversation, back: ReadBack, table: AssentTable) -> ft.Control:
    """Draw who has a copy of their own, and which parties may have their part."""
    look, t = scene.look, scene.t
    failed, set_failed = ft.use_state(False)
    head = column(
        heading(look, t("copies.title"), 1), text(look, t("copies.subtitle"), "table", "soft"), gap=4
    )
    receivers = table.handing_out.receivers(back.edition)
    own = [Receiver(ObjectId(person.id), person.name) for person in talk.voices]
    whole = [_line(scene, table, one, t("copies.whole"), []) for one in own]
    theirs = [
        _line(scene, table, one, t("copies.extract"), _saving(scene, back, table, one, set_failed))
        for one in receivers
    ]
    none = [] if theirs else [text(look, t("copies.none"), "body", "soft")]
    wrong = [banner(look, "warning", t("copies.failed"), identifier="copies-failed")] if failed else []
    ask = quiet(
        look,
        t("copies.ask"),
        lambda: scene.visit.to_table(Screen.CONSENTS),
        identifier="to-consents",
        icon=ft.Icons.GROUP_OUTLINED,
    )
    papers = [
        sheet(look, ruled(look, whole, gap=14)),
        sheet(look, column(*wrong, *none, ruled(look, theirs, gap=14), row(ask), gap=14)),
    ]
    done = primary(
        look,
        t("copies.back"),
        lambda: scene.visit.to_table(Screen.SENT),
        identifier="copies-done",
        icon=ft.Icons.ARROW_BACK_ROUNDED,
    )
    return at_the_table(scene, column(head, *papers, gap=16), primary=done, scroll=True, writing=False)


def _line(scene: Scene, table: AssentTable, one: Receiver, what: str, saving: list[ft.Control]) -> ft.Control:
    """Somebody with what is theirs, how to save it, and how it was given."""
    look = scene.look
    given = [copy for copy in table.handing_out.given if copy.who == one.name]
    title = column(text(look, one.name, "label"), text(look, what, "body", "soft"), gap=0)
    if not saving and not look.narrow:
        title.expand = True
    told = [_given(scene, table, copy) for copy in given] or [_giving(scene, table, one)]
    if saving or look.narrow:
        return column(title, *saving, *told, gap=8)
    return row(title, *told, gap=12)


def _saving(
    scene: Scene, back: ReadBack, table: AssentTable, one: Receiver, set_failed: Callable[[bool], None]
) -> list[ft.Control]:
    look, t = scene.look, scene.t
    if not table.handing_out.possible:
        return []

    async def save(form: Form) -> None:
        scene.visit.touch()
        try:
            path = table.handing_out.extract(back.edition, one.id, form)
        except (NotConsented, NoSuchReader, ExtractRefused):
            path = None
        set_failed(path is None)
        if path is not None:
            await ft.UrlLauncher().launch_url(path, web_only_window_name="_self")

    async def pdf() -> None:
        await save(Form.PDF)

    async def page() -> None:
        await save(Form.PAGE)

    buttons = [
        secondary(
            look,
            t("copies.pdf"),
            pdf,
            identifier=f"extract-pdf-{one.id}",
            name=t("copies.pdf.name", name=one.name),
            icon=ft.Icons.PICTURE_AS_PDF_OUTLINED,
        ),
        secondary(
            look,
            t("copies.page"),
            page,
            identifier=f"extract-page-{one.id}",
            name=t("copies.page.name", name=one.name),
            icon=ft.Icons.ARTICLE_OUTLINED,
        ),
    ]
    return [row(*buttons, wrap=True, gap=12)]


def _giving(scene: Scene, table: AssentTable, one: Receiver) -> ft.Control:
    look, t = scene.look, scene.t

    def give(how: How) -> Callable[[], None]:
        def given() -> None:
            scene.visit.touch()
            table.handing_out.note(one.name, how)

        return given

    taps = [
        quiet(
            look,
            t(f"copies.{how.value}"),
            give(how),
            identifier=f"given-{how.value}-{one.id}",
            name=t(f"copies.{how.value}.name", name=one.name),
        )
        for how in How
    ]
    return row(*taps, wrap=True, gap=4)


def _given(scene: Scene, table: AssentTable, one: GivenCopy) -> ft.Control:
    look, t = scene.look, scene.t
    day = t.full_day(one.day) if one.day else ""
    how = one.how or How.PAPER

    def undo() -> None:
        scene.visit.touch()
        table.handing_out.take_back(one.id)

    words = fact(look, ft.Icons.CHECK_ROUNDED, t(f"copies.given.{how.value}", day=day), "positive", "body")
    back = quiet(
        look,
        t("copies.undo"),
        undo,
        identifier=f"undo-{one.id}",
        name=t("copies.undo.name", name=one.who),
    )
    words.tight = True
    return row(words, back, wrap=True, gap=8)
