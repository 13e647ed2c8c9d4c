"""What every screen draws with: the visit, the look of this window, and the words."""

from collections.abc import Sequence
from dataclasses import dataclass

import flet as ft

from keukentafel.app.aloud import Sheet
from keukentafel.app.kit.arranging import gap, row
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.people import Maker, initial_of
from keukentafel.app.kit.screen import bottombar, screen, tool, topbar, turned
from keukentafel.app.kit.signs import chip, fact
from keukentafel.app.kit.signs import saved as saved_sign
from keukentafel.app.kit.words import spoken
from keukentafel.app.screens.spoken_here import language_tool
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.naming import Naming
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.reading_aloud import ReadingAloud
from keukentafel.app.state.saved import Saved, Saving
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.second_language import SecondLanguage
from keukentafel.app.state.visit import Visit
from keukentafel.app.texts import Texts
from keukentafel.dossier.people import Person
from keukentafel.dossier.sentence import Sentence
from keukentafel.journal.speaker import Face, Role


@dataclass(frozen=True)
class Scene:
    """The visit, the look and the words, handed to every screen."""

    visit: Visit
    look: Look

    @property
    def t(self) -> Texts:
        """The words; outside the work face in the form in which the person who is at it is spoken to."""
        texts, talk = self.visit.house.texts, self.visit.conversation
        if talk is None or talk.face is Face.WORK:
            return texts
        return texts.to(talk.address)

    @property
    def second_language(self) -> SecondLanguage:
        """The language beside Dutch in which somebody interprets."""
        return SecondLanguage(self.talk, self.visit.house.guides)

    @property
    def talk(self) -> Conversation:
        """The household that is open."""
        if self.visit.conversation is None:
            raise RuntimeError("this screen needs an open household")
        return self.visit.conversation

    @property
    def sheet(self) -> Sheet:
        """What puts the sheet that lies here into texts to be read aloud."""
        return Sheet(self.t, self.talk.voices)

    def maker(self, sentence: Sentence, *, by_hand: bool = True) -> Maker:
        """Return whose words a sentence is, with when, and who wrote it down when that was another."""
        voice, hand = self.talk.person(sentence.voice), self.talk.person(sentence.hand)
        words = [self.t.when(sentence.claimed, self.visit.house.clock())]
        if by_hand and sentence.taken_down:
            words.append(self.t("story.taken_down", name=short_name(hand)))
        return maker_of(self.t, short_name(voice), voice.role, "\u00a0 ·\u00a0 ".join(words))

    @property
    def naming(self) -> Naming:
        """What is called what, where nobody has given a name."""
        return Naming(self.visit.house)

    def demo_mark(self) -> list[ft.Control]:
        """Return the word that says that this is the demo, if it is."""
        return [chip(self.look, self.t("app.demo"))] if self.visit.house.demo else []

    def notice(self) -> list[ft.Control]:
        """Return the message that is up, if any."""
        found = self.visit.notice
        return [self.banner(found)] if found else []

    def banner(self, notice: Notice, action: ft.Control | None = None) -> ft.Control:
        """Draw a message."""
        body = self.t(notice.body, **notice.values) if notice.body else ""
        title = self.t(notice.title, **notice.values)
        return banner(self.look, notice.kind, title, body, identifier="notice", action=action)  # type: ignore[arg-type]


def maker_of(texts: Texts, name: str, role: Role, when: str = "") -> Maker:
    """Return a maker whose disc has the letter of the name itself, not of its title."""
    return Maker(name, role, when, initial_of(name, texts("initial.passed_over").split()))


def short_name(person: Person) -> str:
    """Return the name that stands with a sentence: a worker's first name, anybody else's name as it is."""
    return person.name.split(" ", 1)[0] if person.role.value == "worker" else person.name


@ft.component
def saved_note(saved: Saved, look: Look, texts: Texts) -> ft.Control:
    """Say what is kept where; renders by itself, so that typing does not draw the whole screen again."""
    if saved.saving is Saving.SAVED:
        short = look.scale >= 1.5
        words = texts("saved.saved.short" if short else "saved.saved", time=texts.clock(saved.at))
    else:
        words = texts(f"saved.{saved.saving.value}")
    if saved.saving in {Saving.FAILED, Saving.UNFIT}:
        wrong = fact(look, ft.Icons.ERROR_OUTLINE_ROUNDED, words, "negative", "metabold")
        return spoken(wrong, identifier="saved")
    return saved_sign(look, words, identifier="saved")


@ft.component
def undo_button(talk: Conversation, look: Look, texts: Texts) -> ft.Control:
    """Offer to undo what was written down last, where who writes now may; renders by itself."""
    if not talk.changes.undoable:
        return ft.Container(width=0, height=0)
    words = texts("past.undo")
    icon = None if look.narrow else ft.Icons.UNDO_ROUNDED
    return quiet(look, words, talk.changes.undo, identifier="undo", icon=icon)


@ft.component
def aloud_tool(aloud: ReadingAloud, said: Sequence[str], look: Look, texts: Texts) -> ft.Control:
    """Draw the button that reads aloud, where a voice of this machine can; renders by itself."""

    def toggle() -> None:
        aloud.toggle(said)

    if aloud.reading is None:
        icon, words = ft.Icons.VOLUME_UP_ROUNDED, texts("aloud.read")
    else:
        icon, words = ft.Icons.STOP_CIRCLE_OUTLINED, texts("aloud.stop")
    drawn = tool(look, icon, words, toggle, identifier="aloud")
    return ft.Semantics(
        content=drawn, identifier=aloud.order, container=True, visible=aloud.possible and bool(said)
    )


def at_the_table(
    scene: Scene,
    body: ft.Control,
    *,
    primary: ft.Control | None = None,
    secondary: ft.Control | None = None,
    pair: bool = False,
    scroll: bool | None = None,
    sheets: bool = True,
    writing: bool = True,
    aloud: Sequence[str] = (),
) -> ft.Control:
    """Return a screen of the table face: bar, sheets, bar; turned round when somebody opposite reads.

    Without ``writing`` nothing is said about saving: what is on the screen has gone further than this tablet.
    Without ``sheets``, because they lie here already, the way to the resident's card stands in their place.
    ``aloud`` is what is read aloud from this screen, text by text.
    """
    look, visit, t = scene.look, scene.visit, scene.t

    def turn() -> None:
        visit.turned = not visit.turned

    icon, words, to = ft.Icons.MENU_BOOK_ROUNDED, t("app.sheets"), Screen.SHEETS
    if not sheets:
        icon, words, to = ft.Icons.HELP_OUTLINE_ROUNDED, t("help.title"), Screen.CARD
    left = tool(look, icon, words, lambda: visit.to_table(to), identifier="sheets" if sheets else "card")
    reading = aloud_tool(visit.aloud, aloud, look, t)
    turning = tool(look, ft.Icons.FLIP_CAMERA_ANDROID_ROUNDED, t("app.turn"), turn, identifier="turn")
    # A phone has room for it on one sheet only; what is being typed elsewhere waits in its box.
    language = language_tool(scene.look, visit, t) if not (look.narrow and sheets) else []
    note = row(
        ft.Container(saved_note(scene.talk.saved, look, t), expand=True), undo_button(scene.talk, look, t)
    )
    drawn = screen(
        look,
        body,
        top=topbar(look, scene.talk.name, left=left, tools=[reading, *language, turning]),
        bottom=bottombar(
            look, primary=primary, secondary=secondary, note=note if writing else None, pair=pair
        ),
        scroll=scroll,
    )
    return turned(look, drawn, visit.turned)


def small_gap() -> ft.Control:
    """Return a little room between two groups."""
    return gap(4)
