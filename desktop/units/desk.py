"""Opens the dialogs of units, and takes what they say to the book."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from db import queries
from db.errors import ValueRefused
from db.model.words import RowKind
from desktop.dialog_wishes import opened, settled
from desktop.errors import sentence
from desktop.units.becoming import Becoming, Fate, FateDialog
from desktop.units.deciding import DecideDialog, Decision, Doubt
from desktop.units.editing import UnitDialog
from desktop.units.meanwhile import fields_over

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from PySide6.QtWidgets import QWidget

    from db.changes import ChangeSet
    from db.model.lines import UnitLine
    from db.operations.units import UnitFields
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.theme import Look
    from desktop.widgets.plan_dialog import PlanDialog

D = TypeVar("D", bound="PlanDialog")


class UnitsDesk(QObject):
    """The dialogs of one open book's units."""

    unit_made = Signal(object)
    """The id of a unit that was added."""

    def __init__(self, session: BookSession, notices: Notices, look: Look, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._notices = notices
        self._look = look
        self._page = page

    @property
    def units(self) -> tuple[UnitLine, ...]:
        """Return the units of the book."""
        return self._session.read(queries.unit_lines)

    def ask_new(self) -> UnitDialog:
        """Ask what to say of a new unit."""
        dialog = UnitDialog(self._look, None, self.units, (), self._page.window())
        dialog.given.connect(partial(self._on_new, dialog))
        return opened(dialog)

    def edit(self, unit: UnitLine) -> UnitDialog:
        """Ask what else is to be said of a unit."""
        contacts = self._session.read(queries.unit_contacts, unit.id)
        dialog = UnitDialog(self._look, unit, self.units, contacts, self._page.window())
        dialog.given.connect(partial(self._on_fields, dialog, unit.id))
        return opened(dialog)

    def ask_fate(self, unit: UnitLine) -> FateDialog:
        """Ask what becomes of a unit."""
        lives = self._session.book.unit_lives

        def preview(into: str, on: str) -> str:
            movement = lives.preview_merge(unit.id, into, on=on)
            both = len(movement.clashes)
            stays = f"两家同期都有的 {both} 格各留各的。" if both else ""
            moved = movement.words or "没有要移交的"
            return f"{moved}；以前各期的数和进展仍在原单位名下。{stays}"

        dialog = FateDialog(self._look, unit, self.units, preview, self._page.window())
        dialog.given.connect(partial(self._on_fate, dialog, unit.id))
        return opened(dialog)

    def ask_decisions(self, doubts: Callable[[], Sequence[Doubt]]) -> DecideDialog:
        """Ask about doubtful names one after another; `doubts` are those that are open."""
        dialog = DecideDialog(doubts(), self._page.window())
        dialog.decided.connect(partial(self._on_decided, dialog, doubts))
        return opened(dialog)

    def confirm(self, units: Collection[str]) -> None:
        """Say that the presumed roles of units in the plan being looked at are right."""
        plan, asked = self._session.plan, set(units)
        if plan is None:
            return
        rows = [
            (RowKind(kind), row)
            for kind, row, unit in self._session.read(queries.presumed_rows, plan.id)
            if unit in asked
        ]
        if not rows:
            self._notices.tell("没有推定的职责。")
            return
        book = self._session.book
        self._session.carry_out(lambda: book.assigning.confirm(rows, tuple(asked)))

    def set_kind(self, unit: str, kind: str) -> None:
        """Say how a unit stands to the bureau."""
        self._session.carry_out(lambda: self._session.book.units.set_kind([unit], kind))

    # -- what the dialogs say --------------------------------------------------------------------

    def _on_new(self, dialog: PlanDialog, fields: UnitFields, _seen: UnitFields) -> None:
        held = {unit.id for unit in self.units}
        if self._done(dialog, lambda: self._session.book.units.add(fields)):
            self.unit_made.emit(next((one.id for one in self.units if one.id not in held), ""))

    def _on_fields(
        self, dialog: PlanDialog, unit: str, fields: UnitFields, seen: UnitFields
    ) -> None:
        book = self._session.book

        def changing() -> ChangeSet:
            # Another window may have written since the dialog was opened.
            held = next((one for one in book.read(queries.unit_lines) if one.id == unit), None)
            people = book.read(queries.unit_contacts, unit)
            given = fields if held is None else fields_over(held, people, seen, fields)
            return book.units.change(unit, given)

        self._done(dialog, changing)

    def _on_fate(self, dialog: PlanDialog, unit: str, fate: Fate) -> None:
        lives, on, document = self._session.book.unit_lives, fate.on, fate.document
        wishes: dict[Becoming, Callable[[], ChangeSet]] = {
            Becoming.RENAMED: lambda: lives.rename(unit, fate.names[0], on=on, document=document),
            Becoming.MERGED: lambda: lives.merge(unit, fate.into, on=on, document=document),
            Becoming.DIVIDED: lambda: lives.divide(
                unit, fate.names, on=on, document=document, ends=fate.ends
            ),
            Becoming.ENDED: lambda: lives.end(unit, on=on, document=document),
        }
        self._done(dialog, wishes[fate.kind])

    def _on_decided(
        self,
        dialog: DecideDialog,
        doubts: Callable[[], Sequence[Doubt]],
        doubt: Doubt,
        decision: Decision,
        parts: tuple[str, ...],
    ) -> None:
        names, unit = self._session.book.unit_names, doubt.unit.id
        other = doubt.other.id if doubt.other is not None else ""
        leave = partial(names.keep_apart, unit, other) if other else partial(names.keep_whole, unit)
        wishes: dict[Decision, Callable[[], ChangeSet]] = {
            Decision.KEEP_LEFT: lambda: names.join(other, unit),
            Decision.KEEP_RIGHT: lambda: names.join(unit, other),
            Decision.SPLIT: lambda: names.split(unit, parts),
            Decision.LEAVE: leave,
        }
        try:
            done = self._session.carry_out(wishes[decision])
        except ValueRefused as error:
            dialog.refuse(sentence(error))
            return
        if done is not None:
            dialog.show_doubts(doubts())

    def _done(self, dialog: PlanDialog, operation: Callable[[], ChangeSet]) -> bool:
        return settled(dialog, lambda: self._session.carry_out(operation))
