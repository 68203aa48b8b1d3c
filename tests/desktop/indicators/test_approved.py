"""Figures that were approved or locked: altered with a reason, or passed over with a sentence."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from db.model.words import Answer, EntryState, RowKind
from db.model.work_words import ReviewAction
from db.operations.decisions import PaperReview
from db.operations.recording import Entry
from db.operations.reviewing import EntryRef
from db.queries.review import events_of
from desktop.asking_why import ReasonDialog
from desktop.widgets.note import NoteDialog

FIRST, SECOND, THIRD = "公办园在园幼儿占比", "普惠性幼儿园覆盖率", "省、市级优质幼儿园占比"


@pytest.fixture
def entries(hands):
    """Two rates of 2022 that 王强 signed on paper."""
    session = hands.application.session
    figures = [(FIRST, "47"), (SECOND, "83")]
    session.record([Entry(hands.line(name).id, "2022", words) for name, words in figures])
    made = [EntryRef(RowKind.ACTUAL, hands.line(name).actuals["2022"].id) for name, _ in figures]
    session.wish(lambda: session.book.reviewing.sign(made, PaperReview("王强", "2022-05-30")))
    hands.go(FIRST, "2022")
    return made


def lock(hands, entry):
    session = hands.application.session
    session.wish(lambda: session.book.reviewing.lock([entry]))


def asked(hands):
    found = [one for one in hands.page.findChildren(ReasonDialog) if one.isVisible()]
    return found[0] if found else None


def answer(hands, reason):
    dialog = asked(hands)
    dialog.words.setPlainText(reason)
    dialog.keep.click()


def standing(hands, name):
    actual = hands.line(name).actuals["2022"]
    return actual.amount.text, actual.state


def last_event(hands, entry):
    return hands.application.session.read(events_of, entry.row)[-1]


def test_typing_over_an_approved_figure_asks_why_and_opens_it_again(hands, entries):
    hands.type("48")
    hands.press(Qt.Key.Key_Return)
    assert standing(hands, FIRST) == ("47", EntryState.APPROVED)
    dialog = asked(hands)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert f"{FIRST} 2022 年已审核，改后须重新审核" in said
    dialog.keep.click()
    assert dialog.isVisible()
    assert dialog.says.text() == "没有写理由，没有改。写一句为什么改。"
    answer(hands, "年报更正")
    assert standing(hands, FIRST) == ("48", EntryState.DRAFT)
    event = last_event(hands, entries[0])
    assert (event.action, event.reason, event.words) == (ReviewAction.EDIT, "年报更正", "47")
    hands.application.session.undo()
    assert standing(hands, FIRST) == ("47", EntryState.APPROVED)


@pytest.mark.usefixtures("entries")
def test_who_gives_no_reason_leaves_the_figure_as_it_is(hands):
    hands.type("48")
    hands.press(Qt.Key.Key_Return)
    asked(hands).reject()
    assert standing(hands, FIRST) == ("47", EntryState.APPROVED)


@pytest.mark.usefixtures("entries")
def test_a_block_asks_once_for_all_of_it(hands):
    hands.choose((FIRST, "2022"), (THIRD, "2022"))
    hands.page.entry.fill("50")
    answer(hands, "口径统一")
    assert [standing(hands, name)[0] for name in (FIRST, SECOND, THIRD)] == ["50", "50", "50"]
    hands.application.session.undo()
    assert standing(hands, SECOND) == ("83", EntryState.APPROVED)
    assert hands.words(THIRD, "2022") is None


@pytest.mark.usefixtures("entries")
def test_clearing_an_approved_figure_asks_why(hands):
    hands.page.entry.clear()
    assert hands.words(FIRST, "2022") == "47"
    answer(hands, "重复填报")
    assert hands.words(FIRST, "2022") is None


@pytest.mark.usefixtures("entries")
def test_a_pasted_block_asks_once(hands):
    hands.paste("48\n84")
    hands.page._paste.accept()
    answer(hands, "按年报改")
    assert standing(hands, FIRST) == ("48", EntryState.DRAFT)
    assert standing(hands, SECOND) == ("84", EntryState.DRAFT)


def test_a_locked_cell_of_a_block_is_passed_over_and_said(hands, entries):
    lock(hands, entries[0])
    hands.choose((FIRST, "2022"), (THIRD, "2022"))
    hands.page.entry.fill("50")
    answer(hands, "口径统一")
    assert standing(hands, FIRST) == ("47", EntryState.LOCKED)
    assert hands.words(THIRD, "2022") == "50"
    message = hands.application.window.status.message
    assert message == "已改 2 格，Ctrl+Z 撤销。跳过 1 格：1 格已锁定。"


def test_where_all_is_locked_the_sentence_says_where_it_is_opened(hands, entries):
    lock(hands, entries[0])
    hands.go(FIRST, "2022")
    hands.page.entry.clear()
    assert hands.words(FIRST, "2022") == "47"
    message = hands.application.window.status.message
    assert message == "这一格已锁定，不能改。要改先在审核页重开。"


def today(hands):
    hands.press(Qt.Key.Key_Semicolon, modifiers=Qt.KeyboardModifier.ControlModifier)
    return hands.application.window.status


def test_the_day_of_a_locked_figure_is_left_and_the_sentence_says_why(hands, entries):
    lock(hands, entries[0])
    hands.go(FIRST, "2022")
    assert today(hands).message == "这一格已锁定，不能改。要改先在审核页重开。"
    hands.application.session.record([Entry(hands.line(THIRD).id, "2022", "60")])
    hands.choose((FIRST, "2022"), (THIRD, "2022"))
    status = today(hands)
    assert asked(hands).words.accessibleName().startswith(f"{SECOND} 2022 年已审核，")
    answer(hands, "按统计时点改")
    said = "2 格截至日期改为 2022-06-01，Ctrl+Z 撤销。跳过 1 格：1 格已锁定。"
    assert status.message == said
    days = [hands.line(name).actuals["2022"].as_of for name in (FIRST, SECOND, THIRD)]
    assert days == ["2022-12-31", "2022-06-01", "2022-06-01"]


def test_no_note_is_asked_for_where_none_could_be_kept(hands, entries):
    lock(hands, entries[0])
    hands.go(FIRST, "2022")
    hands.page.edit_note()
    assert not [one for one in hands.page.findChildren(NoteDialog) if one.isVisible()]
    message = hands.application.window.status.message
    assert message == "这一格已锁定，不能改。要改先在审核页重开。"


def test_an_answer_for_several_says_which_cells_it_left(hands, entries):
    lock(hands, entries[0])
    hands.choose((FIRST, "2022"), (THIRD, "2022"))
    cells = [(hands.line(name), "2022") for name in (SECOND, THIRD)]
    hands.page.entry._answers.ask_reason(cells, Answer.NONE)
    note = next(one for one in hands.page.findChildren(NoteDialog) if one.isVisible())
    note.words.setPlainText("没有幼儿园")
    note.keep.click()
    answer(hands, "口径统一")
    assert [hands.words(name, "2022") for name in (FIRST, SECOND, THIRD)] == ["47", *["无此项"] * 2]
    message = hands.application.window.status.message
    assert message == "已改 2 格，Ctrl+Z 撤销。跳过 1 格：1 格已锁定。"
