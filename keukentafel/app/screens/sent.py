"""Meegegeven: what happens now, how far it has come, and a copy for the resident."""

import flet as ft

from keukentafel.app.kit.arranging import column, gap, row, rule, sheet
from keukentafel.app.kit.buttons import primary, quiet, secondary
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.share_story import share_story
from keukentafel.app.screens.status import status_sign
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.handing_out import Form
from keukentafel.app.state.post import PostOffice
from keukentafel.app.state.read_back import Delivered, ReadBack
from keukentafel.app.state.screens import Screen


@screen
def sent_screen(scene: Scene, talk: Conversation, back: ReadBack, post: PostOffice) -> ft.Control:
    """Draw what was given along."""
    del talk, post
    visit, look = scene.visit, scene.look
    t, done = scene.t, back.delivered
    if done is None:
        return at_the_table(scene, gap(0))
    manifest = done.bundle.manifest
    words = column(
        heading(look, t("sent.title"), 1),
        text(look, t("sent.ready") if done.ready else t("sent.account"), "read"),
        text(look, t("sent.to", team=done.team), "table"),
        ft.Semantics(
            content=status_sign(look, t, visit.room.status_of_sent()),
            identifier="sent-status",
            container=True,
            live_region=True,
        ),
        text(look, t("sent.version", number=manifest.number, mark=manifest.short_hash), "meta", "soft"),
        gap=10,
    )
    head = row(
        pictogram(look, "post", 48 if look.narrow else 72), ft.Container(words, expand=True), gap=20, top=True
    )
    work = primary(
        look, t("sent.work"), visit.ask_pin_for_work, identifier="work", icon=ft.Icons.LOCK_OUTLINE_ROUNDED
    )
    papers = [_copies(scene, done), *_what_now(scene, done)]
    ruled = [part for paper in papers for part in (rule(look), paper)]
    more = row(*_for_others(scene), share_story(scene), wrap=True)
    return at_the_table(
        scene,
        sheet(look, column(head, *ruled, rule(look), more, gap=20)),
        primary=work,
        scroll=True,
        writing=False,
        aloud=[
            t("sent.title"),
            t("sent.ready") if done.ready else t("sent.account"),
            t("sent.to", team=done.team),
        ],
    )


def _copies(scene: Scene, done: Delivered) -> ft.Control:
    look, t, copies = scene.look, scene.t, scene.visit.room.copies
    without_pdf, set_without_pdf = ft.use_state(False)

    async def pdf() -> None:
        path = copies.pdf(done.bundle)
        set_without_pdf(path is None)
        await _give(path)

    async def page() -> None:
        await _give(copies.page(done.bundle))

    if not copies.possible:
        return column(
            heading(look, t("sent.copy"), 2), text(look, t("sent.copy.not_here"), "body", "soft"), gap=12
        )
    words = [text(look, t("sent.copy.explained"), "body", "soft")]
    if without_pdf:
        words.append(text(look, t("sent.copy.no_pdf"), "body", "warning"))
    buttons = [
        secondary(
            look, t("sent.copy.pdf"), pdf, identifier="copy-pdf", icon=ft.Icons.PICTURE_AS_PDF_OUTLINED
        ),
        secondary(look, t("sent.copy.html"), page, identifier="copy-html", icon=ft.Icons.ARTICLE_OUTLINED),
    ]
    return column(heading(look, t("sent.copy"), 2), *words, row(*buttons, wrap=True, gap=12), gap=12)


def _what_now(scene: Scene, done: Delivered) -> list[ft.Control]:
    """The one page for on the refrigerator; it is made of what stands now, and tells nothing of the story."""
    look, t, table = scene.look, scene.t, scene.visit.room.assent
    if table is None or not table.handing_out.possible:
        return []
    made_at = done.bundle.manifest.frozen_at

    async def pdf() -> None:
        await _give(table.handing_out.what_now(made_at, Form.PDF))

    async def page() -> None:
        await _give(table.handing_out.what_now(made_at, Form.PAGE))

    buttons = [
        secondary(
            look, t("copies.now.pdf"), pdf, identifier="now-pdf", icon=ft.Icons.PICTURE_AS_PDF_OUTLINED
        ),
        secondary(look, t("copies.now.page"), page, identifier="now-page", icon=ft.Icons.ARTICLE_OUTLINED),
    ]
    words = text(look, t("copies.now"), "body", "soft")
    title = heading(look, t("what_now.title"), 2)
    return [column(title, words, row(*buttons, wrap=True, gap=12), gap=12)]


def _for_others(scene: Scene) -> list[ft.Control]:
    return [
        quiet(
            scene.look,
            scene.t("copies.open"),
            lambda: scene.visit.to_table(Screen.COPIES),
            identifier="to-copies",
            icon=ft.Icons.GROUP_OUTLINED,
        )
    ]


async def _give(path: str | None) -> None:
    if path is not None:
        await ft.UrlLauncher().launch_url(path, web_only_window_name="_self")
