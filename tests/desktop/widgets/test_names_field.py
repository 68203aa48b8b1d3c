"""A field for names: several apart by 、, found by a part or by pinyin initials."""

import pytest
from PySide6.QtTest import QTest

from desktop.widgets.names_field import NamesField

NAMES = ("财政局", "公安分局", "交通和建设局")


@pytest.fixture
def field(qtbot):
    made = NamesField("牵头单位")
    made.offer(NAMES)
    qtbot.addWidget(made)
    made.show()
    return made


def offered(field):
    return field._offered.stringList()


def test_names_are_told_apart_by_any_of_the_usual_signs(field):
    field.setText("财政局、 公安分局，交警大队；财政局")
    assert field.names == ("财政局", "公安分局", "交警大队")


def test_initials_find_a_name_and_it_takes_their_place(field):
    QTest.keyClicks(field, "czj")
    assert offered(field) == ["财政局"]
    field._take("财政局")
    assert field.text() == "财政局"
    field.setText("财政局、")
    QTest.keyClicks(field, "gaf")
    assert offered(field) == ["公安分局"]
    field._take("公安分局")
    assert field.names == ("财政局", "公安分局")
    field._popup.popup().hide()


def test_a_single_name_may_hold_any_sign(qtbot):
    one = NamesField("上级单位", single=True)
    qtbot.addWidget(one)
    one.setText("镇、街道办")
    assert one.names == ("镇、街道办",)
