"""A fault met inside a file, before it is known which file and sheet it is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.faults import FileFault


@dataclass(eq=False)
class Refusal(Exception):
    """What was met; `read_workbook` adds the path and the sheet and raises `FileRefused`."""

    fault: FileFault
    address: str = ""
    detail: str = ""
