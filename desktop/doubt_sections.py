"""What the pane says of doubts: what to mend or explain on top, what was explained below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.rules.finding import FindingKind, Severity
from desktop.delegates.marks import Mark
from desktop.doubts import SEVERITY_MARKS
from desktop.widgets.pane import PaneRow, PaneSection
from desktop.wording import period_words, place_words, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from db.rules.finding import Finding

MEND = "先改数，这一处不能用说明代替。"
EXPLAIN = "改数，或按 Shift+F2 说明。"
GIVE_REASON = "按 Shift+F2 写明原因。"


def doubt_sections(
    findings: Sequence[Finding], others: Iterable[Finding] = ()
) -> tuple[PaneSection, ...]:
    """Return the cards of a cell's open findings, then what was explained.

    `others` are open findings of other cells that name this one.
    """
    errors = [one for one in findings if one.is_open and one.severity is Severity.ERROR]
    queries = [one for one in findings if one.is_open and one.severity is Severity.QUERY]
    told = [one for one in findings if one.explanation is not None]
    reasons_only = all(one.kind is FindingKind.ANSWER_UNEXPLAINED for one in queries)
    made = (
        _card("bad", errors, MEND),
        _card("warn", queries, GIVE_REASON if reasons_only else EXPLAIN),
        PaneSection("校验", tuple(_explained(told)), aside="已说明"),
        PaneSection("别处的校验提到这一格", tuple(_named(others))),
    )
    return tuple(section for section in made if section.rows)


def _card(tone: str, findings: Sequence[Finding], what_to_do: str) -> PaneSection:
    rows: list[PaneRow] = []
    for finding in findings:
        rows.append(PaneRow(finding.message, mark=SEVERITY_MARKS[finding.severity], bold=True))
        rows += [PaneRow(f"对照：{words}") for words in _compared(finding)]
        if finding.lapsed:
            rows.append(PaneRow(f"数已改，原说明不再算数：{finding.lapsed}"))
        elif finding.earlier is not None:
            when = period_words(finding.earlier.period)
            rows.append(PaneRow(f"{when}的说明：{finding.earlier.words}"))
    if rows:
        rows.append(PaneRow(what_to_do))
    return PaneSection("", tuple(rows), card=tone)


def _compared(finding: Finding) -> Iterator[str]:
    """Yield the figures a finding compares with; of its own row only the period is said."""
    for other, anchor in zip(finding.others, finding.anchors[1:], strict=False):
        own = other.row == finding.row and anchor.place.startswith(other.period)
        place = period_words(other.period) if own else place_words(anchor.place)
        yield f"{place} {anchor.quote}".rstrip()


def _explained(findings: Iterable[Finding]) -> Iterator[PaneRow]:
    for finding in findings:
        given = finding.explanation
        if given is not None:
            yield PaneRow(finding.message, mark=Mark.APPROVED)
            yield PaneRow(given.words, left="说明")
            who = " ".join(part for part in (stamp(given.made_at), given.who) if part)
            yield PaneRow(who, ink="muted")


def _named(findings: Iterable[Finding]) -> Iterator[PaneRow]:
    for finding in findings:
        anchors = finding.anchors
        own = place_words(anchors[0].place) if anchors else period_words(finding.period)
        yield PaneRow(own, mark=SEVERITY_MARKS[finding.severity])
        yield PaneRow(finding.message, ink="muted")
