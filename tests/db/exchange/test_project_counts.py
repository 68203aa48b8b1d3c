"""How many schools a project of a list stands for: a whole number, or pointed at."""

from db.exchange.table_reader import read_tables
from db.exchange.xlsx import read_workbook
from tests.db.exchange.traps.trap import lines


def test_half_a_school_is_pointed_at_and_not_cut_to_a_whole_one(tmp_path):
    path = tmp_path / "项目清单.csv"
    rows = ("重点项目一览表", "项目名称,数量,学位数", "新建幼儿园,3.5,5400", "实验小学,2所,1800")
    path.write_text("\n".join(rows), encoding="utf-8")
    reading = read_tables(read_workbook(path))
    assert [(one.address, one.reason) for one in reading.complaints] == [("B3", "“3.5”不是整数")]
    assert lines(reading)[1:] == (
        "3 新建幼儿园; places=5400",
        "4 实验小学; count=2所(2); places=1800",
    )
