"""What a cell of an .ods shows: the words of its paragraphs, or a value that has none."""

from __future__ import annotations

import re

from db.exchange.workbooks.figures import exact, general
from db.exchange.workbooks.numberformats import NumberFormat, Shown
from db.exchange.workbooks.values import Values
from db.rules.fonts import set_beside

_BLANKS = re.compile("[ \t\r\n]+")
_DURATION = re.compile(r"PT(\d{1,6})H(\d{1,2})M(?:(\d{1,2})(?:[.,]\d+)?S)?")
_NUMBERS = frozenset({"float", "percentage", "currency"})
_ERRORS = frozenset({"#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", "#NULL!"})
# What stands for signs that are tags of their own, and for where words that are struck out begin
# and end; XML cannot hold these characters.
_SPACE, _BREAK, _STRUCK = "\x00", "\x01", "\x02"
_SIGNS = str.maketrans({_SPACE: " ", _BREAK: "\n"})
_ABOVE = re.compile("super|[1-9]")
_THROUGH = ("style", "type")
_MOST_SPACES = 1_000
_DATES = Values((), {None: NumberFormat()}).of("d", None)


class Paragraphs:
    """Gathers the text of the paragraphs that stand in a cell, not in what lies upon it.

    `texts` is where `Markup` puts what it meets.
    """

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts
        self._lines: list[str] = []
        self._inside = 0
        self._seen = 0
        self._raised: set[str] = set()
        self._struck: set[str] = set()
        # The styles of the words at hand, each with how many pieces were met before.
        self._spans: list[tuple[str, int]] = []

    def know(self, style: str, looks: dict[str, str]) -> None:
        """Remember a style of words that are set above the line, or struck out."""
        if _ABOVE.match(looks.get("style:text-position", "")):
            self._raised.add(style)
        if any(looks.get(f"style:text-line-through-{how}", "none") != "none" for how in _THROUGH):
            self._struck.add(style)

    def clear(self) -> None:
        """Begin with another cell."""
        self._lines.clear()
        self._texts.clear()
        self._spans.clear()
        self._inside = 0

    def words(self) -> str:
        """Return the lines of the cell."""
        return "\n".join(self._lines)

    def start(self, name: str, attributes: dict[str, str]) -> bool:
        """Take a start tag inside of a cell; tell whether it is part of a paragraph."""
        if self._inside:
            self._inside += 1
            if name == "text:s":
                count = min(int(attributes.get("text:c", "1")), _MOST_SPACES)
                self._texts.append(_SPACE * count)
            elif name == "text:tab":
                self._texts.append(_SPACE)
            elif name == "text:line-break":
                self._texts.append(_BREAK)
            elif name == "text:span":
                self._start_span(attributes.get("text:style-name", ""))
            return True
        if name == "text:p":
            self._inside = 1
            self._texts.clear()
            return True
        return False

    def end(self, name: str) -> bool:
        """Take an end tag inside of a cell; tell whether it was part of a paragraph."""
        if not self._inside:
            return False
        if name == "text:span" and self._spans:
            self._end_span()
        self._inside -= 1
        if not self._inside:
            line = _apart(_BLANKS.sub(" ", "".join(self._texts))).translate(_SIGNS)
            self._lines.append(line)
            self._texts.clear()
        return True

    def _start_span(self, style: str) -> None:
        self._spans.append((style, len(self._texts)))
        if style in self._struck:
            self._texts.append(_STRUCK)

    def _end_span(self) -> None:
        style, before = self._spans.pop()
        if style in self._struck:
            self._texts.append(_STRUCK)
        if style in self._raised:
            said = "".join(self._texts[before - 1 : before]) if before else ""
            words = "".join(self._texts[before:])
            self._texts[before:] = [set_beside(said, words, raised=True, other=False)]

    def pause(self) -> None:
        """Note where something begins that is not to be read: a reading, a remark."""
        self._seen = len(self._texts)

    def resume(self) -> None:
        """Forget what was met since."""
        del self._texts[self._seen :]


def _apart(line: str) -> str:
    """Return a line in which words that are struck out stand apart from the figures beside them."""
    whole, *others = line.split(_STRUCK)
    for words in others:
        whole += set_beside(whole, words, raised=False, other=True)
    return whole


def shown_value(attributes: dict[str, str], words: str) -> Shown | None:
    """Return what a cell shows, None when it is blank.

    Raises:
        figures.NotFiniteError: its number is infinite.
        ValueError: its value is not of the kind it claims to be.
    """
    formula = "table:formula" in attributes
    kind = attributes.get("office:value-type", "")
    plain = words.strip()
    if "error" in {kind, attributes.get("calcext:value-type")} or (formula and plain in _ERRORS):
        return Shown(plain or "#VALUE!", formula=formula, error=True)
    shown = None
    if kind in _NUMBERS:
        shown = _number(attributes["office:value"], plain, percent=kind == "percentage")
    elif kind == "date":
        shown = _DATES[attributes["office:date-value"]]
    elif kind == "time":
        shown = Shown(_clock(attributes.get("office:time-value", "")) or plain, is_date=True)
    elif kind == "boolean":
        shown = Shown("TRUE" if attributes.get("office:boolean-value") == "true" else "FALSE")
    else:
        said = words if plain else attributes.get("office:string-value", "")
        if said and not said.isspace():
            shown = Shown(said)
        elif formula and not kind:
            shown = Shown("")
    if shown is not None and formula:
        return shown._replace(formula=True)
    return shown


def _number(value: str, words: str, *, percent: bool) -> Shown:
    """Return a number as it is shown; a program that writes no words shows it plainly."""
    number = exact(value)
    if not words:
        words = f"{general(number.scaleb(2))}%" if percent else general(number)
    elif words == f"{number:f}":
        words = general(number)
    return Shown(words, number, percent=percent)


def _clock(duration: str) -> str:
    """Return PT08H30M00S as 08:30."""
    match = _DURATION.fullmatch(duration)
    if match is None:
        return ""
    seconds = match[3] if match[3] and int(match[3]) else ""
    return f"{int(match[1]):02}:{int(match[2]):02}" + (f":{int(seconds):02}" if seconds else "")
