"""The language of number formats: #,##0.00_);[Red](0.0"%") split into sections of tokens."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from db.exchange.workbooks.dateserials import DatePart


class Kind(Enum):
    """What a token of a number format does."""

    LITERAL = auto()
    DIGIT = auto()
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    DATE = auto()
    GENERAL = auto()
    TEXT = auto()
    BEYOND = auto()  # fractions and powers of ten, which are shown as General


class Token(NamedTuple):
    """A piece of a number format, with the text it shows or asks for."""

    kind: Kind
    text: str


class Section(NamedTuple):
    """One of the parts between semicolons, with the condition under which it is used."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None

    def has(self, kind: Kind) -> bool:
        """Tell whether a token of that kind is in the section."""
        return any(token.kind is kind for token in self.tokens)

    @property
    def date_part(self) -> DatePart | None:
        """Return what the section shows of a date, None when it shows a number."""
        letters = "".join(token.text for token in self.tokens if token.kind is Kind.DATE).lower()
        if not letters:
            return None
        if "[" in letters:
            return DatePart.ELAPSED
        clock = any(letter in letters for letter in "hs") or "午" in letters or "/" in letters
        day = any(letter in letters for letter in "yda")
        if clock:
            return DatePart.BOTH if day else DatePart.TIME
        return DatePart.DAY

    @property
    def shows_seconds(self) -> bool:
        """Tell whether a time is shown to the second."""
        return any(token.kind is Kind.DATE and "s" in token.text.lower() for token in self.tokens)


_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | [\\!](?P<escaped>.)
    | _(?P<gap>.)
    | \*(?P<fill>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|G/通用格式)
    | (?P<meridiem>AM/PM|A/P|上午/下午)
    | (?P<power>E[+-])
    | (?P<digit>[0#?])
    | (?P<point>\.)
    | (?P<comma>,)
    | (?P<percent>%)
    | (?P<date>[ymdhs]+|a{3,4})
    | (?P<slash>/)
    | (?P<text>@)
    | (?P<section>;)
    | (?P<literal>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_KIND_OF_GROUP = {
    "quoted": Kind.LITERAL,
    "escaped": Kind.LITERAL,
    "literal": Kind.LITERAL,
    "slash": Kind.LITERAL,
    "general": Kind.GENERAL,
    "meridiem": Kind.DATE,
    "date": Kind.DATE,
    "power": Kind.BEYOND,
    "digit": Kind.DIGIT,
    "point": Kind.POINT,
    "comma": Kind.COMMA,
    "percent": Kind.PERCENT,
    "text": Kind.TEXT,
}
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]{1,20})")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_SLASH = Token(Kind.LITERAL, "/")


def sections_of(code: str) -> tuple[Section, ...]:
    """Split a number format into its sections, at least one; nothing in it is refused."""
    sections: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(code):
        group = match.lastgroup or ""
        text = match[group]
        if group == "section":
            sections.append(Section(_settled(tokens), condition))
            tokens, condition = [], None
        elif group == "bracket":
            condition = _condition_in(text) or condition
            tokens += _tokens_in_bracket(text)
        elif group == "gap":
            tokens.append(Token(Kind.LITERAL, " "))
        elif group != "fill":
            tokens.append(Token(_KIND_OF_GROUP[group], text))
    sections.append(Section(_settled(tokens), condition))
    return tuple(sections)


def _settled(tokens: list[Token]) -> tuple[Token, ...]:
    """Return the tokens with the slash of # ?/? told from the one of 2021/9/1."""
    kinds = {token.kind for token in tokens}
    if _SLASH in tokens and Kind.DIGIT in kinds and Kind.DATE not in kinds:
        return (*tokens, Token(Kind.BEYOND, "/"))
    return tuple(tokens)


def _condition_in(text: str) -> tuple[str, Decimal] | None:
    """Return the condition that a bracket states: [>=100]."""
    match = _CONDITION.fullmatch(text)
    if match is None or match[2].count(".") > 1 or not match[2].strip("-."):
        return None
    return match[1], Decimal(match[2])


def _tokens_in_bracket(text: str) -> list[Token]:
    """Return what a bracket shows: nothing of [Red] or [$-804], ￥ of [$￥-804], time of [h]."""
    if text.startswith("$"):
        symbol = text[1:].split("-", 1)[0]
        return [Token(Kind.LITERAL, symbol)] if symbol else []
    return [Token(Kind.DATE, f"[{text}]")] if _ELAPSED.fullmatch(text) else []
