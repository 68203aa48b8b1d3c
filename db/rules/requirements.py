"""销号要件: what is usually asked for before a row of a kind is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.words import RowKind

if TYPE_CHECKING:
    from collections.abc import Mapping

_TASK = ("完成情况报告", "印发的文件或方案", "现场照片或工作记录")
_MEASURE = ("完成情况说明", "印发的文件或工作记录")
_PROBLEM = ("整改情况说明", "整改前后对照材料")
_BUILDING = ("立项批复", "施工许可证", "竣工验收报告", "移交书", "现场照片")
_PROJECTS: Mapping[str, tuple[str, ...]] = {
    "收购装修": ("收购（移交）协议", "装修竣工验收单", "移交书", "现场照片"),
    "设备采购": ("采购合同", "到货验收单", "固定资产入账单"),
}


def usual_list(kind: RowKind, project_kind: str = "") -> tuple[str, ...]:
    """Return the pieces usually asked for of a task, measure, problem or project; else none.

    A project's depend on its kind (新建, 收购装修, 设备采购…); one of another kind is built.
    """
    match kind:
        case RowKind.TASK:
            return _TASK
        case RowKind.MEASURE:
            return _MEASURE
        case RowKind.PROBLEM:
            return _PROBLEM
        case RowKind.PROJECT:
            return _PROJECTS.get(project_kind, _BUILDING)
        case _:
            return ()
