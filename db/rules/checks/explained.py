"""Which explanation stands with which finding, and which has lapsed with its figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.model.records import Explanation
    from db.rules.finding import Finding


def with_explanations(
    findings: Iterable[Finding], explanations: Iterable[Explanation]
) -> tuple[Finding, ...]:
    """Return the findings with what was said of them.

    An explanation stands for the figures it was given for; when they changed, its words only stay
    as `lapsed`, so that they can be given again.
    """
    given: dict[tuple[str, str, str, str | None], list[Explanation]] = {}
    for one in explanations:
        given.setdefault((one.rule, one.row, one.period, one.unit), []).append(one)
    return tuple(_with(finding, given.get(_key(finding), ())) for finding in findings)


def _key(finding: Finding) -> tuple[str, str, str, str | None]:
    return finding.rule, finding.subject or finding.row, finding.period, finding.unit


def _with(finding: Finding, given: Iterable[Explanation]) -> Finding:
    lapsed = ""
    for one in given:
        if one.figures == finding.figures:
            return replace(finding, explanation=one, lapsed="")
        lapsed = one.words
    return replace(finding, lapsed=lapsed) if lapsed else finding
