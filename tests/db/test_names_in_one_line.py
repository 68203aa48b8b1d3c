"""Names that were pasted with line breaks stand in one line, whatever they are names of."""

from db.model.words import RowKind, UserRole
from db.operations.adjustment import Document, NewRow
from db.operations.carrying_on import NextPlan
from db.operations.commitments import NewCommitment
from db.operations.rows import NewIndicator
from db.operations.tasks import NewTask
from db.operations.units import UnitFields
from db.queries import find_plan, task_lines
from db.queries.dump import book_as_json
from tests.db.stories import a_book

PASTED = "城市\r\n书房\t"


def test_a_pasted_name_is_one_line_everywhere(tmp_path):
    with a_book(tmp_path, "rizhao") as book:
        plan = book.read(find_plan).id
        task = book.read(task_lines, plan)[0].id
        book.tasks.add_task(plan, NewTask(title=PASTED, section=PASTED))
        book.tasks.add_measure(task, PASTED)
        book.tasks.change_task(task, section=PASTED, title=PASTED)
        book.commitments.add(task, NewCommitment(name=PASTED))
        book.rows.add_indicators(plan, [NewIndicator(name=PASTED, category=PASTED)])
        book.yearly_works.add(task, 2022, PASTED)
        book.projects.add(plan, PASTED)
        book.units.add(UnitFields(name=PASTED, aliases=("城市\n书屋",)))
        new = NewRow(kind=RowKind.TASK, name=f"第二{PASTED}", group=PASTED)
        book.revising.apply(plan, Document(title=PASTED, decided_on="2023-06-01"), [new])
        book.carrying_on.begin_next_plan(plan, NextPlan(PASTED, 2026, 2030), ())
        book.people.add(PASTED, UserRole.ADMIN, "1357")
        told = str(book.read(book_as_json))
        assert told.count("城市书房") >= len(
            ["任务", "章节", "举措", "指标", "类别", "项目", "单位"]
        )
        assert "\\r" not in told
        assert "城市\\n" not in told
