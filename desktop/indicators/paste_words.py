"""What the pane says of a pasted block: what cannot be written, what changes, what was read how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.rules.finding import Severity
from db.rules.growth import difference
from desktop.delegates.marks import Mark, MarkName
from desktop.doubts import SEVERITY_MARKS
from desktop.indicators.paste_verdicts import Verdict
from desktop.widgets.pane import PaneRow, PaneSection
from desktop.wording import period_words, signed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from db.model.lines import IndicatorLine
    from db.rules.finding import Finding
    from desktop.indicators.paste_verdicts import PastedCell

_MOST_LISTED = 12


def paste_sections(
    cells: Sequence[PastedCell],
    left_out: Collection[int],
    doubts: Sequence[Finding] = (),
    new: Sequence[tuple[IndicatorLine, bool]] = (),
) -> tuple[PaneSection, ...]:
    """Return the sections of a paste; `left_out` are the places of cells that stay as they are.

    `doubts` is what the checks would say of the new figures; `new` holds the rows that would be
    made, with whether they are.
    """
    refused = [cell for cell in cells if cell.verdict is Verdict.REFUSED]
    changed = [
        cell
        for place, cell in enumerate(cells)
        if cell.verdict is Verdict.CHANGED and place not in left_out
    ]
    understood = [cell for cell in cells if cell.understood]
    told = PaneSection("还没有写入。收下后 Ctrl+Z 可整块撤销。", ())
    made = (
        _new_rows(new),
        _section(f"不能写入 {len(refused)} 格", refused, Mark.REFUSED),
        _section(f"改动 {len(changed)} 格", changed, Mark.CHANGED, aside="原值 → 新值"),
        *_doubts(doubts),
        _understood(understood),
    )
    return (told, *(section for section in made if section.rows))


def refused_list(cells: Iterable[PastedCell]) -> str:
    """Return the cells that cannot be written as lines: row, period, words, why."""
    lines = [
        "\t".join((*(_place(cell) or ("表外", "")), cell.word, cell.reason))
        for cell in cells
        if cell.verdict is Verdict.REFUSED
    ]
    return "\n".join(lines)


def _new_rows(new: Sequence[tuple[IndicatorLine, bool]]) -> PaneSection:
    """Return the rows that would be made, in which category; those left out say so."""
    rows: list[PaneRow] = []
    for line, taken in new[:_MOST_LISTED]:
        mark, right = (Mark.NEW, "新增行") if taken else (Mark.SAME, "不收")
        rows.append(PaneRow(line.name, right=right, mark=mark, bold=taken))
        told = " · ".join(part for part in (line.category or "未分类", line.unit) if part)
        rows.append(PaneRow(told, ink="muted"))
    if len(new) > _MOST_LISTED:
        rows.append(PaneRow(f"另有 {len(new) - _MOST_LISTED} 行，F8 逐行看。", ink="muted"))
    return PaneSection(
        f"新增 {sum(taken for _, taken in new)} 行", tuple(rows), aside="空格 不收这一行"
    )


def _place(cell: PastedCell) -> tuple[str, str] | None:
    if cell.spot is None:
        return None
    return cell.spot.line.name, period_words(cell.spot.period)


def _section(
    title: str, cells: Sequence[PastedCell], mark: MarkName, *, aside: str = ""
) -> PaneSection:
    rows: list[PaneRow] = []
    inside = [cell for cell in cells if cell.spot is not None]
    for cell in inside[:_MOST_LISTED]:
        name, period = _place(cell) or ("", "")
        rows.append(PaneRow(name, right=period, mark=mark, bold=True))
        rows.append(PaneRow(_sentence(cell), ink="muted"))
    if len(inside) > _MOST_LISTED:
        rows.append(PaneRow(f"另有 {len(inside) - _MOST_LISTED} 格，F8 逐格看。", ink="muted"))
    for reason, words in _beyond(cells).items():
        many = f"等 {len(words)} 格" * (len(words) > 1)
        rows.append(PaneRow(f"“{words[0]}”{many}", right="表外", mark=mark, bold=True))
        rows.append(PaneRow(reason, ink="muted"))
    return PaneSection(title, tuple(rows), aside=aside)


def _beyond(cells: Iterable[PastedCell]) -> dict[str, list[str]]:
    """Return the words that fell beside the table, by the reason: a line, a column said once."""
    found: dict[str, list[str]] = {}
    for cell in cells:
        if cell.spot is None:
            found.setdefault(cell.reason, []).append(cell.word)
    return found


def _sentence(cell: PastedCell) -> str:
    if cell.verdict is Verdict.REFUSED or cell.spot is None:
        return cell.reason
    by = difference(cell.before, cell.after)
    moved = f"（{signed(by)}）" if by else ""
    return "，".join(part for part in (f"{cell.held} → {cell.shown}{moved}", cell.reason) if part)


def _doubts(doubts: Sequence[Finding]) -> Iterator[PaneSection]:
    """Yield what would have to be mended once it was written, and what to be explained."""
    for severity, what in ((Severity.ERROR, "须改"), (Severity.QUERY, "要说明")):
        told = [one for one in doubts if one.is_open and one.severity is severity]
        cells = {(one.row, one.period) for one in told}
        rows: list[PaneRow] = []
        for one in told[:_MOST_LISTED]:
            name = one.anchors[0].place.removeprefix(one.period).strip()
            mark = SEVERITY_MARKS[severity]
            rows.append(PaneRow(name, right=period_words(one.period), mark=mark, bold=True))
            rows.append(PaneRow(one.message, ink="muted"))
        yield PaneSection(f"写入后{what} {len(cells)} 格", tuple(rows))


def _understood(cells: Sequence[PastedCell]) -> PaneSection:
    said = " · ".join(f"“{cell.word}” → {cell.shown}" for cell in cells[:_MOST_LISTED])
    rows = (PaneRow(said, ink="muted"),) if said else ()
    return PaneSection(f"已替你理解的写法 {len(cells)} 处", rows)
