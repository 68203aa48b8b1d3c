"""What is said of a figure that was just typed: what it still wants, or what it became."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.words import ANSWER_WORDS, Severity
from desktop.doubts import of_cell
from desktop.indicators.cells import shown_words
from desktop.wording import recorded_words

if TYPE_CHECKING:
    from db.model.lines import IndicatorLine
    from db.operations.recording import Entry
    from desktop.session import BookSession


def sentence_of(session: BookSession, line: IndicatorLine, entry: Entry, typed: str) -> str:
    """Return what the status bar says of an entry for a row, as it was before, and was `typed`."""
    words = entry.words.strip()
    if words in ANSWER_WORDS.values():
        return f"已录入“{words}”，须说明：回到这一格按 Shift+F2。"
    doubts = of_cell(session.doubts(entry.unit), line.id, entry.period)
    if doubts and doubts[0].is_open:
        queried = doubts[0].severity is Severity.QUERY
        return doubts[0].message + "回到这一格按 Shift+F2 说明。" * queried
    became = _became(session, line, entry, typed.strip())
    return f"“{typed.strip()}”记为 {became}，Ctrl+Z 撤销。" if became else recorded_words([entry])


def _became(session: BookSession, line: IndicatorLine, entry: Entry, words: str) -> str:
    """Return what typed words are shown as now, empty where they were plain digits."""
    digits = words.removeprefix("-").replace(".", "", 1)
    if digits.isascii() and digits.isdigit():
        return ""
    lines = session.indicators_of(entry.unit)
    now = next((one for one in lines if one.id == line.id), line)
    shown = shown_words(now, entry.period)
    return "" if shown == words else shown
