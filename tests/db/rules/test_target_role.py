"""A target of an indicator before the last year of the plan is one on the way."""

import pytest

from db.model.words import TargetRole
from db.rules.target_role import role_of_target


@pytest.mark.parametrize(
    ("year", "end", "of_task", "role"),
    [
        (2023, 2025, False, TargetRole.INTERIM),
        (2025, 2025, False, TargetRole.TARGET),
        (2035, 2025, False, TargetRole.TARGET),
        (None, 2025, False, TargetRole.TARGET),
        (2023, None, False, TargetRole.TARGET),
        (2023, 2025, True, TargetRole.TARGET),
    ],
)
def test_the_role_of_a_target(year, end, of_task, role):
    assert role_of_target(year, end, of_task=of_task) is role
