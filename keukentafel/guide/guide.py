"""The conversation guide: thirteen steps, from preparing a visit to looking back on it.

The steps are no tunnel: each may be opened, skipped or left for later. The guide is content under
``assets/guide``, validated when it is read; a frozen plan records the digest of the guide that was used.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import rfc8785

from keukentafel.guide.guide_files import GuideFile, GuideMistake, StepFile, line_of, read_file
from keukentafel.guide.step import Step, StepId

_NAME: Final = "guide.json"
_PACKAGE: Final = Path(__file__).resolve().parent.parent


class UnknownStep(LookupError):
    """The guide has no such step."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide: its name, version and steps in order. ``language`` is the language of its texts."""

    id: str
    version: int
    title: str
    language: str
    rule: str
    steps: tuple[Step, ...]

    def step(self, step: StepId) -> Step:
        """Return one step.

        Raises:
            UnknownStep: the guide has no such step.
        """
        for one in self.steps:
            if one.id == step:
                return one
        raise UnknownStep(f"the guide has no step {step}")

    def digest(self) -> str:
        """Return the SHA-256 of the guide as canonical JSON (RFC 8785): 64 hexadecimal digits."""
        return hashlib.sha256(rfc8785.dumps(asdict(self))).hexdigest()


def bundled_guide() -> Guide:
    """Return the guide that comes with the program.

    Raises:
        GuideMistake: it holds a mistake.
    """
    installed = _PACKAGE / "assets"
    assets = installed if installed.is_dir() else _PACKAGE.parent / "assets"
    return read_guide(assets / "guide")


def read_guide(source: Path | Mapping[str, str]) -> Guide:
    """Read a guide from a folder, or from the texts of its files by name (``steps/F01.json``).

    Raises:
        GuideMistake: a file is missing, or holds a mistake.
    """
    text = _text(source, _NAME)
    head = read_file(GuideFile, _NAME, text)
    if len(set(head.order)) != len(head.order):
        raise GuideMistake(f"{_NAME}, line {line_of(text, ('order',))}: a step stands there twice")
    steps = tuple(_step(source, StepId(one)) for one in head.order)
    return Guide(head.id, head.version, head.title, head.language, head.rule, steps)


def _step(source: Path | Mapping[str, str], step: StepId) -> Step:
    name = f"steps/{step}.json"
    text = _text(source, name)
    read = read_file(StepFile, name, text).step()
    if read.id != step:
        raise GuideMistake(f"{name}, line {line_of(text, ('id',))}: this file is not of step {step}")
    seen: set[str] = set()
    for row, question in enumerate(read.questions):
        if not question.id.startswith(f"{step}-") or question.id in seen:
            line = line_of(text, ("questions", row, "id"))
            raise GuideMistake(
                f"{name}, line {line}: {question.id} is of another step, or stands there twice"
            )
        seen.add(question.id)
    _check_tiles(name, text, read)
    return read


def _check_tiles(name: str, text: str, step: Step) -> None:
    seen: set[str] = set()
    for row, tile in enumerate(step.tiles):
        if tile.id in seen:
            line = line_of(text, ("tiles", row, "id"))
            raise GuideMistake(f"{name}, line {line}: the tile {tile.id} stands there twice")
        seen.add(tile.id)


def _text(source: Path | Mapping[str, str], name: str) -> str:
    try:
        if isinstance(source, Path):
            return source.joinpath(name).read_text(encoding="utf-8")
        return source[name]
    except (KeyError, FileNotFoundError) as reason:
        raise GuideMistake(f"{name} is missing") from reason
    except UnicodeDecodeError as reason:
        raise GuideMistake(f"{name} is not UTF-8 text") from reason
