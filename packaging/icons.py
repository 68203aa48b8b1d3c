"""`icons.py FOLDER`: the program's icon as PNG files of all sizes, and as the .ico of Windows."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

HOUSE = Path(__file__).resolve().parents[1]
DRAWING = HOUSE / "resources" / "icons" / "planbook.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256)
_ICON, _LARGEST_BYTE = 1, 256


def drawn(renderer: QSvgRenderer, size: int) -> bytes:
    """Return the drawing as a PNG of that many pixels each way."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def ico_of(pictures: dict[int, bytes]) -> bytes:
    """Return one .ico of PNG pictures by their size; 0 in it stands for 256."""
    place = 6 + 16 * len(pictures)
    head, body = struct.pack("<HHH", 0, _ICON, len(pictures)), b""
    for size, picture in pictures.items():
        side = size % _LARGEST_BYTE
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), place + len(body))
        body += picture
    return head + body


def main(folder: Path) -> None:
    """Draw them all."""
    application = QGuiApplication(["icons"])
    renderer = QSvgRenderer(QByteArray(DRAWING.read_bytes()))
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {size: drawn(renderer, size) for size in SIZES}
    for size, picture in pictures.items():
        (folder / f"{size}.png").write_bytes(picture)
    (folder / "planbook.ico").write_bytes(ico_of(pictures))
    application.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
