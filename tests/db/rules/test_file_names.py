"""Names that every system takes, made from anything a person wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.file_names import length, safe_name

RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{p}{n}" for p in ("COM", "LPT") for n in range(10))}


@pytest.mark.parametrize(
    ("words", "ending", "name"),
    [
        ("竣工验收报告", ".pdf", "竣工验收报告.pdf"),
        ("2021/2022学年：在园幼儿?", ".xlsx", "2021／2022学年：在园幼儿？.xlsx"),
        ("con", ".txt", "_con.txt"),
        ("COM1.报告", "", "_COM1.报告"),
        ("报告. ", "", "报告"),
        (" ..", ".pdf", "未命名.pdf"),
        ("一\n二\t三\u200b", "", "一 二 三"),
        ("", "", "未命名"),
        ("坏\ud800字", ".p?f", "坏字.p？f"),
    ],
)
def test_a_name_reads_as_it_was_given(words, ending, name):
    assert safe_name(words, 60, ending) == name


def test_a_long_name_loses_its_end_and_keeps_its_ending():
    name = safe_name("关于" * 60, 40, ".docx")
    assert name == "关于" * 17 + "…" + ".docx"
    assert length(safe_name("𠮷" * 60, 40)) <= 40


@given(words=st.text(), ending=st.sampled_from(["", ".pdf", ".tar.gz", ".", ". "]))
def test_any_words_make_a_name_that_windows_takes(words, ending):
    name = safe_name(words, 40, ending)
    assert name == safe_name(words, 40, ending)
    assert 0 < length(name) <= 40
    assert len(name.encode()) <= 255
    assert not set(name) & set('\\/:*?"<>|')
    assert all(ord(sign) >= 32 for sign in name)
    assert not name.endswith((".", " "))
    assert name[0] not in " ."
    assert name.split(".")[0].strip().upper() not in RESERVED
