"""Mensen om u heen: who is important, how near they are, and who gives what.

The map and the list say the same. Where circles cannot be read, at large letters or with too many people for
a narrow screen, the list comes first. Whoever is tapped opens on a sheet beside the map, or in its place.
"""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled, sheet
from keukentafel.app.kit.buttons import primary, quiet, tappable
from keukentafel.app.kit.people import disc
from keukentafel.app.kit.placing import Placing
from keukentafel.app.kit.screen import empty, tool
from keukentafel.app.kit.signs import sign
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.contact_sheet import CHANGE, NEW, contact_card, contact_form, new_contact
from keukentafel.app.screens.contact_words import facts_of, said_of, who_it_is
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.going_on import onward_button
from keukentafel.app.screens.network_map import legend, network_map, placing_for, reads_well
from keukentafel.app.screens.rather_not import rather_not
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table, maker_of
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.onward import STEPS
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.network import Contact, Ring
from keukentafel.journal.speaker import Role

_GAP = 24


@screen
def people_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the people around somebody, with the sheet of who was tapped."""
    look, t, people = scene.look, scene.t, talk.network
    what, set_what = ft.use_state("")
    form, set_form = ft.use_state("")
    editing = Editing(scene, what, set_what)
    placing = placing_for(scene, people, _map_width(scene))
    shown = _Shown(editing, people, placing, form or _first(scene, placing), set_form)
    opened = _opened(editing)
    add = primary(
        look, t("people.add"), lambda: editing.open(NEW), identifier="contact-add", icon=ft.Icons.ADD_ROUNDED
    )
    onward = onward_button(scene, Screen.PEOPLE, first=False)
    if look.columns == 2:
        beside = sheet(look, opened or _hint(scene), padding=24)
        body: ft.Control = ft.Row(
            [_column(shown.draw(), 2), _column(beside, 1)],
            spacing=_GAP,
            expand=True,
            vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        return at_the_table(scene, body, primary=add, secondary=onward)
    if opened is None:
        return at_the_table(scene, shown.draw(), primary=add, secondary=onward)
    back = primary(look, t("people.back"), editing.close, identifier="people-back")
    return at_the_table(scene, ft.Container(sheet(look, opened), key="opened"), primary=back)


def _first(scene: Scene, placing: Placing | None) -> str:
    return "map" if placing is not None and reads_well(scene, placing) else "list"


def _map_width(scene: Scene) -> float:
    look = scene.look
    whole = look.width - 2 * look.margin
    return (whole - _GAP) * 2 / 3 if look.columns == 2 else whole


def _opened(editing: Editing) -> ft.Control | None:
    """Return the sheet that is open: somebody new, somebody being changed, or somebody's card."""
    if editing.what.partition("-")[0] == NEW:
        return new_contact(editing)
    for one in editing.talk.network:
        if editing.what == f"{CHANGE}{one.id}":
            return contact_form(editing, one)
        if editing.what == one.id:
            return contact_card(editing, one)
    return None


class _Shown:
    """The people, as a map or as a list."""

    def __init__(
        self,
        editing: Editing,
        people: tuple[Contact, ...],
        placing: Placing | None,
        form: str,
        set_form: Callable[[str], None],
    ) -> None:
        self.editing, self.people, self.placing = editing, people, placing
        self.as_map = form == "map" and placing is not None
        self._set_form = set_form

    def draw(self) -> ft.Control:
        """Draw the title, what the lines mean, and the people."""
        scene, look = self.editing.scene, self.editing.look
        subtitle = text(look, scene.t("people.subtitle"), "table", "soft")
        title = row(heading(look, scene.t("people.title"), 1, expand=True), *self._toggle(), gap=8, top=True)
        head = column(title, *([] if self.people else [subtitle]), gap=4)
        drawn = self._map() if self.as_map and self.placing else self._list()
        parts = [*scene.notice(), head, *drawn, row(*self._to_apart(), self._left_alone(), wrap=True)]
        return column(*parts, gap=14)

    def _map(self) -> list[ft.Control]:
        scene = self.editing.scene
        if self.placing is None:
            return []
        drawn = network_map(
            scene,
            self.people,
            self.placing,
            self.editing.open,
            lambda ring: self.editing.open(f"{NEW}-{ring}"),
        )
        return [*legend(scene, self.people), ft.Container(drawn, alignment=ft.Alignment.CENTER)]

    def _list(self) -> list[ft.Control]:
        scene, look = self.editing.scene, self.editing.look
        if not self.people:
            return [sheet(look, empty(look, "mensen", scene.t("people.first")))]
        drawn: list[ft.Control] = []
        for ring in Ring:
            here = [one for one in self.people if one.place is ring]
            if here:
                lines = ruled(look, [self._line(one) for one in here], gap=4)
                words = scene.t(f"people.ring.{ring.value}")
                name = heading(look, words[:1].upper() + words[1:], 2)
                drawn.append(sheet(look, column(name, lines, gap=8), padding=20 if look.phone else 24))
        return drawn

    def _line(self, one: Contact) -> ft.Control:
        scene, look = self.editing.scene, self.editing.look
        who = who_it_is(scene, one)
        facts = [sign(look, mark, words, "soft", "meta") for mark, words in facts_of(scene, one)]
        words = column(
            text(look, one.name, "label"),
            *([text(look, who, "meta", "soft")] if who else []),
            *([row(*facts, wrap=True, gap=14)] if facts else []),
            gap=2,
            expand=True,
        )
        face = disc(look, maker_of(scene.t, one.name, Role.NEAR), 44)
        onward = icon(look, ft.Icons.CHEVRON_RIGHT_ROUNDED, "soft", 28)
        return tappable(
            look,
            row(face, words, onward, gap=14),
            lambda: self.editing.open(str(one.id)),
            identifier=f"somebody-{one.id}",
            name=said_of(scene, one),
            padding=ft.Padding.symmetric(vertical=10, horizontal=4),
        )

    def _toggle(self) -> list[ft.Control]:
        look, t = self.editing.look, self.editing.t
        if self.placing is None or not self.people:
            return []
        to = "list" if self.as_map else "map"
        mark = ft.Icons.VIEW_LIST_ROUNDED if self.as_map else ft.Icons.BUBBLE_CHART_OUTLINED
        words = t(f"people.as.{to}")
        return [tool(look, mark, words, lambda: self._set_form(to), identifier=f"as-{to}")]

    def _to_apart(self) -> list[ft.Control]:
        """A carer who writes may take up a sheet of their own."""
        scene = self.editing.scene
        writer = scene.talk.writer
        if writer.role is not Role.NEAR:
            return []
        to = quiet(
            scene.look,
            scene.t("people.apart", name=writer.name),
            lambda: scene.visit.speak_apart(writer),
            identifier="to-apart",
            icon=ft.Icons.VOLUNTEER_ACTIVISM_OUTLINED,
        )
        return [to]

    def _left_alone(self) -> ft.Control:
        return rather_not(self.editing.scene, STEPS[Screen.PEOPLE])


def _hint(scene: Scene) -> ft.Control:
    key = "people.tap" if scene.talk.network else "people.first"
    return empty(scene.look, "mensen", scene.t(key))


def _column(content: ft.Control, share: int) -> ft.Control:
    return ft.Column(
        [content, ft.Container(height=20)],
        spacing=0,
        scroll=ft.ScrollMode.AUTO,
        expand=share,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
