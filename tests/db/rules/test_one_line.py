"""A name pasted with the line breaks of its cell becomes one line."""

import pytest

from db.rules.names import one_line


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (" 建设城市\n书房\t二 \r\n", "建设城市书房二"),
        ("Smart\nCampus 2.0", "Smart Campus 2.0"),
        ("新建\n18 所", "新建18 所"),
        ("财政局\u2028人社局", "财政局人社局"),
        ("　教育 督导　", "教育 督导"),
        ("\n", ""),
    ],
)
def test_words_run_on_over_a_break(words, kept):
    assert one_line(words) == kept
