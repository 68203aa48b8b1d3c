"""校验: what the checks doubt in a period, explained where it stands, and what is missing."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication

from db.errors import ValueRefused
from db.model.todo_lines import MissingLine
from desktop.actions import Act, ActName
from desktop.columns import Heading
from desktop.delegates.marks import Mark
from desktop.findings.columns import PILE_MARKS, doubt_columns, missing_columns
from desktop.findings.content import YearFindings
from desktop.findings.detail import doubt_pane, missing_pane
from desktop.findings.rows import (
    PILE_WORDS,
    SCOPE_WORDS,
    DoubtedCell,
    Pile,
    Scope,
    as_text,
    by_unit,
    counts,
    in_piles,
    rules_of,
)
from desktop.findings.table import FindingsTable
from desktop.findings.tools import FindingsTools
from desktop.page import Page, Place
from desktop.table_page import lay_out
from desktop.widgets.chips import Chip
from desktop.widgets.pane import Pane, PaneFold
from desktop.widgets.tools import Nothing
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from desktop.columns import Column
    from desktop.findings.report import CheckReport

ALL, MISSING = "all", "missing"
"""The keys of the chips that are no pile."""


class FindingsPage(Page):
    """Lists one period's doubted cells and missing figures; each leads to its cell."""

    title = "校验"
    name = "findings"
    icon = "findings"
    section = "录入"
    watches = frozenset(
        {"plan", "unit", "indicator", "series", "baseline", "target", "actual", "explanation",
         "responsibility", "unit_contact", "setting"}
    )  # fmt: skip

    def __init__(self, *context: Any, **named: Any) -> None:
        super().__init__(*context, **named)
        self.found = YearFindings(self.session)
        self._folded: set[str] = set()
        self._placed: dict[str, Pile] = {}
        self._asked: tuple[object, ...] = ()
        self.tools = FindingsTools(self.title, self.look)
        self.scopes, self.rules, self.chips = self.tools.scopes, self.tools.rules, self.tools.chips
        self.copy_list = self.tools.copy_list
        self.table = FindingsTable(self.look)
        self.nothing = Nothing(table=self.table)
        self.pane = Pane(self.look)
        self._fold = PaneFold(self, self.pane, self.preferences)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        lay_out(self, (self.tools, self.table, self.nothing), self.pane)

    def _connect(self) -> None:
        self.tools.years.chosen.connect(self.session.choose_period)
        for choice in (self.scopes, self.rules):
            choice.chosen.connect(self._on_asked)
        self.chips.chosen.connect(self._on_asked)
        self.copy_list.clicked.connect(self.copy_all)
        self.tools.keep_list.clicked.connect(self.keep_report)
        self.tools.print_list.clicked.connect(self.print_report)
        self.table.cursor_moved.connect(self._on_cursor)
        self.table.row_opened.connect(self._on_row_opened)
        self.table.heading_toggled.connect(self._on_toggled)
        self.table.value_refused.connect(self.notices.report)
        self.table.typing_impossible.connect(self._on_impossible)
        self.table.fill_requested.connect(self._on_fill)
        self.table.escaped.connect(self._show_all)

    # -- drawing ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.session.begin_checks()
        session = self.session
        self.found.read()
        self.tools.show_years(session.years, session.period, demonstration=session.is_demonstration)
        offered: list[tuple[str, str]] = [
            (scope, f"{SCOPE_WORDS[scope]} {count}") for scope, count in self.found.sizes()
        ]
        offered += self.found.units().items()
        chosen = str(self.scopes.currentData() or "")
        self.scopes.show_choices(offered, chosen if chosen in dict(offered) else Scope.COUNTY)
        self._show_rows()

    @property
    def _scope(self) -> Scope:
        """Return whose figures are looked at; one unit's are among those of the units."""
        chosen = str(self.scopes.currentData() or Scope.COUNTY)
        return Scope(chosen) if chosen in set(Scope) else Scope.UNITS

    def _is_wanted(self, unit: str | None) -> bool:
        """Tell whether the figures of a unit are looked at: of all, unless one was chosen."""
        chosen = str(self.scopes.currentData() or Scope.COUNTY)
        return chosen in set(Scope) or chosen == unit

    def _show_rows(self) -> None:
        cells = [cell for cell in self.found.cells(self._scope) if self._is_wanted(cell.unit)]
        rule = str(self.rules.currentData() or "")
        known = rules_of(cells)
        rule = rule if rule in known else ""
        self.rules.show_choices([("", "全部规则"), *known.items()], rule)
        self.tools.fit()
        if rule:
            cells = [cell for cell in cells if any(one.rule == rule for one in cell.findings)]
        gaps = [line for line in self.found.gaps(self._scope) if self._is_wanted(line.unit)]
        self._show_chips(cells, len(gaps))
        chip = self.chips.key
        asked = (chip, self.scopes.currentData(), rule, self.session.period, self.session.plan)
        anew = asked != self._asked
        if anew:
            # What lies where it lay stays there while one explains: the cursor does not jump.
            self._asked, self._placed = asked, {}
        rows: Sequence[object] = (
            by_unit(gaps, self._folded) if chip == MISSING else self._piled(cells, chip)
        )
        self._show_columns(missing=chip == MISSING)
        self.table.show_rows(rows)
        if anew and isinstance(self.table.current_row, Heading):
            first = next((row for row in rows if not isinstance(row, Heading)), None)
            self.table.go_to(self.table.lines.key_of(first) if first is not None else "")
        self._say_nothing(rows)
        self._show_pane()

    def _piled(self, cells: Sequence[DoubtedCell], chip: str) -> list[Heading | DoubtedCell]:
        for cell in cells:
            self._placed.setdefault(cell.key, cell.pile)
        shown = [cell for cell in cells if chip in {ALL, self._placed[cell.key]}]
        return in_piles(shown, self._placed, self._folded)

    def _show_columns(self, *, missing: bool) -> None:
        with_units = self._scope is Scope.UNITS
        made = missing_columns() if missing else doubt_columns(self._explain, with_units=with_units)
        heads = [column.key for column in made]
        if heads != [column.key for column in self.table.lines.columns]:
            # The rows in sight are none of these columns.
            self.table.show_rows(())
            self.table.show_columns(made)

    def _show_chips(self, cells: Sequence[DoubtedCell], gaps: int) -> None:
        found = counts(cells)
        self.chips.show_chips(
            [
                Chip(ALL, "全部", len(cells)),
                *(Chip(pile, PILE_WORDS[pile][0], found[pile], PILE_MARKS[pile]) for pile in Pile),
                Chip(MISSING, "缺数", gaps, Mark.BLANK),
            ]
        )

    def _say_nothing(self, rows: Sequence[object]) -> None:
        said = "" if rows else self._why_nothing()
        self.table.setVisible(not said)
        self.nothing.setVisible(bool(said))
        self.nothing.say(said)
        self.copy_list.setEnabled(not said)
        tip = "没有可复制的格。" if said else "复制列出的各格，可粘贴到表格或消息里"
        self.copy_list.setToolTip(tip)

    def _why_nothing(self) -> str:
        period, chip = period_words(self.session.period), self.chips.key
        if not self.session.indicators:
            return "还没有指标。从一览表导入（Ctrl+I）。"
        if self.found.is_looking(self._scope):
            return "正在校验各格，算好就列在这里。"
        if chip == MISSING:
            return f"{period}没有缺的数。"
        if chip in set(Pile):
            return f"{period}没有“{PILE_WORDS[Pile(chip)][0]}”的格。看全部按 Esc。"
        gaps = len(self.found.gaps(self._scope))
        more = f"还差 {gaps} 格，列在“缺数”。" if gaps else ""
        return f"{period}没有错误，也没有疑问。{more}"

    def _show_pane(self) -> None:
        row = self.table.current_row if self.table.isVisibleTo(self) else None
        if isinstance(row, DoubtedCell):
            self.pane.show_sections(*doubt_pane(row))
        elif isinstance(row, MissingLine):
            self.pane.show_sections(*missing_pane(row))
        else:
            self.pane.show_sections("没有选中格", "", ())

    # -- what the frame asks ---------------------------------------------------------------------

    def badge(self) -> int | None:
        return self.session.doubt_count.total

    def hint(self) -> str:
        if self.chips.key == MISSING:
            return "Enter 到这一格 · Ctrl+C 复制"
        return "Enter 到这一格 · Shift+F2 说明 · Ctrl+Enter 说明所选 · Ctrl+C 复制"

    def acts(self) -> Mapping[ActName, Callable[[], None]]:
        return {
            Act.CHECK_YEAR: self.check_again,
            Act.EXPORT_CHECKS: self.keep_report,
            Act.PRINT: self.print_report,
            Act.COPY: self.copy_chosen,
            Act.CLEAR: self.withdraw,
            Act.EDIT_CELL: self.explain_here,
            Act.EDIT_NOTE: self.explain_here,
        }

    def dialogs(self) -> Mapping[str, Callable[[], QWidget]]:
        return {"print": self.report.preview_at_once} if self.session.plan is not None else {}

    def regions(self) -> tuple[QWidget, ...]:
        table = self.table if self.table.isVisibleTo(self) else self.chips
        return (table, self.pane) if self.pane.isVisibleTo(self) else (table,)

    def show_place(self, place: Place) -> None:
        if place.period:
            self.session.choose_period(place.period)
            self.check_again()
        else:
            self._arrange()

    def _arrange(self) -> None:
        """Put every cell where it belongs now."""
        self._asked = ()
        self._show_rows()

    # -- commands --------------------------------------------------------------------------------

    def check_again(self) -> None:
        """List every doubted cell where it belongs now, and say how many there are (校验本年)."""
        self.rules.setCurrentIndex(0)
        self.chips.choose(ALL)
        self._arrange()
        left = self.session.doubt_count
        period = period_words(self.session.period)
        words = f"错误 {left.errors} 格，疑问 {left.queries} 格" if left else "没有错误和疑问"
        self.notices.tell(f"{period}已校验：{words}。")

    def explain_here(self) -> None:
        """Open the editor where the query under the cursor is explained."""
        if not self.table.edit_explanation():
            self._on_impossible(self.table.current_row, None)

    def withdraw(self) -> None:
        """Take the explanations of the selected cells back."""
        given = [
            one
            for cell in self.table.chosen_doubts
            for one in cell.findings
            if one.explanation is not None
        ]
        if given:
            self.session.withdraw(given)

    def copy_chosen(self) -> None:
        """Copy the selected rows as lines with tabs."""
        places = {row for row, _ in self.table.chosen_places()}
        self._copy([self.table.lines.rows[place] for place in sorted(places)])

    def copy_all(self) -> None:
        """Copy every row that is listed."""
        self._copy(self.table.lines.rows)

    @cached_property
    def report(self) -> CheckReport:
        """Return what keeps and prints the list; loaded when it is first asked for."""
        from desktop.findings.report import CheckReport  # noqa: PLC0415 - as said

        return CheckReport(self, self.session, self.notices, self.runner)

    @Slot()
    def keep_report(self) -> None:
        """Ask where the 校验情况表 shall be kept."""
        self.report.ask_for_target()

    @Slot()
    def print_report(self) -> None:
        """Show the 校验情况表 as it will be printed; where gaps are listed, their list."""
        if self.chips.key == MISSING:
            from desktop.printed_table import print_table  # noqa: PLC0415 - when asked for

            whose = self.scopes.currentText()
            if self.scopes.currentData() in set(Scope):
                whose = SCOPE_WORDS[self._scope]
            print_table(self, self.table, "缺数清单", f"范围：{whose}")
        else:
            self.report.preview()

    def _copy(self, rows: Sequence[object]) -> None:
        words = as_text(rows)
        if words:
            QGuiApplication.clipboard().setText(words)
            self.notices.tell(f"已复制 {len(words.splitlines())} 行。")

    # -- what happened ---------------------------------------------------------------------------

    def _explain(self, cell: DoubtedCell, words: str) -> None:
        """Keep what was typed of one cell; nothing takes its explanation back."""
        if words.strip():
            self.session.explain(cell.findings, words)
        elif given := [one for one in cell.findings if one.explanation is not None]:
            self.session.withdraw(given)

    @Slot(object)
    def _on_fill(self, words: str) -> None:
        queried = [
            one
            for cell in self.table.chosen_doubts
            if cell.pile is not Pile.ERROR
            for one in cell.findings
        ]
        try:
            if queried:
                self.session.explain(queried, words)
        except ValueRefused as error:
            self.notices.report(error)

    @Slot(object, object)
    def _on_cursor(self, _row: object, _column: Column | None) -> None:
        self._show_pane()

    @Slot(object)
    def _on_asked(self, _key: object) -> None:
        self._show_rows()
        self.hint_changed.emit()

    @Slot(object)
    def _on_toggled(self, key: str) -> None:
        self._folded ^= {key}
        self._show_rows()

    @Slot(object)
    def _on_row_opened(self, row: object) -> None:
        if isinstance(row, DoubtedCell):
            self._go(row.line.id, row.period, row.unit, tasks=row.line.task is not None)
        elif isinstance(row, MissingLine):
            county = {line.id for line in self.session.indicators}
            unit = row.unit if self._scope is Scope.UNITS else None
            self._go(row.row, row.period, unit, tasks=row.row not in county)

    def _go(self, row: str, period: str, unit: str | None, *, tasks: bool) -> None:
        page = "task_list" if tasks else "indicators"
        self.place_requested.emit(Place(page, row, period, unit=unit or ""))

    @Slot(object, object)
    def _on_impossible(self, row: object, _column: Column | None) -> None:
        if isinstance(row, DoubtedCell) and row.pile is Pile.ERROR:
            self.notices.tell("错误须改数，不能用说明代替。按 Enter 到这一格。")
        elif isinstance(row, DoubtedCell):
            self.notices.tell("在“说明”一列键入，或按 Shift+F2。")
        else:
            self.notices.tell("按 Enter 到这一格再填。")

    @Slot()
    def _show_all(self) -> None:
        self.rules.setCurrentIndex(0)
        self.chips.choose(ALL)
        self._show_rows()
