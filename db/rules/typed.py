"""What hands mean that are used to a spreadsheet: =25+37 is 62, and 95. is 95."""

from __future__ import annotations

import ast
import operator
import re
from decimal import Decimal, DivisionByZero, InvalidOperation, localcontext
from types import MappingProxyType
from typing import TYPE_CHECKING

from db.rules.measures import WIDTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_POINTS = (".", "．", "。")
_EQUALS = ("=", "＝")
_SIGNS = str.maketrans({"×": "*", "÷": "/", ",": None})
_OF_A_SUM = re.compile(r"[-+*/().0-9 ]{1,200}", re.ASCII)
_PLACES = Decimal(1).scaleb(-10)
"""A quotient that has no end is kept so far."""
_TWO: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = MappingProxyType(
    {
        ast.Add: operator.add,
        ast.Sub: operator.sub,
        ast.Mult: operator.mul,
        ast.Div: operator.truediv,
    }
)
_ONE: Mapping[type[ast.unaryop], Callable[[Decimal], Decimal]] = MappingProxyType(
    {ast.UAdd: operator.pos, ast.USub: operator.neg}
)


def meant(words: str) -> str:
    """Return the figure that typed words stand for; other words as they are.

    Raises:
        ValueError: with what follows the equals sign, when that is not made of
            numbers, + - * / and brackets, or divides by zero.
    """
    plain = words.strip()
    if plain.startswith(_EQUALS):
        return _reckoned(plain[1:].translate(WIDTHS).translate(_SIGNS).strip())
    number = plain[:-1].translate(WIDTHS)
    return plain[:-1] if plain.endswith(_POINTS) and number.lstrip("-+").isdecimal() else words


def _reckoned(words: str) -> str:
    if not _OF_A_SUM.fullmatch(words):
        raise ValueError(words)
    with localcontext() as context:
        context.traps[InvalidOperation] = context.traps[DivisionByZero] = True
        try:
            value = _value(ast.parse(words, mode="eval").body, words).quantize(_PLACES)
        except (SyntaxError, InvalidOperation, DivisionByZero) as error:
            raise ValueError(words) from error
    return format(value.normalize(), "f") if value else "0"


def _value(part: ast.expr, words: str) -> Decimal:
    """Return what a part of a sum comes to, from its digits as they were typed."""
    if isinstance(part, ast.BinOp) and (two := _TWO.get(type(part.op))) is not None:
        return two(_value(part.left, words), _value(part.right, words))
    if isinstance(part, ast.UnaryOp) and (one := _ONE.get(type(part.op))) is not None:
        return one(_value(part.operand, words))
    if isinstance(part, ast.Constant):
        return Decimal(words[part.col_offset : part.end_col_offset])
    raise ValueError(words)
