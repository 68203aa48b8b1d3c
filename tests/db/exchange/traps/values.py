"""Traps of values: how figures are typed, formatted, computed, and when they are none."""

import datetime

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.db.exchange.traps.trap import Trap, page

HEAD = ("指标", "单位", "2020年", "2023年实际", "2025年目标")


def _row(name, unit, *values):
    return (name, unit, *values)


def _in_fonts(*runs):
    """Return words of which every second run is set above the line (^) or struck out (~)."""
    looks = {"^": InlineFont(vertAlign="superscript"), "~": InlineFont(strike=True)}
    return CellRichText(
        *(TextBlock(looks[run[0]], run[1:]) if run[0] in looks else run for run in runs)
    )


TRAPS = (
    Trap(
        "a_mark_above_the_line_or_what_is_struck_out_is_none_of_the_figure",
        (
            page(
                HEAD,
                ("毛入园率", "%", _in_fonts("93.9", "^1"), _in_fonts("~94", "95"), 95),
                ("校舍面积", _in_fonts("万m", "^2"), _in_fonts("4", "~4"), _in_fonts("9", "8"), 99),
                (_in_fonts("~旧名", "普惠率"), "%", 87, 88, _in_fonts("95", "~%", "以上")),
            ),
        ),
        (
            "indicators",
            "2 毛入园率; unit=%; target2025=95",
            "3 校舍面积; unit=万m2; actual2023=98; target2025=99",
            "4 旧名普惠率; unit=%; baseline2020=87; actual2023=88; target2025=95%以上(>=95)",
        ),
        complaints=("C2: “93.9¹”不是数值", "D2: “94 95”不是数值", "C3: “4 4”不是数值"),
    ),
    Trap(
        "percent_in_every_notation",
        (
            page(
                HEAD,
                ("毛入园率", "%", 0.9391, "94.2%", "95%以上"),
                ("普惠率", "％", "87％", "９１．５", "不低于92%"),
                ("巩固率", "%", 98.2, 99, 0.998),
                formats={"C2": "0.00%", "E4": "0.0%"},
            ),
        ),
        (
            "indicators",
            (
                "2 毛入园率; unit=%; baseline2020=93.91%(93.91); actual2023=94.2%(94.2); "
                "target2025=95%以上(>=95)"
            ),
            (
                "3 普惠率; unit=％; baseline2020=87％(87); actual2023=９１．５(91.5); "
                "target2025=不低于92%(>=92)"
            ),
            "4 巩固率; unit=%; baseline2020=98.2; actual2023=99; target2025=99.8%(99.8)",
        ),
        understood=("C3 “87％”读作 87", "D3 “９１．５”读作 91.5"),
    ),
    Trap(
        "a_share_that_could_be_a_percentage",
        (
            page(
                HEAD,
                ("毛入园率", "%", 0.9391, 0.942, 0.95),
                ("普惠率", "%", 87, 0.915, 92),
                ("辍学率", "%", "0.3%", 0.25, 0),
                ("教师数", "万人", 0.12, 0.13, 0.14),
            ),
        ),
        (
            "indicators",
            "2 毛入园率; unit=%",
            "3 普惠率; unit=%; baseline2020=87; target2025=92",
            "4 辍学率; unit=%; baseline2020=0.3%(0.3); target2025=0",
            "5 教师数; unit=万人; baseline2020=0.12; actual2023=0.13; target2025=0.14",
        ),
        complaints=(
            "C2: 0.9391 是 0.9391% 还是 93.91%，请写明",
            "D2: 0.942 是 0.942% 还是 94.2%，请写明",
            "E2: 0.95 是 0.95% 还是 95%，请写明",
            "D3: 0.915 是 0.915% 还是 91.5%，请写明",
            "D4: 0.25 是 0.25% 还是 25%，请写明",
        ),
    ),
    Trap(
        "numbers_typed_as_text",
        (page(HEAD, ("在校生", "人", "8，000", " 8,200 ", "'8500")),),
        ("indicators", "2 在校生; unit=人; baseline2020=8，000(8000); actual2023=8,200(8200)"),
        complaints=("E2: 不是数值",),
    ),
    Trap(
        "shown_digits_are_kept",
        (
            page(
                HEAD,
                ("平均受教育年限", "年", 9.5, 10.256, 11),
                ("在校生", "人", 12345, 12500, 13000),
                formats={"C2": "0.00", "D2": "0.0", "C3": "#,##0", "D3": '"约"0', "E2": "0.0"},
            ),
        ),
        (
            "indicators",
            (
                "2 平均受教育年限; unit=年; baseline2020=9.50(9.5); actual2023=10.256; "
                "target2025=11.0(11)"
            ),
            (
                "3 在校生; unit=人; baseline2020=12,345(12345); actual2023=约12500(12500); "
                "target2025=13000"
            ),
        ),
    ),
    Trap(
        "ranges_bounds_and_ratios",
        (
            page(
                HEAD,
                ("生师比", "", "1∶16", "1:15.5", "≤1:15"),
                ("新建学校", "所", "1至2", "10—15", "3所以上"),
                ("班额", "人", "55以内", "10～15", "不超过50人"),
            ),
        ),
        (
            "indicators",
            "2 生师比; baseline2020=1∶16(16); actual2023=1:15.5(15.5); target2025=≤1:15(<=15)",
            (
                "3 新建学校; unit=所; baseline2020=1至2(1~2); actual2023=10—15(10~15); "
                "target2025=3所以上(>=3)"
            ),
            (
                "4 班额; unit=人; baseline2020=55以内(<=55); actual2023=10～15(10~15); "
                "target2025=不超过50人(<=50)"
            ),
        ),
    ),
    Trap(
        "amounts_with_their_own_unit",
        (
            page(
                HEAD,
                ("新增学位", "个", 3780, "0.513万个", "近1万"),
                ("在校生", "万人", "8.48万人", 8.5, "86000人"),
                ("教育投入", "万元", "48.7亿元", 50000, "约6亿"),
            ),
        ),
        (
            "indicators",
            (
                "2 新增学位; unit=个; baseline2020=3780; actual2023=0.513万个(5130); "
                "target2025=近1万(10000)"
            ),
            (
                "3 在校生; unit=万人; baseline2020=8.48万人(8.48); actual2023=8.5; "
                "target2025=86000人(8.6)"
            ),
            (
                "4 教育投入; unit=万元; baseline2020=48.7亿元(487000); actual2023=50000; "
                "target2025=约6亿(60000)"
            ),
        ),
    ),
    Trap(
        "placeholders_answers_and_goals_in_words",
        (
            page(
                HEAD,
                ("巩固率", "%", "——", "无此项", "巩固提高"),
                ("普及率", "%", "－", "不适用", "基本普及"),
                ("覆盖率", "%", "/", "…", "全覆盖"),
                ("达标率", "%", "\\", "无", "稳步提高"),
            ),
        ),
        (
            "indicators",
            "2 巩固率; unit=%; baseline2020=——(-); actual2023=无此项(none); target2025=巩固提高(-)",
            (
                "3 普及率; unit=%; baseline2020=－(-); actual2023=不适用(not_applicable); "
                "target2025=基本普及(-)"
            ),
            "4 覆盖率; unit=%; baseline2020=/(-); actual2023=…(-); target2025=全覆盖(-)",
            "5 达标率; unit=%; baseline2020=\\(-); actual2023=无(-); target2025=稳步提高(-)",
        ),
    ),
    Trap(
        "references_and_dates_are_no_values",
        (
            page(
                HEAD,
                ("巩固率", "%", "见附件3", "同上", "待定"),
                ("入学率", "%", "3月", datetime.date(2025, 3, 4), "2023年"),
                ("在校生", "人", "95%", "8500人左右", "8 500"),
            ),
        ),
        (
            "indicators",
            "2 巩固率; unit=%",
            "3 入学率; unit=%",
            "4 在校生; unit=人; actual2023=8500人左右(8500)",
        ),
        complaints=(
            "C2: 见附件3",
            "D2: 同上",
            "E2: 待定",
            "C3: 3月",
            "D3: 是日期",
            "E3: 是日期",
            "C4: 与单位“人”不一致",
            "E4: 8 500",
        ),
    ),
    Trap(
        "negative_numbers",
        (
            page(
                HEAD,
                ("增幅", "", -0.5, "−0.5", "（0.5）"),
                ("增减", "人", "-12", -3, -4),
                formats={"D3": "0;(0)"},
            ),
        ),
        (
            "indicators",
            "2 增幅; baseline2020=-0.5; actual2023=−0.5(-0.5); target2025=（0.5）(-0.5)",
            "3 增减; unit=人; baseline2020=-12; actual2023=(3)(-3); target2025=-4",
        ),
    ),
    Trap(
        "error_cells_and_booleans",
        (page(HEAD, ("巩固率", "%", "#REF!", True, 95), ("入学率", "%", "#DIV/0!", 96, 97)),),
        (
            "indicators",
            "2 巩固率; unit=%; target2025=95",
            "3 入学率; unit=%; actual2023=96; target2025=97",
        ),
        complaints=("C2: #REF!", "D2: 逻辑值", "C3: #DIV/0!"),
    ),
    Trap(
        "a_formula_that_was_never_computed",
        (page(HEAD, ("巩固率", "%", "=1+1", 96, 97)),),
        ("indicators", "2 巩固率; unit=%; actual2023=96; target2025=97"),
        complaints=("C2: 公式没有结果",),
    ),
    Trap(
        "a_value_merged_over_two_rows",
        (
            page(
                HEAD,
                ("小学巩固率", "%", 98.2, 99, 99.8),
                ("初中巩固率", None, None, 98, 99),
                merges="C2:C3 B2:B3",
            ),
        ),
        (
            "indicators",
            "2 小学巩固率; unit=%; baseline2020=98.2; actual2023=99; target2025=99.8",
            "3 初中巩固率; unit=%; actual2023=98; target2025=99",
        ),
    ),
    Trap(
        "figures_without_a_name",
        (
            page(
                HEAD,
                ("巩固率", "%", 98.2, 99, 99.8),
                (None, "%", 87, None, 92),
                (None, "人"),
            ),
        ),
        ("indicators", "2 巩固率; unit=%; baseline2020=98.2; actual2023=99; target2025=99.8"),
        complaints=("C3: 没有指标名称", "E3: 没有指标名称"),
        passed=(4,),
    ),
    Trap(
        "unit_in_the_heading_of_the_values",
        (
            page(
                ("指标", "2020年（万人）", "2025年（万人）"),
                ("在校生", "85000人", 8.6),
            ),
        ),
        ("indicators", "2 在校生; unit=万人; baseline2020=85000人(8.5); target2025=8.6"),
    ),
)
