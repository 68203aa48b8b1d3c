"""Made-up evidence and closures for a sample, so that its pages show some; all say 演示数据."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.connection.digest import sha256
from db.model.proof import RowRef
from db.model.records import Evidence, EvidenceLink, Record, Requirement, SignOff, Task
from db.model.words import RowKind, TaskStatus
from db.model.work_words import EvidenceKind, SignOffStep
from db.operations.demonstration import NOTE
from db.operations.demonstration_files import a_pdf, a_picture
from db.queries import all_rows, project_lines, task_lines
from db.rules.requirements import usual_list
from db.rules.signing_off import Signature, asked_for, signed
from db.store.ids import new_id

if TYPE_CHECKING:
    import sqlite3

    from db.model.lines import TaskLine
    from db.store.writing import Transaction

_MAKER, _CHECKER = "演示·经办", "演示·核实"


def make_up_proof(
    connection: sqlite3.Connection, transaction: Transaction, plan: str, year: int
) -> None:
    """Put in a few papers, a text, a PDF and a picture, lists of pieces and closures.

    `year` is the one whose figures are proved. Nothing random: a demonstration is the same every
    time.
    """
    making = _Making(transaction, year)
    indicators = [line for line in all_rows(connection, plan) if line.task is None]
    rows = [line for line in indicators if str(year) in line.actuals] or indicators
    tasks = task_lines(connection, plan)
    projects = project_lines(connection, plan)
    figures = [RowRef.of_figure(line.series, str(year)) for line in rows[:6]]
    making.paper(f"{year}年教育事业统计年报（盖章）", f"教统〔{year + 1}〕1号", figures)
    making.paper("学前教育普及普惠督导评估报告", f"教督〔{year}〕12号", figures[:2])
    if rows:
        words = f"{NOTE}\r\n{rows[0].name}：数据取自年报第 3 页，已与学籍系统核对。\r\n"
        making.file(f"{rows[0].name}数据说明.txt", words.encode("utf-8-sig"), figures[:1])
    for project in projects[:2]:
        place = RowRef(RowKind.PROJECT, project.id)
        making.file(f"{project.name}现场照片.png", a_picture(len(project.name)), [place])
    if projects:
        making.pieces(RowRef(RowKind.PROJECT, projects[0].id), usual_list(RowKind.PROJECT)[:3])
    making.close(tasks[:3])
    making.file("台账填报培训材料.pdf", a_pdf("DEMO"), [])
    transaction.put(making.records)


class _Making:
    """Collects the rows; what files hold is kept at once."""

    def __init__(self, transaction: Transaction, year: int) -> None:
        self._transaction = transaction
        self._year = year
        self.records: list[Record] = []

    def paper(self, title: str, number: str, rows: list[RowRef], piece: str | None = None) -> None:
        """Note a paper that proves rows."""
        self._add(
            rows,
            piece,
            kind=EvidenceKind.PAPER,
            title=title,
            document_number=number,
            location="档案室 2 柜",
        )

    def file(self, name: str, content: bytes, rows: list[RowRef], piece: str | None = None) -> None:
        """Keep a file that proves rows."""
        kept = str(sha256(content).hexdigest())
        self._transaction.keep_content(kept, content)
        kind = EvidenceKind.PHOTO if name.endswith(".png") else EvidenceKind.FILE
        self._add(
            rows,
            piece,
            kind=kind,
            title=name.rpartition(".")[0],
            file=name,
            sha256=kept,
            size=len(content),
        )

    def pieces(self, row: RowRef, words: tuple[str, ...]) -> list[str]:
        """Let a row ask for pieces; return their ids."""
        made = [
            Requirement(id=new_id(), row_kind=row.kind, row=row.row, words=said, position=place)
            for place, said in enumerate(words)
        ]
        self.records += made
        return [one.id for one in made]

    def close(self, tasks: tuple[TaskLine, ...]) -> None:
        """Close the first of these tasks, let the second wait to be verified, reopen the third."""
        for place, task in enumerate(tasks):
            row = RowRef(RowKind.TASK, task.id)
            report, *others = self.pieces(row, usual_list(RowKind.TASK))
            name = f"{task.title}完成情况报告.pdf"
            self.file(name, a_pdf(f"DEMO {place + 1}"), [row], report)
            for piece in others:
                self.paper(
                    f"{task.title}工作记录", f"教发〔{self._year}〕{place + 3}号", [row], piece
                )
            self.records.append(self._closure(row, task, steps=(3, 1, 4)[place]))
            if place == 0:
                held = self._transaction.get(Task, task.id)
                if held is not None:
                    self._transaction.change(replace(held, status=TaskStatus.DONE))

    def _closure(self, row: RowRef, task: TaskLine, *, steps: int) -> SignOff:
        """Return a closure after so many steps: asked for, verified, agreed to, reopened."""
        year = self._year
        made = asked_for(row, new_id(), 0, Signature(f"{year}-11-06", _MAKER, "材料已齐"))
        later = (
            (SignOffStep.VERIFY, Signature(f"{year}-11-13", _CHECKER, "已到现场核对")),
            (SignOffStep.AGREE, Signature(f"{year}-11-20", _CHECKER)),
            (SignOffStep.REOPEN, Signature(f"{year}-12-04", _CHECKER, "抽查发现漏报一所学校")),
        )
        for step, signature in later[: steps - 1]:
            made = signed(step, made, signature, task.status)
        return made

    def _add(self, rows: list[RowRef], piece: str | None, **fields: object) -> None:
        evidence = Evidence(
            id=new_id(),
            note=NOTE,
            added_at=self._transaction.now,
            who=self._transaction.who,
            **fields,  # type: ignore[arg-type]  # named above, each of its column's type
        )
        self.records.append(evidence)
        self.records += [
            EvidenceLink(
                id=new_id(),
                evidence=evidence.id,
                row_kind=row.kind,
                row=row.row,
                requirement=piece,
            )
            for row in rows
        ]
