"""A wrong or hostile file: one sentence, exit 2, the book unchanged, in 10 seconds and 1 GB."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from db.book import PlanBook
from tests.db.exchange import hostile
from tests.db.stories import sha256

from .conftest import ROOT

GIGABYTE = 1 << 30
SECONDS = 10
ROW = (
    '<row r="1"><c r="A1" t="str"><v>指标</v></c><c r="B1" t="str"><v>2024年</v></c></row>'
    '<row r="2"><c r="A2" t="str"><v>覆盖率</v></c><c r="B2"><v>90</v></c></row>'
)
BOMB = '<!DOCTYPE x [<!ENTITY a "哈">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


def truncated(path: Path) -> Path:
    hostile.a_workbook(path, ROW)
    path.write_bytes(path.read_bytes()[:-200])
    return path


def picture(path: Path) -> Path:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(900))
    return path


def words(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


FILES = {
    "有密码": (lambda path: hostile.ole_file(path, "EncryptedPackage"), "密码"),
    "截断": (truncated, "坏"),
    "实体炸弹": (
        lambda path: hostile.packed(
            path, hostile.parts_of(f"{BOMB}]><worksheet>&j;</worksheet>")
        ),
        "实体",
    ),
    "压缩炸弹": (lambda path: hostile.zip_bomb(path, 600), "太大"),
    "巨大合并": (
        lambda path: hostile.packed(
            path,
            hostile.parts_of(
                hostile.worksheet(
                    ROW,
                    after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
                )
            ),
        ),
        "合并",
    ),
    "远角": (
        lambda path: hostile.a_workbook(
            path, f'{ROW}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
        "XFD1048576",
    ),
    "非数": (
        lambda path: hostile.a_workbook(path, ROW.replace("<v>90</v>", "<v>NaN</v>")),
        "B2",
    ),
    "网页": (lambda path: words(path, "<html><table><td>指标</td></table></html>"), "网页"),
    "图片": (lambda path: picture(path.with_suffix(".png")), "Excel"),
    "没有表": (
        lambda path: hostile.a_workbook(
            path, '<row r="1"><c r="A1" t="str"><v>通知</v></c></row>'
        ),
        "没有",
    ),
    "空文件": (lambda path: words(path, ""), "空"),
}  # fmt: skip


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (GIGABYTE, GIGABYTE))


def imported(book: Path, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "desktop", "import", book, path],
        check=False,
        capture_output=True,
        cwd=ROOT,
        preexec_fn=limited,
        text=True,
        timeout=SECONDS,
    )


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "台账 一.planbook"
    with PlanBook.create(path) as made:
        made.planning.load_sample("nanan")
    return path


@pytest.mark.parametrize("name", FILES)
def test_one_sentence_and_nothing_changes(book, tmp_path, name):
    make, word = FILES[name]
    path = make(tmp_path / f"来 表{name}.xlsx")
    before = sha256(book)
    done = imported(book, path)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert word in line
    assert line.endswith("。")
    assert sha256(book) == before
    assert [one.name for one in tmp_path.iterdir() if "备份" in one.name] == []


def test_an_official_form_is_no_list_of_ours(book, shared):
    before = sha256(book)
    for form in sorted((shared / "workbooks").glob("*.xlsx")):
        done = imported(book, form)
        assert done.returncode == 2
        (line,) = done.stderr.splitlines()
        assert form.name in line
    assert sha256(book) == before
