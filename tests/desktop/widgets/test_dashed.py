"""A frame of dashes is seen as dashes, not as dots."""

from itertools import groupby

from PySide6.QtWidgets import QFrame

from desktop.widgets.dashed import DropArea


def test_the_dashes_are_longer_than_dots(qtbot):
    area = DropArea()
    qtbot.addWidget(area)
    area.setStyleSheet("color: black; background: white; border: none;")
    area.resize(200, 40)
    area.show()
    picture = area.grab().toImage()
    edge = [picture.pixelColor(x, 0).lightness() < 160 for x in range(10, 190)]
    runs = [(dark, len(list(run))) for dark, run in groupby(edge)][1:-1]
    dashes = [length for dark, length in runs if dark]
    gaps = [length for dark, length in runs if not dark]
    assert isinstance(area, QFrame)
    assert len(dashes) > 20
    assert min(dashes) >= 3
    assert min(gaps) >= 2
