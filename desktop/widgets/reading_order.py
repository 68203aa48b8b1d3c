"""Tab follows the eye: the bar over a table is gone through as it is read, then what is below."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtWidgets import QLayout


def lead_through(bar: QWidget, below: Iterable[QWidget]) -> None:
    """Let Tab go through the controls of a bar in the order of its layout, then to what is below.

    They may have been made in any order, and later than what stands under them.
    """
    # Who goes along Qt's own chain, to see what is in order, makes PySide crash.
    for one, following in pairwise([*_controls(bar.layout()), *below]):
        QWidget.setTabOrder(one, following)


def _controls(layout: QLayout | None) -> Iterator[QWidget]:
    """Yield what Tab stops at in a layout, as it is laid out."""
    for place in range(layout.count()) if layout is not None else ():
        item = layout.itemAt(place) if layout is not None else None
        part = item.widget() if item is not None else None
        if part is None:
            yield from _controls(item.layout() if item is not None else None)
            continue
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield part
        yield from _controls(part.layout())
