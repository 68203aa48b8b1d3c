"""Draws the pictures of the help anew, small: whoever changes a page calls this."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from db.ticket import Unhurried
from desktop.help.chapters import chapters, picture_folder
from desktop.offscreen import draw_unseen

_WIDTH = 820


def main() -> int:
    """Draw every picture that a chapter shows; say how many and how large they are."""
    wanted = {name for chapter in chapters() for name in chapter.pictures}
    folder = picture_folder()
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    smooth = Qt.TransformationMode.SmoothTransformation
    with tempfile.TemporaryDirectory() as spare:
        drawn = draw_unseen(None, Path(spare), "light", 100, Unhurried())
        for path in drawn:
            if path.name in wanted:
                narrow = QImage(str(path)).scaledToWidth(_WIDTH, smooth)
                narrow.save(str(folder / path.name), quality=0)
    made = {path.name: path.stat().st_size for path in folder.glob("*.png")}
    sys.stderr.write(f"帮助的图片 {len(made)} 张，共 {sum(made.values()) // 1024} KB。\n")
    return 0 if made.keys() == wanted else 1


if __name__ == "__main__":
    sys.exit(main())
