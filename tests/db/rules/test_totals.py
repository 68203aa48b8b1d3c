"""Sums of projects: a lump and its parts are the same works, counted once."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.lines import ProjectLine
from db.rules.totals import Sums, sums_of


def a_project(name, parent=None, *, places=None, classes=None, investment=None, depth=0):
    def figure(value):
        return None if value is None else Decimal(value)

    return ProjectLine(
        id=name, name=name, kind="新建", school_stage="学前", year_class="", due_year=2023,
        count=None, places=figure(places), classes=figure(classes),
        investment=figure(investment), area=None, floor_area=None, stage="", parent=parent,
        depth=depth, task=None, task_title="", note="", place="", position=0,
    )  # fmt: skip


KINDERGARTENS = (
    a_project("十八所", places=4860, classes=162),
    a_project("七所", "十八所", places=1980, classes=66, depth=1),
    a_project("东区园", "七所", depth=2),
    a_project("五所", "十八所", places=1350, depth=1),
    a_project("操场", investment=300),
)


def everything(projects):
    return {line.id for line in projects}


def test_a_lump_stands_for_what_is_listed_under_it():
    sums = sums_of(KINDERGARTENS, everything(KINDERGARTENS))
    assert sums == Sums(Decimal(4860), Decimal(162), Decimal(300))


def test_a_lump_that_is_not_chosen_leaves_the_sum_to_its_chosen_parts():
    assert sums_of(KINDERGARTENS, {"七所", "五所"}).places == Decimal(1980 + 1350)
    assert sums_of(KINDERGARTENS, {"五所", "操场"}) == Sums(Decimal(1350), None, Decimal(300))


def test_a_chosen_lump_counts_once_though_what_lies_between_is_not_chosen():
    assert sums_of(KINDERGARTENS, {"十八所", "东区园"}).places == Decimal(4860)


def test_a_lump_without_a_figure_is_the_sum_of_its_parts():
    projects = (
        a_project("学校", places=None),
        a_project("一小", "学校", places=1080, depth=1),
        a_project("二小", "学校", places=1620, depth=1),
        a_project("三小", "学校", depth=1),
    )
    assert sums_of(projects, everything(projects)).places == Decimal(2700)


@pytest.mark.parametrize("chosen", [set(), {"东区园"}])
def test_nothing_known_is_no_zero(chosen):
    assert sums_of(KINDERGARTENS, chosen) == Sums(None, None, None)


def test_a_part_whose_lump_is_elsewhere_is_counted_by_itself():
    assert sums_of((a_project("五所", "别处", places=90),), {"五所"}).places == Decimal(90)


@given(st.sets(st.sampled_from(sorted(everything(KINDERGARTENS)))))
def test_no_choice_gives_more_than_the_whole(chosen):
    assert (sums_of(KINDERGARTENS, chosen).places or 0) <= Decimal(4860)
