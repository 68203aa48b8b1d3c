"""What the grid shows: other periods, other columns, a unit's figures, and how it was left."""

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel

from db.book import PlanBook
from db.model.words import Counting
from db.operations.recording import Entry
from desktop.columns import Heading
from desktop.indicators.beside import (
    KIND_WORDS,
    USUAL,
    Kind,
    expected_cell,
    promised_cell,
    running_cell,
    year_to_date_cell,
)
from desktop.indicators.cells import target_cell
from desktop.indicators.filters import Filter, Wanted
from desktop.indicators.pane.past import trend_section
from desktop.indicators.remembered import Remembered, recall, remember
from desktop.page import Place
from tests.db.builders import an_indicator

FIRST, SECOND = "公办园在园幼儿占比", "普惠性幼儿园覆盖率"
SUMMED = "省级示范幼儿园"


def heads(table):
    return [f"{column.group} {column.title}".strip() for column in table.lines.columns]


def beside(hands, name, kind):
    column = next(at for at, made in enumerate(hands.table.lines.columns) if made.key == kind)
    return hands.table.lines.cell(hands.table.lines.row_of(hands.line(name).id), column)


@pytest.mark.parametrize(
    ("frequency", "period", "count", "first"),
    [("half", "2022-S2", 2, "上半年"), ("quarter", "2022-Q4", 4, "第一季度"),
     ("month", "2022-12", 12, "1 月")],
)  # fmt: skip
def test_other_periods_are_shown_and_filled(hands, frequency, period, count, first):
    hands.page.tools.frequency.chosen.emit(frequency)
    assert hands.page.session.period == period
    names = [column.name for column in hands.table.lines.columns if column.name]
    assert len(names) == count
    assert any(head.startswith(first) for head in heads(hands.table))
    hands.go(FIRST, names[0])
    hands.type("12")
    hands.press(Qt.Key.Key_Return)
    assert hands.words(FIRST, names[0]) == "12"
    hands.page.tools.frequency.chosen.emit("year")
    assert hands.page.session.period == "2022"
    assert hands.words(FIRST, "2022") is None, "a month is no year"


def test_a_figure_that_no_one_publishes_is_grey_and_no_gap(hands):
    hands.go(FIRST, "2022")
    hands.page.tools.frequency.chosen.emit("month")
    assert hands.cell(FIRST, "2022-12").text == "不出数"
    assert hands.page.badge() == 0
    said = [label.text() for label in hands.page.pane.findChildren(QLabel)]
    assert "不出数：这一期不报这一项，不算缺数；要记可以直接键入。" in said


def test_the_cursor_goes_along_into_the_period_that_is_filled(hands):
    hands.go(FIRST, "2022")
    hands.page.session.choose_period("2022-05")
    assert hands.page.cell_in_hand() == (hands.line(FIRST), "2022-05")
    hands.page.session.choose_period("2022-Q4")
    assert hands.page.cell_in_hand() == (hands.line(FIRST), "2022-Q4")


def test_the_change_since_last_year_stands_beside_the_cell(hands):
    ids = hands.line(FIRST).id
    hands.page.session.record([Entry(ids, "2021", "50"), Entry(ids, "2022", "49.1")])
    hands.page.tools.kinds_chosen.emit(frozenset(Kind))
    assert beside(hands, FIRST, Kind.PREVIOUS).text == "50.0"
    assert beside(hands, FIRST, Kind.CHANGE).text == "−0.9"
    assert beside(hands, FIRST, Kind.PERCENT).text == "−1.8%"


def titles(table):
    return [column.title for column in table.lines.columns]


def test_where_room_is_short_the_nature_gives_way_and_the_change_does_not(start, tmp_path):
    path = tmp_path / "利通.planbook"
    with PlanBook.create(path) as book:
        book.planning.load_sample("litong", demonstration=True)
    application = start(path)
    application.window.resize(1600, 768)
    application.window.go_to(Place("indicators"))
    table = application.window.page.table
    long = table.lines.row_of(
        next(line.id for line in application.session.indicators if len(line.name) > 15)
    )
    assert {"属性", "Δ上年"} <= set(titles(table))
    assert not table.lines.cell(long, 0).small
    application.window.resize(1260, 768)
    QCoreApplication.sendPostedEvents()
    assert "属性" not in titles(table)
    assert table.lines.cell(long, 0).small
    change = titles(table).index("Δ上年")
    table.go_to(application.session.indicators[0].id, application.session.period)
    right = table.columnViewportPosition(change) + table.columnWidth(change)
    assert right <= table.viewport().width(), "scrolled into sight with the figure it belongs to"
    application.window.resize(1600, 768)
    QCoreApplication.sendPostedEvents()
    assert {"属性", "Δ上年"} <= set(titles(table))
    assert table.chosen_widths == {}, "nobody gave a column a width"


def test_what_the_path_asks_for_says_why():
    line = an_indicator(baselines={2020: "80"}, targets={2025: "90"})
    asked = expected_cell(line, "2023", 2025)
    assert asked.text == "86.00"
    assert "2020 年 80" in asked.hint
    assert expected_cell(an_indicator(), "2023", 2025).text == ""


def test_what_is_counted_by_the_year_adds_up_against_its_target():
    # 25 places in 2022, 37 in 2023, of 88 by 2025.
    line = an_indicator(
        "新增学位",
        unit="个",
        counting=Counting.FLOW,
        targets={2025: "88"},
        actuals={"2022": "25", "2023-Q1": "30", "2023-Q2": "7"},
    )
    assert year_to_date_cell(line, "2023-Q2", 2022).text == "37"
    assert running_cell(line, "2023-Q2", 2022).text == "62"
    assert promised_cell(line, "2023-Q2", 2022).text == "差 26"
    assert running_cell(line, "2023-Q2", 2021).noted, "2021 is missing"
    rate = an_indicator(actuals={"2023": "95"})
    assert running_cell(rate, "2023", 2021).text == ""


def test_beside_a_years_number_stands_the_years_target_and_the_whole_in_its_tip():
    targets = {"yearly": {2024: "37", 2025: "26"}, "targets": {2025: "88"}}
    line = an_indicator("新建学校", unit="所", counting=Counting.FLOW, **targets)
    cell = target_cell(line, 2025, 2025)
    assert (cell.text, cell.hint) == ("26", "26；累计 88")
    whole = an_indicator("新建学校", unit="所", counting=Counting.FLOW, targets={2025: "88"})
    assert target_cell(whole, 2025, 2025).text == "累计 88"
    running = an_indicator("新建学校", unit="所", counting=Counting.CUMULATIVE, **targets)
    assert target_cell(running, 2025, 2025).text == "88"
    assert target_cell(running, 2024, 2025).text == "当年 37"
    rate = an_indicator(targets={2025: "88%"})
    assert target_cell(rate, 2025, 2025).text == "88"


def drawn(line):
    chart = trend_section(line, "2024", (2023, 2024, 2025)).chart
    lines = (chart.reached, chart.promised, chart.expected)
    return [[str(point.value) for point in points] for points in lines]


def test_yearly_numbers_are_drawn_as_they_run_up_to_the_promised_total():
    # 南安: 25, 37 and 26 schools a year, 88 in all.
    said = {"unit": "所", "yearly": {2023: "25", 2024: "37", 2025: "26"}, "targets": {2025: "88"}}
    flow = an_indicator(counting=Counting.FLOW, actuals={"2023": "20", "2024-Q1": "9"}, **said)
    assert drawn(flow) == [["20", "29"], ["25", "62", "88"], ["25", "62", "88"]]
    running = an_indicator(counting=Counting.CUMULATIVE, actuals={"2023": "20", "2024": "57"},
                           **said)  # fmt: skip
    assert drawn(running) == [["20", "57"], ["25", "62", "88"], ["25", "62", "88"]]
    yearly = an_indicator(counting=Counting.FLOW, yearly=said["yearly"], actuals={"2023": "20"})
    assert drawn(yearly) == [["20"], ["25", "37", "26"], ["25", "37", "26"]]


def test_every_kind_of_column_has_its_words_and_can_be_shown(hands):
    assert set(KIND_WORDS) == set(Kind)
    few = len(hands.table.lines.columns)
    hands.page.tools.kinds_chosen.emit(frozenset(Kind))
    assert len(hands.table.lines.columns) > few
    menu = hands.page.tools.ask_columns()
    assert [action.text() for action in menu.actions()[: len(Kind)]] == list(KIND_WORDS.values())
    menu.close()
    hands.page.tools.kinds_chosen.emit(USUAL)
    assert len(hands.table.lines.columns) == few


def test_a_units_figures_are_its_own(hands):
    session = hands.page.session
    unit = hands.page.tools.units.itemData(1)
    assert hands.page.tools.units.itemData(0) == ""
    hands.page.session.record([Entry(hands.line(FIRST).id, "2022", "50")])
    hands.page.tools.unit_chosen.emit(unit)
    assert hands.words(FIRST, "2022") is None
    hands.go(FIRST, "2022")
    hands.type("7")
    hands.press(Qt.Key.Key_Return)
    assert hands.words(FIRST, "2022") == "7"
    hands.page.tools.unit_chosen.emit("")
    assert hands.words(FIRST, "2022") == "50"
    session.undo()
    hands.page.tools.unit_chosen.emit(unit)
    assert hands.words(FIRST, "2022") is None


def test_f8_in_a_units_figures_goes_back_to_the_county(hands):
    hands.page.tools.unit_chosen.emit(hands.page.tools.units.itemData(1))
    hands.page.go_to_next_missing()
    assert hands.page.entry.unit is None
    assert hands.cell(hands.table.current_row.name, "2022").text == "未填"


def unit_named(hands, name):
    units = hands.page.tools.units
    return units.itemData(units.findText(name))


@pytest.fixture
def summed(hands):
    """A count that two units give their parts of; one of them owes this year's."""
    row = hands.line(SUMMED).id
    given = [("财政局", "2021"), ("财政局", "2022"), ("党群工作部", "2021")]
    entries = [Entry(row, year, "6", unit=unit_named(hands, name)) for name, year in given]
    hands.page.session.record(entries)
    session = hands.page.session
    session.wish(lambda: session.book.computing.sum_units(row))
    return hands


def test_a_unit_owes_its_part_and_the_same_count_stands_everywhere(summed, qtbot):
    hands = summed
    hands.page.tools.unit_chosen.emit(unit_named(hands, "党群工作部"))
    status = hands.application.window.status
    assert status.missing == "2022 年 党群工作部：还差 1 格"
    assert hands.cell(SUMMED, "2022").text == "未填"
    assert hands.page.tools.chips._buttons[Filter.MISSING].text() == "缺数 1"
    headings = [row.detail for row in hands.table.lines.rows if isinstance(row, Heading)]
    assert [words for words in headings if "还差" in words] == ["8 项，还差 1 格"]
    hands.page.chips.choose(Filter.MISSING)
    rows = [row.name for row in hands.table.lines.rows if not isinstance(row, Heading)]
    assert rows == [SUMMED]
    hands.page.chips.choose(Filter.ALL)
    hands.go(SECOND, "2021")
    hands.page.go_to_next_missing()
    assert (hands.table.current_row.name, hands.page.content.whose) == (SUMMED, "党群工作部")
    hands.type("7")
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: status.missing == "2022 年 党群工作部：已填齐")
    assert hands.cell(SUMMED, "2022").text == "7"
    hands.page.tools.unit_chosen.emit("")
    assert status.missing.startswith("2022 年：还差")


def test_the_countys_figures_asked_of_a_unit_are_among_what_it_owes(hands):
    hands.page.tools.unit_chosen.emit(unit_named(hands, "社会事业局"))
    asked = [line for line in hands.page.session.indicators if line.targets]
    status = hands.application.window.status
    assert status.missing == f"2022 年 社会事业局：还差 {len(asked)} 格"
    assert hands.cell(FIRST, "2022").text == "全区未填"
    hands.page.go_to_next_missing()
    assert hands.page.content.unit is None, "there the whole county's figure is typed"
    assert hands.cell(hands.table.current_row.name, "2022").text == "未填"


def test_place_filter_columns_and_widths_are_as_they_were_left(start, sample_path, hands):
    page = hands.page
    hands.go(SECOND, "2023")
    page.tools.kinds_chosen.emit(USUAL | {Kind.NOTE})
    page.chips.choose(Filter.MISSING)
    page.tools.search.setText("普惠")
    page.table.setColumnWidth(0, 333)
    hands.application.window.close()
    again = start(sample_path)
    again.window.go_to(Place("indicators"))
    other = again.window.page
    assert (other.chips.key, other.tools.search.text()) == (Filter.MISSING, "普惠")
    assert (other.table.current_row.name, other.table.current_column.name) == (SECOND, "2023")
    assert Kind.NOTE in other.content.kinds
    assert other.table.columnWidth(0) == 333


def test_a_filter_by_what_the_checks_find_is_as_it_was_left_too(start, sample_path, hands):
    hands.application.afterwards.finish()
    entries = [
        Entry(hands.line(FIRST).id, "2022", "84"),
        Entry(hands.line(SECOND).id, "2022", "50"),
    ]
    hands.page.session.record(entries)
    hands.page.refresh()
    hands.page.chips.choose(Filter.ERROR)
    assert hands.page.chips.key == Filter.ERROR
    hands.application.window.close()
    again = start(sample_path)
    again.window.go_to(Place("indicators"))
    again.afterwards.finish()
    page = again.window.page
    assert page.chips.key == Filter.ERROR
    shown = [row.name for row in page.table.lines.rows if not isinstance(row, Heading)]
    assert shown == [FIRST]


def test_who_answers_can_be_asked_for_however_many_chips_there_are(hands, qtbot):
    tools, units = hands.page.tools, {"u": "吴忠市利通区教育局", "v": "区财政局"}
    hands.application.window.resize(1366, 700)
    qtbot.waitUntil(lambda: hands.application.window.width() == 1366)
    counts = dict.fromkeys(Filter, 2) | {Filter.FILLED: 9, Filter.GONE: 0}

    def show():
        tools.show_wanted(counts, units, Wanted())
        qtbot.waitUntil(tools.shares.isVisible)

    show()
    usual = tools.shares.minimumSizeHint().width()
    tools.choose(Wanted(unit="v"))
    tools.choose(Wanted())
    show()
    qtbot.waitUntil(lambda: tools.shares.width() >= usual)


def test_what_was_remembered_wrongly_is_as_at_first(hands):
    preferences = hands.page.preferences
    left = Remembered("row", "2023", kinds=frozenset({Kind.NOTE}), widths={"name": 300})
    remember(preferences, "book", "plan", left)
    assert recall(preferences, "book", "plan") == left
    assert recall(preferences, "book", "other") == Remembered()
    for damaged in ("[1]", "{", '{"kinds": ["no"]}', '{"widths": 3}', "17"):
        preferences.keep("view/book/plan/indicators", damaged, known="")
        assert recall(preferences, "book", "plan") == Remembered()


def test_the_right_button_on_a_head_offers_the_columns(hands):
    head = hands.table.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(hands.place(FIRST, "2022")[1]) + 5, 30)
    reason = QContextMenuEvent.Reason.Mouse
    QCoreApplication.sendEvent(
        head.viewport(), QContextMenuEvent(reason, place, head.mapToGlobal(place))
    )
    menu = QApplication.activePopupWidget()
    assert menu.objectName() == "columns_menu"
    menu.close()
