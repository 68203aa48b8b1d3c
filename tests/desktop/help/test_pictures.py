"""The pictures of the help show the pages as they are drawn today."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from db.ticket import Unhurried
from desktop.help.chapters import chapters, picture_folder
from desktop.pictures import draw_pages

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qapp"),
]
COARSE = (40, 24)
"""Dots across and down that are compared: fonts and dates differ, what stands where does not."""
ALIKE = 2
"""Shades of 256 by which the dots may differ on average."""


@pytest.fixture(scope="module")
def today(tmp_path_factory):
    """Draw every page and dialog once."""
    folder = tmp_path_factory.mktemp("pages")
    return {path.name: path for path in draw_pages(None, folder, "light", 100, Unhurried())}


def shades(path):
    picture = QImage(str(path)).convertToFormat(QImage.Format.Format_Grayscale8)
    ignore, smooth = (
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    small = picture.scaled(*COARSE, ignore, smooth)
    return [small.pixelColor(x, y).value() for y in range(COARSE[1]) for x in range(COARSE[0])]


def difference(one, other):
    pairs = list(zip(shades(one), shades(other), strict=True))
    return sum(abs(here - there) for here, there in pairs) / len(pairs)


@pytest.mark.parametrize(
    "name", sorted({name for chapter in chapters() for name in chapter.pictures})
)
def test_a_picture_shows_what_is_drawn_today(today, name):
    assert difference(picture_folder() / name, today[name]) < ALIKE, "python3 dev.py help-pictures"


def test_a_picture_of_another_page_would_be_noticed(today):
    assert difference(picture_folder() / "findings.png", today["indicators.png"]) > ALIKE
    assert difference(picture_folder() / "task_list.png", today["indicators.png"]) > ALIKE
