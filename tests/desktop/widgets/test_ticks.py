"""A long list whose lines are ticked: what is not there yet counts, and takes its ticks."""

import pytest
from PySide6.QtCore import QSettings

from desktop.preferences import Preferences
from desktop.theme import Look
from desktop.widgets.ticks import TickColumn, TickGroup, TickRow, TickTree


@pytest.fixture
def look(tmp_path):
    return Look(Preferences(QSettings(str(tmp_path / "p.ini"), QSettings.Format.IniFormat)))


@pytest.fixture
def tree(qtbot, look):
    made = TickTree(look, (TickColumn("事项"),))
    qtbot.addWidget(made)
    made.show_groups(
        [
            TickGroup("任务", tuple(TickRow(f"t{at}", (f"第{at}项",)) for at in range(1000))),
            TickGroup("项目", (TickRow("p", ("城东小学",), ticked=False),)),
        ]
    )
    return made


def test_lines_follow_while_the_window_is_free(tree, qtbot):
    assert tree.topLevelItem(0).childCount() < 1000
    assert (len(tree.chosen), len(tree.keys), tree.possible) == (1000, 1001, 1001)
    qtbot.waitUntil(lambda: tree.topLevelItemCount() == 2)
    assert tree.topLevelItem(0).childCount() == 1000
    assert tree.topLevelItem(1).isExpanded()


def test_a_group_that_is_not_whole_yet_loses_all_its_ticks(tree, qtbot):
    tree._toggle(tree.topLevelItem(0))
    assert tree.chosen == ()
    qtbot.waitUntil(lambda: tree.topLevelItemCount() == 2)
    last = tree.topLevelItem(0).child(999)
    tree._toggle(last)
    assert tree.chosen == ("t999",)


def test_wide_columns_give_way_to_the_names_in_a_narrow_dialog(qtbot, look):
    columns = (TickColumn("事项"), TickColumn("现在", 390), TickColumn("改后", 390))
    made = TickTree(look, columns)
    qtbot.addWidget(made)
    made.resize(1160, 200)
    made.show()
    assert [made.columnWidth(place) for place in (1, 2)] == [390, 390]
    made.resize(700, 200)
    assert made.columnWidth(0) >= 195
    assert made.columnWidth(1) == made.columnWidth(2) >= 195
