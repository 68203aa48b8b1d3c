"""Traps of responsible units: several in a cell, leads and helpers, columns of every name."""

from tests.db.exchange.traps.trap import Trap, page

TRAPS = (
    Trap(
        "lead_and_co_columns",
        (
            page(
                ("指标", "单位", "2025年目标", "牵头单位", "配合单位"),
                ("巩固率", "%", 99.8, "教育局", "公安局、民政局，残联；各乡镇"),
                ("入学率", "%", 99, "教育局\n卫健局", "——"),
                ("就业率", "%", 98, "教育局/人社局", None),
            ),
        ),
        (
            "indicators",
            "2 巩固率; unit=%; lead=教育局; co=公安局、民政局、残联、各乡镇; target2025=99.8",
            "3 入学率; unit=%; lead=教育局、卫健局; target2025=99",
            "4 就业率; unit=%; lead=教育局、人社局; target2025=98",
        ),
    ),
    Trap(
        "one_column_the_first_leads",
        (
            page(
                ("指标", "单位", "2025年目标", "责任单位"),
                ("巩固率", "%", 99.8, "教育局、公安局、民政局"),
                ("入学率", "%", 99, "各乡镇（街道、开发区）、教育局"),
                ("毛入园率", "%", 95, "牵头：教育局；配合：发改局、财政局"),
                ("普惠率", "%", 92, "教育局（牵头）、财政局、发改局（配合）"),
                ("公办率", "%", 55, "财政局、教育局牵头"),
                ("就业率", "%", 98, "牵头单位：人社局\n配合单位：教育局"),
            ),
        ),
        (
            "indicators",
            "2 巩固率; unit=%; lead=教育局; co=公安局、民政局; target2025=99.8",
            "3 入学率; unit=%; lead=各乡镇（街道、开发区）; co=教育局; target2025=99",
            "4 毛入园率; unit=%; lead=教育局; co=发改局、财政局; target2025=95",
            "5 普惠率; unit=%; lead=教育局; co=财政局、发改局; target2025=92",
            "6 公办率; unit=%; lead=教育局; co=财政局; target2025=55",
            "7 就业率; unit=%; lead=人社局; co=教育局; target2025=98",
        ),
    ),
    Trap(
        "units_merged_over_rows",
        (
            page(
                ("指标", "单位", "2025年目标", "责任科室"),
                ("巩固率", "%", 99.8, "基教股"),
                ("入学率", "%", 99),
                ("就业率", "%", 98, "职成股"),
                merges="D2:D3",
            ),
        ),
        (
            "indicators",
            "2 巩固率; unit=%; lead=基教股; target2025=99.8",
            "3 入学率; unit=%; lead=基教股; target2025=99",
            "4 就业率; unit=%; lead=职成股; target2025=98",
        ),
    ),
    Trap(
        "responsible_beside_co_units",
        (
            page(
                ("指标", "2025年目标", "责任单位", "配合部门"),
                ("巩固率（%）", 99.8, "教育局、残联", "民政局、教育局"),
            ),
        ),
        ("indicators", "2 巩固率; unit=%; lead=教育局、残联; co=民政局; target2025=99.8"),
    ),
    Trap(
        "deadlines_of_indicators",
        (
            page(
                ("指标", "完成时限"),
                ("甲类达标校", "2025年"),
                ("乙类达标校", 2025),
                ("丙类达标校", "2025年底"),
                ("丁类达标校", "2024年6月"),
                ("戊类达标校", "每年"),
                ("己类达标校", "长期坚持"),
                ("庚类达标校", "持续推进"),
                ("辛类达标校", "“十四五”末"),
            ),
        ),
        (
            "indicators",
            "2 甲类达标校; deadline=2025",
            "3 乙类达标校; deadline=2025",
            "4 丙类达标校; deadline=2025",
            "5 丁类达标校; deadline=2024-06",
            "6 戊类达标校; deadline=每年",
            "7 己类达标校; deadline=长期坚持",
            "8 庚类达标校; deadline=持续推进",
            "9 辛类达标校; deadline=2025",
        ),
    ),
)
