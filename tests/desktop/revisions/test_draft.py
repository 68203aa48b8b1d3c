"""A revision on its way: rows in hand, words typed, what the book will be told."""

import pytest

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.words import RowKind, TargetRole
from db.model.work_words import RevisedField, RevisionAction
from db.operations.adjustment import NewRow, NewValue, TakenOut
from desktop.columns import Heading
from desktop.revisions.draft import Draft, DraftRow
from desktop.revisions.draft_columns import AFTER, draft_columns, draft_rows
from tests.db.builders import a_project, a_task, an_indicator


@pytest.fixture
def draft():
    return Draft((2021, 2025))


def value_of(draft, row, year=None, field=RevisedField.TARGET):
    return next(one for one in draft.of_row(row) if (one.year, one.field) == (year, field))


def cells(value):
    columns = draft_columns(lambda *_: None, lambda *_: None)
    return {column.key: column.cell(value) for column in columns}


def test_what_was_typed_over_a_target_is_told_with_what_was_seen(draft):
    line = an_indicator(interim={2023: "85"}, targets={2025: "92"})
    draft.take(line)
    draft.take(line)
    assert [one.title for one in draft.values.values()] == ["2023 年阶段目标", "2025 年目标"]
    draft.type(value_of(draft, line.id, 2025).key, " 90以上 ")
    (told,) = draft.changes()
    assert told == NewValue(
        kind=RowKind.INDICATOR, row=line.id, year=2025, role=TargetRole.TARGET,
        words="90以上", seen="92",
    )  # fmt: skip
    cell = cells(value_of(draft, line.id, 2025))[AFTER]
    assert (cell.struck, cell.text, cell.bold) == ("92", "90以上", True)
    draft.type(value_of(draft, line.id, 2025).key, "92")
    assert draft.changes() == []


def test_a_target_is_moved_to_another_year(draft):
    line = an_indicator(targets={2025: "92"})
    draft.take(line)
    key = value_of(draft, line.id, 2025).key
    draft.move(key, "2026年")
    assert draft.values[key].action is RevisionAction.POSTPONED
    assert draft.changes()[0].to_year == 2026
    assert cells(draft.values[key])["year"].struck == "2025"
    for nonsense in ("明年", "26", "20266"):
        with pytest.raises(ValueRefused) as caught:
            draft.move(key, nonsense)
        assert caught.value.fault is ValueFault.NOT_A_PERIOD
    draft.move(key, "")
    assert draft.changes() == []


def test_words_that_are_no_value_are_refused_at_once(draft):
    line, task = an_indicator(targets={2025: "92"}), a_task(deadline="2025")
    draft.take(line)
    draft.take(task)
    with pytest.raises(ValueRefused):
        draft.type(value_of(draft, line.id, 2025).key, "见附件")
    with pytest.raises(ValueRefused):
        draft.type(value_of(draft, task.id, field=RevisedField.DEADLINE).key, "尽快")
    assert draft.changes() == []


def test_a_row_is_taken_out_and_kept_after_all(draft):
    line = an_indicator(targets={2025: "92"})
    draft.take(line)
    draft.take_out(line.id)
    assert draft.changes() == [TakenOut(kind=RowKind.INDICATOR, row=line.id)]
    value = value_of(draft, line.id, 2025)
    assert cells(value)["name"].tag == "调出"
    with pytest.raises(ValueRefused):
        draft.type(value.key, "90")
    draft.take_out(line.id)
    assert draft.changes() == []


def test_a_new_row_comes_in_place_of_another(draft):
    line = an_indicator(targets={2025: "92"}, category="学前教育")
    draft.take(line)
    made = draft.add(DraftRow("", RowKind.INDICATOR, "托位数", "学前教育", "个", replaces=line.id))
    draft.type(value_of(draft, made.id, 2025).key, "1200")
    year = draft.add_year(made.id, 2024)
    draft.type(year.key, "800")
    assert draft.changes() == [
        NewRow(
            kind=RowKind.INDICATOR, name="托位数", unit="个", group="学前教育",
            targets=((2025, "1200"), (2024, "800")), replaces=line.id,
        )
    ]  # fmt: skip
    assert draft.counts() == {RevisionAction.ADDED: 1, RevisionAction.REPLACED: 1}
    draft.let_go(made.id)
    assert draft.changes() == []
    assert not draft.rows[line.id].out


def test_a_year_without_a_target_gets_one(draft):
    line = an_indicator(targets={2025: "92"})
    draft.take(line)
    made = draft.add_year(line.id, 2024)
    assert made.role is TargetRole.INTERIM
    assert draft.add_year(line.id, 2025) is None
    draft.type(made.key, "91")
    assert draft.changes()[0].year == 2024
    task = a_task()
    draft.take(task)
    assert draft.add_year(task.id, 2024) is None


def test_works_are_adjusted_by_their_deadline_and_scale(draft):
    project = a_project(due_year=2024, count=9, investment=None, kind="新建")
    draft.take(project)
    draft.type(value_of(draft, project.id, field=RevisedField.DEADLINE).key, "2025年9月")
    draft.type(value_of(draft, project.id, field=RevisedField.INVESTMENT).key, "1.2亿元")
    told = {one.field: (one.words, one.seen) for one in draft.changes()}
    assert told == {
        RevisedField.DEADLINE: ("2025-09", "2024"),
        RevisedField.INVESTMENT: ("12000", ""),
    }
    new = draft.add(DraftRow("", RowKind.PROJECT, "城南小学", type="新建"))
    draft.type(value_of(draft, new.id, field=RevisedField.DEADLINE).key, "2026")
    made = draft.changes()[-1]
    assert (made.name, made.deadline, made.type) == ("城南小学", "2026", "新建")


def test_the_grid_shows_each_row_once_under_its_kind(draft):
    promise = an_indicator("新建幼儿园", unit="所", targets={2025: "18"}, task="任务")
    lines = [an_indicator(interim={2023: "1"}, targets={2025: "2"}), promise, a_task(), a_project()]
    for line in lines:
        draft.take(line)
    rows = draft_rows(draft)
    titles = [row.title for row in rows if isinstance(row, Heading)]
    assert titles == ["指标", "量化目标", "任务", "项目"]
    firsts = [row.row.name for row in rows if not isinstance(row, Heading) and row.first]
    assert len(firsts) == len(lines)
    assert len(draft_rows(draft, {"项目"})) < len(rows)
