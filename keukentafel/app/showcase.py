"""What a browser may have of the bundled assets: pictures, letters and what belongs to the page.

Flet serves the whole folder to whoever asks, without a cookie. The guide, the texts and the demo's households
are for Python alone, and the demo's PINs are nobody's business. The folder that a path ends up in decides,
not how the path is written: with two slashes, with dots, in capitals, or with the short names of Windows.
"""

from pathlib import Path
from typing import Final

SHOWN: Final = frozenset({"brand", "fonts", "pictograms", "web"})


class Showcase:
    """Tells which paths lead to an asset that is not shown."""

    def __init__(self, assets: Path) -> None:
        self._assets = assets.resolve()

    def hides(self, path: str) -> bool:
        """Tell whether this path of a request leads into a folder of the assets that is not shown."""
        try:
            place = self._assets.joinpath(path.lstrip("/\\")).resolve()
        except (OSError, ValueError):
            return True
        if not place.is_relative_to(self._assets) or not place.exists():
            return False
        return place != self._assets and place.relative_to(self._assets).parts[0] not in SHOWN
