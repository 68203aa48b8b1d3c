"""Traps of where things stand: tables side by side, years in the names of sheets."""

from tests.db.exchange.traps.trap import Trap, page

TRAPS = (
    Trap(
        "a_year_behind_its_parts",
        (
            page(
                ("指标", "单位", "2023年一季度", "2023年上半年", "2023年"),
                ("新增学位", "个", 100, 180, 378),
            ),
        ),
        (
            "indicators",
            "2 新增学位; unit=个; actual2023-Q1=100; actual2023-S1=180; actual2023=378",
        ),
    ),
    Trap(
        "another_table_beside_it",
        (
            page(
                ("指标", "单位", "2020年基期", "2025年目标", None, "项目名称", "总投资（万元）"),
                ("学前教育毛入园率", "%", 93.91, 95, None, "第三幼儿园", 1200),
                ("普惠性幼儿园覆盖率", "%", 87, 92, None, "实验小学", 8000),
            ),
        ),
        (
            "indicators",
            "2 学前教育毛入园率; unit=%; baseline2020=93.91; target2025=95",
            "3 普惠性幼儿园覆盖率; unit=%; baseline2020=87; target2025=92",
        ),
        complaints=("F1: 右边并排的另一张表没有读",),
    ),
    Trap(
        "sheets_called_by_their_years",
        (
            page(("指标", "单位", "实际"), ("学前教育毛入园率", "%", 93.1), name="2021年"),
            page(("指标", "单位", "实际"), ("学前教育毛入园率", "%", 93.9), name="2022年统计"),
            page(("指标", "单位", "实际"), ("学前教育毛入园率", "%", 94.2), name="2023年汇报稿2"),
        ),
        (
            "indicators",
            "2 学前教育毛入园率; unit=%; actual2021=93.1",
            "indicators",
            "2 学前教育毛入园率; unit=%; actual2022=93.9",
            "indicators",
            "2 学前教育毛入园率; unit=%",
        ),
        complaints=("C1: 没有写明是哪一年",),
    ),
)
