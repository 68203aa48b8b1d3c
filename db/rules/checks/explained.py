"""Which explanation stands with which finding, and which has lapsed with its figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.rules.amounts import read_amount
from db.rules.finding import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.model.records import Explanation
    from db.rules.finding import Finding


_YEAR = 4
"""The letters of a period that name its year; the part of it follows."""


def with_explanations(
    findings: Iterable[Finding], explanations: Iterable[Explanation]
) -> tuple[Finding, ...]:
    """Return the findings with what was said of them.

    An explanation stands for the figures it was given for, however they are written; when they
    changed, its words only stay as `lapsed`, so that they can be given again.
    """
    given: dict[tuple[str, str, str, str | None], list[Explanation]] = {}
    by_row: dict[tuple[str, str, str | None], list[Explanation]] = {}
    for one in explanations:
        given.setdefault((one.rule, one.row, one.period, one.unit), []).append(one)
        if one.period:
            by_row.setdefault((one.rule, one.row, one.unit), []).append(one)
    return tuple(
        _with(finding, given.get(_key(finding), ()), by_row.get(_key_of_row(finding), ()))
        for finding in findings
    )


def _key(finding: Finding) -> tuple[str, str, str, str | None]:
    return finding.rule, finding.subject or finding.row, finding.period, finding.unit


def _key_of_row(finding: Finding) -> tuple[str, str, str | None]:
    return finding.rule, finding.subject or finding.row, finding.unit


def _with(finding: Finding, given: Iterable[Explanation], of_row: Iterable[Explanation]) -> Finding:
    lapsed = ""
    for one in given:
        if _are_the_same(one.figures, finding.figures):
            return replace(finding, explanation=one, lapsed="", earlier=None)
        lapsed = one.words
    part = finding.period[_YEAR:]
    before = [one for one in of_row if one.period < finding.period and one.period[_YEAR:] == part]
    earlier = max(before, key=lambda one: one.period, default=None)
    if not lapsed and earlier is None:
        return finding
    return replace(finding, lapsed=lapsed, earlier=earlier)


def _are_the_same(told: str, now: str) -> bool:
    """Tell whether figures are those that were explained: 100.3 and 100.30 are the same."""
    if told == now:
        return True
    before, after = told.split(BETWEEN), now.split(BETWEEN)
    return len(before) == len(after) and all(map(_is_the_same, before, after))


def _is_the_same(told: str, now: str) -> bool:
    if told == now:
        return True
    try:
        one, other = read_amount(told), read_amount(now)
    except ValueError:
        return False
    if one.value is None:
        return False
    return one._replace(text="") == other._replace(text="")
