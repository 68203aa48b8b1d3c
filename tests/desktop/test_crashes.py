"""A fault of the program: what is said to be safe, what can be copied, how it begins again."""

import pytest
from PySide6.QtGui import QGuiApplication

from db.operations.recording import Entry
from desktop import crash_log
from desktop.crash_dialog import CrashDialog


@pytest.fixture
def application(start, sample_path):
    return start(sample_path)


def shown(application):
    return application.window.findChild(CrashDialog)


def _fail_about(words):
    try:
        return {}[words]
    except KeyError as error:
        raise ValueError("更多") from error


def test_it_says_what_is_safe_and_where_it_is_written_down(application):
    row = application.session.indicators[0]
    application.session.record([Entry(row.id, "2022", "12")])
    application.notices.crash(ZeroDivisionError("one too many"))
    dialog = shown(application)
    last = f"录入“{row.name}”2022 年"
    assert dialog.words.text() == (
        f"“日照 台账.planbook”里已写入的都在，最后一步是：{last}。这以后做的要再做一次。"
    )
    assert "crash-" in dialog.place.text()
    dialog.close()


def test_without_a_book_nothing_can_be_lost(start):
    application = start()
    application.notices.crash(ZeroDivisionError())
    assert shown(application).words.text() == "没有打开台账，没有什么会丢。"
    shown(application).close()


def test_even_when_the_book_cannot_be_asked_it_says_what_holds(application):
    application.notices.know_what_is_saved(lambda: 1 / 0)
    application.notices.crash(ZeroDivisionError())
    assert shown(application).words.text() == "已写入台账的内容都在。"
    shown(application).close()


def test_the_details_are_copied(application):
    application.notices.crash(ZeroDivisionError("one too many"))
    dialog = shown(application)
    dialog.copy.click()
    assert "ZeroDivisionError: one too many" in QGuiApplication.clipboard().text()
    assert dialog.copy.text() == "已复制"
    dialog.close()


def test_faults_that_follow_are_counted_in_the_one_dialog(application):
    application.notices.crash(ZeroDivisionError("one"))
    for _ in range(2):
        application.notices.crash(KeyError("two"))
    (dialog,) = application.window.findChildren(CrashDialog)
    assert dialog.repeated.text() == "这之后又出错 2 次，建议重新启动。"
    dialog.copy.click()
    assert QGuiApplication.clipboard().text().count("KeyError") >= 2
    dialog.go_on.click()
    application.notices.crash(KeyError("three"))
    assert [one.isVisible() for one in application.window.findChildren(CrashDialog)].count(
        True
    ) == 1
    application.window.findChildren(CrashDialog)[-1].close()


def test_it_begins_again_with_the_book_that_was_open(application, sample_path, qtbot):
    application.notices.crash(ZeroDivisionError())
    shown(application).restart.click()
    qtbot.waitUntil(lambda: not application.window.isVisible())
    assert application.begins_again == (str(sample_path),)
    assert application.session is None


def test_the_log_says_where_before_it_says_what():
    with pytest.raises(ValueError, match="更多") as caught:
        _fail_about("马莲渠乡小学 98.76")
    written = crash_log.write_crash(caught.value, doing="window")
    told, private = written.read_text("utf-8").split(crash_log.PRIVATE)
    assert "builtins.ValueError" in told
    assert "builtins.KeyError" in told
    assert "test_crashes.py" in told
    assert not any(word in told for word in ("马莲渠", "98.76", "更多"))
    assert "马莲渠乡小学 98.76" in private
