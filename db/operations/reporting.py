"""Reporting: 进展 of tasks, measures and projects by period, problems followed till solved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from db.errors import NotFound, ValueRefused
from db.faults import ValueFault
from db.model.period import Period
from db.model.records import Measure, Problem, Progress, Project, Source, Task, Unit
from db.model.words import EntryState, RowKind
from db.model.work_words import ProblemKind, SourceKind
from db.operations.days import kept_day
from db.operations.decisions import open_again
from db.operations.kept_words import kept_period
from db.operations.recording import EntryWriter
from db.rules.periods import in_words
from db.rules.progress import says_nothing
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.changes import ChangeSet
    from db.model.words import TaskStatus
    from db.operations.recording import Entry
    from db.store.steps import Steps
    from db.store.writing import Transaction

_KINDS: dict[RowKind, type[Task] | type[Measure] | type[Project]] = {
    RowKind.TASK: Task,
    RowKind.MEASURE: Measure,
    RowKind.PROJECT: Project,
}
_WORDS = ("words", "problem", "next_step", "coordination")
_DAYS = ("due", "decided_on", "solved_on")
_TOLD = ("status", "stage", *_WORDS, "as_of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """进展 of one task, measure or project in a period, as `unit` tells it (None: the lead unit).

    `status` (of a task or measure) and `stage` (of a project) are left as they are while not
    said. `words` are the 进展, `problem` 存在问题, `next_step` 下步安排, `coordination` 需协调事项.
    `figures` are those of the same period; `as_of` a day, the period's last one if empty.
    `reason` is why what was approved is altered, of the words and of the figures.
    `seen` is what stood in its parts when somebody began to write, by name (`status` by its
    name): what is the same now as then was not touched, and stays as the book has it.
    """

    row_kind: RowKind
    row: str
    period: str
    unit: str | None = None
    status: TaskStatus | None = None
    stage: str = ""
    words: str = ""
    problem: str = ""
    next_step: str = ""
    coordination: str = ""
    as_of: str = ""
    figures: tuple[Entry, ...] = ()
    reason: str = ""
    seen: Mapping[str, str] | None = None


class Reporting:
    """Telling what was done in a period, and following what stands in the way."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def report(self, reports: Sequence[Report]) -> ChangeSet:
        """Keep what was told, with the figures told beside it, as one step; again replaces it.

        A report that says nothing at all takes back what was told before. Status and stage become
        the row's own, unless a later period has told one already. What is told as 存在问题 or
        需协调事项 is followed (see `follow_problem`) until it is settled. Raises NotFound for a row
        or unit that is gone, ValueRefused(NOT_A_PERIOD, NOT_A_DATE), ValueRefused(LOCKED) for what
        is locked, ValueRefused(NEEDS_REASON) for what was approved, and as `Recording.record` does
        for figures.
        """
        with self._steps.begin(f"填报 {len(reports)} 项进展") as step:
            writer = _ReportWriter(step.transaction)
            for report in reports:
                sentence = writer.write(report)
                if len(reports) == 1:
                    step.transaction.label = sentence
        return step.done()

    def follow_problem(
        self, kind: ProblemKind, row_kind: RowKind, row: str, words: str, **fields: Any
    ) -> ChangeSet:
        """Begin to follow a 存在问题 or 需协调事项; `fields` are the others of a Problem record.

        Raises NotFound, ValueRefused(EMPTY_WORDS) for blank words, (NOT_A_DATE) for a day.
        """
        with self._steps.begin(f"新增{kind}“{words.strip()[:20]}”") as step:
            _row(step.transaction, row_kind, row)
            step.transaction.put(
                [
                    Problem(
                        id=new_id(),
                        kind=kind,
                        row_kind=row_kind,
                        row=row,
                        words=_required(words),
                        position=_next_position(step.transaction, row),
                        **_kept(fields),
                    )
                ]
            )
        return step.done()

    def change_problem(self, problem: str, **fields: Any) -> ChangeSet:
        """Change fields of a problem: who settles it, which meeting decided what, the result.

        `solved_on` settles it, an empty one opens it again. Raises as `follow_problem` does.
        """
        with self._steps.begin("改问题") as step:
            held = step.transaction.require(Problem, problem)
            if "words" in fields:
                fields["words"] = _required(fields["words"])
            changed = replace(held, **_kept(fields))
            step.transaction.label = f"{_deed(held, changed)}“{held.words[:20]}”"
            step.transaction.change(changed)
        return step.done()

    def drop_problem(self, problem: str) -> ChangeSet:
        """Take a problem out; NotFound if it is gone."""
        with self._steps.begin("删除问题") as step:
            held = step.transaction.require(Problem, problem)
            step.transaction.label = f"删除{held.kind}“{held.words[:20]}”"
            step.transaction.remove(held)
        return step.done()


class _ReportWriter:
    """Puts reports into the open transaction; figures and words have one source of their own."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._figures = EntryWriter(transaction)
        self._source = Source(
            id=new_id(), kind=SourceKind.TYPED, received_at=transaction.now, who=transaction.who
        )
        self._source_is_put = False

    def write(self, report: Report) -> str:
        """Write one report; return what it did, in the words of a step."""
        transaction = self._transaction
        row = _row(transaction, report.row_kind, report.row)
        if report.unit is not None:
            transaction.require(Unit, report.unit)
        period = kept_period(report.period)
        report = replace(report, as_of=kept_day(report.as_of))
        held = next(
            iter(transaction.find(Progress, row=report.row, period=str(period), unit=report.unit)),
            None,
        )
        untouched = _untouched(report)
        report = self._with_untouched(report, untouched, held, row)
        told = any(getattr(report, name) for name in _TOLD if name != "as_of")
        for entry in report.figures:
            self._figures.write(entry._replace(reason=entry.reason or report.reason))
        self._write_words(held, report, period, told=told, name=_name_of(row)[:20])
        self._follow(ProblemKind.PROBLEM, report, period, report.problem)
        self._follow(ProblemKind.COORDINATION, report, period, report.coordination)
        if isinstance(row, Project) or "status" not in untouched:
            self._stand(row, report, str(period))
        name = f"任务{row.number}" if isinstance(row, Task) else f"“{_name_of(row)[:20]}”"
        deed = "填报" if told or report.figures else "清除"
        return f"{deed}{name} {in_words(period)}进展"

    def _with_untouched(
        self,
        report: Report,
        untouched: frozenset[str],
        held: Progress | None,
        row: Task | Measure | Project,
    ) -> Report:
        """Return a report with what others wrote meanwhile into the parts nobody touched.

        Where both wrote, both are kept, one under the other.
        """
        if report.seen is None:
            return report
        changed: dict[str, Any] = {}
        for name in _WORDS:
            now = str(getattr(held, name)) if held is not None else ""
            said, seen = str(getattr(report, name)).strip(), report.seen.get(name, "").strip()
            if name in untouched:
                changed[name] = now
            elif now not in {seen, "", said}:
                changed[name] = f"{now}\n{said}".strip()
        if report.status is not None and "status" in untouched and not isinstance(row, Project):
            told_later = self._told_later(row, report.period)
            own = row.status or report.status
            changed["status"] = held.status if held is not None and told_later else own
        return replace(report, **changed)

    def _told_later(self, row: Task | Measure | Project, period: str) -> bool:
        ends = Period.read(period).last_day
        return any(
            Period.read(one.period).last_day > ends and (one.status or one.stage)
            for one in self._transaction.find(Progress, row=row.id)
        )

    def _write_words(
        self, held: Progress | None, report: Report, period: Period, *, told: bool, name: str
    ) -> None:
        called = f"{name} {in_words(period)}进展"
        if not told:
            if held is not None:
                open_again(self._transaction, held, report.reason, called)
                self._transaction.remove(held)
            return
        said = {name: getattr(report, name) for name in _TOLD}
        said |= {name: str(said[name]).strip() for name in _TOLD if name != "status"}
        said["as_of"] = said["as_of"] or (held.as_of if held else period.last_day.isoformat())
        if held is not None and all(getattr(held, name) == said[name] for name in _TOLD):
            return
        self._put_source()
        if held is not None:
            open_again(self._transaction, held, report.reason, called)
            self._transaction.change(
                replace(held, **said, state=EntryState.DRAFT, source=self._source.id, cell="")
            )
            return
        self._transaction.put(
            [
                Progress(
                    id=new_id(),
                    row_kind=report.row_kind,
                    row=report.row,
                    period=str(period),
                    unit=report.unit,
                    source=self._source.id,
                    **said,
                )
            ]
        )

    def _put_source(self) -> None:
        if not self._source_is_put:
            self._transaction.put([self._source])
            self._source_is_put = True

    def _follow(self, kind: ProblemKind, report: Report, period: Period, words: str) -> None:
        """Follow what was told to stand in the way; the same words again are the same problem."""
        found = self._transaction.find(Problem, row=report.row)
        followed = [one for one in found if one.kind is kind]
        said = words.strip()
        if any(one.words == said and not one.solved_on for one in followed):
            return
        fresh = next(
            (one for one in followed if one.period == str(period) and _is_untouched(one)), None
        )
        if says_nothing(said):
            if fresh is not None:
                self._transaction.remove(fresh)
        elif fresh is not None:
            self._transaction.change(replace(fresh, words=said))
        else:
            self._transaction.put(
                [
                    Problem(
                        id=new_id(),
                        kind=kind,
                        row_kind=report.row_kind,
                        row=report.row,
                        period=str(period),
                        words=said,
                        position=_next_position(self._transaction, report.row),
                    )
                ]
            )

    def _stand(self, row: Task | Measure | Project, report: Report, period: str) -> None:
        """Let status or stage be the row's own, where this is the newest that tells of it."""
        if report.status is None and not report.stage:
            return
        if self._told_later(row, period):
            return
        if isinstance(row, Project):
            self._transaction.change(replace(row, stage=report.stage or row.stage))
        elif report.status is not None:
            self._transaction.change(replace(row, status=report.status))


def _untouched(report: Report) -> frozenset[str]:
    """Return the parts in which stands what stood there when somebody began to write."""
    if report.seen is None:
        return frozenset()
    said = {name: str(getattr(report, name)).strip() for name in _WORDS}
    said["status"] = report.status.name if report.status is not None else ""
    seen = {name: report.seen.get(name, "").strip() for name in said}
    return frozenset(name for name, words in said.items() if words == seen[name])


def _row(transaction: Transaction, kind: RowKind, row: str) -> Task | Measure | Project:
    record = _KINDS.get(kind)
    held = transaction.get(record, row) if record is not None else None
    if held is None:
        raise NotFound(kind.value, row)
    return held


def _name_of(row: Task | Measure | Project) -> str:
    return row.name if isinstance(row, Project) else row.title


def _required(words: str) -> str:
    if not words.strip():
        raise ValueRefused(ValueFault.EMPTY_WORDS, words)
    return words.strip()


def _kept(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a problem as they are stored; refuse a day or period that is none."""
    days = {name: kept_day(fields[name]) for name in _DAYS if name in fields}
    if fields.get("period"):
        kept_period(fields["period"])
    return fields | days


def _is_untouched(problem: Problem) -> bool:
    """Tell whether nobody has dealt with a problem so far."""
    return not any((problem.meeting, problem.decision, problem.result, problem.solved_on))


def _next_position(transaction: Transaction, row: str) -> int:
    return 1 + max((one.position for one in transaction.find(Problem, row=row)), default=-1)


def _deed(held: Problem, changed: Problem) -> str:
    if changed.solved_on and not held.solved_on:
        return f"办结{held.kind}"
    if held.solved_on and not changed.solved_on:
        return f"重开{held.kind}"
    if changed.decision and changed.decision != held.decision:
        return f"记下议定{held.kind}"
    return f"改{held.kind}"
