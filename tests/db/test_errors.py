"""A failure keeps the facts of its class, and is not made without them."""

from pathlib import Path

import pytest

from db.errors import BookFault, BookRefused, NotFound, NothingToUndo


def test_facts_are_given_in_order_or_by_name():
    refused = BookRefused(Path("台账.planbook"), fault=BookFault.MISSING)
    assert (refused.path.name, refused.fault, refused.backup) == (
        "台账.planbook",
        BookFault.MISSING,
        None,
    )
    assert NothingToUndo().redo is False


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        (("plan",), {}),
        (("plan", "规划", (), "多出来的"), {}),
        (("plan", "规划"), {"nearest": ()}),
        (("plan", "规划"), {"name": "又一个"}),
    ],
    ids=["one is lacking", "one too many", "one of another name", "one twice"],
)
def test_a_failure_is_not_made_of_other_facts(facts, named):
    with pytest.raises(TypeError, match="NotFound has the facts"):
        NotFound(*facts, **named)
