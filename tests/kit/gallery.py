"""Every part of the kit on a page, to be looked at and to be driven.

``python -m tests.kit.gallery PORT`` serves ``/parts``, ``/story``, ``/open`` and ``/listen``, each followed
by a theme and a text scale: ``/parts/dark/2.0``.
"""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

import flet as ft

from keukentafel.app.kit import (
    agreements,
    banners,
    board,
    buttons,
    choices,
    code,
    fields,
    keypad,
    listening,
    people,
    pictures,
    quotes,
    screen,
    signature,
    signs,
    words,
)
from keukentafel.app.kit.arranging import beside, by_two, column, inset, row, rule, sheet
from keukentafel.app.kit.look import FONTS, Look, look_for, theme_of
from keukentafel.app.kit.people import Maker
from keukentafel.app.kit.tokens import assets_folder
from keukentafel.dossier.plan import Pace
from keukentafel.journal.speaker import Role

PACES = {Pace.NOW: "Nu", Pace.LATER: "Straks", Pace.WAIT: "Even wachten", Pace.STOPS: "Stopt"}
WIT = Maker("mevrouw De Wit", when="14:02", initial="W")


@ft.observable
@dataclass
class State:
    """What the gallery remembers."""

    name: str = "mevrouw De Wit"
    when: str = "32 oktober"
    what: str = ""
    tapped: str = ""
    answer: str | None = "ja-maar"
    seen: str | None = None
    view: str = "wens"
    rest: bool = True
    pin: str = ""
    beats: int = 0
    strokes: tuple[signature.Stroke, ...] = ()
    asking: bool = False
    log: list[str] = field(default_factory=list)


def _tapped(state: State, what: str) -> Callable[[], None]:
    def tap() -> None:
        state.tapped = what

    return tap


def _part(look: Look, name: str, *controls: ft.Control, gap: float = 12) -> ft.Control:
    return sheet(look, column(words.text(look, name, "metabold", "soft"), *controls, gap=gap), padding=22)


def _swatch(look: Look, tone: str) -> ft.Control:
    color = ft.Container(
        height=44, bgcolor=look.color(tone), border_radius=6, border=ft.Border.all(1, look.color("line"))
    )
    return column(color, words.text(look, tone, "meta", "soft"), gap=2, expand=1)


def letters(look: Look) -> ft.Control:
    t = words.text
    return _part(
        look,
        "Letters",
        t(look, "Vertel maar", "display"),
        words.heading(look, "Uw verhaal", 1),
        words.heading(look, "Wat goed gaat", 2),
        t(look, "Wat gezegd wordt, staat in Literata.", "quote"),
        t(look, "Wat het apparaat zegt, staat in Noto Sans.", "table"),
        t(look, "Bijschrift, nooit kleiner dan 16.", "meta", "soft"),
        gap=6,
    )


def colors(look: Look) -> ft.Control:
    rows = [("table", "paper", "inset", "ink", "soft"), ("pen", "clay", "leaf", "honey", "marker")]
    return _part(
        look, "Kleuren", *(row(*(_swatch(look, tone) for tone in tones), gap=10) for tones in rows), gap=8
    )


def knobs(look: Look, state: State) -> ft.Control:
    tap = _tapped
    one = row(
        buttons.primary(
            look, "Nieuw gesprek", tap(state, "nieuw"), identifier="nieuw-gesprek", icon=ft.Icons.ADD_ROUNDED
        ),
        buttons.secondary(look, "Andere wens", tap(state, "wens"), identifier="andere-wens"),
        wrap=True,
        gap=12,
    )
    two = row(
        buttons.quiet(
            look,
            "Voorlezen",
            tap(state, "voorlezen"),
            identifier="voorlezen",
            icon=ft.Icons.VOLUME_UP_ROUNDED,
        ),
        buttons.danger(
            look, "Weggooien", tap(state, "weg"), identifier="weggooien", icon=ft.Icons.DELETE_OUTLINE_ROUNDED
        ),
        buttons.locked(look, "Nog niet open", "Eerst ‘Dit is mijn verhaal’.", identifier="nog-niet"),
        wrap=True,
        gap=12,
    )
    three = row(
        buttons.icon_button(
            look, ft.Icons.EDIT_OUTLINED, "Veranderen", tap(state, "pen"), identifier="veranderen"
        ),
        buttons.icon_button(
            look, ft.Icons.REPLAY_ROUNDED, "Opnieuw", tap(state, "opnieuw"), identifier="opnieuw", ring=True
        ),
        buttons.icon_button(
            look,
            ft.Icons.PAUSE_ROUNDED,
            "Even stil",
            tap(state, "stil"),
            identifier="stil",
            filled=True,
            side=56,
        ),
        gap=12,
    )
    return _part(look, "Knoppen", one, two, three)


def choosing(look: Look, state: State) -> ft.Control:
    options = [
        choices.Choice("ja", "Ja, zo is het goed"),
        choices.Choice(
            "ja-maar", "Ja, maar ik wil er iets bij zeggen", "Wat u zegt, komt er letterlijk bij te staan."
        ),
    ]
    seen = [choices.Choice("ja", "Ja"), choices.Choice("nog-niet", "Nog niet")]
    views = [
        choices.Choice("wens", "Per wens", icon=ft.Icons.FAVORITE_BORDER_ROUNDED),
        choices.Choice("bord", "Op volgorde", icon=ft.Icons.VIEW_COLUMN_OUTLINED),
    ]
    return _part(
        look,
        "Keuze",
        choices.choices(
            look,
            "Wat zegt u ervan?",
            options,
            state.answer,
            lambda v: setattr(state, "answer", v),
            identifier="akkoord",
        ),
        choices.pills(
            look,
            "Hoor ik de inwoner?",
            seen,
            state.seen,
            lambda v: setattr(state, "seen", v),
            identifier="kijkvraag",
        ),
        choices.tabs(
            look, "Ons plan", views, state.view, lambda v: setattr(state, "view", v), identifier="beeld"
        ),
        choices.switch(
            look,
            "Eerst rust",
            state.rest,
            lambda v: setattr(state, "rest", v),
            identifier="rust",
            second="Hooguit 3 dingen.",
        ),
        gap=10,
    )


def marks(look: Look) -> ft.Control:
    icon = ft.Icons
    kept = [
        signs.chip(look, text, icon.BOOKMARK_BORDER_ROUNDED, big=True)
        for text in ("scootmobiel", "hulp in huis")
    ]
    stands = [
        signs.sign(look, icon.TABLET_MAC_ROUNDED, "Alleen op deze tablet", "ink", "meta"),
        signs.sign(look, icon.SEND_OUTLINED, "Onderweg", "ink", "meta"),
        signs.sign(look, icon.MARK_EMAIL_READ_OUTLINED, "Ontvangen door de gemeente", "positive", "meta"),
    ]
    stones = [pictures.pictogram(look, f"steen-{n}", 44) for n in (1, 2, 3)]
    return _part(
        look,
        "Merkjes en standen",
        row(*kept, wrap=True),
        row(*(board.pace_sign(look, pace, word) for pace, word in PACES.items()), gap=20, wrap=True),
        row(*stands, gap=18, wrap=True),
        row(*stones, words.text(look, "licht · zwaar · te zwaar", "meta", "soft"), gap=10, wrap=True),
    )


def said(look: Look, state: State) -> ft.Control:
    pen = quotes.Tool("Veranderen: Ik wil hier niet weg", "citaat-pen", _tapped(state, "citaat"))
    return _part(
        look,
        "Citaat en zin met maker",
        quotes.quote(look, "Ik wil hier niet weg. Hier weet ik alles te liggen.", WIT, pen=pen),
        rule(look),
        quotes.sentence(look, "U hebt de planten prachtig staan.", Maker("Samira", Role.WORKER, "14:20")),
        quotes.sentence(look, "De eerste keer ben ik erbij.", Maker("Marga", Role.NEAR, "gisteren 20:10")),
        quotes.quote(
            look, "Dit klopt niet meer.", Maker("Van der Meulen-Achterberg", when="10:02"), struck=True
        ),
    )


def agreed(look: Look) -> ft.Control:
    a = agreements.agreement(
        look,
        "Cor en mevrouw gaan samen naar het koor",
        who="Cor en Els",
        when="donderdag, week 2",
        pace=Pace.NOW,
        pace_word="Nu",
        made_by=WIT,
    )
    b = agreements.agreement(
        look,
        "Dagplek De Wingerd, 1 dagdeel",
        who="Samira",
        when="na het besluit",
        pace=Pace.LATER,
        pace_word="Straks",
        made_by=Maker("Samira", Role.WORKER, "14:35"),
    )
    return _part(look, "Afspraak", a, rule(look), b)


def writing(look: Look, state: State) -> ft.Control:
    def bind(name: str) -> Callable[[str], None]:
        def change(text: str) -> None:
            setattr(state, name, text)

        return change

    error = "" if "32" not in state.when else "Deze dag bestaat niet. Kies een dag in oktober."
    return _part(
        look,
        "Invoer",
        fields.field(look, "Roepnaam", state.name, identifier="roepnaam", on_change=bind("name")),
        fields.field(look, "Wanneer?", state.when, identifier="wanneer", on_change=bind("when"), error=error),
        fields.field(
            look,
            "Wat spreken we af?",
            state.what,
            identifier="afspraak",
            on_change=bind("what"),
            hint="Bijvoorbeeld: Cor gaat mee naar het koor",
            lines=2,
        ),
        words.spoken(
            words.text(look, f"{state.beats}: {state.tapped}|{state.what}", "meta", "soft"),
            identifier="stand",
        ),
        gap=16,
    )


def told(look: Look, state: State) -> ft.Control:
    again = buttons.quiet(look, "Opnieuw", _tapped(state, "weer"), identifier="opnieuw-versturen")
    b = banners.banner
    safe = "Uw plan staat veilig op deze tablet. Probeer het straks nog eens."
    return _part(
        look,
        "Berichten",
        b(
            look,
            "offline",
            "Geen verbinding",
            "U kunt gewoon verder. Alles wordt hier bewaard.",
            identifier="b-offline",
        ),
        b(look, "saved", "Bewaard op deze tablet · 14:02", identifier="b-bewaard"),
        b(
            look,
            "received",
            "Ontvangen door de gemeente",
            "dinsdag 13 oktober, 16:40",
            identifier="b-ontvangen",
        ),
        b(look, "error", "Versturen lukte niet", safe, identifier="b-fout", action=again),
        gap=10,
    )


def nothing(look: Look, state: State) -> ft.Control:
    keep = buttons.secondary(
        look,
        "Iets bewaren",
        _tapped(state, "bewaar"),
        identifier="bewaar",
        icon=ft.Icons.BOOKMARK_BORDER_ROUNDED,
    )
    return _part(look, "Nog leeg", screen.empty(look, "lade", "Nog niets bewaard voor straks.", keep))


def signing(look: Look, state: State) -> ft.Control:
    def drew(strokes: tuple[signature.Stroke, ...]) -> None:
        state.strokes = strokes
        state.tapped = f"{len(strokes)} strepen"

    return _part(
        look,
        "Handtekening",
        signature.signature(
            look,
            "Uw handtekening",
            state.strokes,
            identifier="handtekening",
            on_change=drew,
            clear_words="Opnieuw",
        ),
    )


def lanes(look: Look, state: State) -> ft.Control:
    move = quotes.Tool("Verplaatsen", "verplaats", _tapped(state, "verplaats"), ft.Icons.MORE_HORIZ_ROUNDED)
    cards = [board.card(look, "Regeling voor de huur", "schuldhulp en corporatie", move=move)]
    chevron = row(
        column(
            words.text(look, "mevrouw De Wit", "label"),
            words.text(look, "Molenhoek", "meta", "soft"),
            gap=0,
            expand=True,
        ),
        words.icon(look, ft.Icons.CHEVRON_RIGHT_ROUNDED, "soft", 28),
    )
    house = buttons.tappable(
        look,
        chevron,
        _tapped(state, "rij"),
        identifier="rij",
        name="Huishouden van mevrouw De Wit",
        padding=ft.Padding.symmetric(horizontal=8, vertical=14),
    )
    return _part(look, "Bord", board.lane(look, Pace.NOW, "Nu", cards), house)


def copied(look: Look) -> ft.Control:
    groups = ("4W7M", "C8RB", "J1Q0")
    names = [f"Groepje {number}: {' '.join(one)}" for number, one in enumerate(groups, start=1)]
    return _part(look, "Code", code.code(look, groups, names, 420, identifier="code"))


def parts(look: Look, state: State) -> ft.Control:
    left = [
        letters(look),
        colors(look),
        knobs(look, state),
        choosing(look, state),
        marks(look),
        signing(look, state),
    ]
    right = [
        said(look, state),
        agreed(look),
        writing(look, state),
        told(look, state),
        nothing(look, state),
        lanes(look, state),
        copied(look),
    ]
    columns = [column(*left, gap=20), column(*right, gap=20)]
    body = column(*left, *right, gap=20) if look.narrow else by_two(look, *columns, gap=20)
    return ft.Container(
        column(body, scroll=True, expand=True), bgcolor=look.color("table"), padding=24, expand=True
    )


def story(look: Look, state: State) -> ft.Control:
    def pen(n: int) -> quotes.Tool:
        return quotes.Tool(f"Veranderen {n}", f"pen-{n}", _tapped(state, f"pen {n}"))

    said_ = [
        quotes.quote(
            look,
            "Piet deed altijd het geld en de boodschappen. "
            "Nu ligt er een stapel post, ik doe de la maar dicht.",
            WIT,
            pen=pen(1),
        ),
        quotes.quote(look, "Ik wil hier niet weg. Hier weet ik alles te liggen.", WIT, pen=pen(2)),
        quotes.quote(
            look,
            "Op donderdag zong ik bij het koor. "
            "Dat doe ik niet meer, want ik durf ’s\u00a0avonds de bus niet in.",
            WIT,
            pen=pen(3),
        ),
    ]
    scrolls = look.columns == 2
    head = column(
        words.heading(look, "Uw verhaal", 1),
        words.text(look, "In uw eigen woorden.", "table", "soft"),
        gap=4,
    )
    left = sheet(look, column(head, *said_, gap=22, scroll=scrolls))
    good = column(
        row(
            pictures.pictogram(look, "bloem", 44),
            words.heading(look, "Wat goed gaat", 2, expand=True),
            gap=10,
        ),
        words.text(look, "Zingt alle liedjes uit het hoofd", "table"),
        gap=12,
    )
    parked = column(
        words.heading(look, "Bewaard voor straks", 2),
        row(signs.chip(look, "scootmobiel", ft.Icons.BOOKMARK_BORDER_ROUNDED, big=True), wrap=True),
        gap=12,
    )
    right = sheet(
        look, column(good, rule(look), parked, inset(look, people.maker(look, WIT)), gap=14, scroll=scrolls)
    )
    tap = _tapped
    top = screen.topbar(
        look,
        "mevrouw Van der Meulen-Achterberg",
        left=screen.tool(
            look, ft.Icons.MENU_BOOK_ROUNDED, "Bladen", tap(state, "bladen"), identifier="bladen"
        ),
        tools=[
            screen.tool(look, ft.Icons.VOLUME_UP_ROUNDED, "Voorlezen", tap(state, "lees"), identifier="lees"),
            screen.tool(
                look,
                ft.Icons.FLIP_CAMERA_ANDROID_ROUNDED,
                "Draai om",
                tap(state, "draai"),
                identifier="draai",
            ),
        ],
    )
    bottom = screen.bottombar(
        look,
        primary=buttons.primary(
            look,
            "Dit is mijn verhaal",
            lambda: setattr(state, "asking", True),
            identifier="klaar",
            icon=ft.Icons.CHECK_ROUNDED,
        ),
        note=signs.saved(look, "Bewaard op deze tablet · 14:02", identifier="bewaard"),
    )
    return screen.screen(look, beside(look, left, right, ratio=(3, 2)), top=top, bottom=bottom)


def opening(look: Look, state: State) -> ft.Control:
    pad = keypad.keypad(
        look,
        "Uw pincode",
        len(state.pin),
        identifier="pin",
        on_digit=lambda digit: setattr(state, "pin", (state.pin + digit)[:6]),
        on_erase=lambda: setattr(state, "pin", state.pin[:-1]),
        erase_name="Wis laatste cijfer",
        progress=f"{len(state.pin)} van 6 cijfers",
    )
    body = column(
        pictures.logo(look, 92 if look.phone else 176),
        words.heading(look, "Goedemorgen, Samira", 1, align="center"),
        screen.center_sheet(look, pad),
        gap=16,
        across=ft.CrossAxisAlignment.CENTER,
    )
    return screen.screen(look, body, scroll=True)


def lamp(look: Look, state: State) -> ft.Control:
    press, tap = listening.Press, _tapped
    return listening.listen(
        look,
        listening.asked(
            look,
            "Vertel maar.\nWaar wilt u beginnen?",
            ways=[press("Andere vraag", "andere-vraag", tap(state, "vraag"))],
        ),
        leave=press("Naar de tafel", "tafel", tap(state, "tafel")),
        star=press("Onthoud dit", "ster", tap(state, "ster")),
        star_name="Dit moment onthouden",
        notes=fields.lamp_field(
            look,
            "Steekwoorden",
            state.what,
            identifier="steekwoorden",
            on_change=lambda text: setattr(state, "what", text),
        ),
    )


BEATS = 120
PAGES = {"parts": parts, "story": story, "open": opening, "listen": lamp}


@ft.component
def Gallery(page: str, look: Look) -> ft.Control:  # noqa: N802 - components are named as classes
    state, _ = ft.use_state(State)
    ask = screen.dialog(
        look,
        "Dit gesprek weggooien?",
        "Alles over Hans van Rooij verdwijnt van deze tablet. Dat kan niet terug.",
        buttons.secondary(
            look, "Bewaren", lambda: setattr(state, "asking", False), identifier="bewaren", autofocus=True
        ),
        buttons.danger(look, "Weggooien", lambda: setattr(state, "asking", False), identifier="echt-weg"),
    )
    ft.use_dialog(ask if state.asking else None)

    async def beat() -> None:
        """Render everything ten times a second, for a while, as a restless screen would."""
        for _ in range(BEATS):
            await asyncio.sleep(0.1)
            state.beats += 1

    ft.use_effect(beat, [])
    return PAGES[page](look, state)


def main(page: ft.Page) -> None:
    name, theme, scale = [*page.route.strip("/").split("/"), "light", "1.0"][:3]
    look = look_for(
        page.width or 1180, page.height or 820, "dark" if theme == "dark" else "light", float(scale)
    )
    page.title, page.padding, page.spacing = "Onderdelen", 0, 0
    page.fonts = {family: f"/{path}" for family, path in FONTS.items()}
    page.theme_mode = ft.ThemeMode.DARK if theme == "dark" else ft.ThemeMode.LIGHT
    page.theme = page.dark_theme = theme_of(look)
    page.bgcolor = look.color("table")
    page.render(Gallery, name or "parts", look)


if __name__ == "__main__":
    ft.run(
        main,
        view=ft.AppView.WEB_BROWSER,
        host="127.0.0.1",
        port=int(sys.argv[1]),
        no_cdn=True,
        assets_dir=str(assets_folder()),
    )
