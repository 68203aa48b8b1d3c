"""Figures that do not follow from those before, and such as do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from db.model.amount import Amount
from db.model.words import Counting, Direction, EntryState
from db.rules.checks.limits import Limits
from tests.db.rules.checks.case import NONE, NOT_APPLICABLE, a_row, held, leaves, raises

COVERAGE = "普惠性幼儿园覆盖率"


def done(**figures):
    """南安市新（改、扩）建 as a running total."""
    return a_row("新（改、扩）建中小学、幼儿园", "所", counting=Counting.CUMULATIVE, **figures)


CUMULATIVE_FALLS = (
    raises("cumulative-falls", "南安市", "累计数 52 小于 2024 年的 62，累计数不会减少，须改。",
           done(actuals={"2023": "25", "2024": "62", "2025": "52"}), period="2025"),
    raises("cumulative-falls", "within the year",
           "累计数 8 小于 2023 年第一季度的 9，累计数不会减少，须改。",
           done(actuals={"2023-Q1": "9", "2023-S1": "8"}), period="2023-S1"),
    leaves("cumulative-falls", "it grows", done(actuals={"2023": "25", "2024": "62"}),
           period="2024"),
    leaves("cumulative-falls", "nothing was added",
           done(actuals={"2023": "25", "2024": "25"}), period="2024"),
    leaves("cumulative-falls", "a flow may fall",
           a_row("新建", "所", counting=Counting.FLOW, actuals={"2022": "37", "2023": "26"})),
)  # fmt: skip


def coverage(now, before="87", **said):
    return a_row(COVERAGE, targets={2025: "92"}, actuals={"2022": before, "2023": now}, **said)


BELOW_LAST = (
    raises("below-last", "away from the target", "比上年低 0.90，请核对或说明。",
           coverage("87.20", "88.10")),
    raises("below-last", "大班额 shall fall", "比上年高 0.65，请核对或说明。",
           a_row("大班额占比", direction=Direction.AT_MOST, baselines={2022: "2.85"},
                 targets={2025: "1"}, actuals={"2023": "3.50"})),
    raises("below-last", "只增不减", "比上年低 50，请核对或说明。",
           a_row("中学生均公用经费", "元/生/年", direction=Direction.NOT_BELOW_LAST,
                 actuals={"2022": "1150", "2023": "1100"})),
    raises("below-last", "the same quarter of last year", "比上年同期低 0.50，请核对或说明。",
           a_row(COVERAGE, targets={2025: "92"},
                 actuals={"2022-Q2": "88.10", "2023-Q1": "90.00", "2023-Q2": "87.60"}),
           period="2023-Q2"),
    leaves("below-last", "it still meets the target", coverage("92.50", "93.40")),
    leaves("below-last", "利通区: a retention rate may come down to 97",
           a_row("九年义务教育巩固率", targets={2025: "97"}, actuals={"2022": "101.2",
                                                                    "2023": "99.8"})),
    leaves("below-last", "赣县区: fewer children are born",
           a_row("在园幼儿数", "万人", targets={2025: "2.3"}, actuals={"2022": "2.28",
                                                                    "2023": "2.17"})),
    leaves("below-last", "it comes down to the very target", coverage("92", "93.40")),
    leaves("below-last", "it stays", coverage("88.10", "88.10")),
    leaves("below-last", "it rises", coverage("88.10", "87.20")),
    leaves("below-last", "last year is blank",
           a_row(COVERAGE, targets={2025: "92"}, actuals={"2021": "88", "2023": "87"})),
)  # fmt: skip

UNIT_SLIP = (
    raises("unit-slip", "赣县区: 人 in a row of 万人",
           "21700 约为 2022 年 2.17 的 10000 倍，疑按“人”填，本行单位是“万人”，请核对或说明。",
           a_row("在园幼儿数", "万人", actuals={"2022": "2.17", "2023": "21700"})),
    raises("unit-slip", "a share instead of per cent",
           "0.942 约为 2022 年 94.24 的 1/100，疑按小数填，本行单位是“%”，请核对或说明。",
           a_row("高中阶段毛入学率", actuals={"2022": "94.24", "2023": "0.942"})),
    raises("unit-slip", "a lost point",
           "95.6 约为 2022 年 9.56 的 10 倍，疑单位或小数点有误，请核对或说明。",
           a_row("劳动年龄人口平均受教育年限", "年", actuals={"2022": "9.56", "2023": "95.6"})),
    raises("unit-slip", "仓山区: 万元 in a row of 亿元",
           "487000 约为 2022 年 48.7 的 10000 倍，疑单位或小数点有误，请核对或说明。",
           a_row("供地及建安资金投入", "亿元", actuals={"2022": "48.7", "2023": "487000"})),
    raises("unit-slip", "against the target when nothing stands before",
           "0.9 约为目标值 92 的 1/100，疑按小数填，本行单位是“%”，请核对或说明。",
           a_row(COVERAGE, targets={2025: "92"}, actuals={"2023": "0.9"})),
    leaves("unit-slip", "利通区公办园: 3 became 10",
           a_row("公办园数量", "所", actuals={"2022": "3", "2023": "10"})),
    leaves("unit-slip", "the first of a hundred",
           a_row("全部学校", "所", counting=Counting.CUMULATIVE, task="t", targets={2025: "100"},
                 actuals={"2023": "1"})),
    leaves("unit-slip", "one became a hundred",
           a_row("升级改造学校", "所", counting=Counting.CUMULATIVE,
                 actuals={"2022": "1", "2023": "100"})),
    leaves("unit-slip", "利通区大班额 fell far", a_row("大班额占比",
                                               actuals={"2022": "17.6", "2023": "2.85"})),
    raises("unit-slip", "exactly a hundred times",
           "9400 约为 2022 年 94 的 100 倍，疑单位或小数点有误，请核对或说明。",
           a_row("毛入园率", actuals={"2022": "94", "2023": "9400"})),
    leaves("unit-slip", "no figure stands before", a_row("毛入园率", actuals={"2023": "0.9"})),
    leaves("unit-slip", "zero has no size", a_row("大班额占比",
                                              actuals={"2022": "2.85", "2023": "0"})),
)  # fmt: skip

JUMP = (
    raises("jump", "利通区大班额 from 17.6 to 2.85", "比上年低 14.75，变动较大，请核对或说明。",
           a_row("大班额占比", direction=Direction.AT_MOST, actuals={"2022": "17.6",
                                                                  "2023": "2.85"})),
    raises("jump", "half as many pupils again", "比上年多 8771（+50.0%），变动较大，请核对或说明。",
           a_row("在校生", "人", actuals={"2022": "17542", "2023": "26313"})),
    raises("jump", "against the baseline of the year before",
           "比上年高 12.00，变动较大，请核对或说明。",
           a_row("普惠幼儿园覆盖率", baselines={2022: "72"}, actuals={"2023": "84.00"})),
    raises("jump", "outside of all that ever was", "88.0 远离历年的 80.0—81.0，请核对或说明。",
           a_row("毛入园率", actuals={"2020": "80.0", "2021": "81.0", "2022": "80.5",
                                     "2023": "88.0"})),
    raises("jump", "there were none", "比上年多 20，变动较大，请核对或说明。",
           a_row("资源教室数", "个", actuals={"2022": "0", "2023": "20"})),
    leaves("jump", "赣县区: 0.7 points a year", a_row("毛入园率", actuals={"2022": "89.2",
                                                                    "2023": "89.9"})),
    leaves("jump", "the plan itself goes so fast",
           a_row("智慧校园率", baselines={2022: "20"}, targets={2025: "65"},
                 actuals={"2023": "36"})),
    leaves("jump", "a few more of few", a_row("公办园数量", "所", actuals={"2022": "3",
                                                                       "2023": "10"})),
    leaves("jump", "南安市: a running total runs",
           a_row("更新教学一体机", "台", counting=Counting.CUMULATIVE,
                 actuals={"2022": "900", "2023": "1700"})),
    leaves("jump", "a slip of the unit is said once",
           a_row("在园幼儿数", "万人", actuals={"2022": "2.17", "2023": "21700"})),
)  # fmt: skip


def years(*words, **said):
    figures = dict(zip(("2020", "2021", "2022", "2023"), words, strict=True))
    return a_row("学前教育毛入园率", actuals=figures, **said)


DECIMALS = (
    raises("decimals", "more than the row has", "94.205 有 3 位小数，本行为 2 位，请核对或说明。",
           years("93.91", "93.95", "94.02", "94.205", decimals=2)),
    raises("decimals", "more than ever", "94.2051 有 4 位小数，历年最多 2 位，请核对或说明。",
           years("93.91", "94", "94.1", "94.2051")),
    raises("decimals", "suddenly none", "历年都有 2 位小数，94 没有，请核对或说明。",
           years("93.91", "93.95", "94.02", "94")),
    leaves("decimals", "one more than before", years("93", "94", "94.1", "94.25")),
    leaves("decimals", "the row's own number of them",
           years("93.91", "93.95", "94.02", "94.20", decimals=2)),
    leaves("decimals", "fewer than the row has",
           years("93.91", "93.95", "94.02", "94", decimals=2)),
    leaves("decimals", "what is computed has no end",
           held(years("93.91", "93.95", "94.02", "94.2051"), computed=True)),
)  # fmt: skip


def quick(**said):
    return held(a_row("毛入园率", actuals={"2023": "94.2"}), provisional=True, **said)


PROVISIONAL_SAYS = "2023 年已过，仍是快报数，请换成正式数或说明。"
PROVISIONAL = (
    raises("provisional", "July of the next year", PROVISIONAL_SAYS, quick(),
           today=date(2024, 7, 1)),
    raises("provisional", "it was approved", PROVISIONAL_SAYS, quick(state=EntryState.APPROVED)),
    leaves("provisional", "the bureau closes a year with the next one", quick(),
           today=date(2024, 12, 31), limits=Limits(closes_in_month=12)),
    raises("provisional", "the bureau closed the year with the next one", PROVISIONAL_SAYS,
           quick(), today=date(2025, 1, 1), limits=Limits(closes_in_month=12)),
    leaves("provisional", "June of the next year", quick(), today=date(2024, 6, 30)),
    leaves("provisional", "it is final", a_row("毛入园率", actuals={"2023": "94.2"}),
           today=date(2025, 1, 1)),
)  # fmt: skip


def printed(words, computed="54.497491783"):
    return held(a_row("公办园在园幼儿占比", actuals={"2023": computed}), computed=True,
                printed=Amount(words, Decimal(words)))  # fmt: skip


PRINTED = (
    raises("printed-vs-computed", "another rate",
           "按公式为 54.50，报来的是 54.90，差 0.40，请核对或说明。", printed("54.90")),
    raises("printed-vs-computed", "a rate printed without decimals",
           "按公式为 36.46，报来的是 38，差 1.54，请核对或说明。", printed("38", "36.458333333")),
    raises("printed-vs-computed", "another sum",
           "按公式为 12131，报来的是 12128，差 3，请核对或说明。", printed("12128", "12131")),
    leaves("printed-vs-computed", "rounded to two", printed("54.50")),
    leaves("printed-vs-computed", "rounded to none", printed("54")),
    leaves("printed-vs-computed", "nothing was printed",
           a_row("公办园在园幼儿占比", actuals={"2023": "54.4975"})),
)  # fmt: skip

ANSWERS = (
    raises("answer-unexplained", "无此项", "填了“无此项”，须写明原因。",
           a_row("三类园占比", actuals={"2023": NONE})),
    raises("answer-unexplained", "a blank note", "填了“不适用”，须写明原因。",
           held(a_row("三类园占比", actuals={"2023": NOT_APPLICABLE}), note=" ")),
    leaves("answer-unexplained", "the reason is given",
           held(a_row("三类园占比", actuals={"2023": NONE}), note="本区已无三类园")),
    leaves("answer-unexplained", "zero is a figure", a_row("三类园占比", actuals={"2023": "0"})),
)  # fmt: skip

CASES = (
    *CUMULATIVE_FALLS, *BELOW_LAST, *UNIT_SLIP, *JUMP, *DECIMALS, *PROVISIONAL, *PRINTED, *ANSWERS,
)  # fmt: skip
