"""What a person says of a whole file: its figures are early or final, past years are approved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_EARLY = re.compile(r"快报|初步数|预计数|预报数")
_FINAL = re.compile(r"正式|年报|终报|核定数")


class FigureNature(StrEnum):
    """性质 of figures: 快报数, 正式数, or nothing said (未说明)."""

    PROVISIONAL = "provisional"
    FINAL = "final"
    UNSAID = ""


NATURE_WORDS = {
    FigureNature.PROVISIONAL: "快报数",
    FigureNature.FINAL: "正式数",
    FigureNature.UNSAID: "未说明",
}


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What holds for every actual of a file.

    `approved` takes them in as 已审核, for past years that were published; `source_note` says
    where (《2021年教育事业统计年鉴》第12页).
    """

    nature: FigureNature = FigureNature.UNSAID
    approved: bool = False
    source_note: str = ""


UNSAID = ImportOptions()


def proposed_nature(said: Iterable[str]) -> FigureNature:
    """Return what titles, headings and the file's name call the figures, unless they say both."""
    words = "\n".join(said)
    early, final = _EARLY.search(words), _FINAL.search(words)
    if early and not final:
        return FigureNature.PROVISIONAL
    return FigureNature.FINAL if final and not early else FigureNature.UNSAID
