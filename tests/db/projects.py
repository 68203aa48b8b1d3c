"""Projects for stories: rows of the board, milestones by their stages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.model.project_lines import MilestoneLine, ProjectRow
from db.rules.schedule import in_short
from tests.db.builders import fresh

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def dates(
    planned: Mapping[str, str], done: Mapping[str, str] | None = None
) -> tuple[MilestoneLine, ...]:
    """Return milestones from planned and actual dates by their stages."""
    held = done or {}
    return tuple(
        MilestoneLine(stage, planned.get(stage, ""), held.get(stage, ""))
        for stage in dict.fromkeys((*planned, *held))
    )


def a_row(
    name: str = "城东小学", *, steps: Sequence[MilestoneLine] = (), **said: Any
) -> ProjectRow:
    """Return a new school of which only the name is known."""
    row = ProjectRow(
        id=fresh("project"),
        parent=None,
        name=name,
        kind="新建",
        school_stage="小学",
        year_class="",
        due_year=None,
        deadline="",
        number=None,
        count_unit="",
        places=None,
        classes=None,
        investment=None,
        stage="",
        street="",
        site="",
        task=None,
        note="",
        lead="",
    )._replace(**said)
    return row._replace(packed=in_short(steps, row.stage))
