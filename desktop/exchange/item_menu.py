"""The menu of a column of a table of units: which 数据项 of the book it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from db.exchange.listing import NEW_ITEM
from desktop.exchange.verdicts import role_words
from desktop.wording import head_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.exchange.differences import Item, ItemMatch

_LONGEST = 24


def match_of(matches: Sequence[ItemMatch], sheet: str, column: int) -> ItemMatch | None:
    """Return what a column of a sheet was matched to, None where it counts nothing."""
    found = (one for one in matches if one.sheet == sheet and one.column.column == column)
    return next(found, None)


def match_words(match: ItemMatch | None, unused: str) -> str:
    """Return what a column counts, as the button over it says it."""
    if match is None:
        return unused
    if match.item is None:
        return "待指明" if match.candidates else unused
    words = match.item.name
    shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    column = match.column
    role = role_words(column.role) if column.role is not None else ""
    return " ".join(filter(None, (shown, f"{role} {head_words(column.period)}".strip())))


def add_items(
    menu: QMenu,
    match: ItemMatch | None,
    offered: Sequence[Item],
    give: Callable[[str], None],
    *,
    may_be_new: bool = True,
) -> None:
    """Offer the likely 数据项 first, a new one, then all the others by the group they stand in."""
    near = match.candidates if match is not None else ()
    held = match.item if match is not None else None
    first = [*([held] if held is not None and not match_is_new(match) else []), *near]
    for item in first:
        action = menu.addAction(f"对应到“{_words(item)}”")
        action.triggered.connect(_giving(give, item.id))
        if item is held:
            font = action.font()
            font.setBold(True)
            action.setFont(font)
            menu.setActiveAction(action)
    if may_be_new:
        action = menu.addAction("作为新的数据项收下")
        action.triggered.connect(_giving(give, NEW_ITEM))
        if match_is_new(match) or (match is not None and not first):
            # Nothing in the book is like it: Enter keeps the column.
            menu.setActiveAction(action)
    others = QMenu("其他数据项", menu)
    for item in offered:
        if item not in first:
            others.addAction(_words(item)).triggered.connect(_giving(give, item.id))
    if others.actions():
        menu.addMenu(others)


def match_is_new(match: ItemMatch | None) -> bool:
    """Tell whether a column becomes a 数据项 that the book does not have yet."""
    return match is not None and match.is_new


def _words(item: Item) -> str:
    unit = f"（{item.unit}）" if item.unit else ""
    return f"{item.group}·{item.name}{unit}" if item.group else f"{item.name}{unit}"


def _giving(give: Callable[[str], None], item: str) -> Callable[..., None]:
    def press(*_checked: object) -> None:
        give(item)

    return press
