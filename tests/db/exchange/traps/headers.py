"""Traps of headers: where they stand, how deep they are, what is printed around them."""

from tests.db.exchange.traps.trap import Trap, page

PLAIN = ("指标名称", "单位", "2020年", "2025年", "属性")
TITLE = ("某县“十四五”教育事业发展规划主要指标",)

TRAPS = (
    Trap(
        "title_blank_rows_and_corner_unit",
        (
            page(
                TITLE,
                (),
                (None, None, None, None, "单位：%"),
                ("指标名称", "2020年", "2025年", "属性"),
                ("学前教育毛入园率", 93.91, 95, "约束性"),
                ("高中阶段毛入学率", 94.24, 96, "预期性"),
                merges="A1:E1",
            ),
        ),
        (
            "indicators",
            "5 学前教育毛入园率; unit=%; nature=约束性; baseline2020=93.91; target2025=95",
            "6 高中阶段毛入学率; unit=%; nature=预期性; baseline2020=94.24; target2025=96",
        ),
        title="某县“十四五”教育事业发展规划",
        years=(2021, 2025),
    ),
    Trap(
        "no_title_header_in_row_one",
        (page(("指标", "单位", "基期值", "目标值"), ("专任教师数", "人", 1250, 1400)),),
        ("indicators", "2 专任教师数; unit=人; baseline=1250; target=1400"),
        years=(None, None),
    ),
    Trap(
        "columns_in_another_order",
        (
            page(
                TITLE,
                ("备注", "2025年", "属性", "2020年", "单位", "指标名称", "序号"),
                ("全县", 95, "约束性", 93.91, "%", "学前教育毛入园率", 1),
            ),
        ),
        (
            "indicators",
            (
                "3 学前教育毛入园率; number=1; unit=%; nature=约束性; note=全县; "
                "target2025=95; baseline2020=93.91"
            ),
        ),
    ),
    Trap(
        "table_far_from_the_corner",
        (
            page(
                (),
                (None, None, None, *TITLE),
                (),
                (None, None, None, *PLAIN),
                (None, None, None, "学前教育毛入园率", "%", 93.91, 95, "约束性"),
            ),
        ),
        (
            "indicators",
            "5 学前教育毛入园率; unit=%; nature=约束性; baseline2020=93.91; target2025=95",
        ),
    ),
    Trap(
        "two_row_header_merged",
        (
            page(
                TITLE,
                ("序号", "主要指标", "单位", "实际完成", None, "目标值", None, "责任科室"),
                (None, None, None, "2022年", "2023年", "2024年", "2025年", None),
                (1, "学前教育毛入园率", "%", 93.95, 94.2, 94.6, 95, "学前教育股"),
                merges="A1:H1 A2:A3 B2:B3 C2:C3 D2:E2 F2:G2 H2:H3",
            ),
        ),
        (
            "indicators",
            (
                "4 学前教育毛入园率; number=1; unit=%; lead=学前教育股; actual2022=93.95; "
                "actual2023=94.2; target2024=94.6; target2025=95"
            ),
        ),
    ),
    Trap(
        "two_row_header_blank_filled",
        (
            page(
                TITLE,
                ("主要指标", "单位", "实际完成", None, "目标值", None, "备注"),
                (None, None, "2022年", "2023年", "2024年", "2025年"),
                ("学前教育毛入园率", "%", 93.95, 94.2, 94.6, 95, "含民办"),
            ),
        ),
        (
            "indicators",
            (
                "4 学前教育毛入园率; unit=%; note=含民办; actual2022=93.95; actual2023=94.2; "
                "target2024=94.6; target2025=95"
            ),
        ),
    ),
    Trap(
        "names_only_in_the_lower_header_row",
        (
            page(
                TITLE,
                (None, None, "实际完成", None, "目标"),
                ("指标名称", "单位", "2022年", "2023年", "2025年"),
                ("学前教育毛入园率", "%", 93.95, 94.2, 95),
                merges="A1:E1 C2:D2",
            ),
        ),
        (
            "indicators",
            "4 学前教育毛入园率; unit=%; actual2022=93.95; actual2023=94.2; target2025=95",
        ),
    ),
    Trap(
        "three_row_header",
        (
            page(
                TITLE,
                ("类别", "指标", "计量单位", "完成情况", None, None, "责任单位"),
                (None, None, None, "实际", None, "目标", None),
                (None, None, None, "2022年", "2023年", "2025年", None),
                ("学前教育", "毛入园率", "%", 93.95, 94.2, 95, "教育局"),
                merges="A2:A4 B2:B4 C2:C4 D2:F2 D3:E3 G2:G4",
            ),
        ),
        (
            "indicators",
            (
                "5 毛入园率; category=学前教育; unit=%; lead=教育局; actual2022=93.95; "
                "actual2023=94.2; target2025=95"
            ),
        ),
    ),
    Trap(
        "row_of_column_codes",
        (
            page(
                TITLE,
                PLAIN,
                ("L1", "L2", "L3", "L4", "L5"),
                ("学前教育毛入园率", "%", 93.91, 95, "约束性"),
            ),
        ),
        (
            "indicators",
            "4 学前教育毛入园率; unit=%; nature=约束性; baseline2020=93.91; target2025=95",
        ),
        passed=(3,),
    ),
    Trap(
        "row_of_column_numbers",
        (
            page(
                TITLE,
                PLAIN,
                ("甲", "乙", 1, 2, 3),
                ("学前教育毛入园率", "%", 93.91, 95, "约束性"),
            ),
        ),
        (
            "indicators",
            "4 学前教育毛入园率; unit=%; nature=约束性; baseline2020=93.91; target2025=95",
        ),
        passed=(3,),
    ),
    Trap(
        "headings_with_blanks_and_line_breaks",
        (
            page(
                TITLE,
                ("指 标\n名 称", "单　位", "2020年\n（基期）", "2025年\n目标", " 属 性 "),
                ("学前教育毛入园率", "%", 93.91, 95, "约束性"),
            ),
        ),
        (
            "indicators",
            "3 学前教育毛入园率; unit=%; nature=约束性; baseline2020=93.91; target2025=95",
        ),
    ),
    Trap(
        "no_heading_over_the_names",
        (
            page(
                TITLE,
                (None, "2020", "2025", "属性"),
                ("学前教育",),
                ("在园幼儿数（万人）", 2.17, 2.3, "预期性"),
                ("毛入园率（%", 89.2, 93, "预期性"),
                ("九年义务教育",),
                ("巩固率（%）", 98.2, 99.8, "约束性"),
            ),
        ),
        (
            "indicators",
            (
                "4 在园幼儿数; category=学前教育; unit=万人; nature=预期性; baseline2020=2.17; "
                "target2025=2.3"
            ),
            (
                "5 毛入园率; category=学前教育; unit=%; nature=预期性; baseline2020=89.2; "
                "target2025=93"
            ),
            (
                "7 巩固率; category=九年义务教育; unit=%; nature=约束性; baseline2020=98.2; "
                "target2025=99.8"
            ),
        ),
        years=(2021, 2025),
    ),
    Trap(
        "history_table_and_target_table_on_one_sheet",
        (
            page(
                ("某县“十三五”教育事业主要指标完成情况",),
                ("指标", "单位", "2016年", "2020年"),
                ("学前教育毛入园率", "%", 81.2, 89.2),
                (),
                ("某县“十四五”教育事业发展规划主要目标",),
                ("指标", "单位", "2020年", "2025年", "属性"),
                ("学前教育毛入园率", "%", 89.2, 93, "预期性"),
                merges="A1:D1 A5:E5",
            ),
        ),
        (
            "indicators",
            "3 学前教育毛入园率; unit=%; baseline2016=81.2; baseline2020=89.2",
            "indicators",
            "7 学前教育毛入园率; unit=%; nature=预期性; baseline2020=89.2; target2025=93",
        ),
        title="某县“十四五”教育事业发展规划",
        years=(2021, 2025),
    ),
    Trap(
        "several_sheets_and_a_hidden_first_one",
        (
            page(
                ("指标", "单位", "2020年", "2025年"),
                ("旧数", "%", 1, 2),
                name="底稿",
                state="hidden",
            ),
            page(TITLE, PLAIN, ("学前教育毛入园率", "%", 93.91, 95, "约束性"), name="学前"),
            page(PLAIN, ("巩固率", "%", 98.2, 99.8, "约束性"), name="义务"),
            page(("指标", "单位", "2025年"), ("机密", "%", 2), name="密", state="veryHidden"),
        ),
        (
            "indicators",
            "3 学前教育毛入园率; unit=%; nature=约束性; baseline2020=93.91; target2025=95",
            "indicators",
            "2 巩固率; unit=%; nature=约束性; baseline2020=98.2; target2025=99.8",
        ),
        understood=(
            "第 1 张表“底稿”是隐藏的，没有读。",
            "第 4 张表“密”是隐藏的，没有读。",
        ),
    ),
    Trap(
        "ghost_columns_and_hidden_rows",
        (
            page(
                TITLE,
                PLAIN,
                ("学前教育毛入园率", "%", 93.91, 95, "约束性", None, None, None, "　", " "),
                ("巩固率", "%", 98.2, 99.8, "约束性"),
                hidden_rows=(4,),
                bordered="A1:Z30",
            ),
        ),
        (
            "indicators",
            "3 学前教育毛入园率; unit=%; nature=约束性; baseline2020=93.91; target2025=95",
            "4 巩固率; unit=%; nature=约束性; baseline2020=98.2; target2025=99.8",
        ),
    ),
    Trap(
        "first_and_second_level_headings",
        (
            page(
                TITLE,
                ("一级指标", "二级指标", "单位", "2020年", "2025年"),
                ("学前教育", "毛入园率", "%", 93.91, 95),
                (None, "普惠率", "%", 87, 92),
            ),
        ),
        (
            "indicators",
            "3 毛入园率; category=学前教育; unit=%; baseline2020=93.91; target2025=95",
            "4 普惠率; category=学前教育; unit=%; baseline2020=87; target2025=92",
        ),
        understood=("A4 沿用“学前教育”",),
    ),
    Trap(
        "one_heading_over_category_and_name",
        (
            page(
                TITLE,
                ("指标", None, "2020年", "2025年"),
                ("学前教育", "毛入园率（%）", 93.91, 95),
                (None, "普惠率（%）", 87, 92),
                ("义务教育", "巩固率（%）", 98.2, 99.8),
                merges="A2:B2 A3:A4",
            ),
        ),
        (
            "indicators",
            "3 毛入园率; category=学前教育; unit=%; baseline2020=93.91; target2025=95",
            "4 普惠率; category=学前教育; unit=%; baseline2020=87; target2025=92",
            "5 巩固率; category=义务教育; unit=%; baseline2020=98.2; target2025=99.8",
        ),
    ),
    Trap(
        "attachment_line_above_the_title",
        (
            page(
                ("附件1",),
                ("表1　某市教育高质量发展三年行动计划（2021—2023年）主要指标一览表",),
                ("指标", "单位", "2020年", "2022年", "2023年"),
                ("集团化办学覆盖率", "%", 40, 60, 80),
            ),
        ),
        (
            "indicators",
            "4 集团化办学覆盖率; unit=%; baseline2020=40; target2022=60; target2023=80",
        ),
        title="某市教育高质量发展三年行动计划（2021—2023年）",
        years=(2021, 2023),
    ),
)
