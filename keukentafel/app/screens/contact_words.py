"""What is said of somebody on the map, in icons and words: on the sheet, in the list, and read aloud."""

import flet as ft

from keukentafel.app.screens.scene import Scene
from keukentafel.dossier.network import Contact, Gives

_GIVES = {
    Gives.SUPPORT: ft.Icons.FAVORITE_BORDER_ROUNDED,
    Gives.STRAIN: ft.Icons.BOLT_ROUNDED,
    Gives.BOTH: ft.Icons.COMPARE_ARROWS_ROUNDED,
    Gives.MISSED: ft.Icons.HEART_BROKEN_OUTLINED,
}

Fact = tuple[ft.IconData, str]


def gives_icon(gives: Gives) -> ft.IconData:
    """Return the icon of what somebody gives."""
    return _GIVES[gives]


def facts_of(scene: Scene, one: Contact) -> list[Fact]:
    """Return what is known of somebody, without the name; what was not said is left out."""
    t = scene.t
    facts: list[Fact] = []
    if one.gives:
        facts.append((gives_icon(one.gives), t(f"people.gives.{one.gives.value}")))
    if one.does:
        facts.append((ft.Icons.VOLUNTEER_ACTIVISM_OUTLINED, one.does))
    if one.wants:
        facts.append((ft.Icons.HANDSHAKE_OUTLINED, t(f"people.wants.says.{one.wants.value}")))
    if one.may_read:
        facts.append((ft.Icons.VISIBILITY_OUTLINED, t("people.reads_along.says")))
    return facts


def who_it_is(scene: Scene, one: Contact) -> str:
    """Return who somebody is to the resident: the relation, else the sort; empty when neither was said."""
    return one.relation or (scene.t(f"people.sort.{one.sort.value}") if one.sort else "")


def said_of(scene: Scene, one: Contact) -> str:
    """Return everything of somebody for a screen reader: the same on the map and in the list."""
    who = who_it_is(scene, one)
    ring = scene.t(f"people.ring.{one.place.value}")
    facts = [words for _, words in facts_of(scene, one)]
    return ". ".join([f"{one.name}, {who}" if who else one.name, ring, *facts])
