"""Coming back to the window: what others did to the book meanwhile is seen, or said."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from db import queries
from db.book import PlanBook
from db.operations.recording import Entry
from desktop.actions import Act
from desktop.page import Place


def come_back(application, qapp):
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    return application.window.strip.sentence


def test_figures_of_another_program_are_there(start, sample_path, qapp):
    application = start(sample_path)
    line = application.session.indicators[0]
    with PlanBook.open(sample_path) as other:
        other.recording.record([Entry(line.id, "2022", "41")])
    assert not come_back(application, qapp)
    assert application.session.indicators[0].actuals["2022"].amount.text == "41"


def test_a_book_that_was_restored_over_meanwhile_is_said_to_be_another(start, sample_path, qapp):
    application = start(sample_path)
    beside = sample_path.with_name("恢复的.planbook")
    with PlanBook.open(sample_path) as other:
        other.housekeeping.copy_to(beside)
    assert not come_back(application, qapp)
    beside.replace(sample_path)
    assert "替换，现在看到的是原来那份" in come_back(application, qapp)
    # What is shown can still be read.
    assert application.session.read(queries.plan_lines)


def test_a_dialog_goes_with_its_book(start, sample_path, empty_path):
    """A large book is read first: meanwhile one may go on in the other."""
    application = start(sample_path)
    window = application.window
    window.go_to(Place("task_list"))
    application.commands.run(Act.ADD_TASK)
    (dialog,) = (one for one in window.findChildren(QDialog) if one.isVisible())
    assert application.open_book(empty_path)
    assert application.session.book.path == empty_path
    assert not dialog.isVisible()
