"""The facts of a project are asked for: what nobody touched stays, also what others wrote."""

from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QLabel

from db import queries
from db.book import PlanBook
from db.model.project_lines import FundingLine, ProjectYearLine
from db.rules.project_bulk import BulkField
from desktop.page import Place
from desktop.project_list.facts_dialog import FactsDialog

SCHOOL = "长春路小学"


def school(page):
    return next(row for row in page.content.rows if row.name == SCHOOL)


def test_what_another_window_wrote_is_not_written_over(pictured_path, application, page):
    session, row = application.session, school(page)
    held = FundingLine(2022, "区县", planned=Decimal(500))
    session.carry_out(lambda: session.book.projects.change(row.id, {}, funding=[held]))
    dialog = page.desk.ask_facts(row)
    with PlanBook.open(pictured_path, who="陈静") as other:
        paid = replace(held, paid=Decimal(120))
        whole = FundingLine(None, "", planned=Decimal(3000))
        years = [ProjectYearLine(2022, "新开工")]
        other.projects.change(row.id, {"street": "奎山街道"}, funding=[paid, whole], years=years)
    dialog.edits["site"].setText("长春路南")
    dialog.money._write("arrived", held, "0.03亿元")
    dialog.main.click()
    assert not dialog.isVisible()
    detail = session.book.read(queries.project_detail, row.id)
    assert (detail.line.site, detail.line.street) == ("长春路南", "奎山街道")
    assert set(detail.work.funding) == {whole, replace(paid, arrived=Decimal(300))}
    assert [one.year_class for one in detail.work.years] == ["新开工"]


def test_a_class_given_to_many_stays_when_the_name_is_mended(application, page):
    session, row = application.session, school(page)
    years = [ProjectYearLine(2022, "新开工")]
    session.carry_out(lambda: session.book.projects.change(row.id, {}, years=years))
    many = session.book.projects.change_many
    session.carry_out(lambda: many([row.id], BulkField.YEAR_CLASS, "竣工"))
    dialog = page.desk.ask_facts(school(page))
    dialog.edits["note"].setText("已验收")
    dialog.main.click()
    assert (school(page).year_class, school(page).note) == ("竣工", "已验收")


def test_half_a_piece_is_no_count(page):
    dialog = page.desk.ask_facts(school(page))
    dialog.edits["count"].setText("2.5")
    dialog.main.click()
    assert dialog.isVisible()
    assert "2.5" in dialog.says.text()
    dialog.reject()


def test_a_new_project_is_in_hand_though_a_filter_would_hide_it(page):
    page.tools.search.setText("长春")
    page.add_project()
    (dialog,) = page.window().findChildren(FactsDialog)
    dialog.edits["name"].setText("第九小学")
    dialog.main.click()
    assert page.project_in_hand.name == "第九小学"
    assert page.tools.search.text() == ""


def test_the_pane_says_when_a_project_is_due(application, page):
    row = school(page)
    due = {"due_year": 2023, "deadline": "2023-08"}
    application.session.carry_out(lambda: application.session.book.projects.change(row.id, due))
    page.show_place(Place("project_list", row.id))
    assert {"时限", "2023-08"} <= {label.text() for label in page.pane.findChildren(QLabel)}
