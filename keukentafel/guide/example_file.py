"""``examples.json``: the examples of what worked, as a municipality keeps them."""

from typing import Annotated

from pydantic import Field, StringConstraints

from keukentafel.guide.example import Example, ExampleId
from keukentafel.guide.guide_files import File, Text
from keukentafel.guide.step import TileId

_Rung = Annotated[int, Field(ge=1, le=6, strict=True)]


class ExampleRow(File):
    """One of ``examples``."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{2,60}$")]
    title: Text
    situation: Text
    did: Text
    worked: Text
    tiles: Annotated[list[Text], Field(min_length=1)]
    pressures: tuple[Text, ...] = ()
    wishes: tuple[Text, ...] = ()
    rungs: tuple[_Rung, ...] = ()

    def example(self) -> Example:
        """Return the example that the row describes."""
        return Example(
            ExampleId(self.id),
            self.title,
            self.situation,
            self.did,
            self.worked,
            tuple(TileId(one) for one in self.tiles),
            self.pressures,
            self.wishes,
            self.rungs,
        )


class ExamplesFile(File):
    """``examples.json``."""

    examples: list[ExampleRow]
