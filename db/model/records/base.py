"""What every row of a book has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row of the book; `table` is the name of the table its class stands for."""

    table: ClassVar[str] = ""
    id: str
