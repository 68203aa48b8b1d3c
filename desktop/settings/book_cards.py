"""The cards of choices that belong to the book; each is kept by itself as one step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal

from db.errors import ValueRefused
from db.model.words import UserRole
from db.rules.book_settings import (
    BOOK_SETTINGS,
    BUREAU,
    DUE,
    OWN_ENTRIES,
    RATIO_DECIMALS,
    YES,
    BookSetting,
    SettingKind,
    kept,
    setting_named,
    shown,
)
from db.rules.checks.limits import PREFIX
from db.rules.permissions import may
from db.rules.reminding import AHEAD, BACKUP_AFTER
from desktop.errors import sentence
from desktop.settings.fields import Field, Line
from desktop.widgets.cards import Card
from desktop.widgets.choice import Choice
from desktop.wording import done_words, period_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.session import BookSession
    from desktop.theme import Look


class Said(NamedTuple):
    """How a setting is asked for: its name, the word at the left, the sentence below."""

    name: str
    word: str
    sentence: str


BUREAU_SAYS = (
    Said(BUREAU, "本局名称", "写在审签表的填报单位一栏；空着用规划的发文机关。"),
    Said(AHEAD, "提前提醒", "完成时限和提交截止前几天列进总览的近期要办，0 到 366 天。"),
    Said(BACKUP_AFTER, "备份提醒", "几天没有备份就在总览提醒，0 到 366 天，0 为不提醒。"),
    Said(RATIO_DECIMALS, "比率小数", "合计算出的比率写几位，0 到 6；判定一律用未取整的数。"),
)
REVIEW_SAYS = (
    Said(
        OWN_ENTRIES,
        "审核自己",
        "建了用户以后，能不能通过自己填报、提交的格和自己申请的销号。",
    ),
    Said(DUE, "提交截止", "正在填的报告期要在哪天前提交；晚交的照收，记下晚几天。"),
)
CHECKS_SAYS = (
    Said(f"{PREFIX}jump_points", "比率变动", "一年里变动超过几个百分点要说明，0 到 100。"),
    Said(
        f"{PREFIX}jump_share",
        "数量变动",
        "比上年变动超过百分之几要说明，0 到 1000，并须满足下一项。",
    ),
    Said(f"{PREFIX}jump_count", "最小差", "数量的差不到这么多，变动再大也不问。"),
    Said(
        f"{PREFIX}jump_history",
        "历年范围",
        "满几年的数以后，超出历年范围的减半再问，2 到 20。",
    ),
    Said(f"{PREFIX}decimals_history", "小数写法", "几年写法相同以后，写法不同的要问，1 到 20。"),
    Said(f"{PREFIX}closes_in_month", "正式数", "下一年到几月还是快报数就要问，1 到 12 月。"),
)


class BookCard(Card):
    """Shows and keeps some choices of the book; an empty line is the stated default again."""

    told = Signal(object)
    """A sentence for the status bar."""

    def __init__(
        self, title: str, says: tuple[Said, ...], session: BookSession, look: Look
    ) -> None:
        super().__init__(title)
        self._session = session
        self.fields: dict[str, Field] = {}
        for said in says:
            choosing = said.name in BOOK_SETTINGS and (
                BOOK_SETTINGS[said.name].kind is SettingKind.YES_NO
            )
            control = Choice(look, said.word) if choosing else Line(said.word)
            field = Field(said.word, said.sentence, control)
            if isinstance(control, Choice):
                control.chosen.connect(partial(self._choose, said.name))
            else:
                field.committed.connect(partial(self._keep_line, said.name))
            self.fields[said.name] = field
            self.add(field)

    @property
    def first(self) -> QWidget:
        """Return where the keyboard comes in."""
        return next(iter(self.fields.values())).inputs[0]

    def refresh(self) -> None:
        """Show what is kept, and whether it can be changed."""
        why = why_not(self._session)
        self.aside.setText(why or "在台账里，Ctrl+Z 撤销")
        for name, field in self.fields.items():
            field.setEnabled(not why)
            field.setToolTip(why)
            known = self._setting(name)
            value = self._session.setting(known.name)
            control = field.inputs[0]
            if isinstance(control, Choice):
                control.show_choices([("", "不允许"), (YES, "允许")], value if value == YES else "")
            elif isinstance(control, Line):
                field.show_kept(shown(known, value))
                control.setPlaceholderText(known.default or "未设定")
            if name == DUE:
                control.setAccessibleName(f"{period_words(self._session.period)}的提交截止日")

    def _setting(self, name: str) -> BookSetting:
        """Return the setting; that of the day to hand in is of the period being filled."""
        full = f"{DUE}{self._session.period}" if name == DUE else name
        known = setting_named(full)
        if known is None:
            raise KeyError(full)
        return known

    def _choose(self, name: str, key: object) -> None:
        self._keep(name, str(key))

    def _keep_line(self, name: str) -> None:
        field = self.fields[name]
        try:
            value = kept(self._setting(name), field.words[0])
        except ValueRefused as error:
            field.refuse(sentence(error))
            return
        field.accept()
        self._keep(name, value)

    def _keep(self, name: str, value: str) -> None:
        known = self._setting(name)
        if value != self._session.setting(known.name):
            keeping = self._session.book.housekeeping
            changes = self._session.wish(lambda: keeping.change_setting(known.name, value))
            if changes:
                self.told.emit(done_words(changes))
        self.fields[name].release()
        self.refresh()


def why_not(session: BookSession) -> str:
    """Return why the choices of the book cannot be changed now, empty when they can."""
    if not session.can_write:
        return session.why_not
    role = session.book.actor.role
    if role is not None and not may(role, UserRole.ADMIN):
        return f"由管理员改。现在是{role} {session.book.who}。"
    return ""
