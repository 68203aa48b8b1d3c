"""At another scale all is larger alike. Qt takes it at its start: in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from desktop.preferences import Preferences
from desktop.user_folders import settings_file

ROOT = Path(__file__).resolve().parents[2]

SHOWN_ONCE = """
from PySide6.QtWidgets import QApplication
from desktop import __main__ as entry
def look(qt=None):
    print(QApplication.instance().devicePixelRatio())
    return 0
QApplication.exec = look
entry._open_window([])
"""

OVER = """
import sys
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLabel
from desktop.application import Application
qt = QApplication([])
application = Application(qt, QSettings(sys.argv[1], QSettings.Format.IniFormat))
application.window.show()
pictures = [one.pixmap() for one in application.welcome.findChildren(QLabel)]
print(sorted({one.deviceIndependentSize().width() for one in pictures if not one.isNull()}))
shown = application.rooms.ways_to_help.show_chapter("indicators")
QApplication.sendPostedEvents()
print(shown.text.fitted("indicators.png").deviceIndependentSize().width()
      / shown.text.viewport().width())
"""


def told_by(code, *words, scale=""):
    """Run a piece of the program at a scale (empty: none is forced) and return its lines."""
    known = {name: value for name, value in os.environ.items() if name != "QT_SCALE_FACTOR"}
    if scale:
        known["QT_SCALE_FACTOR"] = scale
    run = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT, env=known, capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_size_that_is_preferred_is_used_at_the_next_start(monkeypatch, tmp_path, percent):
    for kind in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    settings = QSettings(str(settings_file()), QSettings.Format.IniFormat)
    Preferences(settings).scale = percent
    settings.sync()
    assert told_by(SHOWN_ONCE) == [str(percent / 100)]


@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_pictures_cover_as_many_points_at_every_scale(tmp_path, scale):
    icons, part_of_the_text = told_by(OVER, str(tmp_path / "p.ini"), scale=scale)
    assert icons == "[16.0, 20.0]"
    assert float(part_of_the_text) > 0.9
