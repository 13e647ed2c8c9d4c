"""One row of the aftercare card: a subject with what was noted of it, the whole of it a button to write."""

from collections.abc import Sequence

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.buttons import quiet, tappable
from keukentafel.app.kit.tokens import TypeRole
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.editing import Editing


def card_row(
    editing: Editing,
    mark: ft.IconData,
    title: str,
    lines: Sequence[str],
    *,
    identifier: str,
    opens: str,
    invite: str = "",
    wanted: bool = False,
) -> ft.Control:
    """Return a row; a tap opens the part that is called ``opens``.

    ``invite`` stands there while nothing was noted; what is ``wanted`` before a plan is ready stands out.
    """
    look = editing.look
    said = [text(look, line, "body") for line in lines]
    empty = [text(look, invite, "body", "warning" if wanted else "soft")] if invite else []
    check = icon(look, ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, "positive", 22)
    pen = icon(look, ft.Icons.EDIT_OUTLINED, "warning" if wanted else "pen", 22)
    name, behind = text(look, title, "label"), check if said else pen
    if look.tight:
        # Large words need the whole width: the icons stand above them.
        above = row(icon(look, mark, "pen", 24), behind, align=ft.MainAxisAlignment.SPACE_BETWEEN)
        laid: ft.Control = column(above, name, *(said or empty), gap=0)
    else:
        words = column(name, *(said or empty), gap=0, expand=True)
        laid = row(icon(look, mark, "pen", 24), words, behind, gap=12, top=True)
    return tappable(
        look,
        laid,
        lambda: editing.open(opens),
        identifier=identifier,
        name=f"{title}: {'. '.join(lines) or invite}. {editing.t('app.edit')}",
        padding=ft.Padding.symmetric(vertical=12),
    )


def card_form(
    editing: Editing,
    title: str,
    *parts: ft.Control,
    identifier: str,
    role: TypeRole = "label",
    beside: Sequence[ft.Control] = (),
) -> ft.Control:
    """Return what is being written of a row: its title, the parts, and a button that closes it.

    ``beside`` are other ways on, which stand beside that button.
    """
    look, t = editing.look, editing.t
    done = quiet(
        look, t("app.done"), editing.close, identifier=f"{identifier}-done", icon=ft.Icons.CHECK_ROUNDED
    )
    inner = column(heading(look, title, 3, role=role), *parts, row(done, *beside, wrap=True, gap=4), gap=8)
    return ft.Container(inner, padding=ft.Padding.symmetric(vertical=12), key=f"writing-{identifier}")
