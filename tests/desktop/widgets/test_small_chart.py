"""The small chart: round lines that take in every value, and its words for a screen reader."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor

from desktop.preferences import Preferences
from desktop.theme import Look
from desktop.widgets.small_chart import Point, SmallChart, Trend, round_lines

FIGURES = st.decimals(-10_000_000, 10_000_000, places=2)


def point(year, words):
    return Point(year, Decimal(words), words)


TREND = Trend(
    years=(2020, 2021, 2022, 2023),
    reached=(point(2020, "87"), point(2021, "88.2"), point(2022, "89.6")),
    promised=(point(2022, "88"), point(2023, "92")),
    expected=(point(2020, "87"), point(2023, "92")),
    year=2022,
)


@pytest.fixture
def look(tmp_path):
    return Look(Preferences(QSettings(str(tmp_path / "p.ini"), QSettings.Format.IniFormat)))


@pytest.mark.parametrize(
    ("low", "high", "lines"),
    [
        ("85", "92", ["84", "86", "88", "90", "92"]),
        ("0", "10000", ["0", "3000", "6000", "9000", "12000"]),
        ("54.1", "54.9", ["54.0", "54.3", "54.6", "54.9"]),
    ],
)
def test_lines_are_round_and_few(low, high, lines):
    found = round_lines(Decimal(low), Decimal(high))
    assert found == tuple(map(Decimal, lines))


@given(FIGURES, FIGURES)
def test_any_two_values_lie_between_the_lines(one, other):
    low, high = sorted((one, other))
    lines = round_lines(low, high)
    assert lines[0] <= low <= high <= lines[-1]
    assert 2 <= len(lines) <= 5
    steps = {after - before for before, after in pairwise(lines)}
    assert len(steps) == 1
    assert steps.pop() > 0


def test_it_says_in_words_what_it_draws(look, qtbot):
    chart = SmallChart(look, TREND)
    qtbot.addWidget(chart)
    assert chart.accessibleName() == (
        "走势：实际 2020 年 87，2021 年 88.2，2022 年 89.6；目标 2022 年 88，2023 年 92"
    )


def test_what_was_reached_is_drawn_in_the_accent(look, qtbot):
    chart = SmallChart(look, TREND)
    qtbot.addWidget(chart)
    chart.resize(296, chart.height())
    picture = chart.grab().toImage()
    accent = QColor(look.theme.colour("accent")).rgb()
    drawn = {
        at
        for at in range(picture.width())
        for down in range(picture.height())
        if picture.pixel(at, down) == accent
    }
    assert max(drawn) - min(drawn) > picture.width() // 3


def test_one_year_alone_is_drawn_too(look, qtbot):
    lone = Trend((2022,), (point(2022, "5"),), (), (), 2022)
    chart = SmallChart(look, lone)
    qtbot.addWidget(chart)
    chart.resize(296, chart.height())
    assert not chart.grab().isNull()


def test_the_lowest_figure_is_not_written_over_the_years(look, qtbot):
    reached = (point(2020, "100"), point(2021, "80"), point(2022, "90"))
    falls = replace(TREND, reached=reached, promised=(), expected=(), year=2021)
    chart = SmallChart(look, falls)
    qtbot.addWidget(chart)
    chart.resize(296, chart.height())
    picture = chart.grab().toImage()
    accent = QColor(look.theme.colour("accent")).rgb()
    years = range(picture.height() - 16, picture.height())
    assert not [
        (at, down)
        for at in range(picture.width())
        for down in years
        if picture.pixel(at, down) == accent
    ]


@pytest.mark.parametrize(("last", "named"), [(2023, 4), (2030, 6)])
def test_the_years_stand_apart_however_many_there_are(look, qtbot, last, named):
    chart = SmallChart(look, replace(TREND, years=tuple(range(2020, last + 1))))
    qtbot.addWidget(chart)
    chart.resize(296, chart.height())
    picture = chart.grab().toImage()
    ground = picture.pixel(0, picture.height() - 1)
    inked = [
        at
        for at in range(picture.width())
        if any(
            picture.pixel(at, down) != ground
            for down in range(picture.height() - 15, picture.height())
        )
    ]
    assert 1 + sum(beside - at >= 4 for at, beside in pairwise(inked)) == named
