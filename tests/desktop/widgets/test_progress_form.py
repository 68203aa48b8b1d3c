"""The form of a period: boxes that grow, figures beside last ones, many stages as a list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.theme import Look
from desktop.widgets.figure_grid import FormFigure
from desktop.widgets.progress_form import FormContent, FormFoot, Part, ProgressForm
from desktop.widgets.word_menu import Word

STAGES = tuple(
    Word(word, word) for word in ("谋划", "立项", "用地", "可研", "初设", "招标", "开工")
)
FIGURES = (
    FormFigure("a", "新建园（所）", "10", "", "18"),
    FormFigure("b", "公办占比（%）", "45.9", "46.2", "50", computed=True),
)


@pytest.fixture
def form(start, empty_path, qtbot):
    application = start(empty_path)
    made = ProgressForm(Look(application.preferences))
    qtbot.addWidget(made)
    made.resize(320, 700)
    made.show()
    return made


def test_many_stages_are_a_list_and_few_are_buttons(form):
    form.show_content(FormContent("p 1", choices=STAGES, choice="招标", choice_title="项目阶段"))
    assert form.stages.isVisible()
    assert form.answer.choice == "招标"
    form.stages.setCurrentIndex(6)
    assert form.is_changed
    form.show_content(FormContent("p 2", choices=STAGES[:3], choice="立项"))
    assert not form.stages.isVisible()
    assert form.answer.choice == "立项"
    assert not form.is_changed


def test_figures_are_typed_but_not_computed_ones(form):
    form.show_content(FormContent("t 1", figures=FIGURES))
    assert list(form.grid.fields) == ["a"]
    QTest.keyClicks(form.grid.fields["a"], "11")
    assert form.answer.figures == {"a": "11"}
    form.refuse("a")
    assert form.grid.fields["a"].property("refused")
    QTest.keyClick(form.grid.fields["a"], Qt.Key.Key_Backspace)
    assert not form.grid.fields["a"].property("refused")


def test_a_refresh_leaves_what_is_being_typed_and_another_row_does_not(form):
    form.show_content(FormContent("t 1", figures=FIGURES, held={Part.WORDS: "装修"}))
    form.boxes[Part.WORDS].put("装修完成")
    form.grid.fields["a"].setText("12")
    form.show_content(FormContent("t 1", figures=FIGURES, held={Part.WORDS: "装修"}))
    assert (form.answer.words[Part.WORDS], form.answer.figures) == ("装修完成", {"a": "12"})
    form.show_content(FormContent("t 2", figures=FIGURES))
    assert not form.is_changed


def test_a_box_grows_with_its_words_up_to_six_lines(form):
    form.show_content(FormContent("t 1"))
    box = form.boxes[Part.WORDS]
    one = box.height()
    box.put("一\n二\n三")
    three = box.height()
    box.put("\n".join("一二三四五六七八九"))
    assert one < three < box.height()
    assert box.height() < 3 * three


def test_the_keys_ask_to_save_and_a_reason_forbids_typing(form, qtbot):
    form.show_content(FormContent("t 1", last="上月", before={Part.WORDS: "装修"}))
    box = form.boxes[Part.WORDS]
    with qtbot.waitSignal(form.save_requested) as asked:
        QTest.keyClick(box, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [1]
    with qtbot.assertNotEmitted(form.save_requested):
        form.ask_to_save()
    form.show_content(FormContent("t 1", last="上月", before={Part.WORDS: "装修"}, reason="只读。"))
    assert box.isReadOnly()
    QTest.keyClick(box, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert box.words == ""
    assert not form.carry.isEnabled()


def test_the_foot_asks_for_the_row_before_and_the_next(qtbot):
    foot = FormFoot()
    qtbot.addWidget(foot)
    steps = []
    foot.step_requested.connect(steps.append)
    foot.on.click()
    foot.back.click()
    assert steps == [1, -1]
