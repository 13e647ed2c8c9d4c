"""From which side words are read: by their own letters, whatever the language of the screen is.

Somebody may write Arabic or Hebrew on a Dutch screen, and a Dutch name may stand on an Arabic one. The first
letter with a direction of its own decides, as the Unicode Bidirectional Algorithm says (UAX 9, rules P2, P3).
"""

import unicodedata

_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def reads_from_right(words: str) -> bool:
    """Tell whether these words begin at the right; words without letters do not."""
    for sign in words:
        direction = unicodedata.bidirectional(sign)
        if direction == "L":
            return False
        if direction in _RIGHT_TO_LEFT:
            return True
    return False
