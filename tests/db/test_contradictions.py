"""What the plans say against themselves is found with both places; what agrees is left alone."""

from __future__ import annotations

import pytest

from db import queries
from db.rules.finding import FindingKind, Severity
from tests.db.stories import a_book


def findings(tmp_path, sample):
    with a_book(tmp_path, sample) as book:
        plan = book.read(queries.find_plan)
        names = {row.id: row.name for row in book.read(queries.all_rows, plan.id)}
        names |= {row.id: row.name for row in book.read(queries.project_lines, plan.id)}
        return [
            (
                finding.kind,
                names[finding.row],
                tuple((anchor.quote, anchor.place) for anchor in finding.anchors),
            )
            for finding in book.read(queries.plan_findings)
            if finding.severity is not Severity.NOTE
        ]


def test_litong(tmp_path):
    found = findings(tmp_path, "litong")
    table, review, task = "主要目标表 第{}行", "一（一）2", "三（二）4"
    assert (
        FindingKind.TARGET_BELOW_BASELINE,
        "九年义务教育巩固率",
        (("103.5", table.format(4)), ("97", table.format(4))),
    ) in found
    assert (
        FindingKind.TABLE_VS_TEXT,
        "残疾儿童少年义务教育阶段入学率",
        (("99", table.format(6)), ("98%以上", "三（二）6")),
    ) in found
    assert (
        FindingKind.INTERIM_BELOW_BASELINE,
        "普惠性幼儿园覆盖率",
        (("87", table.format(2)), ("85%", task)),
    ) in found
    assert (
        FindingKind.INTERIM_BELOW_BASELINE,
        "公办在园幼儿占比",
        (("52.79%", review), ("50%", task)),
    ) in found
    assert (
        FindingKind.PERCENT_OVER_100,
        "九年义务教育巩固率",
        (("103.5", table.format(4)),),
    ) in found


def test_ganxian_s_two_tables_disagree_on_one_number(tmp_path):
    assert (
        FindingKind.DUPLICATE_NUMBER,
        "在校生",
        (("2.54", "表2 第6行"), ("2.14", "表1 第6行")),
    ) in findings(tmp_path, "ganxian")


def test_rizhao_s_kindergartens_do_not_add_up(tmp_path):
    with a_book(tmp_path, "rizhao") as book:
        messages = [finding.message for finding in book.read(queries.plan_findings)]
    (message,) = [text for text in messages if "4860" in text]
    assert "数量原文 18 个，列出合计 13 个，少 5" in message
    assert "班级原文 162 个，列出合计 111 个，少 51" in message
    assert "学位原文 4860 个，列出合计 3330 个，少 1530" in message


def test_nanan_agrees_with_itself(tmp_path):
    assert findings(tmp_path, "nanan") == []


@pytest.mark.parametrize(("year", "value"), [("2023", "26"), ("2025", "27")])
def test_a_yearly_number_that_breaks_nanan_s_sum_is_found(tmp_path, year, value):
    with a_book(tmp_path, "nanan") as book:
        plan = book.read(queries.find_plan)
        (row,) = [
            row
            for row in book.read(queries.all_rows, plan.id)
            if [str(target.amount.value) for target in row.targets if target.role == "yearly"]
            == ["25", "37", "26"]
        ]
        (target,) = [t for t in row.targets if t.role == "yearly" and str(t.year) == year]
        connection = book._connection
        connection.execute("update target set value = ? where id = ?", (value, target.id))
        kinds = [finding.kind for finding in book.read(queries.plan_findings)]
    assert FindingKind.SUM_MISMATCH in kinds
