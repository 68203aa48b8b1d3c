"""Any plan that a bureau could keep goes out as a list and comes back the same."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from db.book import PlanBook
from db.model.records import (
    Actual,
    Baseline,
    Indicator,
    Measure,
    Plan,
    Project,
    Responsibility,
    Series,
    Target,
    Task,
    Unit,
)
from db.model.words import Nature, Op, RowKind, TargetRole, TaskStatus
from db.model.work_words import ResponsibilityRole
from db.queries.dump import book_as_json
from db.queries.likeness import NOT_IN_A_LIST, same_plan
from db.store.ids import new_id
from tests.db.stories import standing_clock
from tests.db.test_round_trip import export, imported

FIELDS = ("学前教育", "义务教育", "高中阶段教育", "教师队伍", "")
SUBJECTS = (
    "毛入园率",
    "普惠性幼儿园覆盖率",
    "巩固率",
    "在校生",
    "新增学位",
    "专任教师数",
    "生师比",
)
MARKS = ("（区属）", "（城区）", "（乡村）", "甲类", "乙类", "丙类")
UNITS = ("%", "人", "万人", "所", "个", "元", "年")
BUREAUS = ("教育局", "财政局", "发展和改革局", "住房和城乡建设局", "人力资源和社会保障局")
FIGURE = st.one_of(
    st.decimals(0, 9999, places=2).map(lambda value: (value, Op.EQUAL, f"{value:f}")),
    st.integers(1, 99999).map(lambda value: (Decimal(value), Op.EQUAL, str(value))),
    st.integers(1, 100).map(lambda value: (Decimal(value), Op.AT_LEAST, f"{value}以上")),
    st.integers(1, 100).map(lambda value: (Decimal(value), Op.AT_MOST, f"不高于{value}")),
    st.just((Decimal(100), Op.EQUAL, "全覆盖")),
    st.just((None, Op.EQUAL, "巩固提高")),
)


@st.composite
def plans(draw):
    """Draw the records of a whole plan: indicators with 其中, tasks with promises, projects."""
    plan = Plan(
        id=new_id(), title="某县教育事业发展“十四五”规划", period_start=2021, period_end=2025
    )
    records = [plan]
    units = [Unit(id=new_id(), name=name, position=n) for n, name in enumerate(BUREAUS)]
    records += units
    names = draw(st.lists(
        st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(MARKS)), min_size=1, max_size=8,
        unique=True,
    ))  # fmt: skip
    parent = None
    for position, (subject, mark) in enumerate(names):
        whole = parent if parent is not None and draw(st.booleans()) else None
        row = indicator(draw, plan, subject + mark, position, whole)
        parent = row[1].id if whole is None else parent
        records += row
        records += responsible(draw, units, RowKind.INDICATOR, row[1].id)
    for position in range(draw(st.integers(0, 4))):
        records += task(draw, plan, units, position)
    for position in range(draw(st.integers(0, 4))):
        records += project(draw, plan, units, position)
    return records


def figure(draw):
    value, op, text = draw(FIGURE)
    return {"value": value, "op": op, "text": text}


def indicator(draw, plan, name, position, parent):
    series = Series(id=new_id(), name=name, unit=draw(st.sampled_from(UNITS)))
    row = Indicator(
        id=new_id(), plan=plan.id, series=series.id, name=name, position=position,
        category=draw(st.sampled_from(FIELDS)), nature=draw(st.sampled_from(Nature)),
        parent=parent, note=draw(st.sampled_from(("", "口径待核", "=1+1", "含民办"))),
    )  # fmt: skip
    years = draw(st.lists(st.sampled_from((2016, 2020)), unique=True))
    ends = draw(st.lists(st.sampled_from((2023, 2025, None)), min_size=1, unique=True))
    made = [series, row]
    made += [Baseline(id=new_id(), indicator=row.id, year=y, **figure(draw)) for y in years]
    made += [
        Target(
            id=new_id(), indicator=row.id, year=y, **figure(draw),
            role=TargetRole.INTERIM if y == 2023 else TargetRole.TARGET,
        )
        for y in ends
    ]  # fmt: skip
    for year in draw(st.lists(st.sampled_from(("2021", "2022", "2024-S1")), unique=True)):
        value = draw(st.decimals(0, 9999, places=1))
        made.append(
            Actual(id=new_id(), series=series.id, period=year, value=value, text=f"{value:f}")
        )
    return made


def responsible(draw, units, kind, row):
    chosen = draw(st.lists(st.sampled_from(units), max_size=3, unique=True))
    return [
        Responsibility(
            id=new_id(), row_kind=kind, row=row, unit=unit.id, position=position,
            role=ResponsibilityRole.CO if position else ResponsibilityRole.LEAD,
        )
        for position, unit in enumerate(chosen)
    ]  # fmt: skip


def task(draw, plan, units, position):
    row = Task(
        id=new_id(), plan=plan.id, section=f"（{'一二'[position // 2]}）重点工作",
        number=str(position + 1), title=f"第{position + 1}项任务", position=position,
        status=draw(st.sampled_from(TaskStatus)),
        deadline=draw(st.sampled_from(("", "2025", "2024-06", "每年", "长期坚持"))),
    )  # fmt: skip
    made = [row, *responsible(draw, units, RowKind.TASK, row.id)]
    measures = [
        Measure(id=new_id(), task=row.id, title=f"举措{n}", position=n)
        for n in range(draw(st.integers(0, 3)))
    ]
    made += measures
    owners = sorted(draw(st.lists(st.integers(0, len(measures)), max_size=3)))
    for order, owner in enumerate(owners):
        series = Series(id=new_id(), name=f"目标{order}", unit=draw(st.sampled_from(UNITS)))
        promise = Indicator(
            id=new_id(), plan=plan.id, series=series.id, name=f"目标{order}", task=row.id,
            measure=measures[owner].id if owner < len(measures) else None,
            recurring=draw(st.sampled_from(("", "每年"))), position=100 + 10 * position + order,
        )  # fmt: skip
        year = draw(st.sampled_from((None, 2024, 2025)))
        made += [series, promise]
        made.append(Target(id=new_id(), indicator=promise.id, year=year, **figure(draw)))
        for step in draw(st.lists(st.sampled_from((2023, 2024, 2025)), unique=True)):
            value = Decimal(draw(st.integers(1, 99)))
            made.append(
                Target(
                    id=new_id(), indicator=promise.id, year=step, role=TargetRole.YEARLY,
                    value=value, text=str(value),
                )
            )  # fmt: skip
    return made


def project(draw, plan, units, position):
    def size(most, places=0):
        return draw(st.none() | st.decimals(1, most, places=places))

    lump = Project(
        id=new_id(), plan=plan.id, name=f"第{position + 1}批学校", position=10 * position,
        kind=draw(st.sampled_from(("新建", "改扩建", ""))),
        due_year=draw(st.sampled_from((None, 2024))),
        school_stage=draw(st.sampled_from(("学前", "小学", ""))), places=size(9999),
        count=draw(st.none() | st.integers(1, 40)), classes=size(99), area=size(999, 2),
        investment=size(99999), floor_area=size(99, 2), stage=draw(st.sampled_from(("", "开工"))),
    )  # fmt: skip
    made = [lump, *responsible(draw, units, RowKind.PROJECT, lump.id)]
    made += [
        Project(
            id=new_id(), plan=plan.id, parent=lump.id, name=f"{position + 1}-{n}小学",
            position=10 * position + n + 1,
        )
        for n in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    return made


@settings(
    max_examples=max(
        20, settings.get_profile(settings.get_current_profile_name()).max_examples // 2
    )
)
@given(plans())
def test_any_plan_is_read_back_to_the_same_book(records):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with PlanBook.create(folder / "甲.planbook", clock=standing_clock()) as book:
            with book._steps.begin("编一份规划") as step:
                step.transaction.put(records)
            told = book.read(book_as_json)
            export(book, folder / "一览表.xlsx")
        assert (
            same_plan(told, imported(folder / "一览表.xlsx", folder), ignoring=NOT_IN_A_LIST) == []
        )
