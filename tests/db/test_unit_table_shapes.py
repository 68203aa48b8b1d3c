"""Tables of units in odd shapes come in: folded in halves, with 小计, two on a sheet."""

import pytest

from db.exchange.corrections import UNITS, SheetCorrections
from tests.db.unit_stories import (
    CHILDREN,
    CLASSES,
    a_county,
    a_table,
    county,
    of_units,
    reasons,
    taken_in,
    written,
)

FIRST, SECOND = "清河县第一幼儿园", "清河县第二幼儿园"


@pytest.fixture
def book(tmp_path):
    with a_county(tmp_path) as made:
        yield made


def test_a_table_folded_in_two_halves_comes_in_wholly(book, tmp_path):
    path = written(
        tmp_path,
        "两半",
        ("2023年各园情况",),
        ("幼儿园名称", CHILDREN, CLASSES, "幼儿园名称", CHILDREN, CLASSES),
        (FIRST, 210, 7, "清河县第三幼儿园", 90, 3),
        (SECOND, 150, 5, "合计", 450, 15),
    )
    preview = taken_in(book, path)
    assert reasons(preview) == {}
    assert [(line.total, line.off_stated) for line in preview.sums] == [(450, 0), (15, 0)]
    assert of_units(book, CHILDREN) == {FIRST: "210", SECOND: "150", "清河县第三幼儿园": "90"}
    assert county(book, CLASSES) == ("15", True)


def test_names_in_both_halves_of_a_row_are_decided_each_by_itself(book, tmp_path):
    taken_in(book, a_table(tmp_path, (FIRST, 210, 7), (SECOND, 150, 5)))
    head = ("幼儿园名称", CHILDREN)
    rows = (("2024年",), (*head, *head), ("第一幼儿园", 220, "第二幼儿园", 160))
    path = written(tmp_path, "两半", *rows)
    seen = book.planning.preview(path)
    left, right = seen.proposals
    assert (left.name, right.name, left.row == right.row) == ("第一幼儿园", "第二幼儿园", False)
    decided = {(one.sheet, one.row): one.candidates[0][0] for one in (left, right)}
    taken_in(book, path, decisions=decided)
    assert of_units(book, CHILDREN, "2024") == {FIRST: "220", SECOND: "160"}


def test_a_subtotal_that_is_off_is_pointed_at(book, tmp_path):
    path = written(
        tmp_path,
        "小计",
        ("2023年各园情况",),
        ("幼儿园名称", CHILDREN, CLASSES),
        (FIRST, 210, 7),
        (SECOND, 150, 5),
        ("小计", 360, 13),
        ("清河县第三幼儿园", 90, 3),
        ("小计", 90, 3),
        ("合计", 450, 15),
    )
    preview = book.planning.preview(path)
    assert reasons(preview) == {
        "C5": "小计是 13，第 3—4 行的 2 个单位相加是 12，相差 1，请核对。小计行不导入。"
    }
    book.planning.accept(preview)
    assert county(book, CLASSES) == ("15", True)


def test_a_subtotal_over_its_rows_and_one_of_other_rows_are_no_fault(book, tmp_path):
    path = written(
        tmp_path,
        "小计在上",
        ("2023年各园情况",),
        ("幼儿园名称", CHILDREN, CLASSES),
        ("城区小计", 210, 7),
        (FIRST, 210, 7),
        ("乡镇小计", 150, 5),
        (SECOND, 150, 5),
        ("公办园合计", 77, 2),
    )
    assert reasons(book.planning.preview(path)) == {}


def test_a_table_of_units_below_is_read_though_the_first_one_s_header_was_shown(book, tmp_path):
    head = ("幼儿园名称", CHILDREN)
    rows = (("2023年",), head, (FIRST, 210), (), ("幼儿园名称", CLASSES), (FIRST, 7), (SECOND, 5))
    preview = book.planning.preview(written(tmp_path, "两张表", *rows))
    told = {preview.workbook.sheets[0].name: SheetCorrections(header=(2, 2), kind=UNITS)}
    first, second = book.planning.correct(preview, told).reading.tables
    assert [row.name for row in first.rows] == [FIRST]
    assert [row.name for row in second.rows] == [FIRST, SECOND]


def test_a_part_below_a_bare_among_is_one_of_the_column_before(book, tmp_path):
    path = written(
        tmp_path,
        "其中",
        ("2023年",),
        ("幼儿园名称", CHILDREN, "其中", None, CLASSES),
        (None, None, "女", "残疾儿童", None),
        (FIRST, 210, 100, 1, 7),
        merges="A2:A3 B2:B3 C2:D2 E2:E3",
    )
    headings = [one.column.heading for one in book.planning.preview(path).items]
    assert headings == [CHILDREN, f"{CHILDREN}：女", f"{CHILDREN}：残疾儿童", CLASSES]
