"""Traps of groups: categories that stand once, 其中 rows, names and what is written to them."""

from tests.db.exchange.traps.trap import Trap, page

TITLE = ("某县“十四五”教育事业发展规划主要指标",)
HEAD = ("指标", "2020年", "2025年", "属性")

TRAPS = (
    Trap(
        "categories_merged",
        (
            page(
                ("类别", *HEAD),
                ("学前教育", "毛入园率（%）", 93.91, 95, "约束性"),
                (None, "普惠率（%）", 87, 92, "预期性"),
                ("义务教育", "巩固率（%）", 98.2, 99.8, "约束性"),
                merges="A2:A3",
            ),
        ),
        (
            "indicators",
            (
                "2 毛入园率; category=学前教育; unit=%; nature=约束性; baseline2020=93.91; "
                "target2025=95"
            ),
            "3 普惠率; category=学前教育; unit=%; nature=预期性; baseline2020=87; target2025=92",
            (
                "4 巩固率; category=义务教育; unit=%; nature=约束性; baseline2020=98.2; "
                "target2025=99.8"
            ),
        ),
    ),
    Trap(
        "categories_blank_below",
        (
            page(
                ("类别", *HEAD),
                ("学前教育", "毛入园率（%）", 93.91, 95, "约束性"),
                (None, "普惠率（%）", 87, 92),
                (None, "公办率（%）", 50, 55),
                ("义务教育", "巩固率（%）", 98.2, 99.8, "约束性"),
            ),
        ),
        (
            "indicators",
            (
                "2 毛入园率; category=学前教育; unit=%; nature=约束性; baseline2020=93.91; "
                "target2025=95"
            ),
            "3 普惠率; category=学前教育; unit=%; baseline2020=87; target2025=92",
            "4 公办率; category=学前教育; unit=%; baseline2020=50; target2025=55",
            (
                "5 巩固率; category=义务教育; unit=%; nature=约束性; baseline2020=98.2; "
                "target2025=99.8"
            ),
        ),
        understood=("A3 至 A4 沿用“学前教育”",),
    ),
    Trap(
        "categories_alone_across_the_row",
        (
            page(
                TITLE,
                ("序号", *HEAD),
                ("一、学前教育",),
                (1, "毛入园率（%）", 93.91, 95, "约束性"),
                ("义务教育",),
                (2, "巩固率（%）", 98.2, 99.8, "约束性"),
                merges="A3:E3 A5:E5",
            ),
        ),
        (
            "indicators",
            (
                "4 毛入园率; number=1; category=学前教育; unit=%; nature=约束性; "
                "baseline2020=93.91; "
                "target2025=95"
            ),
            (
                "6 巩固率; number=2; category=义务教育; unit=%; nature=约束性; baseline2020=98.2; "
                "target2025=99.8"
            ),
        ),
    ),
    Trap(
        "category_number_and_name_in_two_cells",
        (
            page(
                TITLE,
                ("序号", *HEAD),
                ("一", "学前教育"),
                (1, "毛入园率（%）", 93.91, 95),
                ("二", "义务教育"),
                (2, "巩固率（%）", 98.2, 99.8),
            ),
        ),
        (
            "indicators",
            "4 毛入园率; number=1; category=学前教育; unit=%; baseline2020=93.91; target2025=95",
            "6 巩固率; number=2; category=义务教育; unit=%; baseline2020=98.2; target2025=99.8",
        ),
    ),
    Trap(
        "part_rows_with_their_unit",
        (
            page(
                HEAD,
                ("高中阶段在校生（万人）", 2.54, 2.6, "预期性"),
                ("其中：中等职业教育（万人）", 0.8, 1.3, "预期性"),
                ("其中:普通高中(万人)", 1.74, 1.3),
                ("毛入学率（%）", 90.1, 95, "预期性"),
            ),
        ),
        (
            "indicators",
            "2 高中阶段在校生; unit=万人; nature=预期性; baseline2020=2.54; target2025=2.6",
            "3 中等职业教育 <2; unit=万人; nature=预期性; baseline2020=0.8; target2025=1.3",
            "4 普通高中 <2; unit=万人; nature=预期性; baseline2020=1.74; target2025=1.3",
            "5 毛入学率; unit=%; nature=预期性; baseline2020=90.1; target2025=95",
        ),
    ),
    Trap(
        "parts_set_in_by_blanks",
        (
            page(
                HEAD,
                ("专任教师（人）", 1250, 1400),
                ("　　幼儿园（人）", 300, 350),
                ("    小学（人）", 600, 650),
                ("　　其中：女教师（人）", 400, 420),
                ("在校生（人）", 20000, 21000),
            ),
        ),
        (
            "indicators",
            "2 专任教师; unit=人; baseline2020=1250; target2025=1400",
            "3 幼儿园 <2; unit=人; baseline2020=300; target2025=350",
            "4 小学 <2; unit=人; baseline2020=600; target2025=650",
            "5 女教师 <4; unit=人; baseline2020=400; target2025=420",
            "6 在校生; unit=人; baseline2020=20000; target2025=21000",
        ),
    ),
    Trap(
        "parts_aligned_under_the_first_part",
        (
            page(
                HEAD,
                ("在校生（人）", 20000, 21000),
                ("  其中：小学（人）", 12000, 12500),
                ("        初中（人）", 8000, 8500),
            ),
        ),
        (
            "indicators",
            "2 在校生; unit=人; baseline2020=20000; target2025=21000",
            "3 小学 <2; unit=人; baseline2020=12000; target2025=12500",
            "4 初中 <2; unit=人; baseline2020=8000; target2025=8500",
        ),
    ),
    Trap(
        "parts_of_parts",
        (
            page(
                HEAD,
                ("在校生（人）", 20000, 21000),
                ("其中：高中阶段（人）", 5000, 5200),
                ("　　其中：中职（人）", 2000, 2100),
                ("其中：义务教育（人）", 15000, 15800),
            ),
        ),
        (
            "indicators",
            "2 在校生; unit=人; baseline2020=20000; target2025=21000",
            "3 高中阶段 <2; unit=人; baseline2020=5000; target2025=5200",
            "4 中职 <3; unit=人; baseline2020=2000; target2025=2100",
            "5 义务教育 <2; unit=人; baseline2020=15000; target2025=15800",
        ),
    ),
    Trap(
        "among_in_a_column_of_its_own",
        (
            page(
                ("类别", "指标", None, "单位", "2020年", "2025年"),
                ("高中阶段", "在校生", None, "万人", 2.54, 2.6),
                (None, "其中", "中等职业教育", "万人", 0.8, 1.3),
                (None, None, "普通高中", "万人", 1.74, 1.3),
                (None, "毛入学率", None, "%", 90.1, 95),
                merges="B1:C1 B2:C2 B3:B4 B5:C5",
            ),
        ),
        (
            "indicators",
            "2 在校生; category=高中阶段; unit=万人; baseline2020=2.54; target2025=2.6",
            "3 中等职业教育 <2; category=高中阶段; unit=万人; baseline2020=0.8; target2025=1.3",
            "4 普通高中 <2; category=高中阶段; unit=万人; baseline2020=1.74; target2025=1.3",
            "5 毛入学率; category=高中阶段; unit=%; baseline2020=90.1; target2025=95",
        ),
    ),
    Trap(
        "parts_share_one_nature",
        (
            page(
                HEAD,
                ("在校生（人）", 20000, 21000, "约束性"),
                ("其中：小学（人）", 12000, 12500),
                ("其中：初中（人）", 8000, 8500),
                ("教师（人）", 1200, 1300),
                ("图书（册）", 9000, 9900, "预期性"),
                ("器材（件）", 100, 110),
                merges="D6:D7",
            ),
        ),
        (
            "indicators",
            "2 在校生; unit=人; nature=约束性; baseline2020=20000; target2025=21000",
            "3 小学 <2; unit=人; nature=约束性; baseline2020=12000; target2025=12500",
            "4 初中 <2; unit=人; nature=约束性; baseline2020=8000; target2025=8500",
            "5 教师; unit=人; baseline2020=1200; target2025=1300",
            "6 图书; unit=册; nature=预期性; baseline2020=9000; target2025=9900",
            "7 器材; unit=件; nature=预期性; baseline2020=100; target2025=110",
        ),
    ),
    Trap(
        "a_part_without_a_whole",
        (page(HEAD, ("其中：小学（人）", 12000, 12500)),),
        ("indicators", "2 小学; unit=人; baseline2020=12000; target2025=12500"),
        complaints=("A2: 没有所属",),
    ),
    Trap(
        "units_in_names_of_every_spelling",
        (
            page(
                HEAD,
                ("毛入园率（%）", 1.5, 2),
                ("巩固率(%)", 98.2, 99.8),
                ("毛入学率(%", 90.1, 95),
                ("在校生（ 万人 ）", 2.54, 2.6),
                ("入学率（％）", 96.81, 99),
                ("大班额（含超大班额）", 3, 2),
                ("生均经费（元/生）", 8000, 9000),
            ),
        ),
        (
            "indicators",
            "2 毛入园率; unit=%; baseline2020=1.5; target2025=2",
            "3 巩固率; unit=%; baseline2020=98.2; target2025=99.8",
            "4 毛入学率; unit=%; baseline2020=90.1; target2025=95",
            "5 在校生; unit=万人; baseline2020=2.54; target2025=2.6",
            "6 入学率; unit=%; baseline2020=96.81; target2025=99",
            "7 大班额（含超大班额）; baseline2020=3; target2025=2",
            "8 生均经费; unit=元/生; baseline2020=8000; target2025=9000",
        ),
    ),
    Trap(
        "unit_column_against_corner_and_name",
        (
            page(
                ("单位：%",),
                ("指标", "单位", "2020年", "2025年"),
                ("巩固率", None, 98.2, 99.8),
                ("在校生", "人", 8000, 8500),
                ("毛入学率（%）", "%", 90.1, 95),
                ("教师数（人）", "万人", 0.12, 0.13),
            ),
        ),
        (
            "indicators",
            "3 巩固率; unit=%; baseline2020=98.2; target2025=99.8",
            "4 在校生; unit=人; baseline2020=8000; target2025=8500",
            "5 毛入学率; unit=%; baseline2020=90.1; target2025=95",
            "6 教师数; unit=万人; baseline2020=0.12; target2025=0.13",
        ),
        complaints=("A6: 不一致",),
    ),
    Trap(
        "numbers_before_names",
        (
            page(
                HEAD,
                ("1.毛入园率（%）", 93.91, 95),
                ("2、普惠率（%）", 87, 92),
                ("（3）公办率（%）", 50, 55),
                ("④巩固率（%）", 98.2, 99.8),
                ("５．入学率（%）", 96.81, 99),
                ("12年一贯制学校（所）", 1, 2),
                ("3—6岁儿童（人）", 900, 950),
            ),
        ),
        (
            "indicators",
            "2 毛入园率; number=1; unit=%; baseline2020=93.91; target2025=95",
            "3 普惠率; number=2; unit=%; baseline2020=87; target2025=92",
            "4 公办率; number=3; unit=%; baseline2020=50; target2025=55",
            "5 巩固率; number=4; unit=%; baseline2020=98.2; target2025=99.8",
            "6 入学率; number=5; unit=%; baseline2020=96.81; target2025=99",
            "7 12年一贯制学校; unit=所; baseline2020=1; target2025=2",
            "8 3—6岁儿童; unit=人; baseline2020=900; target2025=950",
        ),
    ),
    Trap(
        "line_breaks_and_strange_blanks_in_names",
        (
            page(
                ("类别", *HEAD),
                (
                    "学前\n教育",
                    "\u00a0学前教育\n毛入园率（%）\u3000",
                    93.91,
                    95,
                    "\u3000约束性\u00a0",
                ),
            ),
        ),
        (
            "indicators",
            (
                "2 学前教育毛入园率; category=学前教育; unit=%; nature=约束性; baseline2020=93.91; "
                "target2025=95"
            ),
        ),
    ),
    Trap(
        "nature_that_is_neither",
        (page(HEAD, ("毛入园率（%）", 93.91, 95, "重要"), ("巩固率（%）", 98.2, 99.8, "约束")),),
        (
            "indicators",
            "2 毛入园率; unit=%; baseline2020=93.91; target2025=95",
            "3 巩固率; unit=%; nature=约束性; baseline2020=98.2; target2025=99.8",
        ),
        complaints=("D2: 约束性、预期性",),
    ),
)
