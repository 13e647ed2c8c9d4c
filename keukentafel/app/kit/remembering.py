"""Remembering something between renders, with its type.

``ft.use_ref`` gives a box whose content Flet types as ``None``. What is remembered here is changed in place
and causes no render by itself.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import flet as ft

T = TypeVar("T")


def remembered(make: Callable[[], T]) -> T:
    """Return what ``make`` gave at the first render of this component, at every render after it too."""
    return cast(T, ft.use_ref(cast(Any, make)).current)
