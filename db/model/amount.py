"""A figure as given: its number, and the words it was given in."""

# No `from __future__ import annotations`: a NamedTuple compiles each annotation that is a string.

from decimal import Decimal
from typing import NamedTuple

from db.model.words import Answer, Op


class Amount(NamedTuple):
    """A value with its words, in the unit of its series (%, 万人, 所…).

    `value` is None when the words hold no number (巩固提高, ——) or are an answer (无此项).
    `high` is the upper end of a range (10—15). `op` is what is
    printed, not how the value is judged.
    """

    text: str
    value: Decimal | None = None
    high: Decimal | None = None
    op: Op = Op.EQUAL
    answer: Answer | None = None

    @property
    def is_placeholder(self) -> bool:
        """Tell whether the words only hold the place of a figure: ——, /, …, 无."""
        if self.value is not None or self.answer is not None:
            return False
        return self.text == "无" or not any(character.isalnum() for character in self.text)
