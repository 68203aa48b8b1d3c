"""Two windows tell of one task: what one wrote stands when the other keeps what it typed."""

from functools import partial

import pytest

from db.model.words import TaskStatus
from desktop.page import Place
from desktop.widgets.progress_form import Part

KINDERGARTENS = "学前教育优质普惠发展"


class Window:
    """A window of the program at the task page, on the form of a month."""

    def __init__(self, application):
        self.application, self.session = application, application.session
        application.window.go_to(Place("task_list"))
        self.page = application.window.page
        self.page.bar.period_chosen.emit("2022-10")
        self.page.table.go_to(self.task.id)
        self.form = self.page.form

    @property
    def task(self):
        return next(task for task in self.page.tasks if task.title == KINDERGARTENS)

    def types(self, part, words):
        self.form.boxes[part].put(words)

    def keeps(self, part, words):
        self.types(part, words)
        assert self.page.keep()

    def reads(self):
        return {part: box.words for part, box in self.form.boxes.items() if box.words}


@pytest.fixture
def window(start, sample_path):
    return Window(start(sample_path))


@pytest.fixture
def other(start, sample_path):
    return Window(start(sample_path))


@pytest.mark.parametrize("looked", [True, False])
def test_words_in_other_boxes_are_not_written_over(window, other, looked):
    """Whether the other window saw them before it kept its own or not."""
    other.types(Part.PROBLEM, "用地未批")
    window.keeps(Part.WORDS, "2 所主体完工")
    window.page.choose_status().close()
    window.session.set_task_status(window.task.id, TaskStatus.BEHIND)
    if not looked:
        assert other.page.keep()
    other.session.look_again()
    window.session.look_again()
    expected = {Part.WORDS: "2 所主体完工", Part.PROBLEM: "用地未批"}
    assert other.reads() == expected
    assert window.reads() == expected
    assert window.task.status is TaskStatus.BEHIND


def test_words_in_the_same_box_are_both_kept(window, other):
    other.types(Part.WORDS, "1 所开工")
    window.keeps(Part.WORDS, "2 所主体完工")
    assert other.page.keep()
    assert other.reads() == {Part.WORDS: "2 所主体完工\n1 所开工"}


def test_a_status_chosen_in_the_tree_stays_when_words_are_told_after(window):
    window.keeps(Part.WORDS, "2 所主体完工")
    window.session.set_task_status(window.task.id, TaskStatus.BEHIND)
    assert window.form.answer.choice == TaskStatus.BEHIND.name
    window.keeps(Part.NEXT_STEP, "办理验收")
    assert window.task.status is TaskStatus.BEHIND


def test_a_measure_goes_on_with_its_task_when_only_words_are_told_of_it(window):
    page, session = window.page, window.session
    session.carry_out(partial(session.book.tasks.add_measure, window.task.id, "扩建公办园"))
    page.open_task(window.task.id)
    measure = page.content.whole(window.task.id).measures[-1]
    page.table.go_to(measure.id)
    window.keeps(Part.WORDS, "已选址")
    assert page.content.whole(window.task.id).measures[-1].status is measure.status is None
