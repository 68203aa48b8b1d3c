"""Parts against their whole, and a printed figure against the computed one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from db.model.words import Counting
from db.rules.checks.cells import Check, Doubt, written
from db.rules.checks.families import agree, rounding
from db.rules.finding import FindingKind, Severity
from db.rules.flows import parts_of
from db.rules.periods import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.rules.checks.cells import Cell, Figure, Row


def _part_exceeds_whole(cell: Cell) -> Iterator[Doubt]:
    """Compare a 其中 with its whole where both count the same; rates of a part are no part."""
    line, number = cell.line, cell.number
    whole = cell.around.rows.get(line.parent or "")
    if number is None or whole is None or whole.line.unit != line.unit or line.unit == "%":
        return
    other = whole.numbers.get(str(cell.period))
    if other is None or number.value <= other.value or other.value < 0:
        return
    mine, theirs = written(line, number.value, other.value)
    yield Doubt(
        f"其中“{line.name}”{mine} 大于“{other.line.name}”{theirs}，须改其中一个。", (other,)
    )


def _parts_do_not_add_up(cell: Cell) -> Iterator[Doubt]:
    number = cell.number
    parts = _adding_parts(cell)
    if number is None or not parts:
        return
    figures = _figures_of(parts, str(cell.period))
    if figures is None or agree(cell.row, number.value, figures):
        return
    total = sum((one.value for one in figures), Decimal(0))
    mine, added, gap = written(cell.line, number.value, total, abs(total - number.value))
    more = "多" if total > number.value else "少"
    severity = Severity.ERROR if cell.limits.adds_up.get(cell.line.id) else None
    act = "须改到相符" if severity else "请核对或说明"
    sentence = f"{len(figures)} 个其中项合计 {added}，比总数 {mine} {more} {gap}，{act}。"
    yield Doubt(sentence, tuple(figures), severity)


def _adding_parts(cell: Cell) -> Sequence[Row]:
    """Return the 其中 of a row if they are said to add up: by a person, else by the plan itself."""
    family, whole = cell.around.family, cell.line.id
    if not cell.limits.adds_up.get(whole, whole in family.adding):
        return ()
    return [cell.around.rows[part] for part in family.parts.get(whole, ())]


def _figures_of(parts: Sequence[Row], period: str) -> list[Figure] | None:
    """Return the parts' numbers of a period, None while one is blank; an answer is no number."""
    found = []
    for part in parts:
        held = part.line.actuals.get(period)
        if held is None:
            return None
        if period in part.numbers:
            found.append(part.numbers[period])
    return found or None


def _periods_do_not_add_up(cell: Cell) -> Iterator[Doubt]:
    """Compare what was done in a year with its quarters or months; a part of them may be less."""
    number, line, period = cell.number, cell.line, cell.period
    if number is None or line.counting is not Counting.FLOW or len(line.actuals) == 1:
        return
    held, lacking = parts_of(line.actuals, period)
    parts = [cell.row.numbers[one] for one in held if one in cell.row.numbers]
    total = sum((one.value for one in parts), Decimal(0))
    if not parts or agree(cell.row, number.value, parts) or (lacking and total < number.value):
        return
    mine, added, gap = written(line, number.value, total, abs(total - number.value))
    more = "多" if total > number.value else "少"
    sentence = f"各期合计 {added}，比 {in_words(period)}的 {mine} {more} {gap}，请核对或说明。"
    yield Doubt(sentence, tuple(parts))


def _printed_otherwise(cell: Cell) -> Iterator[Doubt]:
    printed, number = cell.held.printed, cell.number
    if printed is None or printed.value is None or number is None:
        return
    miss = abs(printed.value - number.value)
    if miss <= rounding(printed.value):
        return
    computed, apart = written(cell.line, number.value, miss)
    yield Doubt(
        f"按公式为 {computed}，报来的是 {printed.text or printed.value}，差 {apart}，请核对或说明。"
    )


SUMS = (
    Check(
        "part-exceeds-whole",
        FindingKind.PART_EXCEEDS_WHOLE,
        Severity.ERROR,
        "其中大于总数",
        _part_exceeds_whole,
    ),
    Check(
        "parts-vs-whole",
        FindingKind.SUM_MISMATCH,
        Severity.QUERY,
        "其中合计不等于总数",
        _parts_do_not_add_up,
    ),
    Check(
        "periods-vs-year",
        FindingKind.SUM_MISMATCH,
        Severity.QUERY,
        "各期合计不等于全期",
        _periods_do_not_add_up,
    ),
    Check(
        "printed-vs-computed",
        FindingKind.PRINTED_VS_COMPUTED,
        Severity.QUERY,
        "与公式算得不符",
        _printed_otherwise,
    ),
)
