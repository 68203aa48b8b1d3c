"""Looking for words in the help."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.help.chapters import Chapter
from desktop.help.search import bare, found

REVIEW = Chapter(
    "review",
    "审核",
    "填报的数要审核。\n\n## 退回\n\n写一句**理由**，见[校验](findings)。\n\n"
    "## 锁定\n\nPIN 对才行。",
)
ENTRY = Chapter("indicators", "指标", "## 录入\n\n退回来的格先改。")
TEXTS = [(one, one.text) for one in (ENTRY, REVIEW)]


def test_a_heading_comes_before_a_word_in_the_text():
    hits = found(TEXTS, "退回")
    assert [(hit.chapter, hit.heading) for hit in hits] == [
        ("review", "退回"),
        ("indicators", "录入"),
    ]


def test_every_word_must_stand_in_the_section():
    assert [hit.heading for hit in found(TEXTS, "退回 理由")] == ["退回"]
    assert found(TEXTS, "退回 锁定") == []


def test_widths_and_capitals_are_alike():
    assert [hit.heading for hit in found(TEXTS, "ｐｉｎ")] == ["锁定"]


def test_nothing_is_found_without_words():
    assert found(TEXTS, "  ") == []


def test_an_excerpt_has_no_signs_of_markdown():
    (hit,) = found(TEXTS, "理由")
    assert hit.excerpt == "写一句理由，见校验。"


@given(st.text(alphabet="退回理由见校验锁定 #*-|1.[]()", max_size=40))
def test_any_text_is_searched(text):
    chapter = Chapter("any", "任何", text)
    words = bare(text).split()
    if words and "#" not in text:
        assert found([(chapter, text)], words[0])
