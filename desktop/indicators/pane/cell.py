"""The pane of the indicator table: reads what stands behind a cell, and shows it in sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import queries
from db.model.words import Aggregation, Counting, EntryState
from desktop.doubt_sections import doubt_sections
from desktop.doubts import of_cell
from desktop.indicators.cells import shown_words
from desktop.indicators.pane.figure import SUM, Part, figure_section
from desktop.indicators.pane.past import HISTORY, history_section, source_section, trend_section
from desktop.indicators.pane.row import nature_section, statement_section
from desktop.page import figure_in_hand
from desktop.proof.panel import ProofPanel
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.model.history_lines import FigureSource
    from db.model.lines import ActualValue, IndicatorLine
    from db.rules.finding import Finding
    from desktop.indicators.content import GridContent
    from desktop.indicators.entry import EntryWishes
    from desktop.page import Page
    from desktop.widgets.pane import Pane, PaneSection


class CellPane:
    """Shows one cell at a time; the whole history only of the cell it was asked for."""

    def __init__(self, page: Page, pane: Pane, content: GridContent, entry: EntryWishes) -> None:
        self._proof = ProofPanel(page.session, page.notices, page.runner, page.look, pane)
        pane.keep(self._proof)
        self._pane = pane
        self._session = page.session
        self._content = content
        self._entry = entry
        self._opened: tuple[str, str, str | None] | None = None
        self._shown: tuple[IndicatorLine, str] | None = None
        pane.link_followed.connect(self._on_link)

    def show(self, line: IndicatorLine | None, period: str) -> None:
        """Show what stands behind the cell of a row and a period."""
        self._proof.show_row(figure_in_hand(line, period, self._content.unit))
        if line is None:
            self._shown = None
            self._pane.show_sections("没有选中指标", "", ())
            return
        self._shown = (line, period)
        name = f"{line.number} {line.name}".strip()
        aside = " · ".join((period_words(period), self._content.whose))
        made = tuple(one for one in self._sections(line, period) if one.rows or one.chart)
        self._pane.show_sections(name, aside, made)

    def rest(self) -> None:
        """Show nothing of a cell: the pane says something else."""
        self._proof.show_row(None)

    def _sections(self, line: IndicatorLine, period: str) -> Iterator[PaneSection]:
        session, unit = self._session, self._content.unit
        doubts = self._content.doubts
        statements = session.read(queries.statement_lines, line.id)
        history = session.read(queries.cell_history, line.series, period, unit=unit)
        whole = self._opened == (line.series, period, unit)
        yield from self._returned(line.actuals.get(period))
        yield from doubt_sections(of_cell(doubts, line.id, period), _naming(doubts, line, period))
        figure = figure_section(
            line, period, self._parts(line, period), today=session.today, writable=session.can_write
        )
        if line.counting is Counting.FLOW:
            # Loaded when one is shown: few rows are counted so.
            from desktop.indicators.pane.flow import flow_section, with_sum  # noqa: PLC0415

            yield with_sum(figure, line, period) if session.can_write else figure
            yield flow_section(line, period, session.years[0])
        else:
            yield figure
        yield nature_section(line)
        yield from self._revised(line)
        yield statement_section(line, statements, self._content.findings.get(line.id, ()))
        yield trend_section(line, period, session.years)
        yield history_section(period, history, whole=whole)
        yield source_section(self._source(line.actuals.get(period)), history)

    def _source(self, actual: ActualValue | None) -> FigureSource | None:
        """Return where a recorded figure came from; None where none is, or it is worked out."""
        if actual is None or actual.computed:
            return None
        return self._session.read(queries.figure_source, actual.id)

    def _returned(self, actual: ActualValue | None) -> Iterator[PaneSection]:
        """Yield why a figure came back, until it is mended."""
        if actual is not None and actual.state is EntryState.RETURNED:
            # Loaded when they are asked for: few figures come back.
            from db.queries.review import events_of  # noqa: PLC0415
            from desktop.indicators.pane.returned import returned_section  # noqa: PLC0415

            yield returned_section(self._session.read(events_of, actual.id))

    def _revised(self, line: IndicatorLine) -> Iterator[PaneSection]:
        """Yield what revisions did to the targets of a row that has one of theirs."""
        plan = self._session.plan
        if plan is not None and any(value.revised_by for value in line.targets):
            # Loaded when they are asked for: few rows have any.
            from db.queries.revisions import revision_entries  # noqa: PLC0415
            from desktop.indicators.pane.revised import revised_section  # noqa: PLC0415

            yield revised_section(line, self._session.read(revision_entries, plan.id))

    def _parts(self, line: IndicatorLine, period: str) -> tuple[Part, Part] | None:
        """Return numerator and denominator of a ratio, None for a row that is none."""
        if line.aggregation is not Aggregation.RATIO:
            return None
        return self._part(line.numerator or "", period), self._part(line.denominator or "", period)

    def _part(self, series: str, period: str) -> Part:
        row = next((one for one in self._session.rows() if one.series == series), None)
        if row is not None:
            return Part(row.name, shown_words(row, period))
        items = self._session.read(queries.data_items)
        name = next((one.name for one in items if one.id == series), "另一份规划的数据项")
        figures = self._session.read(queries.recorded_figures, (series,), (period,))
        held = figures.get((series, period, None))
        return Part(name, held.amount.text if held is not None else "")

    def _on_link(self, key: str) -> None:
        """Open the whole history of the cell in sight, or fill it with the sum of its parts."""
        if self._shown is None:
            return
        line, period = self._shown
        if key == SUM:
            from desktop.indicators.summing import fill_cells  # noqa: PLC0415 - as the section

            fill_cells(self._entry, [(line, period)])
        elif key == HISTORY:
            self._opened = (line.series, period, self._content.unit)
            self.show(line, period)


def _naming(doubts: tuple[Finding, ...], line: IndicatorLine, period: str) -> tuple[Finding, ...]:
    """Return the open findings of other cells that name this one: either may be the wrong one."""
    return tuple(
        one
        for one in doubts
        if one.is_open
        and (one.row, one.period) != (line.id, period)
        and any((other.row, other.period) == (line.id, period) for other in one.others)
    )
