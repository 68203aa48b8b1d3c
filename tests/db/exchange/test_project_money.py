"""The yearly money of projects: several parts under one year, merged over or not, in any unit."""

import pytest

from db.exchange.listing import Meaning
from db.exchange.table_reader import read_tables
from db.exchange.xlsx import read_workbook
from tests.db.exchange.traps.trap import lines

TITLE = "重点项目一览表"


@pytest.fixture
def read(tmp_path):
    """Read a table written as text, a row a line, as an office saves it from its program."""

    def read_rows(*rows):
        path = tmp_path / "项目 清单.csv"
        path.write_text("\n".join((TITLE, *rows)), encoding="gb18030")
        return read_tables(read_workbook(path))

    return read_rows


def complaints(reading):
    return [(one.address, one.reason) for one in reading.complaints]


def test_every_part_under_a_year_is_read_though_nothing_is_merged(read):
    reading = read(
        "项目名称,建设性质,2022年资金（万元）,,,2023年资金（万元）,,",
        ",,计划,到位,完成,计划,到位,完成",
        "实验小学,改扩建,1200,800,700,2000,1500,1200",
    )
    assert lines(reading)[1] == (
        "4 实验小学; kind=改扩建; funding2022//计划投资=1200; funding2022//到位=800; "
        "funding2022//完成投资=700; funding2023//计划投资=2000; funding2023//到位=1500; "
        "funding2023//完成投资=1200"
    )
    assert complaints(reading) == []


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("2022年计划投资（万元）", "2022//计划投资"),
        ("2022年度完成投资（万元）", "2022//完成投资"),
        ("2022年到位资金（万元）", "2022//到位"),
        ("2022年投资（万元）完成", "2022//完成投资"),
        ("2022年中央资金（万元）拨付", "2022/中央/支付"),
        ("资金（万元）支付", "//支付"),
    ],
)
def test_money_goes_by_the_words_of_an_office(read, heading, key):
    reading = read(f"项目名称,建设性质,{heading}", "实验小学,改扩建,1200")
    figure = reading.tables[0].rows[0].figures[0]
    assert (figure.meaning, figure.period, figure.amount.text) == (Meaning.FUNDING, key, "1200")


def test_money_is_turned_into_the_unit_of_the_book(read):
    reading = read("项目名称,建设性质,2022年计划投资（亿元）", "实验小学,改扩建,0.12")
    assert lines(reading)[1] == "3 实验小学; kind=改扩建; funding2022//计划投资=1200"


def test_money_may_have_its_unit_in_the_corner(read):
    reading = read(",,单位：万元", "项目名称,建设性质,2022年计划投资", "实验小学,改扩建,1200")
    assert lines(reading)[1] == "4 实验小学; kind=改扩建; funding2022//计划投资=1200"


def test_money_without_any_unit_is_pointed_at(read):
    reading = read("项目名称,建设性质,2022年计划投资", "实验小学,改扩建,1200")
    assert complaints(reading) == [("C3", "“1200”没有写明单位")]


def test_parts_of_a_year_that_nobody_knows_are_pointed_at_each(read):
    reading = read(
        "项目名称,建设性质,2022年,,2023年,",
        ",,土建,装修,土建,装修",
        "实验小学,改扩建,1200,800,700,600",
    )
    assert [address for address, _ in complaints(reading)] == ["C3", "D3", "E3", "F3"]
    assert lines(reading)[1] == "4 实验小学; kind=改扩建"
