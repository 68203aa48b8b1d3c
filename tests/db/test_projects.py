"""Projects by hand: dates that move the stage, money, lumps opened, many at once; one undo each."""

from datetime import datetime
from decimal import Decimal

import pytest

from db import queries
from db.book import PlanBook
from db.errors import NotFound, ValueRefused
from db.faults import ValueFault
from db.model.project_lines import FundingLine, MilestoneLine, ProjectYearLine
from db.model.proof import RowRef
from db.model.unit_lines import People
from db.model.words import RowKind
from db.model.work_words import ProblemKind
from db.operations.assigning import Assignment
from db.queries.dump import book_as_json
from db.rules.named_parts import NamedPart
from db.rules.project_bulk import BulkField
from db.rules.schedule import in_short
from db.rules.stages import STAGE_LETTERS
from tests.db.stories import BEIJING, a_book

LUMP = "献唐学校三期等5所学校"
SCHOOL = "长春路小学"


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path, "rizhao") as made:
        yield made


def plan_of(book):
    return book.read(queries.find_plan).id


def row_of(book, name):
    return next(row for row in book.read(queries.project_rows, plan_of(book)) if row.name == name)


def milestones(book, name):
    school = row_of(book, name).id
    (found,) = book.read(queries.milestones_of, [school]).values()
    return {one.stage: (one.planned, one.actual, one.note) for one in found}


class _Refused:
    """Tells which fault a refusal has."""

    def __init__(self, fault):
        self.fault = fault

    def __enter__(self):
        return self

    def __exit__(self, kind, error, _traceback):
        assert kind is ValueRefused, "nothing was refused"
        assert error.fault is self.fault
        return True


def test_an_actual_date_moves_the_stage_and_is_one_step(book):
    school = row_of(book, SCHOOL).id
    book.milestones.set_planned(school, "开工", "2022-03")
    changes = book.milestones.set_actual(school, "开工", "2022-04-15")
    assert changes.label == f"填“{SCHOOL}”开工日期"
    assert changes.tables == {"milestone", "project"}
    assert row_of(book, SCHOOL).stage == "开工"
    assert milestones(book, SCHOOL) == {"开工": ("2022-03", "2022-04-15", "")}
    book.undo()
    assert row_of(book, SCHOOL).stage == ""
    assert milestones(book, SCHOOL) == {"开工": ("2022-03", "", "")}
    book.redo()
    assert row_of(book, SCHOOL).stage == "开工"


def test_a_date_taken_back_moves_the_stage_back_and_an_empty_milestone_goes(book):
    school = row_of(book, SCHOOL).id
    book.milestones.set_actual(school, "立项", "2021-09")
    book.milestones.set_actual(school, "开工", "2022-04")
    book.milestones.set_actual(school, "开工", "")
    assert row_of(book, SCHOOL).stage == "立项"
    assert set(milestones(book, SCHOOL)) == {"立项"}


def test_a_stage_that_a_person_chose_further_on_stays(book):
    school = row_of(book, SCHOOL).id
    book.planning.set_project_stage(school, "竣工验收")
    book.milestones.set_actual(school, "立项", "2021-09")
    assert row_of(book, SCHOOL).stage == "竣工验收"


def test_a_date_out_of_order_needs_a_reason_that_stays_beside_it(book):
    school = row_of(book, SCHOOL).id
    book.milestones.plan(school, {"用地": "2021-11", "开工": "2022-03"})
    with _Refused(ValueFault.OUT_OF_ORDER):
        book.milestones.set_actual(school, "开工", "2022-04")
    assert milestones(book, SCHOOL)["开工"] == ("2022-03", "", "")
    book.milestones.set_actual(school, "开工", "2022-04", reason="用地手续后补")
    assert milestones(book, SCHOOL)["开工"] == ("2022-03", "2022-04", "用地手续后补")


@pytest.mark.parametrize(
    ("stage", "date", "fault"),
    [
        ("装修", "2022-04", ValueFault.NOT_A_STAGE),
        ("开工", "去年", ValueFault.NOT_A_DATE),
        # The clock of these books stands at 2024-03-01.
        ("开工", "2024-03-02", ValueFault.DATE_AHEAD),
        ("开工", "2024-04", ValueFault.DATE_AHEAD),
    ],
)
def test_nonsense_is_refused_and_changes_nothing(book, stage, date, fault):
    told = book.read(book_as_json)
    with _Refused(fault):
        book.milestones.set_actual(row_of(book, SCHOOL).id, stage, date)
    assert book.read(book_as_json) == told
    with pytest.raises(NotFound):
        book.milestones.set_actual("nobody", "开工", "2022-04")


def test_a_project_is_added_behind_the_others_and_takes_no_name_twice(book):
    lump = row_of(book, LUMP).id
    book.projects.add(plan_of(book), " 海曲小学 ", parent=lump, kind="新建", places=Decimal(900))
    made = row_of(book, "海曲小学")
    assert (made.parent, made.places, made.kind) == (lump, "900", "新建")
    assert book.read(queries.project_rows, plan_of(book))[-1].id == made.id
    with _Refused(ValueFault.NAME_TAKEN):
        book.projects.add(plan_of(book), "海曲 小学", parent=lump)
    with _Refused(ValueFault.EMPTY_NAME):
        book.projects.add(plan_of(book), "  ")
    with pytest.raises(NotFound):
        book.projects.add(plan_of(book), "别处", parent="nobody")
    book.undo()
    assert "海曲小学" not in {row.name for row in book.read(queries.project_rows, plan_of(book))}


def test_facts_money_and_years_of_a_project_change_as_one_step(book):
    school = row_of(book, SCHOOL).id
    funding = (
        FundingLine(None, "省级", Decimal(3000), Decimal(2000)),
        FundingLine(2022, "", Decimal(4200), done=Decimal(2650)),
        FundingLine(2023, ""),
    )
    years = (ProjectYearLine(2022, "新开工"), ProjectYearLine(2023, "续建"), ProjectYearLine(2021))
    book.projects.change(
        school,
        {"street": "奎山街道", "investment": Decimal(8600), "deadline": "2023-08"},
        funding=funding,
        years=years,
    )
    detail = book.read(queries.project_detail, school)
    assert (detail.line.street, detail.line.investment) == ("奎山街道", Decimal(8600))
    assert detail.line.year_class == "续建", "the newest year's"
    assert detail.work.funding == funding[:2]
    assert [year.year for year in detail.work.years] == [2022, 2023]
    book.projects.change(school, {}, funding=funding[1:2])
    assert book.read(queries.project_work, school).funding == funding[1:2]
    book.undo()
    book.undo()
    assert book.read(queries.project_work, school).funding == ()
    assert row_of(book, SCHOOL).street == ""


def test_a_project_of_which_nothing_else_speaks_goes_with_all_its_own(book):
    school = row_of(book, SCHOOL).id
    book.milestones.set_actual(school, "开工", "2022-04")
    book.projects.change(school, {}, funding=(FundingLine(2022, "", Decimal(1)),))
    told = book.read(book_as_json)
    assert book.projects.remove([school]).label == f"删除“{SCHOOL}”"
    assert SCHOOL not in {row.name for row in book.read(queries.project_rows, plan_of(book))}
    book.undo()
    assert book.read(book_as_json) == told


def test_a_lump_with_parts_and_a_project_with_a_problem_stay(book):
    lump, school = row_of(book, LUMP), row_of(book, SCHOOL)
    book.reporting.follow_problem(ProblemKind.PROBLEM, RowKind.PROJECT, school.id, "用地未批")
    for held in (lump.id, school.id):
        with _Refused(ValueFault.PROJECT_IN_USE):
            book.projects.remove([held])
    others = [row.id for row in book.read(queries.project_rows, plan_of(book))
              if row.parent == lump.id and row.id != school.id]  # fmt: skip
    with _Refused(ValueFault.PROJECT_IN_USE):
        book.projects.remove([lump.id, *others])


def test_a_project_for_which_pieces_are_asked_stays(book):
    book.projects.add(plan_of(book), "第九幼儿园")
    made = row_of(book, "第九幼儿园")
    book.proving.ask_for(RowRef(RowKind.PROJECT, made.id), [(None, "竣工验收报告")])
    with _Refused(ValueFault.PROJECT_IN_USE):
        book.projects.remove([made.id])


def test_a_lump_opens_into_named_works_that_take_over_what_it_is(tmp_path):
    with a_book(tmp_path, "cangshan") as book:
        lump = row_of(book, "三江口小学、麦浦中学等16个项目")
        book.projects.open_lump(
            lump.id, [NamedPart("城门小学", Decimal(1620)), NamedPart("螺洲中学")]
        )
        made = row_of(book, "城门小学")
        assert (made.parent, made.school_stage, made.task, made.places) == (
            lump.id, lump.school_stage, lump.task, "1620",
        )  # fmt: skip
        (finding,) = [one for one in book.read(queries.plan_findings, plan_of(book))
                      if one.row == lump.id]  # fmt: skip
        assert "列出合计 4 个，少 12" in finding.message
        assert "列出合计 1620 个" in finding.message
        with _Refused(ValueFault.NAME_TAKEN):
            book.projects.open_lump(lump.id, [NamedPart("螺洲中学")])
        book.undo()
        assert "城门小学" not in {r.name for r in book.read(queries.project_rows, plan_of(book))}


def test_many_projects_get_the_same_words_in_one_step(book):
    ids = [row.id for row in book.read(queries.project_rows, plan_of(book)) if row.kind == "启用"]
    book.projects.change_many(ids, BulkField.STREET, "奎山街道")
    book.projects.change_many(ids, BulkField.DUE_YEAR, "2022")
    held = [row for row in book.read(queries.project_rows, plan_of(book)) if row.kind == "启用"]
    assert {(row.street, row.due_year) for row in held} == {("奎山街道", 2022)}
    assert book.undo_label == f"批量改完成年份：2022，{len(ids)} 个项目"
    with _Refused(ValueFault.NOT_A_VALUE):
        book.projects.change_many(ids, BulkField.STAGE, "装修")
    book.undo()
    held = [row for row in book.read(queries.project_rows, plan_of(book)) if row.kind == "启用"]
    assert {row.due_year for row in held} == {None}


def test_the_board_the_detail_and_the_dump_say_the_same(book):
    school = row_of(book, SCHOOL).id
    book.milestones.plan(school, {"开工": "2022-03", "立项": "2021-09-15"})
    row = row_of(book, SCHOOL)
    assert row.packed == " b2021-09-15"
    work = book.read(queries.project_work, school)
    assert work.milestones == (
        MilestoneLine("立项", "2021-09-15"),
        MilestoneLine("开工", "2022-03"),
    )
    (told,) = [one for one in book.read(book_as_json)["projects"] if one["id"] == school]
    assert told["milestones"] == [one._asdict() for one in work.milestones]
    assert (told["funding"], told["years"], told["street"]) == ([], [], "")
    assert book.read(queries.project_rows, plan_of(book), [school]) == (row,)
    assert book.read(queries.span_of_dates) == ("2021-09-15", "2022-03")
    touched = book.milestones.set_actual(school, "立项", "2021-09").rows
    ids = {change.row for change in touched}
    assert book.read(queries.projects_touched, ids) == {school}


def test_the_board_says_in_short_what_the_dates_say(book):
    school, other = row_of(book, SCHOOL).id, row_of(book, "内江路小学").id
    book.milestones.plan(school, {"立项": "2021-09", "用地": "2021-11", "开工": "2022-03"})
    book.milestones.set_actual(school, "立项", "2021-09-10")
    # The site was built upon before anybody said when the land was given.
    book.milestones.set_actual(school, "开工", "2022-03", reason="用地补办")
    book.milestones.plan(other, {"用地": "2021-11", "投用": "2023-08"})
    book.planning.set_project_stage(other, "开工")
    rows = book.read(queries.project_rows, plan_of(book))
    steps = book.read(queries.milestones_of, [row.id for row in rows])
    assert [row.packed for row in rows] == [in_short(steps[row.id], row.stage) for row in rows]
    packed = {row.id: row.packed for row in rows}
    assert packed[school] == STAGE_LETTERS["开工"]
    assert packed[other] == f" {STAGE_LETTERS['投用']}2023-08"


def test_who_answers_for_the_task_is_told_where_a_project_has_nobody(book):
    detail = book.read(queries.project_detail, row_of(book, SCHOOL).id)
    assert detail.line.units == ()
    assert [share.name for share in detail.task_units][:2] == ["社会事业局", "财政局"]
    assert book.read(queries.project_detail, "nobody") is None


def test_leads_stand_in_their_order_and_with_the_people_named_inside_them(book):
    plan = book.read(queries.find_plan).id
    project = book.read(queries.project_lines, plan)[0].id
    first, second = book.read(queries.unit_lines)[:2]
    for leads in ((first.id, second.id), (second.id, first.id)):
        book.assigning.assign([(RowKind.PROJECT, project)], Assignment(leads=leads))
    people = People("基建办", "周明")
    book.assigning.assign([(RowKind.PROJECT, project)], Assignment(people=people))
    (row,) = book.read(queries.project_rows, plan, [project])
    assert row.lead == f"{second.name}、{first.name}"
    lead = book.read(queries.project_detail, project).line.units[0]
    assert (lead.name, lead.office, lead.person) == (second.name, "基建办", "周明")


def test_a_demonstration_has_schools_as_in_the_picture(tmp_path):
    now = datetime(2022, 10, 20, 9, tzinfo=BEIJING)
    with PlanBook.create(tmp_path / "演示.planbook", clock=lambda: now) as book:
        book.planning.load_sample("rizhao", demonstration=True)
        plan = plan_of(book)
        rows = {row.name: row for row in book.read(queries.project_rows, plan)}
        assert (rows[SCHOOL].places, rows[SCHOOL].classes, rows[SCHOOL].stage) == (
            "1260", "28", "开工",
        )  # fmt: skip
        assert rows["锦钰佳苑东区幼儿园"].stage == "投用"
        work = book.read(queries.project_work, rows[SCHOOL].id)
        assert {line.note for line in work.funding} == {"演示数据"}
        assert all(one.actual <= "2022-10-20" for one in work.milestones)
        assert not [one for one in book.read(queries.plan_findings, plan)
                    if one.row == rows[LUMP].id]  # fmt: skip
        assert book.housekeeping.damages() == ()
