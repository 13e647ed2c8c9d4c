"""What a sentence is about, and what it says, in plain words: for looking back on it and for choosing."""

from datetime import date
from typing import Final

from keukentafel.app.screens.scene import Scene
from keukentafel.journal.canonical import Json
from keukentafel.journal.field import ValueKind
from keukentafel.journal.names import FieldName

_CALLED_BY: Final = ("name", "what", "text")
"""The sentence by which a thing is called, the first that it has."""


def label_of(scene: Scene, field: str) -> str:
    """Return what a sentence is about, as one short question or word."""
    kind, name = field.split(".", 1)
    key = f"past.field.{kind}.{name}"
    return scene.t(key) if key in scene.t.messages else scene.t("past.field.other")


def words_of(scene: Scene, field: FieldName, content: Json) -> str:
    """Return what one version of a sentence says."""
    t, kind = scene.t, scene.visit.house.catalogue.field(field).value
    if kind is ValueKind.SETTLED and isinstance(content, dict):
        reason = content.get("reason")
        said = str(content.get("text") or "")
        return t("aftercare.not_needed.because", reason=reason) if reason else said
    if kind is ValueKind.DATE:
        return t.full_day(date.fromisoformat(str(content)))
    if kind is ValueKind.CHOICE:
        return _choice(scene, field, str(content))
    if kind is ValueKind.REFERENCE:
        return _called(scene, str(content))
    return str(content)


def _called(scene: Scene, thing: str) -> str:
    """Return what somebody or something that is pointed at is called."""
    found = next((one for one in scene.talk.dossier.things if one.id == thing), None)
    names = (found.words(name).text for name in _CALLED_BY) if found else ()
    return next((name for name in names if name), "") or scene.t("past.reference.gone")


def _choice(scene: Scene, field: str, choice: str) -> str:
    t = scene.t
    if field == "agreement.pace":
        return t(f"pace.{choice}")
    if field == "sign.level":
        return t(f"aftercare.{choice}")
    kind, name = field.split(".", 1)
    key = f"account.choice.{kind}.{name}.{choice}"
    return t(key) if key in t.messages else choice
