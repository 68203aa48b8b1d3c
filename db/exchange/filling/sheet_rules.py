"""What a worksheet part says of values that may be typed: its validations, its protection."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from db.exchange.filling.tags import Markings, Tag, attributes_of
from db.exchange.sheets import Merge
from db.exchange.workbooks.layout import position
from db.exchange.workbooks.markup import is_true
from db.exchange.workbooks.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.exchange.filling.written import Written

_VALIDATION, _PROTECTION = b"dataValidation", b"sheetProtection"
_WORDS = frozenset({b"formula1", b"formula2", b"f", b"sqref"})
_NUMBERS = frozenset({"whole", "decimal", "date", "time"})
_LENGTH = "textLength"
_STOPS = "stop"
_BETWEEN, _BEYOND = "between", "notBetween"


class SheetRule(NamedTuple):
    """A validation that refuses what it does not allow: its kind, bounds or list, and cells."""

    kind: str
    operator: str
    bounds: tuple[str, ...]
    blocks: tuple[Merge, ...]

    def holds_for(self, place: tuple[int, int]) -> bool:
        """Tell whether a cell is one of those that it is for."""
        row, column = place
        return any(
            block.top <= row <= block.bottom and block.left <= column <= block.right
            for block in self.blocks
        )

    @property
    def is_computed(self) -> bool:
        """Tell whether a formula says what may stand there: that is not judged here."""
        if self.kind == "custom":
            return True
        return self.kind in {*_NUMBERS, _LENGTH} and not all(map(_is_number, self.bounds))

    def refuses(self, written: Written) -> bool:
        """Tell whether the rule bounds what may stand there, and this is none of it.

        A drop-down's words are not looked at here.
        """
        if self.kind == _LENGTH:
            return not self._holds(Decimal(len(written.words or f"{written.number:f}")))
        if self.kind not in _NUMBERS:
            return False
        number = written.number
        if number is None:
            return bool(written.words)
        if self.kind == "whole" and number != number.to_integral_value():
            return True
        return not self._holds(number)

    def _holds(self, number: Decimal) -> bool:
        """Tell whether a number keeps to the bounds, as far as no formula computes them."""
        if not self.bounds or not all(map(_is_number, self.bounds)):
            return True
        low, *more = map(Decimal, self.bounds)
        high = more[0] if more else low
        return {
            _BETWEEN: low <= number <= high,
            _BEYOND: not low <= number <= high,
            "equal": number == low,
            "notEqual": number != low,
            "greaterThan": number > low,
            "lessThan": number < low,
            "greaterThanOrEqual": number >= low,
            "lessThanOrEqual": number <= low,
        }.get(self.operator, True)


class SheetRules(NamedTuple):
    """All rules of a sheet that refuse values, and whether it is protected."""

    rules: tuple[SheetRule, ...] = ()
    is_protected: bool = False


def read_rules(marks: Markings, start: int) -> SheetRules:
    """Read what stands behind the cells of a part, which end at `start`."""
    found = [sign for sign in (_VALIDATION, _PROTECTION) if marks.data.find(sign, start) >= 0]
    if not found:
        return SheetRules()
    tags = list(marks.tags(start, len(marks.data)))
    protected = any(
        _local(tag) == _PROTECTION and is_true(attributes_of(tag).get("sheet")) for tag in tags
    )
    return SheetRules(tuple(_rules(marks, tags)), protected)


def _rules(marks: Markings, tags: list[Tag]) -> Iterator[SheetRule]:
    opened: Tag | None = None
    words: dict[bytes, str] = {}
    for tag, after in zip(tags, [*tags[1:], None], strict=True):
        local = _local(tag)
        if local == _VALIDATION:
            if opened is not None:
                yield from _rule(attributes_of(opened), words)
            opened, words = (None if tag.closes or tag.is_empty else tag), {}
        elif opened is not None and local in _WORDS and not tag.closes and after is not None:
            text = unescape(marks.data[tag.end : after.start].decode()).strip()
            # In later versions' rules the formula stands one level deeper.
            key = local if local != b"f" else b"formula2" if b"formula1" in words else b"formula1"
            if text:
                words[key] = text


def _rule(attributes: dict[str, str], words: dict[bytes, str]) -> Iterator[SheetRule]:
    """Yield a rule, if it is one that refuses anything."""
    refuses = is_true(attributes.get("showErrorMessage"))
    if not refuses or attributes.get("errorStyle", _STOPS) != _STOPS:
        return
    blocks = []
    for reference in (attributes.get("sqref") or words.get(b"sqref", "")).split():
        first, _, last = reference.partition(":")
        try:
            blocks.append(Merge(*position(first), *position(last or first)))
        except (ValueError, Refusal):
            continue
    bounds = tuple(words[key] for key in (b"formula1", b"formula2") if key in words)
    operator = attributes.get("operator", _BETWEEN)
    yield SheetRule(attributes.get("type", "none"), operator, bounds, tuple(blocks))


def _is_number(bound: str) -> bool:
    try:
        Decimal(bound)
    except InvalidOperation:
        return False
    return True


def _local(tag: Tag) -> bytes:
    return tag.name.rpartition(b":")[2]
