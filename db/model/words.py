"""The closed vocabularies of a plan, each word as the bureau writes it (terms.md of the design).

Those of what is done about its rows are in `work_words`: the first page is painted without.
"""

from __future__ import annotations

from enum import StrEnum


class Nature(StrEnum):
    """属性: whether a target must be met or is expected."""

    BINDING = "约束性"
    ANTICIPATORY = "预期性"
    UNSAID = ""


class Direction(StrEnum):
    """How an actual is judged against its target, whatever is printed."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"
    BETWEEN = "between"
    NOT_BELOW_LAST = "not_below_last"


DIRECTION_WORDS = {
    Direction.AT_LEAST: "不低于",
    Direction.AT_MOST: "不高于",
    Direction.EXACTLY: "等于",
    Direction.BETWEEN: "区间",
    Direction.NOT_BELOW_LAST: "只增不减（不低于上年）",
}


class Counting(StrEnum):
    """计数方式: a stock at a date, a yearly flow, or a running total."""

    POINT = "point"
    FLOW = "flow"
    CUMULATIVE = "cumulative"


COUNTING_WORDS = {
    Counting.POINT: "时点数",
    Counting.FLOW: "当年数",
    Counting.CUMULATIVE: "累计数",
}


SUM_WORDS = {"half": "上下半年合计", "quarter": "各季合计", "month": "各月合计", "": "各期合计"}
"""What is noted of a 当年数 that is the sum of its parts, by how long these are; all mixed: ""."""


class Aggregation(StrEnum):
    """How a series' figure comes from others: the sum of its units, or a ratio of two series.

    A ratio is numerator ÷ denominator, × 100 where the series counts in %; for the whole county
    it is the ratio of the two county figures, never a mean of the units' ratios.
    """

    SUM = "sum"
    RATIO = "ratio"


class Op(StrEnum):
    """What is printed before or after a value; a plain value is EQUAL."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="
    BETWEEN = "between"


class Answer(StrEnum):
    """An answer that is not a figure; a blank is neither of them, and no answer is a zero."""

    NONE = "none"
    NOT_APPLICABLE = "not_applicable"


ANSWER_WORDS = {Answer.NONE: "无此项", Answer.NOT_APPLICABLE: "不适用"}


class EntryState(StrEnum):
    """Where a recorded figure stands between typing and locking."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    LOCKED = "locked"


STATE_WORDS = {
    EntryState.DRAFT: "填报中",
    EntryState.SUBMITTED: "待审核",
    EntryState.RETURNED: "退回",
    EntryState.APPROVED: "已审核",
    EntryState.LOCKED: "锁定",
}
"""An entry state as the bureau writes it; a cell without a row is 未填."""


class UserRole(StrEnum):
    """What a user of the book may do; each may also do what stands before it, but 只读 nothing."""

    READ = "只读"
    ENTRY = "填报"
    REVIEW = "审核"
    ADMIN = "管理"


class TargetRole(StrEnum):
    """目标值, 阶段目标 or 年度目标."""

    TARGET = "target"
    INTERIM = "interim"
    YEARLY = "yearly"


class TaskStatus(StrEnum):
    """任务状态: words, never a percentage."""

    NOT_STARTED = "未启动"
    ON_TRACK = "正常推进"
    BEHIND = "滞后"
    DONE = "已完成"
    STANDING = "长期坚持"
    STOPPED = "已终止"


PROJECT_STAGES = (
    "谋划",
    "立项",
    "用地",
    "可研",
    "初设",
    "概算/财评",
    "招标",
    "施工许可",
    "开工",
    "主体封顶",
    "竣工验收",
    "移交",
    "投用",
    "结算审计",
)
"""项目阶段, from the first thought of a project to its accounts."""


class RowKind(StrEnum):
    """The kinds of rows that others speak of by their id.

    Units answer for the first three; progress is told of tasks, measures and projects; evidence
    may stand for any of them.
    """

    INDICATOR = "indicator"
    TASK = "task"
    PROJECT = "project"
    MEASURE = "measure"
    PROBLEM = "problem"
    ACTUAL = "actual"
    PROGRESS = "progress"
    MILESTONE = "milestone"
    REVISION = "revision"


UNIT_KINDS = ("股室", "学校", "平级", "乡镇", "上级")
"""How a unit stands to the bureau; townships and streets (街道) are 乡镇."""


YEAR_CLASSES = ("前期", "储备", "新开工", "续建", "竣工")
"""年度类别 of a project."""


class Severity(StrEnum):
    """Must be mended; must be mended or explained; good to know."""

    ERROR = "error"
    QUERY = "query"
    NOTE = "note"
