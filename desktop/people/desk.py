"""Opens the dialogs of people, and takes what they say to the book."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from db.errors import NotFound, UserError
from db.queries.people import users
from desktop.dialog_wishes import opened
from desktop.errors import sentence
from desktop.people.sign_in import NewPinDialog, SignInDialog
from desktop.people.users import UsersDialog
from desktop.theme import Look
from desktop.wording import done_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from db.changes import ChangeSet
    from db.model.words import UserRole
    from desktop.notices import Notices
    from desktop.people.users import NewUser
    from desktop.preferences import Preferences
    from desktop.session import BookSession


class PeopleDesk:
    """The dialogs of one open book; each returns itself, or None where there is nothing to ask."""

    def __init__(
        self,
        session: BookSession,
        notices: Notices,
        preferences: Preferences,
        window: QWidget,
    ) -> None:
        self._session = session
        self._notices = notices
        self._look = Look(preferences)
        self._preferences = preferences
        self._window = window

    def ask_sign_in(self) -> SignInDialog | None:
        """Ask who is at work; a book without users asks nobody."""
        people = self._session.read(users)
        if not any(user.active for user in people):
            self._notices.tell("这份台账没有用户，不用登录。要分工填报、审核，先在“用户”里添加。")
            return None
        dialog = SignInDialog(self._look, people, self._preferences.last_user, self._window)
        dialog.given.connect(partial(self._sign_in, dialog))
        dialog.forgotten.connect(partial(self._ask_reset, dialog))
        return opened(dialog)

    def ask_users(self) -> UsersDialog:
        """Show the users, to add and change them."""
        dialog = UsersDialog(self._look, self._window)
        dialog.show_users(self._session.read(users))
        dialog.add_requested.connect(partial(self._add, dialog))
        dialog.change_requested.connect(partial(self._change, dialog))
        dialog.active_requested.connect(partial(self._set_active, dialog))
        dialog.pin_requested.connect(partial(self._ask_pin, dialog))
        return opened(dialog)

    # -- signing in ------------------------------------------------------------------------------

    def _sign_in(self, dialog: SignInDialog, told: tuple[str, str]) -> None:
        name, pin = told
        try:
            actor = self._session.book.people.sign_in(name, pin)
        except UserError as error:
            dialog.refuse(sentence(error))
            return
        self._preferences.last_user = name
        dialog.accept()
        self._notices.quiet()
        self._notices.tell(f"{actor.name}已登录（{actor.role}）。")
        self._session.look_anew()

    def _ask_reset(self, over: SignInDialog, name: str) -> NewPinDialog:
        why = "不用旧的 PIN 就能重设；这一步会记进历史，写明是未登录时重设的。"
        return self._opened_pin(NewPinDialog(name, why, over), partial(self._reset, name))

    def _reset(self, name: str, pin: str) -> ChangeSet:
        return self._session.book.people.reset_forgotten_pin(name, pin)

    # -- users -----------------------------------------------------------------------------------

    def _add(self, dialog: UsersDialog, new: NewUser) -> None:
        adding = partial(
            self._session.book.people.add, new.name, new.role, new.pin, office=new.office
        )
        if self._carry_out(dialog, adding):
            dialog.clear_newcomer()

    def _change(self, dialog: UsersDialog, told: tuple[str, str, UserRole, str]) -> None:
        user, name, role, office = told
        said = {"name": name.strip(), "role": role, "office": office.strip()}
        shown = dialog.chosen
        self._put(dialog, user, {key: it for key, it in said.items() if it != getattr(shown, key)})

    def _set_active(self, dialog: UsersDialog, told: tuple[str, bool]) -> None:
        user, active = told
        self._put(dialog, user, {"active": active})

    def _put(self, dialog: UsersDialog, user: str, fields: dict[str, Any]) -> None:
        """Change these of a user; the rest stays as another window may have written it."""

        def changing() -> ChangeSet:
            book = self._session.book
            held = next((one for one in book.read(users) if one.id == user), None)
            if held is None:
                raise NotFound("user", user)
            return book.people.change(replace(held, **fields))

        self._carry_out(dialog, changing)

    def _ask_pin(self, over: UsersDialog, user: str) -> NewPinDialog:
        setting = partial(self._session.book.people.set_pin, user)
        name = over.chosen.name if over.chosen is not None else ""
        return self._opened_pin(NewPinDialog(name, "至少 4 位。", over), setting)

    def _opened_pin(
        self, dialog: NewPinDialog, operation: Callable[[str], ChangeSet]
    ) -> NewPinDialog:
        def keep(pin: str) -> None:
            if self._carry_out(dialog, partial(operation, pin)):
                dialog.accept()

        dialog.given.connect(keep)
        return opened(dialog)

    def _carry_out(
        self, dialog: UsersDialog | NewPinDialog, operation: Callable[[], ChangeSet]
    ) -> bool:
        """Carry a wish out; what stands against it is said in the dialog."""
        try:
            changes = operation()
        except UserError as error:
            dialog.refuse(sentence(error))
            return False
        self._session.keep(changes)
        self._notices.tell(done_words(changes))
        if isinstance(dialog, UsersDialog):
            dialog.show_users(self._session.read(users))
        return True
