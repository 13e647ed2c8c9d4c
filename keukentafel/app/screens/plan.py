"""Ons plan: wishes in own words, what was agreed for them, who keeps the overview, and the key person."""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.agreements import agreement
from keukentafel.app.kit.arranging import column, row, rule, ruled, sheet
from keukentafel.app.kit.buttons import icon_button, quiet
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.signs import chip, fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.agreed import notes, title
from keukentafel.app.screens.agreement_form import agreement_form, new_for, slot_of
from keukentafel.app.screens.choosing import to_choose
from keukentafel.app.screens.coherence import coherence
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.going_on import onward_button
from keukentafel.app.screens.made_by import made_by
from keukentafel.app.screens.overview import chooser, role, views
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.story import said, strength
from keukentafel.app.screens.writing import adding_box, pen_holder, whose_words
from keukentafel.app.state.agreeing import Agreeing
from keukentafel.app.state.board import Role
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.talk_form import TalkForm
from keukentafel.dossier.dossier import Thing
from keukentafel.dossier.plan import Agreement, Wish
from keukentafel.dossier.sentence import Words


@screen
def plan_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the plan: it begins with what goes well, and with what was kept for now."""
    look = scene.look
    editing, set_editing = ft.use_state("")
    board = _Board(scene, editing, set_editing)
    wishes = [board.wish(one) for one in talk.plan.wishes]
    loose = [board.loose()] if talk.plan.loose else []
    label = scene.t("plan.wish.add") if wishes else scene.t("plan.wish.first")
    new_wish = column(
        adding_box(scene, "wish.text", label, identifier="wish", hint=scene.t("plan.wish.hint")),
        *whose_words(scene),
        gap=16,
    )
    body = column(
        _head(scene, board),
        *to_choose(scene, "wish", "agreement", "plan"),
        *_strengths(scene),
        *_parked(scene),
        *coherence(scene),
        *wishes,
        *loose,
        sheet(look, new_wish),
        gap=16,
    )
    onward = onward_button(scene, Screen.PLAN, scene.t("plan.to_aftercare"))
    return at_the_table(scene, body, primary=onward, scroll=True, aloud=scene.sheet.plan(talk.plan))


class _Board:
    """The wishes with their agreements, of which one at most is being written."""

    def __init__(self, scene: Scene, editing: str, set_editing: Callable[[str], None]) -> None:
        self.scene = scene
        self.editing = editing
        self._set = set_editing

    @property
    def pen(self) -> Editing:
        """What is open, for the form of an agreement."""
        return Editing(self.scene, self.editing, self._set)

    def edit(self, what: str) -> None:
        """Open one agreement, the lead or the key person for writing; nothing when empty."""
        self.scene.visit.touch()
        self.scene.talk.boxes.leave_all()
        self._set(what)

    def close(self) -> None:
        """Write down what is open, and close it."""
        self.edit("")

    def wish(self, one: Wish) -> ft.Control:
        """Draw a wish with its agreements."""
        scene, look = self.scene, self.scene.look
        # One list with keys, so that an agreement being written stays the same box once it exists.
        lines = {each.id: self._agreement(each) for each in one.agreements}
        slot = slot_of(one.id)
        if self.editing == slot or scene.talk.boxes.begun(slot):
            written = new_for(self.pen, one.id)
            lines[written.thing] = agreement_form(self.pen, written)
        agreed = [
            ft.Container(column(rule(look), line, gap=16) if at else line, key=f"agreement-{key}")
            for at, (key, line) in enumerate(lines.items())
        ]
        quoted = column(
            *said(scene, one.text, f"wish-{one.id}", role="heading", past=(one.id, "wish.text")), gap=10
        )
        return sheet(
            look,
            column(quoted, rule(look), column(*agreed, gap=16), self._add(one), gap=16),
            padding=20 if look.phone else 28,
        )

    def _add(self, wish: Wish) -> ft.Control:
        scene, slot, t = self.scene, slot_of(wish.id), self.scene.t

        def begin() -> None:
            self.edit("")
            scene.talk.boxes.renew(slot)
            self._set(slot)
            scene.talk.changed()

        words = scene.t("plan.agreement.add")
        name = f"{words}: {wish.text.text}"
        form = TalkForm(scene.talk, scene.visit.house.guide)
        if form.agreements_are_enough and not scene.talk.boxes.begun(slot):
            most = form.variant.most_agreements
            enough = fact(scene.look, ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, t("plan.enough", count=most))
            return ft.Semantics(content=enough, identifier=f"enough-{wish.id}", container=True)
        add = quiet(
            scene.look, words, begin, identifier=f"add-{wish.id}", name=name, icon=ft.Icons.ADD_ROUNDED
        )
        return row(add)

    def loose(self) -> ft.Control:
        """Draw the agreements that are for no wish in particular."""
        scene, look = self.scene, self.scene.look
        lines = [self._agreement(one) for one in scene.talk.plan.loose]
        return sheet(look, column(heading(look, scene.t("plan.loose"), 2), *lines, gap=16))

    def _agreement(self, one: Agreement) -> ft.Control:
        if self.editing == one.id:
            return agreement_form(self.pen, Agreeing(self.scene.talk, one.id))
        scene, look, t = self.scene, self.scene.look, self.scene.t
        latest = one.what.latest or one.who.latest
        drawn = agreement(
            look,
            title(scene, one),
            who=one.who.text or t("plan.no_who"),
            when=one.when.text or t("plan.no_when"),
            pace=one.pace,
            pace_word=t(f"pace.{one.pace.value}"),
            notes=notes(scene, one),
            made=made_by(scene, [one.id], "agreement.what", latest, by_hand=False) if latest else None,
            identifier=f"agreement-{one.id}",
        )
        name = f"{t('app.edit')}: {title(scene, one)}"
        change = icon_button(
            look, ft.Icons.EDIT_OUTLINED, name, lambda: self.edit(one.id), identifier=f"edit-{one.id}"
        )
        return row(ft.Container(drawn, expand=True), change, gap=8, top=True)


def _head(scene: Scene, board: _Board) -> ft.Control:
    look, t, plan = scene.look, scene.t, scene.talk.plan
    roles: dict[Role, Words] = {"lead": plan.lead, "key_person": plan.key_person}
    choosing = next((each for each in roles if board.editing == each), None)
    said = row(*(role(scene, name, words, board.edit) for name, words in roles.items()), wrap=True, gap=16)
    asked = [chooser(scene, choosing, roles[choosing], board.close)] if choosing else []
    head = column(heading(look, t("plan.title"), 1), *_early(scene), said, *asked, gap=6)
    return column(head, views(scene, Screen.PLAN), pen_holder(scene), gap=14)


def _early(scene: Scene) -> list[ft.Control]:
    """Say for everybody at the table why the plan is open before the story was told."""
    reason, t = scene.talk.opened_early, scene.t
    if reason is None or scene.talk.story.assented:
        return []
    words = t("shut.opened_early", reason=t(f"shut.because.{reason.value}"))
    drawn = fact(scene.look, ft.Icons.LOCK_OPEN_OUTLINED, words)
    return [ft.Semantics(content=drawn, identifier="opened-early", container=True)]


def _strengths(scene: Scene) -> list[ft.Control]:
    """The plan begins with what goes well."""
    cards = scene.talk.story.strengths
    if not cards:
        return []
    look = scene.look
    head = row(
        pictogram(look, "bloem", 44), heading(look, scene.t("story.strengths"), 2, expand=True), gap=10
    )
    laid = column(head, *(strength(scene, one) for one in cards), gap=10)
    padding = 20 if look.phone else 28
    return [ft.Semantics(content=sheet(look, laid, padding=padding), identifier="plan-strengths")]


def _parked(scene: Scene) -> list[ft.Control]:
    """What was named too early comes back, to be made into something, or struck."""
    parked = scene.talk.story.parked
    if not parked:
        return []
    look, t = scene.look, scene.t
    head = column(
        heading(look, t("plan.parked"), 2), text(look, t("plan.parked.fits"), "table", "soft"), gap=2
    )
    lines = ruled(look, [_parked_line(scene, one) for one in parked], gap=8)
    return [sheet(look, column(head, lines, gap=12), padding=20 if look.phone else 28)]


def _parked_line(scene: Scene, one: Thing) -> ft.Control:
    look, t, talk, visit = scene.look, scene.t, scene.talk, scene.visit
    words = one.words("text").text

    def way(key: str, act: Callable[[], None]) -> ft.Control:
        def tapped() -> None:
            visit.touch()
            act()

        said = t(f"plan.parked.{key}")
        return quiet(look, said, tapped, identifier=f"parked-{key}-{one.id}", name=f"{said}: {words}")

    enough = TalkForm(talk, visit.house.guide).agreements_are_enough
    agreed = [] if enough else [way("agreement", lambda: talk.make_of_parked(one, "agreement.what"))]
    ways = (
        way("wish", lambda: talk.make_of_parked(one, "wish.text")),
        *agreed,
        way("strike", lambda: talk.strike(one)),
    )
    return column(
        row(chip(look, words, ft.Icons.BOOKMARK_BORDER_ROUNDED)), row(*ways, wrap=True, gap=4), gap=4
    )
