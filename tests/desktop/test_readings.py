"""What was read stays true after a step on work; what the step touched is read anew."""

from db import queries
from db.model.words import RowKind
from db.operations.recording import Entry
from db.operations.reporting import Report


def test_a_told_month_shows_without_reading_the_figures_again(start, sample_path):
    session = start(sample_path).session
    rows = session.rows()
    task = session.read(queries.task_heads, session.plan.id)[0]
    session.carry_out(lambda: session.book.tasks.change_task(task.id, note="见附件"))
    now = session.rows()
    assert all(first is second for first, second in zip(rows, now, strict=True))
    assert session.read(queries.task_heads, session.plan.id)[0].note == "见附件"


def test_a_figure_told_with_a_month_is_seen_at_its_row_alone(start, sample_path):
    session = start(sample_path).session
    before = {line.id: line for line in session.rows()}
    promise = next(line for line in before.values() if line.name == "新建幼儿园")
    told = Report(
        row_kind=RowKind.TASK, row=promise.task, period="2022-05", words="完工",
        figures=(Entry(promise.id, "2022-05", "11"),),
    )  # fmt: skip
    session.carry_out(lambda: session.book.reporting.report([told]))
    changed = [line for line in session.rows() if line is not before[line.id]]
    assert [line.actuals["2022-05"].amount.text for line in changed] == ["11"]
    session.undo()
    assert "2022-05" not in next(line for line in session.rows() if line.id == promise.id).actuals


def test_figures_typed_one_after_the_other_are_all_there_when_rows_are_asked_for(
    start, sample_path
):
    session = start(sample_path).session
    before = session.rows()
    first, second, *_ = session.indicators
    for row, words in ((first, "11"), (second, "12"), (first, "13")):
        assert session.record([Entry(row.id, "2022", words)])
    session.undo()
    now = session.rows()
    assert now == session.book.read(queries.all_rows, session.plan.id, None)
    typed = [line for line, old in zip(now, before, strict=True) if line is not old]
    assert [line.actuals["2022"].amount.text for line in typed] == ["11", "12"]


def test_what_was_typed_before_a_very_large_step_stands_while_that_is_read(
    start, sample_path, monkeypatch
):
    for module in ("session", "readings"):
        monkeypatch.setattr(f"desktop.{module}.LARGE", 3)
    session = start(sample_path).session
    first, *others = session.indicators[:6]
    assert session.record([Entry(first.id, "2022", "11")])
    session.keep(session.book.recording.record([Entry(row.id, "2024", "12") for row in others]))
    assert next(line for line in session.rows() if line.id == first.id).actuals["2022"]


def test_after_a_very_large_step_rows_stand_as_they_were_until_read(
    start, sample_path, qtbot, monkeypatch
):
    for module in ("session", "readings"):
        monkeypatch.setattr(f"desktop.{module}.LARGE", 3)
    application = start(sample_path)
    session = application.session
    before = session.rows()
    rows = [line.id for line in session.indicators[:5]]
    entries = [Entry(row, "2024", "12") for row in rows]
    changes = session.book.recording.record(entries)
    session.keep(changes)
    assert session.rows() is before
    qtbot.waitUntil(lambda: session.rows() is not before)
    assert {line.actuals["2024"].amount.text for line in session.rows() if line.id in rows} == {
        "12"
    }
    session.undo()
    qtbot.waitUntil(
        lambda: [line.actuals for line in session.rows()] == [line.actuals for line in before]
    )
