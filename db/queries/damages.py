"""What was altered behind the program's back, in words: the cell, what it should be, what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.history_lines import DamageLine
from db.model.record_words import TABLE_WORDS, column_words
from db.queries.row_names import RowNames

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from db.changes import Stored
    from db.store.file_check import Damage


def damage_lines(
    connection: sqlite3.Connection, damages: Iterable[Damage]
) -> tuple[DamageLine, ...]:
    """Return damages in the words of the bureau."""
    names = RowNames(connection)
    return tuple(_line(names, damage) for damage in damages)


def _line(names: RowNames, damage: Damage) -> DamageLine:
    if damage.kind == "file":
        return DamageLine("文件损坏", "", "", damage.detail)
    if damage.kind == "content":
        return DamageLine(f"留存的文件“{damage.detail}”", "内容", "", "不是原来的，或已不在")
    if damage.kind == "history":
        return DamageLine(f"历史中的“{damage.row}”", "步骤", "", "在程序外被改动过")
    table, column = damage.table, damage.column
    row: dict[str, Stored] = dict(names.cells(table, damage.row) or {})
    expected = names.said(table, column, {**row, column: damage.expected})
    found = names.said(table, column, {**row, column: damage.found})
    name = f"{TABLE_WORDS.get(table, table)} {names.name(table, damage.row)}"
    return DamageLine(name, column_words(table, column), expected, found)
