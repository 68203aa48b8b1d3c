"""Paper: a long table on A4 or A3, its head on every page, its words searchable, kept whole."""

import re

import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from db.errors import Cancelled, TargetRefused
from db.faults import TargetFault
from desktop.columns import Align
from desktop.notices import Notices
from desktop.paper import Paper, PaperBand, PaperColumn, PaperRow, PaperSize, words_of
from desktop.paper_pages import PaperPages
from desktop.printing import PrintPreview, write_pdf

pytestmark = pytest.mark.usefixtures("qapp")

TITLE = "清河县教育事业发展“十四五”规划校验情况表"
RADICALS = range(0x2E80, 0x2FE0)
"""Signs that look like characters and are found by no search: 金 as ⾦."""


def a_paper(count=3, **said):
    columns = (
        PaperColumn("序号", 8, Align.CENTRE),
        PaperColumn("指标", 40),
        PaperColumn("上期", 14, Align.RIGHT, group="数"),
        PaperColumn("本期", 14, Align.RIGHT, group="数"),
        PaperColumn("说明", 60),
    )
    rows = tuple(
        PaperRow((str(number), "金积镇小学巩固率", "98.1", "97.6", "两户迁出，见面一名"))
        for number in range(1, count + 1)
    )
    made = {"columns": columns, "rows": (PaperBand("疑问"), *rows), "closing": ("填表人：",)}
    return Paper(TITLE, **(made | said))


def pages_in(path):
    return len(re.findall(rb"/Type\s*/Page\b", path.read_bytes()))


def signs_in(path):
    """Return the signs that a reader gets when it copies the words of a PDF."""
    tables = re.findall(rb"beginbfrange(.*?)endbfrange", path.read_bytes(), re.DOTALL)
    lists = [listed for table in tables for listed in re.findall(rb"\[(.*?)\]", table, re.DOTALL)]
    return {chr(int(sign, 16)) for listed in lists for sign in re.findall(rb"<(\w{4})>", listed)}


def test_a_pdf_has_a_page_for_each_that_was_laid_out(tmp_path):
    path = tmp_path / "校验情况表.pdf"
    paper = a_paper(100)
    write_pdf(path, paper)
    assert pages_in(path) == len(PaperPages(paper)) > 1
    assert path.read_bytes().startswith(b"%PDF")


def test_words_in_a_pdf_are_found_again_as_they_were_written(tmp_path):
    path = tmp_path / "校验情况表.pdf"
    write_pdf(path, a_paper())
    found = signs_in(path)
    assert set("金积镇小学巩固率两户迁出见面一名") <= found
    assert not {sign for sign in found if ord(sign) in RADICALS}


def test_a3_holds_more_rows_than_a4_and_upright_more_than_on_its_side():
    on_a4, on_a3 = (PaperPages(a_paper(100, size=size)) for size in PaperSize)
    assert len(on_a3) < len(on_a4)
    assert len(PaperPages(a_paper(100, landscape=False))) < len(on_a4)
    assert on_a4.room.width() > on_a4.room.height()


def test_a_row_that_begins_a_page_says_what_the_rows_above_it_said_for_it():
    whole = ("1", "巩固率", "98.1", "97.6", "")
    rows = (PaperRow(whole), *(PaperRow(("", *whole[1:]), atop=whole) for _ in range(99)))
    first, *others = PaperPages(a_paper(rows=rows)).pages
    assert [piece.row.cells[0] for piece in first[:3]] == ["1", "", ""]
    for page in others:
        assert [piece.row.cells[0] for piece in page[:2]] == ["1", ""]


def test_every_row_stands_on_one_page_in_its_order():
    paper = a_paper(100)
    laid_out = PaperPages(paper).pages
    assert tuple(piece.row for page in laid_out for piece in page) == paper.rows


def test_a_heading_never_stands_alone_at_the_foot_of_a_page():
    for count in range(15, 40):
        rows = a_paper(count).rows
        pages = PaperPages(a_paper(rows=(*rows, PaperBand("已说明"), rows[-1]))).pages
        assert not any(isinstance(page[-1].row, PaperBand) for page in pages)


def test_a_row_higher_than_a_page_goes_on_where_it_stopped():
    words = "说明" * 4000
    rows = (*a_paper(5).rows, PaperRow(("6", "长", "", "", words)))
    pages = PaperPages(a_paper(rows=rows))
    parts = [piece for page in pages.pages for piece in page if piece.row is rows[-1]]
    assert len(parts) > 1
    assert [part.first for part in parts[1:]] == [part.last for part in parts[:-1]]
    room = pages.room.height()
    assert all(sum(piece.height for piece in page) < room for page in pages.pages)


def test_the_line_that_is_signed_has_room_and_a_row_above_it():
    for count in range(10, 40):
        pages = PaperPages(a_paper(count))
        last = pages.pages[-1]
        assert last
        used = sum(piece.height for piece in last)
        signed, plain = (PaperPages(a_paper(count, closing=said)) for said in (("填表人：",), ()))
        assert len(signed) - len(plain) in {0, 1}
        assert used < pages.room.height() * 0.9


def test_what_is_no_text_draws_itself_into_its_cell():
    drawn = []
    rows = (PaperRow(("1", "项目", "", "", lambda _painter, box: drawn.append(box)), height=12),)
    pages = PaperPages(a_paper(rows=rows))
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(0.1, 0.1)
    pages.draw_page(painter, 0)
    painter.end()
    (box,) = drawn
    assert box.height() == pytest.approx(12 / 25.4 * 720)
    assert box.right() == pytest.approx(pages.room.width())
    assert image.pixelColor(int(box.left() / 10), int(box.center().y() / 10)).lightness() < 128


def test_a_file_that_stands_there_is_not_written_over_unasked(tmp_path):
    path = tmp_path / "表.pdf"
    path.write_bytes(b"mine")
    with pytest.raises(TargetRefused) as refused:
        write_pdf(path, a_paper())
    assert refused.value.fault is TargetFault.EXISTS
    assert path.read_bytes() == b"mine"
    write_pdf(path, a_paper(), replace=True)
    assert pages_in(path) == 1


class Impatient:
    """A ticket of somebody who changed their mind."""

    def report(self, _done, _total, _what):
        raise Cancelled


def test_a_pdf_that_is_stopped_leaves_nothing(tmp_path):
    with pytest.raises(Cancelled):
        write_pdf(tmp_path / "表.pdf", a_paper(1000), ticket=Impatient())
    assert list(tmp_path.iterdir()) == []


def test_the_rows_as_lines():
    assert words_of(a_paper(1).rows) == [
        "疑问",
        "1\t金积镇小学巩固率\t98.1\t97.6\t两户迁出，见面一名",
    ]


@pytest.fixture
def preview(qtbot):
    notices = Notices()
    made = PrintPreview(PaperPages(a_paper(100)), notices)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_preview_turns_its_pages_by_button_and_key(preview):
    count = len(preview.pages)
    assert preview.says.text() == f"第 1 页，共 {count} 页 · A4"
    assert not preview.before.isEnabled()
    preview.after.click()
    assert preview.sheet.number == 1
    for _ in range(count):
        QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.sheet.number == count - 1
    assert not preview.after.isEnabled()
    QTest.keyClick(preview, Qt.Key.Key_PageUp)
    assert preview.sheet.number == count - 2
    assert preview.sheet.accessibleName() == f"打印预览，第 {count - 1} 页，共 {count} 页"


def test_the_preview_shows_the_whole_page_or_its_whole_width(preview):
    whole = QSizeF(preview.sheet.widget().size())
    preview.wide.click()
    wide = QSizeF(preview.sheet.widget().size())
    assert wide.width() > whole.width()
    preview.whole.click()
    assert QSizeF(preview.sheet.widget().size()) == whole


def test_the_preview_keeps_its_paper_as_a_pdf(preview, tmp_path, qtbot):
    path = tmp_path / "表.pdf"
    with qtbot.waitSignal(preview._notices.told) as told:
        preview.keep_as(path)
    assert told.args == [f"已存到“{path}”。"]
    assert pages_in(path) == len(preview.pages)
    with qtbot.waitSignal(preview._notices.warned) as warned:
        preview.keep_as(tmp_path / "没有" / "表.pdf")
    assert "没有文件夹" in warned.args[0]


def test_the_preview_prints_what_it_shows(preview, tmp_path, qtbot):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "打印.pdf"))
    printer.setPageLayout(preview.pages.paper.layout)
    with qtbot.waitSignal(preview._notices.told):
        preview.print_on(printer)
    assert pages_in(tmp_path / "打印.pdf") == len(preview.pages)


def test_which_printer_and_which_file_is_asked_without_stopping_the_window(preview):
    for asked in (preview.ask_for_printer(), preview.ask_for_target()):
        assert isinstance(asked, QDialog)
        assert asked.isVisible()
        asked.close()
