"""What the program says of itself: versions, and the licences of its parts."""

from PySide6.QtGui import QGuiApplication

import resources
from desktop.about import notices, versions
from desktop.version import VERSION


def test_versions_are_copied(start):
    dialog = start().rooms.ways_to_help.show_about()
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied == f"规划台账 {VERSION}\n{versions()}"
    assert all(part in copied for part in ("Python 3.", "Qt 6.", "SQLite 3."))
    dialog.close()


def test_from_a_checkout_the_parts_are_listed_with_their_licences():
    told = notices()
    assert f"规划台账 {VERSION}：MIT" in told
    assert "rapidfuzz" in told.lower()
    assert "pytest" not in told, "what its makers work with is no part of it"


def test_the_built_program_shows_the_notices_it_carries(monkeypatch, tmp_path):
    (tmp_path / "NOTICES.txt").write_text("许可全文", "utf-8")
    monkeypatch.setattr(resources, "__path__", [str(tmp_path)])
    assert notices() == "许可全文"
