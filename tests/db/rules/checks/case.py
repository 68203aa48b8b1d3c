"""One case of a check: rows of a plan, a cell of the first row, and what must be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.model.amount import Amount
from db.model.words import Answer
from db.rules.checks.judging import checks_of
from tests.db.builders import an_indicator

if TYPE_CHECKING:
    from datetime import date

    from db.model.lines import IndicatorLine
    from db.rules.checks.limits import Limits

NONE = Amount("无此项", answer=Answer.NONE)
NOT_APPLICABLE = Amount("不适用", answer=Answer.NOT_APPLICABLE)


@dataclass(frozen=True)
class Case:
    """`says` is the whole sentence, None where the check must leave the cell alone."""

    check: str
    story: str
    rows: tuple[IndicatorLine, ...]
    says: str | None
    period: str = "2023"
    today: date | None = None
    limits: Limits | None = None

    def messages(self) -> list[str]:
        checks = checks_of(self.rows, limits=self.limits, today=self.today)
        found = checks.findings((self.rows[0].id,), (self.period,))
        return [one.message for one in found if one.rule == self.check]


def raises(check: str, story: str, says: str, *rows: IndicatorLine, **said: Any) -> Case:
    return Case(check, story, rows, says, **said)


def leaves(check: str, story: str, *rows: IndicatorLine, **said: Any) -> Case:
    return Case(check, story, rows, None, **said)


def a_row(name: str, unit: str = "%", **said: Any) -> IndicatorLine:
    return an_indicator(name, unit=unit, **said)


def held(line: IndicatorLine, period: str = "2023", **said: Any) -> IndicatorLine:
    """Return the row with more said of what is recorded in a period: note, provisional…"""
    return line._replace(actuals={**line.actuals, period: line.actuals[period]._replace(**said)})


def with_parts(whole: IndicatorLine, *parts: IndicatorLine) -> tuple[IndicatorLine, ...]:
    return (whole, *(part._replace(parent=whole.id, depth=1) for part in parts))


def part_of(whole: IndicatorLine, part: IndicatorLine) -> tuple[IndicatorLine, ...]:
    """Return a 其中 row before its whole, so that the case speaks of the part."""
    return part._replace(parent=whole.id, depth=1), whole
