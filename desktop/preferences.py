"""What a person prefers on this machine; what belongs to the plan is in the book."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, overload

from PySide6.QtCore import QObject, QSettings, Signal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

T = TypeVar("T", bool, int, str, tuple[str, ...])

MOST_RECENT = 10
"""How many recent books are remembered."""

AS_THE_SYSTEM = "system"
"""The theme that follows the system: light or dark as it says."""

AS_THE_SCREEN = 100
"""The size that leaves the scale to the screen, in percent."""


class Pref(Generic[T]):
    """One preference: a typed attribute kept under `key`, with a default."""

    def __init__(self, key: str, default: T) -> None:
        self.key = key
        self._default: T = default

    @overload
    def __get__(self, owner: None, kind: type[Preferences]) -> Pref[T]: ...
    @overload
    def __get__(self, owner: Preferences, kind: type[Preferences]) -> T: ...
    def __get__(self, owner: Preferences | None, kind: type[Preferences]) -> Pref[T] | T:
        return self if owner is None else owner.value(self.key, self._default)

    def __set__(self, owner: Preferences, value: T) -> None:
        owner.keep(self.key, value, known=self._default)


class Left(NamedTuple):
    """Where a book was left: the page, a row (its id, or "") with its name, the period, a unit.

    `filling` is the period being filled, where it may be another than that of the row's figure;
    `plan` is the id of the plan that was looked at.
    """

    page: str
    row: str = ""
    period: str = ""
    unit: str = ""
    name: str = ""
    filling: str = ""
    plan: str = ""


class Preferences(QObject):
    """Every preference there is; `changed` carries the key that moved (look/theme)."""

    changed = Signal(str)

    theme = Pref[str]("look/theme", AS_THE_SYSTEM)
    scale = Pref[int]("look/scale", AS_THE_SCREEN)
    """Size of everything in percent, used at the next start."""
    font = Pref[str]("look/font", "")
    """The family of the window's words, used at the next start; empty: the first that is there."""
    own_keys = Pref[tuple[str, ...]]("keys/own", ())
    """The keys a person gave to commands, as `desktop.shortcuts` writes them."""
    pane_shown = Pref[bool]("look/pane_shown", True)  # noqa: FBT003 - a value, not a switch
    window = Pref[str]("look/window", "")
    reopen_last_book = Pref[bool]("start/reopen_last_book", True)  # noqa: FBT003 - as above
    opens_at_overview = Pref[bool]("start/opens_at_overview", False)  # noqa: FBT003 - as above
    """Whether a book shows its overview first, else where it was left."""
    version_seen = Pref[str]("start/version_seen", "")
    """The version that was last at work here, empty before the first."""
    last_folder = Pref[str]("files/last_folder", "")
    who = Pref[str]("person/name", "")
    """The name that stands in the history; empty means the system's."""
    last_found = Pref[tuple[str, ...]]("find/last", ())
    """The keys of what was gone to last from the finder, newest first."""
    last_user = Pref[str]("person/last_user", "")
    """Who signed in last: proposed the next time."""
    last_reviewer = Pref[str]("person/last_reviewer", "")
    """Who signed the last sheet on paper: proposed for the next one."""
    second_place = Pref[str]("backup/second_place", "")
    """The folder on another drive that copies are put into too, empty while there is none."""
    remind_after = Pref[int]("backup/remind_after", 7)
    """Days after which a copy at the second place is old."""
    second_copies = Pref[tuple[str, ...]]("backup/second_copies", ())
    """When each book was last copied there: an ISO time, a blank, its path; the newest first."""
    recent_books = Pref[tuple[str, ...]]("files/recent_books", ())
    project_columns = Pref[tuple[str, ...]]("projects/columns", ("places",))
    """The columns of the project table beside name, stage and standing."""
    places_left = Pref[tuple[str, ...]]("files/places_left", ())
    """Where each of the recent books was left, as `leave` writes it."""

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        # Cells ask for the theme as they are painted, so what was read once is remembered.
        self._read: dict[str, Any] = {}
        self.family = self.font
        """The family in use since the program was started."""
        self.first_theme = ""
        """The theme the whole program has been dressed in since then."""
        self.worn = ""
        """The theme in use, light or dark where the system decides; empty: to be decided anew."""

    def all(self) -> Iterator[tuple[str, Any]]:
        """Yield the key and the value of every preference declared here."""
        for preference in vars(type(self)).values():
            if isinstance(preference, Pref):
                yield preference.key, preference.__get__(self, type(self))

    def value(self, key: str, default: T) -> T:
        """Return what is kept under `key`, or `default` when nothing fitting is."""
        if key not in self._read:
            self._read[key] = self._kept(key)
        found = self._read[key]
        return found if type(found) is type(default) else default

    def _kept(self, key: str) -> Any:
        try:
            found: Any = json.loads(str(self._settings.value(key, "")))
        except ValueError:
            return None
        return tuple(str(item) for item in found) if isinstance(found, list) else found

    def keep(self, key: str, value: T, *, known: T) -> None:
        """Keep `value` under `key` and tell, when it differs from what is kept (or `known`)."""
        if value == self.value(key, known):
            return
        self._settings.setValue(key, json.dumps(value, ensure_ascii=False))
        self._read.pop(key, None)
        self.worn = ""
        self.changed.emit(key)

    def remember_book(self, path: Path) -> None:
        """Put a book at the head of the recent ones."""
        others = tuple(item for item in self.recent_books if item != str(path))
        self.recent_books = (str(path), *others)[:MOST_RECENT]
        self.last_folder = str(path.parent)

    def forget_book(self, path: Path) -> None:
        """Take a book off the recent ones."""
        self.recent_books = tuple(item for item in self.recent_books if item != str(path))

    def remember_second(self, path: Path, when: str) -> None:
        """Remember when a book was copied to the second place: its drive may be away later."""
        others = tuple(one for one in self.second_copies if one.partition(" ")[2] != str(path))
        self.second_copies = (f"{when} {path}", *others)[:MOST_RECENT]

    def second_copy_of(self, path: Path) -> str:
        """Return when a book was last copied to the second place, empty where it never was."""
        told = (one.partition(" ") for one in self.second_copies)
        return next((when for when, _, name in told if name == str(path)), "")

    def leave(self, path: Path, left: Left) -> None:
        """Remember where a book is left."""
        others = (kept for kept in self.places_left if _left_of(kept)[1] != str(path))
        kept_now = json.dumps([*left, str(path)], ensure_ascii=False)
        self.places_left = (kept_now, *others)[:MOST_RECENT]

    def place_left(self, path: Path) -> Left | None:
        """Return where a book was left, None of one that is not known."""
        for kept in self.places_left:
            left, name = _left_of(kept)
            if name == str(path):
                return left
        return None


def _left_of(kept: str) -> tuple[Left | None, str]:
    """Return where a book was left and its path, as they are kept; an older form says nothing."""
    try:
        *left, path = json.loads(kept)
        return Left(*left), path
    except (ValueError, TypeError):
        return None, ""


def login_name() -> str:
    """Return what this machine calls the person at it, empty where it does not say."""
    told = (os.environ.get(name, "") for name in ("LOGNAME", "USER", "LNAME", "USERNAME"))
    named = next(filter(None, told), "")
    if named or sys.platform == "win32":
        return named
    import pwd  # noqa: PLC0415 - not there on Windows

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return ""
