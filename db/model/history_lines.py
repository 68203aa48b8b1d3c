"""Frozen lines of the history: steps, what each changed in words, what a copy holds otherwise."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from db.model.work_words import StepTopic


class StepLine(NamedTuple):
    """One step of the book's history; `undone` when it was taken back since."""

    id: str
    sequence: int
    label: str
    kind: str
    made_at: str
    who: str
    rows: int
    undone: bool


class CellHistoryLine(NamedTuple):
    """What happened to one figure: its words before and after, when, by whom, in which step."""

    made_at: str
    who: str
    label: str
    before: str
    after: str


class FigureSource(NamedTuple):
    """Where a figure came from: a file with its note, else the word of how; `cell` within it."""

    name: str
    cell: str


class HistoryStep(NamedTuple):
    """A step of the book's history.

    `kind` is do, undo or redo; an undo or redo names the step it is about in `reverts`. `undone_at`
    and `undone_by` are when and by whom it was taken back, empty while it stands. `rows` counts the
    rows it altered.
    """

    id: str
    sequence: int
    label: str
    kind: str
    topic: StepTopic
    made_at: str
    who: str
    rows: int
    reverts: str = ""
    undone_at: str = ""
    undone_by: str = ""

    @property
    def day(self) -> str:
        """Return the ISO day on which it was made."""
        return self.made_at[:10]

    @property
    def undone(self) -> bool:
        """Tell whether it was taken back since."""
        return bool(self.undone_at)


class Deed(StrEnum):
    """What a step did to a row."""

    CAME = "新增"
    CHANGED = "改动"
    WENT = "删除"


class CellWords(NamedTuple):
    """A cell in words: what its column is called, what stood in it, what stands there then."""

    column: str
    word: str
    before: str
    after: str


class ChangeLine(NamedTuple):
    """One cell that a step changed, or a row that came or went, in words.

    `table` and `row` are where it stands, `name` what the row is called. Of a row that came or went
    `cell` says the most important thing, and `cells` all of them. `place` is that of the row among
    those that were changed: with the cell's column it is unique in a step.
    """

    table: str
    row: str
    name: str
    deed: Deed
    cell: CellWords
    cells: tuple[CellWords, ...] = ()
    place: int = 0

    @property
    def key(self) -> str:
        """Return what tells the line from every other of its step."""
        return f"{self.place} {self.cell.column}"


class DamageLine(NamedTuple):
    """A cell that is not as its history says; of a step or a file `name` says what it is."""

    name: str
    word: str
    expected: str
    found: str


class CopyDifference(NamedTuple):
    """What a copy of the book holds otherwise than the book of today.

    `cells` counts all of it; `lines` are the first of them: `before` is what the copy says, `after`
    what stands today. A row that only the copy has went, one that only today has came.
    """

    cells: int
    lines: tuple[ChangeLine, ...]


class Wanted(NamedTuple):
    """A row of a copy that should be brought back, or with a `column` that cell of it."""

    table: str
    row: str
    column: str = ""


class KeptFile(NamedTuple):
    """A file that was imported and stays in the book; `size` is in bytes."""

    sha256: str
    name: str
    received_at: str
    size: int
