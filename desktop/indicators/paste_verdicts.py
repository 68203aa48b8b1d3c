"""What each cell of a pasted block would do: new, changed, the same, skipped or impossible."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from db.model.words import EntryState
from db.rules.amounts import in_plain_width, read_amount
from db.rules.availability import Availability
from desktop.indicators.cells import GAP, Standing, row_decimals, shown_words, standing_of
from desktop.wording import period_words, reached

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from db.model.amount import Amount
    from db.model.lines import IndicatorLine
    from desktop.indicators.block import Block


class Verdict(StrEnum):
    """What is to become of a pasted cell."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    SKIPPED = "skipped"
    REFUSED = "refused"
    EMPTY = "empty"


WRITTEN = frozenset({Verdict.NEW, Verdict.CHANGED})

_SAID_OF_BLANKS = frozenset({Availability.NOT_YET, Availability.NEVER, GAP})
"""What stands in cells that hold nothing, and comes along when they are copied."""

_NO_REASONS: Mapping[int, str] = {}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place a word may go to: a row and period, where in the table it stands."""

    line: IndicatorLine
    period: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class PastedCell:
    """One word of a block over the cell it would go into; without a spot it lies outside.

    `shown` is what would stand there; `held` what stands there now; `reason` why it cannot be
    written, or what becomes of it; `understood` is set where the word was read as another.
    """

    word: str
    spot: Spot | None
    verdict: Verdict
    shown: str = ""
    held: str = ""
    reason: str = ""
    understood: bool = False
    before: Decimal | None = None
    after: Decimal | None = None


def judge(
    block: Block, spots: Sequence[Sequence[Spot]], reasons: Mapping[int, str] = _NO_REASONS
) -> tuple[PastedCell, ...]:
    """Return what each word of the block would do, in reading order.

    `spots` holds the cells its lines go to; words beyond them are refused, for the `reasons` of
    their lines if there are any.
    """
    made: list[PastedCell] = []
    for down in range(len(block.rows)):
        for along in range(block.across):
            word = block.word(down, along).strip()
            inside = down < len(spots) and along < len(spots[down])
            if inside:
                made.append(_judged(word, spots[down][along]))
            elif word:
                reason = reasons.get(down) or _outside(down, along, len(spots))
                made.append(PastedCell(word, None, Verdict.REFUSED, reason=reason))
    return tuple(made)


def counts(cells: Iterable[PastedCell]) -> Counter[Verdict]:
    """Return how many cells have each verdict; blank words count for nothing."""
    return Counter(cell.verdict for cell in cells if cell.verdict is not Verdict.EMPTY)


def _judged(word: str, spot: Spot) -> PastedCell:
    line, period = spot.line, spot.period
    actual = line.actuals.get(period)
    held = shown_words(line, period)
    standing = standing_of(line, period)
    if not word or word in _SAID_OF_BLANKS:
        return PastedCell("", spot, Verdict.EMPTY, held=held)
    if standing is Standing.COMPUTED:
        return PastedCell(word, spot, Verdict.SKIPPED, held, held, "由其他指标计算，跳过。")
    if standing is Standing.REFERENCED:
        return PastedCell(word, spot, Verdict.SKIPPED, held, held, "在另一份规划里录入，跳过。")
    try:
        amount = in_plain_width(read_amount(word, unit=line.unit))
    except ValueError as error:
        return _refused(word, spot, held, str(error))
    if amount.value is None and amount.answer is None:
        return _refused(word, spot, held, f"“{word}”不是数值")
    shown = reached(amount, line.unit, row_decimals(line, amount))
    if actual is not None and _is_same(actual.amount, amount):
        return PastedCell(word, spot, Verdict.SAME, shown, held)
    if standing is Standing.LOCKED:
        reason = f"{word} 不收：{period_words(period)}已锁定，仍为 {held}。"
        return PastedCell(word, spot, Verdict.REFUSED, word, held, reason)
    plain = amount.text if amount.value is None else str(amount.value)
    verdict = Verdict.NEW if actual is None else Verdict.CHANGED
    approved = actual is not None and actual.state is EntryState.APPROVED
    return PastedCell(
        word,
        spot,
        verdict,
        shown,
        held,
        reason="已审核，写入后须重新审核" if approved else "",
        understood=word != plain,
        before=actual.amount.value if actual is not None else None,
        after=amount.value,
    )


def _refused(word: str, spot: Spot, held: str, why: str) -> PastedCell:
    reason = f"{why}。填数，或改为“无此项”“不适用”并说明。"
    return PastedCell(word, spot, Verdict.REFUSED, word, held, reason)


def _is_same(held: Amount, pasted: Amount) -> bool:
    """Tell whether a figure says nothing new: 94.50 over 94.5 is no change."""
    if held.value is None:
        return held == pasted
    return (held.value, held.high, held.op) == (pasted.value, pasted.high, pasted.op)


def _outside(down: int, along: int, rows: int) -> str:
    if down >= rows:
        return f"复制的第 {down + 1} 行没有对应的行；连同名称一起复制可以新增行。"
    return f"复制的第 {along + 1} 列超出最后一个报告期，放不下。"
