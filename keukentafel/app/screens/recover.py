"""Coming back in without a PIN, choosing a new one, and the question for the PIN before a great step."""

import flet as ft

from keukentafel.app.kit.arranging import centered, column, gap, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import primary, quiet, secondary
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.pictures import logo
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.pin import Enter, door_paper, door_table, door_width, pin_pad
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.new_pin import is_guessable
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.question import Question
from keukentafel.app.state.screens import Screen
from keukentafel.vault.aside import PutAside


@screen
def recover_screen(scene: Scene) -> ft.Control:
    """Ask for the code on the recovery sheet, or the one that the municipality reads out."""
    visit, look, t = scene.visit, scene.look, scene.t
    code: list[str] = ft.use_memo(lambda: [""], [])

    def typed(words: str) -> None:
        visit.touch()
        code[0] = words

    def go(*_: object) -> None:
        visit.type_code(code[0])

    box = field(
        look,
        t("recover.code"),
        code[0],
        identifier="code",
        on_change=typed,
        on_submit=go,
        help=t("recover.code.help"),
        hint="XXXX-XXXX-…",
        autofocus=True,
    )
    words = column(
        heading(look, t("recover.title"), 1),
        text(look, t("recover.body"), "body", "soft"),
        *scene.notice(),
        box,
        gap(4),
        primary(look, t("recover.go"), go, identifier="recover", wide=True),
        quiet(look, t("recover.back"), visit.to_unlock, identifier="back-to-pin", wide=True),
        quiet(look, t("recover.backup"), visit.to_restore, identifier="to-restore", wide=True),
        gap=12,
    )
    paper = sheet(look, words, width=door_width(look, 560))
    return door_table(look, centered(logo(look, 76), paper, gap=20), scroll=True)


@screen
def restore_screen(scene: Scene) -> ft.Control:
    """Ask for a backup and its code, saying first what becomes of what is here."""
    visit, look, t = scene.visit, scene.look, scene.t
    code: list[str] = ft.use_memo(lambda: [""], [])

    async def choose() -> None:
        visit.touch()
        files = await ft.FilePicker().pick_files(with_data=True)
        for file in files[:1]:
            if file.bytes is not None:
                visit.choose_backup(bytes(file.bytes))

    def typed(words: str) -> None:
        visit.touch()
        code[0] = words

    chosen = visit.backup
    words: list[ft.Control] = [
        heading(look, t("restore.title"), 1),
        text(look, t("restore.body"), "body", "soft"),
        *([_lost(scene)] if visit.would_be_lost else []),
        *scene.notice(),
        secondary(
            look,
            t("restore.choose"),
            choose,
            identifier="choose-backup",
            icon=ft.Icons.FOLDER_OPEN_OUTLINED,
            wide=True,
        ),
        *(_put_aside(scene, number, one) for number, one in enumerate(visit.put_aside)),
    ]
    if chosen is not None:
        key = "restore.chosen_aside" if chosen.is_put_aside else "restore.chosen"
        made = t(key, when=t.when(chosen.made, visit.house.clock()))
        box = field(
            look,
            t("recover.code"),
            code[0],
            identifier="code",
            on_change=typed,
            on_submit=lambda *_: visit.type_code(code[0]),
            help=t("recover.code.help"),
            hint="XXXX-XXXX-…",
        )
        go = primary(look, t("recover.go"), lambda: visit.type_code(code[0]), identifier="recover", wide=True)
        words += [fact(look, ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, made, "positive"), box, gap(4), go]
    words.append(quiet(look, t("recover.back"), visit.to_unlock, identifier="back-to-pin", wide=True))
    paper = sheet(look, column(*words, gap=12), width=door_width(look, 560))
    return door_table(look, centered(logo(look, 76), paper, gap=20), scroll=True)


def _lost(scene: Scene) -> ft.Control:
    title, body = scene.t("restore.lost.title"), scene.t("restore.lost.body")
    return banner(scene.look, "warning", title, body, identifier="would-be-lost")


def _put_aside(scene: Scene, number: int, aside: PutAside) -> ft.Control:
    """Return the button that chooses a vault that was put aside here."""
    visit, when = scene.visit, scene.t.when(aside.since, scene.visit.house.clock())
    return quiet(
        scene.look,
        scene.t("restore.aside", when=when),
        lambda: visit.choose_put_aside(aside),
        identifier=f"choose-aside-{number}",
        icon=ft.Icons.INVENTORY_2_OUTLINED,
        wide=True,
    )


@screen
def recover_pin_screen(scene: Scene) -> ft.Control:
    """Choose the PIN from now on, after a recovery code."""
    return _choose(scene, scene.visit.recover, scene.t("recover_pin.title"), scene.visit.to_unlock)


@screen
def new_pin_screen(scene: Scene) -> ft.Control:
    """Choose another PIN; the present one is asked after it."""
    visit = scene.visit

    async def chosen(new_pin: str) -> None:
        tablet = visit.room.tablet
        visit.ask(
            Question(
                "new_pin",
                lambda pin: tablet.change_pin(pin, new_pin),
                Screen.TABLET,
                lambda: visit.show(Screen.TABLET, Notice("saved", "new_pin.done.title", "new_pin.done.body")),
            )
        )

    return _choose(scene, chosen, scene.t("new_pin.title"), lambda: visit.show(Screen.TABLET))


@screen
def confirm_screen(scene: Scene) -> ft.Control:
    """Ask the PIN before something that cannot be undone, saying first what that is."""
    visit, look, t = scene.visit, scene.look, scene.t
    question = visit.question
    if question is None:
        return ft.Container()
    head = centered(
        heading(look, t(f"confirm.{question.key}.title", **question.values), 1, align="center"),
        text(look, t(f"confirm.{question.key}.body", **question.values), "body", "soft", align="center"),
        gap=6,
    )
    back = quiet(look, t("app.cancel"), visit.take_back, identifier="take-back")
    pad = centered(pin_pad(scene, visit.answer), back, gap=10)
    return _asked(scene, head, pad)


def _choose(scene: Scene, done: Enter, title: str, leave: "object") -> ft.Control:
    visit, look, t = scene.visit, scene.look, scene.t
    first, set_first = ft.use_state("")

    async def entered(pin: str) -> None:
        visit.pin, visit.notice = "", None
        if not first:
            if is_guessable(pin):
                visit.notice = Notice("error", "new_pin.easy.title", "new_pin.easy.body")
            else:
                set_first(pin)
        elif pin != first:
            set_first("")
            visit.notice = Notice("error", "new_pin.differs.title", "new_pin.differs.body")
        else:
            set_first("")
            await done(pin)

    head = centered(
        heading(look, title, 1, align="center"),
        text(look, t("new_pin.again.body" if first else "new_pin.body"), "body", "soft", align="center"),
        gap=6,
    )
    label = t("new_pin.again") if first else t("new_pin.choose")
    back = quiet(look, t("app.cancel"), leave, identifier="take-back")  # type: ignore[arg-type]
    return _asked(scene, head, centered(pin_pad(scene, entered, label), back, gap=10))


def _asked(scene: Scene, head: ft.Control, pad: ft.Control) -> ft.Control:
    look = scene.look
    words = ft.Container(head, width=door_width(look, 560))
    return door_table(
        look, centered(words, pad if look.phone else door_paper(look, pad), gap=24), scroll=True
    )
