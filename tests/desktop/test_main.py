"""The entry: verbs to the command line, the input method's door, faults nobody caught."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler

from desktop import __main__ as entry
from desktop.running_log import RunningLog

ROOT = Path(__file__).resolve().parents[2]


def test_a_verb_goes_to_the_command_line_without_qt():
    code = (
        "import sys; sys.argv = ['planbook', '--version']\n"
        "from desktop.__main__ import main\n"
        "code = main()\n"
        "assert not any(name.startswith('PySide6') for name in sys.modules)\n"
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "0.1.0" in done.stdout


def test_a_mistyped_verb_is_said_and_opens_no_window(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["planbook", "exprot", "台账.planbook"])
    assert entry.main() == 2
    assert "不能是“exprot”" in capsys.readouterr().err


@pytest.mark.parametrize("module", ["fcitx", "fcitx5"])
def test_fcitx_is_reached_through_its_ibus_door(monkeypatch, module):
    monkeypatch.setenv("QT_IM_MODULE", module)
    monkeypatch.setenv("IBUS_USE_PORTAL", "")
    monkeypatch.delenv("IBUS_USE_PORTAL")
    entry._prepare_input_method()
    assert (os.environ["QT_IM_MODULE"], os.environ["IBUS_USE_PORTAL"]) == ("ibus", "1")


@pytest.mark.parametrize("module", ["ibus", "xim", "compose", ""])
def test_any_other_input_method_is_left_as_it_is(monkeypatch, module):
    monkeypatch.setenv("QT_IM_MODULE", module)
    monkeypatch.delenv("IBUS_USE_PORTAL", raising=False)
    entry._prepare_input_method()
    assert os.environ["QT_IM_MODULE"] == module
    assert "IBUS_USE_PORTAL" not in os.environ


def test_whoever_chose_another_door_keeps_it(monkeypatch):
    monkeypatch.setenv("QT_IM_MODULE", "fcitx")
    monkeypatch.setenv("IBUS_USE_PORTAL", "0")
    entry._prepare_input_method()
    assert os.environ["IBUS_USE_PORTAL"] == "0"


def test_the_door_is_chosen_before_qt_is_loaded():
    code = (
        "import sys\n"
        "from desktop import __main__ as entry\n"
        "def stop():\n"
        "    assert not any(name.startswith('PySide6') for name in sys.modules)\n"
        "    sys.exit(7)\n"
        "entry._prepare_input_method = stop\n"
        "entry._open_window([])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert done.returncode == 7


def test_a_fault_nobody_caught_is_shown_and_the_program_goes_on(monkeypatch, tmp_path):
    shown = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    entry._catch_crashes(shown.append, RunningLog(tmp_path))
    qInstallMessageHandler(None)
    fault = ZeroDivisionError("one too many")
    sys.excepthook(type(fault), fault, None)
    assert shown == [fault]
    assert "fault builtins.ZeroDivisionError" in (tmp_path / "planbook.log").read_text("utf-8")
