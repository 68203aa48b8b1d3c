"""单位: who answers for the plan; names, people, what becomes of units, their 对账单."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu

from db import queries
from db.model.words import UNIT_KINDS, RowKind
from desktop.actions import Act, ActName
from desktop.delegates.marks import Mark
from desktop.name_search import matcher
from desktop.page import Place, Rows
from desktop.printed_table import print_table
from desktop.table_page import TablePage
from desktop.units.columns import KIND, NO_KIND_WORDS, unit_columns
from desktop.units.deciding import Doubt
from desktop.units.desk import UnitsDesk
from desktop.units.detail import CONFIRM, LIFE, PEOPLE, sections
from desktop.units.ledgers import LedgerWork
from desktop.units.proposals import Doubts, NameDoubts, doubt_words
from desktop.units.rows import (
    ALL,
    DOUBTFUL,
    ENDED,
    NO_KIND,
    PRESUMED,
    UnitRow,
    counts,
    passes,
    rows_of,
)
from desktop.widgets.chips import Chip
from desktop.widgets.search_field import SearchField
from desktop.widgets.word_menu import Word, ask_word
from desktop.widgets.words import button
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from db.model.lines import UnitLine
    from db.model.unit_lines import UnitAccount
    from desktop.columns import Column
    from desktop.units.becoming import FateDialog
    from desktop.units.deciding import DecideDialog
    from desktop.units.editing import UnitDialog


def _id_of(row: UnitRow) -> str:
    return row.id


class UnitsPage(TablePage):
    """Shows the units of the book, and lets a person keep them."""

    title = "单位"
    name = "units"
    icon = "units"
    section = "往来"
    watches = frozenset(
        {"plan", "unit", "unit_alias", "unit_member", "unit_contact", "unit_event", "task",
         "responsibility", "series", "indicator", "project", "setting", "actual", "target",
         "progress", "evidence", "evidence_link"}
    )  # fmt: skip
    row_menu = (Act.ASSIGN, Act.CONFIRM_LEAD)

    def __init__(self, *context: Any, **named: Any) -> None:
        super().__init__(_id_of, "单位表", *context, **named)
        self._rows: tuple[UnitRow, ...] = ()
        self._doubts = Doubts()
        self._accounts: dict[str, UnitAccount] = {}
        self._names = NameDoubts(self.runner, self.notices, self)
        self.desk = UnitsDesk(self.session, self.notices, self.look, self)
        self.ledgers = LedgerWork(self, self.session, self.notices, self.runner)
        self.search = SearchField("单位", "键入名称中的字，或拼音首字母：czj 找“财政局”")
        self.decide = button("处理疑似", picture="warning")
        self.confirm = button("确认推定")
        self.give_out = button("对账单", picture="export")
        self.add = button("新增单位", picture="plus")
        for part in (self.search, self.decide, self.confirm, self.give_out, self.add):
            self.tools.first.addWidget(part)
        self.table.show_columns(unit_columns())
        self._connect()

    def _connect(self) -> None:
        self.chips.chosen.connect(self._on_filter)
        self.search.textChanged.connect(self._on_filter)
        self.search.left.connect(self.table.setFocus)
        self.table.cursor_moved.connect(self._on_cursor)
        self.table.row_opened.connect(self._on_row_opened)
        self.table.escaped.connect(self._show_all)
        self.keys.choice_requested.connect(self._on_choice)
        self.pane.link_followed.connect(self._on_link)
        self.desk.unit_made.connect(self._on_made)
        self._names.found.connect(self._on_names_found)
        self.decide.clicked.connect(self.ask_decisions)
        self.confirm.clicked.connect(self.confirm_all)
        self.give_out.clicked.connect(self.ask_ledger)
        self.add.clicked.connect(self.ask_new)

    # -- drawing ---------------------------------------------------------------------------------

    @property
    def units(self) -> tuple[UnitLine, ...]:
        """Return the units of the book."""
        return self.session.read(queries.unit_lines)

    def refresh(self) -> None:
        plan, session = self.session.plan, self.session
        self._accounts.clear()
        self.tools.demonstration.setVisible(session.is_demonstration)
        self._doubts = self._names.of(self.units, session.read(queries.name_decisions))
        self._rows = rows_of(
            self.units,
            session.read(queries.unit_loads, plan.id) if plan else {},
            session.read(queries.unit_contacts),
            doubt_words(self._doubts),
            session.today.isoformat(),
        )
        self._show_chips()
        self._show_rows()
        self._show_pane()

    def hint(self) -> str:
        return "Enter 打开 · F2 改类型 · Ctrl+F 查找 · Ctrl+G 派单位"

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        return {
            Act.ADD_ROW: self.ask_new,
            Act.EDIT_CELL: self._on_edit,
            Act.FIND_ROWS: self.search.setFocus,
            Act.EXPORT_LEDGER: self.ask_ledger,
            Act.PRINT: partial(print_table, self, self.table, "责任单位", period=""),
        }

    def dialogs(self) -> Mapping[str, Callable[[], QWidget]]:
        if not self.units:
            return {"unit": self.ask_new}
        made: dict[str, Callable[[], QWidget]] = {
            "unit": self.edit_unit,
            "unit_fate": self.ask_fate,
        }
        return made | ({"unit_names": self.ask_decisions} if self._open_doubts() else {})

    def row_sets(self) -> tuple[Rows, ...]:
        row, account = self.row, self.account
        if row is None or account is None:
            return ()
        held = [(RowKind.INDICATOR, one.line.id) for one in account.indicators]
        held += [(one.kind, one.id) for one in (*account.tasks, *account.projects)]
        return (Rows(f"“{row.line.name}”的 {len(held)} 项", tuple(held)),) if held else ()

    def show_place(self, place: Place) -> None:
        if place.row == PRESUMED:
            self.chips.choose(PRESUMED)
        elif place.row and any(row.id == place.row for row in self._rows):
            self._show_all()
            self.table.go_to(place.row)
            self.table.setFocus()

    def _show_chips(self) -> None:
        found = counts(self._rows)
        chips = [Chip(ALL, "全部", found[ALL])]
        chips += [Chip(kind, kind, found[kind]) for kind in UNIT_KINDS if found[kind]]
        if found[NO_KIND] and found[NO_KIND] < found[ALL]:
            chips.append(Chip(NO_KIND, NO_KIND_WORDS, found[NO_KIND]))
        chips.append(Chip(PRESUMED, "推定", found[PRESUMED]))
        chips.append(Chip(DOUBTFUL, "疑似", found[DOUBTFUL], Mark.UNEQUAL))
        if found[ENDED]:
            chips.append(Chip(ENDED, "已撤销", found[ENDED]))
        self.chips.show_chips(chips)
        self._show_buttons()

    def _show_buttons(self) -> None:
        open_doubts = len(self._open_doubts())
        self.decide.setText(f"处理疑似 {open_doubts}" if open_doubts else "处理疑似")
        self.decide.setVisible(bool(open_doubts))
        presumed = sum(row.load.presumed for row in self._rows)
        self.confirm.setVisible(bool(presumed))
        self.confirm.setText(f"确认推定 {presumed}")
        for made in (self.decide, self.confirm):
            made.setAccessibleName(made.text())

    def _show_rows(self) -> None:
        words = self.search.text().strip()
        meant = matcher(words, [row.searched for row in self._rows] if words else ())
        chip = self.chips.key
        shown = [row for row in self._rows if passes(row, chip) and meant(row.searched)]
        self.table.show_rows(shown)
        if not self._rows:
            self.show_or_say("还没有单位。从一览表导入时自动带入，或点“新增单位”。")
        elif not shown:
            self.show_or_say("没有符合的单位。清除筛选 Esc。")
        else:
            self.show_or_say("")
        self.hint_changed.emit()

    def _show_pane(self) -> None:
        row, account = self.row, self.account
        if row is None:
            self.pane.show_sections("没有选中单位", "", ())
            return
        if account is None:
            self.pane.show_sections(row.line.name, "", ())
            return
        made = sections(
            row,
            account,
            {unit.id: unit.name for unit in self.units},
            events=self.session.read(queries.unit_events, row.id),
            period=self.session.period,
            today=self.session.today,
        )
        self.pane.show_sections(row.line.name, period_words(self.session.period), made)

    @property
    def row(self) -> UnitRow | None:
        """Return the unit under the cursor."""
        row = self.table.current_row if self.table.isVisibleTo(self) else None
        return row if isinstance(row, UnitRow) else None

    @property
    def account(self) -> UnitAccount | None:
        """Return all that the unit under the cursor answers for in the plan being looked at."""
        plan, row = self.session.plan, self.row
        if plan is None or row is None:
            return None
        if row.id not in self._accounts:
            read = self.session.book.read
            rows = self.session.rows()
            self._accounts[row.id] = read(queries.unit_account, plan.id, row.id, "", rows)
        return self._accounts[row.id]

    # -- commands --------------------------------------------------------------------------------

    @Slot()
    def ask_new(self) -> UnitDialog:
        """Ask what to say of a new unit."""
        return self.desk.ask_new()

    def edit_unit(self) -> UnitDialog:
        """Ask what else is to be said of the unit under the cursor."""
        return self.desk.edit(self._row_or_first().line)

    def ask_fate(self) -> FateDialog:
        """Ask what becomes of the unit under the cursor."""
        return self.desk.ask_fate(self._row_or_first().line)

    @Slot()
    def ask_decisions(self) -> DecideDialog:
        """Ask about names that may be run together or nearly equal, one after another."""
        return self.desk.ask_decisions(self._open_doubts)

    @Slot()
    def ask_ledger(self) -> QMenu:
        """Offer the ways a 对账单 goes out."""
        menu = QMenu(self)
        menu.setObjectName("ledger_menu")
        row = self.row
        ways: tuple[tuple[str, Callable[[], object]], ...] = (
            ("导出这一家…", partial(self._with_row, self.ledgers.ask_target)),
            ("打印预览", partial(self._with_row, self.ledgers.preview)),
            ("全部单位，各一份…", self.ledgers.ask_folder),
        )
        for words, way in ways:
            action = menu.addAction(words)
            action.setEnabled(
                self.session.plan is not None and (row is not None or way is ways[2][1])
            )
            action.triggered.connect(partial(_ignoring, way))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.give_out.mapToGlobal(self.give_out.rect().bottomLeft()))
        return menu

    def choose_kind(self) -> QMenu | None:
        """Open the choice of kinds at the unit under the cursor."""
        row = self.row
        if row is None or not self.session.can_write:
            self.notices.tell("先选中一家单位。" if row is None else self.session.why_not)
            return None
        return ask_word(
            self.table,
            self.look,
            "类型",
            [Word(kind, kind or NO_KIND_WORDS) for kind in (*UNIT_KINDS, "")],
            current=row.line.kind,
            at=self.below_cell(KIND),
            chosen=partial(self.desk.set_kind, row.id),
        )

    @Slot()
    def confirm_all(self) -> None:
        """Say that every presumed lead of the units in sight is right."""
        shown = [row for row in self.table.lines.rows if isinstance(row, UnitRow)]
        self.desk.confirm([row.id for row in shown if row.load.presumed])

    # -- what happened ---------------------------------------------------------------------------

    @Slot(object)
    def _on_link(self, key: str) -> None:
        row = self.row
        if key == PEOPLE:
            self.edit_unit()
        elif key == LIFE:
            self.ask_fate()
        elif key == CONFIRM and row is not None:
            self.desk.confirm([row.id])

    @Slot(object)
    def _on_made(self, unit: str) -> None:
        self.show_place(Place(self.name, unit))

    @Slot(object, object)
    def _on_cursor(self, _row: object, _column: Column | None) -> None:
        self._show_pane()

    @Slot(object)
    def _on_filter(self, _key: object) -> None:
        self._show_rows()
        self._show_pane()

    @Slot(object)
    def _on_row_opened(self, row: object) -> None:
        if isinstance(row, UnitRow):
            self.edit_unit()

    @Slot(object)
    def _on_choice(self, _row: object) -> None:
        self.choose_kind()

    def _on_edit(self) -> None:
        self.choose_kind()

    @Slot()
    def _on_names_found(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    @Slot()
    def _show_all(self) -> None:
        """Clear the filters."""
        self.search.clear()
        self.chips.choose(ALL)
        self._show_rows()
        self._show_pane()

    # -- inside ----------------------------------------------------------------------------------

    def _row_or_first(self) -> UnitRow:
        self.catch_up()
        return self.row or self._rows[0]

    def _with_row(self, way: Callable[[UnitLine], object]) -> None:
        row = self.row
        if row is None:
            self.notices.tell("先选中一家单位。")
        else:
            way(row.line)

    def _open_doubts(self) -> list[Doubt]:
        by_name = {row.line.name: row for row in self._rows}
        found = [
            Doubt(by_name[name], parts=parts)
            for name, parts in self._doubts.splits.items()
            if name in by_name
        ]
        return found + [
            Doubt(by_name[one], by_name[other])
            for one, other in self._doubts.pairs
            if one in by_name and other in by_name
        ]


def _ignoring(way: Callable[[], object], *_checked: object) -> None:
    way()
