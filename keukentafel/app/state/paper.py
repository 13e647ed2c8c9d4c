"""On which paper this device draws, as somebody chose: the one of the device itself, or always the same."""

from enum import StrEnum

from keukentafel.app.kit.tokens import Theme


class Paper(StrEnum):
    """The papers to choose from."""

    DEVICE = "device"
    LIGHT = "light"
    DARK = "dark"

    def theme(self, *, device_is_dark: bool) -> Theme:
        """Return the theme in force on a device that is itself dark or light."""
        if self is Paper.DEVICE:
            return "dark" if device_is_dark else "light"
        return "dark" if self is Paper.DARK else "light"
