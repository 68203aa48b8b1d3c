"""The rows of the book that a row of a form may be."""

import threading

from db import queries
from db.operations.carrying_on import NextPlan
from desktop.exchange.remarks import RemarkKind
from tests.desktop.exchange.forms import write_form


def rows_offered(view):
    question = next(
        one.proposal for one in view.remarks.remarks.remarks if one.kind is RemarkKind.PROPOSAL
    )
    dialog = view.search_row(question)
    offered = dialog.finder.found.count()
    dialog.reject()
    return offered


def test_they_are_those_of_the_plan_the_form_is_held_against(application, page, done, tmp_path):
    session = application.session
    said = NextPlan("教育事业发展“十五五”规划", 2026, 2030)
    session.wish(lambda: session.book.carrying_on.begin_next_plan(session.plan.id, said, ()))
    form_plan, other = (plan.id for plan in session.plans)
    session.choose_plan(form_plan)
    page.filling.take_file(write_form(tmp_path / "监测表.xlsx"))
    done()
    view = page.filling.view
    offered = rows_offered(view)
    assert offered > 30
    session.choose_plan(other)
    assert not session.rows()
    page.filling.hold_again()
    done()
    assert view.seen.preview.plan == form_plan
    assert rows_offered(view) == offered


def test_they_are_not_read_where_the_window_waits(page, done, tmp_path, monkeypatch):
    readers = set()
    read = queries.project_lines

    def reading(*asked, **named):
        readers.add(threading.current_thread())
        return read(*asked, **named)

    monkeypatch.setattr(queries, "project_lines", reading)
    page.filling.take_file(write_form(tmp_path / "监测表.xlsx"))
    done()
    assert rows_offered(page.filling.view)
    assert threading.main_thread() not in readers
