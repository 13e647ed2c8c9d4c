"""What goes to the team, to the letter, before it goes; and the names that do not go along."""

import flet as ft

from keukentafel.app.kit.arranging import column, sheet
from keukentafel.app.kit.buttons import locked, primary, secondary
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.at_work import at_work
from keukentafel.app.screens.names_asked import names_asked
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.reflecting import Reflecting
from keukentafel.app.state.team_questions import questions
from sync.reflection import ANSWERS, EXAMPLE


def going_to_team(scene: Scene, back: Reflecting) -> ft.Control:
    """Draw what would go, and the button that lets it go."""
    look, t, visit = scene.look, scene.t, scene.visit
    instead = {one: t(f"reflection.instead.{one.whose.value}") for one in back.names}
    asked = names_asked(scene, back, instead)

    def share() -> None:
        visit.touch()
        if back.share():
            visit.room.post.wake()

    send = primary(look, t("reflection.send"), share, identifier="send", icon=ft.Icons.SEND_OUTLINED)
    if asked:
        send = locked(look, t("reflection.send"), t("reflection.send.names"), identifier="send")
    go_back = secondary(look, t("reflection.write_on"), back.put_back, identifier="write-on")
    body = column(*asked, sheet(look, _letter(scene, back)), gap=16)
    return at_work(scene, t("reflection.going"), body, primary=send, secondary=go_back)


def _letter(scene: Scene, back: Reflecting) -> ft.Control:
    look, t = scene.look, scene.t
    going = back.going or {}
    asked = {**questions(scene.visit.house.guide), EXAMPLE: t("own_example.title")}
    lines = [
        column(text(look, asked.get(name, ""), "meta", "soft"), text(look, going[name], "table"), gap=2)
        for name in (*ANSWERS, EXAMPLE)
        if name in going
    ]
    week = t("reflection.week", week=int(back.week.rsplit("W", 1)[1]))
    without = fact(look, ft.Icons.PERSON_OFF_OUTLINED, t("reflection.without", week=week))
    found = ft.Semantics(content=column(*lines, gap=14), identifier="going", container=True)
    return column(heading(look, t("reflection.to_the_letter"), 2), found, without, gap=14)
