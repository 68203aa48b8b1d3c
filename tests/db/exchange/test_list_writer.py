"""What a list that goes out says: its rows, years, figures and names."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from db.errors import Cancelled, TargetRefused
from db.exchange.list_reader import read_list
from db.exchange.list_writer import write_list
from db.exchange.listing import ListReading, Meaning, RowReading
from db.exchange.xlsx import read_workbook
from db.faults import TargetFault
from db.model.amount import Amount
from db.model.lines import TaskLine
from db.model.words import Answer, Nature, Op, TaskStatus
from tests.db.builders import a_plan, a_project, a_task, an_indicator, units
from tests.db.exchange.exported import FIRST, TODAY, cells, export, header, opened


def merges(sheet: Worksheet, column: str) -> list[str]:
    blocks = [str(block) for block in sheet.merged_cells.ranges if block.min_row >= FIRST]
    return sorted(block for block in blocks if block.startswith(column))


def rows_of(reading: ListReading, table: int = 0) -> dict[str, RowReading]:
    return {row.name: row for row in reading.tables[table].rows}


def test_a_sheet_opens_with_the_title_the_papers_and_the_day(tmp_path: Path):
    book = opened(export(tmp_path, [an_indicator()], [a_task()], [a_project()]))
    titles = [sheet["A1"].value for sheet in book]
    plan = "清河县教育事业发展“十四五”规划"
    assert titles == [
        f"{plan}主要指标一览表", f"{plan}主要任务一览表", f"{plan}重点项目一览表"
    ]  # fmt: skip
    for sheet in book:
        said = [cell.value for cell in sheet[2] if cell.value]
        assert said == [
            "文号：清政办发〔2022〕3号　发文机关：清河县人民政府办公室",
            "单位：见表　填表日期：2026-11-22",
        ]


def test_tasks_and_projects_have_a_sheet_only_where_there_are_any(tmp_path: Path):
    assert opened(export(tmp_path)).sheetnames == ["指标"]
    assert opened(export(tmp_path, [], [a_task()])).sheetnames == ["指标", "任务"]
    assert opened(export(tmp_path, [], [], [a_project()])).sheetnames == ["指标", "项目"]


def test_an_empty_list_is_a_header_with_the_years_of_the_plan(tmp_path: Path):
    sheet = opened(export(tmp_path))["指标"]
    assert sheet.max_row == FIRST - 1
    assert header(sheet) == [
        ("", "类别"), ("", "指标名称"), ("", "单位"), ("", "属性"), ("基期值", "2020年"),
        ("目标值", "2025年"), ("", "牵头单位"), ("", "配合单位"), ("", "完成时限"), ("", "备注"),
    ]  # fmt: skip


def test_every_year_that_any_row_has_is_a_column_in_order_of_time(tmp_path: Path):
    first = an_indicator(
        baselines={2020: "93.91"},
        targets={2025: "95", None: "80"},
        interim={2023: "94"},
        actuals={"2023": "94.2", "2023-Q2": "94", "2023-05": "93.95"},
    )
    second = an_indicator(
        "公办园占比", baselines={2016: "40"}, yearly={2024: "2", 2023: "1"},
        actuals={"2023-S1": "50", "2022": "49", "2022-S2": "48"},
    )  # fmt: skip
    sheet = opened(export(tmp_path, [first, second]))["指标"]
    figures = [column for column in header(sheet) if column[0]]
    assert figures == [
        ("基期值", "2016年"), ("基期值", "2020年"), ("实际完成值", "2022年下半年"),
        ("实际完成值", "2022年"), ("实际完成值", "2023年5月"), ("实际完成值", "2023年第二季度"),
        ("实际完成值", "2023年上半年"), ("实际完成值", "2023年"), ("目标值", "2023年"),
        ("目标值", "2025年"), ("目标值", "未注明年份"), ("年度目标", "2023年"),
        ("年度目标", "2024年"),
    ]  # fmt: skip
    assert cells(sheet, "2023年", "目标值") == [94, None]
    assert cells(sheet, "未注明年份", "目标值") == [80, None]
    assert cells(sheet, "2024年", "年度目标") == [None, 2]


@pytest.mark.parametrize(
    ("words", "number_format"),
    [
        ("95", "0"), ("93.91", "0.00"), ("95.10", "0.00"), ("0", "0"), ("-0.5", "0.0"),
        ("0.000", "0.000"), ("123456789012345", "0"),
    ],
)  # fmt: skip
def test_a_plain_number_is_a_number_that_shows_its_words(
    tmp_path: Path, words: str, number_format: str
):
    path = export(tmp_path, [an_indicator(targets={2025: words})])
    sheet = opened(path)["指标"]
    cell = sheet.cell(FIRST, header(sheet).index(("目标值", "2025年")) + 1)
    assert cell.value == float(words)
    assert cell.number_format == number_format
    assert words in [cell.text for cell in read_workbook(path).sheets[0].rows[FIRST]]


@pytest.mark.parametrize(
    "words",
    [
        "95%以上", "≤1:15", "10—15", "近1万个", "９５", "1,100", "007", "-0", "1e3", "0x1F",
        "巩固提高", "——", "95 ", ".5", "5.", "+5",
        "1234567890123456", "0.1234567890123456", "TRUE", "#REF!",
    ],
)  # fmt: skip
def test_all_other_figures_are_the_words_they_were_given_in(tmp_path: Path, words: str):
    sheet = opened(export(tmp_path, [an_indicator(targets={2025: Amount(words)})]))["指标"]
    assert cells(sheet, "2025年", "目标值") == [words]


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (Amount("", Decimal("95.10")), 95.1),
        (Amount("", Decimal("1E+2")), 100),
        (Amount("", Decimal(95), op=Op.AT_LEAST), "≥95"),
        (Amount("", Decimal(10), Decimal(15), Op.BETWEEN), "10—15"),
        (Amount("无此项", answer=Answer.NONE), "无此项"),
        (Amount("", answer=Answer.NOT_APPLICABLE), "不适用"),
        (Amount(""), None),
    ],
)
def test_a_figure_without_words_is_said_in_ours(tmp_path: Path, amount: Amount, shown: object):
    sheet = opened(export(tmp_path, [an_indicator(targets={2025: amount})]))["指标"]
    assert cells(sheet, "2025年", "目标值") == [shown]


def test_neighbours_of_one_category_share_a_cell_and_those_without_do_not(tmp_path: Path):
    categories = ["学前教育", "学前教育", "义务教育", "", "", "学前教育", "学前教育", "学前教育"]
    lines = [an_indicator(f"指标{n}", category=words) for n, words in enumerate(categories)]
    sheet = opened(export(tmp_path, lines))["指标"]
    assert merges(sheet, "A") == ["A10:A12", "A5:A6"]
    assert cells(sheet, "类别") == [
        "学前教育", None, "义务教育", None, None, "学前教育", None, None
    ]  # fmt: skip
    assert cells(sheet, "指标名称") == [f"指标{n}" for n in range(8)]


def test_parts_stand_set_in_below_their_whole(tmp_path: Path):
    whole = an_indicator("在校生数", number="1", category="义务教育")
    part = an_indicator("小学", category="义务教育", parent=whole.id, depth=1)
    deeper = an_indicator("村小", category="义务教育", parent=part.id, depth=2)
    other = an_indicator("初中", category="义务教育", parent=whole.id, depth=1)
    path = export(tmp_path, [whole, part, deeper, other])
    sheet = opened(path)["指标"]
    names = cells(sheet, "指标名称")
    assert names == ["在校生数", "其中：小学", "　　其中：村小", "其中：初中"]
    assert [sheet.cell(row, 3).alignment.indent for row in range(5, 9)] == [0, 1, 1, 1]
    read = rows_of(read_list(read_workbook(path)))
    assert [read[name].parent for name in ("在校生数", "小学", "村小", "初中")] == [None, 5, 6, 5]


def test_numbers_of_the_plan_have_a_column_only_where_the_plan_gives_any(tmp_path: Path):
    assert header(opened(export(tmp_path, [an_indicator()]))["指标"])[0] == ("", "类别")
    sheet = opened(export(tmp_path, [an_indicator(number="1"), an_indicator("乙")]))["指标"]
    assert cells(sheet, "序号") == [1, None]


def test_who_answers_by_when_and_what_is_noted(tmp_path: Path):
    line = an_indicator(
        nature=Nature.BINDING,
        deadline="2025-06",
        note="口径有调整",
        units=units(["县教育局", "县财政局"], ["县发改局"]),
    )
    sheet = opened(export(tmp_path, [line, an_indicator("乙", deadline="长期坚持")]))["指标"]
    assert cells(sheet, "属性") == ["约束性", None]
    assert cells(sheet, "牵头单位") == ["县教育局、县财政局", None]
    assert cells(sheet, "配合单位") == ["县发改局", None]
    assert cells(sheet, "完成时限") == ["2025年6月", "长期坚持"]
    assert cells(sheet, "备注") == ["口径有调整", None]


def a_building_task() -> TaskLine:
    return a_task(
        number="4",
        status=TaskStatus.BEHIND,
        note="经费未到位",
        units=units(["县教育局"], ["县财政局"]),
        measures=["新建公办园", "扶持民办园"],
        commitments=[
            an_indicator(
                "新建公办园数",
                unit="所",
                measure="新建公办园",
                targets={2025: Amount("88所以上", Decimal(88), op=Op.AT_LEAST)},
                yearly={2023: "25", 2024: "37", 2025: "26"},
                deadline="2024",
                units=units(["县住建局"]),
                note="含改扩建",
            ),
            an_indicator(
                "新增学位", unit="个", measure="新建公办园", targets={2025: "1—2"}, recurring="每年"
            ),
            an_indicator("普惠园奖补", unit="所", targets={None: "5"}, deadline="2024-09"),
        ],
    )


def test_a_task_is_followed_by_its_measures_and_each_by_its_commitments(tmp_path: Path):
    sheet = opened(export(tmp_path, [], [a_building_task(), a_task("安全", number="5")]))["任务"]
    assert header(sheet) == [
        ("", "章节"), ("", "序号"), ("", "任务名称"), ("", "类型"), ("", "具体举措"),
        ("", "量化目标"), ("", "计量单位"), ("", "目标值"), ("", "频次"), ("分年度", "2023年"),
        ("分年度", "2024年"), ("分年度", "2025年"), ("", "牵头单位"), ("", "配合单位"),
        ("", "完成时限"), ("", "状态"), ("", "备注"),
    ]  # fmt: skip
    table = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST)]
    none = None
    assert table == [
        ["（一）基础教育", 4, "学前教育普及普惠发展", "主要任务", *[none] * 8, "县教育局",
         "县财政局", "2025年", "滞后", "经费未到位"],
        [none, none, none, none, "新建公办园", *[none] * 12],
        [none, none, none, none, "新建公办园", "新建公办园数", "所", "88所以上", none, 25, 37, 26,
         "县住建局", none, "2025年", none, "含改扩建"],
        [none, none, none, none, "新建公办园", "新增学位", "个", "1—2", "每年", *[none] * 5,
         "2025年", none, none],
        [none, none, none, none, "扶持民办园", *[none] * 12],
        [none, none, none, none, none, "普惠园奖补", "所", 5, *[none] * 6, "2024年9月", none, none],
        [none, 5, "安全", "主要任务", *[none] * 10, "2025年", "正常推进", none],
    ]  # fmt: skip
    assert merges(sheet, "A") == ["A5:A11"]
    assert [merges(sheet, column) for column in "BCD"] == [["B5:B10"], ["C5:C10"], ["D5:D10"]]


def test_what_a_commitment_had_reaches_and_promises_on_the_way_is_not_lost(tmp_path: Path):
    promise = an_indicator(
        "公办园数", unit="所", baselines={2020: "12"}, targets={2025: "30"}, interim={2023: "20"},
        actuals={"2021": "15"},
    )  # fmt: skip
    sheet = opened(export(tmp_path, [], [a_task(commitments=[promise])]))["任务"]
    assert cells(sheet, "目标值") == [None, 30]
    assert cells(sheet, "2020年", "基期值") == [None, 12]
    assert cells(sheet, "2021年", "实际完成值") == [None, 15]
    assert cells(sheet, "2023年", "阶段目标") == [None, 20]


def test_a_part_of_a_commitment_follows_it_and_keeps_its_name(tmp_path: Path):
    whole = an_indicator("培训教师", unit="人", measure="轮训", targets={2025: "300"})
    part = an_indicator("骨干教师", unit="人", parent=whole.id, depth=1, targets={2025: "30"})
    task = a_task(measures=["轮训", "交流"], commitments=[whole, part])
    path = export(tmp_path, [], [task])
    assert cells(opened(path)["任务"], "量化目标") == [
        None, None, "培训教师", "其中：骨干教师", None
    ]  # fmt: skip
    assert "骨干教师" in rows_of(read_list(read_workbook(path)), 1)


def test_projects_have_their_sizes_and_lumps_open_into_their_parts(tmp_path: Path):
    lump = a_project(
        "新建幼儿园", count=18, places=Decimal(4860), investment=Decimal(48700), due_year=2023,
        stage="开工", year_class="续建", task_title="学前教育普及普惠发展",
    )  # fmt: skip
    part = a_project(
        "城东园", parent=lump.id, depth=1, area=Decimal("12.50"), floor_area=Decimal("0.43"),
        classes=Decimal(12), investment=Decimal("0.5"),
    )  # fmt: skip
    path = export(tmp_path, [], [], [lump, part, a_project("城西园", investment=Decimal(120000))])
    sheet = opened(path)["项目"]
    assert cells(sheet, "序号") == [1, None, 2]
    assert cells(sheet, "项目名称") == ["新建幼儿园", "其中：城东园", "城西园"]
    assert cells(sheet, "完成年份") == ["2023年", None, None]
    assert cells(sheet, "总投资（亿元）") == [4.87, 0.00005, 12]
    assert cells(sheet, "用地（亩）") == [None, 12.5, None]
    assert cells(sheet, "所属任务") == ["学前教育普及普惠发展", None, None]
    read = rows_of(read_list(read_workbook(path)), 1)
    assert read["城东园"].parent == FIRST
    invested = {
        name: figure.amount.value
        for name, row in read.items()
        for figure in row.figures
        if figure.meaning is Meaning.INVESTMENT
    }
    assert invested == {
        "新建幼儿园": Decimal(48700), "城东园": Decimal("0.5"), "城西园": Decimal(120000)
    }  # fmt: skip


def test_our_own_reader_finds_every_task_measure_and_commitment_again(tmp_path: Path):
    reading = read_list(read_workbook(export(tmp_path, [], [a_building_task()])))
    assert reading.title == "清河县教育事业发展“十四五”规划"
    assert (reading.document_number, reading.issuer) == (
        "清政办发〔2022〕3号", "清河县人民政府办公室"
    )  # fmt: skip
    assert not reading.complaints
    rows = reading.tables[1].rows
    assert [(row.meaning, row.name) for row in rows] == [
        (Meaning.NAME, "学前教育普及普惠发展"),
        (Meaning.MEASURE, "新建公办园"),
        (Meaning.COMMITMENT, "新建公办园数"),
        (Meaning.COMMITMENT, "新增学位"),
        (Meaning.MEASURE, "扶持民办园"),
        (Meaning.COMMITMENT, "普惠园奖补"),
    ]
    promise = rows[2]
    assert [(figure.meaning, figure.period, figure.amount.text) for figure in promise.figures] == [
        (Meaning.QUANTITY, "", "88所以上"),
        (Meaning.YEARLY, "2023", "25"),
        (Meaning.YEARLY, "2024", "37"),
        (Meaning.YEARLY, "2025", "26"),
    ]
    assert promise.leads == ("县住建局",)
    assert promise.words[Meaning.MEASURE].words == "新建公办园"


def test_only_an_excel_file_is_written(tmp_path: Path):
    for name in ("表.xls", "表.csv", "表"):
        with pytest.raises(TargetRefused) as caught:
            write_list(tmp_path / name, a_plan(), [], [], [], today=TODAY)
        assert caught.value.fault is TargetFault.WRONG_ENDING
    assert not list(tmp_path.iterdir())


def test_the_ending_may_be_shouted(tmp_path: Path):
    path = tmp_path / "表.XLSX"
    write_list(path, a_plan(), [an_indicator()], [], [], today=TODAY)
    assert read_workbook(path).sheets[0].name == "指标"


def test_an_older_list_stays_unless_it_is_to_be_replaced(tmp_path: Path):
    path = export(tmp_path, [an_indicator()])
    before = path.read_bytes()
    with pytest.raises(TargetRefused) as caught:
        write_list(path, a_plan(), [an_indicator("新的")], [], [], today=TODAY)
    assert caught.value.fault is TargetFault.EXISTS
    assert path.read_bytes() == before


def test_the_same_plan_on_the_same_day_gives_the_same_bytes(tmp_path: Path):
    lines = [an_indicator(targets={2025: "95"}, units=units(["县教育局"]))]
    plan = a_plan()
    assert export(tmp_path, lines, plan=plan).read_bytes() == (
        export(tmp_path, lines, plan=plan).read_bytes()
    )


class _Impatient:
    """A user who changes their mind when so many rows are written."""

    def __init__(self, patience: int) -> None:
        self.patience = patience
        self.told: list[tuple[int, int, str]] = []

    def report(self, done: int, total: int, what: str) -> None:
        self.told.append((done, total, what))
        if done >= self.patience:
            raise Cancelled


def test_writing_that_is_stopped_leaves_the_older_list(tmp_path: Path):
    path = export(tmp_path, [an_indicator()])
    before = path.read_bytes()
    lines = [an_indicator(f"指标{n}") for n in range(1000)]
    with pytest.raises(Cancelled):
        write_list(path, a_plan(), lines, [], [], replace=True, today=TODAY, ticket=_Impatient(400))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_progress_is_told_up_to_the_last_row(tmp_path: Path):
    ticket = _Impatient(10_000)
    lines = [an_indicator(f"指标{n}") for n in range(450)]
    write_list(tmp_path / "表.xlsx", a_plan(), lines, [], [], today=TODAY, ticket=ticket)
    assert ticket.told == [(200, 450, "指标"), (400, 450, "指标"), (450, 450, "保存文件")]
