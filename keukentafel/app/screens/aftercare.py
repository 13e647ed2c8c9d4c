"""Nazorg: early signs, the pilot light, who cares, income, housing, and when we look together."""

from collections.abc import Callable
from datetime import date

import flet as ft

from keukentafel.app.kit.arranging import barred, by_two, column, row, ruled, sheet
from keukentafel.app.kit.buttons import danger, primary, quiet, secondary
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.tokens import Tone
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.writing import adding_box, writing_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.visit import Visit
from keukentafel.dossier.aftercare import After, Level, Settled, proposed_date
from keukentafel.dossier.dossier import Thing
from keukentafel.journal.names import ObjectId

_SUBJECTS: dict[str, ft.IconData] = {
    "informal_care": ft.Icons.HANDSHAKE_OUTLINED,
    "income": ft.Icons.EURO_ROUNDED,
    "housing": ft.Icons.HOME_OUTLINED,
}
_PROPOSED = (After.TWO_WEEKS, After.SIX_WEEKS, After.THREE_MONTHS, After.SIX_MONTHS, After.A_YEAR)


@ft.component
def aftercare_screen(visit: Visit, talk: Conversation, look: Look) -> ft.Control:
    """Draw the aftercare card."""
    scene = Scene(visit, look)
    t = scene.t
    editing, set_editing = ft.use_state("")
    page = _Card(scene, editing, set_editing)
    head = column(
        heading(look, t("aftercare.title"), 1), text(look, t("aftercare.subtitle"), "table", "soft"), gap=2
    )
    signs = by_two(look, page.signs(Level.ORANGE), page.signs(Level.RED))
    subjects = sheet(
        look, ruled(look, [page.subject(name) for name in _SUBJECTS]), padding=20 if look.phone else 24
    )
    flame = sheet(look, page.flame(), padding=20 if look.phone else 24)
    moments = sheet(look, page.check_ins(), padding=20 if look.phone else 24)
    if look.columns == 2:
        left, right = column(signs, flame, gap=16), column(subjects, moments, gap=16)
        halves: list[ft.Control] = [ft.Container(left, expand=3), ft.Container(right, expand=2)]
        laid: ft.Control = ft.Row(halves, spacing=20, vertical_alignment=ft.CrossAxisAlignment.START)
    else:
        laid = column(signs, flame, moments, subjects, gap=16)
    onward = primary(
        look,
        t("aftercare.to_read_back"),
        lambda: visit.to_table(Screen.READ_BACK),
        identifier="onward",
        after=ft.Icons.ARROW_FORWARD_ROUNDED,
    )
    return at_the_table(scene, column(head, laid, gap=16), primary=onward, scroll=True)


class _Card:
    """The card, of which one part at most is being written."""

    def __init__(self, scene: Scene, editing: str, set_editing: Callable[[str], None]) -> None:
        self.scene = scene
        self.editing = editing
        self._set = set_editing

    def edit(self, what: str) -> None:
        """Open one part for writing; none when empty."""
        self.scene.visit.touch()
        self._set(what)

    # Early signs -----------------------------------------------------------------------------------------

    def signs(self, level: Level) -> ft.Control:
        """Draw the early signs of one level."""
        scene, look, t = self.scene, self.scene.look, self.scene.t
        orange = level is Level.ORANGE
        drawn = ft.Icons.WARNING_AMBER_ROUNDED if orange else ft.Icons.NOTIFICATION_IMPORTANT_OUTLINED
        tone: Tone = "warning" if orange else "negative"
        head = row(
            icon(look, drawn, tone, 28), heading(look, t(f"aftercare.{level.value}"), 2, tone=tone), gap=10
        )
        shown = [self._sign(one, tone) for one in scene.talk.aftercare.signs_at(level)]
        if not shown:
            shown = [text(look, t(f"aftercare.{level.value}.empty"), "body", "soft")]
        adding = self.editing == level.value
        foot = self._new_sign(level) if adding else self._add_sign(level)
        return barred(
            look,
            column(head, *shown, foot, gap=8),
            tone="warning-soft" if orange else "negative-soft",
            line="warning-line" if orange else "negative-line",
            padding=ft.Padding.symmetric(horizontal=20, vertical=16),
        )

    def _sign(self, one: Thing, tone: Tone) -> ft.Control:
        look, action = self.scene.look, one.words("action").text
        known = text(look, one.words("text").text, "table")
        if self.editing == one.id:
            return self._action_of(one)
        calls = fact(look, ft.Icons.CALL_OUTLINED, action, "ink", "metabold") if action else None
        change = quiet(
            look,
            self.scene.t("aftercare.sign.action"),
            lambda: self.edit(one.id),
            identifier=f"sign-action-{one.id}",
            icon=ft.Icons.CALL_OUTLINED,
        )
        return column(known, calls or row(change), gap=2)

    def _action_of(self, one: Thing) -> ft.Control:
        scene = self.scene
        box = scene.talk.box("sign.action", one.id, one.words("action").text)

        def leave(_box: object) -> None:
            scene.talk.leave(box)
            self.edit("")

        return column(
            text(scene.look, one.words("text").text, "table"),
            writing_box(
                scene,
                box,
                scene.t("aftercare.sign.action"),
                identifier="sign-action",
                left=leave,
                autofocus=True,
            ),
            gap=6,
        )

    def _add_sign(self, level: Level) -> ft.Control:
        add = quiet(
            self.scene.look,
            self.scene.t("aftercare.sign.add"),
            lambda: self.edit(level.value),
            identifier=f"add-{level.value}",
            name=f"{self.scene.t('aftercare.sign.add')}: {self.scene.t(f'aftercare.{level.value}')}",
            icon=ft.Icons.ADD_ROUNDED,
        )
        return row(add)

    def _new_sign(self, level: Level) -> ft.Control:
        scene = self.scene

        def level_it(made: ObjectId) -> None:
            scene.talk.say("sign.level", level.value, made)
            self.edit(made)

        return adding_box(
            scene,
            "sign.text",
            scene.t("aftercare.sign.text"),
            identifier=f"sign-{level.value}",
            lines=1,
            also=level_it,
        )

    # What must stay settled ------------------------------------------------------------------------------

    def flame(self) -> ft.Control:
        """Draw the pilot light: who keeps an eye on it, how often, until when."""
        look = self.scene.look
        words = self._settled("pilot_light", "heading")
        return row(pictogram(look, "waakvlam", 64), ft.Container(words, expand=True), gap=14, top=True)

    def subject(self, name: str) -> ft.Control:
        """Draw one of the other three subjects."""
        look = self.scene.look
        settled = self.scene.talk.aftercare.settled[name]
        mark = ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED if not settled.open else ft.Icons.EDIT_OUTLINED
        sign = icon(look, mark, "positive" if not settled.open else "warning", 22)
        inner = row(
            icon(look, _SUBJECTS[name], "pen", 24),
            ft.Container(self._settled(name, "label"), expand=True),
            sign,
            gap=12,
            top=True,
        )
        return ft.Container(inner, padding=ft.Padding.symmetric(vertical=10))

    def _settled(self, name: str, role: str) -> ft.Control:
        scene, look, t = self.scene, self.scene.look, self.scene.t
        settled = scene.talk.aftercare.settled[name]
        title = heading(look, t(f"aftercare.{name}"), 3, role=role)  # type: ignore[arg-type]
        if self.editing in {name, f"not-{name}"}:
            return column(title, self._settling(name, settled), gap=6)
        said = settled.text
        if settled.not_needed:
            said = t("aftercare.not_needed.because", reason=settled.text)
        shown = text(look, said or t("aftercare.open"), "body", "ink" if said else "warning")
        fill = quiet(
            look,
            t("app.edit") if said else t("aftercare.fill"),
            lambda: self.edit(name),
            identifier=f"fill-{name}",
            name=f"{t('app.edit')}: {t(f'aftercare.{name}')}",
            icon=ft.Icons.EDIT_OUTLINED,
        )
        never = quiet(
            look,
            t("aftercare.not_needed"),
            lambda: self.edit(f"not-{name}"),
            identifier=f"not-needed-{name}",
            name=f"{t(f'aftercare.{name}')}: {t('aftercare.not_needed')}",
        )
        return column(title, shown, row(fill, *([never] if settled.open else []), wrap=True, gap=4), gap=2)

    def _settling(self, name: str, settled: Settled) -> ft.Control:
        scene, talk, t = self.scene, self.scene.talk, self.scene.t
        never = self.editing == f"not-{name}"
        card = talk.dossier.one("aftercare")
        before = settled.text if settled.not_needed == never else ""
        box = talk.box(f"aftercare.{name}", card.id if card else None, before)

        def leave(_box: object) -> None:
            talk.leave(box, "not_needed" if never else "filled")

        def done() -> None:
            leave(box)
            self.edit("")

        label = t("aftercare.not_needed") if never else t(f"aftercare.{name}.help")
        written = writing_box(
            scene, box, label, identifier=f"settle-{name}", lines=2, left=leave, autofocus=True
        )
        return column(
            written, row(quiet(scene.look, t("app.done"), done, identifier=f"settle-{name}-done")), gap=4
        )

    # Check-ins -------------------------------------------------------------------------------------------

    def check_ins(self) -> ft.Control:
        """Draw when we look together how it goes."""
        look, t = self.scene.look, self.scene.t
        moments = self.scene.talk.aftercare.check_ins
        head = heading(look, t("aftercare.check_ins"), 2)
        if moments:
            return column(head, ruled(look, [self._check_in(one) for one in moments]), gap=10)
        propose = secondary(
            look,
            t("aftercare.check_ins.propose"),
            self._propose,
            identifier="propose-check-ins",
            icon=ft.Icons.EVENT_OUTLINED,
        )
        return column(head, text(look, t("aftercare.check_ins.empty"), "body", "soft"), row(propose), gap=10)

    def _check_in(self, one: Thing) -> ft.Control:
        scene, look, t = self.scene, self.scene.look, self.scene.t
        day = date.fromisoformat(one.words("date").text) if one.words("date") else None
        after = one.words("after").text
        when = " · ".join(
            part for part in (t(f"after.{after}") if after else "", t.day(day) if day else "") if part
        )
        how = one.words("how").text
        if self.editing == one.id:
            return self._check_in_form(one, when)
        words = column(
            text(look, when, "label"),
            text(look, how or t("aftercare.check_in.how.empty"), "meta", "soft"),
            gap=0,
            expand=True,
        )
        change = quiet(
            look,
            t("app.edit"),
            lambda: self.edit(one.id),
            identifier=f"check-in-{after}",
            name=f"{t('app.edit')}: {when}",
            icon=ft.Icons.EDIT_OUTLINED,
        )
        mark = icon(look, ft.Icons.EVENT_OUTLINED, "pen", 24)
        return ft.Container(row(mark, words, change, gap=14), padding=ft.Padding.symmetric(vertical=8))

    def _check_in_form(self, one: Thing, when: str) -> ft.Control:
        scene, t = self.scene, self.scene.t
        box = scene.talk.box("check_in.how", one.id, one.words("how").text)

        def done() -> None:
            scene.talk.leave(box)
            self.edit("")

        def strike() -> None:
            self.edit("")
            scene.talk.strike(one)

        buttons = row(
            quiet(scene.look, t("app.done"), done, identifier="check-in-done"),
            danger(scene.look, t("plan.agreement.strike"), strike, identifier="check-in-strike", small=True),
            wrap=True,
        )
        label = f"{when}. {t('aftercare.check_in.how')}"
        return column(
            writing_box(scene, box, label, identifier="check-in-how", autofocus=True), buttons, gap=6
        )

    def _propose(self) -> None:
        scene = self.scene
        start = scene.t.today(scene.visit.house.clock())
        for after in _PROPOSED:
            moment = {"after": after.value, "date": proposed_date(after, start).isoformat()}
            scene.talk.say_together("check_in", dict(moment))
