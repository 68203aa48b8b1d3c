"""Words of one cell in several fonts set side by side, so that no figure is read across them."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789０１２３４５６７８９", "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2)
_OF_A_FIGURE = frozenset("0123456789０１２３４５６７８９.．,，")


def set_beside(before: str, words: str, *, raised: bool, other: bool) -> str:
    """Return words as they stand behind those before them.

    What is `raised` above the line behind a digit is a mark: 94.7 and 1 is 94.7¹, not 94.71. Where
    `other` words than those before are struck out, two figures stay two: 94 and 95 is 94 95.
    """
    if raised:
        return words.translate(_RAISED) if before[-1:].isdecimal() else words
    apart = other and before[-1:] in _OF_A_FIGURE and words[:1] in _OF_A_FIGURE
    return f" {words}" if apart and before and words else words
