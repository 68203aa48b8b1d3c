"""Rows added by hand: where they stand, what is refused, one step back, empty ones taken out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import queries
from db.book import PlanBook
from db.errors import NotFound, ValueRefused
from db.faults import ValueFault
from db.model.records import Baseline, Responsibility, Statement, Target
from db.model.words import Counting, Nature, RowKind
from db.model.work_words import ResponsibilityRole, StatementRole
from db.operations.recording import Entry
from db.operations.rows import NewIndicator
from tests.db.stories import a_book, figure, indicator_named, record, reopen, standing_clock


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path, "rizhao") as made:
        yield made


def plan_of(book):
    return book.read(queries.find_plan).id


def names(book):
    return [line.name for line in book.read(queries.indicator_lines, plan_of(book))]


def a_leaf(book):
    """The first row that has no 其中 rows below it."""
    held = book.read(queries.indicator_lines, plan_of(book))
    wholes = {line.parent for line in held}
    return next(line for line in held if line.id not in wholes and line.parent is None)


def series_of(book):
    return book._connection.execute("select id from series order by id").fetchall()


def add(book, *rows, **said):
    return book.rows.add_indicators(plan_of(book), rows, **said)


def test_a_row_stands_at_the_end_of_its_category_with_what_was_said_of_it(book):
    before = book.read(queries.indicator_lines, plan_of(book))
    category = before[0].category
    last = [line.name for line in before if line.category == category][-1]
    add(
        book,
        NewIndicator(
            name=" 乡镇公办中心园数 ",
            unit="所",
            category=category,
            nature=Nature.ANTICIPATORY,
            counting=Counting.CUMULATIVE,
        ),
    )
    made = indicator_named(book, "乡镇公办中心园数")
    assert names(book).index(made.name) == names(book).index(last) + 1
    said = (made.unit, made.category, made.nature, made.counting)
    assert said == ("所", category, Nature.ANTICIPATORY, Counting.CUMULATIVE)
    assert [name for name in names(book) if name != made.name] == [line.name for line in before]
    assert book.undo_label == "新增“乡镇公办中心园数”"


def test_rows_behind_another_keep_their_order_and_bring_their_figures(book):
    held = names(book)
    first = a_leaf(book)
    at = held.index(first.name) + 1
    new = [
        NewIndicator(name="甲数", category=first.category, after=first.id),
        NewIndicator(
            name="乙数",
            unit="人",
            category=first.category,
            after=first.id,
            figures=(Entry("", "2022", "12"),),
        ),
    ]
    add(book, *new, entries=[Entry(first.id, "2022", "51")])
    assert names(book) == [*held[:at], "甲数", "乙数", *held[at:]]
    assert (figure(book, "乙数", "2022"), figure(book, first.name, "2022")) == ("12", "51")


def test_one_undo_takes_rows_and_figures_back_also_the_next_morning(book):
    before = book.read(queries.indicator_lines, plan_of(book))
    first = a_leaf(book)
    add(
        book,
        NewIndicator(name="甲数", after=first.id, figures=(Entry("", "2022", "3"),)),
        entries=[Entry(first.id, "2022", "51")],
        label="粘贴 2 格，新增 1 行",
    )
    with reopen(book) as next_morning:
        assert next_morning.undo_label == "粘贴 2 格，新增 1 行"
        next_morning.undo()
        assert next_morning.read(queries.indicator_lines, plan_of(next_morning)) == before
        next_morning.redo()
        assert figure(next_morning, "甲数", "2022") == "3"


def test_a_blank_name_and_one_the_category_has_are_refused_and_nothing_is_kept(book):
    held = book.read(queries.indicator_lines, plan_of(book))
    first = held[0]
    for name, fault in (("  ", ValueFault.EMPTY_NAME), (first.name, ValueFault.NAME_TAKEN)):
        with pytest.raises(ValueRefused) as refused:
            add(
                book,
                NewIndicator(name="另一项", category=first.category),
                NewIndicator(name=name, category=first.category),
            )
        assert refused.value.fault is fault
    assert book.read(queries.indicator_lines, plan_of(book)) == held
    add(book, NewIndicator(name=first.name, category="另一类"))
    assert names(book)[-1] == first.name, "another category may have one of that name"


def test_a_bad_figure_keeps_its_row_out_too(book):
    with pytest.raises(ValueRefused):
        add(book, NewIndicator(name="甲数", figures=(Entry("", "2022", "见附表"),)))
    assert "甲数" not in names(book)


def test_what_is_gone_is_said(book):
    for row in (NewIndicator(name="甲", after="x"), NewIndicator(name="甲", parent="x")):
        with pytest.raises(NotFound):
            add(book, row)
    with pytest.raises(NotFound):
        book.rows.add_indicators("x", [NewIndicator(name="甲")])
    with pytest.raises(NotFound):
        book.rows.remove_indicator("x")


def test_an_empty_row_goes_with_its_series_and_comes_back_by_undo(book):
    before = book.read(queries.indicator_lines, plan_of(book))
    series = series_of(book)
    add(book, NewIndicator(name="甲数", after=before[0].id))
    with_it = book.read(queries.indicator_lines, plan_of(book))
    book.rows.remove_indicator(indicator_named(book, "甲数").id)
    assert [line.name for line in before] == names(book)
    assert series_of(book) == series
    assert book.undo_label == "删除“甲数”"
    book.undo()
    assert book.read(queries.indicator_lines, plan_of(book)) == with_it


def test_a_row_that_something_stands_on_is_not_taken_out(book):
    held = book.read(queries.indicator_lines, plan_of(book))
    first = next(line for line in held if line.targets)
    add(book, NewIndicator(name="总数", unit="人"), NewIndicator(name="在园数", unit="人"))
    add(book, NewIndicator(name="其中：女", unit="人", parent=indicator_named(book, "总数").id))
    record(book, "在园数", "2022", "31")
    for row in (first, indicator_named(book, "总数"), indicator_named(book, "在园数")):
        with pytest.raises(ValueRefused) as refused:
            book.rows.remove_indicator(row.id)
        assert (refused.value.fault, refused.value.text) == (ValueFault.ROW_IN_USE, row.name)
    record(book, "在园数", "2022", "")
    book.rows.remove_indicator(indicator_named(book, "在园数").id)
    assert "在园数" not in names(book)


@pytest.mark.parametrize("kind", [Baseline, Target, Statement, Responsibility])
def test_one_thing_that_the_plan_says_of_a_row_is_enough_to_keep_it(book, kind):
    add(book, NewIndicator(name="在园数", unit="人"))
    row = indicator_named(book, "在园数").id
    said = {
        Baseline: {"indicator": row, "year": 2020, "text": "31"},
        Target: {"indicator": row, "year": 2025, "text": "40"},
        Statement: {"indicator": row, "role": StatementRole.TARGET, "text": "40"},
        Responsibility: {
            "row_kind": RowKind.INDICATOR,
            "row": row,
            "unit": book.read(queries.unit_lines)[0].id,
            "role": ResponsibilityRole.LEAD,
        },
    }
    with book._steps.begin("照规划写上") as step:
        step.transaction.put([kind(id="said", **said[kind])])
    with pytest.raises(ValueRefused):
        book.rows.remove_indicator(row)
    book.undo()
    book.rows.remove_indicator(row)
    assert "在园数" not in names(book)


def test_a_row_others_are_computed_from_is_not_taken_out(book):
    add(
        book,
        NewIndicator(name="占比", unit="%"),
        NewIndicator(name="分子", unit="人"),
        NewIndicator(name="分母", unit="人"),
    )
    rate, above, below = (indicator_named(book, name).id for name in ("占比", "分子", "分母"))
    book.computing.compute_from(rate, above, below)
    for row in (rate, above, below):
        with pytest.raises(ValueRefused):
            book.rows.remove_indicator(row)


CATEGORIES = st.sampled_from(["", "学前教育", "义务教育"])


@given(st.lists(st.tuples(CATEGORIES, st.none() | st.integers(0, 9)), min_size=1, max_size=8))
def test_wherever_rows_are_added_the_others_keep_their_order_and_undo_restores(
    tmp_path_factory, wishes
):
    path = tmp_path_factory.mktemp("rows") / "台账.planbook"
    with PlanBook.create(path, clock=standing_clock()) as book:
        book.planning.make_plan("规划", 2021, 2025)
        states = [book.read(queries.indicator_lines, plan_of(book))]
        for at, (category, behind) in enumerate(wishes):
            held = states[-1]
            after = held[behind % len(held)].id if behind is not None and held else None
            add(book, NewIndicator(name=f"第{at}项", category=category, after=after))
            now = book.read(queries.indicator_lines, plan_of(book))
            assert [line.id for line in now if line.name != f"第{at}项"] == [
                line.id for line in held
            ]
            if after is not None:
                order = [line.id for line in now]
                assert now[order.index(after) + 1].name == f"第{at}项"
            states.append(now)
        for state in reversed(states[:-1]):
            book.undo()
            assert book.read(queries.indicator_lines, plan_of(book)) == state
