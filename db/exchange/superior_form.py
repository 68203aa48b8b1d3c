"""A form as a superior sends it: titled, bordered, with formulas, a drop-down and blank cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from db.connection.whole_file import written_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

FIRST_ROW = 5
"""The first row of figures: below the title, the unit line and two rows of headings."""
COLUMNS = {"baseline": "D", "last": "E", "now": "F", "growth": "G", "target": "H"}
"""Where the figures stand."""
_ANSWERS = ["是", "否"]
_WIDTHS = (6, 34, 10, 11, 11, 11, 11, 11, 10)


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of the form: a name as the superior words it, figures that stand there already.

    A `last` that is `computed` stands there as the result of a formula.
    """

    name: str
    unit: str = "%"
    baseline: float | str | None = None
    last: float | str | None = None
    computed: bool = False


@dataclass(frozen=True, slots=True)
class SuperiorForm:
    """The form's words: title, rows, note; `year` is the one that is asked for."""

    title: str
    rows: Sequence[FormRow]
    note: str
    year: int
    baseline_year: int
    target_year: int


def write_superior_form(path: Path, form: SuperiorForm, *, replace: bool = False) -> None:
    """Write a form that asks for the figures of a year; TargetRefused when it cannot be written.

    This is no export: it is what the program shows and tries itself on, because nothing real may
    be shipped with it.
    """
    with written_whole(path, replace=replace) as beside:
        workbook = Workbook(str(beside))
        try:
            _fill(workbook, form)
        finally:
            workbook.close()


def _fill(workbook: Workbook, form: SuperiorForm) -> None:
    page = workbook.add_worksheet("附件1")
    title = workbook.add_format({"bold": True, "font_size": 16, "align": "center"})
    head = workbook.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True})
    body = workbook.add_format({"border": 1})
    figure = workbook.add_format({"border": 1, "num_format": "0.00"})
    page.merge_range(0, 0, 0, 8, form.title, title)
    page.write_string(1, 0, "填报单位（公章）：")
    _write_headings(page, form, head)
    for order, row in enumerate(form.rows):
        at = FIRST_ROW - 1 + order
        page.write_row(at, 0, (order + 1, row.name, row.unit), body)
        page.write_row(at, 3, (row.baseline, row.last, None), figure)
        if row.computed:
            page.write_formula(at, 4, f"=ROUND({row.last},2)", figure, row.last)
        page.write_formula(at, 6, f"=F{at + 1}-E{at + 1}", figure, "")
        page.write_blank(at, 7, None, figure)
        page.write_blank(at, 8, None, body)
        page.data_validation(at, 8, at, 8, {"validate": "list", "source": _ANSWERS})
    page.write_string(FIRST_ROW - 1 + len(form.rows), 0, form.note)
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)


def _write_headings(page: Worksheet, form: SuperiorForm, head: object) -> None:
    alone = {
        0: "序号",
        1: "监测指标",
        2: "计量单位",
        3: f"{form.baseline_year}年基数",
        6: "比上年增减",
        7: f"{form.target_year}年目标值",
        8: "是否达标",
    }
    for column, words in alone.items():
        page.merge_range(2, column, 3, column, words, head)
    page.merge_range(2, 4, 2, 5, "实际完成值", head)
    page.write_row(3, 4, (f"{form.year - 1}年", f"{form.year}年"), head)
