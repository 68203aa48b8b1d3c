"""Figures that cannot be, and such as only look so."""

from __future__ import annotations

from db.model.words import Counting
from tests.db.rules.checks.case import NONE, a_row, leaves, part_of, raises, with_parts

PUBLIC, SHELTERED = "公办在园幼儿占比", "普惠性幼儿园覆盖率"

NEGATIVE = (
    raises("negative", "a rate", "毛入园率为 −89.20，不会是负数，须改。",
           a_row("毛入园率", actuals={"2023": "-89.20"})),
    raises("negative", "people", "在校生为 −17542，不会是负数，须改。",
           a_row("在校生", "人", actuals={"2023": "-17542"})),
    leaves("negative", "growth may be negative", a_row("在校生增长率", actuals={"2023": "-1.5"})),
    leaves("negative", "zero is not negative", a_row("大班额占比", actuals={"2023": "0"})),
)  # fmt: skip

NOT_WHOLE = (
    raises("not-whole", "half a school", "10.5 不是整数，所数须为整数。",
           a_row("学校数", "所", actuals={"2023": "10.5"})),
    raises("not-whole", "a count given in 万", "1.7542 不是整数，人数须为整数。",
           a_row("在校生", "人", actuals={"2023": "1.7542"})),
    leaves("not-whole", "万人 has decimals", a_row("在校生", "万人", actuals={"2023": "8.48"})),
    leaves("not-whole", "a mean has decimals", a_row("班额", "人/班", actuals={"2023": "44.6"})),
    leaves("not-whole", "written with a zero", a_row("学校数", "所", actuals={"2023": "10.0"})),
)  # fmt: skip

OVER_100 = (
    raises("over-100", "利通区九年义务教育巩固率",
           "九年义务教育巩固率高于 100，疑口径不同，请说明。",
           a_row("九年义务教育巩固率", actuals={"2023": "103.5"})),
    raises("over-100", "利通区小学六年巩固率", "小学六年巩固率高于 100，疑口径不同，请说明。",
           a_row("小学六年巩固率", actuals={"2023": "105.3"})),
    raises("over-100", "a share", "公办在园幼儿占比 152.79，按口径不会高于 100，须改。",
           a_row(PUBLIC, actuals={"2023": "152.79"})),
    raises("over-100", "a person said never", "毛入学率 100.2，按口径不会高于 100，须改。",
           a_row("毛入学率", actuals={"2023": "100.2"}, may_pass_100=False)),
    leaves("over-100", "gross enrolment counts every age",
           a_row("高中阶段毛入学率", actuals={"2023": "104.24"})),
    leaves("over-100", "more was done than planned",
           a_row("规划批复项目完成率", actuals={"2023": "120"})),
    leaves("over-100", "a person allowed it",
           a_row("初中三年巩固率", actuals={"2023": "100.04"}, may_pass_100=True)),
    leaves("over-100", "exactly all", a_row("小学入学率", actuals={"2023": "100"})),
    leaves("over-100", "no rate", a_row("高中生均公用经费", "元", actuals={"2023": "1000"})),
)  # fmt: skip

SHARE_ORDER = (
    raises("share-order", "利通区",
           "公办在园幼儿占比 54.50 大于普惠性幼儿园覆盖率 52.10，须改其中一个。",
           a_row(PUBLIC, actuals={"2023": "54.50"}), a_row(SHELTERED, actuals={"2023": "52.10"})),
    raises("share-order", "仓山区", "公办学额覆盖率 85.20 大于普惠学额覆盖率 85.19，须改其中一个。",
           a_row("公办学额覆盖率", actuals={"2023": "85.20"}),
           a_row("普惠学额覆盖率", actuals={"2023": "85.19"})),
    leaves("share-order", "利通区 as it was in 2020",
           a_row(PUBLIC, actuals={"2023": "52.79"}), a_row(SHELTERED, actuals={"2023": "87"})),
    leaves("share-order", "equal", a_row("学前教育公办率", actuals={"2023": "90"}),
           a_row(SHELTERED, actuals={"2023": "90"})),
    leaves("share-order", "赣县区's private kindergartens are only a part",
           a_row("公办园在园幼儿占比", actuals={"2023": "53"}),
           a_row("普惠性民办幼儿园覆盖率", actuals={"2023": "40"})),
    leaves("share-order", "another quantity of public kindergartens",
           a_row("公办幼儿园托幼一体化设置率", actuals={"2023": "95"}),
           a_row(SHELTERED, actuals={"2023": "90"})),
    leaves("share-order", "another year", a_row(PUBLIC, actuals={"2023": "54"}),
           a_row(SHELTERED, actuals={"2022": "52"})),
)  # fmt: skip

PART_EXCEEDS_WHOLE = (
    raises("part-exceeds-whole", "日照 kindergartens",
           "其中“公办幼儿园”49 大于“幼儿园数”47，须改其中一个。",
           *part_of(a_row("幼儿园数", "所", actuals={"2023": "47"}),
                    a_row("公办幼儿园", "所", actuals={"2023": "49"}))),
    raises("part-exceeds-whole", "赣县区 secondary schools",
           "其中“中等职业教育”2.61 大于“在校生”2.60，须改其中一个。",
           *part_of(a_row("在校生", "万人", actuals={"2023": "2.6"}),
                    a_row("中等职业教育", "万人", actuals={"2023": "2.61"}))),
    leaves("part-exceeds-whole", "日照 as it was",
           *part_of(a_row("在园幼儿", "人", actuals={"2023": "9569"}),
                    a_row("公办幼儿园在园幼儿", "人", actuals={"2023": "3393"}))),
    leaves("part-exceeds-whole", "赣县区: the rate of a part may be more than the rate of all",
           *part_of(a_row("年交流轮岗人数占应交流对象比例", actuals={"2023": "10"}),
                    a_row("区级以上骨干教师交流轮岗占比", actuals={"2023": "20"}))),
    leaves("part-exceeds-whole", "the whole is blank",
           *part_of(a_row("幼儿园数", "所"), a_row("公办幼儿园", "所", actuals={"2023": "9"}))),
)  # fmt: skip


def schools(whole, *parts, names=("初中", "九年一贯制学校", "小学"), starts=("1", "3", "6")):
    """日照: 10 所 in 2021, of them 1, 3 and 6."""
    return with_parts(
        a_row("学校数", "所", baselines={2021: "10"}, actuals={"2023": whole}),
        *(
            a_row(name, "所", baselines={2021: start}, actuals={"2023": part} if part else {})
            for name, start, part in zip(names, starts, parts, strict=True)
        ),
    )


def pupils(whole, primary, middle):
    """In 万人, rounded: 8.48 of 5.21 and 3.27."""
    return with_parts(
        a_row("在校生", "万人", baselines={2020: "8.48"}, actuals={"2023": whole}),
        a_row("小学在校生", "万人", baselines={2020: "5.21"}, actuals={"2023": primary}),
        a_row("初中在校生", "万人", baselines={2020: "3.27"}, actuals={"2023": middle}),
    )


PARTS_VS_WHOLE = (
    raises("parts-vs-whole", "one school too few",
           "3 个其中项合计 11，比总数 12 少 1，请核对或说明。",
           *schools("12", "1", "3", "7")),
    raises("parts-vs-whole", "more than rounding",
           "2 个其中项合计 8.52，比总数 8.50 多 0.02，请核对或说明。",
           *pupils("8.50", "5.24", "3.28")),
    leaves("parts-vs-whole", "they add up", *schools("12", "1", "4", "7")),
    leaves("parts-vs-whole", "rounding", *pupils("8.50", "5.23", "3.28")),
    leaves("parts-vs-whole", "one part is blank", *schools("12", "1", "", "7")),
    leaves("parts-vs-whole", "none of the kind is left", *schools("9", NONE, "2", "7")),
    leaves("parts-vs-whole", "日照: 105 and 6 of 1112 never were all",
           *with_parts(
               a_row("幼儿园在岗教职工", "人", baselines={2021: "1112"}, actuals={"2023": "1150"}),
               a_row("总量控制备案教师", "人", baselines={2021: "105"}, actuals={"2023": "110"}),
               a_row("幼儿园政府购买服务教师", "人", baselines={2021: "6"}, actuals={"2023": "6"}),
           )),
)  # fmt: skip


def built(**figures):
    """南安市: 25 schools in 2023, reported by quarters."""
    actuals = {period.replace("_", "-").removeprefix("y"): words
               for period, words in figures.items()}  # fmt: skip
    return a_row("新（改、扩）建学校", "所", counting=Counting.FLOW, actuals=actuals)


PERIODS_VS_YEAR = (
    raises("periods-vs-year", "南安市: a quarter was corrected, the year was not",
           "各期合计 26，比 2023 年的 25 多 1，请核对或说明。",
           built(y2023="25", y2023_Q1="4", y2023_Q2="6", y2023_Q3="8", y2023_Q4="8")),
    raises("periods-vs-year", "more in two quarters than in the whole year",
           "各期合计 3，比 2023 年的 2 多 1，请核对或说明。",
           built(y2023="2", y2023_Q1="1", y2023_Q3="2")),
    raises("periods-vs-year", "a quarter and its months",
           "各期合计 6，比 2023 年第一季度的 7 少 1，请核对或说明。",
           built(y2023_Q1="7", y2023_01="1", y2023_02="2", y2023_03="3"), period="2023-Q1"),
    leaves("periods-vs-year", "they add up",
           built(y2023="25", y2023_S1="10", y2023_Q3="7", y2023_Q4="8")),
    leaves("periods-vs-year", "a quarter is still blank", built(y2023="25", y2023_Q1="4")),
    leaves("periods-vs-year", "nothing was built in autumn",
           built(y2023="25", y2023_S1="10", y2023_Q3=NONE, y2023_Q4="15")),
    leaves("periods-vs-year", "of a rate no period adds up",
           a_row("普惠性幼儿园覆盖率", actuals={"2023": "85", "2023-S1": "84", "2023-S2": "85"})),
)  # fmt: skip

CASES = (*NEGATIVE, *NOT_WHOLE, *OVER_100, *SHARE_ORDER, *PART_EXCEEDS_WHOLE, *PARTS_VS_WHOLE,
         *PERIODS_VS_YEAR)  # fmt: skip
