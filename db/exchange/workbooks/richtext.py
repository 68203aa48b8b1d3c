"""The words of <si> and <is>: runs joined, readings in small print dropped, escapes undone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.exchange.workbooks.markup import XML_BLANKS, End, local
from db.rules.fonts import set_beside

if TYPE_CHECKING:
    from collections.abc import Callable

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile("[\ud800-\udfff]")
# What an escape can bring in that no screen shows and no later file may hold.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])
_OFF = frozenset({"0", "false"})


class RichText:
    """Gathers the text of each element called `container` and gives it to `done`.

    Like a worksheet's cells, a run is complete when the next tag starts. `texts` is where `Markup`
    puts what it meets.
    """

    def __init__(self, container: str, done: Callable[[str], None], texts: list[str]) -> None:
        prefix = container.removesuffix(local(container))
        self._container = container
        self._words = f"{prefix}t"
        self._reading = f"{prefix}rPh"
        self._run = f"{prefix}r"
        self._above = f"{prefix}vertAlign"
        self._through = f"{prefix}strike"
        self._done = done
        self._texts = texts
        self._runs: list[str] = []
        self._begun = False
        self._in_run = False
        self._raised = self._struck = self._was_struck = False
        self._keeps_blanks = False
        # Readings of Chinese or Japanese words follow the last run.
        self._silent = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of a run, of a reading or of a whole text."""
        if name == self._words:
            if self._in_run:
                self._end_run()
            self._texts.clear()
            self._in_run = not self._silent
            self._keeps_blanks = bool(attributes) and attributes.get("xml:space") == "preserve"
        elif name == self._container:
            self.finish()
            self._begun = True
        elif self._in_run:
            self._end_run()
        if name == self._reading:
            self._silent = True
        elif name == self._run:
            self._raised = self._struck = False
        elif name == self._above:
            self._raised = attributes.get("val") == "superscript"
        elif name == self._through:
            self._struck = attributes.get("val", "1") not in _OFF

    def finish(self) -> None:
        """Give the text away, if one has begun."""
        if self._in_run:
            self._end_run()
        self._silent = False
        if self._begun:
            runs = self._runs
            self._done(unescaped(runs[0] if len(runs) == 1 else "".join(runs)))
            runs.clear()
            self._begun = self._raised = self._struck = self._was_struck = False

    def ending_with(self, ended: End) -> End:
        """Return what to do with end tags where the text must be complete by its own end."""
        self._begun = True

        def end(name: str) -> None:
            ended(name)
            if name == self._container:
                self.finish()

        return end

    def _end_run(self) -> None:
        self._in_run = False
        texts = self._texts
        run = texts[0] if len(texts) == 1 else joined(texts)
        run = run if self._keeps_blanks else run.strip(XML_BLANKS)
        before = self._runs[-1] if self._runs else ""
        other = self._struck is not self._was_struck
        self._was_struck = self._struck
        self._runs.append(set_beside(before, run, raised=self._raised, other=other))


def joined(texts: list[str]) -> str:
    """Return a text that came in pieces, without the blanks that only indent the tags."""
    last = len(texts)
    while last > 1 and texts[last - 1].isspace():
        last -= 1
    return "".join(texts[:last])


def unescaped(text: str) -> str:
    r"""Return a cell's text as the office sees it: _x000D_ undone, every line break a \n."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text).translate(_CONTROLS)
        if _SURROGATE.search(text):
            # Two escapes may spell one character; half of one is nothing.
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return with_plain_breaks(text)


def with_plain_breaks(text: str) -> str:
    r"""Return the text with every line break a \n."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def shown_words(text: str) -> str:
    r"""Return foreign text as a screen can show it: without controls, every line break a \n."""
    if text.isprintable():
        return text
    return with_plain_breaks(_SURROGATE.sub("", text)).translate(_CONTROLS)
