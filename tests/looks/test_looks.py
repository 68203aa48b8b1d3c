"""Every page in every theme: drawn, different from empty, nothing cut off."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QLineEdit, QWidget

from db.book import PlanBook
from db.ticket import Unhurried
from desktop.application import PAGES
from desktop.pictures import draw_pages
from desktop.preferences import Preferences
from desktop.theme import Look, ThemeName
from desktop.widgets.choice import Choice
from desktop.widgets.words import button, label
from tests.looks.cut import cells_cut_off, cut_off
from tests.looks.look_over import settle

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qapp"),
]

ROOT = Path(__file__).parents[2]
DIALOGS = {
    f"dialog_{name}"
    for name in (
        "new_plan", "keys", "note", "new_row", "new_year", "next_plan", "formula", "availability",
        "share",
        "users", "sign", "finder", "reason", "sheet", "about", "help",
        "assign", "unit", "unit_fate", "revised_rows", "revised_row", "revision", "revision_print",
        "project", "projects", "names", "timeline",
        "add_task", "add_commitment", "edit_task", "split_task", "merge_tasks", "edit_tasks",
        "problems", "yearly_tasks", "print",
        "inspection_pack", "edit_evidence", "link_evidence", "add_evidence", "sign_off_pieces",
        "sign_off", "past",
    )
}  # fmt: skip
PREVIEWS = {"exchange_preview", "exchange_units", "exchange_filling"}
SIZES = [(1366, 768), (1920, 1080), (1366, 696)]


@pytest.fixture
def look(tmp_path):
    return Look(Preferences(QSettings(str(tmp_path / "p.ini"), QSettings.Format.IniFormat)))


@pytest.fixture
def full_path(tmp_path):
    """A book with a plan and made-up figures."""
    path = tmp_path / "利通.planbook"
    with PlanBook.create(path) as book:
        book.planning.load_sample("litong", demonstration=True)
    return path


@pytest.mark.parametrize("theme", list(ThemeName))
def test_every_page_and_dialog_is_drawn(full_path, tmp_path, theme):
    folder = tmp_path / "looks"
    folder.mkdir()
    drawn = draw_pages(full_path, folder, theme, 100, Unhurried())
    names = {path.stem for path in drawn}
    assert {"welcome", "exchange_preview", *(page.name for page in PAGES), *DIALOGS} <= names
    sizes = {path.stem: path.stat().st_size for path in drawn}
    assert all(size > 2_000 for size in sizes.values()), "an even picture is smaller"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_no_words_are_cut_off(start, full_path, size):
    application = start()
    window = application.window
    window.resize(*size)
    settle()
    assert cut_off(window) == []
    application.open_book(full_path)
    for page in window.pages:
        window.show_page(page)
        settle()
        assert (page.name, cut_off(window)) == (page.name, [])
        if page.name in {"indicators", "overview"}:
            # Figures and targets are read where they stand, not in a tip.
            assert cells_cut_off(page.table, tips_count=False) == []


@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("theme", [ThemeName.LIGHT, ThemeName.DARK])
def test_no_words_are_cut_off_at_any_scale(full_path, theme, scale):
    # Qt takes the scale when it starts, so the window is looked over in a process of its own.
    known = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale / 100)}
    words = [sys.executable, "-m", "tests.looks.look_over", str(full_path), theme]
    run = subprocess.run(
        words, env=known, cwd=ROOT, capture_output=True, check=False, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr
    seen = json.loads(run.stdout)
    assert seen.pop("scale") == [str(scale / 100)]
    places = {name.split(" ")[0] for name in seen}
    pages = {page.name for page in PAGES}
    assert places == {"welcome"} | DIALOGS | pages | PREVIEWS
    assert {name: cut for name, cut in seen.items() if cut} == {}


@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("theme", [ThemeName.LIGHT, ThemeName.DARK])
def test_the_grid_cuts_nothing_off_in_any_of_its_states(full_path, theme, scale):
    known = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale / 100)}
    words = [sys.executable, "-m", "tests.looks.look_over_grid", str(full_path), theme]
    run = subprocess.run(
        words, env=known, cwd=ROOT, capture_output=True, check=False, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr
    seen = json.loads(run.stdout)
    assert seen.pop("scale") == [str(scale / 100)]
    assert len(seen) == 2 * 14, "fourteen states on two screens"
    assert {name: cut for name, cut in seen.items() if cut} == {}


def test_words_without_room_are_found(qtbot, look):
    """The check itself can fail: each kind of control, made too narrow, is named."""
    box = QWidget()
    qtbot.addWidget(box)
    words = "优质高中招生计划分配到初中学校的比例"
    narrow = [label(words), button(words), QLineEdit(words)]
    choice = Choice(look, "指标")
    choice.show_choices([("a", words)], "a")
    low = label(words, wraps=True)
    for control in (*narrow, choice, low):
        control.setParent(box)
        control.setFixedSize(60, 20)
    box.show()
    assert len(cut_off(box)) == len((*narrow, choice, low))


def test_the_first_contradictions_of_the_plan_are_in_view(start, full_path):
    application = start(full_path)
    window = application.window
    window.resize(1366, 768)
    QCoreApplication.sendPostedEvents()
    page = window.page
    assert len(page.doubts.lines) > 2
    for line in (page.doubts.title, *page.doubts.lines[:2]):
        assert line.visibleRegion().boundingRect() == line.rect()


def test_enough_rows_and_years_are_in_view(start, full_path):
    application = start(full_path)
    window = application.window
    window.resize(1366, 768)
    page = next(page for page in window.pages if page.name == "indicators")
    window.show_page(page)
    QCoreApplication.sendPostedEvents()
    table = page.table
    assert table.viewport().height() // table.rowHeight(1) >= 19
    right = table.viewport().width()
    seen = [
        column
        for place, column in enumerate(table.lines.columns)
        if table.columnViewportPosition(place) + table.columnWidth(place) <= right
    ]
    assert len({column.name for column in seen if column.name}) >= 5
    assert {"Δ上年", "属性"} <= {column.title for column in seen}, "the change is beside its figure"
    assert not table.horizontalScrollBar().isVisible(), "all of the plan is in view"
