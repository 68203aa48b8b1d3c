"""Small pictures of photographs: of any size and kind, and none where there is no picture."""

import pytest
from PySide6.QtCore import QSize

from desktop.evidence.thumbnails import small_picture
from tests.desktop.evidence.pictures import a_picture

ROOM = QSize(288, 200)

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("kind", ["PNG", "JPG", "BMP"])
def test_a_large_picture_fits_its_room_and_keeps_its_shape(kind):
    small = small_picture(a_picture(3000, 1000, kind), ROOM)
    assert (small.width(), small.height()) == (288, 96)


def test_a_small_picture_is_not_blown_up():
    small = small_picture(a_picture(40, 30), ROOM)
    assert (small.width(), small.height()) == (40, 30)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n damaged", a_picture(9, 9)[:40]])
def test_what_is_no_picture_gives_none(content):
    assert small_picture(content, ROOM).isNull()


def test_a_bomb_of_pixels_is_not_unpacked():
    header = a_picture(8, 8, "BMP")
    bomb = header[:18] + (100_000).to_bytes(4, "little") * 2 + header[26:]
    assert small_picture(bomb, ROOM).isNull()
