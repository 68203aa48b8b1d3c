"""Projects by hand: added, changed with their money and years, removed, opened from a lump."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.records import (
    Funding,
    Milestone,
    Plan,
    Project,
    ProjectYear,
    Record,
    Responsibility,
)
from db.operations.kept_words import kept_name
from db.operations.standing_on import is_spoken_of
from db.rules.names import folded, one_line
from db.rules.project_bulk import value_of
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from db.changes import ChangeSet
    from db.model.project_lines import FundingLine, ProjectYearLine
    from db.rules.named_parts import NamedPart
    from db.rules.project_bulk import BulkField
    from db.store.steps import Steps
    from db.store.writing import Transaction

_FIELD_WORDS = {
    "year_class": "年度类别",
    "street": "街道",
    "site": "建设地点",
    "kind": "建设性质",
    "school_stage": "学段",
    "due_year": "完成年份",
    "stage": "阶段",
}
_OWNED: tuple[type[Record], ...] = (Milestone, Funding, ProjectYear)


class Projects:
    """The projects of a plan, one by one and many at once."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def add(self, plan: str, name: str, *, parent: str | None = None, **fields: Any) -> ChangeSet:
        """Add a project behind the others, in a lump where `parent` names one.

        `fields` are the others of a Project record. Raises NotFound for a plan or lump that is
        gone, ValueRefused(EMPTY_NAME), ValueRefused(NAME_TAKEN) for a name its lump has already.
        """
        with self._steps.begin(f"新增项目“{one_line(name)}”") as step:
            transaction = step.transaction
            transaction.require(Plan, plan)
            if parent is not None:
                transaction.require(Project, parent)
            named = _free_name(transaction, plan, parent, name)
            transaction.put(
                [
                    Project(
                        id=new_id(),
                        plan=plan,
                        parent=parent,
                        name=named,
                        position=_next_place(transaction, plan),
                        **fields,
                    )
                ]
            )
        return step.done()

    def change(
        self,
        project: str,
        fields: Mapping[str, Any],
        *,
        funding: Sequence[FundingLine] | None = None,
        years: Sequence[ProjectYearLine] | None = None,
    ) -> ChangeSet:
        """Change columns of a project, and with them all its money or all its years, as one step.

        `funding` and `years` are what shall stand; None leaves them. The newest year's 年度类别 is
        the project's own. Raises NotFound, ValueRefused(EMPTY_NAME), ValueRefused(NAME_TAKEN).
        """
        with self._steps.begin("修改项目") as step:
            transaction = step.transaction
            held = transaction.require(Project, project)
            transaction.label = f"修改“{held.name}”"
            changed = dict(fields)
            if "name" in changed:
                changed["name"] = _free_name(
                    transaction, held.plan, held.parent, changed["name"], besides=project
                )
            if funding is not None:
                keep_funding(transaction, project, funding)
            if years is not None:
                keep_years(transaction, project, years)
                classes = [one.year_class for one in years if one.year_class]
                if classes and "year_class" not in changed:
                    changed["year_class"] = classes[-1]
            transaction.change(replace(held, **changed))
        return step.done()

    def remove(self, projects: Collection[str]) -> ChangeSet:
        """Take projects out with their dates, money, years and responsible units, as one step.

        Raises NotFound; ValueRefused(PROJECT_IN_USE) for a lump of which a part would stay, and
        where progress, problems, evidence, what closing asks for, a sign-off or a revision stands
        on one.
        """
        with self._steps.begin("删除项目") as step:
            transaction = step.transaction
            held = [transaction.require(Project, project) for project in projects]
            one = f"“{held[0].name}”" if len(held) == 1 else f" {len(held)} 个项目"
            transaction.label = f"删除{one}"
            gone = set(projects)
            for project in held:
                parts = transaction.find(Project, parent=project.id)
                in_use = is_spoken_of(transaction, project.id)
                if in_use or any(part.id not in gone for part in parts):
                    raise ValueRefused(ValueFault.PROJECT_IN_USE, project.name)
            for project in held:
                for kind in _OWNED:
                    _remove_all(transaction, transaction.find(kind, project=project.id))
                _remove_all(transaction, transaction.find(Responsibility, row=project.id))
            _remove_all(transaction, held)
        return step.done()

    def open_lump(self, lump: str, parts: Sequence[NamedPart]) -> ChangeSet:
        """Name works of a lump ("16个项目") as one step; they need not be all of them.

        They take over its kind, school stage, street, due year, task and responsible units. Raises
        NotFound, ValueRefused(EMPTY_NAME), ValueRefused(NAME_TAKEN).
        """
        with self._steps.begin(f"列出 {len(parts)} 个项目") as step:
            transaction = step.transaction
            held = transaction.require(Project, lump)
            transaction.label = f"列出“{held.name}”中的 {len(parts)} 个项目"
            place = _next_place(transaction, held.plan)
            answering = transaction.find(Responsibility, row=lump)
            for at, part in enumerate(parts):
                name = _free_name(transaction, held.plan, lump, part.name)
                made = _named_part(held, part, name, place + at)
                transaction.put([made])
                transaction.put(replace(one, id=new_id(), row=made.id) for one in answering)
        return step.done()

    def change_many(self, projects: Sequence[str], field: BulkField, words: str) -> ChangeSet:
        """Give one field of many projects the same words, as one step.

        Raises NotFound; ValueRefused(NOT_A_VALUE) for words that the field does not know.
        """
        try:
            value = value_of(field, words)
        except ValueError as error:
            raise ValueRefused(ValueFault.NOT_A_VALUE, words) from error
        said = words.strip() or "空"
        label = f"批量改{_FIELD_WORDS[field]}：{said}，{len(projects)} 个项目"
        with self._steps.begin(label) as step:
            for project in projects:
                held = step.transaction.require(Project, project)
                changed: dict[str, Any] = {str(field): value}
                step.transaction.change(replace(held, **changed))
        return step.done()


def _free_name(
    transaction: Transaction, plan: str, parent: str | None, name: str, *, besides: str = ""
) -> str:
    """Return a name without outer blanks, refused where it is empty or taken beside its like."""
    plain = kept_name(name)
    beside = transaction.find(Project, plan=plan, parent=parent)
    if any(folded(one.name) == folded(plain) and one.id != besides for one in beside):
        raise ValueRefused(ValueFault.NAME_TAKEN, plain)
    return plain


def _next_place(transaction: Transaction, plan: str) -> int:
    places = (row.position for row in transaction.find(Project, plan=plan))
    return 1 + max(places, default=-1)


def _named_part(lump: Project, part: NamedPart, name: str, position: int) -> Project:
    return Project(
        id=new_id(),
        plan=lump.plan,
        parent=lump.id,
        task=lump.task,
        name=name,
        kind=lump.kind,
        school_stage=lump.school_stage,
        year_class=lump.year_class,
        due_year=lump.due_year,
        deadline=lump.deadline,
        street=lump.street,
        places=part.places,
        classes=part.classes,
        investment=part.investment,
        position=position,
    )


def keep_funding(transaction: Transaction, project: str, lines: Sequence[FundingLine]) -> None:
    """Let exactly these be a project's money; a line without any amount is none."""
    held = {(row.year, row.origin): row for row in transaction.find(Funding, project=project)}
    wanted = {
        (line.year, line.origin.strip()): line
        for line in lines
        if any(value is not None for value in (line.planned, line.arrived, line.done, line.paid))
    }
    _remove_all(transaction, (row for key, row in held.items() if key not in wanted))
    for key, line in wanted.items():
        row = held.get(key) or Funding(id=new_id(), project=project, year=key[0], origin=key[1])
        row = replace(
            row,
            planned=line.planned,
            arrived=line.arrived,
            done=line.done,
            paid=line.paid,
            note=line.note,
        )
        if key in held:
            transaction.change(row)
        else:
            transaction.put([row])


def keep_years(transaction: Transaction, project: str, lines: Sequence[ProjectYearLine]) -> None:
    """Let exactly these be a project's years; a line that says nothing is none."""
    held = {row.year: row for row in transaction.find(ProjectYear, project=project)}
    wanted = {
        line.year: line
        for line in lines
        if line.year_class or line.planned is not None or line.delivered is not None
    }
    _remove_all(transaction, (row for year, row in held.items() if year not in wanted))
    for year, line in wanted.items():
        row = held.get(year) or ProjectYear(id=new_id(), project=project, year=year)
        row = replace(
            row,
            year_class=line.year_class,
            planned=line.planned,
            delivered=line.delivered,
            note=line.note,
        )
        if year in held:
            transaction.change(row)
        else:
            transaction.put([row])


def _remove_all(transaction: Transaction, rows: Iterable[Record]) -> None:
    for row in list(rows):
        transaction.remove(row)
