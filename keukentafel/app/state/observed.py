"""State that tells its listeners when it changes; Flet's observable with types."""

from collections.abc import Callable

import flet as ft

Listener = Callable[[object, str | None], None]
"""Called with who changed, and which field (None when more than one)."""


class Observed(ft.Observable):
    """Plain state without controls: setting a public attribute tells whoever listens."""

    def changed(self) -> None:
        """Tell the listeners that something changed that is not an attribute."""
        self._notify(None)

    def listen_to(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` at every change, until the returned function is called."""
        stop: Callable[[], None] = self.subscribe(listener)
        return stop
