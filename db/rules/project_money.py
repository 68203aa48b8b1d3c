"""A project's money in 万元: 总投资 and 年度计划投资 apart, by source; 亿元 where asked for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.model.project_lines import FundingLine

_TEN_THOUSANDS = -4
_PARTS = ("planned", "arrived", "done", "paid")


@dataclass(frozen=True, slots=True)
class Money:
    """计划, 到位, 完成投资 and 支付 in 万元; None where nobody said."""

    planned: Decimal | None = None
    arrived: Decimal | None = None
    done: Decimal | None = None
    paid: Decimal | None = None


def in_yi(amount: Decimal) -> Decimal:
    """Return 万元 as 亿元, exactly and without noughts at the end that nobody wrote."""
    moved = amount.scaleb(_TEN_THOUSANDS)
    return moved.quantize(Decimal(1)) if moved == moved.to_integral_value() else moved.normalize()


def money_of(lines: Iterable[FundingLine], year: int | None) -> Money:
    """Return the money of a year, or (None) of the whole project.

    What is said of all sources together counts; where nothing is, the sum of the sources does.
    """
    mine = [line for line in lines if line.year == year]
    whole = next((line for line in mine if not line.origin), None)
    found = {
        part: getattr(whole, part) if whole and getattr(whole, part) is not None
        else _sum(getattr(line, part) for line in mine if line.origin)
        for part in _PARTS
    }  # fmt: skip
    return Money(**found)


def years_of(lines: Iterable[FundingLine]) -> tuple[int, ...]:
    """Return the years that have a 年度计划投资 or anything paid, in order."""
    return tuple(sorted({line.year for line in lines if line.year is not None}))


def differences(lines: Sequence[FundingLine], total: Decimal | None) -> tuple[str, ...]:
    """Return in words where money does not add up; empty where it does.

    `total` is the 总投资 that the plan prints. Sources must add up to what is said of all
    together, and nothing is paid that has not arrived. Years need not reach 总投资.
    """
    found: list[str] = []
    for year in (None, *years_of(lines)):
        mine = [line for line in lines if line.year == year]
        name = "总投资" if year is None else f"{year} 年"
        whole = next((line for line in mine if not line.origin), None)
        said = whole.planned if whole else None
        if year is None and said is None:
            said = total
        parts = _sum(line.planned for line in mine if line.origin)
        if said is not None and parts is not None and parts != said:
            gap = f"{'差' if parts < said else '多'} {plain(abs(said - parts))}"
            found.append(f"{name}各来源合计 {plain(parts)}，与 {plain(said)} 比{gap}")
        money = money_of(mine, year)
        if money.paid is not None and money.arrived is not None and money.paid > money.arrived:
            found.append(f"{name}支付 {plain(money.paid)} 大于到位 {plain(money.arrived)}")
    return tuple(found)


def plain(amount: Decimal) -> str:
    """Return an amount in words, without noughts behind the point that say nothing."""
    words = f"{amount:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None
