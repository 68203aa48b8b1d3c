"""The columns of a revision being written: what stands, what is to stand, typed cell by cell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.model.words import RowKind
from db.model.work_words import RevisedField
from db.rules.revising import SCALE_UNITS
from db.rules.revision_words import KIND_WORDS, value_words
from desktop.columns import Align, Cell, Column, Heading
from desktop.revisions.columns import COMMITMENT
from desktop.revisions.rows import ACTION_GROUNDS, ACTION_MARKS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from desktop.revisions.draft import Draft, DraftValue

AFTER = "after"
"""The name of the column where new values are typed."""


def draft_columns(
    type_words: Callable[[DraftValue, str], None], move: Callable[[DraftValue, str], None]
) -> tuple[Column, ...]:
    """Return the columns of a draft; `type_words` and `move` take in what is typed."""
    return (
        Column("指标、任务、项目", _name, 236, 420, key="name"),
        Column("单位", _unit, 44, 80, align=Align.CENTRE, key="unit"),
        Column("调整内容", _title, 96, 150, key="title"),
        Column("现行", _before, 84, 160, align=Align.RIGHT, key="before"),
        Column(
            "调整后", _after, 110, 220, align=Align.RIGHT, tinted=True, key=AFTER,
            name=AFTER, edit=_to_type, write=type_words,
        ),
        Column(
            "移到（年）", _year, 76, 90, align=Align.RIGHT, key="year", name="year",
            edit=_to_move, write=move,
        ),
        Column("方式", _action, 110, stretches=True, key="action"),
    )  # fmt: skip


def draft_rows(draft: Draft, folded: Collection[str] = ()) -> list[Heading | DraftValue]:
    """Return the values of a draft under their kinds, each row's together."""
    rows: list[Heading | DraftValue] = []
    for title, wanted in (
        ("指标", (RowKind.INDICATOR, False)),
        ("量化目标", (RowKind.INDICATOR, True)),
        ("任务", (RowKind.TASK, False)),
        ("项目", (RowKind.PROJECT, False)),
    ):
        held = [row for row in draft.rows.values() if (row.kind, row.is_commitment) == wanted]
        if held:
            opened = title not in folded
            rows.append(Heading(title, title, f"{len(held)} 项", opened))
            rows += _values(draft, (row.id for row in held)) if opened else []
    return rows


def _values(draft: Draft, rows: Iterable[str]) -> list[DraftValue]:
    by_row: dict[str, list[DraftValue]] = {}
    for value in draft.values.values():
        told = by_row.setdefault(value.row.id, [])
        told.append(replace(value, first=not told))
    return [value for row in rows for value in by_row.get(row, [])]


def _name(value: DraftValue) -> Cell:
    row = value.row
    hint = f"{row.group}　{row.name}".strip()
    kind = COMMITMENT if row.is_commitment else KIND_WORDS[row.kind]
    if not value.first:
        return Cell(row.name, "muted", small=True, indent=2, hint=hint)
    return Cell(
        row.name, "muted" if row.out else "text", label=kind, bold=row.is_new, hint=hint,
        tag="调出" if row.out else "",
    )  # fmt: skip


def _unit(value: DraftValue) -> Cell:
    unit = value.row.unit
    if value.field is not RevisedField.TARGET:
        unit = SCALE_UNITS.get(value.field, "")
    return Cell(unit, "muted", small=True, hint=unit)


def _title(value: DraftValue) -> Cell:
    return Cell(value.title, small=True, hint=value.title)


def _before(value: DraftValue) -> Cell:
    words = value_words(value.before)
    return Cell(words, "target_text" if value.before.text else "muted", "target", hint=words)


def _after(value: DraftValue) -> Cell:
    action, words = value.action, value_words(value.after)
    if action is None:
        return Cell("", "muted", "entered")
    ground = ACTION_GROUNDS[action]
    if value.row.out:
        return Cell("取消", f"{ground}_text", ground, bold=True)
    struck = value.before.text if value.after != value.before else ""
    shown = words if value.after.text else "取消"
    return Cell(shown, f"{ground}_text", ground, bold=True, struck=struck, hint=words)


def _year(value: DraftValue) -> Cell:
    if value.to_year in {None, value.year} or value.row.out:
        return Cell("", ground="entered" if _to_move(value) is not None else "surface")
    struck = "" if value.year is None else str(value.year)
    return Cell(
        str(value.to_year), "verdict_changed_text", "verdict_changed", bold=True, struck=struck
    )


def _action(value: DraftValue) -> Cell:
    action = value.action
    if action is None:
        return Cell("", spaced=True)
    words = f"由“{value.row.successor}”替换" if value.row.successor else action.value
    return Cell(words, mark=ACTION_MARKS[action], hint=words)


def _to_type(value: DraftValue) -> str | None:
    return None if value.row.out else value.after.text


def _to_move(value: DraftValue) -> str | None:
    if value.field is not RevisedField.TARGET or value.row.out or value.row.is_new:
        return None
    return "" if value.to_year is None else str(value.to_year)
