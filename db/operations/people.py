"""The users of a book: who they are, what they may do, and signing in by a PIN."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from db.errors import SignInRefused, ValueRefused
from db.faults import SignInFault, ValueFault
from db.model.records import User
from db.model.words import UserRole
from db.operations.kept_words import kept_name
from db.queries.people import user_named
from db.rules.permissions import Actor
from db.store.ids import new_id

if TYPE_CHECKING:
    import sqlite3

    from db.changes import ChangeSet
    from db.store.steps import Steps
    from db.store.writing import Transaction

SHORTEST_PIN = 4

# About 50 ms and 16 MB a guess: a PIN is short, so each guess has to cost something.
_COST, _BLOCK, _LANES = 2**14, 8, 1


class People:
    """Signing in, and keeping the users.

    A PIN keeps honest people apart and the history truthful; whoever holds the file can copy it
    and read it with other programs.
    """

    def __init__(self, connection: sqlite3.Connection, steps: Steps) -> None:
        self._connection = connection
        self._steps = steps

    def sign_in(self, name: str, pin: str) -> Actor:
        """Let a user work in the book from now on.

        Raises SignInRefused: NOBODY for an unknown name, INACTIVE, WRONG_PIN.
        """
        found = user_named(self._connection, name.strip())
        if found is None:
            raise SignInRefused(SignInFault.NOBODY, name)
        if not found.active:
            raise SignInRefused(SignInFault.INACTIVE, name)
        if not fits(found.pin, pin):
            raise SignInRefused(SignInFault.WRONG_PIN, name)
        self._steps.actor = Actor(found.name, found.role, found.id)
        return self._steps.actor

    def add(
        self, name: str, role: UserRole, pin: str, *, unit: str | None = None, office: str = ""
    ) -> ChangeSet:
        """Add a user; the first is an administrator, and is at work from then on.

        Raises ValueRefused for a blank or taken name, a PIN that is too short, a first user who is
        no administrator; SignInRefused for one who may not.
        """
        self._require_admin()
        name = kept_name(name)
        first = not self._steps.has_users()
        if first and role is not UserRole.ADMIN:
            raise ValueRefused(ValueFault.FIRST_IS_ADMIN, name)
        with self._steps.begin(f"添加用户“{name}”（{role}）") as step:
            held = step.transaction.find(User)
            _require_free(held, name)
            user = User(
                id=new_id(),
                name=name,
                role=role,
                pin=hashed(pin),
                unit=unit,
                office=office.strip(),
                position=1 + max((one.position for one in held), default=-1),
            )
            step.transaction.put([user])
        if first:
            self._steps.actor = Actor(name, role, user.id)
        return step.done()

    def change(self, user: User) -> ChangeSet:
        """Give a user these words, role and state; the PIN stays as it is.

        Raises NotFound, ValueRefused for a blank or taken name or when no administrator would be
        left, SignInRefused for one who may not.
        """
        self._require_admin()
        name = kept_name(user.name)
        with self._steps.begin(f"修改用户“{name}”") as step:
            held = step.transaction.require(User, user.id)
            others = [one for one in step.transaction.find(User) if one.id != user.id]
            _require_free(others, name)
            step.transaction.change(replace(user, name=name, pin=held.pin))
            _require_an_admin(step.transaction, name)
        if held.id == self._steps.actor.user:
            self._steps.actor = Actor(name, user.role, held.id)
        return step.done()

    def set_pin(self, user: str, pin: str) -> ChangeSet:
        """Give a user another PIN: one's own, or an administrator anybody's.

        Raises NotFound, ValueRefused(PIN_TOO_SHORT), SignInRefused for one who may not.
        """
        with self._steps.begin("更换 PIN") as step:
            held = step.transaction.require(User, user)
            if held.id != self._steps.actor.user:
                self._require_admin()
            step.transaction.label = f"更换“{held.name}”的 PIN"
            step.transaction.change(replace(held, pin=hashed(pin)))
        return step.done()

    def reset_forgotten_pin(self, name: str, pin: str) -> ChangeSet:
        """Give an administrator another PIN without the old one; the history keeps who did it.

        A file on one's own disk can not be kept from its owner: what counts is that it is seen.
        Raises SignInRefused(NOBODY) for one who is no active administrator, ValueRefused.
        """
        found = user_named(self._connection, name.strip())
        if found is None or not found.active or found.role is not UserRole.ADMIN:
            raise SignInRefused(SignInFault.NOBODY, name)
        label = f"未登录，重置管理员“{found.name}”的 PIN"
        with self._steps.begin(label, signed_in=False) as step:
            held = step.transaction.require(User, found.id)
            step.transaction.change(replace(held, pin=hashed(pin)))
        return step.done()

    def _require_admin(self) -> None:
        self._steps.require_role(UserRole.ADMIN)


def hashed(pin: str) -> str:
    """Return what is kept of a PIN: scrypt, its costs and a salt of its own.

    Raises ValueRefused(PIN_TOO_SHORT).
    """
    if len(pin.strip()) < SHORTEST_PIN:
        raise ValueRefused(ValueFault.PIN_TOO_SHORT, "")
    salt = secrets.token_bytes(16)
    key = _key(pin, salt, _COST, _BLOCK, _LANES)
    return f"scrypt${_COST}${_BLOCK}${_LANES}${salt.hex()}${key.hex()}"


def fits(kept: str, pin: str) -> bool:
    """Tell whether a PIN is the one of which this was kept."""
    kind, *told = kept.split("$")
    if kind != "scrypt":
        return False
    cost, block, lanes, salt, key = told
    got = _key(pin, bytes.fromhex(salt), int(cost), int(block), int(lanes))
    return hmac.compare_digest(got, bytes.fromhex(key))


def _key(pin: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    return hashlib.scrypt(pin.strip().encode(), salt=salt, n=cost, r=block, p=lanes)


def _require_free(held: tuple[User, ...] | list[User], name: str) -> None:
    if any(one.name == name for one in held):
        raise ValueRefused(ValueFault.NAME_TAKEN, name)


def _require_an_admin(transaction: Transaction, name: str) -> None:
    if not transaction.find(User, role=UserRole.ADMIN, active=True):
        raise ValueRefused(ValueFault.LAST_ADMIN, name)
