"""A 目标任务一览表 as it was understood: tables, rows and values, each with its address."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.model.amount import Amount
    from db.model.words import Nature


class TableKind(StrEnum):
    """What the rows of a table are."""

    INDICATORS = "indicators"
    TASKS = "tasks"
    PROJECTS = "projects"
    UNITS = "units"


LIST_KINDS = (TableKind.INDICATORS, TableKind.TASKS, TableKind.PROJECTS)
"""The kinds of tables that a 目标任务一览表 holds; the other is one unit a row (一校一行)."""


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
    OFFICE = "office"
    PERSON = "person"
    LEADER = "leader"
    CONTACT = "contact"
    PROVIDER = "provider"
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
    STREET = "street"
    SITE = "site"
    COUNT_UNIT = "count_unit"
    PLANNED = "planned"
    PASSED = "passed"
    FUNDING = "funding"
    CLASS_OF_YEAR = "class_of_year"
    PIECES = "pieces"
    IGNORED = "ignored"


PEOPLE = {
    Meaning.OFFICE: "office",
    Meaning.PERSON: "person",
    Meaning.LEADER: "leader",
    Meaning.CONTACT: "contact",
}
"""Who answers inside a unit: the columns of a responsibility that each of them fills."""


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """One column: its meaning, its year or period (2023-Q2) if any, its heading as printed.

    `unit` is the one that its heading names. A column of figures by unit has the names its quantity
    may go by, the likeliest first, the address of its heading, and in `item` what a person said it
    is: the id of a 数据项 of the book, NEW_ITEM, or nothing. In a form that is to be filled `role`
    tells what the heading calls the figures, if it does. `again` are the columns that count the
    same in the other halves of a table whose halves stand side by side.
    """

    column: int
    meaning: Meaning
    period: str = ""
    heading: str = ""
    names: tuple[str, ...] = ()
    unit: str = ""
    address: str = ""
    item: str = ""
    role: Meaning | None = None
    again: tuple[int, ...] = ()

    def at(self, half: int) -> int:
        """Return where the column stands in the half of that number, 0 for the first."""
        return self.again[half - 1] if half else self.column


NEW_ITEM = "new"
"""A person's word that a column is to become a 数据项 of its own."""


class FigureReading(NamedTuple):
    """One value of a row: a baseline, an actual, a target or a yearly target of a period.

    `period` is empty when the heading names no year. `address` is the cell's, `raw` what it shows
    (a share that a person called one shows as the percentage). `column` is given where figures
    stand by unit: there the column says what is counted.
    """

    meaning: Meaning
    period: str
    amount: Amount
    address: str
    raw: str
    column: int = 0


class WordReading(NamedTuple):
    """One cell of words: a unit's name, a nature, a note; with its address."""

    words: str
    address: str


class RowReading(NamedTuple):
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
    words: Mapping[Meaning, WordReading] = MappingProxyType({})
    leads: tuple[str, ...] = ()
    co_units: tuple[str, ...] = ()
    doubtful: tuple[FigureReading, ...] = ()


class Subtotal(NamedTuple):
    """A row that calls itself the sum of some others, with the numbers of those."""

    row: RowReading
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TableReading:
    """One table: where it stands, what its columns mean, its rows, the rows passed over.

    `corner` is the unit printed over it, which holds for those of its columns that it can hold for.
    Of a table of units `total` is the row that it calls the sum of all, `subtotals` those of some.
    """

    sheet: str
    kind: TableKind
    header: tuple[int, int]
    columns: tuple[ColumnReading, ...]
    rows: tuple[RowReading, ...]
    passed_over: Mapping[int, str] = field(default_factory=dict)
    total: RowReading | None = None
    corner: str = ""
    subtotals: tuple[Subtotal, ...] = ()


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

    `understood` are the notations that were translated (９４.７１ read as 94.71), as sentences,
    `titles` the lines that stand over the tables.
    """

    title: str
    period_start: int | None
    period_end: int | None
    tables: tuple[TableReading, ...]
    complaints: tuple[Complaint, ...] = ()
    understood: tuple[str, ...] = ()
    document_number: str = ""
    issuer: str = ""
    titles: tuple[str, ...] = ()

    @property
    def has_lists(self) -> bool:
        """Tell whether a list of indicators, tasks or projects stands in the workbook."""
        return any(table.kind in LIST_KINDS for table in self.tables)
