"""Tables that are typed into inside a dialog: money by source and year, classes, pieces."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.project_lines import FundingLine, ProjectYearLine
from db.model.words import YEAR_CLASSES
from db.rules.amounts import read_amount
from desktop.columns import Align, Cell, Column
from desktop.widgets.sheet import SheetTable
from desktop.wording import size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from decimal import Decimal

    from PySide6.QtWidgets import QWidget

    from desktop.theme import Look

WHOLE = "合计"
"""What stands for all sources together."""
_ROW = 26
_PARTS = (("planned", "计划"), ("arrived", "到位"), ("done", "完成"), ("paid", "支付"))


def read_figure(words: str, unit: str) -> Decimal | None:
    """Return the number that words say, in a unit; None for empty words, else ValueRefused."""
    if not words.strip():
        return None
    try:
        value = read_amount(words, unit=unit).value
    except ValueError as error:
        raise ValueRefused(ValueFault.NOT_A_VALUE, words) from error
    if value is None:
        raise ValueRefused(ValueFault.NOT_A_VALUE, words)
    return value


class MoneyGrid(SheetTable):
    """资金 in 万元: 总投资 and each year, one row a source."""

    def __init__(self, look: Look, years: Iterable[int], parent: QWidget | None = None) -> None:
        super().__init__(look, _money_key, parent, frozen=0)
        self._years = tuple(years)
        self.setAccessibleName("资金，万元")
        self.setObjectName("framed")
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.show_columns(
            (
                Column("资金（万元）", _period, 110),
                Column("来源", _origin, 90, stretches=True),
                *(
                    Column(
                        title, partial(_part, part), 84, align=Align.RIGHT, name=part,
                        edit=partial(_part_words, part), write=partial(self._write, part),
                    )
                    for part, title in _PARTS
                ),
            )
        )  # fmt: skip

    @property
    def funding(self) -> tuple[FundingLine, ...]:
        """Return what stands in the table."""
        return tuple(self.lines.rows)

    def show_funding(self, held: Sequence[FundingLine]) -> None:
        """Show what is held, with an empty row for each year that has none."""
        known = {(line.year, line.origin): line for line in held}
        for year in (None, *self._years):
            known.setdefault((year, ""), FundingLine(year, ""))
        self._show(known.values())

    def add_origin(self, origin: str, year: int | None) -> None:
        """Add a row for a source, in a year or in 总投资."""
        if origin.strip() and all((one.year, one.origin) != (year, origin) for one in self.funding):
            self._show((*self.funding, FundingLine(year, origin.strip())))
            self.go_to(_money_key(FundingLine(year, origin.strip())), "planned")

    def _show(self, lines: Iterable[FundingLine]) -> None:
        def place(line: FundingLine) -> tuple[int, bool, str]:
            return (line.year or 0, bool(line.origin), line.origin)

        self.show_rows(sorted(lines, key=place))

    def _write(self, part: str, line: FundingLine, words: str) -> None:
        changed: dict[str, Any] = {part: read_figure(words, "万元")}
        key = (line.year, line.origin)
        self.show_rows(
            [
                replace(one, **changed) if (one.year, one.origin) == key else one
                for one in self.funding
            ]
        )


class YearGrid(SheetTable):
    """年度类别 of each year, and the pieces planned and delivered."""

    def __init__(self, look: Look, years: Iterable[int], parent: QWidget | None = None) -> None:
        super().__init__(look, _year_key, parent, frozen=0)
        self._years = tuple(years)
        self.setAccessibleName("各年的年度类别和件数")
        self.setObjectName("framed")
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.show_columns(
            (
                Column("年度", _year, 90, stretches=True),
                Column(
                    "年度类别", _class, 90, name="year_class",
                    edit=_class_words, write=self._write_class,
                ),
                Column(
                    "计划件数", partial(_pieces, "planned"), 84, align=Align.RIGHT, name="planned",
                    edit=partial(_pieces_words, "planned"),
                    write=partial(self._write_pieces, "planned"),
                ),
                Column(
                    "到货件数", partial(_pieces, "delivered"), 84, align=Align.RIGHT,
                    name="delivered", edit=partial(_pieces_words, "delivered"),
                    write=partial(self._write_pieces, "delivered"),
                ),
            )
        )  # fmt: skip

    @property
    def years(self) -> tuple[ProjectYearLine, ...]:
        """Return what stands in the table."""
        return tuple(self.lines.rows)

    def show_years(self, held: Sequence[ProjectYearLine]) -> None:
        """Show what is held, with an empty row for each year that has nothing."""
        known = {line.year: line for line in held}
        for year in self._years:
            known.setdefault(year, ProjectYearLine(year))
        self.show_rows([known[year] for year in sorted(known)])

    def _write_class(self, line: ProjectYearLine, words: str) -> None:
        plain = words.strip()
        if plain and plain not in YEAR_CLASSES:
            raise ValueRefused(ValueFault.NOT_A_YEAR_CLASS, words)
        self._put(line.year, lambda one: replace(one, year_class=plain))

    def _write_pieces(self, part: str, line: ProjectYearLine, words: str) -> None:
        changed: dict[str, Any] = {part: read_figure(words, "")}
        self._put(line.year, lambda one: replace(one, **changed))

    def _put(self, year: int, change: Callable[[ProjectYearLine], ProjectYearLine]) -> None:
        self.show_rows([change(one) if one.year == year else one for one in self.years])


def _money_key(line: FundingLine) -> str:
    return f"{line.year} {line.origin}"


def _period(line: FundingLine) -> Cell:
    return Cell("总投资" if line.year is None else f"{line.year} 年计划", bold=line.year is None)


def _origin(line: FundingLine) -> Cell:
    return Cell(line.origin) if line.origin else Cell(WHOLE, "muted")


def _part(part: str, line: FundingLine) -> Cell:
    return Cell(size(getattr(line, part)))


def _part_words(part: str, line: FundingLine) -> str:
    return size(getattr(line, part))


def _year_key(line: ProjectYearLine) -> str:
    return str(line.year)


def _year(line: ProjectYearLine) -> Cell:
    return Cell(f"{line.year} 年")


def _class(line: ProjectYearLine) -> Cell:
    return Cell(line.year_class)


def _class_words(line: ProjectYearLine) -> str:
    return line.year_class


def _pieces(part: str, line: ProjectYearLine) -> Cell:
    return Cell(size(getattr(line, part)))


def _pieces_words(part: str, line: ProjectYearLine) -> str:
    return size(getattr(line, part))
