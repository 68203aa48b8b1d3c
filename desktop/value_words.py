"""The words of what was typed or given and cannot be kept: why, then what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.faults import ValueFault

if TYPE_CHECKING:
    from collections.abc import Mapping

VALUE_WORDS: Mapping[ValueFault, str] = {
    ValueFault.NOT_A_VALUE: "{text}不是数值。填数，或改为“无此项”“不适用”并说明。",
    ValueFault.OTHER_UNIT: "{text}与这一行的单位不一致。换算成这一行的单位再填，单位不用写。",
    ValueFault.NOT_A_SUM: "{text}算不出来。等号后面只写数和加减乘除，例如 =25+37，或直接填数。",
    ValueFault.SEVERAL_CELLS: (
        "复制的是几格，没有贴进正在键入的一格。先按 Esc 再粘贴整块，或只复制一格。"
    ),
    ValueFault.NOT_A_PERIOD: "{text}不是报告期。写成 2023、2023-S1、2023-Q2 或 2023-05 的样子。",
    ValueFault.NOT_A_DATE: "{text}不是日期。写成 2023-12-31 的样子。",
    ValueFault.NOT_IN_BOUNDS: "{text}填不了，没有保存。按下面写的范围填数。",
    ValueFault.EMPTY_NAME: "名称空着，没有保存。写上名称。",
    ValueFault.EMPTY_EXPLANATION: "说明空着，没有保存。写上原因。",
    ValueFault.MUST_BE_MENDED: "{text}这是错误，说明代替不了，没有保存。先把数改对。",
    ValueFault.NEEDS_PLAN: "还没有规划，这一步做不了。先导入一览表，或新建一份规划。",
    ValueFault.COMPUTED: "{text}是计算格，没有写入。改各单位的数，或改分子、分母的数。",
    ValueFault.UNKNOWN_SAMPLE: "没有名为{text}的示例。可用的是{samples}。",
    ValueFault.YEAR_OUTSIDE_PLAN: (
        "{text}不在规划期内，没有结转。改选规划期内的年份，或续编下一期规划。"
    ),
    ValueFault.YEARS_REVERSED: "规划期{text}首尾颠倒，没有保存。把首年改到末年之前。",
    ValueFault.UNITS_DIFFER: "两项的计量单位不同（{text}），不能共用数据项。先统一计量单位。",
    ValueFault.UNITS_DO_NOT_FIT: (
        "{text}的计量单位与分子、分母配不上，没有改。换一项，或先统一计量单位。"
    ),
    ValueFault.SAME_PARTS: "分子和分母都是{text}，没有改。另选一项。",
    ValueFault.NEEDS_ITSELF: "{text}会由自己算出自己，没有改。另选一项。",
    ValueFault.RATE_NO_SUM: "{text}是比率，各单位相加没有意义，没有改。改用分子、分母计算。",
    ValueFault.NAME_TAKEN: "这一类里已有{text}，没有新增。换个名称，或在原来那一行填数。",
    ValueFault.ROW_IN_USE: (
        "{text}已有数、目标、责任单位、佐证或其中项，没有删除。只有还空着的行可以删。"
    ),
    ValueFault.EVIDENCE_IN_USE: (
        "{text}是一次目标调整的批准文件，没有删除。先在目标调整里换掉它。"
    ),
    ValueFault.EVIDENCE_SIGNED: "{text}是审签表的扫描件，没有删除。登记错了，先撤销那次审签。",
    ValueFault.PLAN_TITLE_TAKEN: "台账里已有规划{text}，没有续编。换个名称，或打开已有的那一份。",
    ValueFault.UNIT_NAME_TAKEN: "已有单位{text}，没有保存。换个名称，或把两家并成一家。",
    ValueFault.UNIT_IN_USE: "{text}还有责任、数或进展，没有删除。先改派，或记为撤销、并入。",
    ValueFault.SAME_UNIT: "两边是同一家单位{text}，没有改。另选一家。",
    ValueFault.GROUP_IN_ITSELF: "{text}会成为自己的成员，没有保存。去掉这一家。",
    ValueFault.FIGURES_CLASH: (
        "两家单位都有{text}，数不同，没有合并。先核对，把错的一格改对或清除。"
    ),
    ValueFault.NO_UNITS: "没有选单位，没有改派。选一家牵头或配合单位。",
    ValueFault.EMPTY_WORDS: "内容空着，没有保存。写上内容。",
    ValueFault.NOT_A_DEADLINE: (
        "{text}不是完成时限。写成 2025、2025-06 的样子，任务也可写“每年”“长期坚持”。"
    ),
    ValueFault.NOT_A_TIMETABLE: (
        "{text}不是出数时间，没有改。月和日要有这一天，年份写成 2021、2025 的样子。"
    ),
    ValueFault.NOTHING_REVISED: "{text}没有一处改动，没有写入。先填调整后的目标。",
    ValueFault.ROW_TWICE: "{text}在这次调整里出现两次，没有写入。只留一处。",
    ValueFault.ROW_WITHDRAWN: "{text}已经调出，没有写入。从这次调整里去掉它。",
    ValueFault.BEFORE_PLAN: "调整日期{text}早于规划印发，没有写入。核对日期。",
    ValueFault.REPLACED_BY_ITSELF: "{text}不能由它自己替换，没有写入。另选一行。",
    ValueFault.REVISED_LATER: (
        "{text}后来又作过调整，没有写入。改后一次调整，或把日期改到它之后。"
    ),
    ValueFault.YEAR_HAS_TARGET: "{text}已有目标，没有写入。直接改那一年的目标。",
    ValueFault.COMPUTED_FROM: "{text}还用来计算别的指标，没有调出。先改那一项的计算方式。",
    ValueFault.ADDED_ROW_IN_USE: (
        "{text}是这次调整新增的，已有数或别的内容，没有撤出。另作一次调整，把它取消。"
    ),
    ValueFault.PARENT_GONE: (
        "{text}所属的行已不在台账里，没有恢复。先恢复它所属的那一行，或恢复整份备份。"
    ),
    ValueFault.TARGET_OF_PLAN: (
        "{text}的目标值、时限是规划原文或目标调整写的，没有改。要改请在“目标调整”页按文号改。"
    ),
    ValueFault.UNIT_OF_FIGURES: (
        "{text}已有数，或与别的行共用数据项，单位和计数方式没有改。先清除这些数再改。"
    ),
    ValueFault.LOCKED: "{text}已锁定，没有改。要改请先在审核页重开。",
    ValueFault.NEEDS_REASON: "{text}已审核，没有改。写上改动的理由再改，改后须重新审核。",
    ValueFault.NO_REVIEWER: "没有写审核人，没有保存。写上谁在审签表上签的字。",
    ValueFault.PIN_TOO_SHORT: "PIN 太短，没有保存。至少 4 位。",
    ValueFault.FIRST_IS_ADMIN: "第一个用户要是管理，没有保存。先添加一名管理，再添加别人。",
    ValueFault.LAST_ADMIN: "这样就没有管理了，没有保存。先让另一人做管理。",
    ValueFault.OUT_OF_ORDER: "这个日期与{text}的先后不符，没有保存。写明原因再保存。",
    ValueFault.DATE_AHEAD: "{text}还没有到，不能作为实际日期。改日期，或填在计划一列。",
    ValueFault.NOT_A_STAGE: "{text}不是项目阶段，没有保存。从列出的阶段中选。",
    ValueFault.NOT_A_YEAR_CLASS: (
        "{text}不是年度类别，没有保存。写前期、储备、新开工、续建、竣工之一。"
    ),
    ValueFault.PROJECT_IN_USE: (
        "{text}下面有列出的项目，或已有进展、问题、佐证、销号要件，没有删除。先移走它们。"
    ),
}
