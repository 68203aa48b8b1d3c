"""What figures would be doubted if they were written: the verdict before the writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from db.model.lines import ActualValue
from db.model.words import EntryState
from db.rules.amounts import in_plain_width, read_amount
from db.rules.checks.cells import read_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from db.model.lines import IndicatorLine
    from db.rules.checks.judging import Checks
    from db.rules.finding import Finding


class Typed(Protocol):
    """A figure that is about to be written, as `db.operations.recording.Entry` is one."""

    @property
    def indicator(self) -> str:
        """Return the id of the row."""

    @property
    def period(self) -> str:
        """Return the period, as it is stored."""

    @property
    def words(self) -> str:
        """Return the words of the figure; empty ones clear the cell."""

    @property
    def unit(self) -> str | None:
        """Return the unit whose figure it is, None for the county."""

    @property
    def note(self) -> str | None:
        """Return the note, None to leave it as it is."""


def verdict_findings(checks: Checks, entries: Iterable[Typed]) -> tuple[Finding, ...]:
    """Return what is doubted in the cells of these entries, or because of them, once written.

    Only entries of the unit whose figures are judged are looked at. Words that are no figure, and
    rows and periods that are none, are refused when they are written: here they say nothing.
    """
    lines = {line.id: line for line in checks.lines}
    changed: dict[str, dict[str, ActualValue]] = {}
    cells: set[tuple[str, str]] = set()
    for entry in entries:
        line = lines.get(entry.indicator)
        if line is None or entry.unit != checks.unit or not _is_period(entry.period):
            continue
        figures = changed.setdefault(line.series, dict(line.actuals))
        if _put(figures, line, entry):
            cells.add((line.series, entry.period))
    after = checks.with_figures(changed)
    return tuple(
        finding
        for finding in after.findings(after.touched_by(changed))
        if (finding.subject, finding.period) in cells
        or any((other.series, other.period) in cells for other in finding.others)
    )


def _is_period(words: str) -> bool:
    try:
        return str(read_period(words)) == words
    except ValueError:
        return False


def _put(figures: dict[str, ActualValue], line: IndicatorLine, entry: Typed) -> bool:
    """Put an entry among the figures of its series; False for words that are no figure."""
    if not entry.words.strip():
        return figures.pop(entry.period, None) is not None
    try:
        amount = in_plain_width(read_amount(entry.words, unit=line.unit))
    except ValueError:
        return False
    held: Mapping[str, ActualValue] = line.actuals
    before = held.get(entry.period)
    note = entry.note if entry.note is not None else before.note if before else ""
    figures[entry.period] = ActualValue(
        id=before.id if before else "",
        period=entry.period,
        amount=amount,
        state=EntryState.DRAFT,
        provisional=before.provisional if before else False,
        as_of="",
        note=note,
    )
    return True
