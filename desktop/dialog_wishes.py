"""What becomes of a dialog's wish: carried out it closes, refused it stays and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QDialog

from db.errors import ValueRefused
from desktop.errors import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.changes import ChangeSet
    from desktop.widgets.plan_dialog import PlanDialog

D = TypeVar("D", bound=QDialog)


def opened(dialog: D) -> D:
    """Open a dialog that is gone once it is closed, and return it."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def settled(
    dialog: PlanDialog, wish: Callable[[], ChangeSet | None], *, closes: bool = True
) -> bool:
    """Carry out what a dialog asks of the session, close it, and tell whether that was done.

    One that asks for several things one after the other stays (`closes`).
    """
    try:
        changes = wish()
    except ValueRefused as error:
        dialog.refuse(sentence(error))
        return False
    if changes is None:
        return False
    if closes:
        dialog.accept()
    return True
