"""What the checks would doubt once a file was taken in: marks, words, lines of the list, order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from db.rules.finding import Finding, Severity
from desktop.doubts import SEVERITY_MARKS, SEVERITY_WORDS
from desktop.exchange.remarks import Remark, RemarkKind, titled
from desktop.exchange.verdicts import Spot, spot_of
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.delegates.marks import MarkName
    from desktop.exchange.verdicts import Seen

Doubts = Mapping[tuple[str, str], tuple[Finding, ...]]
"""What would be doubted, by sheet and address."""

SpotDoubts = Mapping[Spot, tuple[Finding, ...]]

KINDS = (Severity.ERROR, Severity.QUERY)
_TITLES = {
    Severity.ERROR: ("收后是错误", "格，须改数"),
    Severity.QUERY: ("收后有疑问", "格，改数或写说明"),
}


def severity_of(findings: Iterable[Finding]) -> Severity:
    """Return how grave what is said of a cell is: an error outweighs a query."""
    wrong = any(one.severity is Severity.ERROR for one in findings)
    return Severity.ERROR if wrong else Severity.QUERY


def mark_of(findings: Sequence[Finding]) -> MarkName:
    """Return the mark of a doubted cell."""
    return SEVERITY_MARKS[severity_of(findings)]


def words_of(findings: Iterable[Finding]) -> str:
    """Return what is said of a cell, the errors first, each behind its word."""
    told = sorted(findings, key=lambda one: KINDS.index(one.severity))
    return "".join(f"{SEVERITY_WORDS[one.severity]}：{one.message}" for one in told)


def of_sheet(doubts: Doubts, sheet: str) -> SpotDoubts:
    """Return what is doubted in one sheet, in the order of reading."""
    found = {spot_of(address): told for (name, address), told in doubts.items() if name == sheet}
    return {spot: found[spot] for spot in sorted(found)}


def counts_of(doubts: Doubts) -> dict[Severity, int]:
    """Return how many cells have an error, and how many nothing but a query."""
    told = [severity_of(findings) for findings in doubts.values()]
    return {kind: told.count(kind) for kind in KINDS}


def next_doubted(doubts: SpotDoubts, kind: Severity, after: Spot | None) -> Spot | None:
    """Return the next place of that kind behind `after`; None behind the last one."""
    return next(
        (
            spot
            for spot, told in doubts.items()
            if (after is None or spot > after) and severity_of(told) is kind
        ),
        None,
    )


def doubt_remarks(seen: Seen, doubts: Doubts, kinds: Iterable[Severity]) -> list[Remark]:
    """Return a line for each doubted cell: its figure, then what is said of it."""
    made: list[Remark] = []
    order = {name: at for at, name in enumerate(one.name for one in seen.preview.workbook.sheets)}
    places = sorted(doubts, key=lambda place: (order[place[0]], spot_of(place[1])))
    for kind in kinds:
        lines = [
            _remark(seen, place, doubts[place])
            for place in places
            if severity_of(doubts[place]) is kind
        ]
        made += titled(*_TITLES[kind], lines)
    return made


def _remark(seen: Seen, place: tuple[str, str], findings: Sequence[Finding]) -> Remark:
    sheet, address = place
    cells = seen.verdicts(sheet).get(spot_of(address), ())
    text = next((f"{cell.row} {cell.new}" for cell in cells), "") or _county_words(seen, place)
    said = "".join(one.message for one in findings)
    return Remark(RemarkKind.DOUBTED, text, said, sheet, address, mark=mark_of(findings))


def _county_words(seen: Seen, place: tuple[str, str]) -> str:
    """Return what the units of a column make for the county; that is told at its heading."""
    found = (
        one for one in seen.preview.items if (one.sheet, one.column.address) == place and one.item
    )
    return next(
        (f"全县 {one.item.name} {period_words(one.column.period)}" for one in found if one.item), ""
    )
