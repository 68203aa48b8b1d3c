"""The one table model: declared columns over immutable rows, headings between them."""

from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt

from db.errors import ValueRefused
from db.faults import ValueFault
from desktop.columns import Cell, Column, Heading, LineModel, Role
from desktop.delegates.marks import Mark

pytestmark = pytest.mark.usefixtures("qapp")


class Line(NamedTuple):
    key: str
    value: str


HEADING = Heading("pre", "学前教育", "2 项")
ROWS = (HEADING, Line("a", "1"), Line("b", ""))


@pytest.fixture
def written():
    return []


@pytest.fixture
def model(written):
    def write(line, words):
        if words == "见附件3":
            raise ValueRefused(ValueFault.NOT_A_VALUE, words)
        written.append((line.key, words))

    made = LineModel(lambda line: line.key)
    made.show_columns(
        [
            Column("指标", lambda line: Cell(line.key), 100),
            Column(
                "实际",
                lambda line: Cell(line.value or "未填", mark=None if line.value else Mark.BLANK),
                60,
                group="2024",
                edit=lambda line: line.value,
                write=write,
                name="2024",
            ),
        ]
    )
    made.show_rows(ROWS)
    return made


def test_the_model_keeps_qts_rules(model, qtmodeltester):
    qtmodeltester.check(model)


def test_what_is_typed_goes_to_the_column_and_the_model_stays_as_it_is(model, written):
    assert model.setData(model.index(1, 1), "2.5")
    assert written == [("a", "2.5")]
    assert model.index(1, 1).data() == "1"


def test_a_refused_value_comes_through_as_an_error(model, written):
    with pytest.raises(ValueRefused):
        model.setData(model.index(1, 1), "见附件3")
    assert written == []


def test_headings_and_names_cannot_be_typed_into(model, written):
    assert not model.setData(model.index(0, 1), "2.5")
    assert not model.setData(model.index(1, 0), "2.5")
    assert written == []
    assert not model.index(0, 1).flags() & Qt.ItemFlag.ItemIsEditable
    assert model.index(1, 1).flags() & Qt.ItemFlag.ItemIsEditable


def test_the_same_rows_in_another_state_move_nothing(model, qtbot):
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged) as told:
        model.show_rows((HEADING, Line("a", "1"), Line("b", "7")))
    assert told.args[0].row() == 2, "only the row that differs is drawn anew"
    assert model.index(2, 1).data() == "7"


def test_of_a_row_in_another_state_the_cells_that_differ_are_drawn_anew(model, qtbot):
    assert [model.index(2, column).data() for column in (0, 1)] == ["b", "未填"]
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged) as told:
        model.show_rows((HEADING, Line("a", "1"), Line("b", "7")))
    first, last = told.args[:2]
    assert (first.row(), first.column(), last.row(), last.column()) == (2, 1, 2, 1)


def test_a_typed_cell_is_drawn_ahead_of_what_follows_from_it(qtbot):
    made = LineModel(lambda line: line.key)
    shown = {"name": "2024", "edit": lambda line: line.value}
    cell = lambda line: Cell(line.value)  # noqa: E731 - one column like the other
    made.show_columns([Column("实际", cell, 60, **shown), Column("Δ上年", cell, 60)])
    made.show_rows((Line("a", "1"), Line("b", "")))
    assert [made.index(1, column).data() for column in (0, 1)] == ["", ""]
    with qtbot.waitSignal(made.dataChanged) as told:
        made.show_ahead(Line("b", "7"), "2024")
    assert [(at.row(), at.column()) for at in told.args[:2]] == [(1, 0), (1, 0)]
    assert [made.index(1, column).data() for column in (0, 1)] == ["7", ""]
    assert made.index(1, 0).data(Qt.ItemDataRole.EditRole) == "7", "typed over, it is seen"
    with qtbot.waitSignal(made.dataChanged) as told:
        made.show_rows((Line("a", "1"), Line("b", "7")))
    assert [(at.row(), at.column()) for at in told.args[:2]] == [(1, 1), (1, 1)]
    assert made.index(1, 1).data() == "7"


def test_what_was_drawn_ahead_is_forgotten_with_its_rows(model):
    model.show_ahead(Line("b", "7"), "2024")
    model.show_ahead(Line("gone", "7"), "2024")
    model.show_rows((Line("c", "9"),))
    model.show_rows((Line("c", "8"),))
    assert model.index(0, 1).data() == "8"


def test_a_heading_is_drawn_anew_as_far_as_its_words_run_on(model, qtbot):
    with qtbot.waitSignal(model.dataChanged) as told:
        model.show_rows((HEADING._replace(detail="2 项，还差 2 格（其中 1 格须说明）"), *ROWS[1:]))
    first, last = told.args[:2]
    assert (first.row(), first.column()) == (last.row(), 0)
    assert last.column() == len(model.columns) - 1


def test_other_rows_begin_anew(model, qtbot):
    with qtbot.waitSignal(model.modelReset):
        model.show_rows((Line("c", "9"),))
    assert model.row_of("c") == 0
    assert model.row_of("a") is None


def test_a_screen_reader_hears_year_column_value_and_mark(model):
    assert model.index(2, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "2024 实际 未填 未填"
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "学前教育 2 项"
    assert model.index(1, 1).data(Role.ROW) == Line("a", "1")
