"""A copied block: whatever office it comes from, its words stand where they stood there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData

from desktop.indicators.block import Block, read_clipboard, words_of

LIBREOFFICE = """<!DOCTYPE html><html><head>
<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
<style type="text/css">body,div,table,thead,tbody,tfoot,tr,th,td,p { font-size:x-small }</style>
</head><body><table cellspacing="0" border="0">
<colgroup span="2" width="49"></colgroup><colgroup width="147"></colgroup>
<tr><td height="17" align="right" sdval="94.36" sdnum="1033;">94.36</td>
<td align="right" sdval="94.52" sdnum="1033;">94.52</td><td align="left">９４．７１</td></tr>
<tr><td height="17" align="right" sdval="1100" sdnum="1033;0;#,##0">1,100</td>
<td align="right" sdval="11562" sdnum="1033;">###</td><td align="left">见附表<br>二</td></tr>
</table></body></html>"""

EXCEL = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta name=ProgId content=Excel.Sheet><meta name=Generator content="Microsoft Excel 15">
</head><body><table border=0 cellpadding=0><!--StartFragment-->
 <tr height=18><td rowspan=2 class=xl65>学前</td><td colspan=2
 x:num="95.1">95.1%</td></tr>
 <tr height=18><td x:num>88</td><td>　</td></tr>
<!--EndFragment--></table></body></html>"""


def on_clipboard(*, text="", html=""):
    copied = QMimeData()
    if text:
        copied.setText(text)
    if html:
        copied.setHtml(html)
    return read_clipboard(copied)


def test_libreoffices_table_is_read_with_its_signs_breaks_and_narrow_columns():
    block = on_clipboard(html=LIBREOFFICE, text="94.36\t94.52\tx\n")
    assert block.origin == "LibreOffice"
    assert block.rows == (("94.36", "94.52", "９４．７１"), ("1,100", "11562", "见附表\n二"))


@pytest.mark.parametrize(
    ("shown", "raw", "taken"),
    [
        ("83.3", "83.25", "83.25"),  # A format that shows less than was typed.
        ("83.2", "83.25", "83.25"),
        ("1,100", "1100.5", "1100.5"),
        ("-1", "-0.6", "-0.6"),
        ("95%", "0.947", "94.7%"),
        ("36.46", "36.458333333333336", "36.46"),  # A quotient: what is shown is meant.
        ("81.50", "81.5", "81.50"),
        ("94.70%", "0.947", "94.70%"),
        ("1.2万", "12345", "1.2万"),
        ("12", "1e400000", "12"),
        ("12", "NaN", "12"),
        ("1", "1234567890123456789012345678.25", "1"),
        ("2023/6/1", "45078", "2023/6/1"),
        ("", "5", ""),
    ],
)
def test_a_number_of_which_less_is_shown_comes_in_full(shown, raw, taken):
    for named in ("sdval", "x:num"):
        block = on_clipboard(html=f"<table><tr><td {named}='{raw}'>{shown}</td><td>x</td></table>")
        assert block.rows == ((taken, "x"),)


def test_excels_merged_cells_keep_the_places_they_cover():
    block = on_clipboard(html=EXCEL)
    assert block.origin == "Excel"
    assert block.rows == (("学前", "95.1%", ""), ("", "88", ""))


def test_wps_is_told_from_excel_by_its_own_name():
    html = EXCEL.replace("Microsoft Excel 15", "WPS Office")
    assert on_clipboard(html=html).origin == "WPS 表格"


def test_plain_lines_are_read_with_excels_quotes_and_without_the_empty_end():
    block = on_clipboard(text='12\t"两\n行"\r\n1\t\r\n\t\r\n\r\n')
    assert block.rows == (("12", "两\n行"), ("1", ""))
    assert block.word(1, 1) == ""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_in_any_program(end):
    block = on_clipboard(text=end.join(("12\t13", "", '"两\n行"\t15', "")))
    assert block.rows == (("12", "13"), (), ("两\n行", "15"))


def test_a_quote_that_no_other_closes_is_a_sign_like_any_other():
    block = on_clipboard(text='"双减\t1\n"双减"工作\t2\n"含""双减""\n两行"\t3\n')
    assert block.rows == (('"双减', "1"), ('"双减"工作', "2"), ('含"双减"\n两行', "3"))
    long = '"' + "字" * 200_000
    assert on_clipboard(text=f"{long}\t1").rows == ((long, "1"),)


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<tr><td>1<td>2<tr><td>3<td>4", (("1", "2"), ("3", "4"))),
        ("<td>1<td rowspan=2>2<tr><td>3</tr><tr><td>4", (("1", "2"), ("3", ""), ("4",))),
        ("<tr><td>1<td><table><td>9</table><tr><td>3<td>4", (("1", "9"), ("3", "4"))),
        ("<tr><td>栏目<td><table><td>1<td>2<tr><td>3<td>4</table>", (("1", "2"), ("3", "4"))),
        ("<td>1<td>2</table>说明<table><td>3<td>4", (("1", "2"), ("3", "4"))),
        ("<td><style>.a{width:1}</style>95<td><script>i=1</script>2", (("95", "2"),)),
    ],
)
def test_a_web_page_s_tables_keep_their_lines(html, rows):
    assert on_clipboard(html=f"<table>{html}</table>").rows == rows


def test_a_mark_above_the_line_or_what_is_struck_out_is_none_of_the_figure():
    cells = ("94.7<sup>1</sup>", "<del>94</del>95", "万m<sup>2</sup>", "<s>96</s>", "9<b>7</b>")
    block = on_clipboard(html=f"<table><td>{'<td>'.join(cells)}</table>")
    assert block.rows == (("94.7¹", "94 95", "万m2", "96", "97"),)


def test_html_without_a_table_gives_way_to_the_text():
    assert on_clipboard(html="<p>12</p>", text="12\t13").rows == (("12", "13"),)


def test_what_is_copied_here_is_pasted_here_without_names_and_targets():
    rows = [["毛入园率", "95", "94.5"], ["巩固率", "", ""]]
    text, html = words_of(rows, [True, True, False])
    assert text == "毛入园率\t95\t94.5\n巩固率\t\t"
    assert on_clipboard(text=text, html=html).rows == (("94.5",),)
    text, html = words_of([["毛入园率"]], [True])
    assert on_clipboard(text=text, html=html).rows == (("毛入园率",),)


@pytest.mark.parametrize(
    ("down", "along", "cells"), [(4, 2, 8), (2, 1, 2), (3, 1, 2), (2, 3, 6), (1, 1, 2)]
)
def test_a_block_fills_a_selection_that_it_fits_into_whole(down, along, cells):
    assert Block((("1",), ("2",))).over(down, along).cells == cells


def test_a_block_set_side_by_side_repeats_its_words():
    over = Block((("1",), ("2",))).over(4, 2)
    assert over.rows == (("1", "1"), ("2", "2"), ("1", "1"), ("2", "2"))


words = st.text("0123456789.年\"'<&\n ，", max_size=5)


def test_blank_cells_of_a_single_column_are_blank_lines_for_everybody():
    text, _ = words_of([["94.5"], [""], ["见附表\n二"]], [False])
    assert text == '94.5\n\n"见附表\n二"'
    assert on_clipboard(text=text).rows == (("94.5",), (), ("见附表\n二",))


def test_what_an_office_would_take_for_a_time_a_day_or_a_formula_is_told_to_be_text():
    words = ["1:15", "10-15", "=B2", "95以上", "-3", "94.50", "95%", "毛入园率", ""]
    _, html = words_of([words], [False] * len(words))
    cells = html.split("<td")[1:]
    told = [word for word, cell in zip(words, cells, strict=True) if "mso-number-format" in cell]
    assert told == ["1:15", "10-15", "=B2", "95以上"]
    assert on_clipboard(html=html).rows == (tuple(words),)


@given(st.lists(st.lists(words, min_size=1, max_size=4), max_size=5))
def test_reading_any_text_never_fails(rows):
    block = on_clipboard(text="\n".join("\t".join(row) for row in rows))
    assert not block.rows or any(word.strip() for word in block.rows[-1])


@given(st.text("<>/tdrable =\"'rowspancol&#0129;x", max_size=80))
def test_reading_any_html_never_fails(html):
    on_clipboard(html=f"<table>{html}")


@given(st.lists(st.lists(words.filter(str.strip), min_size=3, max_size=3), min_size=1, max_size=4))
def test_a_block_comes_back_from_the_clipboard_as_it_was_copied(rows):
    text, html = words_of(rows, [False] * 3)
    block = on_clipboard(text=text, html=html)
    assert [[" ".join(word.split()) for word in row] for row in block.rows] == [
        [" ".join(word.split()) for word in row] for row in rows
    ]
