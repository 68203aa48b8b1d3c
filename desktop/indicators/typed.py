"""The figure that typed words stand for, a sum in a cell among them."""

from __future__ import annotations

from db.errors import ValueRefused


def figure_of(words: str) -> str:
    """Return the words that are recorded for those that were typed: of =25+37 it is 62.

    Raises:
        ValueRefused: when a sum cannot be reckoned.
    """
    if words[-1:].isdecimal() and not words.startswith(("=", "＝")):
        return words
    # Loaded when words may stand for another figure.
    from db.rules.typed import meant  # noqa: PLC0415 - as said

    try:
        return meant(words)
    except ValueError as error:
        from db.faults import ValueFault  # noqa: PLC0415 - few are refused

        raise ValueRefused(ValueFault.NOT_A_SUM, words.strip()) from error
