"""A year is handed in, returned, mended, approved and locked; two people at one book."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.book import PlanBook
from db.model.words import EntryState, UserRole
from db.operations.recording import Entry
from db.operations.rows import NewIndicator
from db.queries import find_plan, indicator_lines
from desktop.entry_boxes import Box
from desktop.page import Place
from desktop.people.sign_in import SignInDialog
from desktop.review.rows import Pile, ReviewRow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

FIGURES, DOUBTED = 200, 5
CONTROL = Qt.KeyboardModifier.ControlModifier


class Keyboard:
    """Presses keys where the focus is, and counts them; what is typed as a reason is free."""

    def __init__(self):
        self.pressed = 0

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.pressed += 1
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    def say(self, words):
        QApplication.focusWidget().insertPlainText(words)


@pytest.fixture
def shared_path(tmp_path):
    """A book of three people; 马丽 has handed in 200 figures of 2022, five of them queried."""
    path = tmp_path / "二百格.planbook"
    with PlanBook.create(path) as book:
        book.planning.load_sample("rizhao")
        plan = book.read(find_plan).id
        rows = [
            NewIndicator(name=f"指标{at:03d}", unit="人", category="人员") for at in range(FIGURES)
        ]
        book.rows.add_indicators(plan, rows)
        made = [row for row in book.read(indicator_lines, plan) if row.category == "人员"]
        book.recording.record([Entry(row.id, "2021", "1000") for row in made])
        book.people.add("陈静", UserRole.ADMIN, "1357")
        book.people.add("马丽", UserRole.ENTRY, "2468")
        book.people.add("王强", UserRole.REVIEW, "9753")
        book.people.sign_in("马丽", "2468")
        book.recording.record(
            [
                Entry(row.id, "2022", "100" if at < DOUBTED else "1010")
                for at, row in enumerate(made)
            ]
        )
    return path


@pytest.fixture
def application(start, shared_path):
    made = start(shared_path)
    made.afterwards.finish()
    return made


def work_as(application, name, pin):
    """Sign in, as one who comes to the keyboard does."""
    asked = [one for one in application.window.findChildren(SignInDialog) if one.isVisible()]
    dialog = asked[0] if asked else application.rooms.at_work.ask_sign_in()
    dialog.names.setCurrentIndex(dialog.names.findData(name))
    dialog.pin.setText(pin)
    QTest.keyClick(dialog.pin, Qt.Key.Key_Return)
    assert application.session.book.who == name
    application.window.activateWindow()
    assert QTest.qWaitForWindowActive(application.window)


def states(application, year="2022"):
    made = [line for line in application.session.indicators if line.category == "人员"]
    return [line.actuals[year].state for line in made]


def hand_in(application):
    work_as(application, "马丽", "2468")
    doubts = [one for one in application.session.doubts() if one.is_open]
    application.session.explain(doubts, "统计口径调整")
    application.window.go_to(Place("review"))
    page = application.window.page
    page._ticked |= {row.key for row in page.content.of_box(Box.DRAFTS)}
    page.decide_ticked()
    assert set(states(application)) == {EntryState.SUBMITTED}


def test_a_reviewer_clears_two_hundred_figures_with_few_keys(application):
    hand_in(application)
    work_as(application, "王强", "9753")
    page, keyboard = application.window.page, Keyboard()
    page.table.setFocus()
    keyboard.press(Qt.Key.Key_Return, CONTROL)
    assert states(application).count(EntryState.APPROVED) == FIGURES - DOUBTED
    for at in range(DOUBTED):
        row = page.table.current_row
        assert isinstance(row, ReviewRow)
        assert row.pile is Pile.DOUBTED
        if at % 2:
            keyboard.press(Qt.Key.Key_A)
        else:
            keyboard.press(Qt.Key.Key_R)
            keyboard.say("按事业统计口径重报")
            keyboard.press(Qt.Key.Key_Return, CONTROL)
    assert states(application).count(EntryState.RETURNED) == 3
    assert states(application).count(EntryState.APPROVED) == FIGURES - 3
    assert keyboard.pressed < 60


def test_what_was_returned_is_mended_handed_in_again_approved_and_locked(application):
    hand_in(application)
    work_as(application, "王强", "9753")
    page, keyboard = application.window.page, Keyboard()
    page.table.setFocus()
    keyboard.press(Qt.Key.Key_Return, CONTROL)
    returned = page.table.current_row.line
    keyboard.press(Qt.Key.Key_R)
    keyboard.say("多写了一个零")
    keyboard.press(Qt.Key.Key_Return, CONTROL)
    work_as(application, "马丽", "2468")
    application.session.record([Entry(returned.row, "2022", "1005")])
    page.boxes.chosen.emit(Box.DRAFTS)
    page.decide_ticked()
    work_as(application, "王强", "9753")
    again = next(row for row in page.content.of_box(Box.WAITING) if row.key == returned.id)
    assert (again.line.reason, again.line.words) == ("多写了一个零", "1005")
    page.table.setFocus()
    keyboard.press(Qt.Key.Key_Return, CONTROL)
    approved = application.session.book.read(indicator_lines, application.session.plan.id)
    line = next(row for row in approved if row.id == returned.row)
    assert line.actuals["2022"].state is EntryState.APPROVED
    place = next(
        at for at, line in enumerate(page.boxes.model().lines)
        if not isinstance(line, str) and line.key == Box.APPROVED
    )  # fmt: skip
    page.boxes.setCurrentIndex(page.boxes.model().index(place))
    page.table.setFocus()
    keyboard.press(Qt.Key.Key_Return, CONTROL)
    assert EntryState.LOCKED in states(application)
    application.session.undo()
    assert EntryState.LOCKED not in states(application)


def test_two_people_work_on_one_book_at_once(start, application, shared_path):
    hand_in(application)
    other = start(shared_path)
    other.afterwards.finish()
    work_as(other, "王强", "9753")
    other.window.go_to(Place("review"))
    other.window.page.decide_ticked()
    application.session.look_again()
    assert states(application).count(EntryState.APPROVED) == FIGURES - DOUBTED
    steps = application.session.book.read(find_plan)
    assert steps.id == other.session.plan.id
