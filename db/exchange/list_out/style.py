"""The official look of a list: fonts of 公文 by name, lines, alignments, and the printed page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.exchange.list_out.table import Look

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]
# of the character set 134, simplified Chinese: a 宋体 or 仿宋 it has.
_CHINESE = 134
_SERIF, _EVEN = 1, 3
TITLE_SIZE, LINE_SIZE, BODY_SIZE = 22, 12, 10.5
_BODY_FONT = "仿宋_GB2312"

_HEADER_FILL = "#D9D9D9"
_PAPERS = {"A4": 9, "A3": 8}
_SIDE_MARGIN, _TOP_MARGIN, _FOOT_MARGIN = 0.59, 0.75, 0.75
_FOOTER = f'&C&"{_BODY_FONT},Regular"&10第 &P 页 共 &N 页'
_HEADER_ROWS = (2, 3)

_ALIGNMENT = {
    Look.WORDS: "left",
    Look.NAME: "left",
    Look.CENTRED: "center",
    Look.ORDINAL: "center",
    Look.FIGURE: "right",
}


class Styles:
    """The formats of one workbook; each is made once, when it is first asked for."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._cells: dict[tuple[Look, int | None, int, str], Format] = {}
        self.title = self._format("方正小标宋_GBK", TITLE_SIZE, _SERIF, align="center")
        self.left_line = self._format("楷体_GB2312", LINE_SIZE, _EVEN, align="left")
        self.right_line = self._format("楷体_GB2312", LINE_SIZE, _EVEN, align="right")
        self.header = self._format(
            "黑体", BODY_SIZE, _EVEN, align="center", border=1, bg_color=_HEADER_FILL
        )

    def cell(
        self, look: Look, *, decimals: int | None = None, indent: int = 0, shown: str = ""
    ) -> Format:
        """Return the format of a body cell: of words, or of a number that shows so many digits.

        With `shown`, of a number that shows these words instead.
        """
        key = look, decimals, indent, shown
        style = self._cells.get(key)
        if style is None:
            more = {} if decimals is None else {"num_format": _number_format(decimals)}
            if shown:
                more = {"num_format": _words_format(shown)}
            style = self._format(
                _BODY_FONT,
                BODY_SIZE,
                _EVEN,
                align=_ALIGNMENT[look],
                border=1,
                indent=indent,
                **more,
            )
            self._cells[key] = style
        return style

    def _format(self, font: str, size: float, family: int, **more: Any) -> Format:
        return self._book.add_format(
            {
                "font_name": font,
                "font_size": size,
                "font_family": family,
                "font_charset": _CHINESE,
                "font_scheme": "none",
                "valign": "vcenter",
                "text_wrap": True,
                **more,
            }
        )


def _words_format(words: str) -> str:
    """Return a number format that shows words whatever the number; a sign at a time is escaped."""
    return "".join(f"\\{sign}" for sign in words) if '"' in words else f'"{words}"'


def _number_format(decimals: int) -> str:
    return "0." + "0" * decimals if decimals else "0"


def set_page(
    sheet: Worksheet,
    last_row: int,
    last_column: int,
    *,
    head: tuple[int, int] | None = _HEADER_ROWS,
    size: str = "A4",
    landscape: bool = True,
) -> None:
    """Set how the sheet prints: one page wide, the rows of its `head` on every page."""
    if landscape:
        sheet.set_landscape()
    else:
        sheet.set_portrait()
    sheet.set_paper(_PAPERS[size])
    sheet.set_margins(_SIDE_MARGIN, _SIDE_MARGIN, _TOP_MARGIN, _FOOT_MARGIN)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    if head is not None:
        sheet.repeat_rows(*head)
    sheet.print_area(0, 0, last_row, last_column)
    sheet.set_footer(_FOOTER)
