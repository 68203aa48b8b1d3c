"""Which columns stand beside the timeline, and where it goes when another zoom is chosen."""

from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QMenu

from db import queries
from desktop.actions import Act
from desktop.project_list.scale import Zoom
from tests.desktop.project_list.conftest import PICTURED

LUMP = "新时代广场幼儿园等18所幼儿园"


def test_columns_are_chosen_and_remembered(application, page):
    titles = [column.title for column in page.table.lines.columns]
    assert titles == ["项目", "阶段", "判定", "学位"]
    application.commands.run(Act.CHOOSE_COLUMNS)
    menu = page.tools.columns.findChild(QMenu, "columns_menu")
    chosen = {action.text(): action for action in menu.actions()}
    assert [text for text, action in chosen.items() if action.isChecked()] == ["学位（个）"]
    chosen["用地（亩）"].trigger()
    menu.close()
    titles = [column.title for column in page.table.lines.columns]
    assert titles == ["项目", "阶段", "判定", "学位", "用地\n亩"]
    assert application.preferences.project_columns == ("places", "area")
    # What a lump has in a column is not said again behind its name.
    lump = next(row for row in page.content.rows if row.name == LUMP)
    session = application.session
    session.wish(partial(session.book.projects.change, lump.id, {"area": Decimal("51.7")}))
    heading = page.table.lines.rows[page.table.lines.row_of(f"heading {lump.id}")]
    assert (heading.totals["area"], "亩" in heading.detail) == ("51.7", False)
    at = [column.name for column in page.table.lines.columns].index("area")
    assert page.table.lines.cell(page.table.lines.row_of(f"heading {lump.id}"), at).text == "51.7"
    menu = page.columns.ask()
    menu.actions()[-1].trigger()
    menu.close()
    assert "51.7 亩" in page.table.lines.rows[page.table.lines.row_of(f"heading {lump.id}")].detail


def test_today_stays_in_sight_when_a_zoom_is_chosen(page):
    timeline = page.board.timeline
    before = timeline.place_of_today
    assert before is not None
    for zoom in (Zoom.WEEK, Zoom.MONTH, Zoom.QUARTER):
        page.tools.zooms[zoom].click()
        assert timeline.place_of_today is not None, zoom
    page.tools.zooms[Zoom.WEEK].click()
    assert timeline.seen.start <= PICTURED < timeline.seen.end


def test_projects_are_read_at_leisure_before_their_page_is_gone_to(start, pictured_path):
    application = start(pictured_path, today=PICTURED)
    session = application.session
    asked = queries.project_rows, session.plan.id
    assert not session._readings.holds(*asked)
    application.afterwards.finish()
    assert session._readings.holds(*asked)
