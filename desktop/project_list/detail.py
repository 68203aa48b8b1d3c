"""What the pane says of a project in sections: sizes and money, units, problems, parts, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.work_words import ProblemKind
from db.rules.pieces import pieces_of, pieces_words
from db.rules.project_money import Money, differences, money_of, years_of
from desktop.delegates.marks import Mark
from desktop.project_list.words import money, scale_words
from desktop.widgets.pane import PaneRow, PaneSection
from desktop.wording import size

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from db.model.lines import ProblemLine, ProjectLine
    from db.model.project_lines import ProjectDetail, ProjectRow
    from db.rules.finding import Finding

EDIT = "edit"
"""The key of the link that changes sizes and money."""
OPEN_LUMP = "open_lump"
"""The key of the link that names the works of a lump."""
_MOST_PARTS = 40


def doubt_section(findings: Sequence[Finding]) -> PaneSection:
    """Return the card of what the plan itself contradicts; without lines where it does not."""
    rows = tuple(PaneRow(finding.message, mark=Mark.UNEQUAL) for finding in findings)
    return PaneSection("", rows, card="warn")


def size_section(
    row: ProjectRow, detail: ProjectDetail, this_year: int, *, can_write: bool
) -> PaneSection:
    """Return 规模与投资: sizes, 总投资 and the plan of each year, pieces, its term, who answers."""
    line, work = detail.line, detail.work
    pairs = [
        ("规模", " · ".join(part for part in (scale_words(row), _grounds(line)) if part)),
        ("总投资", _total_words(_with_total(money_of(work.funding, None), line.investment))),
    ]
    planned = years_of(work.funding)
    if planned:
        # One year is enough beside the total: this one, or the last there is.
        at = max((one for one in planned if one <= this_year), default=planned[0])
        pairs.append((f"{at} 计划", _year_words(money_of(work.funding, at))))
    for year in work.years:
        if year.planned is not None or year.delivered is not None:
            unit = line.count_unit or "个"
            told = f"计划 {size(year.planned)} {unit}" if year.planned is not None else ""
            came = f"到货 {size(year.delivered)}" if year.delivered is not None else ""
            pairs.append((f"{year.year} 年", " · ".join(part for part in (told, came) if part)))
    pairs.append(("时限", line.deadline or str(line.due_year or "")))
    pairs.append(("街道", " · ".join(part for part in (line.street, line.site) if part)))
    own = "、".join(share.name for share in line.units)
    of_task = "、".join(share.name for share in detail.task_units)
    pairs.append(("责任", own or (f"{of_task}（随任务）" if of_task else "")))
    made = [PaneRow(words, left=left) for left, words in pairs if words]
    made += list(_wrong(detail))
    if not made:
        made = [PaneRow("规划没有写规模和投资。", ink="muted")]
    link, key = ("改", EDIT) if can_write else ("", "")
    return PaneSection("规模与投资", tuple(made), link=link, key=key)


def _with_total(found: Money, printed: Decimal | None) -> Money:
    """Return the money of the whole project; the plan's own 总投资 goes before the sources."""
    planned = found.planned if printed is None else printed
    return Money(planned, found.arrived, found.done, found.paid)


def _total_words(found: Money) -> str:
    parts = (
        money(found.planned),
        _beside("到位", found.arrived, found.planned),
        _beside("支付", found.paid, found.planned),
    )
    return " · ".join(part for part in parts if part)


def _year_words(found: Money) -> str:
    done = _beside("完成", found.done, found.planned)
    return " · ".join(part for part in (money(found.planned), done) if part)


def _beside(left: str, part: Decimal | None, whole: Decimal | None) -> str:
    """Return a part of a sum behind it: with its own unit where the sum is not read in 万元."""
    if part is None:
        return ""
    spoken = money(part) if whole is None or money(whole).endswith("亿元") else size(part)
    return f"{left} {spoken}"


def _grounds(line: ProjectLine) -> str:
    parts = (
        f"用地 {size(line.area)} 亩" if line.area is not None else "",
        f"建筑 {size(line.floor_area)} 万㎡" if line.floor_area is not None else "",
    )
    return " · ".join(part for part in parts if part)


def _wrong(detail: ProjectDetail) -> Iterator[PaneRow]:
    """Yield where money or pieces do not add up."""
    line, work = detail.line, detail.work
    for words in differences(work.funding, line.investment):
        yield PaneRow(words, mark=Mark.UNEQUAL, ink="warn")
    words = pieces_words(pieces_of(work.years, line.count), line.count_unit or "个")
    if words:
        yield PaneRow(words, mark=Mark.UNEQUAL, ink="warn")


def problem_section(problems: Sequence[ProblemLine]) -> PaneSection:
    """Return the problems of a project that still wait for their result."""
    rows = []
    for problem in problems:
        if problem.is_open:
            left = "问题" if problem.kind is ProblemKind.PROBLEM else "协调"
            rows.append(PaneRow(problem.words, left=left))
            if problem.decision:
                rows.append(PaneRow(problem.decision, left="决定", ink="muted"))
    return PaneSection("存在问题", tuple(rows), aside=f"{len(rows)} 个" if rows else "")


def part_section(parts: Sequence[ProjectRow], *, can_write: bool) -> PaneSection:
    """Return the named works of a lump, with the link that names more of them."""
    rows = [
        PaneRow(part.name, right=scale_words(part) or part.stage) for part in parts[:_MOST_PARTS]
    ]
    if len(parts) > _MOST_PARTS:
        rows.append(PaneRow(f"还有 {len(parts) - _MOST_PARTS} 个，见表。", ink="muted"))
    if not rows:
        rows = [PaneRow("还没有列出名称。", ink="muted")]
    link, key = ("列出名称", OPEN_LUMP) if can_write else ("", "")
    return PaneSection("列出名称的项目", tuple(rows), link=link, key=key)


def word_section(detail: ProjectDetail) -> PaneSection:
    """Return the note of a project, its task, and where the plan says it."""
    line = detail.line
    pairs = (("任务", line.task_title), ("备注", line.note), ("原文", line.place))
    rows = tuple(PaneRow(words, left=left) for left, words in pairs if words)
    return PaneSection("备注与出处", rows)
