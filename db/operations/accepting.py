"""Putting an accepted list into the book: new rows are made, held ones changed cell by cell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from db.exchange.differences import CellDifference, ImportPreview, RowDifference, Verdict, Wish
from db.exchange.listing import Meaning, TableKind
from db.exchange.project_facts import FACTS, Fact
from db.model.records import Indicator, Measure, Project, Record, Series, Source, Task, Unit
from db.model.words import Direction, Nature, TaskStatus
from db.model.work_words import SourceKind
from db.operations.actuals import ActualWriter
from db.operations.figures import FigureWriter
from db.operations.list_places import KINDS, ListPlaces
from db.operations.project_facts import put_facts
from db.operations.responsibilities import Answering
from db.operations.rows_on_series import on_own_series
from db.operations.unit_rows import UnitRows
from db.rules.direction import direction_of
from db.rules.names import folded
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from db.model.amount import Amount
    from db.store.writing import Transaction

_NAMES = {Meaning.NAME, Meaning.MEASURE, Meaning.COMMITMENT}
_UNITS = {Meaning.LEAD, Meaning.CO, Meaning.RESPONSIBLE}

_INDICATOR_WORDS = {
    Meaning.NUMBER: "number",
    Meaning.CATEGORY: "category",
    Meaning.RECURRING: "recurring",
    Meaning.DEADLINE: "deadline",
    Meaning.NOTE: "note",
}
_TASK_WORDS = {
    Meaning.SECTION: "section",
    Meaning.NUMBER: "number",
    Meaning.KIND: "kind",
    Meaning.DEADLINE: "deadline",
    Meaning.NOTE: "note",
}
_MEASURE_WORDS = {Meaning.DEADLINE: "deadline"}
_PROJECT_WORDS = {
    Meaning.KIND: "kind",
    Meaning.SCHOOL_STAGE: "school_stage",
    Meaning.YEAR_CLASS: "year_class",
    Meaning.STAGE: "stage",
    Meaning.NOTE: "note",
    Meaning.STREET: "street",
    Meaning.SITE: "site",
    Meaning.COUNT_UNIT: "count_unit",
}
_PROJECT_SIZES = {
    Meaning.PLACES: "places",
    Meaning.CLASSES: "classes",
    Meaning.INVESTMENT: "investment",
    Meaning.AREA: "area",
    Meaning.FLOOR_AREA: "floor_area",
}


class Acceptance:
    """One list on its way into the open transaction.

    `without` names cells (sheet, address) that the user unticked; a new row whose name is unticked
    is left out with everything below it. `by_hand` names refused cells that are taken all the same.
    """

    def __init__(
        self,
        transaction: Transaction,
        preview: ImportPreview,
        plan: str,
        *,
        without: Collection[tuple[str, str]],
        by_hand: Collection[tuple[str, str]] = (),
    ) -> None:
        self._transaction = transaction
        self._preview = preview
        self._plan = plan
        self._without = without
        self._by_hand = by_hand
        self._source = Source(
            id=new_id(),
            kind=SourceKind.IMPORTED,
            file=preview.workbook.name,
            sha256=preview.workbook.sha256,
            received_at=transaction.now,
            who=transaction.who,
            note=preview.options.source_note or None,
        )
        self._source_is_put = False
        actuals = ActualWriter(transaction, self._source, preview.options)
        self._figures = FigureWriter(transaction, self._source.id, preview.period_end, actuals)
        self._units = UnitRows(transaction, preview, actuals)
        self._answering = Answering(transaction)
        self._left_out: set[str] = set()
        self._measures: dict[tuple[str, str], str] = {}
        self._places = ListPlaces(transaction, plan, preview.rows)

    def accept(self) -> int:
        """Write every accepted cell; return how many there were."""
        written = 0
        for row in self._preview.rows:
            self._places.go_by(row)
            cells = [cell for cell in row.cells if self._taken(cell)]
            if not row.id or self._is_left_out(row, cells):
                continue
            if cells:
                self._put_source()
                self._write(row, cells)
                written += len(cells)
            self._remember_measure(row)
        self._figures.flush()
        self._units.finish()
        return written

    def _taken(self, cell: CellDifference) -> bool:
        place = (cell.sheet, cell.address)
        if cell.by_hand and cell.verdict is Verdict.REJECTED:
            return place in self._by_hand
        return cell.verdict.is_taken_in and place not in self._without

    def _is_left_out(self, row: RowDifference, cells: list[CellDifference]) -> bool:
        nameless = row.is_new and not any(cell.wish and _is_name(cell.wish) for cell in cells)
        # A second row of the file may stand for the same new row; its name is there already.
        known = nameless and self._transaction.get(KINDS[row.kind, row.meaning], row.id)
        if row.parent in self._left_out or (nameless and not known):
            self._left_out.add(row.id)
            return True
        return False

    def _put_source(self) -> None:
        if not self._source_is_put:
            self._transaction.put([self._source])
            self._source_is_put = True

    def _remember_measure(self, row: RowDifference) -> None:
        if row.meaning is Meaning.MEASURE and row.parent:
            self._measures[row.parent, folded(row.name)] = row.id

    def _write(self, row: RowDifference, cells: list[CellDifference]) -> None:
        wishes = [(cell, cell.wish) for cell in cells if cell.wish is not None]
        if row.is_new and self._transaction.get(KINDS[row.kind, row.meaning], row.id) is None:
            self._transaction.put(self._new_row(row))
        if row.kind is TableKind.UNITS:
            self._units.write(row, wishes)
        elif row.kind is TableKind.PROJECTS:
            self._change_project(row, [wish for _, wish in wishes])
        elif row.meaning is Meaning.NAME and row.kind is TableKind.TASKS:
            self._change_task(row, [wish for _, wish in wishes])
        elif row.meaning is Meaning.MEASURE:
            self._change_measure(row, [wish for _, wish in wishes])
        else:
            self._change_indicator(row, wishes)
        self._answering.assign(row, [wish for _, wish in wishes if wish.names])
        self._answering.name_people(row, [wish for _, wish in wishes])

    def _new_row(self, row: RowDifference) -> Iterable[Record]:
        position = self._places.of_new(row)
        if row.kind is TableKind.UNITS:
            yield Unit(id=row.id, name=row.name, position=position)
        elif row.kind is TableKind.PROJECTS:
            yield Project(
                id=row.id, plan=self._plan, parent=row.parent, name=row.name, position=position
            )
        elif row.meaning is Meaning.MEASURE:
            yield Measure(id=row.id, task=row.parent or "", title=row.name, position=position)
        elif row.kind is TableKind.TASKS and row.meaning is Meaning.NAME:
            yield Task(id=row.id, plan=self._plan, title=row.name, position=position)
        else:
            owned = row.meaning is Meaning.COMMITMENT
            yield from on_own_series(
                Indicator(
                    id=row.id,
                    plan=self._plan,
                    series="",
                    name=row.name,
                    parent=None if owned else row.parent,
                    task=row.parent if owned else None,
                    position=position,
                )
            )

    def _change_task(self, row: RowDifference, wishes: list[Wish]) -> None:
        task = self._transaction.get(Task, row.id)
        if task is None:
            return
        changed: dict[str, Any] = _words(wishes, _TASK_WORDS)
        for wish in wishes:
            if wish.meaning is Meaning.STATUS:
                changed["status"] = TaskStatus(wish.words)
        self._transaction.change(replace(task, **changed))

    def _change_measure(self, row: RowDifference, wishes: list[Wish]) -> None:
        measure = self._transaction.get(Measure, row.id)
        if measure is None:
            return
        changed: dict[str, Any] = _words(wishes, _MEASURE_WORDS)
        for wish in wishes:
            if wish.meaning is Meaning.STATUS:
                changed["status"] = TaskStatus(wish.words)
        self._transaction.change(replace(measure, **changed))

    def _change_project(self, row: RowDifference, wishes: list[Wish]) -> None:
        project = self._transaction.get(Project, row.id)
        if project is None:
            return
        changed: dict[str, Any] = _words(wishes, _PROJECT_WORDS)
        for wish in wishes:
            if wish.amount is not None and wish.meaning in _PROJECT_SIZES:
                changed[_PROJECT_SIZES[wish.meaning]] = wish.amount.value
            elif wish.meaning is Meaning.COUNT:
                changed["count"] = _whole(wish)
            elif wish.meaning is Meaning.DUE_YEAR:
                changed["due_year"] = _whole(wish)
            elif wish.meaning is Meaning.TASK:
                changed["task"] = self._task_titled(wish.words)
            elif wish.meaning is Meaning.DEADLINE:
                changed |= _due(wish.words)
        self._transaction.change(replace(project, **changed))
        facts = [
            Fact(wish.meaning, wish.period, wish.amount)
            for wish in wishes
            if wish.meaning in FACTS and wish.amount is not None
        ]
        if facts:
            reason = f"导入“{self._source.file}”"
            put_facts(self._transaction, project.id, facts, reason=reason)

    def _task_titled(self, title: str) -> str | None:
        tasks = self._transaction.find(Task, plan=self._plan)
        found = [task.id for task in tasks if folded(task.title) == folded(title)]
        return found[0] if len(found) == 1 else None

    def _change_indicator(
        self, row: RowDifference, wishes: list[tuple[CellDifference, Wish]]
    ) -> None:
        indicator = self._transaction.get(Indicator, row.id)
        if indicator is None:
            return
        plain = [wish for _, wish in wishes if wish.amount is None]
        changed: dict[str, Any] = _words(plain, _INDICATOR_WORDS)
        due = changed.get("deadline", "") if row.meaning is Meaning.COMMITMENT else ""
        if due.isdigit():
            del changed["deadline"]
        changed |= self._own_columns(indicator, plain)
        self._change_series(indicator, plain)
        year = int(due) if due.isdigit() else None
        for cell, wish in wishes:
            if wish.amount is not None:
                self._figures.put(indicator, cell, wish, due=year)
        if year is not None:
            self._figures.move_due_year(indicator, year)
        if row.is_new and row.meaning is Meaning.NAME:
            changed["direction"] = _direction(indicator, [wish for _, wish in wishes])
        if changed:
            self._transaction.change(replace(indicator, **changed))

    def _own_columns(self, indicator: Indicator, wishes: list[Wish]) -> dict[str, Any]:
        """Return the columns whose words are not kept as they are: 属性, the measure it serves."""
        changed: dict[str, Any] = {}
        for wish in wishes:
            if wish.meaning is Meaning.NATURE:
                changed["nature"] = Nature(wish.words)
            elif wish.meaning is Meaning.MEASURE and wish.period:
                key = (indicator.task or "", folded(wish.words))
                changed["measure"] = self._measures.get(key)
        return changed

    def _change_series(self, indicator: Indicator, wishes: list[Wish]) -> None:
        """Write what the list says of the row's 数据项: its unit, and who provides the figures."""
        changed: dict[str, Any] = {}
        for wish in wishes:
            if wish.meaning is Meaning.UNIT:
                changed["unit"] = wish.words
            elif wish.meaning is Meaning.PROVIDER:
                changed["provider"] = self._answering.unit_named(wish.words)
        series = self._transaction.get(Series, indicator.series) if changed else None
        if series is not None:
            self._transaction.change(replace(series, **changed))


def _is_name(wish: Wish) -> bool:
    return wish.meaning in _NAMES and not wish.period


def _words(wishes: Iterable[Wish], columns: dict[Meaning, str]) -> dict[str, str]:
    return {
        columns[wish.meaning]: wish.words
        for wish in wishes
        if wish.amount is None and wish.meaning in columns
    }


def _direction(indicator: Indicator, wishes: Iterable[Wish]) -> Direction:
    """Return the usual direction for a new row's figures, unless one was found already."""
    if indicator.direction is not Direction.AT_LEAST:
        return indicator.direction
    figures: dict[Meaning, list[tuple[int | None, Amount]]] = {}
    for wish in wishes:
        if wish.amount is not None:
            figures.setdefault(wish.meaning, []).append((wish.year, wish.amount))
    return direction_of(figures.get(Meaning.BASELINE, []), figures.get(Meaning.TARGET, []))


def _due(words: str) -> dict[str, Any]:
    """Return the due year and month of a project's deadline; other words say neither."""
    year, _, month = words.partition("-")
    if not year.isdigit():
        return {}
    return {"due_year": int(year), "deadline": words if month else None}


def _whole(wish: Wish) -> int | None:
    if wish.amount is not None:
        return None if wish.amount.value is None else int(wish.amount.value)
    digits = "".join(character for character in wish.words if character.isdigit())
    return int(digits[:4]) if digits else None
