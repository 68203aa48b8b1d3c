"""What the pane of a filling lists: rows to be placed, what cannot be written, what will be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.exchange.sheets import row_on_sheet
from desktop.exchange.fates import SORT_MARKS, SORT_WORDS, TO_WRITE, FillSeen, FillSpot, Sort
from desktop.exchange.remarks import Remark, RemarkKind, ticked_anew, titled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

PLACE, PLACE_AGAIN = "对应到…", "改…"
_LONGEST = 40
"""So much of what stands in a cell is shown."""
_ROWS = frozenset({Sort.WAITING, Sort.ABSENT})


def fill_remarks(
    seen: FillSeen,
    without: Collection[tuple[str, str]],
    names: Mapping[str, str],
    only: Sort | None,
) -> list[Remark]:
    """Return the lines: all that needs a person and all that is written, or `only` one sort.

    `names` are those of the book's rows by id.
    """
    if only is not None:
        made = _section(seen, only, without)
        return made or [Remark(RemarkKind.WORDS, "没有这样的格。")]
    assumed = [Remark(RemarkKind.WORDS, said) for said in seen.preview.source.assumed]
    made = titled("没写年份", "列，不对就点列顶改", assumed)
    made += _section(seen, Sort.WAITING, without)
    made += titled("已指明", "行", list(_decided(seen, names)))
    made += _section(seen, Sort.REFUSED, without)
    written = [spot for spot in seen.spots if spot.sort in TO_WRITE]
    made += titled("要写入", "格，逐格勾选", list(_written(written, without)), len(written))
    made += _section(seen, Sort.ABSENT, without)
    if not made:
        made.append(Remark(RemarkKind.WORDS, _nothing(seen)))
    understood = [Remark(RemarkKind.WORDS, said) for said in seen.preview.reading.understood]
    return made + titled("已替你理解的写法", "处", understood)


def _nothing(seen: FillSeen) -> str:
    if seen.preview.reading.tables:
        return "表里的数和台账一样，没有要写的格。"
    return "没有认出要填的表。先选表头在哪几行，再点列顶说明哪一列是指标、哪一列填哪一年的数。"


def _section(seen: FillSeen, sort: Sort, without: Collection[tuple[str, str]]) -> list[Remark]:
    spots = [spot for spot in seen.spots if spot.sort is sort]
    if sort in TO_WRITE:
        lines = list(_written(spots, without))
        return titled(SORT_WORDS[sort], "格，逐格勾选", lines, len(spots))
    if sort in _ROWS:
        lines = [_column(spot) if spot.column else _row(seen, spot) for spot in spots]
        return titled(SORT_WORDS[sort], _counted_in(spots), lines)
    return titled(SORT_WORDS[sort], "格", [_plain(spot) for spot in spots])


def _counted_in(spots: Collection[FillSpot]) -> str:
    """Return what rows and columns are counted in together."""
    columns = sum(spot.column > 0 for spot in spots)
    return "行" if not columns else "列" if columns == len(spots) else "处"


def _column(spot: FillSpot) -> Remark:
    """Return the line of a column of which a person may tell what it is."""
    cell = spot.cell
    return Remark(
        RemarkKind.PROPOSAL, f"“{cell.old}”一列", cell.skipped, cell.sheet, cell.address, PLACE,
        mark=SORT_MARKS[spot.sort], column=spot.column,
    )  # fmt: skip


def _row(seen: FillSeen, spot: FillSpot) -> Remark:
    """Return the line of a row that a person may place."""
    cell, number = spot.cell, spot.cell.place[0]
    detail = "没有名称相近的行，不填。" if spot.sort is Sort.ABSENT else cell.skipped
    return Remark(
        RemarkKind.PROPOSAL, f"第 {number} 行“{cell.row_name}”", detail, cell.sheet, cell.address,
        PLACE, proposal=seen.question(cell.sheet, number), mark=SORT_MARKS[spot.sort],
    )  # fmt: skip


def _decided(seen: FillSeen, names: Mapping[str, str]) -> Iterator[Remark]:
    for (sheet, row), chosen in sorted(seen.preview.decisions.items()):
        question = seen.question(sheet, row)
        if question is None:
            continue
        words = f"对应到“{names.get(chosen, '')}”" if chosen else "不是台账里的，不填"
        yield Remark(
            RemarkKind.DECIDED, f"第 {row_on_sheet(row)} 行“{question.name}”", words, sheet,
            seen.rows[sheet, row].address, PLACE_AGAIN, proposal=question,
        )  # fmt: skip


def _written(spots: Collection[FillSpot], without: Collection[tuple[str, str]]) -> Iterator[Remark]:
    """Yield the cells to be written, those of one row under a line that ticks them all."""
    rows: dict[tuple[str, int], list[FillSpot]] = {}
    for spot in spots:
        rows.setdefault((spot.cell.sheet, spot.cell.place[0]), []).append(spot)
    for (sheet, row), found in rows.items():
        if len(found) > 1:
            text = f"第 {row} 行“{found[0].cell.row_name}”，{len(found)} 格"
            addresses = tuple(spot.cell.address for spot in found)
            line = Remark(RemarkKind.ROW, text, sheet=sheet, ticked=True, addresses=addresses)
            yield ticked_anew(line, without) if without else line
        for spot in found:
            yield ticked_anew(_cell(spot), without) if without else _cell(spot)


def _cell(spot: FillSpot) -> Remark:
    cell = spot.cell
    return Remark(
        RemarkKind.CHANGED, f"{cell.old} → {cell.new}" if cell.old else cell.new,
        _told(f"{cell.row_name} {cell.field}".strip(), cell.remark), cell.sheet, cell.address,
        ticked=True, mark=SORT_MARKS[spot.sort],
    )  # fmt: skip


def _plain(spot: FillSpot) -> Remark:
    """Return the line of a cell that stays as it is, with the reason."""
    cell = spot.cell
    told = " ".join(part for part in (cell.row_name, cell.field) if part)
    old = cell.old if len(cell.old) <= _LONGEST else f"{cell.old[:_LONGEST]}…"
    text = f"“{old}”" if spot.sort is Sort.REFUSED and old else old or cell.new
    return Remark(
        RemarkKind.PLAIN, text, _told(told, cell.skipped), cell.sheet, cell.address,
        mark=SORT_MARKS[spot.sort],
    )  # fmt: skip


def _told(what: str, why: str) -> str:
    return "：".join(part for part in (what, why) if part)
