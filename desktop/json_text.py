"""JSON as text with every figure exact: a Decimal is written digit for digit, not as a float."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any


def json_text(value: Any, *, indent: int | None = None) -> str:
    """Return one JSON value; with `indent`, over several lines for a person to read.

    Takes mappings, sequences, text, truth values, None, int, float and Decimal (finite ones);
    TypeError for anything else.
    """
    return _written(value, indent, 0)


def _written(value: Any, indent: int | None, depth: int) -> str:
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise TypeError(value)
        return format(value, "f")
    if isinstance(value, Mapping):
        members = [
            f"{json.dumps(str(key), ensure_ascii=False)}: {_written(held, indent, depth + 1)}"
            for key, held in value.items()
        ]
        return _enclosed("{", members, "}", indent, depth)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        members = [_written(held, indent, depth + 1) for held in value]
        return _enclosed("[", members, "]", indent, depth)
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _enclosed(left: str, members: list[str], right: str, indent: int | None, depth: int) -> str:
    if indent is None or not members:
        return f"{left}{', '.join(members)}{right}"
    inner, outer = "\n" + " " * indent * (depth + 1), "\n" + " " * indent * depth
    return f"{left}{inner}{f',{inner}'.join(members)}{outer}{right}"
