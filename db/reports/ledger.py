"""对账单: all rows of one unit on one sheet of paper, to be checked against and signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.exchange.list_out.words import amount_words, deadline_words, name_words
from db.model.period import Period
from db.model.words import STATE_WORDS, TargetRole
from db.reports.document import (
    Align,
    Document,
    ReportBand,
    ReportColumn,
    ReportRow,
    ReportTable,
    Section,
)
from db.rules.gaps import is_missing
from db.rules.periods import on_paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from db.model.lines import ActualValue, IndicatorLine, PlanLine, ProgressLine, YearValue
    from db.model.unit_lines import (
        AnsweredFigure,
        AnsweredWork,
        ContactLine,
        Share,
        UnitAccount,
    )

COLUMNS = (
    ReportColumn("序号", 6, Align.CENTRE),
    ReportColumn("事项", 26),
    ReportColumn("职责", 10, Align.CENTRE),
    ReportColumn("基期值", 11, Align.CENTRE),
    ReportColumn("目标值", 13, Align.CENTRE),
    ReportColumn("完成情况", 29.5),
    ReportColumn("状态", 10, Align.CENTRE),
    ReportColumn("完成时限", 13, Align.CENTRE),
    ReportColumn("截至日期", 13.5, Align.CENTRE),
    ReportColumn("责任人", 9, Align.CENTRE),
    ReportColumn("佐证材料", 15),
)
_NAME = 1
_FIGURES_SHOWN = 2
_TITLES_SHOWN = 4
_NUMERALS = "一二三四"
_UNFILLED = "未填"
CLOSING = ("填表人：", "单位负责人（签字）：", "单位（盖章）：", "日期：　　　年　　月　　日")


def ledger(plan: PlanLine, account: UnitAccount, period: str, today: date) -> Document:
    """Return the 对账单 of a unit up to a period (2023, 2023-Q2).

    One table with a band a kind of row: baseline, target and the last two figures of indicators and
    量化目标 with their units, states and 截至日期; status, deadline and last words of tasks and
    projects; the titles of what proves each.
    """
    nothing = ReportBand(f"{account.unit.name}在这份规划里没有责任事项。")
    rows = tuple(_rows(account, period, today)) or (nothing,)
    section = Section("对账单", table=ReportTable(COLUMNS, rows, name=_NAME))
    asked = on_paper(period) if period else ""
    return Document(
        f"{plan.title}对账单",
        (section,),
        "　".join((f"单位：{_named(account)}", *_people(account.contacts))),
        "　".join((*((f"报告期：{asked}",) if asked else ()), f"填表日期：{today.isoformat()}")),
        CLOSING,
    )


def _named(account: UnitAccount) -> str:
    """Return the name of the time spoken of, with today's where that is another."""
    now = account.unit.name
    return now if account.called == now else f"{account.called}（现{now}）"


def _people(contacts: Sequence[ContactLine]) -> Iterator[str]:
    """Yield the first person of each role with the telephone."""
    seen = set()
    for one in contacts:
        if one.role not in seen:
            seen.add(one.role)
            yield f"{one.role}：{one.name}{f'（{one.phone}）' if one.phone else ''}"


def _rows(account: UnitAccount, period: str, today: date) -> Iterator[ReportRow | ReportBand]:
    numerals = iter(_NUMERALS)
    for what, figures in (("指标", account.indicators), ("量化目标", account.promises)):
        if figures:
            yield ReportBand(f"{next(numerals)}、{what}（{len(figures)} 项）")
            for number, figure in enumerate(figures, 1):
                yield _figure_row(number, figure, account, period, today)
    for what, works in (("任务", account.tasks), ("项目", account.projects)):
        if works:
            yield ReportBand(f"{next(numerals)}、{what}（{len(works)} 项）")
            for number, work in enumerate(works, 1):
                yield _work_row(number, work, account)


def _figure_row(
    number: int, answered: AnsweredFigure, account: UnitAccount, period: str, today: date
) -> ReportRow:
    line = answered.line
    known = _figures_until(line, period)
    last = known[-1] if known else None
    words = name_words(line.name, line.depth)
    return ReportRow(
        (
            str(number),
            f"{words}（{line.unit}）" if line.unit else words,
            _duty(answered.share),
            _years(line.baselines[-1:], line.unit),
            _years(_promised(line, period), line.unit),
            "\n".join(_figure_words(one, line.unit) for one in known[-_FIGURES_SHOWN:]),
            _state(line, last, period, today),
            _due(line),
            last.as_of if last else "",
            _asked(answered.share),
            _titles(account.evidence.get(line.id, ())),
        ),
        depth=line.depth,
    )


def _work_row(number: int, work: AnsweredWork, account: UnitAccount) -> ReportRow:
    told = account.told.get(work.id)
    return ReportRow(
        (
            str(number),
            f"{work.number} {work.name}".strip(),
            _duty(work.share),
            "",
            "",
            _told_words(told) if told else "",
            work.status or _UNFILLED,
            deadline_words(work.deadline),
            _told_until(told) if told else "",
            _asked(work.share),
            _titles(account.evidence.get(work.id, ())),
        )
    )


def _figures_until(line: IndicatorLine, period: str) -> list[ActualValue]:
    """Return the recorded figures of a row, the newest last, none later than the period."""
    until = Period.read(period).last_day if period else None
    dated = [(Period.read(one.period).last_day, one) for one in line.actuals.values()]
    known = [pair for pair in dated if until is None or pair[0] <= until]
    return [one for _, one in sorted(known, key=lambda pair: (pair[0], pair[1].period))]


def _promised(line: IndicatorLine, period: str) -> list[YearValue]:
    """Return what is promised in the end, with what was for the year of the period."""
    year = Period.read(period).year if period else None
    ends = [one for one in line.targets if one.role is not TargetRole.YEARLY]
    due = [one for one in line.targets if one.role is TargetRole.YEARLY and one.year == year]
    return [*due, *ends]


def _years(values: Iterable[YearValue], unit: str) -> str:
    """Return values with their years, one a line."""
    return "\n".join(
        amount_words(one.amount, unit) + (f"（{one.year}）" if one.year is not None else "")
        for one in values
    )


def _figure_words(figure: ActualValue, unit: str) -> str:
    words = amount_words(figure.amount, unit) + ("（快报数）" if figure.provisional else "")
    said = f"{on_paper(figure.period)}：{words}"
    return f"{said}。{figure.note}" if figure.amount.answer is not None and figure.note else said


def _state(line: IndicatorLine, last: ActualValue | None, period: str, today: date) -> str:
    """Return the state of the period's figure; of an older one only where none is asked for."""
    if period and (last is None or last.period != period):
        return _UNFILLED if is_missing(line, period, today) else ""
    if last is None:
        return ""
    return "计算" if last.computed else STATE_WORDS[last.state]


def _due(line: IndicatorLine) -> str:
    if line.deadline:
        return deadline_words(line.deadline)
    ends = [
        one.year
        for one in line.targets
        if one.role is not TargetRole.YEARLY and one.year is not None
    ]
    return f"{max(ends)}年" if ends else line.recurring


def _told_words(told: ProgressLine) -> str:
    parts = (
        ("", told.words),
        ("存在问题：", told.problem),
        ("下步安排：", told.next_step),
        ("需协调：", told.coordination),
    )
    return "\n".join(label + words for label, words in parts if words.strip())


def _told_until(told: ProgressLine) -> str:
    return told.as_of or Period.read(told.period).last_day.isoformat()


def _duty(share: Share) -> str:
    """Return what the unit does, with what is said of it on a line of its own."""
    return share.words.replace("（", "\n（").replace("、", "\n")


def _asked(share: Share) -> str:
    people = share.people
    return "\n".join(filter(None, (people.office, people.person or people.contact)))


def _titles(titles: Sequence[str]) -> str:
    shown = "；".join(titles[:_TITLES_SHOWN])
    return f"{shown}等 {len(titles)} 件" if len(titles) > _TITLES_SHOWN else shown
