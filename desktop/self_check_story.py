"""The story that the program tries itself on: an office's figures of 2024, all of them made up."""

from __future__ import annotations

from db.exchange.office_list import FIRST_ROW, OfficeList, OfficeRow
from db.exchange.superior_form import FormRow, SuperiorForm
from db.exchange.unit_table.office_table import OfficeTable, TownRows

SAMPLE = "litong"
YEAR = "2024"

OFFICE_LIST = OfficeList(
    title="利通区教育事业发展“十四五”规划主要指标进展情况（演示数据）",
    remark="填报时间：2025年1月",
    rows=(
        OfficeRow("学前教育", "学前教育毛入园率（%）", "约束性", 93.91, "９４.７１", 95),
        OfficeRow("", "普惠性幼儿园覆盖率（%）", "预期性", 87, "89.4%", 92),
        OfficeRow("", "学前教育教师接受专业教育比例（%）", "预期性", 81, 88.2, 90),
        OfficeRow("义务教育", "九年义务教育巩固率（%）", "约束性", 103.5, " 101.2 ", 97),
        OfficeRow("高中阶段教育", "高中阶段毛入学率（%）", "约束性", 94.24, 95.65, 96),
        OfficeRow(
            "特殊教育", "残疾儿童少年义务教育阶段入学率（%）", "约束性", 96.81, "见附件3", 99
        ),
        OfficeRow("教育贡献", "劳动年龄人口平均受教育年限（年）", "约束性", 9.56, "10.9年", 11.3),
        OfficeRow("规模", "各级各类学校数（所）", "", 128, "131所", None),
        OfficeRow("", "其中：幼儿园数（所）", "", 61, 63, None),
        OfficeRow("", "　　　小学数（所）", "", 48, "４８", None),
    ),
    footnote="注：2024年为演示数据，不是实际完成值。",
    baseline_year=2020,
    actual_year=int(YEAR),
    target_year=2025,
)

SUPERIOR_FORM = SuperiorForm(
    title="2024年全市教育事业发展主要指标监测表（演示数据）",
    rows=(
        FormRow("学前教育毛入园率", baseline=93.91, last=94.5),
        FormRow("普惠幼儿园覆盖率", baseline=87),
        FormRow("学前教育教师接受专业教育比例", baseline=81, last="见附件3"),
        FormRow("九年义务教育巩固率", baseline=103.5, last=99.82),
        FormRow("高中阶段毛入学率"),
        FormRow("残疾儿童少年义务教育入学率"),
        FormRow("劳动年龄人口平均受教育年限", "年", baseline=9.5),
        FormRow("生均体育场地面积", "平方米"),
        FormRow("教育社会认可度", last=79.8, computed=True),
    ),
    note="注：比上年增减由公式算出。",
    year=int(YEAR),
    baseline_year=2020,
    target_year=2025,
)
"""A superior's form: two of its names are worded nearly as in the plan, one is not in it."""

UNIT_TABLE = OfficeTable(
    title="2023/2024学年初利通区幼儿园基本情况（演示数据）",
    remark="单位：人",
    headings=(
        ("区属在园幼儿数", "合计"),
        ("区属在园幼儿数", "其中：女"),
        ("区属幼儿园教职工", ""),
        ("班数", ""),
    ),
    towns=(
        TownRows(
            "金积镇",
            (("金积镇中心幼儿园", (268, 131, 31, 9)), ("金积镇第二幼儿园", (182, "８８", 20, 6))),
        ),
        TownRows(
            "马莲渠乡",
            (
                ("马莲渠乡中心幼儿园", (155, 74, 18, 5)),
                ("马莲渠乡巴浪湖幼儿园", (96, 45, "见附件", 4)),
            ),
        ),
        TownRows("高闸镇", (("高闸镇中心幼儿园", (203, 99, 24, 7)),)),
    ),
    total=(907, 437, 93, 31),
    footnote="注：为演示数据，不是实际完成值。",
)
"""Kindergartens one a row, with townships and a sum that is off by three."""

UNDERSTOOD = {
    "学前教育毛入园率": "94.71",
    "普惠性幼儿园覆盖率": "89.4",
    "学前教育教师接受专业教育比例": "88.2",
    "九年义务教育巩固率": "101.2",
    "高中阶段毛入学率": "95.65",
    "劳动年龄人口平均受教育年限": "10.9",
    "各级各类学校数": "131",
    "幼儿园数": "63",
    "小学数": "48",
}
"""What each figure of that year must have become."""

REFUSED_ROW = "残疾儿童少年义务教育阶段入学率"
REFUSED_ADDRESS = f"E{FIRST_ROW + 5}"
"""The one cell that says where the figure is instead of what it is."""

TYPED = "98.6"
"""What the clerk then types for it."""
