"""What the tables and columns of the record are called, and how what is stored in them is said."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from db.model.timetable import timetable_words
from db.model.words import (
    ANSWER_WORDS,
    COUNTING_WORDS,
    DIRECTION_WORDS,
    STATE_WORDS,
    RowKind,
)
from db.model.work_words import FIELD_WORDS, SOURCE_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "plan": "规划",
        "unit": "单位",
        "unit_alias": "单位别名",
        "source": "数据来源",
        "series": "数据项",
        "task": "任务",
        "measure": "具体举措",
        "indicator": "指标",
        "statement": "表述",
        "baseline": "基期值",
        "target": "目标值",
        "actual": "实际完成值",
        "explanation": "疑问说明",
        "project": "项目",
        "responsibility": "责任单位",
        "setting": "设置",
        "unit_member": "成员单位",
        "unit_contact": "联系人",
        "unit_event": "单位沿革",
        "milestone": "项目阶段",
        "funding": "项目资金",
        "project_year": "项目年度",
        "yearly_work": "年度任务",
        "progress": "进展",
        "problem": "问题",
        "evidence": "佐证材料",
        "evidence_link": "佐证关联",
        "requirement": "销号要件",
        "sign_off": "销号",
        "revision": "目标调整",
        "revision_line": "目标调整的一行",
        "user": "用户",
        "review_event": "审核经过",
    }
)
"""Every table of the record as the bureau calls its rows."""

_COMMON: Mapping[str, str] = MappingProxyType(
    {
        "id": "编号",
        "added_at": "添加时间",
        "area": "用地（亩）",
        "as_of": "截至日期",
        "cell": "单元格",
        "classes": "班级（个）",
        "count": "数量",
        "count_unit": "数量单位",
        "deadline": "完成时限",
        "decided_on": "决定日期",
        "document": "文号",
        "document_number": "文号",
        "due": "办结时限",
        "due_year": "完成年份",
        "evidence": "佐证材料",
        "file": "文件",
        "floor_area": "建筑面积（万㎡）",
        "high": "上限",
        "indicator": "指标",
        "investment": "总投资（万元）",
        "issued_on": "发文日期",
        "kind": "类型",
        "leader": "分管领导",
        "made_at": "时间",
        "measure": "具体举措",
        "name": "名称",
        "note": "备注",
        "number": "序号",
        "office": "责任股室",
        "op": "符号",
        "period": "报告期",
        "person": "责任人",
        "place": "出处",
        "places": "学位（个）",
        "plan": "规划",
        "planned": "计划",
        "position": "顺序",
        "project": "项目",
        "reason": "理由",
        "received_at": "收到时间",
        "requirement": "销号要件",
        "revision": "目标调整",
        "role": "类型",
        "row": "对象",
        "row_kind": "对象类型",
        "series": "数据项",
        "sha256": "文件指纹",
        "source": "来源",
        "stage": "项目阶段",
        "state": "填报状态",
        "statement": "采用的表述",
        "status": "状态",
        "task": "任务",
        "text": "数值",
        "title": "名称",
        "unit": "单位",
        "value": "数值（换算）",
        "who": "何人",
        "withdrawn_by": "调出依据",
        "words": "内容",
        "year": "年份",
        "year_class": "年度类别",
    }
)
"""Columns that say the same in whatever table they stand."""

_OWN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "plan": {
            "issuer": "发文机关",
            "period_start": "规划期首年",
            "period_end": "规划期末年",
            "county": "县区",
            "disclosure": "公开属性",
            "superior_basis": "上级依据",
            "continues": "上一期规划",
        },
        "unit": {
            "valid_from": "设立日期",
            "valid_to": "撤销日期",
            "short_name": "简称",
            "parent": "上级单位",
            "successor": "并入单位",
            "is_group": "集合单位",
        },
        "unit_alias": {"alias": "别名"},
        "series": {
            "unit": "计量单位",
            "definition": "口径",
            "statistical_source": "统计来源",
            "counting": "计数方式",
            "frequency": "报送频率",
            "available_from": "出数时间",
            "provider": "数据提供单位",
            "decimals": "小数位数",
            "aggregation": "计算方式",
            "numerator": "分子",
            "denominator": "分母",
            "may_pass_100": "能否超过 100",
        },
        "task": {"section": "章节"},
        "indicator": {
            "category": "类别",
            "parent": "上级指标",
            "nature": "属性",
            "direction": "判定方向",
            "recurring": "重复",
        },
        "target": {"role": "目标类型"},
        "actual": {"answer": "无数的回答", "provisional": "快报数", "note": "说明"},
        "explanation": {"rule": "校验", "figures": "当时的数", "words": "说明"},
        "project": {
            "parent": "所属项目",
            "kind": "建设性质",
            "school_stage": "学段",
            "site": "建设地点",
            "street": "街道、乡镇",
        },
        "responsibility": {"role": "牵头或配合", "presumed": "推定", "contact": "联络员"},
        "setting": {"value": "取值"},
        "unit_member": {"group_unit": "集合单位", "member": "成员单位"},
        "unit_contact": {"name": "姓名", "role": "职责", "office": "股室", "phone": "电话"},
        "unit_event": {"happened_on": "日期", "former_name": "原名称", "other": "另一单位"},
        "milestone": {"planned": "计划日期", "actual": "实际日期"},
        "funding": {
            "origin": "资金来源",
            "planned": "计划（万元）",
            "arrived": "到位（万元）",
            "done": "完成投资（万元）",
            "paid": "支付（万元）",
        },
        "project_year": {"delivered": "交付"},
        "progress": {
            "words": "进展",
            "problem": "存在问题",
            "next_step": "下步安排",
            "coordination": "需协调事项",
        },
        "problem": {
            "unit": "协调单位",
            "meeting": "会议",
            "decision": "议定事项",
            "result": "结果",
            "solved_on": "解决日期",
        },
        "evidence": {"size": "大小（字节）", "page": "页码", "location": "存放位置"},
        "sign_off": {
            "requested_on": "申请日期",
            "requested_by": "申请人",
            "request": "申请说明",
            "verified_on": "核实日期",
            "verified_by": "核实人",
            "verification": "核实意见",
            "agreed_on": "同意日期",
            "agreed_by": "同意人",
            "agreement": "同意意见",
            "refused_on": "退回日期",
            "refused_by": "退回人",
            "refusal": "退回理由",
            "status_before": "销号前状态",
            "reopened_on": "重开日期",
            "reopened_by": "重开人",
            "reopening": "重开理由",
        },
        "revision_line": {
            "action": "方式",
            "role": "目标类型",
            "before_words": "调整前",
            "before_value": "调整前（换算）",
            "before_high": "调整前上限",
            "before_op": "调整前符号",
            "after_year": "调整后年份",
            "after_words": "调整后",
            "after_value": "调整后（换算）",
            "after_high": "调整后上限",
            "after_op": "调整后符号",
            "replaced_by": "替换为",
            "field": "调整内容",
        },
        "user": {"name": "姓名", "role": "角色", "pin": "PIN", "active": "在用"},
        "review_event": {
            "action": "动作",
            "state_before": "原状态",
            "state_after": "新状态",
            "value": "数值",
            "reviewer": "审签人",
            "reviewed_on": "审签日期",
        },
    }
)
"""Columns with a word of their own."""

SECRET = frozenset({("user", "pin")})
"""Columns whose content is never shown, only that it changed."""

FIGURE_PARTS = frozenset({"value", "high", "op"})
"""Columns that say in numbers what `text` says in words: not told beside it."""

MACHINE_COLUMNS = frozenset({"id", "position", "sha256"})
"""Columns that say nothing to a person beside others of their row."""

_TRUTHS = frozenset({"presumed", "is_group", "active", "provisional", "may_pass_100"})
"""Columns that hold yes or no."""

_STATES = {str(key): word for key, word in STATE_WORDS.items()}
_OPS = {">=": "以上", "<=": "以下", "=": "等于", "between": "区间"}
_VALUE_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "state": _STATES,
        "state_before": _STATES,
        "state_after": _STATES,
        "direction": {str(key): word for key, word in DIRECTION_WORDS.items()},
        "counting": {str(key): word for key, word in COUNTING_WORDS.items()},
        "answer": {str(key): word for key, word in ANSWER_WORDS.items()},
        "aggregation": {"sum": "各单位合计", "ratio": "两项相除"},
        "frequency": {"year": "年", "half": "半年", "quarter": "季", "month": "月"},
        "op": _OPS,
        "before_op": _OPS,
        "after_op": _OPS,
        "role": {
            "target": "目标值",
            "interim": "阶段目标",
            "yearly": "年度目标",
            "baseline": "基期值",
            "lead": "牵头",
            "co": "配合",
        },
        "row_kind": {str(kind): TABLE_WORDS[kind] for kind in RowKind},
        "field": {str(key): word for key, word in FIELD_WORDS.items()},
    }
)
"""How the words of the vocabularies are said, by column."""

_SOURCES = {str(key): word for key, word in SOURCE_WORDS.items()}


def column_words(table: str, column: str) -> str:
    """Return what a column of a table is called; its own name where nobody knows it."""
    own = _OWN.get(table, {}).get(column)
    return own or _COMMON.get(column, column)


def value_words(table: str, column: str, value: str | int | None) -> str:
    """Return how a stored value is said; empty for nothing, never a secret.

    What refers to another row is not said here: `db.queries.row_names` knows its name.
    """
    if value is None or value == "":
        return ""
    if (table, column) in SECRET:
        return "（不显示）"
    if column == "available_from":
        return timetable_words(str(value))
    if column in _TRUTHS:
        return "否" if str(value) == "0" else "是"
    if table == "source" and column == "kind":
        return _SOURCES.get(str(value), str(value))
    return _VALUE_WORDS.get(column, {}).get(str(value), str(value))
