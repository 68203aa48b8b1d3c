"""The dialogs of closing a row: one step with its day and words, and the list of what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from db.rules.signing_off import Signature, reason_against_signature
from desktop.delegates.marks import Mark, MarkName
from desktop.proof.words import STEP_DETAILS, reference_words
from desktop.widgets.answer_keys import main_keys
from desktop.widgets.lines import in_line
from desktop.widgets.pane import MarkView
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from db.model.proof import EvidenceLine, RequirementLine
    from db.model.work_words import SignOffStep
    from desktop.proof.row_proof import RowProof
    from desktop.theme import Look

_SIZE, _LIST_SIZE = QSize(560, 400), QSize(520, 380)
_MOST_SHOWN = 8


class SignDialog(PlanDialog):
    """Asks for the day and the words of one step; `given` carries words and day (ISO).

    The evidence stands above: whoever verifies looks at it, whoever asks sees what is missing.
    """

    given = Signal(object, object)

    def __init__(
        self,
        look: Look,
        step: SignOffStep,
        proof: RowProof,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("sign_dialog", str(step), "不办", _SIZE, parent)
        self._look, self._step, self._last = look, step, proof.last
        self._reason = proof.reason_against(step)
        self.on = QLineEdit(today.isoformat())
        self.on.setAccessibleName("日期")
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        title, hint = STEP_DETAILS[step]
        self.words.setAccessibleName(title)
        self.words.setPlaceholderText(hint)
        self.body.addWidget(label(proof.name, bold=True, wraps=True))
        for mark, said in _proof_words(proof.pieces, proof.evidence):
            self.body.addWidget(self._line(mark, said))
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow("日期", self.on)
        form.addRow(title, self.words)
        self.body.addLayout(form, 1)
        self.on.textChanged.connect(self._check)
        self.words.textChanged.connect(self._check)
        self.main.clicked.connect(self._on_main)
        main_keys(self, self.main)
        self._check()
        self.words.setFocus()

    def _line(self, mark: MarkName, said: str) -> QWidget:
        words = label(said, wraps=True)
        return in_line(MarkView(self._look, mark), words, wide=words, gap=6)

    @Slot()
    def _check(self) -> None:
        """Say what stands against the step, if anything does."""
        signature = Signature(self.on.text().strip(), "", self.words.toPlainText())
        reason = self._reason or reason_against_signature(self._step, self._last, signature)
        self.show_main(f"{self._step}  Ctrl+Enter", reason)
        self.say(reason)

    @Slot()
    def _on_main(self) -> None:
        self.given.emit(self.words.toPlainText(), self.on.text())


def _proof_words(
    pieces: Sequence[RequirementLine], evidence: Sequence[EvidenceLine]
) -> list[tuple[MarkName, str]]:
    """Return a line a piece with what is it, then the evidence that is none of them."""
    said = [
        (Mark.APPROVED, f"{one.words}：{'、'.join(one.titles)}")
        if one.titles
        else (Mark.BLANK, f"{one.words}：缺")
        for one in pieces
    ]
    rest = [one for one in evidence if not any(link.requirement for link in one.links)]
    said += [(Mark.APPROVED, f"{one.title}（{reference_words(one)}）") for one in rest]
    if len(said) > _MOST_SHOWN:
        more = len(said) - _MOST_SHOWN + 1
        said = [*said[: _MOST_SHOWN - 1], (Mark.APPROVED, f"还有 {more} 件")]
    return said


class PiecesDialog(PlanDialog):
    """Asks what closing a row needs, a line a piece; `given` carries (id or None, words) pairs."""

    given = Signal(object)

    def __init__(
        self,
        proof: RowProof,
        usual: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("pieces_dialog", "销号要件", "不改", _LIST_SIZE, parent)
        self._held = list(proof.pieces)
        self._usual = tuple(usual)
        self.lines = QPlainTextEdit("\n".join(one.words for one in proof.pieces))
        self.lines.setAccessibleName("销号要件，一行一件")
        self.lines.setTabChangesFocus(True)
        self.lines.setPlaceholderText("一行一件，如：竣工验收报告")
        self.take_usual = button("用常用的清单", tip="、".join(usual))
        self.take_usual.setVisible(bool(usual))
        self.body.addWidget(label(proof.name, bold=True, wraps=True))
        told = "申请销号时逐件核对，缺一件就申请不了。"
        self.body.addWidget(label(told, ink="muted", size="secondary", wraps=True))
        self.body.addWidget(self.lines, 1)
        line = QHBoxLayout()
        line.addWidget(self.take_usual)
        line.addStretch()
        self.body.addLayout(line)
        self.take_usual.clicked.connect(self._on_usual)
        self.lines.textChanged.connect(self._check)
        self.main.clicked.connect(self._on_main)
        main_keys(self, self.main)
        self._check()
        self.lines.setFocus()

    @property
    def words(self) -> list[str]:
        """Return the pieces that are written, each once."""
        said = (line.strip() for line in self.lines.toPlainText().splitlines())
        return list(dict.fromkeys(line for line in said if line))

    @Slot()
    def _check(self) -> None:
        count = len(self.words)
        held = [one.words for one in self._held]
        reason = "" if self.words != held else "还没有改动。"
        self.show_main(f"{f'要这 {count} 件' if count else '不要要件'}  Ctrl+Enter", reason)

    @Slot()
    def _on_usual(self) -> None:
        missing = [one for one in self._usual if one not in self.words]
        self.lines.setPlainText("\n".join((*self.words, *missing)))

    @Slot()
    def _on_main(self) -> None:
        self.given.emit(tuple(self._matched()))

    def _matched(self) -> list[tuple[str | None, str]]:
        """Return each line with the piece it was: by its words, else by its place.

        A piece whose words were mended keeps the evidence that is it.
        """
        said = self.words
        by_words = {one.words: one.id for one in self._held}
        left = {one.id for one in self._held} - {by_words.get(words) for words in said}
        matched: list[tuple[str | None, str]] = []
        for place, words in enumerate(said):
            known = by_words.get(words)
            if known is None and place < len(self._held) and self._held[place].id in left:
                known = self._held[place].id
                left.discard(known)
            matched.append((known, words))
        return matched
