"""What the pane of the preview lists: what cannot be taken in, what a person decides, changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from db.exchange.differences import CellDifference, NameProposal, Verdict
from desktop.exchange.verdicts import VERDICT_WORDS, Seen, spot_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from desktop.exchange.work import Decisions

_MOST_PLAIN = 500
"""So many cells that ask for nothing are listed; the sheet itself shows the others."""
_MOST_LISTED = 500
"""So many lines of one sort are listed; more are not read, but counted and found by F8."""


class RemarkKind(StrEnum):
    """What a line of the list is, and so what can be done with it."""

    HEADING = "heading"
    REFUSED = "refused"
    PROPOSAL = "proposal"
    ROW = "row"
    DECIDED = "decided"
    CHANGED = "changed"
    PLAIN = "plain"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Remark:
    """One line: an address to go to, words, a second line; `act` is what can be done at its right.

    `ticked` is None where there is nothing to tick. A ROW stands for the cells of its `addresses`
    and is ticked with all of them; with some of them only, it is ticked `partly`.
    """

    kind: RemarkKind
    text: str
    detail: str = ""
    sheet: str = ""
    address: str = ""
    act: str = ""
    ticked: bool | None = None
    partly: bool = False
    addresses: tuple[str, ...] = ()
    proposal: NameProposal | None = None
    verdict: Verdict | None = None


def remarks_of(
    seen: Seen,
    without: Collection[tuple[str, str]],
    decided: Mapping[tuple[str, int], NameProposal],
    decisions: Decisions,
    only: Verdict | None,
) -> list[Remark]:
    """Return the lines: all that needs a person, or with `only` every cell of one verdict.

    `decided` holds the proposals that `decisions` have answered.
    """
    made: list[Remark] = []
    if only in {None, Verdict.REJECTED}:
        refused = list(_refused(seen))
        made += _titled("不能导入", "格", refused, seen.counts[Verdict.REJECTED])
        made += _titled("已指明", "行", list(_decided(decided, decisions)))
    if only in {None, Verdict.CHANGED}:
        changed = list(_changes(seen, without))
        made += _titled("改动", "格，逐格勾选", changed, seen.counts[Verdict.CHANGED])
    if only in {Verdict.NEW, Verdict.SAME}:
        plain = [_plain(cell) for cell in islice(_cells(seen, only), _MOST_PLAIN)]
        made += _titled(VERDICT_WORDS[only], "格", plain, seen.counts[only])
        if seen.counts[only] > _MOST_PLAIN:
            rest = seen.counts[only] - _MOST_PLAIN
            made.append(Remark(RemarkKind.WORDS, f"还有 {rest} 格，在表里按 F8 逐格看。"))
    if only is None:
        words = [Remark(RemarkKind.WORDS, said) for said in seen.preview.reading.understood]
        made += _titled("已替你理解的写法", "处", words)
    if not made:
        said = "没有不能导入的格，也没有改动的格。" if only is None else "没有这样的格。"
        made.append(Remark(RemarkKind.WORDS, said))
    return made


def _titled(title: str, unit: str, lines: list[Remark], count: int | None = None) -> list[Remark]:
    if not lines:
        return []
    words = f"{title} {len(lines) if count is None else count} {unit}"
    more = len(lines) - _MOST_LISTED
    rest = [Remark(RemarkKind.WORDS, f"还有 {more} 条，在表里按 F8 逐格看。")] if more > 0 else []
    return [Remark(RemarkKind.HEADING, words), *lines[:_MOST_LISTED], *rest]


def _cells(seen: Seen, verdict: Verdict) -> Iterator[CellDifference]:
    return (cell for cell in seen.cells if cell.verdict is verdict)


def _refused(seen: Seen) -> Iterator[Remark]:
    """Yield what cannot be taken in; the cells of an undecided row stand as one line."""
    proposals = {(one.sheet, one.row): one for one in seen.preview.proposals}
    rows: dict[tuple[str, int, str], list[CellDifference]] = {}
    for cell in _cells(seen, Verdict.REJECTED):
        rows.setdefault((cell.sheet, spot_of(cell.address).row, cell.reason), []).append(cell)
    for (sheet, row, reason), cells in rows.items():
        proposal = proposals.pop((sheet, row), None)
        many = f"（{len(cells)} 格）" if len(cells) > 1 else ""
        if proposal is not None:
            yield Remark(
                RemarkKind.PROPOSAL, f"第 {row} 行“{proposal.name}”{many}", reason, sheet,
                cells[0].address, "对应到…", proposal=proposal, verdict=Verdict.REJECTED,
            )  # fmt: skip
            continue
        text = f"“{cells[0].new}”" if len(cells) == 1 else f"第 {row} 行“{cells[0].row}”{many}"
        where = f"{cells[0].row} {cells[0].field}".strip() if len(cells) == 1 else ""
        detail = f"{where}：{reason}" if where else reason
        yield Remark(
            RemarkKind.REFUSED, text, detail, sheet, cells[0].address, verdict=Verdict.REJECTED
        )


def _decided(
    decided: Mapping[tuple[str, int], NameProposal], decisions: Decisions
) -> Iterator[Remark]:
    for (sheet, row), proposal in decided.items():
        if (sheet, row) not in decisions:
            continue
        chosen = decisions[sheet, row]
        name = dict(proposal.candidates).get(chosen or "", "")
        words = f"对应到“{name}”" if chosen else "作为新的一行"
        yield Remark(
            RemarkKind.DECIDED, f"第 {row} 行“{proposal.name}”", words, sheet, act="改…",
            proposal=proposal,
        )  # fmt: skip


def ticked_anew(remark: Remark, without: Collection[tuple[str, str]]) -> Remark:
    """Return a line with its tick as the cells left out say it."""
    if remark.ticked is None:
        return remark
    addresses = remark.addresses or (remark.address,)
    left_out = sum((remark.sheet, address) in without for address in addresses)
    return replace(remark, ticked=not left_out, partly=0 < left_out < len(addresses))


def _changes(seen: Seen, without: Collection[tuple[str, str]]) -> Iterator[Remark]:
    """Yield the changed cells, those of one row under a line that ticks them all."""
    rows: dict[tuple[str, int], list[CellDifference]] = {}
    for cell in _cells(seen, Verdict.CHANGED):
        rows.setdefault((cell.sheet, spot_of(cell.address).row), []).append(cell)
    for (sheet, row), cells in rows.items():
        addresses = tuple(dict.fromkeys(cell.address for cell in cells))
        if len(addresses) > 1:
            text = f"第 {row} 行“{cells[0].row}”，{len(cells)} 格"
            line = Remark(
                RemarkKind.ROW, text, sheet=sheet, ticked=True, addresses=addresses,
                verdict=Verdict.CHANGED,
            )  # fmt: skip
            yield ticked_anew(line, without)
        for cell in sorted(cells, key=lambda one: spot_of(one.address)):
            yield _changed(cell, without)


def _changed(cell: CellDifference, without: Collection[tuple[str, str]]) -> Remark:
    return Remark(
        RemarkKind.CHANGED,
        f"{cell.old} → {cell.new}",
        f"{cell.row} {cell.field}".strip(),
        cell.sheet,
        cell.address,
        ticked=(cell.sheet, cell.address) not in without,
        verdict=Verdict.CHANGED,
    )


def _plain(cell: CellDifference) -> Remark:
    return Remark(
        RemarkKind.PLAIN,
        cell.new,
        f"{cell.row} {cell.field}".strip(),
        cell.sheet,
        cell.address,
        verdict=cell.verdict,
    )
