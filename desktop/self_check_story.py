"""The story that the program tries itself on: an office's figures of 2024, all of them made up."""

from __future__ import annotations

from db.exchange.office_list import FIRST_ROW, OfficeList, OfficeRow

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
