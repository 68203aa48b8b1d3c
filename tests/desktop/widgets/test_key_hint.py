"""The keys in the status bar: all of them where there is room, else the first ones whole."""

import pytest

from desktop.widgets.key_hint import KeyHint

KEYS = "Enter 向下 · Tab 向右 · Alt+↓ 无此项"


@pytest.fixture
def hint(qtbot):
    made = KeyHint()
    qtbot.addWidget(made)
    made.say(KEYS)
    made.show()
    return made


def test_all_keys_are_shown_where_they_fit(hint):
    hint.resize(hint.sizeHint())
    assert hint.text() == KEYS


def test_where_they_do_not_fit_the_last_ones_are_left_out_whole(hint):
    hint.resize(hint.sizeHint().width() - 10, 20)
    assert hint.text() == "Enter 向下 · Tab 向右"
    hint.resize(10, 20)
    assert hint.text() == ""
    assert (hint.words, hint.toolTip()) == (KEYS, KEYS)


def test_no_keys_take_no_room(hint):
    hint.say("")
    assert (hint.text(), hint.sizeHint().width()) == ("", 0)
