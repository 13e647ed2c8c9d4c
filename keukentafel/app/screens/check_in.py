"""Kijkmoment: how it goes now beside how it went then, what was noticed, and when we look again.

Everything here is one tap or one sentence, and nothing has to be answered. What was tapped is kept at once;
*Klaar* says that it was done, and then asks whether it goes along as a newer edition of the plan.
"""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import column, row, sheet
from keukentafel.app.kit.buttons import primary, quiet, secondary
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.words import heading, spoken, text
from keukentafel.app.screens.day_box import WhichDay, day_box
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.goings import goings
from keukentafel.app.screens.noticing import noticing, red_now
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.triangle import stability
from keukentafel.app.screens.writing import who_writes, whose_words, writing_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.looking import Looking
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.aftercare import After, proposed_date
from keukentafel.dossier.check_ins import CheckIn

_OFFERED = (After.TWO_WEEKS, After.SIX_WEEKS, After.THREE_MONTHS)


@screen
def check_in_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the check-in that lies on the table."""
    del talk
    look, t = scene.look, scene.t
    what, set_what = ft.use_state("")
    changing, change = ft.use_state(False)
    editing = Editing(scene, what, set_what)
    looking = scene.visit.room.follow_up.looking
    found = looking.check_in if looking else None
    if looking is None or found is None:
        return at_the_table(scene, text(look, t("check_in.gone"), "table", "soft"))
    subtitle = text(look, _called(editing, found), "table", "soft")
    head = column(heading(look, t("check_in.title"), 1), subtitle, gap=2)
    if looking.done and not changing:
        done = _is_done(editing, lambda: change(True))
        body = column(head, *red_now(editing, looking), done, gap=16)
    else:
        body = column(head, *_laid(editing, looking, found), gap=16)
    first, second = _buttons(editing, looking)
    said = [t("check_in.title"), _called(editing, found), found.result.text]
    return at_the_table(
        scene, body, primary=first, secondary=second, scroll=True, aloud=[one for one in said if one]
    )


def _laid(editing: Editing, looking: Looking, found: CheckIn) -> list[ft.Control]:
    look = editing.look
    two = look.columns == 2
    whole = look.width - 2 * look.margin
    room = (whole - 20) / 2 - 56 if two else whole - (40 if look.phone else 56)
    how = [stability(editing, room, found.id), *goings(editing, looking)]
    then = [*noticing(editing, looking), _in_one_sentence(editing, found), _again(editing, looking)]
    if not two:
        return [*how, *then]
    halves: list[ft.Control] = [ft.Container(column(*half, gap=16), expand=1) for half in (how, then)]
    return [ft.Row(halves, spacing=20, vertical_alignment=ft.CrossAxisAlignment.START)]


def _called(editing: Editing, one: CheckIn) -> str:
    t, day = editing.t, one.done_on or one.day
    after = t("check_in.after", after=t(f"after.{one.after.value}")) if one.after else t("check_in.free")
    return ", ".join(part for part in (after, t.day(day) if day else "", one.how.text) if part)


def _in_one_sentence(editing: Editing, one: CheckIn) -> ft.Control:
    look, t, scene = editing.look, editing.t, editing.scene
    box = editing.talk.boxes.box("check_in.result", one.id, one.result.text)
    written = writing_box(
        scene,
        box,
        t("check_in.result"),
        identifier="check-in-result",
        hint=t("check_in.result.hint"),
        lines=2,
    )
    said = one.result.latest
    whose = [text(look, _of_whom(editing, one), "meta", "soft")] if said else []
    body = column(written, *whose, who_writes(scene), *whose_words(scene), gap=12)
    return sheet(look, body, padding=20 if look.phone else 24)


def _of_whom(editing: Editing, one: CheckIn) -> str:
    latest = one.result.latest
    name = editing.talk.person(latest.voice).name if latest else ""
    return editing.t("check_in.words_of", name=name) if name else ""


def _again(editing: Editing, looking: Looking) -> ft.Control:
    """When we look again: the next one as it stands, or a few days to choose from."""
    look, t, following = editing.look, editing.t, looking.following
    today = t.today(editing.scene.visit.house.clock())
    head = heading(look, t("check_in.again"), 2)
    day = following.day if following else None

    def choose(after: After) -> None:
        editing.scene.visit.touch()
        looking.look_again(proposed_date(after, today))

    if following is None or day is None:
        options = [Choice(one, t("check_in.over", after=t(f"after.{one.value}"))) for one in _OFFERED]
        asked = pills(look, t("check_in.again"), options, None, choose, identifier="again")
        return sheet(look, column(head, asked, gap=10), padding=20 if look.phone else 24)
    shown = ft.Semantics(content=text(look, t.weekday(day), "strong"), identifier="next-day", container=True)
    change = quiet(
        look,
        t("check_in.again.change"),
        lambda: editing.open("again"),
        identifier="change-again",
        icon=ft.Icons.EDIT_OUTLINED,
    )
    if editing.what == "again":
        which = WhichDay(t("aftercare.check_in.day"), "check_in.date", following.id, day)
        box = day_box(editing.scene, which, identifier="again-day")
        done = quiet(look, t("app.done"), editing.close, identifier="again-done")
        parts: list[ft.Control] = [shown, box, row(done)]
    else:
        parts = [row(ft.Container(shown, expand=True), change, gap=8)]
    return sheet(look, column(head, *parts, gap=8), padding=20 if look.phone else 24)


def _is_done(editing: Editing, change: Callable[[], object]) -> ft.Control:
    look, t = editing.look, editing.t
    words = column(
        spoken(heading(look, t("check_in.done.title"), 2), identifier="check-in-is-done"),
        text(look, t("check_in.done.body"), "table"),
        row(
            quiet(
                look,
                t("check_in.change"),
                change,
                identifier="change-check-in",
                icon=ft.Icons.EDIT_OUTLINED,
            )
        ),
        gap=8,
        expand=True,
    )
    return sheet(look, row(pictogram(look, "waakvlam", 48 if look.narrow else 72), words, gap=20, top=True))


def _buttons(editing: Editing, looking: Looking) -> tuple[ft.Control, ft.Control | None]:
    look, t, visit = editing.look, editing.t, editing.scene.visit

    def finish() -> None:
        editing.close()
        looking.finish()

    if not looking.done:
        done = primary(look, t("check_in.done"), finish, identifier="done", icon=ft.Icons.CHECK_ROUNDED)
        card = secondary(
            look, t("check_in.to_card"), lambda: visit.to_table(Screen.AFTERCARE), identifier="to-card"
        )
        return done, None if look.narrow else card
    go = primary(
        look,
        t("check_in.read_back"),
        lambda: visit.to_table(Screen.READ_BACK),
        identifier="to-read-back",
        after=ft.Icons.ARROW_FORWARD_ROUNDED,
    )
    less = quiet if look.narrow else secondary
    later = less(look, t("check_in.not_now"), lambda: visit.to_table(Screen.SHEETS), identifier="not-now")
    return go, later
