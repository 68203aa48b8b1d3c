"""Traps of years: how headings write them, and what a year without a word beside it stands for."""

from tests.db.exchange.traps.trap import Trap, page

TITLE = ("某县“十四五”教育事业发展规划主要指标",)
NAME = ("指标", "单位")
ROW = ("学前教育毛入园率", "%")

TRAPS = (
    Trap(
        "years_as_numbers",
        (page(TITLE, (*NAME, 2020, 2025), (*ROW, 93.91, 95)),),
        ("indicators", "3 学前教育毛入园率; unit=%; baseline2020=93.91; target2025=95"),
    ),
    Trap(
        "years_as_numbers_with_a_format",
        (
            page(
                TITLE,
                (*NAME, 2020, 2025),
                (*ROW, 93.91, 95),
                formats={"C2": '0"年"', "D2": "0.0"},
            ),
        ),
        ("indicators", "3 学前教育毛入园率; unit=%; baseline2020=93.91; target2025=95"),
    ),
    Trap(
        "years_as_text_with_point_zero",
        (page(TITLE, (*NAME, "2020.0", "2025.0"), (*ROW, 93.91, 95)),),
        ("indicators", "3 学前教育毛入园率; unit=%; baseline2020=93.91; target2025=95"),
    ),
    Trap(
        "full_width_years",
        (page(TITLE, (*NAME, "２０２０年", "２０２５年"), (*ROW, 93.91, 95)),),
        ("indicators", "3 学前教育毛入园率; unit=%; baseline2020=93.91; target2025=95"),
    ),
    Trap(
        "ends_of_five_year_plans",
        (page(TITLE, (*NAME, "“十三五”末", "2023年度", "“十四五”末"), (*ROW, 93.91, 94.2, 95)),),
        (
            "indicators",
            "3 学前教育毛入园率; unit=%; baseline2020=93.91; target2023=94.2; target2025=95",
        ),
    ),
    Trap(
        "current_value_and_goal_without_years",
        (page(TITLE, (*NAME, "现状值", "规划目标值"), (*ROW, 93.91, 95)),),
        ("indicators", "3 学前教育毛入园率; unit=%; baseline2020=93.91; target2025=95"),
    ),
    Trap(
        "worded_roles_win_over_the_year",
        (
            page(
                TITLE,
                (*NAME, "2020年实际", "2023年基础值", "到2025年", "2024年末完成值", "2026年预期"),
                (*ROW, 93.91, 94.2, 95, 94.5, 96),
            ),
        ),
        (
            "indicators",
            (
                "3 学前教育毛入园率; unit=%; actual2020=93.91; baseline2023=94.2; target2025=95; "
                "actual2024=94.5; target2026=96"
            ),
        ),
    ),
    Trap(
        "parts_of_years",
        (
            page(
                TITLE,
                (
                    *NAME,
                    "2023年上半年",
                    "2023年第三季度",
                    "2023年1—6月",
                    "2024年5月",
                    "2023年下半年完成",
                ),
                ("在园幼儿数", "人", 100, 110, 120, 130, 140),
            ),
        ),
        (
            "indicators",
            (
                "3 在园幼儿数; unit=人; actual2023-S1=100; actual2023-Q3=110; actual2024-05=130; "
                "actual2023-S2=140"
            ),
        ),
        complaints=("E2: 同一年",),
    ),
    Trap(
        "a_time_that_is_no_reporting_period",
        (page(TITLE, (*NAME, "2020年", "2024年1—9月", "2025年"), (*ROW, 93.91, 94.4, 95)),),
        ("indicators", "3 学前教育毛入园率; unit=%; baseline2020=93.91; target2025=95"),
        complaints=("D2: 不是台账的报告期",),
    ),
    Trap(
        "years_between_in_a_progress_table",
        (
            page(
                ("某县“十四五”教育规划主要指标完成情况统计表",),
                (*NAME, "2020年", "2022年", "2023年", "2025年"),
                (*ROW, 93.91, 94.2, 94.5, 95),
            ),
        ),
        (
            "indicators",
            (
                "3 学前教育毛入园率; unit=%; baseline2020=93.91; actual2022=94.2; actual2023=94.5; "
                "target2025=95"
            ),
        ),
        title="某县“十四五”教育规划",
    ),
    Trap(
        "years_between_with_nothing_said",
        (page(TITLE, (*NAME, "2020年", "2023年", "2025年"), (*ROW, 93.91, 94.2, 95)),),
        (
            "indicators",
            "3 学前教育毛入园率; unit=%; baseline2020=93.91; target2023=94.2; target2025=95",
        ),
    ),
    Trap(
        "no_title_tells_the_plan",
        (page((*NAME, "2020年", "2023年", "2025年"), (*ROW, 93.91, 94.2, 95)),),
        (
            "indicators",
            "2 学前教育毛入园率; unit=%; baseline2020=93.91; target2023=94.2; target2025=95",
        ),
        years=(None, None),
    ),
    Trap(
        "one_bare_year_without_any_hint",
        (page((*NAME, "2023年"), (*ROW, 94.2)),),
        ("indicators", "2 学前教育毛入园率; unit=%"),
        complaints=("C1: 没有写明是基期、实际还是目标",),
    ),
    Trap(
        "the_title_says_which_year_was_reached",
        (
            page(
                ("2023年度教育主要指标完成情况表",),
                (*NAME, "目标值", "完成值", "完成率（%）", "比上年增长"),
                (*ROW, 95, 94.2, 99.2, 0.3),
            ),
        ),
        ("indicators", "3 学前教育毛入园率; unit=%; target=95; actual2023=94.2"),
    ),
    Trap(
        "reached_but_when",
        (page((*NAME, "目标值", "完成值"), (*ROW, 95, 94.2)),),
        ("indicators", "2 学前教育毛入园率; unit=%; target=95"),
        complaints=("D1: 没有写明是哪一年",),
    ),
    Trap(
        "years_above_and_roles_below",
        (
            page(
                TITLE,
                (*NAME, "2023年", None, "2024年", None),
                (None, None, "目标", "实际", "目标", "实际"),
                (*ROW, 94, 94.2, 94.5, 94.4),
                merges="A2:A3 B2:B3 C2:D2 E2:F2",
            ),
        ),
        (
            "indicators",
            (
                "4 学前教育毛入园率; unit=%; target2023=94; actual2023=94.2; target2024=94.5; "
                "actual2024=94.4"
            ),
        ),
    ),
    Trap(
        "yearly_goals_under_one_heading",
        (
            page(
                TITLE,
                (*NAME, "2020年", "分年度目标", None, "2025年目标"),
                (None, None, None, "2022年", "2023年", None),
                (*ROW, 93.91, 94.2, 94.5, 95),
                merges="A2:A3 B2:B3 C2:C3 D2:E2 F2:F3",
            ),
        ),
        (
            "indicators",
            (
                "4 学前教育毛入园率; unit=%; baseline2020=93.91; yearly2022=94.2; yearly2023=94.5; "
                "target2025=95"
            ),
        ),
    ),
    Trap(
        "the_values_of_others_are_not_ours",
        (page(TITLE, (*NAME, "2020年", "2020年全省平均", "2025年"), (*ROW, 93.91, 90, 95)),),
        ("indicators", "3 学前教育毛入园率; unit=%; baseline2020=93.91; target2025=95"),
    ),
    Trap(
        "the_same_year_twice",
        (page(TITLE, (*NAME, "2020年", "2025年", "2025年"), (*ROW, 93.91, 95, 96)),),
        ("indicators", "3 学前教育毛入园率; unit=%; baseline2020=93.91; target2025=95"),
        complaints=("E2: 同一年",),
    ),
)
