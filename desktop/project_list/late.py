"""Which overdue project comes next behind the cursor, round the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.project_list.content import ProjectContent
    from desktop.project_list.rows import InSight
    from desktop.widgets.table import LineTable


def next_late(shown: InSight, content: ProjectContent, table: LineTable) -> str | None:
    """Return the id of the next overdue project in sight; None where none is, or one is folded."""
    late = [row.id for row in shown.works if row.id in content.late]
    places = {key: table.lines.row_of(key) for key in late}
    if not late or None in places.values():
        return None
    here = table.currentIndex().row()
    behind = [key for key in late if (places[key] or 0) > here]
    return (behind or late)[0]
