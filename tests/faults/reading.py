"""The process that reads spoilt workbooks: with a gigabyte of memory, and ten seconds for each.

Call: FOLDER FIRST COUNT. It spoils one of the good workbooks in the folder for each number from
FIRST on, reads it as the import does, and writes one line of JSON about each.
"""

from __future__ import annotations

import json
import random
import signal
import sys
import time
from pathlib import Path

from db.errors import FileRefused
from db.exchange.list_reader import read_list
from db.exchange.xlsx import read_workbook
from desktop.errors import sentence
from tests.faults.mutations import mutated_workbook

MEMORY = 1024**3
SECONDS = 10


def outcome_of(path: Path) -> dict[str, object]:
    """Read a file as the import does; what is raised besides FileRefused ends the process."""
    begun = time.monotonic()
    try:
        read_list(read_workbook(path))
    except FileRefused as refused:
        said = {"fault": refused.fault.value, "words": sentence(refused)}
    else:
        said = {"fault": "", "words": ""}
    return {**said, "seconds": time.monotonic() - begun}


def main() -> None:
    """Spoil and read, one after the other."""
    import resource  # noqa: PLC0415 - not there on Windows, where these processes are not started

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    folder, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    good = sorted(folder.glob("*.xlsx"))
    spoilt = folder / f"spoilt {first}" / "来表.xlsx"
    spoilt.parent.mkdir()
    contents = [path.read_bytes() for path in good]
    for number in range(first, first + count):
        chance = random.Random(number)
        spoilt.write_bytes(mutated_workbook(contents[number % len(contents)], chance))
        # A reading that hangs is ended by the system, whatever it is doing.
        signal.alarm(SECONDS)
        said = outcome_of(spoilt)
        signal.alarm(0)
        sys.stdout.write(json.dumps({"number": number, **said}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
