"""The program tries itself: a book from a sample goes all the ways there are and must come back."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from db import queries
from db.book import PlanBook
from db.connection.copying import copy_file
from db.errors import Cancelled, UserError
from db.exchange.differences import ImportPreview, Verdict
from db.exchange.office_list import write_office_list
from db.operations.recording import Entry
from db.queries.dump import book_as_json
from db.queries.likeness import NOT_IN_A_LIST, same_plan
from desktop import self_check_story as story
from desktop.cli_terminal import Defect
from desktop.errors import sentence
from desktop.list_file import write_list_of
from desktop.offscreen import draw_unseen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from db.ticket import Ticket

BOOK_NAME = "利通.planbook"
LIST_NAME = "一览表.xlsx"
OFFICE_NAME = "办公室来表.xlsx"


class SelfCheck:
    """Ten steps in a folder, which keeps the book, both workbooks and the pictures."""

    def __init__(self, folder: Path, ticket: Ticket) -> None:
        self._folder = folder
        self._ticket = ticket
        self._states: list[dict[str, Any]] = []

    def steps(self) -> Iterator[str]:
        """Yield a line for each step that held; Defect names the first that did not."""
        todo: tuple[tuple[str, Callable[[PlanBook], str]], ...] = (
            ("写办公室来表", self._write_office_list),
            ("导入", self._take_in),
            ("录入", self._record),
            ("导出一览表", self._export),
            ("回读比较", self._read_back),
            ("撤销和重做", self._undo_and_redo),
            ("备份和恢复", self._back_up_and_restore),
            ("核对文件和历史", self._check_history),
            ("画页面", self._draw),
        )
        first = "建台账"
        with _step(1, first):
            book = self._make_book()
        with book:
            with _step(1, first):
                counts = self._counts(book)
            yield f"1 {first}：{counts}"
            for number, (name, step) in enumerate(todo, start=2):
                with _step(number, name):
                    said = step(book)
                yield f"{number} {name}：{said}"

    def _make_book(self) -> PlanBook:
        book = PlanBook.create(self._folder / BOOK_NAME, replace=True)
        try:
            book.planning.load_sample(story.SAMPLE, demonstration=True)
            self._remember(book)
        except BaseException:
            book.close()
            raise
        return book

    def _counts(self, book: PlanBook) -> str:
        plan = book.read(queries.find_plan)
        _hold(plan.indicators and plan.tasks and plan.projects, "示例是空的")
        return (
            f"《{plan.title}》指标 {plan.indicators} 项、任务 {plan.tasks} 项、"
            f"项目 {plan.projects} 个"
        )

    def _write_office_list(self, _book: PlanBook) -> str:
        path = self._folder / OFFICE_NAME
        write_office_list(path, story.OFFICE_LIST, replace=True)
        rows = len(story.OFFICE_LIST.rows)
        return f"{path.name}，{rows} 行，表头两行、类别不合并、数字带单位和全角"

    def _take_in(self, book: PlanBook) -> str:
        preview = book.planning.preview(self._folder / OFFICE_NAME, ticket=self._ticket)
        refused = [cell.address for cell in preview.cells if cell.verdict is Verdict.REJECTED]
        _hold(refused == [story.REFUSED_ADDRESS], f"未收的格是 {refused}")
        _hold(not preview.proposals, "有对不上的行名")
        book.planning.accept(preview)
        actuals = {row["name"]: _actual_of(row) for row in self._remember(book)["indicators"]}
        for name, words in story.UNDERSTOOD.items():
            _hold(actuals[name] == Decimal(words), f"“{name}”读成了 {actuals[name]}")
        return f"{_counts_of_cells(preview)}（{story.REFUSED_ADDRESS}“见附件3”不是数值）"

    def _record(self, book: PlanBook) -> str:
        row = book.read(queries.find_indicator, story.REFUSED_ROW)
        book.recording.record([Entry(row, story.YEAR, story.TYPED, reason="自检")])
        held = {one["id"]: _actual_of(one) for one in self._remember(book)["indicators"]}
        _hold(held[row] == Decimal(story.TYPED), f"录入后是 {held[row]}")
        return f"“{story.REFUSED_ROW}”{story.YEAR} 年 {story.TYPED}"

    def _export(self, book: PlanBook) -> str:
        path = self._folder / LIST_NAME
        today = datetime.now(UTC).astimezone().date()
        write_list_of(book, None, path, today=today, replace=True, ticket=self._ticket)
        return f"{path.name}，{path.stat().st_size // 1024} KB"

    def _read_back(self, _book: PlanBook) -> str:
        with TemporaryDirectory() as folder, PlanBook.create(Path(folder, "回读.planbook")) as book:
            preview = book.planning.preview(self._folder / LIST_NAME, ticket=self._ticket)
            _hold(not preview.count(Verdict.REJECTED), _counts_of_cells(preview))
            book.planning.accept(preview)
            read = book.read(book_as_json)
        differences = same_plan(self._states[-1], read, ignoring=NOT_IN_A_LIST)
        _hold(not differences, f"{len(differences)} 处不同：{'；'.join(differences[:3])}")
        return f"{preview.count(Verdict.NEW)} 格读回新台账，与原来逐项相同"

    def _undo_and_redo(self, book: PlanBook) -> str:
        made, imported, recorded = self._states
        turns = (
            (book.undo, imported),
            (book.undo, made),
            (book.redo, imported),
            (book.redo, recorded),
        )
        for turn, state in turns:
            label = turn().label
            _hold(book.read(book_as_json) == state, f"“{label}”之后与当时不同")
        return "撤销 2 步、重做 2 步，每次都与当时相同"

    def _back_up_and_restore(self, book: PlanBook) -> str:
        copy = book.housekeeping.back_up("asked")
        if copy is None:
            copy = book.housekeeping.backups()[0].path
        with TemporaryDirectory() as folder:
            restored = Path(folder, "恢复.planbook")
            copy_file(copy, restored)
            with PlanBook.open(restored) as again:
                _hold(again.read(book_as_json) == self._states[-1], "恢复后与原来不同")
                _hold(not again.housekeeping.damages(), "恢复后与历史不一致")
        return f"{copy.name}，恢复后逐项相同"

    def _check_history(self, book: PlanBook) -> str:
        damages = book.housekeeping.damages()
        _hold(not damages, f"{len(damages)} 处与历史不一致")
        return f"{len(book.read(queries.step_lines))} 步，文件完好，与历史一致"

    def _draw(self, book: PlanBook) -> str:
        drawn = draw_unseen(book.path, self._folder, "light", 100, self._ticket)
        _hold(drawn, "一张也没有画出")
        _hold(all(path.stat().st_size for path in drawn), "有空的图")
        _hold(book.read(book_as_json) == self._states[-1], "画图改动了台账")
        return f"{len(drawn)} 张 PNG"

    def _remember(self, book: PlanBook) -> dict[str, Any]:
        """Keep what the book says now, to compare with later."""
        state: dict[str, Any] = book.read(book_as_json)
        self._states.append(state)
        return state


@contextmanager
def _step(number: int, name: str) -> Iterator[None]:
    """Turn whatever goes wrong inside into a Defect that names the step."""
    try:
        yield
    except Cancelled:
        raise
    except _DidNotHold as failure:
        raise _defect(number, name, str(failure)) from failure
    except UserError as error:
        raise _defect(number, name, sentence(error)) from error
    except Exception as error:
        raise _defect(number, name, f"程序出错（{type(error).__name__}）") from error


def _defect(number: int, name: str, words: str) -> Defect:
    return Defect(f"自检第 {number} 步“{name}”没有通过：{words.rstrip('。')}")


class _DidNotHold(Exception):
    """What was to be true is not."""


def _hold(truth: object, otherwise: str) -> None:
    if not truth:
        raise _DidNotHold(otherwise)


def _actual_of(indicator: dict[str, Any]) -> Decimal | None:
    """Return an indicator's figure of the story's year for the whole county."""
    for actual in indicator["actuals"]:
        if actual["period"] == story.YEAR and actual["unit"] is None:
            value: Decimal | None = actual["value"]
            return value
    return None


def _counts_of_cells(preview: ImportPreview) -> str:
    new, changed, same, rejected = map(
        preview.count, (Verdict.NEW, Verdict.CHANGED, Verdict.SAME, Verdict.REJECTED)
    )
    return f"新增 {new} 格、改动 {changed} 格、相同 {same} 格、未收 {rejected} 格"
