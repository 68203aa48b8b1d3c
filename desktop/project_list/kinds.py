"""The columns that can stand between a project's standing and its timeline: sizes, money, place."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from db.model.project_lines import ProjectRow
from db.rules.schedule import due_date
from desktop.columns import Align, Cell, Column
from desktop.wording import DASH, size

if TYPE_CHECKING:
    from collections.abc import Collection

    from desktop.project_list.rows import Unnamed


class Kind(StrEnum):
    """The columns that can be shown or left out, in their order."""

    PLACES = "places"
    CLASSES = "classes"
    INVESTMENT = "investment"
    AREA = "area"
    FLOOR_AREA = "floor_area"
    YEAR_CLASS = "year_class"
    DUE = "due"
    STREET = "street"
    LEAD = "lead"


KIND_WORDS = {
    Kind.PLACES: "学位（个）",
    Kind.CLASSES: "班级（个）",
    Kind.INVESTMENT: "总投资（万元）",
    Kind.AREA: "用地（亩）",
    Kind.FLOOR_AREA: "建筑面积（万㎡）",
    Kind.YEAR_CLASS: "年度类别",
    Kind.DUE: "完成时限",
    Kind.STREET: "街道",
    Kind.LEAD: "牵头单位",
}
USUAL = frozenset({Kind.PLACES})
"""What is shown until somebody chooses otherwise."""

SIZES = frozenset({Kind.CLASSES, Kind.INVESTMENT, Kind.AREA, Kind.FLOOR_AREA})
"""Sizes that a lump shows in their columns too, where they are asked for."""

_HEADS = {
    Kind.PLACES: ("学位", 50, 64),
    Kind.CLASSES: ("班级", 50, 64),
    Kind.INVESTMENT: ("总投资\n万元", 66, 88),
    Kind.AREA: ("用地\n亩", 56, 72),
    Kind.FLOOR_AREA: ("建筑\n万㎡", 56, 72),
    Kind.YEAR_CLASS: ("年度类别", 66, 74),
    Kind.DUE: ("完成时限", 66, 74),
    Kind.STREET: ("街道", 76, 110),
    Kind.LEAD: ("牵头单位", 96, 132),
}


def kind_columns(kinds: Collection[Kind]) -> tuple[Column, ...]:
    """Return the columns of these kinds, in their order."""
    return tuple(_column(kind) for kind in Kind if kind in kinds)


def totals_of(lump: ProjectRow, kinds: Collection[Kind]) -> dict[str, str]:
    """Return the sizes that the plan prints of a lump, by the names of their columns."""
    shown = {kind: getattr(lump, kind) for kind in SIZES & {*kinds}}
    return {kind: size(Decimal(value)) for kind, value in shown.items() if value is not None}


def _column(kind: Kind) -> Column:
    title, width, widest = _HEADS[kind]
    is_number = kind in SIZES or kind is Kind.PLACES
    align = Align.RIGHT if is_number else Align.LEFT
    return Column(title, _Shown(kind), width, widest, align=align, name=kind, key=f"kind {kind}")


class _Shown:
    """Makes the cell of one kind."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind

    def __call__(self, row: ProjectRow | Unnamed) -> Cell:
        """Return the cell of a row; the works that nobody named have their places alone."""
        if not isinstance(row, ProjectRow):
            places = row.places if self._kind is Kind.PLACES else ""
            return Cell(places, "muted") if places else Cell(DASH, "muted")
        words = _words(row, self._kind)
        return Cell(words, hint=words) if words else Cell(DASH, "muted")


def _words(row: ProjectRow, kind: Kind) -> str:
    if kind is Kind.PLACES and row.count_unit and row.number is not None:
        return f"{row.number}{row.count_unit}"
    if kind is Kind.DUE:
        return row.deadline or (str(row.due_year) if due_date(row.due_year, "") else "")
    value = getattr(row, kind)
    if kind in SIZES or kind is Kind.PLACES:
        return "" if value is None else size(Decimal(value))
    return str(value or "")
