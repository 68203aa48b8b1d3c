"""Every failure a user can understand and act on, as data; `desktop.errors` puts it in words."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, dataclass_transform

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@dataclass_transform(eq_default=False)
class UserError(Exception):
    """Base of every failure the user can understand and act on.

    The facts of a failure are named in its class, and given in that order or by name. One method
    keeps them for all failures: a dataclass would write one for each whenever the program starts.
    """

    def __init__(self, *facts: Any, **named: Any) -> None:
        super().__init__(*facts)
        vars(self).update(zip(type(self).__annotations__, facts, strict=False), **named)


class FileFault(StrEnum):
    """Why a file that came in cannot be read."""

    MISSING = "missing"
    FOLDER = "folder"
    NO_PERMISSION = "no_permission"
    EMPTY = "empty"
    WRONG_TYPE = "wrong_type"
    HTML = "html"
    OLD_FORMAT = "old_format"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    ENTITIES = "entities"
    TOO_MANY_CELLS = "too_many_cells"
    MERGE_TOO_LARGE = "merge_too_large"
    TOO_FAR = "too_far"
    NOT_FINITE = "not_finite"
    NO_TABLE = "no_table"
    NOT_OUR_LIST = "not_our_list"
    NO_SHEET = "no_sheet"
    NOT_FILLABLE = "not_fillable"
    SIGNED = "signed"


class FileRefused(UserError):
    """A workbook was not read: nothing was changed.

    `sheet` and `address` say where, when the fault has a place; `detail` is what the reader met
    there (a size, a sheet name, a count) as short text for the message.
    """

    path: Path
    fault: FileFault
    sheet: str = ""
    address: str = ""
    detail: str = ""


class EvidenceFault(StrEnum):
    """Why a file cannot be evidence, or evidence cannot be shown."""

    MISSING = "missing"
    FOLDER = "folder"
    NO_PERMISSION = "no_permission"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    WRONG_CONTENT = "wrong_content"
    PROGRAM = "program"
    MACROS = "macros"
    ARCHIVE = "archive"
    CONTENT_LOST = "content_lost"
    CONTENT_ALTERED = "content_altered"


class EvidenceRefused(UserError):
    """A file was not taken as evidence, or kept evidence is not what it was; nothing was changed.

    `name` is the file's name or the evidence's title; `detail` a size in words.
    """

    name: str
    fault: EvidenceFault
    detail: str = ""


class StepRefused(UserError):
    """A step of a sign-off cannot be taken; `reason` is the sentence of `db.rules.signing_off`."""

    name: str
    reason: str


class BookFault(StrEnum):
    """Why a book cannot be opened or written."""

    MISSING = "missing"
    EMPTY = "empty"
    NOT_A_BOOK = "not_a_book"
    FOREIGN_DATABASE = "foreign_database"
    FOREIGN_OBJECT = "foreign_object"
    TOO_NEW = "too_new"
    DAMAGED = "damaged"
    EXISTS = "exists"
    MOVED = "moved"
    BUSY = "busy"
    READ_ONLY = "read_only"
    NO_PERMISSION = "no_permission"
    DISK_FULL = "disk_full"
    DISK_FAILED = "disk_failed"


class BookRefused(UserError):
    """A book was not opened, or a change was not kept.

    `backup` is a whole copy of a book that cannot be opened, `backed_up_at` the time it was made.
    """

    path: Path
    fault: BookFault
    detail: str = ""
    backup: Path | None = None
    backed_up_at: datetime | None = None


class TargetFault(StrEnum):
    """Why a file could not be written."""

    EXISTS = "exists"
    FOLDER = "folder"
    WRONG_ENDING = "wrong_ending"
    NO_FOLDER = "no_folder"
    NO_PERMISSION = "no_permission"
    OPEN_ELSEWHERE = "open_elsewhere"
    DISK_FULL = "disk_full"
    DISK_FAILED = "disk_failed"
    TOO_DEEP = "too_deep"


class TargetRefused(UserError):
    """A file that was to go out was not written; an older one is untouched.

    With WRONG_ENDING, `detail` may be the ending that was wanted (.planbook); else it is .xlsx.
    """

    path: Path
    fault: TargetFault
    detail: str = ""


class NotFound(UserError):
    """No row of that kind has that name or id; `near` holds names that read alike."""

    kind: str
    name: str
    near: tuple[str, ...] = ()


class AmbiguousName(UserError):
    """Several rows of that kind have that name; `ids` tells them apart."""

    kind: str
    name: str
    ids: tuple[str, ...] = ()


class ValueFault(StrEnum):
    """Why words that were typed or given cannot be kept."""

    NOT_A_VALUE = "not_a_value"
    NOT_A_PERIOD = "not_a_period"
    NOT_A_DATE = "not_a_date"
    NOT_IN_BOUNDS = "not_in_bounds"
    EMPTY_NAME = "empty_name"
    EMPTY_EXPLANATION = "empty_explanation"
    MUST_BE_MENDED = "must_be_mended"
    NEEDS_PLAN = "needs_plan"
    UNKNOWN_SAMPLE = "unknown_sample"
    COMPUTED = "computed"
    YEAR_OUTSIDE_PLAN = "year_outside_plan"
    YEARS_REVERSED = "years_reversed"
    UNITS_DIFFER = "units_differ"
    UNITS_DO_NOT_FIT = "units_do_not_fit"
    SAME_PARTS = "same_parts"
    NEEDS_ITSELF = "needs_itself"
    RATE_NO_SUM = "rate_no_sum"
    NAME_TAKEN = "name_taken"
    ROW_IN_USE = "row_in_use"
    LOCKED = "locked"
    NEEDS_REASON = "needs_reason"
    NO_REVIEWER = "no_reviewer"
    PIN_TOO_SHORT = "pin_too_short"
    FIRST_IS_ADMIN = "first_is_admin"
    LAST_ADMIN = "last_admin"
    UNIT_NAME_TAKEN = "unit_name_taken"
    UNIT_IN_USE = "unit_in_use"
    SAME_UNIT = "same_unit"
    GROUP_IN_ITSELF = "group_in_itself"
    FIGURES_CLASH = "figures_clash"
    NO_UNITS = "no_units"
    EMPTY_WORDS = "empty_words"
    NOT_A_DEADLINE = "not_a_deadline"
    NOTHING_REVISED = "nothing_revised"
    ROW_TWICE = "row_twice"
    ROW_WITHDRAWN = "row_withdrawn"
    BEFORE_PLAN = "before_plan"
    REPLACED_BY_ITSELF = "replaced_by_itself"
    REVISED_LATER = "revised_later"
    YEAR_HAS_TARGET = "year_has_target"
    COMPUTED_FROM = "computed_from"
    ADDED_ROW_IN_USE = "added_row_in_use"
    EVIDENCE_IN_USE = "evidence_in_use"
    EVIDENCE_SIGNED = "evidence_signed"
    OUT_OF_ORDER = "out_of_order"
    DATE_AHEAD = "date_ahead"
    NOT_A_STAGE = "not_a_stage"
    PROJECT_IN_USE = "project_in_use"
    NOT_A_YEAR_CLASS = "not_a_year_class"
    PARENT_GONE = "parent_gone"
    TARGET_OF_PLAN = "target_of_plan"
    UNIT_OF_FIGURES = "unit_of_figures"


class ValueRefused(UserError):
    """Words that are not what the place asks for."""

    fault: ValueFault
    text: str


class NothingToUndo(UserError):
    """There is no step to take back (or, with `redo`, to do again)."""

    redo: bool = False


class StepIsBuiltOn(UserError):
    """A step cannot be taken back, because a later one changed the same cells."""

    label: str
    later: tuple[str, ...] = ()


class StaleRow(UserError):
    """The row that was to change is no longer what the screen showed."""

    kind: str
    name: str


class ReviewFault(StrEnum):
    """Why a decision of the review cannot be made about an entry."""

    WRONG_STATE = "wrong_state"
    NO_REASON = "no_reason"
    OPEN_ERROR = "open_error"
    OPEN_QUERY = "open_query"
    OWN_ENTRY = "own_entry"
    ROLE = "role"


class ReviewRefused(UserError):
    """A decision of the review was not made: of all the entries that were asked for, none.

    `action` is the decision in a word (通过); `names` are the entries in its way; `state` is how
    the first of them stands (待审核).
    """

    fault: ReviewFault
    action: str
    names: tuple[str, ...]
    state: str = ""


class SignInFault(StrEnum):
    """Why somebody cannot work in a book with users."""

    NOBODY = "nobody"
    WRONG_PIN = "wrong_pin"
    INACTIVE = "inactive"
    REQUIRED = "required"
    ROLE = "role"


class SignInRefused(UserError):
    """A book with users is only written by one who has signed in, and may do what is asked.

    `wanted` is the role that it takes, with ROLE.
    """

    fault: SignInFault
    name: str = ""
    wanted: str = ""


class Cancelled(UserError):
    """The user stopped a long piece of work; nothing of it was kept."""
