"""The command line: which verb, and what became of it as an exit code; Qt is never loaded here."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from db.errors import UserError
from desktop.cli_terminal import Defect, Exit, Misuse, Terminal
from desktop.verbs import LATER

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    Verb = Callable[[Namespace, Terminal], int]


def run(argv: list[str]) -> int:
    """Carry out a verb and return the exit code; `argv` begins with the verb.

    Whatever fails is one line on standard error. A failure of the program itself leaves its
    traceback in a log file, which that line names.
    """
    terminal = Terminal.standard()
    try:
        code = _carried_out(argv, terminal)
        terminal.finish()
    except BrokenPipeError:
        # The reader (head, less) went away: nobody is left to be told, not even at exit.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until exit
        return Exit.DONE
    return code


def _carried_out(argv: list[str], terminal: Terminal) -> int:
    try:
        return _do(argv, terminal)
    except SystemExit as ending:
        # argparse leaves so after --help and --version.
        return int(ending.code or 0)
    except Misuse as misuse:
        return _refused(terminal, str(misuse))
    except UserError as error:
        return _refused(terminal, _line_of(error))
    except KeyboardInterrupt:
        return _refused(terminal, "停下了，没有写入。")
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the last net: a defect is one line and a log file
        return _defect(terminal, error, argv)


def _do(argv: list[str], terminal: Terminal) -> int:
    from desktop.cli_arguments import parser  # noqa: PLC0415

    if argv and argv[0] in LATER:
        raise Misuse(f"这一版还没有 {argv[0]}（{LATER[argv[0]]}）。升级到有它的版本再用。")
    words = parser().parse_args(argv)
    return _verbs()[words.verb](words, terminal)


def _verbs() -> dict[str, Verb]:
    """Return what carries out each verb; loaded only once a verb is asked for."""
    from desktop import cli_book, cli_exchange, cli_import, cli_pictures  # noqa: PLC0415

    return {
        "new": cli_book.new,
        "record": cli_book.record,
        "dump": cli_book.dump,
        "check": cli_book.check,
        "backup": cli_book.backup,
        "restore": cli_book.restore,
        "import": cli_import.take_in,
        "export": cli_exchange.export,
        "screenshots": cli_pictures.screenshots,
        "self-check": cli_pictures.check_itself,
    }


def _line_of(error: Exception) -> str:
    """Return the words of a failure, with what only a command line can do about it."""
    from db.errors import BookFault, BookRefused, TargetRefused  # noqa: PLC0415
    from db.faults import TargetFault  # noqa: PLC0415
    from desktop.errors import sentence  # noqa: PLC0415

    if not isinstance(error, UserError):
        raise TypeError(error)
    exists = (isinstance(error, TargetRefused) and error.fault is TargetFault.EXISTS) or (
        isinstance(error, BookRefused) and error.fault is BookFault.EXISTS
    )
    return sentence(error) + ("要替换就加 --force。" if exists else "")


def _refused(terminal: Terminal, line: str) -> int:
    terminal.finish()
    terminal.complain(line)
    return Exit.MISTAKE


def _defect(terminal: Terminal, error: Exception, argv: list[str]) -> int:
    from desktop.crash_log import write_crash  # noqa: PLC0415

    log = write_crash(error, doing=f"planbook {' '.join(argv)}")
    what = str(error) if isinstance(error, Defect) else f"程序出错了（{type(error).__name__}）"
    where = f"把日志 {log} 交给维护的人" if log else "日志没能写下，把这一行交给维护的人"
    terminal.finish()
    terminal.complain(f"{what}。{where}。")
    return Exit.DEFECT
