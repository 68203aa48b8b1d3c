"""What the pane of the preview lists: what cannot be taken in, what a person decides, changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from db.exchange.differences import CellDifference, NameProposal, Verdict
from db.exchange.sheets import row_on_sheet
from desktop.exchange.verdicts import VERDICT_WORDS, Seen, spot_of
from desktop.import_words import change_words, left_out, sum_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from db.exchange.differences import ItemMatch
    from desktop.delegates.marks import MarkName
    from desktop.exchange.work import Decisions


_NO_FIGURE = "不是数值"
_MEND_FIGURE = "在表里填数，或改为“无此项”“不适用”，再导入；也可以导入后在指标页里填。"


class RemarkKind(StrEnum):
    """What a line of the list is, and so what can be done with it."""

    HEADING = "heading"
    REFUSED = "refused"
    PROPOSAL = "proposal"
    ROW = "row"
    DECIDED = "decided"
    CHANGED = "changed"
    DOUBTED = "doubted"
    COLUMN = "column"
    UNIT = "unit"
    PLAIN = "plain"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Remark:
    """One line: an address to go to, words, a second line; `act` is what can be done at its right.

    `ticked` is None where there is nothing to tick. A ROW stands for the cells of its `addresses`
    and is ticked with all of them; with some of them only, it is ticked `partly`. A line has its
    own `mark`, else that of its kind or verdict. A line about a `column` asks what it counts.
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
    mark: MarkName | None = None
    column: int = 0


def remarks_of(
    seen: Seen,
    without: Collection[tuple[str, str]],
    decided: Mapping[tuple[str, int], NameProposal],
    decisions: Decisions,
    only: Verdict | None,
    *,
    by_hand: Collection[tuple[str, str]] = (),
    doubted: Sequence[Remark] = (),
) -> list[Remark]:
    """Return the lines: all that needs a person, or with `only` every cell of one verdict.

    `decided` holds the proposals that `decisions` have answered, `by_hand` the refused cells that
    are taken in all the same, `doubted` lines of what the checks would say.
    """
    made: list[Remark] = []
    if only in {None, Verdict.REJECTED}:
        refused = list(_refused(seen, by_hand))
        made += titled("不能导入", "格", refused, seen.counts[Verdict.REJECTED])
        made += titled("已指明", "行", list(_decided(decided, decisions)))
    made += doubted if only is None else ()
    if only in {None, Verdict.CHANGED}:
        changed = list(_changes(seen, without))
        made += titled("改动", "格，逐格勾选", changed, seen.counts[Verdict.CHANGED])
    if only in {Verdict.NEW, Verdict.SAME, Verdict.COMPUTED}:
        plain = [_plain(cell) for cell in _cells(seen, only)]
        made += titled(VERDICT_WORDS[only], "格", plain, seen.counts[only])
    if only is None:
        made += titled("没有导入的列", "列", [_left_out(one) for one in left_out(seen.preview)])
        sums = [Remark(RemarkKind.WORDS, sum_words(line)) for line in seen.preview.sums]
        made += titled("合计", "列", sums)
        words = [Remark(RemarkKind.WORDS, said) for said in seen.preview.reading.understood]
        made += titled("已替你理解的写法", "处", words)
        # Last: a first file may bring hundreds of them.
        units = list(_new_units(seen, without))
        made += titled("新的单位", "个，不要的去掉勾", units)
    if not made:
        said = "没有不能导入的格，也没有改动的格。" if only is None else "没有这样的格。"
        made.append(Remark(RemarkKind.WORDS, said))
    return made


def titled(title: str, unit: str, lines: list[Remark], count: int | None = None) -> list[Remark]:
    """Return lines under a heading that says how many they are; nothing where there are none."""
    words = f"{title} {len(lines) if count is None else count} {unit}"
    return [Remark(RemarkKind.HEADING, words), *lines] if lines else []


def _cells(seen: Seen, verdict: Verdict) -> Iterator[CellDifference]:
    return (cell for cell in seen.cells if cell.verdict is verdict)


def _new_units(seen: Seen, without: Collection[tuple[str, str]]) -> Iterator[Remark]:
    """Yield the units that the book does not have yet, each ticked with all its cells."""
    for (sheet, _), addresses in seen.new_units.items():
        first = seen.verdicts(sheet)[spot_of(addresses[0])][0]
        line = Remark(
            RemarkKind.UNIT, first.row, f"{len(addresses) - 1} 格", sheet, addresses[0],
            ticked=True, addresses=addresses, verdict=Verdict.NEW,
        )  # fmt: skip
        yield ticked_anew(line, without)


def _left_out(match: ItemMatch) -> Remark:
    """Return a column that is no 数据项 of the book."""
    return Remark(
        RemarkKind.COLUMN, match.column.heading, "台账里没有这样的数据项。", match.sheet,
        match.column.address, "收下…", column=match.column.column,
    )  # fmt: skip


def _refused(seen: Seen, by_hand: Collection[tuple[str, str]]) -> Iterator[Remark]:
    """Yield what cannot be taken in; the cells of an undecided row stand as one line."""
    columns = {
        (one.sheet, one.column.address): one.column.column
        for one in seen.preview.items
        if one.candidates
    }
    proposals = {(o.sheet, row_on_sheet(o.row), o.name): o for o in seen.preview.proposals}
    rows: dict[tuple[str, int, str, str], list[CellDifference]] = {}
    yield from _all_by_hand(seen, by_hand)
    for cell in _cells(seen, Verdict.REJECTED):
        if (cell.sheet, cell.address) in columns:
            yield Remark(
                RemarkKind.PROPOSAL, f"“{cell.new}”一列", cell.reason, cell.sheet, cell.address,
                "对应到…", verdict=Verdict.REJECTED, column=columns[cell.sheet, cell.address],
            )  # fmt: skip
            continue
        if cell.by_hand:
            yield replace(
                _changed(cell, ()), detail=f"{cell.row} {cell.field}：{cell.reason}",
                ticked=(cell.sheet, cell.address) in by_hand, verdict=Verdict.REJECTED,
            )  # fmt: skip
            continue
        key = (cell.sheet, spot_of(cell.address).row, cell.row, cell.reason)
        rows.setdefault(key, []).append(cell)
    for (sheet, row, name, reason), cells in rows.items():
        proposal = proposals.pop((sheet, row, name), None)
        many = f"（{len(cells)} 格）" if len(cells) > 1 else ""
        if proposal is not None:
            yield Remark(
                RemarkKind.PROPOSAL, f"第 {row} 行“{proposal.name}”{many}", reason, sheet,
                cells[0].address, "对应到…", proposal=proposal, verdict=Verdict.REJECTED,
            )  # fmt: skip
            continue
        text, detail = _refused_words(row, cells)
        yield Remark(
            RemarkKind.REFUSED, text, detail, sheet, cells[0].address, verdict=Verdict.REJECTED
        )


def _refused_words(row: int, cells: Sequence[CellDifference]) -> tuple[str, str]:
    """Return the two lines about refused cells of one row which have one reason."""
    cell, *others = cells
    if others:
        return f"第 {row} 行“{cell.row}”（{len(cells)} 格）", cell.reason
    text, where = f"“{cell.new}”", f"{cell.row} {cell.field}".strip()
    detail = f"{where}：{cell.reason}" if where else cell.reason
    return (detail, _MEND_FIGURE) if detail == f"{text}{_NO_FIGURE}" else (text, detail)


def _all_by_hand(seen: Seen, by_hand: Collection[tuple[str, str]]) -> Iterator[Remark]:
    """Yield a line for each sheet that ticks all its refused cells which may be taken in."""
    sheets: dict[str, list[str]] = {}
    for cell in _cells(seen, Verdict.REJECTED):
        if cell.by_hand:
            sheets.setdefault(cell.sheet, []).append(cell.address)
    for sheet, addresses in sheets.items():
        if len(addresses) > 1:
            line = Remark(
                RemarkKind.ROW, f"正式数，{len(addresses)} 格", "勾选则全部替换。", sheet,
                ticked=False, addresses=tuple(addresses), verdict=Verdict.REJECTED,
            )  # fmt: skip
            yield ticked_anew(line, (), by_hand)


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
            RemarkKind.DECIDED, f"第 {row_on_sheet(row)} 行“{proposal.name}”", words, sheet,
            act="改…",
            proposal=proposal,
        )  # fmt: skip


def ticked_anew(
    remark: Remark,
    without: Collection[tuple[str, str]],
    by_hand: Collection[tuple[str, str]] = (),
) -> Remark:
    """Return a line with its tick as the cells left out, or taken in by hand, say it."""
    if remark.ticked is None:
        return remark
    addresses = remark.addresses or (remark.address,)
    left_out = sum((remark.sheet, address) in without for address in addresses)
    if remark.verdict is Verdict.REJECTED:
        left_out = sum((remark.sheet, address) not in by_hand for address in addresses)
    ticks = (not left_out, 0 < left_out < len(addresses))
    # Nearly all of many thousand lines stay as they are.
    if ticks == (remark.ticked, remark.partly):
        return remark
    return replace(remark, ticked=ticks[0], partly=ticks[1])


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
    where = f"{cell.row} {cell.field}".strip()
    return Remark(
        RemarkKind.CHANGED,
        change_words(cell),
        f"{where}。{cell.reason}" if cell.reason else where,
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
