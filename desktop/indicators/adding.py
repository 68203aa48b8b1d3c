"""Rows that are added to the indicator table or taken out of it by hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from db.errors import ValueRefused
from db.model.lines import IndicatorLine
from desktop.dialog_wishes import opened
from desktop.page import Place
from desktop.wording import done_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.changes import ChangeSet
    from db.operations.recording import Entry
    from db.operations.rows import NewIndicator
    from desktop.indicators.named import NewRow
    from desktop.indicators.new_row import NewRowDialog
    from desktop.indicators.page import IndicatorsPage
    from desktop.notices import Notices
    from desktop.session import BookSession


class RowWishes:
    """Turns the wish for another row, or for one row less, into steps of the book.

    What a wish needs is loaded when there is one: the page is painted without.
    """

    def __init__(self, page: IndicatorsPage) -> None:
        self._page = page

    def add(self) -> None:
        """Ask for a new row where there is a plan to hold it (Ctrl+N)."""
        if self._page.session.plan is None:
            words = "还没有规划，不能新增指标。先导入一览表，或新建一份规划。"
            self._page.notices.tell(words)
        else:
            self.ask_for_row()

    def ask_for_row(self) -> NewRowDialog:
        """Ask what the new row is; it comes behind the one under the cursor."""
        from desktop.indicators.new_row import NewRowDialog  # noqa: PLC0415 - see above

        page = self._page
        held = self._in_hand()
        categories = [one.category for one in page.session.indicators if one.category]
        dialog = NewRowDialog(
            page.look,
            list(dict.fromkeys(categories)),
            held.category if held is not None else "",
            page,
        )
        dialog.given.connect(partial(self._add, dialog, held))
        return opened(dialog)

    def remove(self) -> None:
        """Take out the row under the cursor, where nothing stands on it."""
        page, held = self._page, self._in_hand()
        if held is None:
            page.notices.tell("先把光标放到要删除的那一行。")
            return
        try:
            changes = page.session.wish(lambda: page.session.book.rows.remove_indicator(held.id))
        except ValueRefused as error:
            page.notices.report(error)
            return
        if changes:
            page.notices.tell(done_words(changes))

    def _in_hand(self) -> IndicatorLine | None:
        row = self._page.table.current_row
        return row if isinstance(row, IndicatorLine) else None

    def _add(self, dialog: NewRowDialog, held: IndicatorLine | None, new: NewIndicator) -> None:
        session, plan = self._page.session, self._page.session.plan
        if plan is None:
            return
        if held is not None and held.category == new.category.strip():
            new = new._replace(after=held.id)
        try:
            changes = session.wish(lambda: session.book.rows.add_indicators(plan.id, [new]))
        except ValueRefused as error:
            from desktop.errors import sentence  # noqa: PLC0415 - see above

            dialog.refuse(sentence(error))
            return
        if changes is None:
            return
        dialog.accept()
        if changes:
            self._page.notices.tell(done_words(changes))
            (added,) = (change.row for change in changes.rows if change.table == "indicator"
                        and change.before is None)  # fmt: skip
            unit = self._page.content.unit or ""
            self._page.show_place(Place(self._page.name, added, session.period, unit))


def add_pasted(
    session: BookSession,
    notices: Notices,
    new: Sequence[NewRow],
    entries: Sequence[Entry],
    label: str,
    *,
    reason: str,
) -> ChangeSet | None:
    """Make the rows that a block brings and record its figures, all as one step.

    Raises ValueRefused(NEEDS_REASON) where one of them was approved and no reason is given.
    """
    plan = session.plan
    if plan is None:
        return None
    fresh = {one.line.id for one in new}
    rows = _rows_of(new, entries)
    held = [one._replace(reason=reason) for one in entries if one.indicator not in fresh]
    said = f"{label}，新增 {len(rows)} 行" if entries else f"粘贴 {len(rows)} 行新指标"
    try:
        changes = session.wish(
            lambda: session.book.rows.add_indicators(plan.id, rows, entries=held, label=said)
        )
    except ValueRefused as error:
        from db.faults import ValueFault  # noqa: PLC0415 - few are refused

        if error.fault is ValueFault.NEEDS_REASON:
            raise
        notices.report(error)
        return None
    if changes:
        notices.tell(f"已{said}，Ctrl+Z 撤销。")
    return changes


def _rows_of(new: Sequence[NewRow], entries: Sequence[Entry]) -> list[NewIndicator]:
    """Return the rows that a block brings, with their figures."""
    from db.operations.rows import NewIndicator  # noqa: PLC0415 - as above

    return [
        NewIndicator(
            name=one.line.name,
            unit=one.line.unit,
            category=one.line.category,
            after=one.after,
            figures=tuple(entry for entry in entries if entry.indicator == one.line.id),
        )
        for one in new
    ]
