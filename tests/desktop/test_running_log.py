"""The log of a run stays short, and what a process died of is found at the next start."""

import subprocess
import sys
from pathlib import Path

from desktop.running_log import LARGEST, RunningLog

ROOT = Path(__file__).resolve().parents[2]


def test_a_line_has_its_time_and_stays_one_line(tmp_path):
    log = RunningLog(tmp_path)
    log.begin()
    log.write("qt two\nlines")
    lines = (tmp_path / "planbook.log").read_text("utf-8").splitlines()
    assert len(lines) == 2
    assert "start" in lines[0]
    assert lines[1].endswith("qt two lines")


def test_a_long_log_is_begun_anew_and_the_one_before_is_kept(tmp_path):
    log = RunningLog(tmp_path)
    for _ in range(3):
        log.write("x" * (LARGEST // 2))
        log.write("y" * (LARGEST // 2))
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {"planbook.log", "planbook.1.log"}
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 3 * LARGEST


def test_where_nothing_can_be_written_nothing_fails(tmp_path):
    RunningLog(None).write("a line")
    log = RunningLog(tmp_path / "nowhere")
    log.write("a line")
    log.watch_for_faults()
    assert log.take_fault() is None


def test_what_a_process_died_of_is_found_once(tmp_path):
    code = (
        "import faulthandler, sys; from pathlib import Path\n"
        "from desktop.running_log import RunningLog\n"
        "RunningLog(Path(sys.argv[1])).watch_for_faults(); faulthandler._sigsegv()"
    )
    died = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=False)
    assert died.returncode != 0
    log = RunningLog(tmp_path)
    found = log.take_fault()
    assert found is not None
    assert "Segmentation fault" in found.read_text("utf-8")
    assert log.take_fault() is None


def test_a_run_that_ends_well_leaves_no_fault(tmp_path):
    log = RunningLog(tmp_path)
    log.watch_for_faults()
    log.stop_watching()
    assert log.take_fault() is None
