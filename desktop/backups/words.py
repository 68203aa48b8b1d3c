"""The words of a copy: on what occasion, how large, whether it is whole."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

REASON_WORDS = MappingProxyType(
    {
        "open": "打开时",
        "import": "导入前",
        "migration": "升级前",
        "restore": "恢复前",
        "asked": "手动",
    }
)
"""On what occasion a copy was made."""

_KILO = 1024
_UNITS = ("字节", "KB", "MB", "GB")


def size_words(size: int) -> str:
    """Return a size in bytes as a person reads it: 1.2 MB."""
    value, unit = float(size), 0
    while value >= _KILO and unit < len(_UNITS) - 1:
        value, unit = value / _KILO, unit + 1
    return f"{value:.0f} {_UNITS[unit]}" if unit < 2 else f"{value:.1f} {_UNITS[unit]}"  # noqa: PLR2004


def made_words(when: datetime) -> str:
    """Return when a copy was made: 2024-03-01 08:30."""
    return when.astimezone().strftime("%Y-%m-%d %H:%M")
