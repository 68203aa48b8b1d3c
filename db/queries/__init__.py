"""Frozen lines for screens and reports: one SELECT each, no rules.

What only some pages and reports ask for is loaded when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from db.queries.indicators import (
    all_rows,
    find_indicator,
    indicator_lines,
    withdrawn_indicators,
)
from db.queries.known_units import unit_lines
from db.queries.plans import (
    find_plan,
    plan_lines,
    reporting_period,
    setting,
)
from db.queries.renewing import FIGURES, WORK, line_after, rows_after

if TYPE_CHECKING:
    from db.queries.findings import plan_findings
    from db.queries.history import cell_history, figure_source, step_lines
    from db.queries.kept import kept_content, kept_files
    from db.queries.progress import period_progress, problem_lines, row_problems, row_progress
    from db.queries.projects import (
        milestones_of,
        project_detail,
        project_rows,
        project_work,
        projects_touched,
        span_of_dates,
        work_by_project,
    )
    from db.queries.statements import statement_lines
    from db.queries.task_board import task_heads, task_projects, told_in_period
    from db.queries.todo import due_lines, entry_counts, returned_lines
    from db.queries.unit_accounts import unit_account
    from db.queries.unit_figures import data_items, recorded_figures
    from db.queries.units import (
        assignable_rows,
        find_unit,
        name_decisions,
        presumed_rows,
        unit_contacts,
        unit_events,
        unit_loads,
    )
    from db.queries.works import project_lines, task_lines, whole_task, yearly_works

__all__ = [
    "FIGURES",
    "WORK",
    "all_rows",
    "assignable_rows",
    "cell_history",
    "data_items",
    "due_lines",
    "entry_counts",
    "figure_source",
    "find_indicator",
    "find_plan",
    "find_unit",
    "indicator_lines",
    "kept_content",
    "kept_files",
    "line_after",
    "milestones_of",
    "name_decisions",
    "period_progress",
    "plan_findings",
    "plan_lines",
    "presumed_rows",
    "problem_lines",
    "project_detail",
    "project_lines",
    "project_rows",
    "project_work",
    "projects_touched",
    "recorded_figures",
    "reporting_period",
    "returned_lines",
    "row_problems",
    "row_progress",
    "rows_after",
    "setting",
    "span_of_dates",
    "statement_lines",
    "step_lines",
    "task_heads",
    "task_lines",
    "task_projects",
    "told_in_period",
    "unit_account",
    "unit_contacts",
    "unit_events",
    "unit_lines",
    "unit_loads",
    "whole_task",
    "withdrawn_indicators",
    "work_by_project",
    "yearly_works",
]

_WHEN_ASKED_FOR = {
    "findings": "plan_findings",
    "history": "cell_history figure_source step_lines",
    "kept": "kept_content kept_files",
    "progress": "period_progress problem_lines row_problems row_progress",
    "projects": "milestones_of project_detail project_rows project_work projects_touched "
    "span_of_dates work_by_project",
    "statements": "statement_lines",
    "task_board": "task_heads task_projects told_in_period",
    "todo": "due_lines entry_counts returned_lines",
    "unit_accounts": "unit_account",
    "unit_figures": "data_items recorded_figures",
    "units": "assignable_rows find_unit name_decisions presumed_rows unit_contacts unit_events "
    "unit_loads",
    "works": "project_lines task_lines whole_task yearly_works",
}
"""The queries of each module that is loaded late."""


def __getattr__(name: str) -> Any:
    """Return a query of a module that was not needed so far."""
    for module, names in _WHEN_ASKED_FOR.items():
        if name in names.split():
            found = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
