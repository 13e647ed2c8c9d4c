"""A Keukentafel whose languages are written from right to left, as none of ours is yet."""

import sys

from keukentafel import __main__
from keukentafel.app.texts import Texts

Texts.mirrored = property(lambda _: True)  # type: ignore[assignment, method-assign]

if __name__ == "__main__":
    sys.exit(__main__.main())
