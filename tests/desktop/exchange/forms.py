"""Forms as a superior sends them, made for the plan of 利通."""

from openpyxl import Workbook

from db.exchange.superior_form import FormRow, SuperiorForm, write_superior_form

NURSERY, COVERAGE = "学前教育毛入园率", "普惠性幼儿园覆盖率"
NEAR, ABSENT = "普惠幼儿园覆盖率", "生均体育场地面积"
ROWS = (
    FormRow(NURSERY, baseline=93.9),
    FormRow(NEAR),
    FormRow("九年义务教育巩固率", baseline=103.5),
    FormRow("高中阶段毛入学率", last=94.2, computed=True),
    FormRow(ABSENT, "平方米"),
)
"""A figure that differs, a name that is nearly one of the plan's, a figure that is the same, a
formula where the plan has no figure, and a row that the plan does not have."""


def write_form(path, rows=ROWS, *, year=2021):
    """Write a superior's form that asks for a year and the one before."""
    form = SuperiorForm(
        title=f"{year}年全市教育主要指标监测表", rows=rows, note="注：以年报为准。",
        year=year, baseline_year=2020, target_year=2025,
    )  # fmt: skip
    write_superior_form(path, form)
    return path


def write_unclear(path):
    """Write a form whose headings say neither what is listed nor what is asked for."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "附表"
    sheet.append(["县区监测情况"])
    sheet.append(["内容", "结果", "佐证"])
    for name in (NURSERY, COVERAGE, "家校协同"):
        sheet.append([name, None, ""])
    workbook.save(path)
    return path
