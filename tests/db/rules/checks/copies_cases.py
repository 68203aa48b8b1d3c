"""Figures that stand in the wrong row or were copied, and such as only look so."""

from __future__ import annotations

from db.model.words import Counting, Direction
from tests.db.rules.checks.case import a_row, held, leaves, raises

ENROLMENT, COVERAGE = "学前教育毛入园率", "普惠性幼儿园覆盖率"


def litong(enrolment, coverage, **before):
    """Two rows of 利通区, one below the other; in 2022 they were 93.75 and 88.02."""
    return (
        a_row(ENROLMENT, actuals={**before, "2022": "93.75", "2023": enrolment}),
        a_row(COVERAGE, actuals={"2022": "88.02", "2023": coverage}),
    )


SWAPPED = (
    raises("swapped", "利通区: two rates",
           "89.64 与“普惠性幼儿园覆盖率”的 94.36 疑填反，上年为 93.75 和 88.02，请核对或说明。",
           *litong("89.64", "94.36")),
    raises("swapped", "日照: pupils, against the baseline",
           "13529 与“小学在校生”的 5126 疑填反，上年为 4798 和 12744，请核对或说明。",
           a_row("初中在校生", "人", baselines={2021: "4798"}, actuals={"2022": "13529"}),
           a_row("小学在校生", "人", baselines={2021: "12744"}, actuals={"2022": "5126"}),
           period="2022"),
    raises("swapped", "few schools, the very figures of last year",
           "3 与“普通高中数”的 7 疑填反，上年为 7 和 3，请核对或说明。",
           a_row("九年一贯制学校数", "所", actuals={"2022": "7", "2023": "3"}),
           a_row("普通高中数", "所", actuals={"2022": "3", "2023": "7"})),
    leaves("swapped", "利通区 as it was", *litong("94.36", "89.64")),
    leaves("swapped", "they met", *litong("91.05", "91.27")),
    leaves("swapped", "only one of them moved", *litong("89.64", "88.02")),
    leaves("swapped", "a class of 21 boys and 20 girls",
           a_row("男生", "人", actuals={"2022": "21", "2023": "20"}),
           a_row("女生", "人", actuals={"2022": "20", "2023": "21"})),
    leaves("swapped", "another unit",
           a_row("小学数", "所", actuals={"2022": "48", "2023": "100"}),
           a_row("小学入学率", actuals={"2022": "100", "2023": "48"})),
    leaves("swapped", "it was last year's that were",
           a_row(ENROLMENT, actuals={"2021": "94.02", "2022": "88.02", "2023": "94.36"}),
           a_row(COVERAGE, actuals={"2021": "87.35", "2022": "93.75", "2023": "89.64"})),
)  # fmt: skip


def built(now, **said):
    return a_row("新（改、扩）建中小学、幼儿园", "所", counting=Counting.CUMULATIVE,
                 targets={2025: "88"}, actuals={"2023": now}, **said)  # fmt: skip


BEYOND_TARGET = (
    raises("beyond-target", "南安市: the 900 of the row below",
           "900 是目标值 88 的 10.2 倍，请核对或说明。", built("900")),
    raises("beyond-target", "仓山区: 平方米 in a row of 亩",
           "39067 是目标值 517 的 75.6 倍，请核对或说明。",
           a_row("新增校园面积", "亩", counting=Counting.CUMULATIVE, targets={None: "517"},
                 actuals={"2023": "39067"})),
    leaves("beyond-target", "南安市: a little more than promised", built("103")),
    leaves("beyond-target", "赣县区: many of few",
           a_row("省级示范园", "所", counting=Counting.CUMULATIVE, targets={2025: "3"},
                 actuals={"2023": "10"})),
    leaves("beyond-target", "利通区: one in each week are forty in a year",
           a_row("主题班团队会", "次", counting=Counting.FLOW, recurring="每周",
                 targets={None: "1"}, actuals={"2023": "40"})),
    leaves("beyond-target", "it was asked of last year's",
           a_row("教师培训", "人次", targets={2025: "100"}, actuals={"2022": "420",
                                                                "2023": "460"})),
    leaves("beyond-target", "less is promised",
           a_row("大班额", "个", direction=Direction.AT_MOST, targets={2025: "3"},
                 actuals={"2023": "41"})),
)  # fmt: skip

AS_TARGET = (
    raises("as-target", "利通区: 95 of 2025 in 2022",
           "95 与 2025 年目标值相同，疑把目标填作实际，请核对或说明。",
           a_row(ENROLMENT, targets={2025: "95"}, actuals={"2021": "94.02", "2022": "95"}),
           period="2022"),
    raises("as-target", "赣县区: against the baseline",
           "90.0 与 2025 年目标值相同，疑把目标填作实际，请核对或说明。",
           a_row("普惠幼儿园覆盖率", baselines={2020: "86"}, targets={2025: "90"},
                 actuals={"2021": "90.0"}), period="2021"),
    leaves("as-target", "the year before it is due",
           a_row(ENROLMENT, targets={2025: "95"}, actuals={"2023": "94.36", "2024": "95"}),
           period="2024"),
    leaves("as-target", "all schools early", a_row("智慧校园率", targets={2025: "100"},
                                               actuals={"2022": "83.3", "2023": "100"})),
    leaves("as-target", "it stays where it has been", a_row(COVERAGE, targets={2025: "85"},
                                                        actuals={"2022": "85", "2023": "85"})),
    leaves("as-target", "赣县区: 万人 are rounded to the same",
           a_row("在校生", "万人", targets={2025: "2.6"}, actuals={"2022": "2.55",
                                                               "2023": "2.6"})),
)  # fmt: skip

SAME_AS_LAST = (
    raises("same-as-last", "仓山区", "与上年同为 87.41，疑沿用上年的数，请核对或说明。",
           a_row("普惠学额覆盖率", actuals={"2022": "87.41", "2023": "87.41"})),
    raises("same-as-last", "日照", "与上年同为 17542，疑沿用上年的数，请核对或说明。",
           a_row("在校生", "人", actuals={"2022": "17542", "2023": "17542"})),
    raises("same-as-last", "within the year",
           "与上年同期同为 94.05，疑沿用上年同期的数，请核对或说明。",
           a_row(ENROLMENT, actuals={"2022-S1": "94.05", "2023-S1": "94.05"}),
           period="2023-S1"),
    leaves("same-as-last", "all of them again", a_row("小学入学率", actuals={"2022": "100.00",
                                                                     "2023": "100.00"})),
    leaves("same-as-last", "赣县区: two of three schools again",
           a_row("普通高中“智慧校园”率", actuals={"2022": "66.67", "2023": "66.67"})),
    leaves("same-as-last", "one decimal comes twice",
           a_row("名校长占比", actuals={"2022": "14.1", "2023": "14.1"})),
    leaves("same-as-last", "仓山区: a standard stays",
           a_row("特教生均公用经费", "元/生/年", actuals={"2022": "10350", "2023": "10350"})),
    leaves("same-as-last", "posts stay as they were fixed",
           a_row("教职工编制数", "人", actuals={"2022": "3816", "2023": "3816"})),
    leaves("same-as-last", "the plan's own baseline may still be true",
           a_row("学前教育公办率", baselines={2022: "50.07"}, actuals={"2023": "50.07"})),
    leaves("same-as-last", "it is worked out",
           held(a_row("公办园在园幼儿占比", actuals={"2022": "52.79", "2023": "52.79"}),
                computed=True)),
)  # fmt: skip

CASES = (*SWAPPED, *BEYOND_TARGET, *AS_TARGET, *SAME_AS_LAST)
