"""What was withheld: the things of a dossier that somebody said must not go to the municipality.

It is said at the table, holds for every later edition too, and is taken back at the table. It never leaves
itself: whoever reads an edition is not told what it lacks.
"""

from typing import Final

from keukentafel.dossier.dossier import Dossier

KIND: Final = "withheld"
ABOUT: Final = "about"


def withheld(dossier: Dossier) -> frozenset[str]:
    """Return what stays home: identifiers of objects, or of single parts of an edition.

    Where two versions stand, both stay home: nothing goes that somebody held back.
    """
    said = (one.words(ABOUT).versions for one in dossier.all(KIND))
    return frozenset(version.text for versions in said for version in versions if version.text)
