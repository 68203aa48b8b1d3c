"""Names of files and folders that every system takes, however they were given."""

from __future__ import annotations

import unicodedata

LONGEST_PATH = 240
"""UTF-16 units of a whole path: Windows takes 259, and whoever copies the folder adds some."""
NAME_LENGTH = 100
"""UTF-16 units of a name that is proposed for a file: the rest is left to its folder."""

_MOST_BYTES = 240
# What Windows does not take stands as its full-width sign: it reads the same.
_FULL_WIDTH = str.maketrans('\\/:*?"<>|', "＼／：＊？＂＜＞｜")
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$"}
    | {f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"}
)
_CUT = "…"


def length(words: str) -> int:
    """Return how long words are where Windows counts: in UTF-16 units."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


def safe_name(words: str, most: int, ending: str = "") -> str:
    """Return words as the name of a file (`ending` with its dot) or folder; at most `most` units.

    No sign that a system refuses, no device's name, no blank or dot at either end; the same words
    always give the same name, and it is never empty. What is too long loses its end, and says so.
    """
    plain = "".join(" " if sign.isspace() else sign for sign in words if _is_taken(sign))
    plain = " ".join(plain.translate(_FULL_WIDTH).split()).strip(" .") or "未命名"
    tail = "".join(sign for sign in ending if _is_taken(sign) and not sign.isspace())
    tail = tail.translate(_FULL_WIDTH).rstrip(".")
    if plain.split(".")[0].strip().upper() in _DEVICES:
        plain = f"_{plain}"
    return _shortened(plain, most, tail) + tail


def _is_taken(sign: str) -> bool:
    """Tell whether a sign may stand in a name: no control, no half of a pair, nothing unseen."""
    return sign.isspace() or unicodedata.category(sign)[0] != "C"


def _shortened(plain: str, most: int, ending: str) -> str:
    """Return the words, cut where they and the ending are too long; at least one sign stays."""
    room, octets = most - length(ending), _MOST_BYTES - len(ending.encode())
    if length(plain) <= room and len(plain.encode()) <= octets:
        return plain
    kept = plain
    while len(kept) > 1 and (
        length(kept) + 1 > room or len(kept.encode()) + len(_CUT.encode()) > octets
    ):
        kept = kept[:-1]
    kept = kept.rstrip(" .")
    return f"{kept}{_CUT}" if kept else _CUT
