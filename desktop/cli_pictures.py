"""The two verbs that draw the window: its pages as pictures, and the program's test of itself."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import BookFault, BookRefused, TargetRefused
from db.faults import TargetFault
from desktop.cli_terminal import Exit, Terminal
from desktop.errors import placed
from desktop.offscreen import draw_unseen

if TYPE_CHECKING:
    from argparse import Namespace


def screenshots(words: Namespace, terminal: Terminal) -> int:
    """Draw every page and dialog of a book, or of the sample, into a folder."""
    if words.book is not None and not words.book.is_file():
        raise BookRefused(words.book, BookFault.MISSING)
    folder_target(words.folder)
    drawn = draw_unseen(
        words.book, words.folder, words.theme, words.scale, terminal.ticket(), screen=words.screen
    )
    terminal.say(f"已画 {len(drawn)} 张图，在{placed(words.folder)}。")
    return Exit.DONE


def check_itself(words: Namespace, terminal: Terminal) -> int:
    """Try the whole program on its own sample; ten lines when all holds."""
    from desktop.self_check import SelfCheck  # noqa: PLC0415 - only this verb needs it

    with tempfile.TemporaryDirectory() as spare:
        folder = Path(spare) if words.folder is None else words.folder
        folder_target(folder)
        for line in SelfCheck(folder, terminal.ticket()).steps():
            terminal.finish()
            terminal.say(line)
            terminal.out.flush()
    return Exit.DONE


def folder_target(folder: Path) -> None:
    """Make the folder that files go into; TargetRefused when that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except PermissionError as error:
        raise TargetRefused(folder, TargetFault.NO_PERMISSION) from error
    except OSError as error:
        raise TargetRefused(folder, TargetFault.NO_FOLDER) from error
