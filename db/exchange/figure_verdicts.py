"""What becomes of an actual that a file brings, where the book may hold one already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.exchange.differences import CellDifference, Verdict
from db.exchange.options import FigureNature, ImportOptions
from db.model.period import Period
from db.model.words import ANSWER_WORDS, EntryState
from db.rules.measures import convert
from db.rules.periods import in_words

if TYPE_CHECKING:
    from decimal import Decimal

    from db.model.lines import ActualValue

from db.model.amount import Amount


def judged_actual(
    cell: CellDifference,
    amount: Amount,
    held: ActualValue | None,
    period: str,
    options: ImportOptions,
) -> CellDifference:
    """Return a cell with its verdict against what the book holds in its place.

    A final figure that an early one would replace is kept unless a person says otherwise of the
    very cell; an approved one changes and is to be reviewed anew; what is locked is always kept.
    """
    if amount.value is None and amount.answer is None:
        return rejected(cell, f"“{cell.new}”不是数值。填数，或改为“无此项”“不适用”并说明。")
    if held is None:
        return cell
    old = shown_amount(held.amount)
    same = same_figure(held.amount, amount)
    if held.computed:
        reason = f"计算格：{held.made_of}，不从表里收。"
        return cell._replace(verdict=Verdict.COMPUTED, old=old, reason=reason)
    if held.state is EntryState.LOCKED:
        cell = cell._replace(verdict=Verdict.SAME, old=old)
        when = in_words(Period.read(period))
        return cell if same else rejected(cell, f"{when}已锁定。要改请先在审核页重开。")
    final = held.provisional and options.nature is FigureNature.FINAL
    if same:
        reason = _change_of_standing(held, options, becomes_final=final)
        verdict = Verdict.CHANGED if reason else Verdict.SAME
        return cell._replace(verdict=verdict, old=old, reason=reason, becomes_final=final)
    difference = _difference(held.amount, amount)
    cell = cell._replace(old=old, difference=difference, becomes_final=final)
    return _of_other_figure(cell, held, options)


def judged_date(cell: CellDifference, state: str) -> CellDifference:
    """Return the cell of another day on which a stage was passed, by the state of the day held."""
    if state == EntryState.LOCKED:
        stage = cell.wish.period if cell.wish is not None else ""
        return rejected(cell, f"{stage}已锁定，仍为 {cell.old}。要改请先在审核页重开。")
    if state == EntryState.APPROVED:
        reason = "台账里的日期已审核，导入后转为填报中，须重新审核。"
        return cell._replace(reason=reason)
    return cell


def _change_of_standing(held: ActualValue, options: ImportOptions, *, becomes_final: bool) -> str:
    """Say what becomes of a figure whose number stays; empty when nothing does."""
    said: list[str] = []
    if becomes_final:
        said.append("快报数转为正式数")
    if options.approved and held.state is not EntryState.APPROVED:
        said.append("转为已审核")
    return f"数不变，{'，'.join(said)}。" if said else ""


def _difference(held: Amount, amount: Amount) -> Decimal | None:
    """Return new less old, None where one of them is no number."""
    if held.value is None or amount.value is None:
        return None
    return amount.value - held.value


def _of_other_figure(
    cell: CellDifference, held: ActualValue, options: ImportOptions
) -> CellDifference:
    """Return the verdict where the number or the words are others."""
    if options.nature is FigureNature.PROVISIONAL and not held.provisional:
        reason = f"台账里的 {cell.old} 不是快报数，没有替换。勾选才替换。"
        return rejected(cell, reason, by_hand=True)
    said: list[str] = []
    if cell.becomes_final:
        said.append("正式数替换快报数。")
    if held.state is EntryState.APPROVED and not options.approved:
        said.append("台账里的数已审核，导入后转为填报中，须重新审核。")
    return cell._replace(verdict=Verdict.CHANGED, reason="".join(said))


def rejected(cell: CellDifference, reason: str, *, by_hand: bool = False) -> CellDifference:
    """Return a cell that is not taken in, and why."""
    return cell._replace(verdict=Verdict.REJECTED, reason=reason, by_hand=by_hand)


def shown_amount(amount: Amount) -> str:
    """Return a figure as a screen shows it: its own words, or its number, or its answer."""
    if amount.answer is not None:
        return ANSWER_WORDS[amount.answer]
    return amount.text or ("" if amount.value is None else format(amount.value, "f"))


def same_figure(one: Amount, other: Amount) -> bool:
    """Tell whether two figures say the same; a figure's number counts, not how it is written."""
    if one.value is None or other.value is None:
        return (one.text, one.value, one.answer) == (other.text, other.value, other.answer)
    return (one.value, one.high, one.op) == (other.value, other.high, other.op)


def in_unit(amount: Amount, written: str, wanted: str) -> Amount | None:
    """Return a figure in another unit of the same quantity (0.513 万个 as 5130 个), or None."""
    if amount.value is None:
        return amount
    value = convert(amount.value, written=written, wanted=wanted)
    high = None if amount.high is None else convert(amount.high, written=written, wanted=wanted)
    if value is None:
        return None
    if value == amount.value:
        return amount
    return Amount(format(value, "f"), value, high, amount.op)
