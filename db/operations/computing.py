"""How figures come about: typed, from their parts, from the units; counted how, from when on."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.records import Indicator, Series
from db.model.timetable import read_timetable
from db.model.words import COUNTING_WORDS, Aggregation, Counting
from db.operations.rows_on_series import row_and_series
from db.rules.formulas import feeds_itself, may_be_ratio, may_be_sum

if TYPE_CHECKING:
    from db.changes import ChangeSet
    from db.store.steps import Steps


class Keep(Enum):
    """What a person did not speak of stays."""

    AS_IT_IS = "as it is"


MayPass = bool | None | Keep
"""Whether a rate may be above 100 % by its definition; None: nobody has said so."""


class Computing:
    """Says of a row's series where its figures come from; rows are named by their ids."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def compute_from(
        self,
        indicator: str,
        numerator: str,
        denominator: str,
        *,
        may_pass_100: MayPass = Keep.AS_IT_IS,
    ) -> ChangeSet:
        """Let a row be the ratio of two others (× 100 where it counts in %), as one step.

        Raises NotFound for a row that is gone, ValueRefused(UNITS_DO_NOT_FIT) where the units
        cannot make such a ratio, ValueRefused(NEEDS_ITSELF) where the row would be computed from
        itself.
        """
        with self._steps.begin("改计算方式") as step:
            transaction = step.transaction
            row, series = row_and_series(transaction, indicator)
            top, bottom = (row_and_series(transaction, one) for one in (numerator, denominator))
            parts = (top[1].id, bottom[1].id)
            ratios = {
                one.id: (one.numerator, one.denominator)
                for one in transaction.find(Series, aggregation=Aggregation.RATIO)
            }
            if feeds_itself(series.id, parts, ratios):
                raise ValueRefused(ValueFault.NEEDS_ITSELF, row.name)
            if parts[0] == parts[1]:
                raise ValueRefused(ValueFault.SAME_PARTS, top[0].name)
            if not may_be_ratio(series.unit, top[1].unit, bottom[1].unit):
                raise ValueRefused(ValueFault.UNITS_DO_NOT_FIT, row.name)
            transaction.label = f"“{row.name}”改为由“{top[0].name}”除以“{bottom[0].name}”计算"
            transaction.change(
                replace(
                    series,
                    aggregation=Aggregation.RATIO,
                    numerator=parts[0],
                    denominator=parts[1],
                    may_pass_100=_passing(series, may_pass_100),
                )
            )
        return step.done()

    def sum_units(self, indicator: str, *, counting: Counting | Keep = Keep.AS_IT_IS) -> ChangeSet:
        """Let the county's figure be the sum of its units'; a rate is refused (RATE_NO_SUM)."""
        with self._steps.begin("改计算方式") as step:
            row, series = row_and_series(step.transaction, indicator)
            if not may_be_sum(series.unit):
                raise ValueRefused(ValueFault.RATE_NO_SUM, row.name)
            said = series.aggregation is Aggregation.SUM
            step.transaction.label = (
                _counting_words(row, counting) if said else f"“{row.name}”改为各单位合计"
            )
            step.transaction.change(
                replace(
                    series,
                    aggregation=Aggregation.SUM,
                    numerator=None,
                    denominator=None,
                    counting=_counting(series, counting),
                )
            )
        return step.done()

    def type_again(
        self,
        indicator: str,
        *,
        may_pass_100: MayPass = Keep.AS_IT_IS,
        counting: Counting | Keep = Keep.AS_IT_IS,
    ) -> ChangeSet:
        """Let the figures of a row be typed; those kept beside computed ones count again."""
        with self._steps.begin("改计算方式") as step:
            row, series = row_and_series(step.transaction, indicator)
            passing = _passing(series, may_pass_100)
            changed = replace(
                series,
                aggregation=None,
                numerator=None,
                denominator=None,
                may_pass_100=passing,
                counting=_counting(series, counting),
            )
            if series.aggregation is not None:
                step.transaction.label = f"“{row.name}”改为直接录入"
            elif changed.counting is not series.counting:
                step.transaction.label = _counting_words(row, changed.counting)
            else:
                step.transaction.label = _passing_words(row, passing)
            step.transaction.change(changed)
        return step.done()

    def appear(self, indicator: str, available_from: str) -> ChangeSet:
        """Say from when on the figures of a row can exist (出数时间), in stored words.

        Raises ValueRefused(NOT_A_TIMETABLE) for words that `read_timetable` does not read.
        """
        with self._steps.begin("改出数时间") as step:
            row, series = row_and_series(step.transaction, indicator)
            try:
                timetable = read_timetable(available_from)
            except ValueError as error:
                raise ValueRefused(ValueFault.NOT_A_TIMETABLE, available_from) from error
            said = timetable.said or "不说明"
            step.transaction.label = f"“{row.name}”的出数时间改为{said}"
            step.transaction.change(replace(series, available_from=timetable.kept))
        return step.done()


def _passing(series: Series, said: MayPass) -> bool | None:
    return series.may_pass_100 if isinstance(said, Keep) else said


def _counting(series: Series, said: Counting | Keep) -> Counting:
    return series.counting if isinstance(said, Keep) else said


def _counting_words(row: Indicator, counting: Counting | Keep) -> str:
    if isinstance(counting, Keep):
        return f"“{row.name}”改为各单位合计"
    return f"“{row.name}”改按{COUNTING_WORDS[counting]}计"


def _passing_words(row: Indicator, may_pass: bool | None) -> str:  # noqa: FBT001 - three answers
    words = {None: "未说明能否超过 100", True: "可以超过 100", False: "不超过 100"}
    return f"“{row.name}”{words[may_pass]}"
