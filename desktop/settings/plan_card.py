"""The fields of the plan being looked at; each is kept by itself as one step that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.errors import ValueRefused
from desktop.errors import sentence
from desktop.settings.fields import Field, Line
from desktop.settings.reading import YearRefused, read_day, read_period
from desktop.widgets.cards import Card
from desktop.widgets.choice import Choice
from desktop.widgets.words import button, label
from desktop.wording import done_words

if TYPE_CHECKING:
    from db.model.lines import PlanLine
    from desktop.session import BookSession
    from desktop.theme import Look

DISCLOSURES = ("主动公开", "依申请公开", "不公开")
"""公开属性, as offices write it."""


class PlanCard(Card):
    """Shows and keeps what a plan says of itself; without a plan it makes one."""

    told = Signal(object)
    """A sentence for the status bar."""

    def __init__(self, session: BookSession, look: Look) -> None:
        super().__init__("规划")
        self._session = session
        self.name_of_plan = Field("名称", "写在总览、导出的一览表和文件名里。", Line("规划名称"))
        self.number = Field("文号", "印发这份规划的文号。", Line("文号"))
        self.issuer = Field("发文机关", "印发这份规划的机关，写进导出的文件。", Line("发文机关"))
        self.day = Field("发文日期", "写成 2022-05-05 的样子。", Line("发文日期"))
        self.period = Field(
            "规划期", "首年和末年，指标页按它排出各年。", Line("规划期首年"), Line("规划期末年"),
            parting="—",
        )  # fmt: skip
        self.county = Field("县区", "规划所属的县区，左上角的短名称略去它。", Line("县区"))
        self.disclosure = Choice(look, "公开属性")
        self._disclosure = Field(
            "公开属性", "按发文时的公开方式填，不公开的不要外发。", self.disclosure
        )
        self.empty = label(
            "台账里还没有规划。在这里填名称和年份建一个，或从一览表导入（Ctrl+I）。",
            ink="muted", wraps=True,
        )  # fmt: skip
        self.empty.setContentsMargins(12, 8, 12, 4)
        self.make = button("建立规划", kind="main")
        self.add(self.empty)
        for field in self._fields():
            self.add(field)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 4, 12, 8)
        row.addWidget(self.make)
        row.addStretch()
        self.add(foot)
        self._foot = foot
        self._connect()

    def _fields(self) -> tuple[Field, ...]:
        return (
            self.name_of_plan, self.number, self.issuer, self.day, self.period, self.county,
            self._disclosure,
        )  # fmt: skip

    def _connect(self) -> None:
        self.name_of_plan.committed.connect(self._keep_name)
        self.number.committed.connect(self._keep_number)
        self.issuer.committed.connect(self._keep_issuer)
        self.day.committed.connect(self._keep_day)
        self.period.committed.connect(self._keep_period)
        self.county.committed.connect(self._keep_county)
        self.disclosure.chosen.connect(self._keep_disclosure)
        self.make.clicked.connect(self._on_make)

    def refresh(self) -> None:
        """Show the plan being looked at."""
        plan = self._session.plan
        self.aside.setText("每改一项是一步，Ctrl+Z 撤销" if plan else "")
        self.empty.setVisible(plan is None)
        self._foot.setVisible(plan is None)
        for field in self._fields():
            field.setEnabled(self._session.can_write)
        self.make.setEnabled(self._session.can_write)
        for field, words in (
            (self.name_of_plan, plan.title if plan else ""),
            (self.number, plan.document_number if plan else ""),
            (self.issuer, plan.issuer if plan else ""),
            (self.day, plan.issued_on if plan else ""),
            (self.county, plan.county if plan else ""),
        ):
            field.show_kept(words)
        self.period.show_kept(*_years(plan))
        chosen = plan.disclosure if plan else ""
        known = dict.fromkeys((*DISCLOSURES, chosen) if chosen else DISCLOSURES)
        self.disclosure.show_choices([("", "未写明"), *((one, one) for one in known)], chosen)

    # -- keeping ---------------------------------------------------------------------------------

    def _keep_name(self) -> None:
        self._keep_words(self.name_of_plan, "title")

    def _keep_number(self) -> None:
        self._keep_words(self.number, "document_number")

    def _keep_issuer(self) -> None:
        self._keep_words(self.issuer, "issuer")

    def _keep_county(self) -> None:
        self._keep_words(self.county, "county")

    def _keep_day(self) -> None:
        try:
            day = read_day(self.day.words[0])
        except ValueRefused as error:
            self.day.refuse(sentence(error))
            return
        self._keep(self.day, issued_on=day)

    def _keep_period(self) -> None:
        try:
            start, end = read_period(*self.period.words)
        except YearRefused as error:
            self.period.refuse(str(error))
            return
        self._keep(self.period, period_start=start, period_end=end)

    def _keep_disclosure(self, words: str) -> None:
        self._keep(self._disclosure, disclosure=words)

    def _keep_words(self, field: Field, name: str) -> None:
        self._keep(field, **{name: field.words[0]})

    def _keep(self, field: Field, **values: object) -> None:
        """Keep fields of the plan; before there is one they wait for the button."""
        plan = self._session.plan
        field.accept()
        if plan is None:
            return
        if all(getattr(plan, name) == value for name, value in values.items()):
            field.release()
            self.refresh()
            return
        book = self._session.book
        try:
            changes = self._session.wish(lambda: book.planning.change_plan(plan.id, **values))
        except ValueRefused as error:
            field.refuse(sentence(error))
            return
        if changes:
            field.release()
            self.refresh()
            self.told.emit("已修改规划信息，Ctrl+Z 撤销。")

    def _on_make(self) -> None:
        """Make a plan of what was typed; the first thing that is wrong is said at its field."""
        try:
            day = read_day(self.day.words[0])
        except ValueRefused as error:
            self.day.refuse(sentence(error))
            return
        try:
            start, end = read_period(*self.period.words)
        except YearRefused as error:
            self.period.refuse(str(error))
            return
        book, title = self._session.book, self.name_of_plan.words[0]
        fields = {
            "document_number": self.number.words[0],
            "issuer": self.issuer.words[0],
            "issued_on": day,
            "county": self.county.words[0],
            "disclosure": str(self.disclosure.currentData() or ""),
        }
        try:
            changes = self._session.wish(
                lambda: book.planning.make_plan(title, start, end, **fields)
            )
        except ValueRefused as error:
            self.name_of_plan.refuse(sentence(error))
            return
        if changes:
            self.told.emit(done_words(changes))


def _years(plan: PlanLine | None) -> tuple[str, str]:
    if plan is None:
        return "", ""
    return str(plan.period_start or ""), str(plan.period_end or "")
