"""What is kept in each field, said in another language than the catalogue's own.

The catalogue is in Dutch, because it rests on Dutch law and a privacy officer reads it. Its titles also stand
on screens, and there they speak the language of the screen. A field without a title in that language keeps
its own.
"""

import tomllib
from collections.abc import Mapping

from keukentafel.journal.assets import AssetMissing, asset_text


def titles_in(language: str) -> Mapping[str, str]:
    """Return the titles of fields in a language, by the names of the fields; none in the catalogue's own."""
    try:
        return tomllib.loads(asset_text("catalogue", "titles", f"{language}.toml"))
    except AssetMissing:
        return {}
