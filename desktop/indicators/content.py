"""Which rows and columns the indicator table shows now: of which unit, filtered, sorted, folded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db import queries
from db.model.lines import IndicatorLine
from db.model.words import Severity
from desktop.doubts import doubted_cells, open_cells
from desktop.gaps import by_category, missing
from desktop.indicators.beside import USUAL, Kind
from desktop.indicators.filters import (
    FILTER_WORDS,
    Filter,
    Wanted,
    chip_counts,
    rows_wanted,
    units_of,
)
from desktop.indicators.grid import GridView, Writers, grid_columns, periods_shown
from desktop.indicators.remembered import Remembered, recall, remember
from desktop.indicators.rows import Groups, Sorted, grouped_rows, sorted_rows
from desktop.indicators.tools import COUNTY
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from db.rules.finding import Finding
    from desktop.columns import Column
    from desktop.doubts import CellDoubt
    from desktop.indicators.named import NewRow
    from desktop.indicators.tools import GridTools
    from desktop.preferences import Preferences
    from desktop.session import BookSession
    from desktop.widgets.sheet import SheetTable


class GridContent:
    """Fills the table and the bars over it from the session.

    `unit` is the id of the unit whose figures are shown, None for the whole county;
    `pasted` are the periods a block is held over, empty while none is.
    """

    def __init__(
        self,
        session: BookSession,
        preferences: Preferences,
        table: SheetTable,
        tools: GridTools,
        writers: Writers,
    ) -> None:
        self._session = session
        self._preferences = preferences
        self._table = table
        self._tools = tools
        self._writers = writers
        self._plan = ""
        self._layout: tuple[object, ...] = ()
        self._seen: GridView | None = None
        # The columns that would not fit, and into which width: the changes make room for them.
        self._too_wide: tuple[object, ...] = ()
        self.kinds = USUAL
        self.unit: str | None = None
        self.pasted: tuple[str, ...] = ()
        self._new: tuple[NewRow, ...] = ()
        self.left = Remembered()
        self._folded: set[str] = set()
        self._order: Sorted | None = None
        self._groups: Groups | None = None
        # The columns look into it whenever a cell is made.
        self._doubts: dict[tuple[str, str], CellDoubt] = {}

    @property
    def lines(self) -> tuple[IndicatorLine, ...]:
        """Return the rows with the figures that are shown: the county's, or those of a unit."""
        return self._session.indicators_of(self.unit)

    @property
    def findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """Return what the plan itself contradicts, by row."""
        found: dict[str, tuple[Finding, ...]] = {}
        for finding in self._session.findings:
            found[finding.row] = (*found.get(finding.row, ()), finding)
        return found

    @property
    def whose(self) -> str:
        """Return whose figures are shown: 全区, or the name of a unit."""
        return self._tools.units.currentText()

    def doubted(self, period: str) -> tuple[IndicatorLine, ...]:
        """Return the rows whose figure of a period is still to be mended or explained."""
        wrong = self._doubtful(period)
        rows = {*wrong[Filter.ERROR], *wrong[Filter.QUERY]}
        return tuple(line for line in self.lines if line.id in rows)

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """Return what the checks doubt in the figures that are shown."""
        return self._session.doubts(self.unit)

    # -- showing ---------------------------------------------------------------------------------

    def show(self) -> str:
        """Show periods, filters, columns and rows; at first, the cursor waits in a gap.

        Return why there are no rows, empty when there are.
        """
        self._recall()
        lines, period = self.lines, self._session.period
        doubted = self._bring_doubts()
        self._show_tools(lines, period)
        self.show_columns()
        first = self._table.current_row is None
        known = {self._table.lines.key_of(row) for row in self._table.lines.rows}
        why = self.show_rows(staying=known)
        self._table.lines.draw_anew(doubted)
        if first and lines:
            self._put_cursor(lines, period)
        return why

    def _bring_doubts(self) -> set[str]:
        """Take in what is doubted now; return the rows of which something else is said."""
        now = doubted_cells(self.doubts)
        cells = {*self._doubts, *now}
        changed = {place[0] for place in cells if self._doubts.get(place) != now.get(place)}
        self._doubts.clear()
        self._doubts.update(now)
        return changed

    def _doubtful(self, period: str) -> dict[Filter, Collection[str]]:
        """Return the rows in which something is wrong, by chip."""
        told = self.doubts
        return {
            Filter.ERROR: {row for row, _, _ in open_cells(told, Severity.ERROR, period)},
            Filter.QUERY: {row for row, _, _ in open_cells(told, Severity.QUERY, period)},
            Filter.DOUBTFUL: self.findings,
        }

    def _put_cursor(self, lines: Sequence[IndicatorLine], period: str) -> None:
        """Put the cursor where it was left, else into the first gap."""
        if self.left.row and self._table.go_to(self.left.row, self.left.column):
            return
        gaps = () if self.unit is not None else missing(self.in_order(), period)
        self._table.go_to((gaps or lines)[0].id, period)

    def _show_tools(self, lines: Sequence[IndicatorLine], period: str) -> None:
        session, plan, tools = self._session, self._session.plan, self._tools
        tools.show_period(session.years, period, demonstration=session.is_demonstration)
        units = [(line.id, line.name) for line in session.read(queries.unit_lines)]
        tools.show_units(plan.county if plan else "", units, self.unit or COUNTY)
        doubtful = self._doubtful(period)
        counts = chip_counts(lines, period, doubtful)
        tools.show_wanted(counts, units_of(lines), tools.wanted)

    def show_columns(self) -> None:
        """Show the columns anew when something in their heads or their reach is another.

        Where all periods do not fit, the column of changes makes room, unless it was chosen.
        """
        view = self._view()
        full = grid_columns(view, self._writers)
        told = (self._layout_of(full, view), self._table.viewport().width())
        if told != self._too_wide:
            self._show(full, view)
            if view.kinds != USUAL or view.pasted or not self._table.is_cramped:
                return
            self._too_wide = told
        view = replace(view, kinds=USUAL - {Kind.CHANGE})
        self._show(grid_columns(view, self._writers), view)

    def _show(self, made: tuple[tuple[Column, ...], int], view: GridView) -> None:
        layout = self._layout_of(made, view)
        if layout != self._layout:
            self._layout = layout
            self._table.freeze(made[1])
            self._table.show_columns(made[0])

    def _layout_of(
        self, made: tuple[tuple[Column, ...], int], view: GridView
    ) -> tuple[object, ...]:
        heads = tuple(
            (column.title, column.group, column.tinted, column.width) for column in made[0]
        )
        return (heads, made[1], view.doubtful, self._plan, self.unit)

    def hold(self, periods: tuple[str, ...], new: tuple[NewRow, ...]) -> None:
        """Make room for a block that is held over periods, and for the rows it would make."""
        self.pasted = periods
        self.show_columns()
        if new != self._new:
            self._new = new
            self.show_rows()

    def show_rows(self, *, staying: Collection[str] = ()) -> str:
        """Show the rows that are asked for; those in `staying` do not vanish under the cursor.

        Return why there are none, empty when there are.
        """
        lines, period, wanted = self.lines, self._session.period, self._tools.wanted
        found = rows_wanted(lines, wanted, period, self._doubtful(period))
        if wanted.chip is not Filter.ALL and staying:
            kept = {line.id for line in found} | {*staying}
            found = [line for line in lines if line.id in kept]
        found = _with_new(found, self._new)
        if self._order is None:
            groups = self._groups_of(lines, period)
            self._table.show_rows(grouped_rows(groups, found, self._folded))
        else:
            self._table.show_rows(sorted_rows(found, self._order))
        return "" if found else self._why_nothing(wanted)

    def _groups_of(self, lines: Sequence[IndicatorLine], period: str) -> Groups:
        """Return the categories with what they lack and add up to, worked out once."""
        periods = periods_shown(self._view())
        if self._groups is None or not self._groups.are_of(lines, period, periods):
            self._groups = Groups(lines, period, periods)
        return self._groups

    def _why_nothing(self, wanted: Wanted) -> str:
        if not self.lines:
            by_hand = "，或按 Ctrl+N 新增一行" if self._session.plan else "（Ctrl+I）"
            return f"还没有指标。从一览表导入{by_hand}。"
        if wanted == Wanted(Filter.MISSING):
            return f"{period_words(self._session.period)}没有要填的格。"
        said = wanted.words or FILTER_WORDS[wanted.chip]
        return f"没有符合“{said}”的行。清除筛选 Esc。"

    def _view(self) -> GridView:
        """Return what of the plan is shown; the same one as before knows its years already."""
        now = GridView(
            self.lines,
            self._session.years,
            self._session.period,
            self.kinds,
            today=self._session.today,
            doubtful=frozenset(self.findings),
            doubts=self._doubts,
            pasted=self.pasted,
        )
        if now != self._seen:
            self._seen = now
        return self._seen

    # -- what a person does ----------------------------------------------------------------------

    def in_order(self) -> list[IndicatorLine]:
        """Return all indicators in the order of the table, whatever is folded or filtered."""
        if self._order is not None:
            return sorted_rows(self.lines, self._order)
        return [line for rows in by_category(self.lines).values() for line in rows]

    def toggle(self, category: str) -> None:
        """Fold a category, or unfold it."""
        self._folded ^= {category}

    def unfold(self, line: IndicatorLine) -> None:
        """Unfold the category a row stands in."""
        self._folded.discard(line.category or "未分类")

    def sort_by(self, column: Column) -> None:
        """Sort by a column: up, then down, then back to the plan's order."""
        order = self._order
        if column.sort is None:
            return
        if order is None or order.column != column.key:
            self._order = Sorted(column.key, column.sort)
        else:
            self._order = None if order.down else order._replace(down=True)
        order = self._order
        self._table.show_sorted(order.column if order else "", down=bool(order and order.down))

    # -- remembering -----------------------------------------------------------------------------

    def _recall(self) -> None:
        """Put the table as it was left when another plan comes in sight."""
        plan = self._session.plan
        if plan is None or plan.id == self._plan:
            return
        self.remember()
        self._plan = plan.id
        self.left = recall(self._preferences, self._session.book.id, plan.id)
        known = {line.id for line in self._session.read(queries.unit_lines)}
        self.unit = self.left.unit if self.left.unit in known else None
        self.kinds = self.left.kinds
        self._folded = set(self.left.folded)
        self._tools.show_kinds(self.kinds)
        self._tools.recall(self.left.wanted)
        self._table.show_widths(self.left.widths)

    def remember(self) -> None:
        """Keep how the table is left."""
        if not self._plan:
            return
        row, column = self._table.current_row, self._table.current_column
        left = Remembered(
            row.id if isinstance(row, IndicatorLine) else "",
            column.name if column is not None else "",
            self._tools.wanted,
            self.unit or "",
            self.kinds,
            frozenset(self._folded),
            self._table.chosen_widths,
        )
        remember(self._preferences, self._session.book.id, self._plan, left)


def _with_new(found: Sequence[IndicatorLine], new: Sequence[NewRow]) -> list[IndicatorLine]:
    """Return rows with those that would be made behind the ones they are to stand behind."""
    rows = list(found)
    last: dict[str, str] = {}
    for one in new:
        behind = last.get(one.after or "", one.after)
        places = [at for at, line in enumerate(rows) if line.id == behind]
        rows.insert(places[0] + 1 if places else len(rows), one.line)
        last[one.after or ""] = one.line.id
    return rows
