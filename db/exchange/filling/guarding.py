"""What a workbook itself forbids: cells it locks, words off its lists, numbers out of bounds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.exchange.filling.preview import Fate
from db.exchange.filling.written import Written
from db.exchange.list_in.plain_words import is_placeholder, squash
from db.exchange.sheets import ROWS

if TYPE_CHECKING:
    from decimal import Decimal

    from db.exchange.filling.preview import FillCell
    from db.exchange.filling.sheet_rules import SheetRule
    from db.exchange.filling.user_workbook import UserWorkbook
    from db.exchange.sheets import Cell, Workbook

LOCKED = "工作表受保护，这一格锁定着，没有写"
UNJUDGED = "有效性条件由公式算出，没有核对"
OUT_OF_BOUNDS = "不合这一格的有效性条件，没有写"
TOO_LONG = "字数超过一格能放的 32767 个，没有写"
_MOST_SIGNS = 32_767
_REFERENCE = re.compile(
    r"(?P<sheet>(?:'(?:[^']|'')+'|[^'!()\s,]+)!)?"
    r"\$?(?P<left>[A-Z]{1,3})\$?(?P<top>\d*)(?::\$?(?P<right>[A-Z]{1,3})\$?(?P<bottom>\d*))?"
)


def not_listed(words: str) -> str:
    """Return the sentence about words that a cell's drop-down does not offer."""
    return f"这一格的下拉里没有“{words}”，没有写"


class Guarding:
    """Looks at cells that are to be written as the workbook's own rules do."""

    def __init__(self, workbook: Workbook, package: UserWorkbook) -> None:
        self._sheets = {sheet.name: sheet for sheet in workbook.sheets}
        self._package = package
        self._options: dict[tuple[str, str], frozenset[str] | None] = {}

    def allowed(self, cell: FillCell, old: Cell | None) -> FillCell:
        """Return a cell as it is to be written, or passed over with the reason."""
        reason = self._reason(cell, old) if cell.written is not None else ""
        if reason:
            return replace(cell, skipped=reason, written=None, fate=Fate.REFUSED)
        return replace(cell, remark=UNJUDGED) if self._is_unjudged(cell) else cell

    def _reason(self, cell: FillCell, old: Cell | None) -> str:
        written = cell.written
        if written is None or len(written.words) > _MOST_SIGNS:
            return TOO_LONG
        if self._package.is_locked(cell.sheet, cell.place):
            return LOCKED
        for rule in self._package.sheet(cell.sheet).rules.rules:
            if not rule.holds_for(cell.place):
                continue
            # Where the office wrote what a rule refuses, it does not go by the rule.
            before = old and not is_placeholder(old.text) and Written(old.number, old.text)
            passed_over = before and self._refuses(cell.sheet, rule, before)
            if not passed_over and self._refuses(cell.sheet, rule, written):
                return not_listed(cell.new) if rule.kind == "list" else OUT_OF_BOUNDS
        return ""

    def _is_unjudged(self, cell: FillCell) -> bool:
        """Tell whether a rule of a cell that gets a value is a formula, of which nobody knows."""
        if cell.written in {None, Written()}:
            return False
        return any(
            rule.is_computed or (rule.kind == "list" and self._listed(cell.sheet, rule) is None)
            for rule in self._package.sheet(cell.sheet).rules.rules
            if rule.holds_for(cell.place)
        )

    def _refuses(self, sheet: str, rule: SheetRule, written: Written) -> bool:
        """Tell whether a rule refuses a value."""
        if rule.kind != "list":
            return rule.refuses(written)
        said = squash(written.words) if written.number is None else _plain(written.number)
        offered = self._listed(sheet, rule)
        return bool(said) and offered is not None and said not in offered

    def _listed(self, sheet: str, rule: SheetRule) -> frozenset[str] | None:
        """Return what a list offers, squashed; None where that is computed."""
        source = rule.bounds[0] if rule.bounds else ""
        key = (sheet, source)
        if key not in self._options:
            self._options[key] = self._offered(sheet, source)
        return self._options[key]

    def _offered(self, sheet: str, source: str) -> frozenset[str] | None:
        """Return what a list offers, squashed; None where that is not to be told."""
        if source.startswith('"') and source.endswith('"'):
            return frozenset(map(squash, source[1:-1].split(",")))
        reference = self._package.defined_names.get(source.removeprefix("="), source)
        found = _REFERENCE.fullmatch(reference.removeprefix("="))
        if found is None or not (found["top"] or found["right"]):
            return None
        named = found["sheet"]
        at = named[:-1].strip("'").replace("''", "'") if named else sheet
        if at not in self._sheets:
            return None
        left, right = (_column(found[name] or found["left"]) for name in ("left", "right"))
        top = int(found["top"] or 1)
        bottom = int(found["bottom"] or (ROWS if found["right"] else top))
        cells = [
            cell
            for row, cells in self._sheets[at].rows.items()
            if top <= row <= bottom
            for cell in cells
            if left <= cell.column <= right
        ]
        numbers = (_plain(cell.number) for cell in cells if cell.number is not None)
        return frozenset([*(squash(cell.text) for cell in cells), *numbers])


def _plain(number: Decimal) -> str:
    """Return a number as a list may offer it: 5 for 5.0."""
    return f"{number.normalize():f}"


def _column(letters: str) -> int:
    """Return the number of a column."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
