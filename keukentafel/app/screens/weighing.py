"""De afweging: per wish five sentences by the worker, which the resident may read at the table.

*Zo gaan we het dus wél doen* is for what the rules do not provide: what we do, what the law is for, which
values count, what it brings about, and why.
"""

from collections.abc import Mapping, Sequence

import flet as ft

from keukentafel.app.kit.arranging import column, row, rule, sheet
from keukentafel.app.kit.buttons import primary, quiet, secondary
from keukentafel.app.kit.quotes import quote
from keukentafel.app.kit.screen import empty
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.at_work import at_work
from keukentafel.app.screens.choosing import to_choose
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.writing import writing_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.weighing import is_being_written, outside_the_rules, weighing_box
from keukentafel.dossier.plan import Wish
from keukentafel.dossier.sentence import Words
from keukentafel.dossier.weighing import FIVE, FOUNDED, Weighed, weighings

_WEIGHING, _AFTER_ALL = "weighing", "after_all"


@screen
def weighing_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the weighing of every wish."""
    look, t = scene.look, scene.t
    what, set_what = ft.use_state("")
    editing = Editing(scene, what, set_what)
    done = primary(
        look,
        t("app.done"),
        lambda: scene.visit.show(Screen.HOUSEHOLD),
        identifier="done",
        icon=ft.Icons.CHECK_ROUNDED,
    )
    by_wish = {one.wish: one for one in weighings(talk.dossier)}
    papers = [sheet(look, _wish(editing, one, by_wish[one.id])) for one in talk.plan.wishes]
    nothing = [] if papers else [sheet(look, empty(look, "plan", t("weighing.no_wish")))]
    apart = to_choose(scene, _WEIGHING, _AFTER_ALL)
    intro = text(look, t("weighing.explained"), "body", "soft")
    return at_work(scene, t("weighing.title"), column(intro, *apart, *papers, *nothing, gap=16), primary=done)


def _wish(editing: Editing, one: Wish, found: Weighed) -> ft.Control:
    outside = outside_the_rules(editing.talk, one.id)
    parts = [*_five(editing, one, found), *_views(editing, found), *_outside(editing, one, outside)]
    ways: list[ft.Control] = []
    if not found.begun and not _is_written(editing, _WEIGHING, one):
        ways.append(_open(editing, _slot(_WEIGHING, one), "weighing.write", one.text.text))
    if outside is None and not _is_written(editing, _AFTER_ALL, one):
        ways.append(_open(editing, _slot(_AFTER_ALL, one), "weighing.after_all", one.text.text))
    below = [row(*ways, wrap=True)] if ways else []
    return column(heading(editing.look, f"“{one.text.text}”", 2), *parts, *below, gap=14)


def _slot(kind: str, one: Wish) -> str:
    return f"{kind}-{one.id}"


def _is_written(editing: Editing, kind: str, one: Wish) -> bool:
    return editing.what == _slot(kind, one) or is_being_written(editing.talk, kind, one.id)


def _five(editing: Editing, one: Wish, found: Weighed) -> list[ft.Control]:
    if _is_written(editing, _WEIGHING, one):
        return _boxes(editing, _WEIGHING, one, found, FIVE)
    if not found.begun:
        return []
    change = _open(editing, _slot(_WEIGHING, one), "app.edit", one.text.text)
    return [*_told(editing, _WEIGHING, found.sentences), row(change)]


def _outside(editing: Editing, one: Wish, found: Weighed | None) -> list[ft.Control]:
    """A choice outside the rules, once somebody makes one."""
    look, t, writing = editing.look, editing.t, _is_written(editing, _AFTER_ALL, one)
    if found is None and not writing:
        return []
    head = [
        rule(look),
        heading(look, t("weighing.after_all"), 3),
        text(look, t("weighing.after_all.means"), "meta", "soft"),
    ]
    if writing or found is None:
        return [*head, *_boxes(editing, _AFTER_ALL, one, found, FOUNDED)]
    name = f"{t('weighing.after_all')}, {one.text.text}"
    change = _open(editing, _slot(_AFTER_ALL, one), "app.edit", name)
    return [*head, *_told(editing, _AFTER_ALL, found.sentences), row(change)]


def _boxes(
    editing: Editing, kind: str, one: Wish, found: Weighed | None, names: Sequence[str]
) -> list[ft.Control]:
    t = editing.t
    written = [
        writing_box(
            editing.scene,
            weighing_box(editing.talk, kind, one.id, found, name),
            t(_label_of(kind, name)),
            identifier=f"{kind}-{name}",
            help_words=t(f"weighing.help.{name}"),
            lines=2,
            autofocus=name == names[0],
        )
        for name in names
    ]
    done = secondary(editing.look, t("app.done"), editing.close, identifier=f"{kind}-done", small=True)
    return [*written, row(done)]


def _told(editing: Editing, kind: str, sentences: Mapping[str, Words]) -> list[ft.Control]:
    """Draw the sentences; one that nobody wrote yet says so."""
    look, t = editing.look, editing.t
    lines: list[ft.Control] = []
    for name, words in sentences.items():
        said = [text(look, one, "body") for one in words.texts]
        empty_yet = [text(look, t("weighing.not_yet"), "body", "soft")]
        label = text(look, t(_label_of(kind, name)), "label")
        lines.append(column(label, *(said or empty_yet), gap=0))
    return lines


def _label_of(kind: str, name: str) -> str:
    """Return the key of a sentence's name; what is done outside the rules has that heading already."""
    return "weighing.what" if name == "what" else f"account.field.{kind}.{name}"


def _views(editing: Editing, found: Weighed) -> list[ft.Control]:
    """What people think of it stands in their own words; here nobody changes them."""
    return [
        quote(editing.look, one.text, editing.scene.maker(one), role="body", identifier=f"view-{view.id}")
        for view in found.views
        for one in view.text.versions
    ]


def _open(editing: Editing, slot: str, key: str, name: str) -> ft.Control:
    words = editing.t(key)
    kind = slot.partition("-")[0]
    return quiet(
        editing.look,
        words,
        lambda: editing.open(slot),
        identifier=f"open-{slot}",
        name=f"{words}: {name}",
        icon=ft.Icons.EDIT_OUTLINED if kind == _WEIGHING else ft.Icons.LIGHTBULB_OUTLINE_ROUNDED,
    )
