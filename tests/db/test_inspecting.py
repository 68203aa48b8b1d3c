"""The 迎检材料包: numbered, complete, as a folder and as a zip, whole or not at all."""

import zipfile
from datetime import date

import pytest

from db import queries
from db.errors import Cancelled, EvidenceRefused, TargetRefused
from db.exchange.xlsx import read_workbook
from db.faults import TargetFault
from db.model.proof import RowRef
from db.model.words import RowKind
from db.operations.adjustment import Document, NewValue
from db.operations.evidence import Paper
from db.queries import proof
from db.queries.revisions import revision_entries
from db.rules.file_names import LONGEST_PATH, length
from desktop.errors import sentence
from tests.db.proof_stories import PDF, PNG, a_file
from tests.db.stories import a_book, record

TODAY = date(2024, 3, 1)


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path, "rizhao") as made:
        yield made


@pytest.fixture
def plan(book):
    return book.read(queries.find_plan)


@pytest.fixture
def proved(book, plan, tmp_path):
    """An indicator, a task with a measure and a commitment, and a project, each with proof."""
    rows = book.read(queries.indicator_lines, plan.id)
    task = next(one for one in book.read(queries.task_lines, plan.id) if one.commitments)
    project = book.read(queries.project_lines, plan.id)[0]
    record(book, rows[0].name, "2022", "12")
    figure = RowRef.of_figure(rows[0].series, "2022")
    report = a_file(tmp_path, "年报：第1页?.pdf")
    book.proving.add_files([report], [figure, RowRef(RowKind.TASK, task.id)])
    photo = a_file(tmp_path, "现场.png", PNG)
    measure = RowRef(RowKind.MEASURE, task.measures[0].id)
    promise = RowRef.of_figure(task.commitments[0].series, "2022")
    book.proving.add_files([photo], [measure, promise])
    paper = Paper(title="立项批复", document_number="日发改〔2021〕8号", location="档案室3柜")
    place = RowRef(RowKind.PROJECT, project.id)
    book.proving.add_paper(paper, [place])
    book.proving.ask_for(place, [(None, "竣工验收报告")])
    return rows[0], task, project


def folder_of(pack, name):
    return next(one for one in pack.folders if one.name.endswith(name))


def words_of(path):
    return [
        [cell.text for cell in sheet.cells() if cell.text] for sheet in read_workbook(path).sheets
    ]


def test_every_row_has_its_number_and_the_proof_that_is_its_own(book, plan, proved):
    row, task, project = proved
    pack = book.inspecting.pack(plan.id, "2022")
    assert [one.number for one in pack.folders][:2] == ["01", "02"]
    first = folder_of(pack, row.name)
    assert (first.part, first.reached, [one.title for one in first.items]) == (
        "指标",
        f"12{row.unit}（2022年）",
        ["年报：第1页?"],
    )
    assert first.items[0].proves == "2022年的数"
    of_task = folder_of(pack, task.title)
    assert [one.number for one in of_task.items] == [f"{of_task.number}.1", f"{of_task.number}.2"]
    photo = of_task.items[1]
    assert f"举措“{task.measures[0].title}”" in photo.proves
    assert f"{task.commitments[0].name} 2022年的数" in photo.proves
    works = folder_of(pack, project.name)
    assert works.missing == ("竣工验收报告",)
    assert (works.items[0].evidence, works.items[0].location) == ("", "档案室3柜")
    assert pack.files == 3


def test_a_new_piece_leaves_the_numbers_of_the_others(book, plan, proved, tmp_path):
    row = proved[0]
    before = folder_of(book.inspecting.pack(plan.id, "2022"), row.name).items
    later = a_file(tmp_path, "补充.pdf", PDF + b"2")
    book.proving.add_files([later], [RowRef(RowKind.INDICATOR, row.id)])
    after = folder_of(book.inspecting.pack(plan.id, "2022"), row.name).items
    assert (after[:1], after[1].title) == (before, "补充")


def test_a_folder_holds_all_files_an_index_each_and_the_contents_list(book, plan, proved, tmp_path):
    row, task, project = proved
    target = tmp_path / "迎检"
    book.inspecting.give_out(plan.id, "2022", target, today=TODAY)
    laid = {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}
    pack = book.inspecting.pack(plan.id, "2022")
    of_task, works = folder_of(pack, task.title), folder_of(pack, project.name)
    assert f"01 {row.name}/01.1 年报：第1页？.pdf" in laid
    assert f"{of_task.number} 任务{task.number} {task.title}/{of_task.number}.2 现场.png" in laid
    assert len(laid) == 1 + 3 + 3
    assert (target / f"01 {row.name}" / "01.1 年报：第1页？.pdf").read_bytes() == PDF
    index = target / f"{works.number} {project.name}" / "00 本项目录.txt"
    words = index.read_text("utf-8-sig")
    assert "日发改〔2021〕8号" in words
    assert "档案室3柜" in words
    assert "缺：竣工验收报告" in words
    listed, lacking = words_of(target / "00 目录.xlsx")
    assert {"01.1", "01.1 年报：第1页？.pdf", "档案室3柜", "没有佐证", "缺"} <= set(listed)
    assert "竣工验收报告" in lacking


def test_a_zip_marks_its_names_as_utf_8_and_is_the_same_every_time(book, plan, proved, tmp_path):
    for name in ("甲.zip", "乙.zip"):
        book.inspecting.give_out(plan.id, "2022", tmp_path / name, today=TODAY)
    assert (tmp_path / "甲.zip").read_bytes() == (tmp_path / "乙.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "甲.zip") as archive:
        assert archive.testzip() is None
        entries = archive.infolist()
    assert len(entries) == 7
    assert all(entry.flag_bits & 0x800 for entry in entries)
    assert all(entry.date_time == (2024, 3, 1, 0, 0, 0) for entry in entries)
    assert any(entry.filename.endswith("/01.1 年报：第1页？.pdf") for entry in entries)
    assert proved


def test_what_stands_there_is_not_touched(book, plan, proved, tmp_path):
    folder, archive = tmp_path / "迎检", tmp_path / "迎检.zip"
    folder.mkdir()
    archive.write_bytes(b"old")
    for target in (folder, archive):
        with pytest.raises(TargetRefused) as refused:
            book.inspecting.give_out(plan.id, "2022", target, today=TODAY)
        assert refused.value.fault is TargetFault.EXISTS
    assert list(folder.iterdir()) == []
    assert archive.read_bytes() == b"old"
    book.inspecting.give_out(plan.id, "2022", archive, today=TODAY, replace=True)
    assert zipfile.is_zipfile(archive)
    assert proved


class StopsAt:
    def __init__(self, done):
        self.left = done

    def report(self, done, _total, _what):
        if done >= self.left:
            raise Cancelled


@pytest.mark.parametrize("name", ["迎检", "迎检.zip"])
def test_when_it_is_stopped_nothing_stays(book, plan, proved, tmp_path, name):
    before = set(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        book.inspecting.give_out(plan.id, "2022", tmp_path / name, today=TODAY, ticket=StopsAt(4))
    assert set(tmp_path.iterdir()) == before
    assert proved


@pytest.mark.parametrize("name", ["迎检", "迎检.zip"])
def test_damaged_content_is_named_and_nothing_stays(book, plan, proved, tmp_path, name):
    before = set(tmp_path.iterdir())
    (photo,) = (one for one in book.read(proof.evidence_lines) if one.title == "现场")
    altered = "update kept_file set content = x'00' where sha256 = ?"
    book._connection.execute(altered, (photo.sha256,))
    with pytest.raises(EvidenceRefused) as refused:
        book.inspecting.give_out(plan.id, "2022", tmp_path / name, today=TODAY)
    assert "“现场”的内容和存入时不一样" in sentence(refused.value)
    assert set(tmp_path.iterdir()) == before
    assert proved


def test_a_place_too_deep_for_windows_is_refused_and_others_fit(book, plan, proved, tmp_path):
    line = book.read(proof.evidence_lines)[-1]
    book.proving.change(line.id, title="关于报送学前教育普及普惠发展情况的报告" * 9)
    deep = tmp_path
    while length(str(deep)) < 130:
        deep = deep / "很深的文件夹"
    deep.mkdir(parents=True)
    book.inspecting.give_out(plan.id, "2022", deep / "迎检", today=TODAY)
    assert max(length(str(path)) for path in deep.rglob("*")) <= LONGEST_PATH
    deeper = deep / ("更深" * 20)
    deeper.mkdir()
    with pytest.raises(TargetRefused) as refused:
        book.inspecting.give_out(plan.id, "2022", deeper / "迎检", today=TODAY)
    assert refused.value.fault is TargetFault.TOO_DEEP
    assert list(deeper.iterdir()) == []
    assert proved


def test_the_folder_of_one_plan_holds_nothing_of_another(book, plan, proved):
    book.planning.load_sample("litong")
    other = next(one for one in book.read(queries.plan_lines) if one.id != plan.id)
    pack = book.inspecting.pack(other.id, "2022")
    assert pack.files == 0
    assert all(one.is_empty for one in pack.folders)
    assert proved


def test_what_approved_a_revision_has_a_folder_behind_the_rows(book, plan, tmp_path):
    before = book.inspecting.pack(plan.id, "2022").folders
    row = next(one for one in book.read(queries.indicator_lines, plan.id) if one.targets)
    target = row.targets[-1]
    document = Document(
        title="关于调整指标的通知", document_number="日开教发〔2022〕9号", decided_on="2022-06-01"
    )
    change = NewValue(kind=RowKind.INDICATOR, row=row.id, year=target.year, words="28")
    book.revising.apply(plan.id, document, [change])
    (entry,) = book.read(revision_entries, plan.id)
    notice = a_file(tmp_path, "通知.pdf")
    book.proving.add_files([notice], [RowRef(RowKind.REVISION, entry.id)])
    *rows, last = book.inspecting.pack(plan.id, "2022").folders
    assert [one.number for one in rows] == [one.number for one in before]
    assert (last.part, last.name, last.target) == (
        "目标调整", "日开教发〔2022〕9号 关于调整指标的通知", "2022-06-01",
    )  # fmt: skip
    assert [(item.number, item.title) for item in last.items] == [(f"{last.number}.1", "通知")]
    book.inspecting.give_out(plan.id, "2022", tmp_path / "材料.zip", today=TODAY)
    with zipfile.ZipFile(tmp_path / "材料.zip") as pack:
        assert any("通知" in name and "关于调整指标的通知" in name for name in pack.namelist())
