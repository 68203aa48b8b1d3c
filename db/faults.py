"""Why a file, a figure or a decision was refused: loaded once one is; `db.errors` carries them."""

from __future__ import annotations

from enum import StrEnum


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


class ValueFault(StrEnum):
    """Why words that were typed or given cannot be kept."""

    NOT_A_VALUE = "not_a_value"
    OTHER_UNIT = "other_unit"
    NOT_A_SUM = "not_a_sum"
    SEVERAL_CELLS = "several_cells"
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
    PLAN_TITLE_TAKEN = "plan_title_taken"
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
    NOT_A_TIMETABLE = "not_a_timetable"
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


class ReviewFault(StrEnum):
    """Why a decision of the review cannot be made about an entry."""

    WRONG_STATE = "wrong_state"
    NO_REASON = "no_reason"
    OPEN_ERROR = "open_error"
    OPEN_QUERY = "open_query"
    OWN_ENTRY = "own_entry"
    ROLE = "role"


class SignInFault(StrEnum):
    """Why somebody cannot work in a book with users."""

    NOBODY = "nobody"
    WRONG_PIN = "wrong_pin"
    INACTIVE = "inactive"
    REQUIRED = "required"
    ROLE = "role"
