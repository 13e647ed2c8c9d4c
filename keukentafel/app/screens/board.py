"""Op volgorde: the plan as a board, by whose turn it is; and below it who takes part, and how often.

Every card has a button that moves it. Where lanes lie beside each other a card may be dragged as well, which
does the same.
"""

from typing import Final

import flet as ft

from keukentafel.app.kit.arranging import beside, column, inset, row, sheet
from keukentafel.app.kit.board import card, lane, lanes
from keukentafel.app.kit.buttons import primary, quiet, secondary
from keukentafel.app.kit.quotes import Tool
from keukentafel.app.kit.screen import empty
from keukentafel.app.kit.signs import sign
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.agreed import title, who_and_when
from keukentafel.app.screens.agreement_form import agreement_form
from keukentafel.app.screens.board_parties import parties_section
from keukentafel.app.screens.board_visits import visits_section, visits_words
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.going_on import onward_button
from keukentafel.app.screens.overview import role, views
from keukentafel.app.screens.pace import pace_choice
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.state.agreeing import Agreeing
from keukentafel.app.state.board import Board
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.talk_form import TalkForm
from keukentafel.dossier.party import Party
from keukentafel.dossier.plan import Agreement, Pace, wants_reason
from keukentafel.journal.names import ObjectId

_STOP: Final = "stop:"
_MOVE: Final = "move:"
_NEW: Final = "new:"
_GROUP: Final = "board"
_PAIRS: Final = {
    Pace.NOW: (Pace.NOW, Pace.LATER),
    Pace.LATER: (Pace.NOW, Pace.LATER),
    Pace.WAIT: (Pace.WAIT, Pace.STOPS),
    Pace.STOPS: (Pace.WAIT, Pace.STOPS),
}
"""Which lanes lie beside each other where there is room for two."""

_CARD: Final = 110
"""How high a card is at least, with what is between two, in pixels."""

_HELD: Final = 264
"""How wide a card is while it is dragged, in pixels."""


@screen
def board_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the board, with one agreement at most being moved or written."""
    look, t = scene.look, scene.t
    what, set_what = ft.use_state("")
    laid = _Laid(Editing(scene, what, set_what), Board(talk))
    written = laid.writing()
    if written is not None:
        return at_the_table(scene, column(heading(look, t("plan.title"), 1), written, gap=14), scroll=True)
    body = column(_head(scene), laid.lanes(), laid.below(), gap=20)
    if TalkForm(talk, scene.visit.house.guide).agreements_are_enough:
        first = onward_button(scene, Screen.PLAN, t("plan.to_aftercare"))
    else:
        words = t("plan.agreement.add")
        first = primary(look, words, laid.begin, identifier="add", icon=ft.Icons.ADD_ROUNDED)
    said = [t("board.question"), *scene.sheet.board(talk.plan), *visits_words(scene)]
    return at_the_table(scene, body, primary=first, scroll=True, aloud=said)


def _head(scene: Scene) -> ft.Control:
    look, t, plan = scene.look, scene.t, scene.talk.plan
    chosen = [role(scene, "lead", plan.lead), role(scene, "key_person", plan.key_person)]
    most = plan.most_visits
    if most is not None:
        chosen.append(sign(look, ft.Icons.DOOR_FRONT_DOOR_OUTLINED, _limit(scene, most), "soft", "meta"))
    facts = column(*chosen, gap=4) if look.narrow else row(*chosen, wrap=True, gap=20)
    question = heading(look, t("board.question"), 2)
    return column(heading(look, t("plan.title"), 1), facts, views(scene, Screen.BOARD), question, gap=6)


def _limit(scene: Scene, most: int) -> str:
    t, now = scene.t, Board(scene.talk).visits.a_week
    limit = t("board.limit.one") if most == 1 else t("board.limit.some", count=most)
    return t("board.limit.now", limit=limit, count=now) if now else limit


class _Laid:
    """What lies on the board, and the one thing of it that is open."""

    def __init__(self, editing: Editing, board: Board) -> None:
        self.editing = editing
        self.board = board

    def begin(self, party: Party | None = None) -> None:
        """Begin a new agreement, with a party if it is to have a place."""
        boxes = self.editing.talk.boxes
        boxes.leave_all()
        boxes.renew(self.board.new_agreement(party).slot)
        self.editing.open(_NEW + (party.id if party else ""))

    def writing(self) -> ft.Control | None:
        """Draw the agreement that is being written, if any: as long as it is, nothing else lies there."""
        look, t = self.editing.look, self.editing.t
        agreeing = self._written
        if agreeing is None:
            return None
        known = agreeing.known
        words = t("app.edit") if known and not agreeing.slot else t("plan.agreement.add")
        head = heading(look, words, 2)
        form = agreement_form(self.editing, agreeing)
        drawn = sheet(look, column(head, form, gap=14), padding=20 if look.phone else 28)
        return ft.Container(drawn, key=f"writing-{agreeing.thing}")

    @property
    def _written(self) -> Agreeing | None:
        """The agreement that is open: one that stands, or a new one, with a party or without."""
        what = self.editing.what
        if any(one.id == what for one in self.editing.talk.plan.agreements):
            return self.board.agreeing(ObjectId(what))
        for party in (None, *self.board.parties):
            new = self.board.new_agreement(party)
            if what == _NEW + (party.id if party else "") or self.editing.talk.boxes.begun(new.slot):
                return new
        return None

    def lanes(self) -> ft.Control:
        """Draw the four lanes, or an invitation where nothing was agreed yet."""
        look, t = self.editing.look, self.editing.t
        if not self.editing.talk.plan.agreements:
            return sheet(look, empty(look, "plan", t("board.empty")))
        return lanes(look, *(self._lane(pace) for pace in Pace))

    def below(self) -> ft.Control:
        """Draw how many visits there are, and who takes part."""
        look = self.editing.look
        padding = 20 if look.phone else 24
        visits = sheet(look, visits_section(self.editing), padding=padding)
        parties = sheet(look, parties_section(self.editing, self.begin), padding=padding)
        return beside(look, visits, parties, stretch=False)

    def _lane(self, pace: Pace) -> ft.Control:
        look, t = self.editing.look, self.editing.t
        cards = [self._card(one) for one in self.board.at(pace)]
        drawn = lane(look, pace, t(f"pace.{pace.value}"), cards)
        found = ft.Semantics(content=drawn, identifier=f"lane-{pace.value}", container=True)
        if look.narrow:
            return found

        def dropped(event: ft.DragTargetEvent) -> None:
            agreed = next(
                (one for one in self.editing.talk.plan.agreements if one.id == event.src.data), None
            )
            if agreed is not None:
                self._move(agreed, pace)

        # A card may be let go anywhere in a lane, also where nothing lies yet.
        beside_it = Pace if look.landscape else _PAIRS[pace]
        fullest = max(len(self.board.at(one)) for one in beside_it)
        room = ft.Container(height=max(fullest - len(cards), 0) * _CARD)
        return ft.DragTarget(column(found, room, gap=0), group=_GROUP, on_accept=dropped)

    def _move(self, one: Agreement, pace: Pace) -> None:
        self.editing.close()
        if not self.board.agreeing(one.id).move(pace):
            self.editing.open(_STOP + one.id)

    def _card(self, one: Agreement) -> ft.Control:
        editing, look, t = self.editing, self.editing.look, self.editing.t
        name = title(editing.scene, one)
        if editing.what in {_MOVE + one.id, _STOP + one.id}:
            return ft.Container(self._moving(one), key=f"moving-{one.id}")
        move = Tool(
            f"{t('board.move')}: {name}",
            f"move-{one.id}",
            lambda: editing.open(_MOVE + one.id),
            ft.Icons.MORE_HORIZ_ROUNDED,
        )
        drawn = card(look, name, self._second(one), move=move)
        if look.narrow:
            return drawn
        # What hangs under the finger lies outside the page, where letters have no face but that of a card.
        lying = ft.Card(ft.Container(card(look, name, self._second(one)), width=_HELD), elevation=0, margin=0)
        return ft.Draggable(
            drawn, group=_GROUP, data=one.id, content_feedback=lying, affinity=ft.Axis.HORIZONTAL
        )

    def _second(self, one: Agreement) -> str:
        """Who and when; in a lane that is not *now* why, or that nobody wrote why yet."""
        why = self.editing.t("board.no_reason") if wants_reason(one) else one.reason.text
        said = (who_and_when(self.editing.scene, one), why)
        return "\n".join(words for words in said if words)

    def _moving(self, one: Agreement) -> ft.Control:
        editing, look, t = self.editing, self.editing.look, self.editing.t
        stops = editing.what == _STOP + one.id
        asked = pace_choice(editing, self.board.agreeing(one.id), stops=stops)
        done = secondary(look, t("app.done"), editing.close, identifier="move-done", small=True)
        change = quiet(
            look,
            t("app.edit"),
            lambda: editing.open(one.id),
            identifier="move-change",
            icon=ft.Icons.EDIT_OUTLINED,
        )
        name = text(look, title(editing.scene, one), "strong")
        return inset(look, column(name, asked, row(done, change, wrap=True, gap=8), gap=14), padding=14)
