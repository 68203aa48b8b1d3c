"""Lists as offices hand them in, made with another program's writer."""

from openpyxl import Workbook

TITLE = "利通区“十四五”教育规划主要指标完成情况统计表"
HEADS = ("教育类别", "主要指标", "2020年\n（基期）", "实际完成", None, "2025年目标", "属性", "备注")
ROWS = (
    ("学前教育", "1.学前教育毛入园率（%）", 93.91, 94.1, "９４．７１", 95, "约束性", ""),
    (None, "2.普惠性幼儿园覆盖率（%）", 87, 88.2, 89.4, 92, "预期性", ""),
    ("高中阶段教育", "高中阶段教育毛入学率（%）", 94.24, 95.3, 95.8, 96, "约束性", ""),
    ("教育贡献", "劳动年龄人口平均受教育年限（年）", 9.56, 10.2, "见附件3", 11.3, "约束性", ""),
)
"""The third name is nearly that of 高中阶段毛入学率; the last figure is none."""


def write_list(path, rows=ROWS, *, title=TITLE):
    """Write an untidy list: a hidden sheet first, a title, two rows of headings, a footnote."""
    workbook = Workbook()
    hidden = workbook.active
    hidden.title, hidden.sheet_state = "底稿", "hidden"
    hidden["A1"] = "不报"
    sheet = workbook.create_sheet("汇总表")
    workbook.active = 1
    sheet["A1"] = title
    sheet.merge_cells("A1:H1")
    sheet["A2"] = "填报单位：利通区教育局"
    for column, words in zip("ABCDEFGH", HEADS, strict=True):
        sheet[f"{column}4"] = words
    sheet.merge_cells("D4:E4")
    sheet["D5"], sheet["E5"] = "2021年", "2022年"
    for column in "ABCFGH":
        sheet.merge_cells(f"{column}4:{column}5")
    for row, values in enumerate(rows, start=6):
        for column, value in zip("ABCDEFGH", values, strict=True):
            sheet[f"{column}{row}"] = value
    sheet[f"A{6 + len(rows)}"] = "注：以年报为准。"
    workbook.save(path)
    return path


UNSAID_HEADS = ("教育类别", "主要指标", "2020年基期", "数一", "2025年目标", "备注")
UNSAID_ROWS = (
    ("学前教育", "学前教育毛入园率（%）", 93.91, 94.1, 95, ""),
    (None, "普惠性幼儿园覆盖率（%）", 86, 0.884, 91, "含民办"),
    ("教育贡献", "劳动年龄人口平均受教育年限（年）", 9.56, 10.2, 11.3, ""),
)


def write_unsaid(path, rows=UNSAID_ROWS, *, heads=UNSAID_HEADS, above=(TITLE, "")):
    """Write a list with a column whose heading does not say what it is; headings in row 3."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "汇总表"
    for words in above:
        sheet.append([words])
    sheet.append(heads)
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path
