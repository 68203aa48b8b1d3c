"""The timeline on paper: sixty projects over pages with their heads, nothing cut, plain Chinese."""

import shutil
import subprocess
from datetime import date

import pytest
from PySide6.QtGui import QImage

from desktop.columns import Align
from desktop.paper import PaperBand, PaperRow, PaperSize
from desktop.paper_pages import PaperPages, _lines, paper_font
from desktop.printing import PrintPreview, write_pdf
from desktop.project_list.content import ProjectContent
from desktop.project_list.paper import timeline_paper
from desktop.project_list.rows import Wanted, in_sight
from desktop.project_list.scale import STEPS, TimeScale, Zoom
from tests.db.builders import a_plan
from tests.db.projects import a_row, dates

pytestmark = pytest.mark.usefixtures("qapp")

TODAY = date(2022, 10, 20)
READER = shutil.which("pdftotext")
PICTURES = shutil.which("pdftoppm")
PLANNED = {"立项": "2021-03", "开工": "2021-09", "主体封顶": "2022-09", "投用": "2023-08"}


@pytest.fixture
def sixty():
    """A lump of forty kindergartens and twenty schools of several kinds, some of them late."""
    lump = a_row("新（改、扩）建公办幼儿园45所", number=45, places="9000", school_stage="学前")
    rows, steps = [lump], {}
    for at in range(60):
        passed = ("2021-03-15", "2021-10", "2022-10-01")[: at % 4]
        done = dict(zip(PLANNED, passed, strict=False))
        rows.append(
            a_row(
                f"第{at + 1}幼儿园" if at < 40 else f"王母渡第{at}中心学校教学楼改造提升",
                parent=lump.id if at < 40 else None,
                kind=("新建", "改扩建", "改造提升")[at % 3],
                stage="",
                places=str(180 + at),
            )
        )
        steps[rows[-1].id] = dates(PLANNED, done)
    return ProjectContent(rows, TODAY, lambda _ids: steps)


def paper_of(content, size=None, scale=None):
    rows = in_sight(content, Wanted(), ()).rows
    return timeline_paper(a_plan(), rows, content, scale, size)


def test_every_row_in_sight_is_on_the_paper_once(sixty):
    paper = paper_of(sixty)
    names = [row.cells[1] for row in paper.rows if isinstance(row, PaperRow)]
    assert [name for name in names if not name.startswith("待列名")] == [
        row.name for row in in_sight(sixty, Wanted(), ()).works
    ]
    assert "待列名 5 个" in names
    bands = [row.words for row in paper.rows if isinstance(row, PaperBand)]
    assert bands[0].startswith("新（改、扩）建公办幼儿园45所　45 个 · 9000 个学位")
    assert "差 5" in bands[0]


@pytest.mark.parametrize("size", list(PaperSize))
def test_no_word_is_wider_than_its_column_and_heads_come_again(sixty, size):
    paper = paper_of(sixty, size)
    pages = PaperPages(paper)
    assert len(pages) >= 2
    assert pages.room.width() > pages.room.height()
    for row in paper.rows:
        if isinstance(row, PaperRow):
            for words, column in zip(row.cells[2:5], pages._widths[2:5], strict=True):
                assert len(_lines(words, column - 80, paper_font(9.5))) == 1, words
    assert paper.columns[1].align is Align.LEFT


def pdf_of(content, path, size=None, scale=None):
    write_pdf(path, paper_of(content, size, scale))
    return path


@pytest.mark.skipif(READER is None, reason="pdftotext is not installed")
def test_the_words_of_the_pdf_are_plain_chinese_on_every_page(sixty, tmp_path):
    path = pdf_of(sixty, tmp_path / "项目 时间表.pdf", PaperSize.A4)
    text = subprocess.run(
        [READER, "-layout", str(path), "-"], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    pages = [page for page in text.split("\f") if page.strip()]
    assert len(pages) == len(PaperPages(paper_of(sixty, PaperSize.A4)))
    assert not radicals(text)
    for page in pages:
        for head in ("项目", "阶段", "判定", "2021", "2022", "2023", "一季", "四季"):
            assert head in page, f"{head} is not on every page"
    width = PaperPages(paper_of(sixty, PaperSize.A4))._widths[1] - 80
    for row in in_sight(sixty, Wanted(), ()).works:
        for line in _lines(row.name, width, paper_font(9.5)):
            assert line in text, row.name


@pytest.mark.skipif(READER is None, reason="pdftotext is not installed")
@pytest.mark.parametrize(
    ("scale", "heads"),
    [
        (
            TimeScale(date(2022, 9, 1), date(2022, 11, 1), STEPS[Zoom.WEEK]),
            ("2022 年 10 月", "10-17"),
        ),
        (TimeScale(date(2022, 3, 1), date(2023, 1, 1), STEPS[Zoom.MONTH]), ("2022", "3月", "12月")),
        (
            TimeScale(date(2021, 1, 1), date(2024, 1, 1), STEPS[Zoom.YEAR]),
            ("2021", "2023", "上半年"),
        ),
    ],
)
def test_what_is_printed_follows_the_zoom(sixty, tmp_path, scale, heads):
    path = pdf_of(sixty, tmp_path / "时间表.pdf", PaperSize.A4, scale)
    text = subprocess.run(
        [READER, "-layout", str(path), "-"], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    pages = [page for page in text.split("\f") if page.strip()]
    assert len(pages) >= 2
    assert all(head in page for head in heads for page in pages)
    assert ("时段 2022-" in text) is (scale.zoom is not Zoom.YEAR)


def radicals(text):
    """Signs that only look like characters: Noto writes 480 of them, WenQuanYi none."""
    return [sign for sign in text if 0x2E80 <= ord(sign) <= 0x2FDF]


@pytest.mark.skipif(PICTURES is None, reason="pdftoppm is not installed")
def test_nothing_is_drawn_into_the_margins(sixty, tmp_path):
    path = pdf_of(sixty, tmp_path / "时间表.pdf", PaperSize.A3)
    subprocess.run([PICTURES, "-r", "40", "-gray", str(path), str(tmp_path / "页")], check=True)
    pictures = sorted(tmp_path.glob("页*.pgm"))
    assert len(pictures) == len(PaperPages(paper_of(sixty, PaperSize.A3)))
    for picture in pictures:
        image = QImage(str(picture))
        edge = round(12 / 25.4 * 40)
        border = [
            image.pixelColor(x, y).lightness()
            for x in (*range(edge), *range(image.width() - edge, image.width()))
            for y in range(0, image.height(), 3)
        ]
        assert min(border) > 240, "ink in the margin"
        inked = sum(
            image.pixelColor(x, y).lightness() < 200
            for x in range(edge, image.width() - edge, 4)
            for y in range(edge, image.height() - edge, 4)
        )
        assert inked > 100, "an empty page"


def test_a_plan_of_four_years_is_printed_on_a4_and_one_of_five_on_a3():
    def paper_until(end):
        row, steps = a_row("城东小学", stage="开工"), dates({"立项": "2021-01", "投用": end})
        return paper_of(ProjectContent([row], TODAY, lambda _ids: {row.id: steps}))

    assert paper_until("2024-12").size is PaperSize.A4
    assert paper_until("2025-01").size is PaperSize.A3


def test_the_preview_opens_from_the_page_and_shows_what_is_in_sight(page, qtbot):
    page.tools.chips.choose("在建")
    page.choose_paper().actions()[1].trigger()
    qtbot.waitUntil(lambda: page.window().findChild(PrintPreview) is not None)
    dialog = page.window().findChild(PrintPreview)
    names = [row.cells[1] for row in dialog.pages.paper.rows if isinstance(row, PaperRow)]
    assert names == [row.name for row in page.rows_in_sight.works]
    assert dialog.pages.paper.size is PaperSize.A3
    dialog.reject()
