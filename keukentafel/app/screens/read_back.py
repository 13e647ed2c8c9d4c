"""Teruglezen en akkoord: large letters, four answers that are equally good, a signature for who likes to.

What is there besides (what stays home, who may know, what goes to whom) lies behind one quiet button.
"""

import flet as ft

from keukentafel.app.kit.arranging import beside, column, gap, inset, row, rule, sheet
from keukentafel.app.kit.buttons import primary, quiet, secondary
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.answering import answers, disagreement, how, own_part, signing, who_is_asked
from keukentafel.app.screens.in_the_way import changed, in_the_way
from keukentafel.app.screens.passages import passage
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.spoken import Passage, passages
from keukentafel.app.state.assent_table import AssentTable
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.screens import Screen


@screen
def read_back_screen(scene: Scene, talk: Conversation, back: ReadBack) -> ft.Control:
    """Draw what was agreed, and ask what people say of it."""
    del talk
    visit, look, t = scene.visit, scene.look, scene.t
    padding = 20 if look.phone else 28
    found = passages(back.reading, t)
    heard = sheet(look, _heard(scene, back, found), padding=padding)
    asked = sheet(look, _asked(scene, back), padding=padding)
    if look.columns == 2:
        body: ft.Control = beside(look, _scrolling(heard), _scrolling(asked))
    else:
        body = column(heard, asked, gap=16)

    def finish() -> None:
        visit.touch()
        visit.finish_plan()

    done = primary(look, t("read_back.done"), finish, identifier="done", icon=ft.Icons.CHECK_ROUNDED)
    less = quiet if look.narrow else secondary
    sleep = less(
        look, t("read_back.sleep"), visit.sleep_on_it, identifier="sleep", icon=ft.Icons.BEDTIME_OUTLINED
    )
    said = scene.sheet.read_back(found)
    return at_the_table(scene, body, primary=done, secondary=sleep, aloud=said)


def _heard(scene: Scene, back: ReadBack, found: tuple[Passage, ...]) -> ft.Control:
    look, t = scene.look, scene.t
    head = column(
        heading(look, t("read_back.title"), 1), text(look, t("read_back.subtitle"), "table", "soft"), gap=4
    )
    if not found:
        return column(head, text(look, t("read_back.empty"), "table"), gap=12)
    read = (passage(look, t, one, "read") for one in found)
    return column(head, *read, _teach_back(scene), *_application(scene), gap=20)


def _teach_back(scene: Scene) -> ft.Control:
    """Ask whether it was told well; what somebody says to it is listened to, and not written down."""
    look, t = scene.look, scene.t
    change = quiet(
        look,
        t("assent.teach.change"),
        lambda: scene.visit.to_table(Screen.PLAN),
        identifier="change-plan",
        icon=ft.Icons.EDIT_OUTLINED,
    )
    words = column(
        text(look, t("assent.teach"), "heading"),
        text(look, t("assent.teach.why"), "body", "soft"),
        row(change),
        gap=6,
    )
    return inset(look, words)


def _asked(scene: Scene, back: ReadBack) -> ft.Control:
    look, t = scene.look, scene.t
    manifest = back.edition.manifest
    version = t("read_back.version", number=manifest.number, mark=manifest.short_hash)
    table = scene.visit.room.assent
    return column(
        heading(look, t("read_back.ask"), 2),
        *who_is_asked(scene, back),
        *own_part(scene, back),
        *changed(scene, back),
        answers(scene, back),
        *disagreement(scene, back),
        *in_the_way(scene, back),
        rule(look),
        how(scene, back),
        *signing(scene, back),
        ft.Semantics(content=text(look, version, "meta", "soft"), identifier="version", container=True),
        *([rule(look), _before_it_goes(scene, table)] if table else []),
        gap=16,
    )


def _application(scene: Scene) -> list[ft.Control]:
    """Ask whether this is an application too, before anybody answers; of plain contact nothing is asked."""
    look, t, table = scene.look, scene.t, scene.visit.room.assent
    if table is None or scene.talk.is_contact:
        return []
    options = [Choice("yes", t("assent.applied.yes")), Choice("no", t("assent.applied.no"))]

    def choose(chosen: str) -> None:
        scene.visit.touch()
        table.apply(applies=chosen == "yes")

    yes, no = table.applied, table.not_applied
    chosen = "yes" if yes else "no" if no else None
    said = t("assent.applied.since", day=t.full_day(yes)) if yes else ""
    said = t("assent.applied.not_since", day=t.full_day(no)) if no and not yes else said
    day = [text(look, said, "meta", "soft")] if said else []
    asked = pills(look, t("assent.applied"), options, chosen, choose, identifier="applied")
    return [column(text(look, t("assent.applied"), "label"), asked, *day, gap=8)]


def _before_it_goes(scene: Scene, table: AssentTable) -> ft.Control:
    look, t = scene.look, scene.t
    count = len(table.going_out.second_looks())
    key = "going_out.look.count.one" if count == 1 else "going_out.look.count"
    words = t(key) if count == 1 else t(key, count=count)
    to = quiet(
        look,
        t("going_out.title"),
        lambda: scene.visit.to_table(Screen.GOING_OUT),
        identifier="to-going-out",
        icon=ft.Icons.OUTBOX_OUTLINED,
    )
    return column(row(to), *([text(look, words, "meta", "soft")] if count else []), gap=2)


def _scrolling(content: ft.Control) -> ft.Control:
    return ft.Column(
        [content, gap(20)],
        spacing=0,
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
