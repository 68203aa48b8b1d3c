"""The 校验情况表 on paper: findings under how they stand, the explanation with who gave it."""

from datetime import date

from db.exchange.list_out.checks import CLOSING
from db.model.check_lines import CheckLine, CheckStanding
from desktop.check_paper import check_paper
from desktop.paper import PaperBand, words_of
from tests.db.builders import a_plan

DAY = date(2025, 1, 15)


def a_line(standing, **said):
    known = {
        "name": "普惠性幼儿园覆盖率", "category": "学前教育", "measure_unit": "%", "unit": "",
        "period": "2024", "before": "90.3", "figure": "89.4",
        "message": "比上年低 0.9，请核对或说明。", "others": "2023：90.3",
    }  # fmt: skip
    return CheckLine(standing, **(known | said))


def test_findings_stand_under_how_they_stand():
    told = [
        a_line(CheckStanding.ERROR),
        a_line(CheckStanding.EXPLAINED, explanation="停办两所", who="马丽", unit="金积镇",
               made_at="2025-01-14T08:20:00+00:00"),
        a_line(CheckStanding.EXPLAINED),
    ]  # fmt: skip
    paper = check_paper(a_plan(), told, "2024 年", DAY)
    assert paper.title == "清河县教育事业发展“十四五”规划2024年校验情况表"
    assert paper.right == "报告期：2024 年　填表日期：2025-01-15"
    assert paper.closing == CLOSING
    assert paper.landscape
    bands = [row.words for row in paper.rows if isinstance(row, PaperBand)]
    assert bands == ["错误（须改）　1 处", "疑问（已说明）　2 处"]
    rows = [words.split("\t") for words in words_of(paper.rows)]
    assert [row[0] for row in rows if len(row) > 1] == ["1", "2", "3"]
    assert rows[1][3] == "清河县", "a figure of no unit is the county's"
    assert (rows[3][3], rows[3][8:]) == ("金积镇", ["停办两所", "马丽", "2025-01-14"])


def test_where_nothing_is_doubted_the_paper_says_so():
    paper = check_paper(a_plan(issuer=""), (), "2024 年", DAY)
    assert words_of(paper.rows) == ["没有错误，也没有疑问"]
    assert paper.left == ""
