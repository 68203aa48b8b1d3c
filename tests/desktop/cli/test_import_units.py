"""A table of units by the command line: counts as for any list, sums, columns left out, options."""

import pytest

from tests.db.unit_stories import CHILDREN, CLASSES, RATE, a_county, a_table, written

from .conftest import indicator

FIRST, SECOND = "清河县第一幼儿园", "清河县第二幼儿园"


@pytest.fixture
def county(tmp_path):
    with a_county(tmp_path) as book:
        return book.path


def test_a_table_of_units_is_told_apart_by_itself(planbook, county, tmp_path):
    said = planbook("import", county, a_table(tmp_path, (FIRST, 210, 7), (SECOND, 150, 5))).done()
    assert "新增 6 格、改动 0 格、相同 0 格、未收 0 格。" in said
    assert f"{CHILDREN} 2023 年：2 个单位合计 360。" in said
    dump = planbook("dump", county, "--json").answer
    assert [
        (one["unit"], one["value"], one.get("computed", False))
        for one in indicator(dump, CHILDREN)["actuals"]
    ] == [(None, 360, True), (FIRST, 210, False), (SECOND, 150, False)]
    assert [unit["name"] for unit in dump["units"]] == [FIRST, SECOND]


def test_the_counts_are_of_cells_and_a_sum_that_is_off_needs_a_look(planbook, county, tmp_path):
    path = a_table(tmp_path, (FIRST, 210, 7), ("合计", 213, 7))
    told = planbook("import", county, path, "--dry-run", "--json")
    assert told.code == 1
    answer = told.answer
    counts = {key: answer[key] for key in ("new", "changed", "same", "rejected", "computed")}
    assert counts == {"new": 3, "changed": 0, "same": 0, "rejected": 1, "computed": 0}
    (refused,) = [one for one in answer["cells"] if one["verdict"] == "rejected"]
    assert (refused["address"], refused["row"]) == ("B4", "合计")
    assert [(one["heading"], one["total"], one["stated"]) for one in answer["sums"]] == [
        (CHILDREN, 210, 213),
        (CLASSES, 7, 7),
    ]


def test_a_column_that_is_left_out_is_named_and_taken_in_when_asked_for(planbook, county, tmp_path):
    path = written(tmp_path, "表", ("2023年",), ("幼儿园", CHILDREN, "医生数"), (FIRST, 210, 2))
    said = planbook("import", county, path, "--dry-run").done()
    assert "没有导入 Sheet1!C 列“医生数”：台账里没有这样的数据项" in said
    assert "没有这样的列" in planbook("import", county, path, "--new-item", "护士数").refused()
    answer = planbook("import", county, path, "--new-item", "医生数", "--json").answer
    assert [(one["name"], one["new"]) for one in answer["items"]] == [
        (CHILDREN, False),
        ("医生数", True),
    ]
    assert answer["new"] == 3


def test_a_table_without_a_year_takes_the_one_that_is_named(planbook, county, tmp_path):
    path = written(tmp_path, "表", ("各园情况",), ("幼儿园", CHILDREN), (FIRST, 210))
    told = planbook("import", county, path)
    assert (told.code, "没有写明是哪一年的数" in told.out) == (1, True)
    planbook("import", county, path, "--period", "2022").done()
    dump = planbook("dump", county, "--json").answer
    assert {one["period"] for one in indicator(dump, CHILDREN)["actuals"]} == {"2022"}


def test_early_figures_become_final_with_the_difference_in_words(planbook, county, tmp_path):
    rows = ("指标名称", "单位", "2023年实际")
    planbook("import", county, written(tmp_path, "甲", rows, (RATE, "%", 89.2)), "--provisional")
    said = planbook("import", county, written(tmp_path, "乙", rows, (RATE, "%", 89.4)), "--final")
    assert "快报 89.2 → 正式 89.4（+0.2）" in said.done()
    again = planbook(
        "import", county, written(tmp_path, "丙", rows, (RATE, "%", 89.1)), "--provisional"
    )
    assert (again.code, "不是快报数，没有替换" in again.out) == (1, True)


def test_past_years_come_in_as_approved(planbook, county, tmp_path):
    path = written(tmp_path, "历史", ("指标名称", "单位", "2021年实际"), (RATE, "%", 86.1))
    note = "《2021年统计年鉴》第12页"
    said = planbook("import", county, path, "--approved", "--source-note", note).done()
    assert f"作为已审核的历史数据，来源：{note}。" in said
    dump = planbook("dump", county, "--json").answer
    assert [one["state"] for one in indicator(dump, RATE)["actuals"]] == ["approved"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--provisional", "--final"), "--final 和“--provisional”不同用"),
        (("--source-note", "年鉴"), "--source-note 说明已审核数据的来源"),
        (("--table", "wide"), "--table 不能是“wide”"),
    ],
)
def test_options_that_do_not_go_together_are_refused(planbook, county, tmp_path, options, words):
    path = a_table(tmp_path, (FIRST, 210, 7))
    assert words in planbook("import", county, path, *options).refused()


def test_a_figure_is_typed_as_an_early_one(planbook, county, tmp_path):
    planbook("record", county, RATE, "2023", "89.2", "--provisional").done()
    rows = ("指标名称", "单位", "2023年实际")
    path = written(tmp_path, "正式", rows, (RATE, "%", 89.2))
    assert "快报数转为正式数" in planbook("import", county, path, "--final").done()


def test_a_computed_cell_is_not_typed_into(planbook, county, tmp_path):
    planbook("import", county, a_table(tmp_path, (FIRST, 210, 7))).done()
    said = planbook("record", county, CHILDREN, "2023", "300").refused()
    assert "是计算格，没有写入" in said
