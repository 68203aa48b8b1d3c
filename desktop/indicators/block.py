"""A block of cells on the clipboard: read from any office's, written for any office."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from desktop.indicators.copied_table import ASIDE, lines_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_READ_OTHERWISE = re.compile(r"[-+=@－＋＝＠].*|.*[0-9].*", re.DOTALL)
"""What Excel and WPS make something else of, unless it is a number: 1:15 a time, 10-15 a day."""
_AS_TEXT = " style=\"mso-number-format:'\\@'\""
_BREAKS_A_LINE = re.compile(r'["\t\r\n]')
_LINE_END = re.compile(r"\r\n?|\n")
# Words in quotes that end where their cell does, else what only begins with a quote: "双减"工作.
_CELL = re.compile(r'(?:"((?:[^"]++|"")*+)"(?=[\t\n]|\Z)|([^\t\n]*+))(\t|\n|\Z)')
_OFFICES = (("libreoffice", "LibreOffice"), ("wps", "WPS 表格"), ("kingsoft", "WPS 表格"),
            ("excel", "Excel"), (ASIDE, "规划台账"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """Words by line and place along it, and the program they were copied in (empty: not known)."""

    rows: tuple[tuple[str, ...], ...]
    origin: str = ""

    @property
    def across(self) -> int:
        """Return how many places its longest line has."""
        return max((len(row) for row in self.rows), default=0)

    @property
    def cells(self) -> int:
        """Return how many places the block has."""
        return len(self.rows) * self.across

    def word(self, down: int, along: int) -> str:
        """Return the words at a place, empty where its line is shorter."""
        row = self.rows[down]
        return row[along] if along < len(row) else ""

    def columns(self, kept: Sequence[int]) -> Block:
        """Return the block with these places of its lines only."""
        lines = range(len(self.rows))
        return Block(
            tuple(tuple(self.word(at, along) for along in kept) for at in lines), self.origin
        )

    def over(self, down: int, along: int) -> Block:
        """Return the block set side by side until it fills a selection that it fits into whole.

        Another selection leaves it as it is.
        """
        if not self.rows or down % len(self.rows) or along % self.across:
            return self
        rows = tuple(
            tuple(self.word(at, place) for place in range(self.across)) * (along // self.across)
            for at in range(len(self.rows))
        )
        return Block(rows * (down // len(self.rows)), self.origin)


def read_clipboard(copied: QMimeData | None) -> Block:
    """Return the copied cells; the table of an office's HTML tells more than its plain text.

    There is none where nothing was ever copied.
    """
    if copied is None:
        return Block(())
    if copied.hasHtml():
        html = copied.html()
        rows = _without_empty_end(lines_in(html))
        if rows:
            return Block(rows, _origin_of(html))
    return Block(_without_empty_end(read_lines(copied.text())))


def read_lines(text: str) -> list[list[str]]:
    """Return the words of tab-separated lines, as Excel quotes them; none of a blank line.

    A quote that no other closes, or that does not close its cell, is a sign like any other.
    """
    text = _LINE_END.sub("\n", text)
    rows: list[list[str]] = []
    row: list[str] = []
    for cell in _CELL.finditer(text):
        quoted, plain, end = cell.groups()
        if cell.start() == len(text) and not row:
            break
        row.append(plain if quoted is None else quoted.replace('""', '"'))
        if end != "\t":
            rows.append([] if row == [""] else row)
            row = []
    return rows


def words_of(rows: Sequence[Sequence[str]], aside: Sequence[bool]) -> tuple[str, str]:
    """Return cells as every office takes them: tab-separated lines, and a table in HTML.

    `aside` tells of each place along the lines that no actual value goes into it.
    """
    text = "\n".join("\t".join(map(_quoted, row)) for row in rows)
    lines = "".join(f"<tr>{_html_cells(row, aside)}</tr>" for row in rows)
    return text, f"<table {ASIDE}=''>{lines}</table>"


def _quoted(word: str) -> str:
    """Return a cell as it stands in a line: in quotes only where it would break the line."""
    return '"' + word.replace('"', '""') + '"' if _BREAKS_A_LINE.search(word) else word


def put_on_clipboard(text: str, html: str = "") -> None:
    """Put words on the clipboard, with their HTML for those who take it."""
    clipboard = QGuiApplication.clipboard()
    # Qt keeps what is copied beyond the end of Python: it must be an object of Qt's own making.
    clipboard.setText(text)
    copied = clipboard.mimeData()
    if html and copied is not None:
        copied.setHtml(html)


def _html_cells(row: Sequence[str], aside: Sequence[bool]) -> str:
    tags = (f" {ASIDE}='aside'" if one else "" for one in aside)
    cells = zip(tags, map(_told_as_text, row), row, strict=True)
    return "".join(f"<td{tag}{kind}>{escape(word)}</td>" for tag, kind, word in cells)


def _told_as_text(word: str) -> str:
    """Return what keeps an office from making a time, a day or a formula of a word."""
    number = _NUMBER.fullmatch(word.removesuffix("%")) is not None
    return _AS_TEXT if not number and _READ_OTHERWISE.fullmatch(word) else ""


def _origin_of(html: str) -> str:
    head = html[:4000].lower()
    return next((name for sign, name in _OFFICES if sign in head), "")


def _without_empty_end(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the lines without those at the end that hold nothing: every office adds one."""
    kept = [tuple(row) for row in rows]
    while kept and not any(word.strip() for word in kept[-1]):
        kept.pop()
    return tuple(kept)
