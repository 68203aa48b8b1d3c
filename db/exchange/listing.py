"""A 目标任务一览表 as it was understood: tables, rows and values, each with its address."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.model.amount import Amount
    from db.model.words import Nature


class TableKind(StrEnum):
    """What the rows of a table are."""

    INDICATORS = "indicators"
    TASKS = "tasks"
    PROJECTS = "projects"


class Meaning(StrEnum):
    """What a column was taken for."""

    NUMBER = "number"
    CATEGORY = "category"
    NAME = "name"
    UNIT = "unit"
    NATURE = "nature"
    BASELINE = "baseline"
    ACTUAL = "actual"
    TARGET = "target"
    LEAD = "lead"
    CO = "co"
    RESPONSIBLE = "responsible"
    DEADLINE = "deadline"
    NOTE = "note"
    SECTION = "section"
    MEASURE = "measure"
    COMMITMENT = "commitment"
    RECURRING = "recurring"
    QUANTITY = "quantity"
    YEARLY = "yearly"
    STATUS = "status"
    KIND = "kind"
    SCHOOL_STAGE = "school_stage"
    YEAR_CLASS = "year_class"
    START = "start"
    DUE_YEAR = "due_year"
    COUNT = "count"
    PLACES = "places"
    CLASSES = "classes"
    INVESTMENT = "investment"
    AREA = "area"
    FLOOR_AREA = "floor_area"
    STAGE = "stage"
    TASK = "task"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """One column: its meaning, its year or period (2023-Q2) if any, its heading as printed."""

    column: int
    meaning: Meaning
    period: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class FigureReading:
    """One value of a row: a baseline, an actual, a target or a yearly target of a period.

    `period` is empty when the heading names no year. `address` is the cell's, `raw` what it shows
    (a share that a person called one shows as the percentage).
    """

    meaning: Meaning
    period: str
    amount: Amount
    address: str
    raw: str


@dataclass(frozen=True, slots=True)
class WordReading:
    """One cell of words: a unit's name, a nature, a note; with its address."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class RowReading:
    """One row of a table, whatever its kind.

    `name` is the indicator's, task's, measure's, commitment's or project's; `meaning` tells which
    (NAME, MEASURE or COMMITMENT in a task table, NAME elsewhere). `parent` is the row number of the
    row above that this one belongs to: of its whole for a 其中 row, of its task for a measure or a
    commitment, of its lump for a project. `words` holds the other cells by meaning; a value that
    stands once for several rows (merged or blank below) is given to each of them with its own
    address. Responsible units are already split, in order.

    `doubtful` are the cells of figures that were complained about, with their words and no value:
    where the book already holds these very words (各10所), nothing is to be done.
    """

    row: int
    name: str
    address: str
    meaning: Meaning = Meaning.NAME
    parent: int | None = None
    nature: Nature | None = None
    figures: tuple[FigureReading, ...] = ()
    words: Mapping[Meaning, WordReading] = field(default_factory=dict)
    leads: tuple[str, ...] = ()
    co_units: tuple[str, ...] = ()
    doubtful: tuple[FigureReading, ...] = ()


@dataclass(frozen=True, slots=True)
class TableReading:
    """One table: where it stands, what its columns mean, its rows, the rows passed over."""

    sheet: str
    kind: TableKind
    header: tuple[int, int]
    columns: tuple[ColumnReading, ...]
    rows: tuple[RowReading, ...]
    passed_over: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Complaint:
    """A cell that was not understood: named by its address, never guessed.

    `is_share` tells that only one thing is open: whether 0.903 is 0.903 % or 90.3 %.
    """

    sheet: str
    address: str
    raw: str
    reason: str
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class ListReading:
    """A whole workbook as a list: the plan's title and years where the sheets tell them.

    `understood` are the notations that were translated (９４.７１ read as 94.71), as sentences.
    """

    title: str
    period_start: int | None
    period_end: int | None
    tables: tuple[TableReading, ...]
    complaints: tuple[Complaint, ...] = ()
    understood: tuple[str, ...] = ()
    document_number: str = ""
    issuer: str = ""
