"""What a plan prints of its values, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from db.model.amount import Amount
    from db.model.work_words import StatementRole


class StatementLine(NamedTuple):
    """One printing of a value; `chosen` when it is the indicator's baseline or target."""

    id: str
    indicator: str
    role: StatementRole
    year: int | None
    amount: Amount
    name: str
    place: str
    chosen: bool
