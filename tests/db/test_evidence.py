"""Evidence: kept once, shared by rows, taken back in one step, refused in one sentence."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import queries
from db.errors import EvidenceRefused, NotFound, ValueRefused
from db.faults import EvidenceFault, ValueFault
from db.model.proof import RowRef
from db.model.records import Revision
from db.model.words import RowKind
from db.model.work_words import EvidenceKind
from db.operations.evidence import Paper
from db.queries import proof
from db.rules.evidence_files import LARGEST
from desktop.errors import sentence
from tests.db.proof_stories import (
    OFFICE,
    PDF,
    PNG,
    a_file,
    first_figure,
    first_project,
    first_task,
    proof_of,
    titles,
)
from tests.db.stories import a_book, indicator_named, record


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path, "rizhao") as made:
        yield made


def kept(book):
    return book._connection.execute("select count(*) from kept_file").fetchone()[0]


def history_bytes(book):
    return book._connection.execute(
        "select sum(length(ifnull(before, '')) + length(ifnull(after, ''))) from change"
    ).fetchone()[0]


def test_a_file_proves_a_task_and_comes_out_as_it_went_in(book, tmp_path):
    changes = book.proving.add_files([a_file(tmp_path)], [first_task(book)])
    assert changes.label == "添加佐证“竣工验收报告.pdf”"
    (line,) = proof_of(book, first_task(book))
    assert (line.title, line.kind, line.size) == ("竣工验收报告", EvidenceKind.FILE, len(PDF))
    assert book.proving.content(line.id) == ("竣工验收报告.pdf", PDF)


def test_the_same_bytes_are_kept_once_and_shared(book, tmp_path):
    book.proving.add_files([a_file(tmp_path)], [first_task(book)])
    again = a_file(tmp_path, "报告（盖章）.pdf")
    book.proving.add_files([again], [first_project(book), first_figure(book)])
    assert kept(book) == 1
    (line,) = book.read(proof.evidence_lines)
    assert {link.ref for link in line.links} == {
        first_task(book),
        first_project(book),
        first_figure(book),
    }
    assert not book.proving.add_files([again], [first_task(book)])


def test_many_files_are_one_step_and_undo_takes_all_of_them_back(book, tmp_path):
    before = book.undo_label
    files = [a_file(tmp_path, f"{at}.png", PNG + bytes([at])) for at in range(5)]
    assert book.proving.add_files(files, [first_project(book)]).label == "添加 5 件佐证"
    assert all(one.kind is EvidenceKind.PHOTO for one in proof_of(book, first_project(book)))
    book.undo()
    assert proof_of(book, first_project(book)) == ()
    assert book.undo_label == before
    book.redo()
    assert [book.proving.content(one.id)[1] for one in proof_of(book, first_project(book))] == [
        path.read_bytes() for path in files
    ]


def test_of_many_files_one_that_is_refused_leaves_none(book, tmp_path):
    files = [a_file(tmp_path), a_file(tmp_path, "安装.exe", b"MZ" + bytes(9))]
    with pytest.raises(EvidenceRefused) as refused:
        book.proving.add_files(files, [first_task(book)])
    assert refused.value.fault is EvidenceFault.PROGRAM
    assert (kept(book), book.read(proof.evidence_lines)) == (0, ())


def test_large_content_does_not_stand_in_the_history(book, tmp_path):
    before = history_bytes(book)
    path = a_file(tmp_path, "图.png", PNG + bytes(3_000_000))
    book.proving.add_files([path], [first_task(book)])
    (line,) = proof_of(book, first_task(book))
    book.proving.remove([line.id])
    book.undo()
    assert history_bytes(book) - before < 3_000
    assert book.proving.content(line.id)[1] == path.read_bytes()


def missing(folder):
    return folder / "没有了.pdf"


def a_folder(folder):
    made = folder / "照片.pdf"
    made.mkdir()
    return made


def too_large(folder):
    path = a_file(folder, "大.pdf", PDF)
    with path.open("r+b") as file:
        file.truncate(LARGEST + 1)
    return path


def unreadable(folder):
    path = a_file(folder, "锁住.pdf")
    link = folder / "绕圈.pdf"
    link.symlink_to(link.name)
    del path
    return link


REFUSED = [
    (missing, EvidenceFault.MISSING),
    (a_folder, EvidenceFault.FOLDER),
    (too_large, EvidenceFault.TOO_LARGE),
    (unreadable, EvidenceFault.NO_PERMISSION),
    (lambda folder: a_file(folder, "空.pdf", b""), EvidenceFault.EMPTY),
    (lambda folder: a_file(folder, "报告.docm", OFFICE), EvidenceFault.MACROS),
    (lambda folder: a_file(folder, "表.xlsx", OFFICE + b"vbaProject.bin"), EvidenceFault.MACROS),
    (lambda folder: a_file(folder, "照片.zip", OFFICE), EvidenceFault.ARCHIVE),
    (lambda folder: a_file(folder, "图纸.dwg", b"AC1032"), EvidenceFault.WRONG_TYPE),
    (lambda folder: a_file(folder, "报告.pdf", b"hello"), EvidenceFault.WRONG_CONTENT),
    (lambda folder: a_file(folder, "报告.pdf", b"MZ%PDF-"), EvidenceFault.PROGRAM),
]


@pytest.mark.parametrize(("make", "fault"), REFUSED, ids=[fault for _, fault in REFUSED])
def test_what_is_no_evidence_gets_one_sentence_and_changes_nothing(book, tmp_path, make, fault):
    label = book.undo_label
    path = make(tmp_path)
    with pytest.raises(EvidenceRefused) as refused:
        book.proving.add_files([path], [first_task(book)])
    assert refused.value.fault is fault
    words = sentence(refused.value)
    assert path.name in words
    assert "没有添加。" in words
    assert book.undo_label == label


def test_a_paper_has_its_number_its_page_and_its_place(book):
    paper = Paper(
        title="关于新建幼儿园的批复",
        document_number="日教〔2022〕15号",
        page="第3页",
        location="二楼档案室 3 柜",
        issued_on="2022-04-01",
    )
    book.proving.add_paper(paper, [first_project(book)])
    (line,) = proof_of(book, first_project(book))
    assert (line.kind, line.document_number) == (EvidenceKind.PAPER, "日教〔2022〕15号")
    with pytest.raises(NotFound):
        book.proving.content(line.id)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [({"title": " "}, ValueFault.EMPTY_NAME), ({"issued_on": "去年"}, ValueFault.NOT_A_DATE)],
)
def test_a_paper_needs_a_title_and_a_day_that_is_one(book, fields, fault):
    with pytest.raises(ValueRefused) as refused:
        book.proving.add_paper(Paper(**{"title": "批复", **fields}))
    assert refused.value.fault is fault


def test_evidence_is_renamed_linked_moved_out_and_removed_each_in_one_step(book, tmp_path):
    book.proving.add_files([a_file(tmp_path)], [first_task(book)])
    (line,) = book.read(proof.evidence_lines)
    book.proving.change(line.id, title="验收报告（终稿）", note="二次验收")
    book.proving.link([line.id], [first_project(book)])
    assert titles(book, first_project(book)) == ["验收报告（终稿）"]
    book.proving.unlink(line.id, first_task(book))
    assert titles(book, first_task(book)) == []
    assert book.proving.remove([line.id]).label == "删除佐证“验收报告（终稿）”"
    assert book.read(proof.evidence_lines) == ()
    for _ in range(4):
        book.undo()
    assert titles(book, first_task(book)) == ["竣工验收报告"]
    assert titles(book, first_project(book)) == []


def test_a_figure_keeps_its_evidence_when_it_is_cleared_and_typed_again(book, tmp_path):
    name = "在编教职工"
    line = indicator_named(book, name)
    place = RowRef.of_figure(line.series, "2022")
    record(book, name, "2022", "501")
    book.proving.add_files([a_file(tmp_path)], [place])
    record(book, name, "2022", "")
    record(book, name, "2022", "502")
    assert titles(book, place) == ["竣工验收报告"]
    (named,) = book.read(proof.named_rows)[place]
    assert (named.name, named.period, named.owner) == (name, "2022", line.id)


def test_a_row_with_evidence_is_not_taken_out(book, tmp_path):
    plan = book.read(queries.find_plan).id
    from db.operations.rows import NewIndicator  # noqa: PLC0415

    book.rows.add_indicators(plan, [NewIndicator(name="新指标")])
    row = indicator_named(book, "新指标").id
    book.proving.add_files([a_file(tmp_path)], [RowRef(RowKind.INDICATOR, row)])
    with pytest.raises(ValueRefused) as refused:
        book.rows.remove_indicator(row)
    assert refused.value.fault is ValueFault.ROW_IN_USE


@pytest.mark.parametrize("kind", list(RowKind))
def test_nothing_proves_a_row_that_is_not_there(book, tmp_path, kind):
    with pytest.raises(NotFound):
        book.proving.add_files([a_file(tmp_path)], [RowRef(kind, "没有 2022 ")])
    assert kept(book) == 0


def test_a_row_asks_for_the_usual_pieces_and_they_are_changed_by_hand(book, tmp_path):
    task = first_task(book)
    usual = book.proving.usual_pieces(task)
    assert usual[0] == "完成情况报告"
    book.proving.ask_for(task, [(None, words) for words in usual])
    asked = book.read(proof.requirement_lines, task.kind, task.row)
    assert [one.words for one in asked] == list(usual)
    book.proving.add_files([a_file(tmp_path)], [task], requirement=asked[0].id)
    book.proving.ask_for(task, [(asked[1].id, "印发的方案"), (None, "会议纪要")])
    now = book.read(proof.requirement_lines, task.kind, task.row)
    assert [(one.words, one.titles) for one in now] == [("印发的方案", ()), ("会议纪要", ())]
    assert titles(book, task) == ["竣工验收报告"], "what was a piece still proves the row"
    book.undo()
    assert book.read(proof.requirement_lines, task.kind, task.row)[0].titles == ("竣工验收报告",)


def test_one_file_can_be_several_pieces_of_a_row(book, tmp_path):
    task = first_task(book)
    book.proving.ask_for(task, [(None, "报告"), (None, "照片")])
    book.proving.add_files([a_file(tmp_path)], [task])
    (line,) = proof_of(book, task)
    for piece in book.read(proof.requirement_lines, task.kind, task.row):
        book.proving.link([line.id], [task], requirement=piece.id)
    asked = book.read(proof.requirement_lines, task.kind, task.row)
    assert [one.titles for one in asked] == [("竣工验收报告",)] * 2
    assert book.read(proof.evidence_titles)[task.row] == ("竣工验收报告",)


def test_what_is_linked_already_is_not_linked_twice(book, tmp_path):
    task = first_task(book)
    book.proving.ask_for(task, [(None, "报告")])
    (piece,) = book.read(proof.requirement_lines, task.kind, task.row)
    for _ in range(2):
        changes = book.proving.add_files([a_file(tmp_path)], [task], requirement=piece.id)
    assert not changes
    (line,) = proof_of(book, task)
    assert not book.proving.link([line.id], [task])
    assert len(line.links) == 1


def test_what_a_target_revision_rests_on_stays(book):
    book.proving.add_paper(Paper(title="关于调整目标的通知"))
    (line,) = book.read(proof.evidence_lines)
    plan = book.read(queries.find_plan).id
    with book._steps.begin("目标调整") as step:
        step.transaction.put([Revision(id="r", plan=plan, title="中期调整", evidence=line.id)])
    with pytest.raises(ValueRefused) as refused:
        book.proving.remove([line.id])
    assert refused.value.fault is ValueFault.EVIDENCE_IN_USE


def test_an_imported_list_and_evidence_of_the_same_bytes_do_not_hide_each_other(book, tmp_path):
    path = a_file(tmp_path, "一览表.xlsx", OFFICE)
    book.proving.add_files([path], [first_task(book)])
    assert book.read(queries.kept_files) == (), "evidence is no list that could be filled"
    (line,) = book.read(proof.evidence_lines)
    with book._steps.begin("导入") as step:
        step.transaction.keep_file(line.sha256, "一览表.xlsx", OFFICE)
    assert [one.name for one in book.read(queries.kept_files)] == ["一览表.xlsx"]


def test_evidence_of_a_figure_goes_with_it_to_another_series_and_back(book, tmp_path):
    book.planning.load_sample("litong")
    plans = {plan.title[:2]: plan.id for plan in book.read(queries.plan_lines)}
    name = "普惠性幼儿园覆盖率"
    here, there = (
        next(one for one in book.read(queries.all_rows, plan) if one.name == name)
        for plan in (plans["日照"], plans["吴忠"])
    )
    report = a_file(tmp_path)
    book.proving.add_files([report], [RowRef.of_figure(here.series, "2022")])
    shared = RowRef.of_figure(there.series, "2022")
    book.sharing.share_series(here.id, there.series)
    assert titles(book, shared) == ["竣工验收报告"]
    assert {one.plan for one in book.read(proof.named_rows)[shared]} == set(plans.values())
    book.sharing.separate(here.id)
    own = next(one for one in book.read(queries.all_rows, plans["日照"]) if one.id == here.id)
    assert titles(book, RowRef.of_figure(own.series, "2022")) == ["竣工验收报告"]
    assert titles(book, shared) == ["竣工验收报告"]
    book.undo()
    book.undo()
    assert titles(book, shared) == []
    assert titles(book, RowRef.of_figure(here.series, "2022")) == ["竣工验收报告"]
    assert book.housekeeping.damages() == ()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    walk=st.lists(
        st.tuples(
            st.sampled_from(["add", "link", "unlink", "remove", "undo", "redo"]),
            st.integers(0, 3),
            st.integers(0, 2),
        ),
        max_size=14,
    )
)
def test_whatever_is_done_all_of_it_can_be_taken_back_and_the_book_is_sound(book, tmp_path, walk):
    rows = (first_task(book), first_project(book), first_figure(book))
    began = book.undo_label
    for verb, which, row in walk:
        held = book.read(proof.evidence_lines)
        if verb == "add":
            path = a_file(tmp_path, f"{which}.png", PNG + bytes([which]))
            book.proving.add_files([path], [rows[row]])
        elif verb == "undo" and book.undo_label != began:
            book.undo()
        elif verb == "redo" and book.redo_label is not None:
            book.redo()
        elif held and verb in {"link", "unlink", "remove"}:
            one = held[which % len(held)].id
            if verb == "remove":
                book.proving.remove([one])
            elif verb == "link":
                book.proving.link([one], [rows[row]])
            else:
                book.proving.unlink(one, rows[row])
    assert book.housekeeping.damages() == ()
    for line in book.read(proof.evidence_lines):
        assert book.proving.content(line.id)[0] == line.file
    while book.undo_label != began:
        book.undo()
    assert book.read(proof.evidence_lines) == ()
    assert book.read(proof.evidence_titles) == {}
