"""Every failure has its own words: what happened, where, and what to do."""

from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import errors, faults
from db.errors import (
    AmbiguousName,
    BookFault,
    BookRefused,
    EvidenceRefused,
    FileRefused,
    NotFound,
    NothingToUndo,
    ReviewRefused,
    SignInRefused,
    StaleRow,
    StepIsBuiltOn,
    TargetRefused,
    UserError,
    ValueRefused,
)
from db.faults import EvidenceFault, FileFault, ReviewFault, SignInFault, TargetFault, ValueFault
from desktop.errors import LONGEST_PATH, LONGEST_QUOTE, placed, quoted, sentence

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, UserError) and kind is not UserError
]
FAULTS = [
    kind
    for kind in (BookFault, *vars(faults).values())
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
]
WITH_FAULTS = {
    FileFault: lambda fault: FileRefused(Path("乡镇", "一览表.xlsx"), fault),
    BookFault: lambda fault: BookRefused(Path("局里", "利通.planbook"), fault),
    TargetFault: lambda fault: TargetRefused(Path("桌面", "一览表.xls"), fault),
    ValueFault: lambda fault: ValueRefused(fault, "见附件3"),
    EvidenceFault: lambda fault: EvidenceRefused("竣工验收报告.pdf", fault, "24.3 MB"),
    ReviewFault: lambda fault: ReviewRefused(fault, "通过", ("毛入园率 2024",), "退回"),
    SignInFault: lambda fault: SignInRefused(fault, "马丽", "审核"),
}
ALL_FAULTS = [fault for kind in FAULTS for fault in kind]
NAME = st.text(max_size=200)


def an_error_of(kind: type[UserError]) -> UserError:
    """Make a failure of that kind from what its fields are."""
    values = {
        "Path": Path("台账.planbook"),
        "FileFault": FileFault.EMPTY,
        "BookFault": BookFault.EMPTY,
        "TargetFault": TargetFault.EXISTS,
        "ValueFault": ValueFault.NOT_A_DATE,
        "EvidenceFault": EvidenceFault.EMPTY,
        "ReviewFault": ReviewFault.OPEN_QUERY,
        "SignInFault": SignInFault.REQUIRED,
        "tuple[str, ...]": ("毛入园率 2024",),
        "str": "名称",
    }
    needed = {name: of for name, of in kind.__annotations__.items() if not hasattr(kind, name)}
    return kind(**{name: values[of] for name, of in needed.items()})


def assert_two_plain_sentences(words: str) -> None:
    assert words.endswith("。")
    assert words.count("。") >= 2, words
    assert "\n" not in words
    assert not set(words) & set("!！{}"), words
    assert not any(said in words for said in ("您", "抱歉", "操作失败", "稍候")), words


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_failure_is_worded(kind):
    words = sentence(an_error_of(kind))
    assert_two_plain_sentences(words)
    assert kind.__name__ not in words


@pytest.mark.parametrize("fault", ALL_FAULTS, ids=repr)
def test_every_fault_says_what_happened_and_what_to_do(fault):
    assert_two_plain_sentences(sentence(WITH_FAULTS[type(fault)](fault)))


def test_no_two_faults_share_a_sentence():
    words = [sentence(WITH_FAULTS[type(fault)](fault)) for fault in ALL_FAULTS]
    assert len(set(words)) == len(words) == len(ALL_FAULTS)


def test_a_failure_without_words_of_its_own_is_still_a_sentence():
    class Sulking(UserError):
        """A failure nobody has worded yet."""

    assert_two_plain_sentences(sentence(Sulking()))


def test_a_fault_in_a_cell_is_told_with_sheet_and_address():
    error = FileRefused(Path("镇里.xlsx"), FileFault.NOT_FINITE, "附件2", "E11")
    assert sentence(error).startswith("“镇里.xlsx”的工作表“附件2” E11 存的不是有限的数")


def test_a_missing_sheet_is_told_with_those_there_are():
    error = FileRefused(Path("a.xlsx"), FileFault.NO_SHEET, "附件9", detail="附件1、附件2")
    assert sentence(error) == (
        "“a.xlsx”里没有工作表“附件9”。从文件里已有的工作表中选一张（附件1、附件2）。"
    )


def test_a_damaged_book_names_the_backup_that_was_found():
    backup = Path("利通-备份", "利通-20240301-182000-open.planbook")
    error = BookRefused(Path("利通.planbook"), BookFault.DAMAGED, backup=backup)
    assert "已找到完好的备份“利通-20240301-182000-open.planbook”" in sentence(error)


def test_words_that_are_no_value_are_told_as_in_the_table():
    assert sentence(ValueRefused(ValueFault.NOT_A_VALUE, "见附件3")) == (
        "“见附件3”不是数值。填数，或改为“无此项”“不适用”并说明。"
    )


@pytest.mark.parametrize(
    ("detail", "ending"), [("", ".xlsx"), (".planbook", ".planbook"), (".xls", ".xlsx")]
)
def test_a_wrong_ending_is_told_with_the_right_one(detail, ending):
    error = TargetRefused(Path("一览表.xls"), TargetFault.WRONG_ENDING, detail)
    assert f"改为 {ending}。" in sentence(error)


def test_names_that_read_alike_are_offered():
    error = NotFound("indicator", "毛入园率", ("学前教育毛入园率",))
    assert "没有指标“毛入园率”" in sentence(error)
    assert "“学前教育毛入园率”" in sentence(error)


def test_an_empty_book_is_told_as_such():
    assert sentence(NotFound("plan", "")).startswith("台账里还没有规划。")


def test_a_name_that_several_rows_have_is_told_with_their_number():
    error = AmbiguousName("indicator", "小学数", ("a1", "a2", "a3", "a4"))
    assert sentence(error).startswith("叫“小学数”的指标有 4 个。")
    assert "“a3”等 4 个" in sentence(error)
    assert "“a4”" not in sentence(error)


def test_several_plans_are_told_when_none_is_named():
    assert sentence(AmbiguousName("plan", "", ("p1", "p2"))).startswith("台账里有 2 个规划。")


def test_undo_and_redo_have_nothing_in_different_words():
    assert sentence(NothingToUndo()) != sentence(NothingToUndo(redo=True))


def test_a_step_that_is_built_on_names_the_later_ones():
    words = sentence(StepIsBuiltOn("导入“a.xlsx” 9 格", ("录入“毛入园率”2024 年",)))
    assert "录入“毛入园率”2024 年" in words


@pytest.mark.parametrize("kind", ["file", "import", "indicator"])
def test_what_changed_meanwhile_is_told_by_its_kind(kind):
    assert_two_plain_sentences(sentence(StaleRow(kind, "一览表.xlsx")))


@given(name=NAME)
def test_a_name_is_quoted_on_one_line_and_not_too_long(name):
    words = quoted(name)
    assert len(words) <= LONGEST_QUOTE + 2
    assert words.isprintable() or not name.strip()
    assert len(words.splitlines()) == 1


def test_of_a_long_path_the_name_is_kept():
    path = Path("/".join(["很长的文件夹"] * 60), "一览表.xlsx")
    words = placed(path)
    assert words.endswith("/一览表.xlsx”")
    assert len(words) == LONGEST_PATH + 2


@given(name=NAME, sheet=NAME, detail=NAME)
def test_whatever_a_file_calls_itself_the_sentence_stays_one_line(name, sheet, detail):
    for fault in FileFault:
        words = sentence(FileRefused(Path(name or "a"), fault, sheet, "A1", detail))
        assert len(words.splitlines()) == 1
