"""The dialogs of units: what is said of one, what becomes of it, names decided by key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from db import queries
from db.book import PlanBook
from db.model.work_words import ContactRole
from db.operations.units import NewContact, UnitFields
from desktop.page import Place
from desktop.units.becoming import Becoming
from desktop.units.deciding import Decision
from desktop.units.editing import UnitDialog


@pytest.fixture
def application(start, sample_path):
    with PlanBook.open(sample_path, who="马丽") as book:
        names = ("经济发展集团公安分局", "市场监督管理局", "市场监管局", "北京路街道", "奎山街道")
        for name in names:
            book.units.add(UnitFields(name=name))
    application = start(sample_path)
    application.window.go_to(Place("units"))
    return application


def unit(application, name):
    found = application.session.read(queries.unit_lines)
    return next(one for one in found if name in {one.name, *one.aliases})


def go_to(application, page, name):
    page.table.go_to(unit(application, name).id)


def choose(choice, key):
    choice.setCurrentIndex(choice.findData(key))
    choice.chosen.emit(key)


def test_enter_opens_a_unit_and_saves_what_is_said_of_it(application, page):
    go_to(application, page, "各街道")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    (dialog,) = application.window.findChildren(UnitDialog)
    dialog.short_name.setText("街道")
    dialog.is_group.setChecked(True)
    dialog.fill_members.click()
    assert dialog.members.names == ("北京路街道", "奎山街道")
    _, _, (name, office, phone) = dialog.people[0]
    name.setText("周明")
    office.setText("教育办")
    phone.setText("8351")
    dialog.main.click()
    held = unit(application, "各街道")
    assert (held.short_name, len(held.members)) == ("街道", 2)
    (person,) = application.session.read(queries.unit_contacts, held.id)
    assert (person.name, person.office, person.phone) == ("周明", "教育办", "8351")
    assert application.session.undo_label == "改单位“各街道”"


def test_what_another_window_said_of_a_unit_is_not_written_over(application, page, sample_path):
    go_to(application, page, "各街道")
    dialog = page.edit_unit()
    dialog.short_name.setText("街道")
    dialog.aliases.setText("各街办，街道办事处")
    _, _, (name, _, _) = dialog.people[0]
    name.setText("周明")
    with PlanBook.open(sample_path, who="陈静") as other:
        street = other.read(queries.find_unit, "北京路街道")
        person = NewContact(ContactRole.CONTACT, "李红", note="周三在")
        said = UnitFields(
            name="各街道（镇）", kind="乡镇", aliases=("各镇街",), is_group=True,
            members=(street.id,), contacts=(person,),
        )  # fmt: skip
        other.units.change(unit(application, "各街道").id, said)
    dialog.main.click()
    assert not dialog.isVisible()
    held = unit(application, "各街道（镇）")
    assert (held.kind, held.short_name, held.members) == ("乡镇", "街道", (street.id,))
    assert set(held.aliases) == {"各镇街", "各街办", "街道办事处"}
    people = application.session.read(queries.unit_contacts, held.id)
    assert {(one.name, one.note) for one in people} == {("李红", "周三在"), ("周明", "")}
    # The note of a person, which the dialog does not ask for, stays too.
    dialog = page.edit_unit()
    dialog.short_name.setText("街镇")
    dialog.main.click()
    people = application.session.read(queries.unit_contacts, held.id)
    assert {(one.name, one.note) for one in people} == {("李红", "周三在"), ("周明", "")}


def test_what_is_refused_is_said_in_the_dialog_that_stays(application, page):
    go_to(application, page, "交警大队")
    dialog = page.edit_unit()
    dialog.name_of_unit.setText("财政局")
    dialog.main.click()
    assert dialog.says.text() == "已有单位“财政局”，没有保存。换个名称，或把两家并成一家。"
    assert dialog.isVisible()
    dialog.above.setText("没有这一家")
    dialog.main.click()
    assert dialog.says.text() == "没有单位“没有这一家”。先新增这一家，或改名称。"
    dialog.name_of_unit.setText(" ")
    assert not dialog.main.isEnabled()
    dialog.reject()


def test_a_unit_is_renamed_from_a_day_on(application, page):
    go_to(application, page, "社会事业局")
    dialog = page.ask_fate()
    assert not dialog.main.isEnabled()
    dialog.new_name.setText("教育和体育局")
    assert dialog.main.toolTip() == "先写从哪天起。" or dialog.main.isEnabled()
    dialog.day.setText("2022-03-01")
    dialog.document.setText("日开编〔2022〕2号")
    dialog.main.click()
    assert unit(application, "社会事业局").name == "教育和体育局"


def test_a_merger_says_before_what_it_moves(application, page):
    go_to(application, page, "交警大队")
    dialog = page.ask_fate()
    choose(dialog.kinds, Becoming.MERGED)
    dialog.into.setText("公安分局")
    dialog.day.setText("2022-07-01")
    assert dialog._about.text().startswith("移交责任 2 项；以前各期的数和进展仍在原单位名下。")
    dialog.day.setText("去年")
    assert "不是日期" in dialog._about.text()
    dialog.day.setText("2022-07-01")
    dialog.main.click()
    assert unit(application, "交警大队").successor == unit(application, "公安分局").id
    said = application.window.status.message
    assert said == "已记下：“交警大队”并入“公安分局”，Ctrl+Z 撤销。"
    # Both pages tell of it, each from its side.
    for name, words in (("公安分局", "“交警大队”并入这里"), ("交警大队", "并入“公安分局”")):
        go_to(application, page, name)
        assert words in " ".join(part.text() for part in page.pane.findChildren(QLabel))


def test_a_unit_is_divided_or_ended(application, page):
    go_to(application, page, "交通和建设局")
    dialog = page.ask_fate()
    choose(dialog.kinds, Becoming.DIVIDED)
    dialog.parts.setText("交通局、住建局")
    dialog.ends.setChecked(True)
    dialog.day.setText("2023-01-01")
    dialog.main.click()
    assert unit(application, "住建局").valid_from == "2023-01-01"
    go_to(application, page, "交警大队")
    dialog = page.ask_fate()
    choose(dialog.kinds, Becoming.ENDED)
    dialog.day.setText("2023-01-01")
    dialog.main.click()
    assert unit(application, "交警大队").valid_to == "2022-12-31"


def test_doubtful_names_are_decided_one_after_another_by_key(application, page):
    dialog = page.ask_decisions()
    assert [bool(one.parts) for one in dialog._doubts] == [True, False]
    assert dialog.parts.text() == "经济发展集团、公安分局"
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_1)
    assert application.session.undo_label == "拆分“经济发展集团公安分局”：经济发展集团、公安分局"
    assert dialog.doubt.other is not None
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_1)
    assert application.session.undo_label == "“市场监管局”并到“市场监督管理局”"
    assert not dialog.isVisible()
    assert unit(application, "市场监管局").name == "市场监督管理局"
    assert page.decide.isHidden()


def test_what_is_said_to_be_fine_is_not_asked_again(application, page):
    dialog = page.ask_decisions()
    dialog.ways[Decision.LEAVE].click()
    dialog.ways[Decision.LEAVE].click()
    assert page.decide.isHidden()
    application.session.undo()
    assert page.decide.text() == "处理疑似 1"


def test_a_doubt_can_wait(page):
    dialog = page.ask_decisions()
    dialog.main.click()
    assert dialog.says.text() == "第 2 个，共 2 个"
    dialog.main.click()
    assert not dialog.isVisible()
    assert page.decide.text() == "处理疑似 2"
