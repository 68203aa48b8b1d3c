"""The program tries itself in ten lines, and says which step does not hold."""

import os
import subprocess
import sys

import pytest

from desktop.self_check import BOOK_NAME, LIST_NAME, OFFICE_NAME

from .conftest import ROOT


def self_check(*words):
    """Run the verb as a shell does, where there is no screen."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    code = "import sys; from desktop import cli; sys.exit(cli.run(['self-check', *sys.argv[1:]]))"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_ten_steps_hold_and_leave_their_files(tmp_path):
    folder = tmp_path / "自检 结果"
    done = self_check(folder)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert [line.split(" ")[0] for line in lines] == [str(number) for number in range(1, 11)]
    assert lines[0].startswith("1 建台账：")
    assert lines[0].endswith("指标 49 项、任务 31 项、项目 14 个")
    assert all((folder / name).stat().st_size for name in (BOOK_NAME, LIST_NAME, OFFICE_NAME))
    assert list(folder.rglob("*.png"))


@pytest.mark.parametrize(
    ("name", "step"),
    [(BOOK_NAME, "第 1 步“建台账”"), (OFFICE_NAME, "第 2 步“写办公室来表”")],
)
def test_a_step_that_cannot_be_done_is_named(planbook, tmp_path, name, step):
    (tmp_path / name).mkdir()
    done = planbook("self-check", tmp_path)
    assert done.code == 3
    assert step in done.error
    assert len(done.error.splitlines()) == 1


def test_the_steps_before_a_failing_one_are_told(planbook, tmp_path):
    (tmp_path / f"~${LIST_NAME}").touch()
    done = planbook("self-check", tmp_path)
    assert done.code == 3
    assert len(done.out.splitlines()) == 4
    assert "第 5 步“导出一览表”没有通过" in done.error
    assert "正被 WPS、Excel 或 LibreOffice 打开" in done.error


def test_the_pages_of_a_book_are_drawn_into_a_folder(planbook, litong):
    folder = litong.with_name("图")
    said = planbook("screenshots", folder, litong).done()
    drawn = sorted(path.name for path in folder.iterdir())
    assert f"已画 {len(drawn)} 张图" in said
    assert {"overview.png", "indicators.png"} <= set(drawn)


def test_a_book_to_be_drawn_must_be_there(planbook, tmp_path):
    folder = tmp_path / "图"
    assert "没有找到台账" in planbook("screenshots", folder, tmp_path / "没有.planbook").refused()
    assert not folder.exists()


def test_pictures_need_a_folder_and_not_a_file(planbook, litong):
    assert "没有写入" in planbook("screenshots", litong, litong).refused()
