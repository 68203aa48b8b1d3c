"""A unit's 对账单: all it answers for on one sheet, with figures, words, days and proof."""

from datetime import date
from pathlib import Path

import pytest

from db import queries
from db.book import PlanBook
from db.model.proof import RowRef
from db.model.unit_lines import People
from db.model.words import RowKind
from db.model.work_words import ContactRole
from db.operations.assigning import Assignment, How
from db.operations.recording import Entry
from db.operations.reporting import Report
from db.operations.units import NewContact, UnitFields
from db.reports.document import Document, ReportBand, ReportRow
from db.reports.ledger import ledger
from tests.db.proof_stories import PDF, a_file
from tests.db.stories import a_book, indicator_named
from tests.db.test_units import task, unit

TODAY = date(2023, 12, 1)
SHARE = "公办园在园幼儿占比"


@pytest.fixture
def book(tmp_path: Path) -> PlanBook:
    return a_book(tmp_path, "rizhao")


def made_for(book: PlanBook, name: str, period: str = "2023") -> Document:
    plan = book.read(queries.find_plan)
    account = book.read(queries.unit_account, plan.id, unit(book, name).id, period)
    return ledger(plan, account, period, TODAY)


def rows(made: Document) -> tuple[ReportRow | ReportBand, ...]:
    table = made.sections[0].table
    assert table is not None
    return table.rows


def row_of(made: Document, name: str) -> dict[str, str]:
    table = made.sections[0].table
    assert table is not None
    (found,) = (
        row for row in table.rows if isinstance(row, ReportRow) and row.cells[1].startswith(name)
    )
    return dict(zip((column.heading for column in table.columns), found.cells, strict=True))


def test_bands_count_the_rows_below_them(book: PlanBook):
    bands = [row.words for row in rows(made_for(book, "社会事业局")) if isinstance(row, ReportBand)]
    # Projects that name nobody are their task's.
    counted = [
        "一、指标（7 项）",
        "二、量化目标（50 项）",
        "三、任务（19 项）",
        "四、项目（35 项）",
    ]
    assert bands == counted


def test_a_project_with_a_unit_of_its_own_is_that_one_s(book: PlanBook):
    plan = book.read(queries.find_plan).id
    (school,) = [one for one in book.read(queries.project_rows, plan) if one.name == "长春路小学"]
    police = unit(book, "交警大队").id
    book.assigning.assign([(RowKind.PROJECT, school.id)], Assignment((police,)))
    assert row_of(made_for(book, "交警大队"), "长春路小学")["职责"] == "牵头"
    account = book.read(queries.unit_account, plan, unit(book, "社会事业局").id)
    assert school.id not in {one.id for one in account.projects}


def test_the_sheet_of_a_time_before_a_renaming_has_the_name_of_then(book: PlanBook):
    book.unit_lives.rename(unit(book, "社会事业局").id, "教育和体育局", on="2023-03-01")
    assert made_for(book, "教育和体育局", "2022").left.startswith(
        "单位：社会事业局（现教育和体育局）"
    )
    assert made_for(book, "教育和体育局", "2023").left == "单位：教育和体育局"


def test_a_figure_stands_with_its_target_its_last_two_years_and_its_state(book: PlanBook):
    line = indicator_named(book, SHARE)
    for year, words in (("2021", "47"), ("2022", "48.5"), ("2023", "49.83"), ("2024", "51")):
        entry = Entry(line.id, year, words, provisional=year == "2023")
        book.recording.record([entry])
    told = row_of(made_for(book, "社会事业局"), SHARE)
    assert told["事项"] == f"{SHARE}（%）"
    assert told["职责"] == "牵头\n（推定）"
    assert told["目标值"] == "50%以上（2023）"
    assert told["完成情况"] == "2022年：48.5\n2023年：49.83（快报数）"
    assert (told["状态"], told["截至日期"], told["完成时限"]) == ("填报中", "2023-12-31", "2023年")


def test_a_missing_figure_is_said_to_be_missing(book: PlanBook):
    assert row_of(made_for(book, "社会事业局"), SHARE)["状态"] == "未填"


def test_a_task_tells_what_was_last_told_of_it_up_to_the_period(book: PlanBook):
    one = task(book, "7")
    for period, words in (
        ("2022-09", "2 所完工"),
        ("2022-10", "3 所完工"),
        ("2024-01", "全部完工"),
    ):
        book.reporting.report(
            [Report(row_kind=RowKind.TASK, row=one.id, period=period, words=words,
                    problem="用地未批")]
        )  # fmt: skip
    people = People("基教科", "周明")
    book.assigning.set_people(RowKind.TASK, one.id, unit(book, "社会事业局").id, people)
    told = row_of(made_for(book, "社会事业局"), "7 学前教育优质普惠发展")
    assert told["完成情况"] == "3 所完工\n存在问题：用地未批"
    assert (told["截至日期"], told["责任人"]) == ("2022-10-31", "基教科\n周明")


def test_people_period_and_day_stand_above_and_what_is_signed_below(book: PlanBook):
    lead = unit(book, "社会事业局")
    people = (
        NewContact(ContactRole.LEADER, "王强"),
        NewContact(ContactRole.CONTACT, "马丽", phone="0633-1"),
        NewContact(ContactRole.CONTACT, "第二个"),
    )
    book.units.change(lead.id, UnitFields(name=lead.name, contacts=people))
    made = made_for(book, "社会事业局", "2023-Q2")
    assert made.left == "单位：社会事业局　分管领导：王强　联络员：马丽（0633-1）"
    assert made.right == "报告期：2023年第二季度　填表日期：2023-12-01"
    assert made.closing[0] == "填表人："


def test_who_only_gives_figures_has_them_on_the_sheet(book: PlanBook):
    row = (RowKind.INDICATOR, indicator_named(book, SHARE).id)
    police = unit(book, "公安分局")
    book.assigning.assign([row], Assignment(provider=police.id))
    assert row_of(made_for(book, "公安分局"), SHARE)["职责"] == "数据提供"
    book.assigning.assign([row], Assignment(others=(police.id,), how=How.ADD))
    assert row_of(made_for(book, "公安分局"), SHARE)["职责"] == "配合\n数据提供"


def test_what_proves_a_figure_of_a_row_stands_beside_it(book: PlanBook, tmp_path: Path):
    line = indicator_named(book, SHARE)
    lead, other = line.units[0], unit(book, "公安分局")
    for place, whose in enumerate((None, lead.unit, other.id)):
        file = a_file(tmp_path, f"{place}号报表.pdf", PDF + str(place).encode())
        book.proving.add_files([file], [RowRef.of_figure(line.series, "2022", whose)])
    assert row_of(made_for(book, lead.name), SHARE)["佐证材料"] == "0号报表；1号报表"


def test_a_unit_without_rows_has_a_sheet_that_says_so(book: PlanBook):
    book.units.add(UnitFields(name="河山镇"))
    assert rows(made_for(book, "河山镇")) == (ReportBand("河山镇在这份规划里没有责任事项。"),)
