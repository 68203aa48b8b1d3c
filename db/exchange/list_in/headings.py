"""What the words of a heading mean: a table of words for each kind of list."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from db.exchange.list_in.plain_words import squash
from db.exchange.list_in.years import find_period
from db.exchange.listing import LIST_KINDS, Meaning, TableKind
from db.rules.measures import is_unit

_COMMON = {
    Meaning.NUMBER: "序号 编号 序 号 No No. NO NO. 指标编号 任务编号 项目编号 指标序号",
    Meaning.UNIT: "单位 计量单位 指标单位 计算单位 数据单位",
    Meaning.LEAD: (
        "牵头单位 牵头部门 牵头科室 牵头处室 牵头股室 牵头责任单位 主办单位 主责单位 主责部门 "
        "主要责任单位 第一责任单位 牵头"
    ),
    Meaning.CO: (
        "配合单位 配合部门 配合科室 配合股室 配合责任单位 协办单位 协同单位 协同部门 参与单位 "
        "参加单位 参与部门 配合"
    ),
    Meaning.RESPONSIBLE: (
        "责任单位 责任部门 责任科室 责任股室 责任处室 责任主体 完成单位 承办单位 实施单位 落实单位 "
        "实施主体 牵头及配合单位 责任单位及配合单位 责任领导及单位 责任单位(部门) 责任单位或部门"
    ),
    Meaning.PERSON: "责任人 具体责任人 直接责任人 经办人",
    Meaning.LEADER: "分管领导 责任领导 牵头领导 包保领导 分管负责人",
    Meaning.CONTACT: "联络员 联系人 联络人",
    Meaning.PROVIDER: "数据提供单位 数据提供部门 数据报送单位 数据来源单位 供数单位",
    Meaning.DEADLINE: (
        "完成时限 完成时间 时限 时限要求 完成期限 时间要求 时间节点 计划完成时间 完成年限 办理时限"
    ),
    Meaning.NOTE: "备注 备考 说明 注 备注说明 有关说明",
}
_INDICATORS = {
    Meaning.NAME: (
        "指标名称 主要指标 指标 指标内容 具体指标 主要目标 发展指标 主要发展指标 核心指标 监测指标 "
        "统计指标 指标项 指标项目 主要预期目标 预期目标 指标名称及单位 指标及单位 主要指标及单位 "
        "指标+单位 发展目标 主要目标指标 约束性指标 预期性指标"
    ),
    Meaning.CATEGORY: (
        "类别 教育类别 指标类别 领域 教育领域 分类 类型 板块 方面 维度 大类 学段 教育阶段 指标分类"
    ),
    Meaning.NATURE: "属性 指标属性 性质 指标性质 指标类型 目标属性 约束性/预期性",
    Meaning.SECTION: "任务 重点任务 主要任务 目标任务 任务名称",
}
_TASKS = {
    Meaning.NAME: (
        "任务名称 重点任务 主要任务 工作任务 任务 目标任务 工作 重点工作 主要工作 工作事项 "
        "重大任务 任务事项 重点工作任务 主要任务名称 工作名称 主要目标任务 任务内容"
    ),
    Meaning.SECTION: "章节 板块 工作板块 任务类别 部分 重点领域 工作领域 领域 类别 分类 任务分类",
    Meaning.KIND: "类型 任务类型",
    Meaning.MEASURE: (
        "具体举措 主要措施 主要举措 工作措施 工作内容 具体措施 举措 措施 重点举措 具体任务 "
        "工作举措 主要内容 工作要求 具体内容 具体工作 推进措施 实施内容"
    ),
    Meaning.COMMITMENT: (
        "量化目标 量化指标 目标 工作目标 预期目标 目标要求 主要目标 指标 主要指标 指标名称 "
        "具体目标 预期成效 目标指标"
    ),
    Meaning.QUANTITY: "目标值 数量 目标数 任务数 目标数量 目标量 任务量",
    Meaning.RECURRING: "频次 频率 周期",
    Meaning.STATUS: "状态 任务状态 进展状态 完成状态 当前状态 工作状态",
    # Sentences about what was done: no figure, and no field of a task.
    Meaning.IGNORED: "完成情况 进展情况 落实情况 工作进展 进展 推进情况 工作进展情况",
}
_PROJECTS = {
    Meaning.NAME: (
        "项目名称 工程名称 建设项目 重点项目 工程项目 重点工程 建设项目名称 重大项目 学校名称"
    ),
    Meaning.CATEGORY: "类别 分类 领域",
    Meaning.KIND: "建设性质 类型 项目类型 建设类型 项目性质 性质 建设类别",
    Meaning.SCHOOL_STAGE: "学段 办学层次 教育阶段 学校类别 办学阶段 学校学段",
    Meaning.YEAR_CLASS: "年度类别 年度分类 项目年度类别 年度属性 项目类别",
    Meaning.DUE_YEAR: (
        "建设年限 完成年份 竣工年份 完工年份 完成年度 建成年份 建设期限 建设周期 建设年份 竣工时间 "
        "建成时间 完工时间 建设年度 建设起止年限 起止年限 计划完成年份"
    ),
    # With these a month is usual: 2023年8月.
    Meaning.DEADLINE: (
        "计划竣工 计划竣工时间 计划竣工日期 计划完工 计划完工时间 计划完工日期 计划完成日期 "
        "计划建成时间 计划投用时间 计划交付时间 预计完工时间 预计竣工时间 预计建成时间 "
        "预计完成时间 拟完工时间 拟竣工时间"
    ),
    Meaning.START: (
        "开工时间 开工日期 开工年月 开工年份 开工年度 开工 计划开工 计划开工时间 计划开工日期 "
        "计划开工年份 拟开工时间 拟开工年份 预计开工时间 预计开工年份"
    ),
    Meaning.COUNT: "数量 个数 所数 学校数 园数 项目数 项目数量",
    Meaning.PLACES: "学位 学位数 新增学位 增加学位 提供学位 规划学位 新增学位数 学位数量",
    Meaning.CLASSES: "班级 班级数 班数 教学班 教学班数 班级规模 新增班级",
    Meaning.INVESTMENT: (
        "总投资 投资 投资额 投资估算 估算投资 投资规模 计划投资 投资金额 概算投资 项目总投资 "
        "计划总投资 总投资额 估算总投资"
    ),
    Meaning.AREA: "用地 用地面积 占地面积 占地 土地面积 规划用地 规划用地面积 总用地面积",
    Meaning.FLOOR_AREA: "建筑面积 总建筑面积 建筑规模 校舍面积 规划建筑面积 新建建筑面积",
    Meaning.STAGE: (
        "项目阶段 进展阶段 当前阶段 阶段 进展 项目进展 形象进度 进展情况 建设进度 建设阶段 所处阶段"
    ),
    Meaning.STREET: "街道(乡镇) 街道 乡镇 所在街道 所属街道 所在乡镇 所属乡镇 镇街 镇(街道)",
    Meaning.SITE: "建设地点 项目地点 建设地址 项目地址 地点 地址 选址",
    Meaning.COUNT_UNIT: "数量单位",
    Meaning.TASK: "所属任务 对应任务 任务 任务名称 重点任务 主要任务",
    Meaning.LEAD: "业主单位 建设单位 项目单位 项目业主 建设主体",
}
_BY_KIND = {
    TableKind.INDICATORS: _INDICATORS,
    TableKind.TASKS: _TASKS,
    TableKind.PROJECTS: _PROJECTS,
}
# These head the name column of any list; alone they do not tell which.
WEAK_NAMES = frozenset({"项目", "名称", "内容", "事项", "学校名称"})
LEVELS = ("一级指标", "二级指标", "三级指标", "四级指标")
_DERIVED = re.compile(
    "率|增长|增速|增幅|增减|增量|较|比上|比20|差距|差值|同比|环比|进度|排名|位次|得分|评分|权重|是否|占比"
)
_OTHERS = re.compile("全省|全市|全国|省级|市级|省均|市均|全省平均|平均")
_NAME_LIKE = re.compile(r".{0,6}(?:指标|指标名称)(?:名称)?(?:[及和与、+]单位)?")
_LAST_BRACKET = re.compile(r"(?P<core>.+)[\[(](?:单位:)?(?P<unit>[^()\[\]]*)[)\]]?")
_LONGEST_HEADING = 30
_BRACKETS = re.compile(r"[\[(]([^()\[\]]*)[)\]]?")
_YEARLY = re.compile("分年度|年度目标|年度计划|年度任务|分年目标|各年度")
_UNSAID_YEAR = "未注明年份"
_INTERIM = re.compile("阶段性?目标|中期目标")
_ROLES = (
    (Meaning.BASELINE, re.compile("基期|现状|现值|基础|基数|基准|起点")),
    (Meaning.ACTUAL, re.compile("实际|完成情况|实绩|达到值|达到数|快报|年报|[本当]年度?数|本期数")),
    (Meaning.TARGET, re.compile("目标|规划|预期|期末|计划|任务值|预计|力争")),
    (Meaning.ACTUAL, re.compile("完成|进展|统计|实现|达成|监测")),
)
# What may stand beside a year and a role without changing what the column is.
_FILLING = re.compile(
    "未注明年份|阶段性?|中期|分年度|各年度|数据|指标|全县|全区|本县|本区|我县|我区|累计|水平|情况|数值|年度|"
    "[值数年度末底到至截的及()县区期：:,、/]"
)


class Heading(NamedTuple):
    """A heading in itself: a meaning from the words, or a figure's role and period.

    `role` is BASELINE, ACTUAL, TARGET or YEARLY when the words say it; `period` is None when no
    time is named and empty when the one named is no reporting period. `clear` is False when
    other words stand beside the role or the year, so that nothing may be
    concluded. `interim` marks goals on the way (阶段目标).
    """

    meaning: Meaning | None = None
    role: Meaning | None = None
    period: str | None = None
    clear: bool = True
    unit: str = ""
    unsaid_year: bool = False
    interim: bool = False


def _table_of(kind: TableKind) -> dict[str, Meaning]:
    """Return the words of one kind of list, its own before those of all lists."""
    table: dict[str, Meaning] = {}
    for words in (_BY_KIND[kind], _COMMON):
        for meaning, spellings in words.items():
            for spelling in spellings.split():
                table.setdefault(squash(spelling), meaning)
    return table


_WORDS = {kind: _table_of(kind) for kind in LIST_KINDS}
_ALL_WORDS = frozenset().union(*_WORDS.values(), WEAK_NAMES, LEVELS)
_STRICT_NAMES = {
    kind: frozenset(word for word, meaning in table.items() if meaning is Meaning.NAME) - WEAK_NAMES
    for kind, table in _WORDS.items()
}


@lru_cache(maxsize=4096)
def read_heading(text: str, kind: TableKind) -> Heading:
    """Return what a heading of a list of that kind means by itself."""
    words = squash(text)
    core, unit = split_unit(words)
    meaning = _meaning(words, core, kind)
    return Heading(meaning, unit=unit) if meaning else _figure_heading(core, unit)


@lru_cache(maxsize=8192)
def is_heading(text: str) -> bool:
    """Tell whether the words could stand in a header: a known word, a year, a role."""
    words = squash(text)
    if not words or len(words) > _LONGEST_HEADING:
        return False
    core, unit = split_unit(words)
    if core == _UNSAID_YEAR:
        return True
    if core in _ALL_WORDS or _BRACKETS.sub("", words) in _ALL_WORDS or _NAME_LIKE.fullmatch(core):
        return True
    heading = _figure_heading(core, unit)
    return heading.clear and (heading.role is not None or heading.period is not None)


@lru_cache(maxsize=4096)
def names_kind(text: str) -> TableKind | None:
    """Return the kind of list whose name column such a heading heads; None when it heads none."""
    core = _BRACKETS.sub("", squash(text))
    for kind in (TableKind.PROJECTS, TableKind.TASKS, TableKind.INDICATORS):
        if core in _STRICT_NAMES[kind]:
            return kind
    return TableKind.INDICATORS if core in LEVELS or _NAME_LIKE.fullmatch(core) else None


def is_weak_name(text: str) -> bool:
    """Tell whether the heading may head the name column of any list: 项目, 名称."""
    return _BRACKETS.sub("", squash(text)) in WEAK_NAMES


def role_in(words: str) -> Meaning | None:
    """Return what a heading, a title or a group heading calls its figures, None when it does not.

    `words` are squashed. Baseline words are stronger than 实际, 实际 than 目标, 目标 than 完成.
    """
    if _YEARLY.search(words):
        return Meaning.YEARLY
    return next((meaning for meaning, pattern in _ROLES if pattern.search(words)), None)


def is_derived(text: str) -> bool:
    """Tell whether a column is worked out from others (完成率, 较上年) or speaks of others."""
    words = squash(text)
    return _DERIVED.search(words) is not None or _OTHERS.search(words) is not None


def split_unit(words: str) -> tuple[str, str]:
    """Take a unit in brackets off squashed words: 总投资(亿元) is 总投资, 亿元."""
    found = _LAST_BRACKET.fullmatch(words)
    if found and found["unit"] and is_unit(found["unit"]):
        return found["core"], found["unit"]
    return words, ""


def _meaning(words: str, core: str, kind: TableKind) -> Meaning | None:
    """Return the meaning of whole words, with or without what stands in brackets."""
    table = _WORDS[kind]
    for spelling in (words, core, _BRACKETS.sub("", words)):
        if spelling in table:
            return table[spelling]
        if spelling in WEAK_NAMES:
            return Meaning.NAME
    if kind is TableKind.INDICATORS and (core in LEVELS or _NAME_LIKE.fullmatch(core)):
        return Meaning.NAME
    return None


def _figure_heading(words: str, unit: str) -> Heading:
    """Return the role and the period of squashed words; nothing when neither is there."""
    found = find_period(words)
    rest = found.rest if found else words
    role = role_in(rest)
    left = _YEARLY.sub("", rest)
    for _, pattern in _ROLES:
        left = pattern.sub("", left)
    left = _FILLING.sub("", left)
    period = found.period if found else None
    return Heading(
        None,
        role,
        period,
        not left,
        unit,
        _UNSAID_YEAR in words,
        _INTERIM.search(words) is not None,
    )
