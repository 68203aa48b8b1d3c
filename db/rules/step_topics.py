"""What a step of the history was about, from its words and the tables it altered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.work_words import ReviewAction, StepTopic

if TYPE_CHECKING:
    from collections.abc import Collection

_BROUGHT = ("导入", "载入样例")
_DECIDED = tuple(str(action) for action in ReviewAction if action is not ReviewAction.EDIT)
_BY_TABLE = (
    (StepTopic.SETTING, {"user", "setting"}),
    (StepTopic.PROOF, {"evidence", "evidence_link", "requirement", "sign_off"}),
    (StepTopic.PLAN, {"revision", "revision_line", "plan"}),
    (StepTopic.ENTRY, {"actual", "explanation"}),
    (StepTopic.PROJECT, {"project", "milestone", "funding", "project_year"}),
    (StepTopic.TASK, {"task", "measure", "yearly_work", "problem", "progress"}),
    (StepTopic.UNIT, {"unit", "unit_alias", "unit_member", "unit_contact", "unit_event"}),
    (StepTopic.UNIT, {"responsibility"}),
)
"""The first of them that a step touched says what it was about."""


def topic_of(label: str, tables: Collection[str]) -> StepTopic:
    """Return what a step was about; one that touched only a plan's rows is 规划."""
    if label.startswith(_BROUGHT):
        return StepTopic.IMPORT
    touched = set(tables)
    if "review_event" in touched and label.startswith(_DECIDED):
        return StepTopic.REVIEW
    return next((topic for topic, own in _BY_TABLE if own & touched), StepTopic.PLAN)
