"""Het team kijkt terug: answers to the three questions, question by question, without anybody's name.

For talking about with each other. There is no count and no order of people, and there cannot be one: who sent
an answer is not known here.
"""

import flet as ft

from keukentafel.app.kit.arranging import column, ruled, sheet
from keukentafel.app.kit.buttons import icon_button
from keukentafel.app.kit.people import Maker
from keukentafel.app.kit.quotes import quote
from keukentafel.app.kit.screen import empty, screen, titlebar
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens import safely
from keukentafel.app.screens.at_work import two_halves
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.desk import Desk
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.team_questions import questions
from keukentafel.app.state.team_reflections import TeamAnswer
from keukentafel.journal.speaker import Role
from sync.reflection import ANSWERS


@safely.screen
def team_reflections_screen(scene: Scene, desk: Desk) -> ft.Control:
    """Draw the answers that came in."""
    look, t, visit = scene.look, scene.t, scene.visit
    back = icon_button(
        look, ft.Icons.ARROW_BACK_ROUNDED, t("app.back"), lambda: visit.show(Screen.DESK), identifier="back"
    )
    top = titlebar(look, t("team.title"), t("team.explained"), mark=back)
    if not desk.team.any and not desk.stories.all():
        return screen(look, sheet(look, empty(look, "verhaal", t("team.empty"))), top=top, scroll=True)
    papers: list[ft.Control] = [_question(scene, desk, name) for name in ANSWERS]
    papers += [*_examples(scene, desk), *_stories(scene, desk)]
    return screen(look, two_halves(scene, papers[:2], papers[2:]), top=top, scroll=True)


def _examples(scene: Scene, desk: Desk) -> list[ft.Control]:
    look, t, titles = scene.look, scene.t, scene.visit.house.guide.titles
    told = desk.team.examples()
    if not told:
        return []
    lines: list[ft.Control] = []
    for one in told:
        touched = ", ".join(titles[each] for each in one.tiles if each in titles)
        lines.append(column(text(look, one.did, "body"), text(look, touched, "meta", "soft"), gap=2))
    drawn = column(heading(look, t("examples.title"), 2), ruled(look, lines, gap=10), gap=12)
    return [sheet(look, ft.Semantics(content=drawn, identifier="team-example", container=True))]


def _stories(scene: Scene, desk: Desk) -> list[ft.Control]:
    look, told = scene.look, desk.stories.all()
    if not told:
        return []
    lines = [quote(look, one.text, Maker(one.alias, Role.RESIDENT, "")) for one in told]
    drawn = column(heading(look, scene.t("share.stories"), 2), ruled(look, lines, gap=14), gap=12)
    return [sheet(look, ft.Semantics(content=drawn, identifier="team-story", container=True))]


def _question(scene: Scene, desk: Desk, name: str) -> ft.Control:
    look, t = scene.look, scene.t
    answers = [_answer(scene, one) for one in desk.team.answers(name)]
    drawn = ruled(look, answers, gap=10) if answers else text(look, t("team.none"), "body", "soft")
    found = ft.Semantics(content=drawn, identifier=f"team-{name}", container=True)
    return sheet(
        look, column(heading(look, questions(scene.visit.house.guide).get(name, ""), 2), found, gap=12)
    )


def _answer(scene: Scene, one: TeamAnswer) -> ft.Control:
    look, t = scene.look, scene.t
    week = t("reflection.week", week=int(one.week.rsplit("W", 1)[1]))
    return column(text(look, one.text, "table"), text(look, week, "meta", "soft"), gap=2)
