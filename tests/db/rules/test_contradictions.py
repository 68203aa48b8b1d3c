"""What a plan says against itself: of each kind two cases that are told and two that are left."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from db.model.statement_lines import StatementLine
from db.model.words import Counting, Direction
from db.model.work_words import StatementRole
from db.rules.contradictions import indicator_findings
from db.rules.finding import FindingKind
from tests.db.builders import an_amount, an_indicator, fresh

if TYPE_CHECKING:
    from db.model.lines import IndicatorLine

KINDS = (
    FindingKind.PERCENT_OVER_100,
    FindingKind.TARGET_BELOW_BASELINE,
    FindingKind.INTERIM_BELOW_BASELINE,
    FindingKind.TABLE_VS_TEXT,
    FindingKind.DUPLICATE_NUMBER,
    FindingKind.SUM_MISMATCH,
    FindingKind.PART_EXCEEDS_WHOLE,
    FindingKind.UNIT_MISSING,
)


@dataclass(frozen=True)
class Case:
    """Rows of a plan of 2021–2025, and whether the last of them is told by this kind."""

    kind: FindingKind
    story: str
    rows: tuple[IndicatorLine, ...]
    told: bool
    printed: tuple[tuple[StatementRole, int, str, str], ...] = ()

    def is_told(self) -> bool:
        row = self.rows[-1]
        said = tuple(
            StatementLine(fresh("statement"), row.id, role, year, an_amount(words), row.name, place,
                          chosen=not at)
            for at, (role, year, words, place) in enumerate(self.printed)
        )  # fmt: skip
        found = indicator_findings(self.rows, {row.id: said}, period_start=2021, period_end=2025)
        return any(one.kind is self.kind and one.row == row.id for one in found)


def told(kind, story, *rows, printed=()):
    return Case(kind, story, rows, told=True, printed=printed)


def left(kind, story, *rows, printed=()):
    return Case(kind, story, rows, told=False, printed=printed)


def part_of(whole, part):
    return whole, part._replace(parent=whole.id, depth=1)


TARGET, BASELINE = StatementRole.TARGET, StatementRole.BASELINE
DISABLED = "残疾儿童少年义务教育阶段入学率"

CASES = (
    told(KINDS[0], "利通区九年义务教育巩固率",
         an_indicator("九年义务教育巩固率", baselines={2020: "103.5"}, targets={2025: "97"})),
    told(KINDS[0], "利通区小学六年巩固率",
         an_indicator("小学六年巩固率", baselines={2020: "105.3"})),
    left(KINDS[0], "利通区: gross enrolment counts every age",
         an_indicator("高中阶段毛入学率", baselines={2020: "104.24"})),
    left(KINDS[0], "利通区: all of them", an_indicator("智慧校园开通率", baselines={2020: "100"})),

    told(KINDS[1], "利通区九年义务教育巩固率 103.5 to 97",
         an_indicator("九年义务教育巩固率", baselines={2020: "103.5"}, targets={2025: "97"})),
    told(KINDS[1], "大班额 shall fall, and is promised higher",
         an_indicator("大班额占比", direction=Direction.AT_MOST, baselines={2020: "2.85"},
                      targets={2025: "5"})),
    left(KINDS[1], "利通区 87 to 92",
         an_indicator("普惠性幼儿园覆盖率", baselines={2020: "87"}, targets={2025: "92"})),
    left(KINDS[1], "赣县区: fewer children are born, and that is meant",
         an_indicator("在园幼儿数", unit="万人", direction=Direction.AT_MOST,
                      baselines={2020: "2.28"}, targets={2025: "2.17"})),

    told(KINDS[2], "利通区普惠性幼儿园覆盖率: 85 in 2023, 87 already in 2020",
         an_indicator("普惠性幼儿园覆盖率", baselines={2020: "87"}, interim={2023: "85"},
                      targets={2025: "92"})),
    told(KINDS[2], "利通区公办在园幼儿占比: 50 in 2023, 52.79 already in 2020",
         an_indicator("公办在园幼儿占比", baselines={2020: "52.79"}, interim={2023: "50"},
                      targets={2025: "55"})),
    left(KINDS[2], "on the way",
         an_indicator("普惠性幼儿园覆盖率", baselines={2020: "87"}, interim={2023: "89"},
                      targets={2025: "92"})),
    left(KINDS[2], "where it starts",
         an_indicator("公办在园幼儿占比", baselines={2020: "50"}, interim={2023: "50"},
                      targets={2025: "55"})),

    told(KINDS[3], "利通区: 99 in the table, 98 in the text",
         an_indicator(DISABLED, targets={2025: "99"}),
         printed=((TARGET, 2025, "99", "主要目标表 第6行"), (TARGET, 2025, "98", "三（二）6"))),
    told(KINDS[3], "the baseline printed twice, 93.91 and 93.19",
         an_indicator(baselines={2020: "93.91"}),
         printed=((BASELINE, 2020, "93.91", "主要目标表 第1行"),
                  (BASELINE, 2020, "93.19", "一（一）2"))),
    left(KINDS[3], "利通区: 93.91 in both",
         an_indicator(baselines={2020: "93.91"}),
         printed=((BASELINE, 2020, "93.91", "主要目标表 第1行"),
                  (BASELINE, 2020, "93.91", "一（一）2"))),
    left(KINDS[3], "利通区: 85 of 2023 is not 92 of 2025",
         an_indicator("普惠性幼儿园覆盖率", targets={2025: "92"}),
         printed=((TARGET, 2025, "92", "主要目标表 第2行"), (TARGET, 2023, "85", "三（二）4"))),

    told(KINDS[4], "赣县区: 2.14 in one table, 2.54 in the other",
         an_indicator("在校生", unit="万人", baselines={2020: "2.54"}),
         printed=((BASELINE, 2020, "2.54", "表2 第6行"), (BASELINE, 2020, "2.14", "表1 第6行"))),
    told(KINDS[4], "a target in two tables",
         an_indicator(targets={2025: "95"}),
         printed=((TARGET, 2025, "95", "表1 第1行"), (TARGET, 2025, "96", "表3 第1行"))),
    left(KINDS[4], "赣县区: the same number in both tables",
         an_indicator("在校生", unit="万人", baselines={2020: "2.54"}),
         printed=((BASELINE, 2020, "2.54", "表2 第6行"), (BASELINE, 2020, "2.54", "表1 第6行"))),
    left(KINDS[4], "a table and a sentence are another kind",
         an_indicator(DISABLED, targets={2025: "99"}),
         printed=((TARGET, 2025, "99", "主要目标表 第6行"), (TARGET, 2025, "98", "三（二）6"))),

    told(KINDS[5], "南安市: 25, 37 and 27 are more than 88",
         an_indicator("新（改、扩）建", unit="所", counting=Counting.CUMULATIVE,
                      targets={2025: "88"}, yearly={2023: "25", 2024: "37", 2025: "27"})),
    told(KINDS[5], "each year is named, and one is missing in the sum",
         an_indicator("新增学位", unit="个", counting=Counting.CUMULATIVE, targets={2025: "88"},
                      yearly={2021: "10", 2022: "10", 2023: "20", 2024: "20", 2025: "20"})),
    left(KINDS[5], "南安市: 25, 37 and 26 are 88",
         an_indicator("新（改、扩）建", unit="所", counting=Counting.CUMULATIVE,
                      targets={2025: "88"}, yearly={2023: "25", 2024: "37", 2025: "26"})),
    left(KINDS[5], "two of the years are named, the rest is still open",
         an_indicator("新（改、扩）建", unit="所", counting=Counting.CUMULATIVE,
                      targets={2025: "88"}, yearly={2023: "25", 2024: "37"})),

    told(KINDS[6], "日照: more public kindergartens than kindergartens",
         *part_of(an_indicator("幼儿园数", unit="所", baselines={2021: "47"}),
                  an_indicator("公办幼儿园", unit="所", baselines={2021: "49"}))),
    told(KINDS[6], "赣县区: the secondary schools alone shall have more than all",
         *part_of(an_indicator("在校生", unit="万人", targets={2025: "2.6"}),
                  an_indicator("中等职业教育", unit="万人", targets={2025: "2.61"}))),
    left(KINDS[6], "日照 as it is printed",
         *part_of(an_indicator("幼儿园数", unit="所", baselines={2021: "47"}),
                  an_indicator("公办幼儿园", unit="所", baselines={2021: "9"}))),
    left(KINDS[6], "赣县区: the rate of a part may be more than the rate of all",
         *part_of(an_indicator("年交流轮岗人数占应交流对象比例", targets={2025: "10"}),
                  an_indicator("区级以上骨干教师交流轮岗占比", targets={2025: "20"}))),

    told(KINDS[7], "日照: 12, of what is not said",
         an_indicator("省级示范幼儿园", unit="", targets={2023: "12"})),
    told(KINDS[7], "a baseline alone", an_indicator("资源教室", unit="", baselines={2020: "7"})),
    left(KINDS[7], "日照: 12 所",
         an_indicator("省级示范幼儿园", unit="所", targets={2023: "12"})),
    left(KINDS[7], "words have no unit",
         an_indicator("家校协同机制", unit="", targets={2025: "基本建立"})),
)  # fmt: skip


@pytest.mark.parametrize(
    "case",
    CASES,
    ids=[f"{one.kind}: {'told' if one.told else 'left'} {one.story}" for one in CASES],
)
def test_case(case):
    assert case.is_told() is case.told


def test_every_kind_has_two_cases_to_tell_and_two_to_leave():
    assert Counter((one.kind, one.told) for one in CASES) == Counter(
        {(kind, whether): 2 for kind in KINDS for whether in (True, False)}
    )
