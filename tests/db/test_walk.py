"""A random walk of edits, imports, decisions and undos ends in the book that its history tells."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import xlsxwriter
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from db import queries
from db.book import PlanBook
from db.errors import NothingToUndo, ReviewRefused, StepIsBuiltOn, ValueRefused
from db.model.words import EntryState, RowKind, TaskStatus
from db.operations.decisions import PaperReview
from db.operations.recording import Entry
from db.operations.reporting import Report
from db.operations.reviewing import EntryRef
from db.queries.review import review_lines
from tests.db.stories import standing_clock

NAMES = ("毛入园率", "覆盖率", "巩固率", "学位", "教师数")
YEARS = ("2021", "2022", "2023", "2024")
_REVIEWED = {EntryState.APPROVED, EntryState.LOCKED}
WORDS = st.sampled_from(("90", "91.50", "95%以上", "无此项", "不适用", "0", "", "见附件3"))


def a_list(path: Path, version: int) -> None:
    """Write an office's table: each version has other figures and one row more."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("汇总")
        sheet.write_row(0, 0, ["某区“十四五”教育规划指标完成情况"])
        sheet.write_row(
            1, 0, ["类别", "指标", "单位", "2020年基期", "2023年实际", "2025年目标", "责任单位"]
        )
        for order, name in enumerate(NAMES[: 2 + version]):
            figures = [80 + order, 85 + order + version, 95]
            sheet.write_row(2 + order, 0, ["学前教育", name, "%", *figures, f"股室{version}"])
        sheet = workbook.add_worksheet("任务")
        sheet.write_row(0, 0, ["序号", "任务名称", "牵头单位", "完成时限"])
        sheet.write_row(1, 0, ["1", "办好学前教育", f"股室{version}", "2025年"])


class Walk(RuleBasedStateMachine):
    """A clerk who does everything in any order, and closes the program now and then."""

    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp())
        self.lists = [self.folder / f"来表{version}.xlsx" for version in range(3)]
        for version, path in enumerate(self.lists):
            a_list(path, version)
        self.book = PlanBook.create(
            self.folder / "台账.planbook", who="马丽", clock=standing_clock()
        )
        self.bring(0)
        self.book.projects.add(self.book.read(queries.find_plan).id, "城东小学", kind="新建")

    def rows(self):
        plans = self.book.read(queries.plan_lines)
        return self.book.read(queries.all_rows, plans[0].id) if plans else ()

    @rule(version=st.integers(0, 2))
    def bring(self, version):
        self.book.planning.accept(self.book.planning.preview(self.lists[version]))

    @precondition(lambda self: self.rows())
    @rule(which=st.integers(0, 9), year=st.sampled_from(YEARS), words=WORDS)
    def type_a_figure(self, which, year, words):
        rows = self.rows()
        row = rows[which % len(rows)]
        try:
            self.book.recording.record([Entry(row.id, year, words)])
        except ValueRefused:
            assert words == "见附件3" or row.actuals[year].state in _REVIEWED

    @precondition(lambda self: self.rows())
    @rule(words=st.lists(WORDS, min_size=2, max_size=6), year=st.sampled_from(YEARS))
    def paste_a_block(self, words, year):
        rows = self.rows()
        entries = [Entry(row.id, year, said) for row, said in zip(rows, words, strict=False)]
        before = self.rows()
        try:
            self.book.recording.record(entries)
        except ValueRefused:
            assert self.rows() == before

    @precondition(lambda self: self.rows())
    @rule(words=st.sampled_from(("2 所完工", "3 所完工", "")), reason=st.sampled_from(("", "更正")))
    def tell_of_a_task(self, words, reason):
        tasks = self.book.read(queries.task_heads, self.book.read(queries.find_plan).id)
        for task in tasks[:1]:
            report = Report(
                row_kind=RowKind.TASK, row=task.id, period="2023-05", words=words, reason=reason
            )
            held = self.book.read(queries.row_progress, task.id)
            try:
                self.book.reporting.report([report])
            except ValueRefused:
                assert held[0].state in _REVIEWED
                assert self.book.read(queries.row_progress, task.id) == held

    @precondition(lambda self: self.rows())
    @rule(day=st.sampled_from(("2023-03-15", "2023-03-16", "")), reason=st.sampled_from(("", "更")))
    def pass_a_stage(self, day, reason):
        projects = self.book.read(queries.project_lines, self.book.read(queries.find_plan).id)
        for project in projects[:1]:
            held = self.book.read(queries.project_work, project.id).milestones
            try:
                self.book.milestones.set_actual(project.id, "立项", day, reason=reason)
            except ValueRefused:
                assert held[0].state in _REVIEWED
                assert self.book.read(queries.project_work, project.id).milestones == held

    def entries(self, which, many):
        """Return some of what is recorded, told and passed, as the review names it."""
        lines = self.book.read(review_lines, self.book.read(queries.find_plan).id)
        held = [EntryRef(RowKind(one.kind), one.id) for one in lines]
        return held[which % len(held) :][:many] if held else []

    @precondition(lambda self: self.rows())
    @rule(
        verb=st.sampled_from(("submit", "withdraw", "approve", "lock", "send_back", "reopen")),
        which=st.integers(0, 20),
        many=st.integers(1, 4),
    )
    def decide(self, verb, which, many):
        entries, before = self.entries(which, many), self.rows()
        reason = ("按年报口径",) if verb in {"send_back", "reopen"} else ()
        try:
            if entries:
                getattr(self.book.reviewing, verb)(entries, *reason)
        except ReviewRefused:
            assert self.rows() == before

    @precondition(lambda self: self.rows())
    @rule(which=st.integers(0, 20))
    def sign_on_paper(self, which):
        before = self.rows()
        try:
            self.book.reviewing.sign(self.entries(which, 3), PaperReview("王强", "2024-02-20"))
        except ReviewRefused:
            assert self.rows() == before

    @precondition(lambda self: self.rows())
    @rule(which=st.integers(0, 9), year=st.sampled_from(YEARS))
    def alter_with_a_reason(self, which, year):
        rows = self.rows()
        row = rows[which % len(rows)]
        try:
            self.book.recording.record([Entry(row.id, year, "92", reason="年报更正")])
        except ValueRefused:
            assert row.actuals[year].state is EntryState.LOCKED

    @precondition(lambda self: self.rows())
    @rule(county=st.sampled_from(("甲县", "乙县", "丙县")))
    def correct_the_plan(self, county):
        self.book.planning.change_plan(self.book.read(queries.find_plan).id, county=county)

    @precondition(lambda self: self.rows())
    @rule(status=st.sampled_from(TaskStatus))
    def change_a_status(self, status):
        for task in self.book.read(queries.task_lines, self.book.read(queries.find_plan).id):
            self.book.planning.set_task_status(task.id, status)

    @rule()
    def undo(self):
        try:
            self.book.undo()
        except NothingToUndo:
            assert self.book.undo_label is None

    @rule()
    def redo(self):
        try:
            self.book.redo()
        except NothingToUndo:
            assert self.book.redo_label is None

    @rule(back=st.integers(1, 8))
    def undo_an_old_step(self, back):
        steps = [s for s in self.book.read(queries.step_lines) if s.kind == "do" and not s.undone]
        if steps:
            before = self.rows()
            try:
                self.book.undo(steps[min(back, len(steps)) - 1].id)
            except StepIsBuiltOn:
                assert self.rows() == before

    @rule()
    def undo_and_redo_change_nothing(self):
        before = self.rows()
        if self.book.undo_label is not None:
            self.book.undo()
            self.book.redo()
        assert self.rows() == before

    @rule()
    def close_and_open(self):
        label = self.book.undo_label
        self.book.close()
        self.book = PlanBook.open(self.book.path, who="马丽", clock=standing_clock())
        assert self.book.undo_label == label

    def teardown(self):
        if hasattr(self, "book"):
            damages = self.book.housekeeping.damages()
            self.book.close()
            shutil.rmtree(self.folder)
            assert damages == ()


# 20,000 steps where time is no object; an everyday run walks a shorter way.
_LONG_WAY = settings.get_profile(settings.get_current_profile_name()).max_examples > 100
Walk.TestCase.settings = settings(
    max_examples=100 if _LONG_WAY else 8,
    stateful_step_count=200 if _LONG_WAY else 40,
    deadline=None,
    # A failing walk is told as it was walked: making it short can take longer than finding it.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
TestWalk = Walk.TestCase
