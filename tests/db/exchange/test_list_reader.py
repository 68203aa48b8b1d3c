"""Reading 目标任务一览表: every notation of an office, as a real workbook."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import Cancelled, FileRefused
from db.exchange.list_reader import read_list
from db.exchange.list_writer import write_list
from db.exchange.listing import ListReading, Meaning, TableKind
from db.exchange.sheets import Cell, Merge, Sheet, Workbook
from db.exchange.xlsx import read_workbook
from db.faults import FileFault
from db.model.amount import Amount
from db.model.words import Nature, Op
from tests.db.exchange.traps import ALL
from tests.db.exchange.traps.own_list import INDICATORS, LINES, PLAN, PROJECTS, TASKS
from tests.db.exchange.traps.trap import Page, Trap, lines, page

FORMS = ("pjpp_self_assessment_wps.xlsx", "yyjh_county_declaration_wps.xlsx")
HEAD = ("指标名称", "单位", "2020年", "2025年")
ROW = ("学前教育毛入园率", "%", 93.91, 95)


def _read(folder: Path, *pages: Page) -> ListReading:
    return read_list(read_workbook(Trap("list", pages, ()).write(folder)))


@pytest.mark.parametrize("trap", ALL, ids=lambda trap: trap.name)
def test_trap(trap: Trap, tmp_path: Path) -> None:
    reading = read_list(read_workbook(trap.write(tmp_path)))
    assert "\n".join(lines(reading)) == "\n".join(trap.rows)
    complaints = [f"{c.address}: {c.reason}" for c in reading.complaints]
    assert len(complaints) == len(trap.complaints), complaints
    for said, expected in zip(complaints, trap.complaints, strict=True):
        address, part = expected.split(": ")
        assert said.startswith(address + ": ")
        assert part in said
    passed = tuple(row for table in reading.tables for row in table.passed_over)
    assert passed == trap.passed
    if trap.understood:
        assert reading.understood == trap.understood
    if trap.title is not None:
        assert reading.title == trap.title
    if trap.years is not None:
        assert (reading.period_start, reading.period_end) == trap.years


def test_every_trap_has_a_name_of_its_own() -> None:
    assert len({trap.name for trap in ALL}) == len(ALL) >= 45


def test_every_value_and_word_carries_its_own_address(tmp_path: Path) -> None:
    reading = _read(
        tmp_path,
        page(
            ("类别", "指标", "2020年", "2025年", "责任单位"),
            ("学前教育", "毛入园率（%）", 93.91, "９５％以上", "教育局、财政局"),
            (None, "普惠率（%）", None, 92, None),
            merges="A2:A3 E2:E3",
        ),
    )
    first, second = reading.tables[0].rows
    assert (first.row, first.address, second.row, second.address) == (2, "B2", 3, "B3")
    assert [f.address for f in first.figures] == ["C2", "D2"]
    assert [(f.address, f.raw) for f in second.figures] == [("D3", "92")]
    assert first.figures[1].raw == "９５％以上"
    assert first.figures[1].amount == Amount("９５％以上", Decimal(95), op=Op.AT_LEAST)
    assert second.words[Meaning.CATEGORY].address == "A2"
    assert second.words[Meaning.RESPONSIBLE].address == "E2"
    assert second.words[Meaning.UNIT].address == "B3"
    assert second.leads == ("教育局",)
    assert second.co_units == ("财政局",)


def test_a_table_tells_its_place_kind_and_columns(tmp_path: Path) -> None:
    reading = _read(tmp_path, page(("某表",), HEAD, ROW, ("合计", None, 1, 2), name="汇总"))
    (table,) = reading.tables
    assert (table.sheet, table.kind, table.header) == ("汇总", TableKind.INDICATORS, (2, 2))
    assert [(c.column, c.meaning, c.period, c.heading) for c in table.columns] == [
        (1, Meaning.NAME, "", "指标名称"),
        (2, Meaning.UNIT, "", "单位"),
        (3, Meaning.BASELINE, "2020", "2020年"),
        (4, Meaning.TARGET, "2025", "2025年"),
    ]
    assert table.passed_over == {4: "合计行"}


def test_a_doubtful_figure_is_complained_about_and_its_words_are_kept(tmp_path: Path) -> None:
    reading = _read(tmp_path, page(HEAD, ("新建学校", "所", 3, "各10所")))
    (complaint,) = reading.complaints
    assert (complaint.sheet, complaint.address, complaint.raw) == ("Sheet1", "D2", "各10所")
    (row,) = reading.tables[0].rows
    assert [f.period for f in row.figures] == ["2020"]
    assert [(f.meaning, f.period, f.amount) for f in row.doubtful] == [
        (Meaning.TARGET, "2025", Amount("各10所"))
    ]


def test_a_sheet_without_a_list_beside_one_is_mentioned(tmp_path: Path) -> None:
    reading = _read(tmp_path, page(HEAD, ROW), page(("填报说明",), ("一、口径",), name="说明"))
    assert reading.understood == ("第 2 张表“说明”里没有找到清单，没有读。",)


@pytest.mark.parametrize("name", FORMS)
def test_an_official_form_is_not_our_list(name: str) -> None:
    path = Path(__file__).resolve().parents[4] / "shared" / "workbooks" / name
    if not path.exists():
        pytest.skip("the official forms are not here")
    with pytest.raises(FileRefused) as refused:
        read_list(read_workbook(path))
    assert refused.value.fault is FileFault.NOT_OUR_LIST
    assert refused.value.path.name == name
    assert refused.value.detail.count("。") == 0
    assert "没有找到" in refused.value.detail


@pytest.mark.parametrize(
    "sheet",
    [
        page(("学校名称", "班级数", "学生数", "备注"), ("第一小学", 36, 1620, None)),
        page(("姓名", "职务", "电话"), ("张某", "局长", "123")),
        page(("指标名称", "指标值或简要结论", "是否达标"), ("班额", "45人", "是")),
        page(("序号", "任务名称", "备注"), (1, "扩充学位", None)),
    ],
)
def test_other_tables_are_not_our_list(sheet: Page, tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        _read(tmp_path, sheet)
    assert refused.value.fault is FileFault.NOT_OUR_LIST
    assert refused.value.sheet == "Sheet1"


@pytest.mark.parametrize(
    "sheets",
    [
        (page(),),
        (page(("　", " ")),),
        (page(("关于报送数据的通知",), ("请于月底前报送",)),),
        (page(HEAD, ROW, state="hidden"), page(name="空表")),
    ],
)
def test_a_workbook_without_any_table_is_refused(sheets: tuple[Page, ...], tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        _read(tmp_path, *sheets)
    assert refused.value.fault is FileFault.NO_TABLE


def test_the_list_of_the_program_reads_back_completely(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_list(path, PLAN, INDICATORS, TASKS, PROJECTS, today=date(2026, 11, 22))
    reading = read_list(read_workbook(path))
    assert reading.complaints == ()
    assert reading.understood == ()
    assert (reading.title, reading.document_number, reading.issuer) == (
        PLAN.title,
        PLAN.document_number,
        PLAN.issuer,
    )
    assert (reading.period_start, reading.period_end) == (2021, 2025)
    assert lines(reading) == LINES
    indicators = reading.tables[0].rows
    assert [row.nature for row in indicators] == [Nature.BINDING, None, None, None]


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    told = []

    class Impatient:
        def report(self, done: int, total: int, what: str) -> None:
            told.append((done, total, what))
            raise Cancelled

    path = Trap("list", (page(HEAD, ROW),), ()).write(tmp_path)
    with pytest.raises(Cancelled):
        read_list(read_workbook(path), Impatient())
    assert told == [(0, 2, "读表“Sheet1”")]


def test_the_merged_title_of_a_hostile_width_costs_nothing() -> None:
    cells = {1: (Cell(1, 1, "某县“十四五”规划主要指标"),)}
    cells |= {2: tuple(Cell(2, c, t) for c, t in enumerate(HEAD, 1))}
    cells |= {3: tuple(Cell(3, c, str(t)) for c, t in enumerate(ROW, 1))}
    sheet = Sheet("Sheet1", cells, merges=(Merge(1, 1, 1, 16384), Merge(4, 1, 1048576, 1)))
    reading = read_list(Workbook("list.xlsx", (sheet,), ""))
    assert [row.name for row in reading.tables[0].rows] == ["学前教育毛入园率"]


def test_what_a_program_kept_under_a_merged_block_is_not_read() -> None:
    table = (HEAD, ROW, ("巩固率", "%", 98.2, 99.8))
    cells = {
        row: tuple(Cell(row, column, str(value)) for column, value in enumerate(values, 1))
        for row, values in enumerate(table, 1)
    }
    sheet = Sheet("Sheet1", cells, merges=(Merge(2, 3, 3, 3),))
    (_, second) = read_list(Workbook("list.xlsx", (sheet,), "")).tables[0].rows
    assert [figure.address for figure in second.figures] == ["D3"]


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("某县教育强县建设主要指标一览表", "某县教育强县建设"),
        ("附件2：某县教育规划（2021—2025年）目标任务分解表", "某县教育规划（2021—2025年）"),
        ("某县“十四五”教育规划主要指标完成情况统计表", "某县“十四五”教育规划"),
        ("2:全区“十四五”教育规划主要目标", "全区“十四五”教育规划"),
        ("某县三年行动方案重点项目一览表", "某县三年行动方案"),
        ("教育指标统计表", "教育指标统计表"),
    ],
)
def test_the_plan_is_named_by_the_title_of_its_table(
    printed: str, title: str, tmp_path: Path
) -> None:
    assert _read(tmp_path, page((printed,), HEAD, ROW)).title == title


COLUMNS = ("指标名称", "单位", "2020年", "2023年实际", "2025年目标", "属性", "牵头单位", "备注")
VALUES = {
    "指标名称": st.sampled_from(["毛入园率", "巩固率", "在校生"]),
    "单位": st.sampled_from(["%", "人", "万人"]),
    "2020年": st.integers(2, 99),
    "2023年实际": st.integers(2, 99),
    "2025年目标": st.integers(2, 99),
    "属性": st.sampled_from(["约束性", "预期性"]),
    "牵头单位": st.sampled_from(["教育局", "财政局"]),
    "备注": st.sampled_from(["含民办", "快报数"]),
}


@given(
    st.permutations(COLUMNS),
    st.lists(st.fixed_dictionaries(VALUES), min_size=1, max_size=4),
    st.integers(0, 3),
    st.integers(0, 3),
)
def test_neither_order_nor_place_of_the_columns_matters(
    order: list[str], records: list[dict[str, object]], down: int, right: int
) -> None:
    def read(columns: list[str], down: int, right: int) -> list[object]:
        table = [columns, *([record[name] for name in columns] for record in records)]
        cells = {
            row + down: tuple(
                Cell(row + down, column + right, str(value), _number(value))
                for column, value in enumerate(values, 1)
            )
            for row, values in enumerate(table, 1)
        }
        reading = read_list(Workbook("list.xlsx", (Sheet("Sheet1", cells),), ""))
        assert reading.complaints == ()
        return [
            (
                row.name,
                row.nature,
                row.leads,
                {meaning: word.words for meaning, word in row.words.items()},
                {(f.meaning, f.period, f.amount.value) for f in row.figures},
            )
            for row in reading.tables[0].rows
        ]

    assert read(order, down, right) == read(list(COLUMNS), 0, 0)


def _number(value: object) -> Decimal | None:
    return Decimal(value) if isinstance(value, int) else None


WORDS = st.sampled_from(
    [
        *COLUMNS,
        *("类别", "序号", "任务名称", "项目名称", "总投资（亿元）", "实际完成", "目标值", "2025年"),
        *(
            "一、学前教育",
            "其中：公办",
            "　　民办",
            "其中",
            "合计",
            "注：略",
            "填报人：某",
            "95%以上",
        ),
        *(
            "见附件",
            "——",
            "#REF!",
            "1.甲（%",
            "单位：%",
            "某县“十四五”规划",
            "教育局、财政局",
            "L1",
        ),
        *("2020", "0.95", "某行动计划（2021—2023年）", "具体举措", "量化目标", "数量", "续表"),
        *("2024年1—9月", "每年", "2023年\n上半年"),
    ]
)


@given(
    st.dictionaries(
        st.tuples(st.integers(1, 9), st.integers(1, 7)),
        st.one_of(WORDS, st.integers(0, 2030), st.text(max_size=6)),
        max_size=40,
    ),
    st.lists(
        st.builds(
            lambda top, left, down, right: Merge(top, left, top + down, left + right),
            st.integers(1, 9), st.integers(1, 7), st.integers(0, 3), st.integers(0, 3),
        ),
        max_size=4,
    ),
)  # fmt: skip
def test_any_sheet_is_read_or_refused(
    placed: dict[tuple[int, int], object], merges: list[Merge]
) -> None:
    rows: dict[int, list[Cell]] = {}
    for (row, column), value in sorted(placed.items()):
        rows.setdefault(row, []).append(Cell(row, column, str(value), _number(value)))
    sheet = Sheet("Sheet1", {row: tuple(cells) for row, cells in rows.items()}, tuple(merges))
    try:
        reading = read_list(Workbook("list.xlsx", (sheet,), ""))
    except FileRefused:
        return
    shown = {cell.address for cell in sheet.cells()}
    for table in reading.tables:
        for row in table.rows:
            assert row.name
            assert row.address in shown
            assert {figure.address for figure in row.figures} <= shown
            assert row.parent is None or row.parent <= row.row
    assert {complaint.address for complaint in reading.complaints} <= shown


def test_five_thousand_rows_grow_in_step(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(("类别", *HEAD, "责任单位"))
    for number in range(5000):
        sheet.append((f"类别{number // 5}", f"第{number}项", "%", 90, "95以上", "教育局、财政局"))
    for top in range(2, 5002, 5):
        sheet.merge_cells(start_row=top, start_column=1, end_row=top + 4, end_column=1)
    path = tmp_path / "long.xlsx"
    book.save(path)
    reading = read_list(read_workbook(path))
    assert len(reading.tables[0].rows) == 5000
    assert reading.tables[0].rows[-1].words[Meaning.CATEGORY].words == "类别999"
    assert reading.complaints == ()


def test_a_month_typed_as_a_date_is_not_taken_for_the_same_words() -> None:
    texts = [("指标名称", "单位", "2025年目标", "完成时限")]
    texts += [(f"毛入园率{n}", "%", "95", "2024-06-01") for n in range(3)]
    rows = {
        row: tuple(
            Cell(row, column, text, is_date=(row, column) == (3, 4))
            for column, text in enumerate(line, 1)
        )
        for row, line in enumerate(texts, 1)
    }
    reading = read_list(Workbook("list.xlsx", (Sheet("一览表", rows),), ""))
    said = [row.words[Meaning.DEADLINE].words for row in reading.tables[0].rows]
    assert said == ["2024-06-01", "2024-06", "2024-06-01"]


def test_every_cell_that_says_the_same_nonsense_is_pointed_at() -> None:
    texts = [("项目名称", "建设性质", "竣工时间", "总投资（万元）")]
    texts += [(f"第{n}小学", "新建", "待定时间", "100") for n in range(3)]
    rows = {
        row: tuple(Cell(row, column, text) for column, text in enumerate(line, 1))
        for row, line in enumerate(texts, 1)
    }
    reading = read_list(Workbook("list.xlsx", (Sheet("一览表", rows),), ""))
    assert [one.address for one in reading.complaints] == ["C2", "C3", "C4"]


def test_the_forms_of_one_header_are_each_complained_about_under_their_own_sheet() -> None:
    rows = {
        1: tuple(
            Cell(1, column, text)
            for column, text in enumerate(("指标名称", "单位", "2023年实际", "实际完成情况"), 1)
        ),
        2: tuple(
            Cell(2, column, text) for column, text in enumerate(("毛入园率", "%", "94", "95"), 1)
        ),
    }
    for sheet in ("城关镇", "东关镇"):
        reading = read_list(Workbook("form.xlsx", (Sheet(sheet, rows),), ""))
        assert [(one.sheet, one.address) for one in reading.complaints] == [(sheet, "D1")]
