"""Every failure a user can understand and act on, as data; `desktop.errors` puts it in words."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, dataclass_transform

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from db.faults import (
        EvidenceFault,
        FileFault,
        ReviewFault,
        SignInFault,
        TargetFault,
        ValueFault,
    )


@dataclass_transform(eq_default=False)
class UserError(Exception):
    """Base of every failure the user can understand and act on.

    The facts of a failure are named in its class, and given in that order or by name. One method
    keeps them for all failures: a dataclass would write one for each whenever the program starts.
    """

    def __init__(self, *facts: Any, **named: Any) -> None:
        super().__init__(*facts)
        kind = type(self)
        names = kind.__annotations__
        given = dict(zip(names, facts, strict=False)) | named
        lacking = [name for name in names if name not in given and not hasattr(kind, name)]
        # As a function would: a failure without its facts is a defect of whoever raises it.
        if lacking or len(given) != len(facts) + len(named) or not given.keys() <= names.keys():
            raise TypeError(f"{kind.__name__} has the facts {', '.join(names)}, not {given}")
        vars(self).update(given)


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
    LOST = "lost"
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


class ReviewRefused(UserError):
    """A decision of the review was not made: of all the entries that were asked for, none.

    `action` is the decision in a word (通过); `names` are the entries in its way; `state` is how
    the first of them stands (待审核).
    """

    fault: ReviewFault
    action: str
    names: tuple[str, ...]
    state: str = ""


class SignInRefused(UserError):
    """A book with users is only written by one who has signed in, and may do what is asked.

    `wanted` is the role that it takes, with ROLE.
    """

    fault: SignInFault
    name: str = ""
    wanted: str = ""


class Cancelled(UserError):
    """The user stopped a long piece of work; nothing of it was kept."""
