"""Frozen lines for screens and reports: one SELECT each, no rules."""

from db.queries.findings import plan_findings
from db.queries.history import cell_history, step_lines
from db.queries.indicators import all_rows, find_indicator, indicator_lines, statement_lines
from db.queries.plans import (
    find_plan,
    kept_content,
    kept_files,
    plan_lines,
    reporting_period,
    setting,
    unit_lines,
)
from db.queries.progress import period_progress, problem_lines, row_progress
from db.queries.projects import (
    project_detail,
    project_rows,
    project_work,
    projects_touched,
    span_of_dates,
    work_by_project,
)
from db.queries.unit_figures import data_items, recorded_figures
from db.queries.works import project_lines, task_lines

__all__ = [
    "all_rows",
    "cell_history",
    "data_items",
    "find_indicator",
    "find_plan",
    "indicator_lines",
    "kept_content",
    "kept_files",
    "period_progress",
    "plan_findings",
    "plan_lines",
    "problem_lines",
    "project_detail",
    "project_lines",
    "project_rows",
    "project_work",
    "projects_touched",
    "recorded_figures",
    "reporting_period",
    "row_progress",
    "setting",
    "span_of_dates",
    "statement_lines",
    "step_lines",
    "task_lines",
    "unit_lines",
    "work_by_project",
]
