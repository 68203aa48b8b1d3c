"""Themes: the same meanings in each, words that can be read, no colour outside the file."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontDatabase
from PySide6.QtWidgets import QCheckBox

from desktop import theme
from desktop.delegates.marks import MARK_INKS, MARK_WORDS, Mark
from desktop.theme import ThemeName, hint_ink, style_sheet, theme_named
from resources import tokens

ROOT = Path(__file__).resolve().parents[2]


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: QColor, second: QColor) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_the_standard_does():
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)


def test_all_themes_know_the_same_meanings():
    light = set(theme_named("light").values)
    assert {name: set(theme_named(name).values) ^ light for name in ThemeName} == {
        name: set() for name in ThemeName
    }


@pytest.mark.parametrize("name", list(ThemeName))
def test_words_and_marks_can_be_told_from_their_ground(name):
    chosen = theme_named(name)
    pairs = tokens.PAIRS
    faint = [
        (ink, ground)
        for ink, ground, least in (*pairs["text"], *pairs["marks"])
        if contrast(chosen.colour(ink), chosen.colour(ground)) < least
    ]
    assert faint == []


@pytest.mark.parametrize("name", list(ThemeName))
def test_what_an_empty_field_asks_for_is_read_and_is_not_what_was_typed(name):
    chosen = theme_named(name)
    assert contrast(hint_ink(chosen), chosen.colour("entered")) >= 4.5
    assert contrast(hint_ink(chosen), chosen.colour("entered_text")) >= 1.5


@pytest.mark.parametrize("name", list(ThemeName))
def test_a_tick_box_is_seen_whether_it_is_ticked_or_not(qtbot, name):
    chosen, box = theme_named(name), QCheckBox("改数据提供单位")
    qtbot.addWidget(box)
    box.setStyleSheet(style_sheet(chosen))
    open_box = box.grab().toImage()
    box.setChecked(True)
    ticked = box.grab().toImage()
    assert chosen.colour("line_strong") in colours_of(open_box)
    assert chosen.colour("accent") in colours_of(ticked)
    ink = "white" if name == ThemeName.LIGHT else "black"
    assert QColor(ink) in colours_of(ticked), "the tick itself"


def colours_of(picture):
    places = ((x, y) for x in range(16) for y in range(picture.height()))
    return [picture.pixelColor(x, y) for x, y in places]


@pytest.mark.parametrize("name", list(ThemeName))
def test_every_mark_has_a_word_and_an_ink_that_is_seen_in_cells(name):
    chosen = theme_named(name)
    marks = {mark for name, mark in vars(Mark).items() if name.isupper()}
    assert set(MARK_WORDS) == set(MARK_INKS) == marks
    assert len(set(MARK_WORDS.values())) == len(marks), "two marks with one word"
    for mark in marks:
        assert contrast(chosen.colour(MARK_INKS[mark]), chosen.colour("surface")) >= 3


@pytest.mark.parametrize("name", list(ThemeName))
def test_the_style_sheet_is_complete(name):
    sheet = theme.style_sheet(theme_named(name))
    assert "$" not in sheet
    assert theme_named(name).values["accent"] in sheet


def test_a_theme_of_a_newer_program_falls_back_to_light():
    assert theme_named("sepia").name is ThemeName.LIGHT


def test_no_colour_is_written_outside_the_file():
    sources = [*(ROOT / "desktop").rglob("*.py"), ROOT / "resources" / "themes" / "planbook.qss"]
    written = re.compile(r"#[0-9A-Fa-f]{6}\b|rgba?\(")
    assert [source.name for source in sources if written.search(source.read_text("utf-8"))] == []


def test_words_begin_with_a_family_that_is_there():
    there = set(QFontDatabase.families())
    wished = tokens.FONTS["body"]
    families = theme_named("light").font().families()
    assert set(families) <= set(wished)
    assert families[0] in there or not there & set(wished)


def test_a_font_that_is_struck_through_is_nobody_elses():
    font = theme_named("light").font()
    font.setStrikeOut(True)
    assert not theme_named("light").font().strikeOut()
