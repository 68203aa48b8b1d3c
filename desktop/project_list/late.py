"""What is overdue in words, and which project of it comes next behind the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.doubts import DoubtCount
from desktop.page import Standing

if TYPE_CHECKING:
    from desktop.project_list.content import ProjectContent
    from desktop.project_list.rows import InSight
    from desktop.widgets.table import LineTable


def standing_of(content: ProjectContent) -> Standing:
    """Return how many projects are overdue, with F8 to the next of them."""
    late = len(content.late)
    words = f"{late} 个项目过期未过节点" if late else "没有过期的项目"
    if not content.works:
        words = "还没有项目"
    return Standing(words, bool(late), DoubtCount(), step="下一个")


def next_late(shown: InSight, content: ProjectContent, table: LineTable) -> str | None:
    """Return the id of the next overdue project in sight; None where none is, or one is folded."""
    late = [row.id for row in shown.works if row.id in content.late]
    places = {key: table.lines.row_of(key) for key in late}
    if not late or None in places.values():
        return None
    here = table.currentIndex().row()
    behind = [key for key in late if (places[key] or 0) > here]
    return (behind or late)[0]
