"""`python3 dev.py bench [NAME]`: one line a measure on standard output, nothing else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import desktop  # noqa: F401 - sets how often garbage is looked for, as in the program
from tests.benchmarks import checks, collecting, entry, exchange, filling, grid, growth, window

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.benchmarks.pairs import Result

MEASURES: dict[str, Callable[[], Result]] = {
    "start": window.start,
    "memory": window.memory,
    "read": exchange.read,
    "write": exchange.write,
    "writeback": filling.writeback,
    "import": exchange.import_,
    "commit": entry.commit,
    "enter": entry.enter,
    "painted": entry.painted,
    "record": entry.record,
    "grid": grid.grid,
    "scroll": grid.scroll,
    "filter": grid.filter_,
    "sort": grid.sort,
    "check": checks.check,
    "recheck": checks.recheck_,
    "collect": collecting.collect,
    "start_x10": growth.start_x10,
    "enter_x10": growth.enter_x10,
    "read_x10": growth.read_x10,
    "write_x10": growth.write_x10,
    "writeback_x10": growth.writeback_x10,
    "import_x10": growth.import_x10,
}


def main(names: list[str]) -> int:
    """Run the named measures, or all; 2 for a name that is none."""
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        sys.stderr.write(f"没有“{unknown[0]}”这项测量，可选：{'、'.join(MEASURES)}。\n")
        return 2
    for name in names or MEASURES:
        sys.stdout.write(MEASURES[name]().line + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
