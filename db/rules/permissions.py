"""Who may do what in a book: roles, and the person at work."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.model.words import UserRole

if TYPE_CHECKING:
    from collections.abc import Collection

_ORDER = (UserRole.READ, UserRole.ENTRY, UserRole.REVIEW, UserRole.ADMIN)


class Actor(NamedTuple):
    """The person at work. `role` is None while the book has no users, or nobody has signed in.

    `user` is the id of whoever has signed in: a person stays the same under another name.
    """

    name: str
    role: UserRole | None = None
    user: str = ""


def may(role: UserRole, least: UserRole) -> bool:
    """Tell whether a role includes another: 管理 may review, 审核 may fill in, 只读 neither."""
    return _ORDER.index(role) >= _ORDER.index(least)


def least_role_to_replay(tables: Collection[str], *, own: bool) -> UserRole:
    """Return who may take back, or repeat, a step that altered these tables.

    `own`: the person made the step. A decision of the review is not taken back by the one whose
    entry it was about; people and settings are the administrator's.
    """
    if {"user", "setting"} & set(tables):
        return UserRole.ADMIN
    if "review_event" in tables and not own:
        return UserRole.REVIEW
    return UserRole.ENTRY
