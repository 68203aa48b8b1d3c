"""What the pane says of a unit: doubts, people, all that it answers for, its names and life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.unit_lines import Duty
from db.model.words import STATE_WORDS, RowKind
from db.model.work_words import UnitEventKind
from db.rules.gaps import is_missing
from desktop.delegates.marks import Mark
from desktop.widgets.pane import PaneRow, PaneSection
from desktop.wording import as_printed, period_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from db.model.lines import IndicatorLine
    from db.model.records import UnitEvent
    from db.model.unit_lines import AnsweredFigure, AnsweredWork, Share, UnitAccount
    from desktop.units.rows import UnitRow

PEOPLE, CONFIRM, LIFE = "people", "confirm", "life"
"""The keys of the links in the pane."""
_MOST_ROWS = 40


def sections(
    row: UnitRow,
    account: UnitAccount,
    names: Mapping[str, str],
    *,
    events: Sequence[UnitEvent],
    period: str,
    today: date,
) -> tuple[PaneSection, ...]:
    """Return the pane's sections of a unit; `names` are those of all units by id."""
    made = (
        _doubt(row),
        _about(row, names),
        _people(account),
        _presumed(row),
        *_duties(account, period, today),
        _life(row, events, names),
    )
    return tuple(section for section in made if section.rows)


def _doubt(row: UnitRow) -> PaneSection:
    if not row.doubt:
        return PaneSection("", ())
    rows = (PaneRow(row.doubt, mark=Mark.UNEQUAL, bold=True), PaneRow("按“处理疑似”定下来。"))
    return PaneSection("疑似", rows, card="warn")


def _about(row: UnitRow, names: Mapping[str, str]) -> PaneSection:
    line = row.line
    members = "、".join(names.get(one, "") for one in line.members)
    since = f"{line.valid_from or '……'} 至 {line.valid_to or '今'}"
    pairs = (
        ("类型", line.kind or "未分类"),
        ("简称", line.short_name),
        ("又写作", "、".join(line.aliases)),
        ("上级", row.parent),
        ("成员", (members or "还没有定成员") if line.is_group else ""),
        ("存续", since if line.valid_from or line.valid_to else ""),
        ("并入", names.get(line.successor or "", "")),
    )
    return PaneSection("单位", tuple(PaneRow(words, left=left) for left, words in pairs if words))


def _people(account: UnitAccount) -> PaneSection:
    rows = tuple(
        PaneRow(" ".join(filter(None, (one.name, one.office))), left=one.role, right=one.phone)
        for one in account.contacts
    )
    nobody = (PaneRow("还没有填责任人、联络员。", ink="muted"),)
    return PaneSection("人员", rows or nobody, link="改", key=PEOPLE)


def _presumed(row: UnitRow) -> PaneSection:
    count = row.load.presumed
    if not count:
        return PaneSection("推定", ())
    words = PaneRow(f"{count} 项取自第一个责任单位，待确认。", ink="warn")
    return PaneSection(f"推定 {count} 项", (words,), link="全部确认", key=CONFIRM)


def _duties(account: UnitAccount, period: str, today: date) -> Iterable[PaneSection]:
    kinds = (
        ("指标", [_figure(one, period, today) for one in account.indicators]),
        ("任务", [_work(one) for one in account.tasks]),
        ("项目", [_work(one) for one in account.projects]),
        ("量化目标", [_figure(one, period, today) for one in account.promises]),
    )
    for what, rows in kinds:
        shown = list(rows[:_MOST_ROWS])
        if len(rows) > _MOST_ROWS:
            shown.append(PaneRow(f"还有 {len(rows) - _MOST_ROWS} 项，见对账单。", ink="muted"))
        yield PaneSection(what, tuple(shown), aside=f"{len(rows)} 项")


def _figure(answered: AnsweredFigure, period: str, today: date) -> PaneRow:
    line = answered.line
    return PaneRow(
        f"{line.name}{_duty_words(answered.share)}",
        right=_standing(line, period, today),
        mark=Mark.BLANK if is_missing(line, period, today) else None,
    )


def _standing(line: IndicatorLine, period: str, today: date) -> str:
    """Return the figure of the period with its target, or that it is missing."""
    target = as_printed(line.targets[-1].amount, line.unit) if line.targets else ""
    held = line.actuals.get(period)
    if held is not None:
        reached = as_printed(held.amount, line.unit)
        state = "" if held.computed else f" {STATE_WORDS[held.state]}"
        return f"{reached} / {target}{state}" if target else f"{reached}{state}"
    if is_missing(line, period, today):
        return f"未填 / {target}"
    last = max(line.actuals, default="")
    if last:
        return f"{period_words(last)} {as_printed(line.actuals[last].amount, line.unit)}"
    return f"目标 {target}" if target else ""


def _work(work: AnsweredWork) -> PaneRow:
    name = f"{work.number} {work.name}".strip()
    due = f" · {work.deadline}" if work.deadline else ""
    status = work.status or ("未填" if work.kind is RowKind.PROJECT else "")
    return PaneRow(f"{name}{_duty_words(work.share)}", right=f"{status}{due}")


def _duty_words(share: Share) -> str:
    """Return what is not plain: the lead is, as most rows of a unit are its own."""
    if share.duty is Duty.LEAD and not share.via and not share.provides:
        return ""
    return f"〔{share.words}〕"


_EVENT_WORDS = {
    UnitEventKind.RENAMED: "更名，原名“{former}”",
    UnitEventKind.MERGED: "并入“{other}”",
    UnitEventKind.SPLIT: "由“{other}”分设",
    UnitEventKind.ENDED: "撤销",
}
_OTHERS_WORDS = {
    UnitEventKind.RENAMED: "“{other}”更名",
    UnitEventKind.MERGED: "“{other}”并入这里",
    UnitEventKind.SPLIT: "分出“{other}”",
    UnitEventKind.ENDED: "“{other}”撤销",
}
"""What happened to another unit, on the page of the one it was merged into or split off."""


def _life(row: UnitRow, events: Sequence[UnitEvent], names: Mapping[str, str]) -> PaneSection:
    rows = []
    for event in events:
        own = event.unit == row.id
        words = (_EVENT_WORDS if own else _OTHERS_WORDS)[event.kind].format(
            former=event.former_name,
            other=names.get((event.other if own else event.unit) or "", ""),
        )
        more = "，".join(filter(None, (words, event.words, event.document)))
        rows.append(PaneRow(more, left=event.happened_on or "日期未填"))
    nothing = () if row.ended else (PaneRow("没有更名、并入或撤销。", ink="muted"),)
    return PaneSection("沿革", tuple(rows) or nothing, link="更名、并入…", key=LIFE)
