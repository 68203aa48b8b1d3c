"""What is raised in a method that Qt calls is shown like any other error; nothing dies of it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
from PySide6.QtCore import QAbstractTableModel, QModelIndex

from desktop.raised_in_qt import catch_them_in_time


def data(self, index, role=0):
    return %s


class Figures(QAbstractTableModel):
    def rowCount(self, parent=QModelIndex()):
        return 1

    def columnCount(self, parent=QModelIndex()):
        return 1


class MadeBefore(Figures):
    data = data


catch_them_in_time()


class MadeAfter(Figures):
    data = data


for figures in (MadeBefore(), MadeAfter()):
    try:
        figures.index(0, 0).data()
    except Exception as error:
        print(type(error).__name__)
"""


@pytest.mark.parametrize(("raises", "kind"), [("[][5]", "IndexError"), ("int('九')", "ValueError")])
def test_an_error_of_c_code_comes_out_as_what_it_is(raises, kind):
    words = [sys.executable, "-c", PROGRAM % raises]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"{kind}\n" * 2), done.stderr
