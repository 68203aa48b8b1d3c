"""The dialog that lists the users of a book: added, changed, put out of use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.model.words import UserRole
from desktop.people.sign_in import HONEST
from desktop.widgets.choice import Choice
from desktop.widgets.plan_dialog import show_words
from desktop.widgets.room import resize_within
from desktop.widgets.worded_list import WordedList
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.records import User
    from desktop.theme import Look

ROLE_WORDS = {
    UserRole.ENTRY: "填报：录入、说明、提交",
    UserRole.REVIEW: "审核：另可通过、退回、锁定",
    UserRole.ADMIN: "管理：另可管用户、设置、重开锁定",
    UserRole.READ: "只读：只看，不改",
}
_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class NewUser:
    """What was written of a user that is to be added."""

    name: str
    role: UserRole
    office: str
    pin: str


class UsersDialog(QDialog):
    """Lists the users; wishes go to whoever opened it, which shows the list anew."""

    add_requested = Signal(object)
    """A NewUser."""
    change_requested = Signal(object)
    """(the id of a user, name, UserRole, office)."""
    active_requested = Signal(object)
    """(the id of a user, whether they may sign in)."""
    pin_requested = Signal(object)
    """The id of the user who is to have another PIN."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog_users")
        self.setWindowTitle("用户")
        self._look = look
        self._users: dict[str, User] = {}
        self.list = WordedList(look, "用户", "还没有用户。")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.name, self.office, self.pin = QLineEdit(), QLineEdit(), QLineEdit()
        for field, spoken in ((self.name, "姓名"), (self.office, "股室"), (self.pin, "PIN")):
            field.setAccessibleName(spoken)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setPlaceholderText("添加时填，至少 4 位")
        self.role = Choice(look, "角色")
        self.says = label(ink="bad", size="secondary", wraps=True)
        self.add = button("添加", kind="main")
        self.keep = button("保存修改")
        self.new_pin = button("更换 PIN…")
        self.active = button("停用")
        self.leave = button("关闭")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        roles = [(str(role), words) for role, words in ROLE_WORDS.items()]
        self.role.show_choices(roles, UserRole.ENTRY)
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(8)
        named = (("姓名", self.name), ("角色", self.role), ("股室", self.office), ("PIN", self.pin))
        for place, (words, field) in enumerate(named):
            fields.addWidget(label(words, ink="muted"), place, 0)
            fields.addWidget(field, place, 1)
        fields.setColumnStretch(1, 1)
        doing = QHBoxLayout()
        for part in (self.add, self.keep, self.new_pin, self.active):
            doing.addWidget(part)
        doing.addStretch()
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addLayout(fields)
        right.addWidget(self.says)
        right.addLayout(doing)
        right.addStretch()
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self.list, 2)
        both.addLayout(right, 3)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addLayout(both, 1)
        column.addWidget(label(HONEST, ink="muted", size="secondary", wraps=True))
        column.addLayout(foot)
        resize_within(self, QSize(720, 400))

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._on_chosen)
        self.add.clicked.connect(self._on_add)
        self.keep.clicked.connect(self._on_keep)
        self.new_pin.clicked.connect(self._on_new_pin)
        self.active.clicked.connect(self._on_active)
        self.leave.clicked.connect(self.accept)

    def show_users(self, users: Sequence[User]) -> None:
        """Show these; the one that was chosen stays so."""
        held = self.chosen
        self._users = {user.id: user for user in users}
        self.list.clear()
        for user in users:
            state = "" if user.active else "，已停用"
            office = f" · {user.office}" if user.office else ""
            item = QListWidgetItem(f"{user.name}（{user.role}{state}）{office}", self.list)
            item.setData(_ID, user.id)
            item.setSizeHint(QSize(0, self._look.theme.sizes.control))
            if held is not None and user.id == held.id:
                self.list.setCurrentItem(item)
        if not users:
            self.role.show_choices([(UserRole.ADMIN, ROLE_WORDS[UserRole.ADMIN])], UserRole.ADMIN)
            self._say("现在不用登录，审核用纸质审签表。先添加一名管理。", "muted")
        else:
            roles = [(str(role), words) for role, words in ROLE_WORDS.items()]
            # While there was nobody the only choice was 管理: most who come next fill in.
            first = self.role.count() < len(roles)
            role = UserRole.ENTRY if first else str(self.role.currentData() or UserRole.ENTRY)
            self.role.show_choices(roles, role)
            self.says.setText("")
        self._show_chosen()

    @property
    def chosen(self) -> User | None:
        """Return the user under the cursor."""
        chosen = self.list.selectedItems()
        return self._users.get(str(chosen[0].data(_ID))) if chosen else None

    def refuse(self, sentence: str) -> None:
        """Say why a wish was not carried out."""
        self._say(sentence, "bad")

    def _say(self, sentence: str, ink: str) -> None:
        show_words(self.says, sentence, ink)

    def _show_chosen(self) -> None:
        user = self.chosen
        for part in (self.keep, self.new_pin, self.active):
            part.setEnabled(user is not None)
            part.setToolTip("" if user is not None else "先在左边选一个用户。")
        if user is not None:
            self.name.setText(user.name)
            self.office.setText(user.office)
            self.role.setCurrentIndex(self.role.findData(str(user.role)))
            self.active.setText("停用" if user.active else "启用")

    def _on_chosen(self, *_items: object) -> None:
        self.says.setText("")
        self._show_chosen()

    def _role(self) -> UserRole:
        return UserRole(str(self.role.currentData()))

    def _on_add(self) -> None:
        words = (self.name.text(), self._role(), self.office.text(), self.pin.text())
        self.add_requested.emit(NewUser(*words))

    def _on_keep(self) -> None:
        user = self.chosen
        if user is not None:
            told = (user.id, self.name.text(), self._role(), self.office.text())
            self.change_requested.emit(told)

    def _on_new_pin(self) -> None:
        user = self.chosen
        if user is not None:
            self.pin_requested.emit(user.id)

    def _on_active(self) -> None:
        user = self.chosen
        if user is not None:
            self.active_requested.emit((user.id, not user.active))
