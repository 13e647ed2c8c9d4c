"""Where the bundled content lies: catalogue, guide, texts, fonts and pictograms.

In a clone the folder ``assets`` stands at the top of the repository; in an installed wheel the same folder
lies inside the package. Nobody else needs to know the difference.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


class AssetMissing(LookupError):
    """A file that belongs to the program is not there."""


def assets_folder() -> Path:
    """Return the folder with the bundled content."""
    installed = _PACKAGE / "assets"
    return installed if installed.is_dir() else _PACKAGE.parent / "assets"


def asset_bytes(*parts: str) -> bytes:
    """Return one bundled file, named by its folders and its name: ``asset_bytes("fonts", "a.ttf")``.

    Raises:
        AssetMissing: there is no such file in the bundled content.
    """
    root = assets_folder().resolve()
    path = root.joinpath(*parts).resolve()
    if not path.is_relative_to(root) or not path.is_file():
        raise AssetMissing(f"the bundled file {'/'.join(parts)} is missing")
    return path.read_bytes()


def asset_text(*parts: str) -> str:
    """Return one bundled file as UTF-8 text.

    Raises:
        AssetMissing: there is no such file in the bundled content.
    """
    return asset_bytes(*parts).decode("utf-8")
