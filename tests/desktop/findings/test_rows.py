"""Rows of the list: missing figures in one scope only, doubted cells once for each severity."""

from db.model.todo_lines import MissingLine
from db.rules.finding import Anchor, Finding, FindingKind, Severity
from desktop.columns import Heading
from desktop.findings.detail import missing_pane
from desktop.findings.rows import (
    DoubtedCell,
    Pile,
    Scope,
    as_text,
    by_unit,
    counts,
    doubted_cells,
    in_piles,
    missing_in,
    rules_of,
)
from tests.db.builders import an_indicator

PERIOD = "2023"


def lacking(line, unit=None, name="教育局办公室", *, has_answer=False):
    return MissingLine(unit, name, line.id, line.name, "学前", "人", PERIOD, has_answer)


def a_finding(line, severity=Severity.QUERY, check="below-last", unit=None):
    return Finding(
        FindingKind.BELOW_LAST,
        severity,
        f"{line.name}有疑问。",
        line.id,
        (Anchor("5", f"{PERIOD} {line.name}"),),
        period=PERIOD,
        unit=unit,
        subject=line.series,
        check=check,
    )


def test_a_missing_sum_is_one_gap_of_the_county_and_its_parts_are_the_units():
    whole, part = an_indicator("在园幼儿"), an_indicator("寄宿生")
    promise = an_indicator("新建幼儿园", task="task-1")
    asked = [
        lacking(whole, "a", "金积镇"),
        lacking(whole, "b", "高闸镇"),
        lacking(part, "b", "高闸镇"),
        lacking(promise, "a", "金积镇"),
        lacking(an_indicator("巩固率"), has_answer=True),
    ]
    rows, county = (whole, part, promise), {whole.id}
    assert missing_in(Scope.COUNTY, asked, rows, county) == [asked[0]]
    assert missing_in(Scope.UNITS, asked, rows, county) == [asked[2]]
    assert missing_in(Scope.TASKS, asked, rows, county) == [asked[3]]


def test_missing_figures_stand_under_their_units():
    lines = [lacking(an_indicator("甲"), "a", "金积镇"), lacking(an_indicator("乙"), name="")]
    rows = by_unit(lines, ())
    assert [(row.title, row.detail) for row in rows if isinstance(row, Heading)] == [
        ("金积镇", "还差 1 格"),
        ("没有责任单位", "还差 1 格"),
    ]
    assert by_unit(lines, {"金积镇"})[1].title == "没有责任单位", "its rows are folded"
    assert as_text(rows).splitlines()[0] == "金积镇\t\t学前\t甲\t人\t2023"


def test_missing_figures_of_a_unit_stand_under_its_persons():
    told = [
        lacking(an_indicator(name), "a", "金积镇")._replace(person=person)
        for name, person in (("甲", "马丽"), ("乙", ""), ("丙", "王强"), ("丁", "马丽"))
    ]
    rows = by_unit(told, ())
    assert [(row.title, row.detail) for row in rows if isinstance(row, Heading)] == [
        ("金积镇", "还差 1 格"),
        ("金积镇 · 马丽", "还差 2 格"),
        ("金积镇 · 王强", "还差 1 格"),
    ]
    assert as_text(rows).splitlines()[1] == "金积镇\t马丽\t学前\t甲\t人\t2023"
    words = [row.text for section in missing_pane(told[0])[2] for row in section.rows]
    assert "马丽" in words


def test_a_cell_with_an_error_and_two_queries_is_two_rows():
    line = an_indicator("毛入园率")
    found = [
        a_finding(line, Severity.ERROR, "negative"),
        a_finding(line, check="below-last"),
        a_finding(line, check="decimals"),
        a_finding(line, Severity.NOTE, "provisional"),
    ]
    cells = doubted_cells(found, (line,), PERIOD, {})
    assert [(cell.pile, len(cell.findings)) for cell in cells] == [(Pile.ERROR, 1), (Pile.QUERY, 2)]
    assert counts(cells) == {Pile.ERROR: 1, Pile.QUERY: 1, Pile.EXPLAINED: 0}
    assert list(rules_of(cells)) == ["negative", "below-last", "decimals"]
    assert doubted_cells(found, (line,), "2022", {}) == ()


def test_a_row_stays_in_its_pile_until_the_list_is_made_anew():
    line = an_indicator("毛入园率")
    (cell,) = doubted_cells([a_finding(line)], (line,), PERIOD, {})
    explained = DoubtedCell(Pile.EXPLAINED, line, PERIOD, None, "", cell.findings)
    heading, row = in_piles([explained], {explained.key: Pile.QUERY}, ())
    assert (heading.title, heading.detail, row) == ("疑问", "0 格，改或说明", explained)
    heading, row = in_piles([explained], {}, ())
    assert heading.title == "已说明"
    assert in_piles([explained], {}, {Pile.EXPLAINED}) == [
        Heading(Pile.EXPLAINED, "已说明", "1 格，不再提示，数改了会重新提示", open=False)
    ]


def test_a_units_figure_names_the_unit():
    line = an_indicator("毛入园率")
    (cell,) = doubted_cells([a_finding(line, unit="a")], (line,), PERIOD, {"a": "金积镇"})
    assert (cell.scope, cell.unit_name) == (Scope.UNITS, "金积镇")
