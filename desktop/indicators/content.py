"""Which rows and columns the indicator table shows now: of which unit, filtered, sorted, folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import queries
from db.model.lines import IndicatorLine
from db.model.words import Severity
from db.rules.gaps import gaps_of_unit, gaps_with
from desktop.doubts import doubt_count, doubted_cells, open_cells
from desktop.gaps import by_category, is_missing, words_of
from desktop.indicators.beside import USUAL
from desktop.indicators.cells import GAP
from desktop.indicators.filters import (
    CHECKED,
    Filter,
    chip_counts,
    rows_wanted,
    units_of,
    why_nothing,
)
from desktop.indicators.fitted import FittedColumns
from desktop.indicators.folded import Folded
from desktop.indicators.grid import GridView, Writers, periods_shown
from desktop.indicators.remembered import Remembered, recall, remember
from desktop.indicators.rows import Groups, Ranking, Sorted, grouped_rows, with_new
from desktop.indicators.tools import COUNTY, whole_words
from desktop.page import Standing
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from db.rules.finding import Finding
    from db.rules.gaps import UnitGaps
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
        self._columns = FittedColumns(table, writers)
        self._plan = ""
        self._seen: GridView | None = None
        self.kinds = USUAL
        self.unit: str | None = None
        self.pasted: tuple[str, ...] = ()
        self._new: tuple[NewRow, ...] = ()
        self.left = Remembered()
        self._filled = ""
        self._folded = Folded()
        self._order: Ranking | None = None
        # What the rows in sight were asked for: while that is the same, none of them vanishes.
        self._asked: tuple[object, ...] = ()
        self._groups: Groups | None = None
        # The columns look into it whenever a cell is made.
        self._doubts: dict[tuple[str, str], CellDoubt] = {}
        self._gaps: dict[str, str] = {}
        self._owed: tuple[tuple[object, ...], UnitGaps] | None = None

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

    @property
    def owed(self) -> UnitGaps | None:
        """Return what the unit whose figures are shown still owes, None for the whole county."""
        if self.unit is None:
            return None
        # Loaded when a unit is looked at: few first pages show one.
        from db.queries.checks import data_providers  # noqa: PLC0415

        session, own, county = self._session, self.lines, self._session.indicators
        providers = session.read(data_providers)
        asked = (own, county, self.unit, session.period, providers)
        held = self._owed
        if held is None or any(old is not new for old, new in zip(held[0], asked, strict=True)):
            owed = gaps_of_unit(*asked[:4], providers=providers, today=session.today)
            held = self._owed = (asked, owed)
        return held[1]

    def doubted(self, period: str) -> tuple[IndicatorLine, ...]:
        """Return the rows whose figure of a period is still to be mended or explained."""
        wrong = self._doubtful(period)
        rows = {*wrong[Filter.ERROR], *wrong[Filter.QUERY]}
        return tuple(line for line in self.lines if line.id in rows)

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """Return what the checks doubt in the figures that are shown."""
        return self._session.doubts(self.unit)

    @property
    def waits_for_checks(self) -> bool:
        """Tell whether rows are asked for that the checks have yet to find."""
        checks = self._session.checks
        looking = checks is None or checks.is_looking(self.unit)
        return looking and self._tools.wanted.chip in CHECKED

    def standing(self) -> Standing | None:
        """Return how the figures of a unit stand, None for the whole county's."""
        owed, period = self.owed, self._session.period
        if owed is None:
            return None
        found = self.doubts
        words = words_of(gaps_with(owed, self.lines, period))
        doubts = doubt_count(found, period, (line.id for line in self.lines))
        said = f"{period_words(period)} {self.whose}：{words}"
        return Standing(said, can_go=bool(owed.rows or doubts), doubts=doubts)

    # -- showing ---------------------------------------------------------------------------------

    def show(self) -> str:
        """Show periods, filters, columns and rows; at first, the cursor waits in a gap.

        Return why there are no rows, empty when there are.
        """
        another = self._recall()
        lines, period = self.lines, self._session.period
        doubted = self._bring_doubts()
        self._show_tools(lines, period)
        column = self._table.current_column
        self.show_columns()
        self._follow(column.name if column else "", period)
        self._filled = period
        first = another or self._table.current_row is None
        known = {self._table.lines.key_of(row) for row in self._table.lines.rows}
        why = self.show_rows(staying=known if self._asked == self._asks else ())
        self._table.lines.draw_anew(doubted)
        if first and lines:
            self._put_cursor(lines, period)
        return why

    def _follow(self, left: str, period: str) -> None:
        """Put the cursor into the period being filled where the one it stood in is gone.

        From the period that was filled before it goes along, so that nothing is typed into that.
        """
        row, known = self._table.current_row, {one.name for one in self._table.lines.columns}
        goes_along = left not in known or self._filled == left != period
        if left and goes_along and isinstance(row, IndicatorLine):
            self._table.go_to(row.id, period)

    def _bring_doubts(self) -> set[str]:
        """Take in what is doubted and owed; return the rows of which something else is said."""
        owed = self._words_of_gaps()
        touched = {row for row in {*owed, *self._gaps} if owed.get(row) != self._gaps.get(row)}
        self._gaps.clear()
        self._gaps.update(owed)
        now = doubted_cells(self.doubts)
        cells = {*self._doubts, *now}
        changed = {place[0] for place in cells if self._doubts.get(place) != now.get(place)}
        self._doubts.clear()
        self._doubts.update(now)
        return changed | touched

    def _words_of_gaps(self) -> dict[str, str]:
        """Return what stands in the cells that a unit owes, by row: its own, or the county's."""
        owed, plan = self.owed, self._session.plan
        if owed is None or plan is None:
            return {}
        words = f"{whole_words(plan.county)}{GAP}"
        return dict.fromkeys(owed.county, words) | dict.fromkeys(owed.own, GAP)

    def _doubtful(self, period: str) -> dict[Filter, Collection[str]]:
        """Return the rows in which something is wrong, by chip; of a unit, what it owes too."""
        told, owed = self.doubts, self.owed
        lacking: dict[Filter, Collection[str]] = {} if owed is None else {Filter.MISSING: owed.rows}
        return lacking | {
            Filter.ERROR: {row for row, _, _ in open_cells(told, Severity.ERROR, period)},
            Filter.QUERY: {row for row, _, _ in open_cells(told, Severity.QUERY, period)},
            Filter.DOUBTFUL: self.findings,
        }

    def _put_cursor(self, lines: Sequence[IndicatorLine], period: str) -> None:
        """Put the cursor where it was left, else into the first gap."""
        if self.left.row and self._table.go_to(self.left.row, self.left.column):
            return
        owed, today = self.owed, self._session.today
        gaps = (
            line
            for line in self.in_order()
            if (is_missing(line, period, today) if owed is None else line.id in owed.own)
        )
        self._table.go_to(next(gaps, lines[0]).id, period)

    def _show_tools(self, lines: Sequence[IndicatorLine], period: str) -> None:
        session, plan, tools = self._session, self._session.plan, self._tools
        tools.show_period(session.years, period, demonstration=session.is_demonstration)
        known = session.read(queries.unit_lines)
        units = [(line.id, line.name) for line in known]
        tools.show_units(plan.county if plan else "", units, self.unit or COUNTY)
        doubtful = self._doubtful(period)
        counts = chip_counts(lines, period, doubtful, session.today)
        counts[Filter.GONE] = self._taken_out
        tools.show_wanted(counts, units_of(lines, known), tools.wanted)

    def show_columns(self) -> None:
        """Show the columns anew when something in their heads or their reach is another."""
        self._columns.show(self._view(), self._whose)

    def show_typed(self, line: IndicatorLine, period: str) -> None:
        """Show a figure that was typed, not judged yet; `show` brings what follows from it."""
        self._doubts.pop((line.id, period), None)
        now = self._session.book.read(queries.line_after, line, self.unit)
        self._table.lines.show_ahead(now, period)

    def hold(self, periods: tuple[str, ...], new: tuple[NewRow, ...]) -> str | None:
        """Make room for a block that is held over periods, and for the rows it would make.

        Return why there are no rows then (empty: there are), None where they are the same.
        """
        self.pasted = periods
        self.show_columns()
        if new == self._new:
            return None
        self._new = new
        return self.show_rows()

    def show_rows(self, *, staying: Collection[str] = ()) -> str:
        """Show the rows that are asked for; those in `staying` do not vanish under the cursor.

        Return why there are none, empty when there are.
        """
        lines, period, wanted = self.lines, self._session.period, self._tools.wanted
        self._asked = self._asks
        known = self._session.read(queries.unit_lines) if wanted.unit else ()
        doubtful, today = self._doubtful(period), self._session.today
        found = rows_wanted(lines, wanted, period, doubtful, known, today=today)
        if wanted.chip not in {Filter.ALL, Filter.GONE} and staying:
            kept = {line.id for line in found} | {*staying}
            found = [line for line in lines if line.id in kept]
        found = with_new(found, self._new)
        if self._order is None:
            groups = self._groups_of(lines, period)
            self._table.show_rows(grouped_rows(groups, found, self._folded.among(wanted)))
        else:
            self._table.show_rows(self._order.of(found, self.lines, self._whose))
        gone = wanted.chip is Filter.GONE and self._taken_out
        has_plan = self._session.plan is not None
        unit = self._tools.shares.currentText() if wanted.unit else ""
        return "" if found or gone else why_nothing(wanted, period, lines, unit, has_plan=has_plan)

    @property
    def _whose(self) -> tuple[str, str | None]:
        """Return the plan in sight, and the unit whose figures are."""
        return self._plan, self.unit

    @property
    def _asks(self) -> tuple[object, ...]:
        """Return what rows are asked for."""
        return (*self._whose, self._session.period, self._tools.wanted)

    @property
    def _taken_out(self) -> int:
        """Return how many rows revisions took out."""
        plan = self._session.plan
        return 0 if plan is None else self._session.read(queries.withdrawn_indicators, plan.id)

    def _groups_of(self, lines: Sequence[IndicatorLine], period: str) -> Groups:
        """Return the categories with what they lack and add up to, worked out once."""
        periods, owed = periods_shown(self._view()), self.owed
        asked = (lines, period, periods, owed and owed.rows, self._session.today)
        if self._groups is None or not self._groups.are_of(*asked):
            self._groups = Groups(*asked)
        return self._groups

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
            gaps=None if self.unit is None else self._gaps,
            pasted=self.pasted,
        )
        if now != self._seen:
            self._seen = now
        return self._seen

    # -- what a person does ----------------------------------------------------------------------

    def in_order(self) -> list[IndicatorLine]:
        """Return all indicators in the order of the table, whatever is folded or filtered."""
        if self._order is not None:
            return self._order.of(self.lines, self.lines, self._whose)
        return [line for rows in by_category(self.lines).values() for line in rows]

    def toggle(self, category: str) -> None:
        """Fold a category, or unfold it."""
        self._folded.toggle(category, self._tools.wanted)

    def unfold(self, line: IndicatorLine) -> None:
        """Unfold the category a row stands in."""
        self._folded.unfold(line.category or "未分类")

    def sort_by(self, column: Column) -> None:
        """Sort by a column: up, then down, then back to the plan's order."""
        held = self._order.by if self._order is not None else None
        if column.sort is None:
            return
        order: Sorted | None = Sorted(column.key, column.sort)
        if held is not None and held.column == column.key:
            order = None if held.down else held._replace(down=True)
        self._order = Ranking(order) if order else None
        self._table.show_sorted(order.column if order else "", down=bool(order and order.down))

    # -- remembering -----------------------------------------------------------------------------

    def _recall(self) -> bool:
        """Put the table as it was left when another plan comes in sight; tell whether one does."""
        plan = self._session.plan
        if plan is None or plan.id == self._plan:
            return False
        self.remember()
        self._plan = plan.id
        self.left = recall(self._preferences, self._session.book.id, plan.id)
        known = {line.id for line in self._session.read(queries.unit_lines)}
        self.unit = self.left.unit if self.left.unit in known else None
        self.kinds = self.left.kinds
        self._folded = Folded(self.left.folded)
        self._tools.show_kinds(self.kinds)
        self._tools.recall(self.left.wanted)
        self._table.show_widths(self.left.widths)
        return True

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
            frozenset(self._folded.always),
            self._table.chosen_widths,
        )
        remember(self._preferences, self._session.book.id, self._plan, left)
