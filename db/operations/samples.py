"""The sample plans that come with the program, as facts and figures."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources
from typing import Any

from db.errors import ValueRefused
from db.faults import ValueFault


@dataclass(frozen=True, slots=True)
class SampleLine:
    """A sample as the welcome page offers it."""

    name: str
    title: str
    period_start: int
    period_end: int
    indicators: int
    tasks: int
    projects: int


NAMES = ("litong", "rizhao", "ganxian", "cangshan", "nanan")


def load_sample(name: str) -> dict[str, Any]:
    """Return a sample as it stands in its file, figures as Decimal; ValueRefused if unknown."""
    if name not in NAMES:
        raise ValueRefused(ValueFault.UNKNOWN_SAMPLE, name)
    text = resources.files("resources").joinpath("sample", f"{name}.json").read_text("utf-8")
    sample: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return sample


def sample_lines() -> tuple[SampleLine, ...]:
    """Return every sample with its title, years and counts."""
    return tuple(_line(name, load_sample(name)) for name in NAMES)


def _line(name: str, sample: dict[str, Any]) -> SampleLine:
    plan = sample["plan"]
    return SampleLine(
        name,
        plan["title"],
        plan["period_start"],
        plan["period_end"],
        len(sample["indicators"]),
        len(sample["tasks"]),
        len(sample["projects"]),
    )
