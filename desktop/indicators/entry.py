"""What keys and menus record in the indicator table: figures, days, notes, answers, fills."""

from __future__ import annotations

from collections import Counter
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from db.errors import ValueRefused
from db.model.period import Period
from db.model.words import Severity
from desktop.actions import Act
from desktop.indicators.beside import Kind
from desktop.indicators.cells import (
    NO_WORDS,
    SHUT_WORDS,
    STANDING_WORDS,
    Standing,
    seen_words,
    standing_of,
    words_to_edit,
)
from desktop.indicators.keeping import Keeping
from desktop.indicators.typed import day_of, figure_of
from desktop.wording import period_words, place_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtWidgets import QMenu, QWidget

    from db.model.lines import ActualValue, IndicatorLine
    from db.operations.recording import Entry
    from db.rules.finding import Finding
    from desktop.actions import ActName
    from desktop.columns import Column
    from desktop.indicators.answers import Answers
    from desktop.indicators.beside_figures import BesideWishes
    from desktop.indicators.named import NewRow
    from desktop.indicators.paste_verdicts import PastedCell
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.theme import Look
    from desktop.widgets.note import NoteDialog
    from desktop.widgets.sheet import SheetTable

PASTING = "粘贴"
"""What is done with a block that was copied, as its step is called."""
_MOST_QUOTED = 5
_SAID_AFTER = 1
"""Milliseconds after a value was typed: it is painted before it is judged, which 0 would not be."""


class EntryWishes:
    """Turns what a person does in the table into steps of the book.

    `unit` is the id of the unit whose figures are shown, None for the whole county.
    """

    def __init__(
        self, page: QWidget, table: SheetTable, session: BookSession, notices: Notices, look: Look
    ) -> None:
        self._page = page
        self._table = table
        self._session = session
        self._notices = notices
        self._look = look
        self.keeping = Keeping(page, session, notices)
        self.unit: str | None = None

    @cached_property
    def beside(self) -> BesideWishes:
        """Return what is done in the columns of days and notes, loaded for the first such wish."""
        from desktop.indicators.beside_figures import BesideWishes  # noqa: PLC0415 - as said

        return BesideWishes(self, self._table, self._session, self._notices)

    @cached_property
    def _answers(self) -> Answers:
        """Return what asks for answers in place of numbers, loaded for the first of them."""
        from desktop.indicators.answers import Answers  # noqa: PLC0415 - as said

        return Answers(self, self._page, self._table, self._look)

    # -- one cell --------------------------------------------------------------------------------

    def write_figure(self, line: IndicatorLine, period: str, words: str) -> None:
        """Record a typed figure. Raises ValueRefused when it is none."""
        entry = self.entry(line, period, figure_of(words))
        said = partial(self._say_recorded, line, entry, words)
        later = partial(QTimer.singleShot, _SAID_AFTER, self._page, said)
        self.keeping.record([entry], afterwards=later)

    def _say_recorded(self, line: IndicatorLine, entry: Entry, typed: str) -> None:
        if self._session.redo_label is not None:
            # It was taken back while it waited to be said: that is what is said by now.
            return
        # Loaded when something was recorded: the page is shown before.
        from desktop.indicators.recorded import sentence_of  # noqa: PLC0415

        self._notices.tell(sentence_of(self._session, line, entry, typed))

    def write_day(self, line: IndicatorLine, period: str, words: str) -> None:
        """Record the day a figure speaks of. Raises ValueRefused when the words are no day."""
        self.beside.set_day([(line, period)], day_of(words, Period.read(period).year))

    def write_note(self, line: IndicatorLine, period: str, words: str) -> None:
        """Record the note of a figure."""
        actual = line.actuals.get(period)
        if actual is not None and actual.note != words.strip():
            self._session.set_note(actual.id, words.strip())

    def entry(
        self,
        line: IndicatorLine,
        period: str,
        words: str,
        *,
        as_of: str = "",
        note: str | None = None,
    ) -> Entry:
        """Return what records words for a row, over those that the screen shows there."""
        from db.operations.recording import Entry  # noqa: PLC0415 - loaded when it happens

        seen = seen_words(line, period)
        return Entry(line.id, period, words, unit=self.unit, as_of=as_of, note=note, seen=seen)

    # -- several cells ---------------------------------------------------------------------------

    def acts(self) -> dict[ActName, Callable[[], object]]:
        """Return the commands that are carried out on whatever is selected."""
        return {
            Act.CUT: self.cut,
            Act.CLEAR: self.clear,
            Act.FILL_DOWN: self.fill_down,
            Act.FILL_RIGHT: self.fill_right,
            Act.FILL_SUMS: self.fill_sums,
        }

    def cut(self) -> None:
        """Copy the selected cells, then clear the figures among them, as one step (Ctrl+X)."""
        from desktop.indicators.copying import copy_selected  # noqa: PLC0415 - loaded when it happens

        copy_selected(self._table)
        self.clear()

    def clear(self) -> None:
        """Clear the selected figures, as one step; what is blank already needs no hand.

        In the column of the notes the notes are cleared.
        """
        if self.beside.clear():
            return
        open_ones, shut = parted((line, at) for line, at in self.chosen() if at in line.actuals)
        entries = [self.entry(line, period, "") for line, period in open_ones]
        self.keep_block(entries, f"清除 {len(entries)} 格" * (len(entries) > 1), shut)

    def write_pasted(
        self, cells: Sequence[PastedCell], new: Sequence[NewRow] = (), verb: str = PASTING
    ) -> None:
        """Record the cells of a pasted block, and make the rows it brings, as one step."""
        pasted = verb == PASTING
        entries = [
            self.entry(cell.spot.line, cell.spot.period, cell.word)._replace(pasted=pasted)
            for cell in cells
            if cell.spot is not None
        ]
        label = f"{verb} {len(entries)} 格"
        if not new:
            self.keep_block(entries, label)
            return
        from desktop.indicators.adding import add_pasted  # noqa: PLC0415 - loaded when it happens

        def step(reason: str) -> object:
            given = self._session, self._notices, new, entries, label
            return add_pasted(*given, reason=reason)

        self.keeping.carry_out(step)

    def fill(self, words: str) -> None:
        """Put words into every selected cell, as one step (Ctrl+Enter)."""
        open_ones, shut = parted(self.chosen())
        try:
            entries = [self.entry(line, period, figure_of(words)) for line, period in open_ones]
        except ValueRefused as error:
            self._notices.report(error)
            return
        self.keep_block(entries, f"填入 {len(entries)} 格", shut)

    def chosen(self) -> list[tuple[IndicatorLine, str]]:
        """Return the rows and periods of the selected figures, those that are shut among them."""
        lines = self._table.lines
        return [
            (lines.rows[row], lines.columns[column].name)
            for row, column in self._table.chosen_places()
            if lines.columns[column].name
        ]

    def fill_down(self) -> None:
        """Put the words of the top row of the selection into the rows below it (Ctrl+D)."""
        if self.beside.fill_down():
            return
        self._fill_along(down=True)

    def fill_right(self) -> None:
        """Put the words of the first column of the selection into those beside it (Ctrl+R)."""
        self._fill_along(down=False)

    def _fill_along(self, *, down: bool) -> None:
        lines = self._table.lines
        places = [place for place in self._table.chosen_places() if lines.columns[place[1]].name]
        if not places:
            return
        edge = min(place[0] if down else place[1] for place in places)
        single = len({place[0] if down else place[1] for place in places}) == 1
        entries: list[Entry] = []
        shut: list[Standing] = []
        for row, column in places:
            source = self._before(edge, row, column, down=down, outside=single)
            if source is None or (not single and (row if down else column) == edge):
                continue
            line, period = lines.rows[row], lines.columns[column].name
            words = seen_words(*source)
            if words == seen_words(line, period):
                continue
            if words_to_edit(line, period) is not None:
                entries.append(self.entry(line, period, words))
            else:
                shut.append(standing_of(line, period))
        self.keep_block(entries, f"{'向下填充' if down else '向右填充'} {len(entries)} 格", shut)

    def _before(
        self, edge: int, row: int, column: int, *, down: bool, outside: bool
    ) -> tuple[IndicatorLine, str] | None:
        """Return the row and period whose words a cell takes; one cell alone takes its neighbour's.

        Headings, and columns that hold no actual value, are passed over.
        """
        lines = self._table.lines
        step = -1 if outside else 1
        at = edge + (step if outside else 0)
        bounds = range(len(lines.rows) if down else len(lines.columns))
        while at in bounds:
            found = lines.rows[at if down else row]
            period = lines.columns[column if down else at].name
            if hasattr(found, "actuals") and period:
                return found, period
            at += step
        return None

    def keep_block(self, entries: list[Entry], label: str, shut: Sequence[Standing] = ()) -> None:
        """Record a block as one step, and say which cells of it were passed over, and why."""
        said = partial(self._notices.tell, _passed_over(len(entries), shut))
        try:
            if entries:
                self.keeping.record(entries, label=label, afterwards=said if shut else None)
            elif shut:
                self._notices.tell(STANDING_WORDS[shut[0]])
        except ValueRefused as error:
            self._notices.report(error)

    def keep(self, entries: Sequence[Entry], label: str, said: str) -> None:
        """Record entries as one step of that name, and say the sentence."""
        try:
            self.keeping.record(entries, label=label, afterwards=partial(self.say, said))
        except ValueRefused as error:
            self._notices.report(error)

    def say(self, sentence: str) -> None:
        """Say in the status bar what was done, or why nothing was."""
        self._notices.tell(sentence)

    # -- sums of months, quarters and halves -----------------------------------------------------

    def fill_sum(self, line: IndicatorLine, period: str) -> None:
        """Put what its parts come to into a blank cell of a 当年数, and into those selected."""
        from desktop.indicators.summing import fill_cells  # noqa: PLC0415 - loaded when it happens

        chosen = self.chosen()
        known = {(one.id, at) for one, at in chosen}
        fill_cells(self, chosen if (line.id, period) in known else [(line, period)])

    def fill_sums(self) -> None:
        """Put them into every row whose year is blank: the year that is being filled."""
        from desktop.indicators.summing import fill_year  # noqa: PLC0415 - loaded when it happens

        session = self._session
        fill_year(self, session.indicators_of(self.unit), session.period[:4])

    # -- what a cell may hold instead of a number ------------------------------------------------

    def ask_answer(self, line: IndicatorLine, period: str) -> QMenu | None:
        """Offer what stands in the selected cells that have no number: an answer, or nothing."""
        return self._answers.offer(line, period)

    def ask_note(self, line: IndicatorLine, period: str, actual: ActualValue) -> NoteDialog:
        """Open the dialog for the note of one figure."""

        def keep(note: str) -> None:
            if note != actual.note:
                self._session.set_note(actual.id, note)

        return self.ask(f"{line.name} {period_words(period)}", actual.note, keep)

    def ask_words(self, line: IndicatorLine, period: str) -> NoteDialog | None:
        """Ask why the queried cells of the selection are right, else for the note of one figure.

        The cell of the row and period counts as selected.
        """
        lines = self._table.lines
        cells = {(line.id, period)} | {
            (lines.rows[row].id, lines.columns[column].name)
            for row, column in self._table.chosen_places()
        }
        queried = [
            one
            for one in self._session.doubts(self.unit)
            if one.is_open and one.severity is Severity.QUERY and (one.row, one.period) in cells
        ]
        if queried:
            return self.ask_explanation(queried)
        if unexplained := self._answers.unexplained(line, period):
            return self._answers.ask_reason(unexplained)
        actual, standing = line.actuals.get(period), standing_of(line, period)
        shut = standing in {Standing.LOCKED, Standing.REFERENCED}
        if actual is None or not actual.id or shut:
            self._notices.tell(NO_WORDS.get(standing, "") or STANDING_WORDS[standing])
            return None
        return self.ask_note(line, period, actual)

    def ask_explanation(self, queried: Sequence[Finding]) -> NoteDialog:
        """Ask why figures that are queried are right; what is said stands for all of them."""

        def keep(words: str) -> None:
            try:
                self._session.explain(queried, words)
            except ValueRefused as error:
                self._notices.report(error)

        first = queried[0]
        cells = {(one.row, one.period) for one in queried}
        one = place_words(first.anchors[0].place)
        name = one if len(cells) == 1 else f"{len(cells)} 格有疑问，一并说明"
        asks = "\n".join(one.message for one in queried[:_MOST_QUOTED])
        return self.ask(name, first.lapsed, keep, asks=asks)

    def ask(self, cell: str, note: str, keep: Callable[[str], None], **more: str) -> NoteDialog:
        """Open the dialog for a note; `keep` is given its words."""
        from desktop.widgets.note import NoteDialog  # noqa: PLC0415 - loaded when it happens

        dialog = NoteDialog(cell, note, self._page, **more)
        dialog.given.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def say_why_refused(self, error: ValueRefused) -> None:
        """Say why what was typed cannot stand in its cell."""
        from desktop.errors import sentence  # noqa: PLC0415 - loaded when something is refused

        self._notices.tell(sentence(error))

    def say_why_not(self, line: IndicatorLine, period: str, column: Column | None = None) -> None:
        """Say why nothing can be typed into a cell."""
        if column is not None and column.key in {Kind.AS_OF, Kind.NOTE}:
            standing = standing_of(line, period)
            self._notices.tell(NO_WORDS.get(standing, "") or STANDING_WORDS[standing])
        elif column is not None and not column.name:
            self._notices.tell(
                "这一列不在这里录入。目标有调整，按 Ctrl+Shift+A；其余改动从一览表导入。"
            )
        else:
            self._notices.tell(STANDING_WORDS.get(standing_of(line, period), ""))


def parted(
    chosen: Iterable[tuple[IndicatorLine, str]],
) -> tuple[list[tuple[IndicatorLine, str]], list[Standing]]:
    """Return the cells that may be written, and how the others of them stand."""
    told = [(cell, standing_of(*cell)) for cell in chosen]
    open_ones = [cell for cell, standing in told if standing is Standing.ENTERED]
    return open_ones, [standing for _, standing in told if standing is not Standing.ENTERED]


def _passed_over(written: int, shut: Sequence[Standing]) -> str:
    return f"已改 {written} 格，Ctrl+Z 撤销。{skipped_words(shut)}"


def skipped_words(shut: Sequence[Standing]) -> str:
    """Return how many cells were passed over, and why; empty for none."""
    counts = Counter(SHUT_WORDS[standing] for standing in shut)
    told = "，".join(f"{count} 格{words}" for words, count in counts.items())
    return f"跳过 {len(shut)} 格：{told}。" if shut else ""
