"""A process of its own, in which other people's code reads files that may break or hang it.

It is given the file on standard input and answers on standard output. What it may use of memory
and time is limited by itself at its start, before it has read a byte.
"""

from __future__ import annotations

import sys
from enum import IntEnum
from pathlib import Path

HIDDEN_ARGUMENT = "--read-foreign-file"
"""Starts the built program as such a process; `desktop.__main__` passes it on."""
# Ten times what the largest honest list takes.
MOST_MEMORY = 1024 * 1024 * 1024
# Nobody should wait longer for a list, and a hanging reader is not to run on for ever.
MOST_SECONDS = 9
_ROOT = Path(__file__).resolve().parents[3]


class Ending(IntEnum):
    """How the process ended."""

    READ = 0
    DAMAGED = 10
    ENCRYPTED = 11
    TOO_LARGE = 12


def command(kind: str) -> list[str]:
    """Return how the process is started that reads a kind of file: "xls", "xlsb" or "doc"."""
    if getattr(sys, "frozen", False):
        return [sys.executable, HIDDEN_ARGUMENT, kind]
    # Isolated from the folder the user stands in and from what the environment asks for.
    code = (
        f"import sys; sys.path.insert(0, {str(_ROOT)!r});"
        "from db.exchange.workbooks.child import main; sys.exit(main(sys.argv[1:]))"
    )
    return [sys.executable, "-I", "-c", code, kind]


def main(arguments: list[str]) -> int:
    """Read standard input as the kind of file that is named, and write what was understood."""
    out = sys.stdout.buffer
    # What the readers print is not for us.
    sys.stdout = sys.stderr
    limit_this_process()
    # Loaded only here: whoever starts the process does not need them.
    from db.exchange.workbooks import binaryfiles  # noqa: PLC0415

    try:
        for piece in binaryfiles.READERS[arguments[0]](sys.stdin.buffer.read()):
            out.write(piece)
        out.flush()
    except binaryfiles.EncryptedError:
        return Ending.ENCRYPTED
    except (MemoryError, RecursionError):
        return Ending.TOO_LARGE
    except BaseException:  # noqa: BLE001 the readers raise anything; Rust's panic is no Exception
        return Ending.DAMAGED
    return Ending.READ


def limit_this_process() -> None:
    """Let the system end this process when it takes too much memory or time."""
    if sys.platform == "win32":
        from db.exchange.workbooks.windowsjob import limit_this_job  # noqa: PLC0415 not elsewhere

        limit_this_job(MOST_MEMORY, MOST_SECONDS)
        return
    import resource  # noqa: PLC0415 not there on Windows

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    # The first limit sends a signal that tells why, the second would only kill.
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))
    # A crash is expected of such files: it needs no picture of the memory.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
