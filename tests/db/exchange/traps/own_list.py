"""A small plan with everything that our own list must bring back."""

from decimal import Decimal

from db.model.amount import Amount
from db.model.lines import (
    ActualValue,
    IndicatorLine,
    MeasureLine,
    PlanLine,
    ProjectLine,
    TaskLine,
    UnitShare,
    YearValue,
)
from db.model.words import (
    Answer,
    Counting,
    Direction,
    EntryState,
    Nature,
    Op,
    TargetRole,
    TaskStatus,
)

PLAN = PlanLine(
    "p", "某县“十四五”教育事业发展规划", "某政发〔2021〕5号", "某县人民政府", "2021-09-01",
    2021, 2025, "某县", "主动公开", 4, 2, 2, 2, demonstration=False,
)  # fmt: skip

LEAD = UnitShare("u1", "教育局", lead=True, presumed=True)
FINANCE = UnitShare("u2", "财政局", lead=False, presumed=True)
PLANNING = UnitShare("u3", "发改局", lead=False, presumed=True)


def _amount(text: str, value: str | None = None, op: Op = Op.EQUAL) -> Amount:
    return Amount(text, None if value is None else Decimal(value), op=op)


def _indicator(key: str, name: str, **more: object) -> IndicatorLine:
    given = {
        "series": "", "number": "", "category": "", "unit": "", "nature": Nature.UNSAID,
        "direction": Direction.AT_LEAST, "counting": Counting.POINT, "parent": None, "depth": 0,
        "task": None, "measure": None, "recurring": "", "deadline": "", "definition": "",
        "note": "", "place": "", "position": 0,
    } | more  # fmt: skip
    return IndicatorLine(key, name=name, **given)


def _target(year: int | None, amount: Amount, role: TargetRole = TargetRole.TARGET) -> YearValue:
    return YearValue("t", year, amount, role)


INDICATORS = (
    _indicator(
        "i1", "学前教育毛入园率（%）", number="1", category="学前教育", unit="%",
        nature=Nature.BINDING, note="含民办",
        baselines=(YearValue("b", 2020, _amount("93.91", "93.91")),),
        targets=(
            _target(2023, _amount("94.50", "94.50"), TargetRole.INTERIM),
            _target(2025, _amount("95%以上", "95", Op.AT_LEAST)),
        ),
        actuals={
            "2023": ActualValue(
                "a", "2023", Amount("无此项", answer=Answer.NONE), EntryState.DRAFT,
                provisional=False,
                as_of="", note="",
            )
        },
        units=(LEAD, FINANCE),
    ),
    _indicator(
        "i2", "公办园占比", category="学前教育", unit="%", parent="i1", depth=1,
        baselines=(YearValue("b", 2020, _amount("0.4", "0.4")),),
        targets=(_target(2025, _amount("0.50", "0.50")),),
    ),
    _indicator(
        "i3", "1.5公里服务圈", category="学前教育", unit="%", parent="i2", depth=2,
        targets=(_target(None, Amount("10—15", Decimal(10), Decimal(15), Op.BETWEEN)),),
    ),
    _indicator(
        "i4", "没有类别的指标", number="2", unit="万人", deadline="长期坚持",
        targets=(_target(2025, _amount("巩固提高")),),
    ),
)  # fmt: skip

TASKS = (
    TaskLine(
        "t1", "（一）学前教育", "3", "1.扩充学位", "主要任务", TaskStatus.ON_TRACK, "2025", "", "",
        0,
        units=(LEAD, PLANNING),
        measures=(MeasureLine("m1", "t1", "新建幼儿园", 0),),
        commitments=(
            _indicator(
                "c1", "新建园数", unit="所", task="t1", measure="m1",
                targets=(
                    _target(2025, _amount("5", "5")),
                    _target(2023, _amount("2", "2"), TargetRole.YEARLY),
                    _target(2024, _amount("3", "3"), TargetRole.YEARLY),
                ),
            ),
            _indicator(
                "c2", "教研活动", unit="次", task="t1", measure="m1", recurring="每周",
                targets=(_target(None, _amount("至少2次", "2", Op.AT_LEAST)),),
            ),
        ),
    ),
    TaskLine("t2", "", "4", "没有章节的任务", "保障措施", TaskStatus.NOT_STARTED, "", "", "", 1),
)  # fmt: skip


def _project(key: str, name: str, **more: object) -> ProjectLine:
    given = {
        "kind": "新建", "school_stage": "学前", "year_class": "", "due_year": None, "count": None,
        "places": None, "classes": None, "investment": None, "area": None, "floor_area": None,
        "stage": "", "parent": None, "depth": 0, "task": None, "task_title": "", "note": "",
        "place": "", "position": 0,
    } | more  # fmt: skip
    return ProjectLine(key, name, **given)


PROJECTS = (
    _project("p1", "新建幼儿园", count=18, investment=Decimal(12000)),
    _project(
        "p2", "第三幼儿园", parent="p1", depth=1, due_year=2021, stage="开工",
        task_title="1.扩充学位", places=Decimal(360), classes=Decimal(12),
        investment=Decimal("853.5"),
        area=Decimal("18.20"), floor_area=Decimal("0.52"), units=(LEAD,),
    ),
)  # fmt: skip

LINES = (
    "indicators",
    (
        "5 学前教育毛入园率（%）; number=1; category=学前教育; unit=%; nature=约束性; "
        "note=含民办; lead=教育局; co=财政局; baseline2020=93.91; actual2023=无此项(none); "
        "target2023=94.50(94.5); target2025=95%以上(>=95)"
    ),
    "6 公办园占比 <5; category=学前教育; unit=%; baseline2020=0.4; target2025=0.50(0.5)",
    "7 1.5公里服务圈 <6; category=学前教育; unit=%; target=10—15(10~15)",
    "8 没有类别的指标; number=2; unit=万人; deadline=长期坚持; target2025=巩固提高(-)",
    "tasks",
    (
        "5 1.扩充学位; number=3; deadline=2025; section=（一）学前教育; "
        "status=正常推进; kind=主要任务; lead=教育局; co=发改局"
    ),
    "6 measure:新建幼儿园 <5",
    (
        "7 commitment:新建园数 <5; unit=所; deadline=2025; measure=新建幼儿园; quantity=5; "
        "yearly2023=2; yearly2024=3"
    ),
    (
        "8 commitment:教研活动 <5; unit=次; measure=新建幼儿园; recurring=每周; "
        "quantity=至少2次(>=2)"
    ),
    "9 没有章节的任务; number=4; status=未启动; kind=保障措施",
    "projects",
    "5 新建幼儿园; number=1; kind=新建; school_stage=学前; count=18; investment=12000",
    (
        "6 第三幼儿园 <5; kind=新建; school_stage=学前; due_year=2021; stage=开工; "
        "task=1.扩充学位; lead=教育局; places=360; classes=12; investment=853.5; area=18.20(18.2); "
        "floor_area=0.52"
    ),
)
