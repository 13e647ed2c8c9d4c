"""A question for the PIN, before something that cannot be undone or that turns the keys.

The act runs in a thread, because deriving a key takes a noticeable part of a second. What goes wrong is said
on the same screen, and nothing is done then.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from keukentafel.app.state.screens import Screen

Act = Callable[[str], None]
"""What is done with the PIN; it runs in a thread and touches nothing on the screen."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked the PIN for.

    ``key`` is one word; its texts are ``confirm.<key>.title`` and ``confirm.<key>.body``, with ``values``
    filled in. A ``discreet`` one is taken back by itself when the tablet goes out of sight.
    """

    key: str
    act: Act = field(repr=False)
    back: Screen
    after: Callable[[], None] = field(repr=False)
    values: dict[str, object] = field(default_factory=dict, repr=False)
    discreet: bool = False
