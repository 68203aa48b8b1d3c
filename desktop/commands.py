"""The commands as Qt actions: who carries each one out now, and why one cannot be used."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from db.model.words import RowKind
from desktop.actions import (
    CLOSING,
    FIGURE_ACTS,
    SPECS,
    Act,
    ActName,
    Menu,
    arrowed,
    bare_words,
    menu_path,
)
from desktop.icons import icon
from desktop.page import Page
from desktop.preferences import AS_THE_SYSTEM
from desktop.theme import ThemeName
from desktop.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QMenuBar

    from desktop.actions import Spec
    from desktop.pages import Pages
    from desktop.session import BookSession
    from desktop.shortcuts import Shortcuts

_MOST_ON_A_BUTTON = 28
"""Characters of a step that stand beside the menus."""

_SHOWN_OTHERWISE = ("+Down", "+Up", "+Return")
"""Ends of keys for which Qt's own words (下方向, 回车) are not those of the status bar."""

THEMES: dict[ActName, str] = {
    Act.THEME_SYSTEM: AS_THE_SYSTEM,
    Act.THEME_LIGHT: ThemeName.LIGHT,
    Act.THEME_DARK: ThemeName.DARK,
    Act.THEME_HIGH_CONTRAST: ThemeName.HIGH_CONTRAST,
}


class Commands(QObject):
    """Makes one QAction of each declared command, and hands it to whoever carries it out.

    The frame's own commands come by `serve`; the others belong to the page in sight. What stands on
    a button is made for it. The rest is made, and the menus are filled, when one is about to be
    shown, or when the commands are first switched: before that no keys reach what is in a menu.
    """

    def __init__(self, parent: QObject, shortcuts: Shortcuts) -> None:
        super().__init__(parent)
        self.actions: dict[ActName, QAction] = {}
        self._keys: dict[ActName, list[str]] = shortcuts.all()
        self._served: dict[ActName, Callable[[], object]] = {}
        self._pages: Pages | None = None
        self._show: Callable[[Page], None] | None = None
        self._session: BookSession | None = None
        self._menus: list[QMenu] = []
        self._to_fill: dict[Menu, QMenu] = {}
        self._before: Mapping[ActName, QMenu] = {}
        self._shortcuts = shortcuts
        shortcuts.changed.connect(self._on_keys)

    @Slot()
    def _on_keys(self) -> None:
        """Let commands be carried out by other keys from now on."""
        before, self._keys = self._keys, self._shortcuts.all()
        for act, action in self.actions.items():
            if self._keys[act] != before[act]:
                self._show_keys(act, action)

    def _show_keys(self, act: ActName, action: QAction) -> None:
        """Let a command be carried out by its keys, those that were given to it first."""
        keys = self._keys[act]
        action.setShortcuts([QKeySequence(one) for one in keys])
        if SPECS[act].shortcut.endswith(_SHOWN_OTHERWISE):
            action.setText(f"{SPECS[act].words}\t{arrowed(keys[0])}")

    def action(self, act: ActName) -> QAction:
        """Return the action of a command, made when it is first needed."""
        if act not in self.actions:
            spec = SPECS[act]
            made = self.actions[act] = QAction(spec.words, self)
            made.setObjectName(act)
            if spec.checks:
                made.setCheckable(True)
            if self._keys[act]:
                self._show_keys(act, made)
            made.triggered.connect(partial(self._on_triggered, act))
        return self.actions[act]

    def serve(self, handlers: Mapping[ActName, Callable[[], object]]) -> None:
        """Take in who carries out commands that belong to no page."""
        self._served.update(handlers)

    def follow(
        self,
        session: BookSession | None,
        pages: Pages | None = None,
        show: Callable[[Page], None] | None = None,
    ) -> None:
        """Serve another book's pages; `show` brings a page in sight. None: no book is open."""
        self._session, self._pages, self._show = session, pages, show

    def fill(self, bar: QMenuBar, before: Mapping[ActName, QMenu] = MappingProxyType({})) -> None:
        """Put every command into its menu, `before` some of them a menu; lines part the groups."""
        for kind in Menu:
            menu = self._to_fill[kind] = bar.addMenu(kind)
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(self._complete)
        self._before = before

    @Slot()
    def _complete(self) -> None:
        """Make what has no keys, draw what has an icon, and fill the menus."""
        if len(self.actions) < len(SPECS):
            for act, spec in SPECS.items():
                action = self.action(act)
                if spec.icon:
                    action.setIcon(icon(spec.icon))
            themes = QActionGroup(self)
            for act in THEMES:
                themes.addAction(self.actions[act])
        while self._to_fill:
            self._put_in(*self._to_fill.popitem())

    def _put_in(self, kind: Menu, menu: QMenu) -> None:
        """Put the commands of a menu into it, some into one that stands in it for their like."""
        group: int | None = None
        inner: dict[str, QMenu] = {}
        for act, spec in SPECS.items():
            if spec.menu is not kind:
                continue
            if group is not None and spec.group != group:
                menu.addSeparator()
            group = spec.group
            if act in self._before:
                menu.addMenu(self._before[act])
            place = menu
            for words in menu_path(act)[1:]:
                if words not in inner:
                    inner[words] = menu.addMenu(words)
                    inner[words].setToolTipsVisible(True)
                place = inner[words]
            place.addAction(self.actions[act])
        self._menus += [*inner.values(), menu]

    def show_row_menu(self, page: Page, at: QPoint) -> None:
        """Offer what can be done with the row in hand of a page; lines part the menus' groups.

        The steps of closing it stand in a menu of their own, as above: all of it stays in sight on
        a low screen.
        """
        self._complete()
        menu = QMenu(page)
        menu.setObjectName("row_menu")
        menu.setToolTipsVisible(True)
        place: tuple[Menu, int] | None = None
        closing: QMenu | None = None
        hand = page.in_hand()
        has_figures = hand is not None and hand.kind is RowKind.INDICATOR
        for act in page.row_menu:
            spec = SPECS[act]
            if act in FIGURE_ACTS and not has_figures:
                continue
            if place is not None and place != (spec.menu, spec.group):
                menu.addSeparator()
            place = (spec.menu, spec.group)
            into = menu
            if CLOSING in menu_path(act):
                closing = closing or menu.addMenu(CLOSING)
                into = closing
            into.addAction(self.actions[act])
        if closing is not None:
            closing.setToolTipsVisible(True)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def run(self, act: ActName) -> None:
        """Carry a command out: the frame, the page in sight, or the first page that can."""
        if act in self._served:
            self._served[act]()
            return
        page = self._carrier(act)
        if page is None and SPECS[act].travels and self._pages is not None:
            # The page that can was not needed so far.
            page = next((self._pages.page(kind.name) for kind in self._pages.able(act)), None)
        if page is not None:
            if self._show is not None and not page.isVisible():
                self._show(page)
            page.acts()[act]()

    def update(self) -> None:
        """Switch each command on or off; one that is off says why in its tip."""
        self._complete()
        self._switch(self.actions, self._carried())
        self._update_steps()
        for menu in self._menus:
            # A menu in which nothing can be done now does not look as if there were.
            menu.menuAction().setEnabled(
                any(action.isEnabled() and not action.isSeparator() for action in menu.actions())
            )

    def allow_undo(self) -> None:
        """Let the step that was just made be taken back; what it is called `update` says."""
        self.actions[Act.UNDO].setEnabled(True)
        self.actions[Act.REDO].setEnabled(False)

    def update_steps(self) -> None:
        """Switch undo and redo on or off, and let them say what they would do."""
        self._switch((Act.UNDO, Act.REDO), ())
        self._update_steps()

    def _switch(self, acts: Iterable[ActName], carried: Collection[ActName]) -> None:
        """Switch some commands on or off; `carried` are those of the pages."""
        why_not = self._session.why_not if self._session else ""
        for act in acts:
            reason = self._reason_against(act, SPECS[act], carried, why_not)
            self.actions[act].setEnabled(not reason)
            self.actions[act].setToolTip(reason or bare_words(act))

    def _update_steps(self) -> None:
        self._update_step(Act.UNDO, "撤销", self._session.undo_label if self._session else None)
        self._update_step(Act.REDO, "重做", self._session.redo_label if self._session else None)

    def _on_triggered(self, act: ActName, *_checked: object) -> None:
        self.run(act)

    def _carrier(self, act: ActName) -> Page | None:
        """Return the page that would carry a command out now."""
        for page in self._in_turn():
            if act in page.acts() and (page.isVisible() or SPECS[act].travels):
                return page
        return None

    def _carried(self) -> set[ActName]:
        """Return the commands that some page would carry out now."""
        return {
            act
            for page in self._in_turn()
            for act in page.acts()
            if page.isVisible() or SPECS[act].travels
        }

    def _in_turn(self) -> list[Page]:
        """Return the pages that are made, the one in sight first."""
        ready = self._pages.ready if self._pages is not None else ()
        return sorted(ready, key=Page.isVisible, reverse=True)

    def _reason_against(
        self, act: ActName, spec: Spec, carried: Collection[ActName], why_not: str
    ) -> str:
        """Return why a command cannot be used now, empty when it can.

        `carried` are the commands of the pages, `why_not` is why nothing can be written.
        """
        if spec.needs_book and self._session is None:
            return "先打开一份台账。"
        if spec.writes and why_not:
            return why_not
        if act not in self._served and act not in carried:
            able = self._pages.able(act) if self._pages is not None else []
            if able and spec.travels:
                return ""
            return f"在“{able[0].title}”页用。" if able else "这一页用不上。"
        return ""

    def _update_step(self, act: ActName, verb: str, words: str | None) -> None:
        action = self.actions[act]
        said = f"{verb}：{words}" if words else verb
        action.setText(said)
        # The menu has room for all of it, the button beside the menus has not; its tip has all.
        action.setIconText(shortened(said, _MOST_ON_A_BUTTON))
        if not words:
            action.setEnabled(False)
            action.setToolTip(f"没有可{verb}的步骤。")
        elif action.isEnabled():
            action.setToolTip(f"{verb}：{words}（{SPECS[act].shortcut}）")
