"""The closed vocabularies of what is done about the rows of a plan: answered, proved, changed."""

from __future__ import annotations

from enum import StrEnum


class ReviewAction(StrEnum):
    """What moves an entry from one state to another."""

    SUBMIT = "提交"
    WITHDRAW = "撤回"
    RETURN = "退回"
    APPROVE = "通过"
    SIGN = "审签"
    LOCK = "锁定"
    REOPEN = "重开"
    EDIT = "改动"


class ResponsibilityRole(StrEnum):
    """牵头单位 or 配合单位."""

    LEAD = "lead"
    CO = "co"


class ContactRole(StrEnum):
    """What a person of a unit is asked for."""

    PERSON = "责任人"
    LEADER = "分管领导"
    CONTACT = "联络员"


class UnitEventKind(StrEnum):
    """What can happen to a unit in five years."""

    RENAMED = "更名"
    MERGED = "并入"
    SPLIT = "分设"
    ENDED = "撤销"


class ProblemKind(StrEnum):
    """存在问题 is for the unit itself to solve, 需协调事项 for somebody above or beside it."""

    PROBLEM = "存在问题"
    COORDINATION = "需协调事项"


class EvidenceKind(StrEnum):
    """佐证材料: a file inside the book, a photograph, or a paper that lies elsewhere."""

    FILE = "文件"
    PHOTO = "照片"
    PAPER = "纸质"


class SignOffState(StrEnum):
    """销号: how far the newest closure of a row is."""

    OPEN = "未申请"
    REQUESTED = "待核实"
    VERIFIED = "待同意"
    CLOSED = "已销号"
    REFUSED = "已退回"
    REOPENED = "已重开"


class SignOffStep(StrEnum):
    """What a person can do about a closure."""

    REQUEST = "申请销号"
    VERIFY = "核实"
    AGREE = "同意销号"
    REFUSE = "退回"
    WITHDRAW = "撤回申请"
    REOPEN = "重开"


class RevisionAction(StrEnum):
    """What a 目标调整 does to a row."""

    ADDED = "新增"
    CHANGED = "修改"
    POSTPONED = "延期"
    TAKEN_OUT = "取消"
    REPLACED = "替换"


class RevisedField(StrEnum):
    """What of a row a 目标调整 speaks of: the row itself, a target, when it is due, its scale."""

    ROW = ""
    TARGET = "target"
    DEADLINE = "deadline"
    COUNT = "count"
    PLACES = "places"
    CLASSES = "classes"
    INVESTMENT = "investment"
    AREA = "area"
    FLOOR_AREA = "floor_area"


FIELD_WORDS = {
    RevisedField.ROW: "本项",
    RevisedField.TARGET: "目标",
    RevisedField.DEADLINE: "完成时限",
    RevisedField.COUNT: "数量",
    RevisedField.PLACES: "学位",
    RevisedField.CLASSES: "班级",
    RevisedField.INVESTMENT: "总投资",
    RevisedField.AREA: "用地",
    RevisedField.FLOOR_AREA: "建筑面积",
}
"""What of a row a 目标调整 speaks of, as the bureau writes it."""


SCALE_FIELDS = (
    RevisedField.COUNT,
    RevisedField.PLACES,
    RevisedField.CLASSES,
    RevisedField.INVESTMENT,
    RevisedField.AREA,
    RevisedField.FLOOR_AREA,
)
"""The sizes of a project that may be revised: 个, 个, 个, 万元, 亩, 万㎡."""


class StepTopic(StrEnum):
    """What a step of the history was about, by what it did and to which rows."""

    ENTRY = "录入"
    IMPORT = "导入"
    REVIEW = "审核"
    PLAN = "规划"
    TASK = "任务"
    PROJECT = "项目"
    UNIT = "单位"
    PROOF = "佐证"
    SETTING = "设置"


class StatementRole(StrEnum):
    """What a printed value says: the state at the start, or a promise."""

    BASELINE = "baseline"
    TARGET = "target"


class SourceKind(StrEnum):
    """How figures came into the book."""

    TYPED = "typed"
    PASTED = "pasted"
    IMPORTED = "imported"
    SAMPLE = "sample"
    DEMONSTRATION = "demonstration"


SOURCE_WORDS = {
    SourceKind.TYPED: "键入",
    SourceKind.PASTED: "粘贴",
    SourceKind.IMPORTED: "导入",
    SourceKind.SAMPLE: "样例",
    SourceKind.DEMONSTRATION: "演示数据",
}
