"""The answers that stand in figures without a number, each with its reason asked for at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from db.model.words import ANSWER_WORDS, Answer
from desktop.delegates.marks import Mark
from desktop.indicators.cells import Standing, standing_of
from desktop.indicators.entry import parted
from desktop.widgets.word_menu import Word, ask_word
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QMenu, QWidget

    from db.model.lines import IndicatorLine
    from db.operations.recording import Entry
    from desktop.indicators.entry import EntryWishes
    from desktop.theme import Look
    from desktop.widgets.note import NoteDialog
    from desktop.widgets.sheet import SheetTable

_BLANK = "blank"

FigureCell = tuple["IndicatorLine", str]
"""A row and a period."""


class Answers:
    """Asks what stands in the selected cells in place of a number, and why; each is one step."""

    def __init__(self, entry: EntryWishes, page: QWidget, table: SheetTable, look: Look) -> None:
        self._entry = entry
        self._page = page
        self._table = table
        self._look = look

    def offer(self, line: IndicatorLine, period: str) -> QMenu | None:
        """Offer what stands in a cell that has no number, and in those selected with it."""
        if standing_of(line, period) is not Standing.ENTERED:
            self._entry.say_why_not(line, period)
            return None
        cells = self._with_selected(line, period)
        actual = line.actuals.get(period)
        current = actual.amount.answer if actual is not None else _BLANK
        words = [
            Word(Answer.NONE, "无此项，写明原因(&W)…"),
            Word(Answer.NOT_APPLICABLE, "不适用，写明原因(&B)…"),
            Word(_BLANK, "未填，以后再填(&K)", Mark.BLANK),
        ]
        table = self._table
        below = table.visualRect(table.currentIndex()).bottomLeft()
        return ask_word(
            self._page,
            self._look,
            f"{_name_of(cells)}：没有数时怎样填",
            words,
            current=str(current or ""),
            at=table.viewport().mapToGlobal(below),
            chosen=partial(self._take, cells),
        )

    def unexplained(self, line: IndicatorLine, period: str) -> list[FigureCell]:
        """Return the selected cells whose answer has no reason yet, where they are several."""
        cells = self._with_selected(line, period)
        found = [
            (one, at)
            for one, at in cells
            if at in one.actuals and one.actuals[at].amount.answer and not one.actuals[at].note
        ]
        return found if len(found) > 1 else []

    def ask_reason(self, cells: Sequence[FigureCell], answer: Answer | None = None) -> NoteDialog:
        """Ask why figures have no number, and record the answer; None: the one they have."""
        line, period = cells[0]
        actual = line.actuals.get(period)
        words = "没有数" if answer is None else ANSWER_WORDS[answer]

        def keep(note: str) -> None:
            entries = [
                self._entry.entry(one, at, self._words_of(one, at, answer), note=note)
                for one, at in cells
            ]
            self._keep(entries, "填入")

        return self._entry.ask(
            f"{_name_of(cells)}：{words}",
            actual.note if actual is not None else "",
            keep,
            asks=f"写清为什么{words}，检查和报告里会用到。",
        )

    # -- inside ----------------------------------------------------------------------------------

    def _take(self, cells: Sequence[FigureCell], key: str) -> None:
        if key != _BLANK:
            self.ask_reason(cells, Answer(key))
            return
        entries = [self._entry.entry(one, at, "") for one, at in cells if at in one.actuals]
        self._keep(entries, "清除")

    def _keep(self, entries: list[Entry], verb: str) -> None:
        """Record entries as one step; of several it is said which selected cells were left."""
        several = len(entries) > 1
        _, shut = parted(self._entry.chosen() if several else ())
        self._entry.keep_block(entries, f"{verb} {len(entries)} 格" * several, shut)

    def _with_selected(self, line: IndicatorLine, period: str) -> list[FigureCell]:
        """Return the cell with those selected beside it that a figure can be typed into."""
        chosen = [cell for cell in self._entry.chosen() if standing_of(*cell) is Standing.ENTERED]
        known = {(one.id, at) for one, at in chosen}
        return chosen if (line.id, period) in known else [(line, period)]

    @staticmethod
    def _words_of(line: IndicatorLine, period: str, answer: Answer | None) -> str:
        if answer is not None:
            return ANSWER_WORDS[answer]
        return line.actuals[period].amount.text


def _name_of(cells: Sequence[FigureCell]) -> str:
    line, period = cells[0]
    return f"{line.name} {period_words(period)}" if len(cells) == 1 else f"选中的 {len(cells)} 格"
