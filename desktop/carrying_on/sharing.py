"""The dialog of one series for two plans: which row to join, and whose figures stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.errors import UserError
from db.operations.sharing import SharePreview, Stays
from db.rules.names import folded
from desktop.errors import sentence
from desktop.widgets.choice import Choice
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.row_finder import FoundRow, RowFinder
from desktop.widgets.words import button, label
from desktop.wording import as_printed, period_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.model.lines import IndicatorLine
    from db.model.records import Actual
    from db.rules.sharing import Clash, Spot
    from desktop.theme import Look

_SIZE = QSize(720, 520)
_UNDECIDED = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row of another plan whose series can be shared."""

    series: str
    name: str
    plan: str


class ShareDialog(PlanDialog):
    """Asks which series a row should share.

    `given` carries the series and whose figure stays by spot; `separated` that the row gets a
    series of its own again.
    """

    given = Signal(object, object)
    separated = Signal()

    def __init__(
        self,
        look: Look,
        line: IndicatorLine,
        candidates: Sequence[Candidate],
        preview: Callable[[str], SharePreview],
        parent: QWidget | None = None,
        *,
        shared_with: Sequence[str] = (),
        unit_names: Callable[[str], str] = str,
    ) -> None:
        super().__init__("share_dialog", "共用数据项", "不改", _SIZE, parent)
        self._look = look
        self._line = line
        self._preview = preview
        self._unit_names = unit_names
        self._series = ""
        self._has_none = True
        self._moving = 0
        self._clashes: tuple[Clash, ...] = ()
        self.choices: dict[Spot, Choice] = {}
        self.rows = RowFinder("别的规划里的指标")
        self.apart = button("分开，各记各的")
        self.apart.setVisible(bool(shared_with))
        self.found = label(wraps=True)
        self._about = label(ink="muted", wraps=True)
        self._settling = QScrollArea()
        self._lay_out(shared_with)
        self.rows.chosen.connect(self._show_series)
        self.apart.clicked.connect(self.separated)
        self.main.clicked.connect(self._on_main)
        self._show_candidates(candidates)
        self.rows.setFocus()

    def _lay_out(self, shared_with: Sequence[str]) -> None:
        self.body.addWidget(label(self._line.name, bold=True, wraps=True))
        if shared_with:
            head = QHBoxLayout()
            head.addWidget(label(f"现与{_titles(shared_with)}共用，数只录一次。", wraps=True), 1)
            head.addWidget(self.apart)
            self.body.addLayout(head)
        self.body.addWidget(self._about)
        self.body.addWidget(self.rows, 2)
        self.body.addWidget(self.found)
        self._settling.setWidgetResizable(True)
        self._settling.setAccessibleName("两边不同的数")
        self.body.addWidget(self._settling, 1)

    def _show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Offer rows of other plans; the one of the same name is chosen already."""
        plans = tuple(dict.fromkeys(one.plan for one in candidates))
        where = f"“{plans[0]}”" if len(plans) == 1 else "别的规划"
        self._about.setText(f"从{where}里选同一项。数只录一次，两边都看得到。")
        several = len(plans) > 1
        rows = [FoundRow(one.series, one.name, one.plan if several else "") for one in candidates]
        same = (one.series for one in candidates if folded(one.name) == folded(self._line.name))
        self._has_none = not candidates
        self.rows.show_rows(rows, next(same, ""))

    def _show_series(self, series: str) -> None:
        self._series, self._clashes, self.choices = series, (), {}
        self._settling.setVisible(False)
        if not series:
            self.found.setText("")
            nothing = "别的规划里没有计量单位相同的行。" if self._has_none else "先选一行。"
            self.show_main("共用", nothing)
            self.say(nothing)
            return
        try:
            preview = self._preview(series)
        except UserError as error:
            self.found.setText("")
            self.show_main("共用", sentence(error))
            self.refuse(sentence(error))
            return
        figures = preview.figures
        self._clashes, self._moving = figures.clashes, len(figures.moving)
        brought = (
            f"带过去 {len(figures.moving)} 格，相同 {len(figures.same)} 格，"
            f"不同 {len(figures.clashes)} 格。"
        )
        held = figures.moving or figures.same or figures.clashes
        self.found.setText(brought if held else "这一行还没有数要带过去。")
        self._show_clashes()
        self._show_open()

    def _show_clashes(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for place, clash in enumerate(self._clashes):
            choice = Choice(self._look, f"{self._spot_words(clash)}留哪个数")
            ours, theirs = (self._figure_words(one) for one in (clash.ours, clash.theirs))
            choices = [
                (_UNDECIDED, "选一个"),
                (Stays.OURS, f"留本行的 {ours}"),
                (Stays.THEIRS, f"留对方的 {theirs}"),
            ]
            choice.show_choices(choices, _UNDECIDED)
            choice.chosen.connect(self._show_open)
            self.choices[clash.spot] = choice
            grid.addWidget(label(self._spot_words(clash)), place, 0)
            grid.addWidget(label(f"本行 {ours}，对方 {theirs}"), place, 1)
            grid.addWidget(choice, place, 2)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addStretch()
        self._settling.setWidget(inner)
        self._settling.setVisible(bool(self._clashes))
        self._settling.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _show_open(self, *_key: object) -> None:
        left = sum(choice.currentData() == _UNDECIDED for choice in self.choices.values())
        ours = sum(choice.currentData() == Stays.OURS for choice in self.choices.values())
        reason = f"还有 {left} 格要选定留哪个数。" if left else ""
        moving = self._moving + ours
        self.show_main(f"共用，带过去 {moving} 格" if moving else "共用", reason)
        self.say(
            reason or "这一行原来的数据项没有别的行用就删去，可以撤销。",
            "warn" if left else "muted",
        )

    def _spot_words(self, clash: Clash) -> str:
        period, unit = clash.spot
        return f"{period_words(period)}　{self._unit_names(unit)}" if unit else period_words(period)

    def _figure_words(self, actual: Actual) -> str:
        return as_printed(actual.amount, self._line.unit)

    def _on_main(self) -> None:
        decided = {spot: Stays(choice.currentData()) for spot, choice in self.choices.items()}
        self.given.emit(self._series, decided)


def _titles(titles: Sequence[str]) -> str:
    return "、".join(f"“{title}”" for title in titles)
