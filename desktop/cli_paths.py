"""What a verb may open and where it may write: no folder, not its source, no other document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.book import PlanBook
from db.errors import FileRefused, TargetRefused
from db.faults import FileFault, TargetFault
from desktop.cli_terminal import Misuse
from desktop.errors import placed

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.cli_terminal import Terminal

BOOK_ENDING = ".planbook"

# A slip of the keyboard with --force must not turn a person's document into a book.
_OTHER_DOCUMENTS = frozenset(
    {".csv", ".doc", ".docx", ".et", ".htm", ".html", ".ods", ".pdf", ".txt", ".wps", ".xls"}
    | {".xlsm", ".xlsx", ".png", ".json", ".zip"}
)


def opened(path: Path) -> PlanBook:
    """Open a book; BookRefused, or FileRefused when it is a folder."""
    if path.is_dir():
        raise FileRefused(path, FileFault.FOLDER)
    return PlanBook.open(path)


def opened_to_write(path: Path, user: str | None, terminal: Terminal) -> PlanBook:
    """Open a book that is to be changed, by a user who gives the PIN on standard input.

    Raises as `opened`, and SignInRefused; a book without users asks for nobody.
    """
    book = opened(path)
    try:
        if user:
            book.people.sign_in(user, terminal.pin())
    except BaseException:
        book.close()
        raise
    return book


def warned(book: PlanBook, terminal: Terminal) -> bool:
    """Tell, and say, that what goes out was altered behind the program's back: all is checked."""
    count = len(book.housekeeping.damages())
    if count:
        terminal.complain(f"{placed(book.path)}有 {count} 处与历史不符。用 check --file 看是哪些。")
    return bool(count)


def book_target(path: Path, *, source: Path | None = None) -> Path:
    """Return where a book is to be written; TargetRefused or Misuse when it cannot be meant."""
    file_target(path, source=source)
    if path.suffix.lower() in _OTHER_DOCUMENTS:
        raise TargetRefused(path, TargetFault.WRONG_ENDING, BOOK_ENDING)
    return path


def file_target(path: Path, *, source: Path | None = None) -> Path:
    """Return where a file is to be written, which is neither a folder nor what it is made from."""
    if path.is_dir():
        raise TargetRefused(path, TargetFault.FOLDER)
    if source is not None and path.exists() and source.exists() and path.samefile(source):
        raise Misuse(f"{placed(path)}就是来源文件，没有写入。换一个名字。")
    return path
