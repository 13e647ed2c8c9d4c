"""The guide that leads the talks here: ours, with the files laid over it that the municipality keeps.

They lie in the folder ``guide`` of the data folder, which holds nothing personal. The demo's municipality has
offers of its own. A mistake in them is told when the app starts, with file and line: half a guide would leave
somebody without a word at the table.
"""

from pathlib import Path

from keukentafel.app.start_refusal import UnfitGuide
from keukentafel.app.texts import DUTCH, Language, Texts
from keukentafel.guide.guide import Guide, bundled_guide, guide_with
from keukentafel.guide.guide_files import GuideMistake
from keukentafel.journal.assets import assets_folder

FOLDER = "guide"


def own_guide(home: Path, texts: Texts, *, demo: bool = False, language: Language = DUTCH) -> Guide:
    """Return the guide for a data folder, with its texts in a language; ``texts`` tell what is wrong with it.

    Raises:
        UnfitGuide: a file of the municipality holds a mistake.
    """
    own = home / FOLDER
    try:
        if own.is_dir():
            return guide_with(own, language)
        return guide_with(assets_folder() / "demo" / FOLDER, language) if demo else bundled_guide(language)
    except GuideMistake as mistake:
        raise UnfitGuide("start.guide", told=told(texts, mistake)) from mistake


def told(texts: Texts, mistake: GuideMistake) -> str:
    """Say in one sentence in which file, on which line, what is wrong."""
    what = texts(f"guide.mistake.{mistake.kind}", where=mistake.where)
    if mistake.line:
        return texts("guide.at", file=mistake.file, line=mistake.line, what=what)
    return texts("guide.in", file=mistake.file, what=what)
