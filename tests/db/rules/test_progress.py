"""What was told of a period: blank, begun, filled; words that say nothing are no problem."""

import pytest

from db.model.lines import ProgressLine
from db.model.words import EntryState, RowKind, TaskStatus
from db.rules.progress import Told, is_asked, says_nothing, told_of


def a_line(words="", state=EntryState.DRAFT):
    return ProgressLine(
        "p", RowKind.TASK, "t", "2022-10", None, None, "", words, "", "", "", "", state
    )


def test_an_entry_is_filled_once_its_progress_is_told():
    assert told_of(None) is Told.BLANK
    assert told_of(a_line()) is Told.DRAFT
    assert told_of(a_line("  ")) is Told.DRAFT
    assert told_of(a_line("主体完工")) is Told.FILLED


@pytest.mark.parametrize("state", [state for state in EntryState if state is not EntryState.DRAFT])
def test_every_state_of_review_has_its_own_word(state):
    expected = {"approved": "filled"}.get(state.value, state.value)
    assert told_of(a_line("完工", state)).value == expected


def test_none_is_no_problem_and_ended_tasks_are_not_asked():
    assert all(map(says_nothing, ("", " 无 ", "暂无", "——")))
    assert not says_nothing("无用地指标")
    assert [status for status in TaskStatus if not is_asked(status)] == [
        TaskStatus.DONE,
        TaskStatus.STOPPED,
    ]
