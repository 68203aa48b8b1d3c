"""A figure is read from every notation of an office, or refused; it is never guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.amount import Amount
from db.model.words import Answer, Op
from db.rules.amounts import amount_of_number, in_unit, read_amount

LEAST, MOST, EQUAL, BETWEEN = Op.AT_LEAST, Op.AT_MOST, Op.EQUAL, Op.BETWEEN

VALUES = (
    ("95", "%", "95", EQUAL),
    ("95.10", "", "95.10", EQUAL),
    ("95%", "%", "95", EQUAL),
    ("100％", "%", "100", EQUAL),
    ("９５．３", "%", "95.3", EQUAL),
    ("95 %", "%", "95", EQUAL),
    ("95%以上", "%", "95", LEAST),
    ("≥95", "%", "95", LEAST),
    (">=95%", "%", "95", LEAST),
    ("不低于95%", "%", "95", LEAST),
    ("不低于95%以上", "%", "95", LEAST),
    ("达到95%以上", "%", "95", LEAST),
    ("95%（含）以上", "%", "95", LEAST),
    ("超过300", "人", "300", LEAST),
    ("至少组织2次", "次", "2", LEAST),
    ("95以内", "", "95", MOST),
    ("控制在5%以内", "%", "5", MOST),
    ("不超过50人", "人", "50", MOST),
    ("≤1:15", "", "15", MOST),
    ("1∶15", "", "15", EQUAL),
    ("15:1", "", "15", EQUAL),
    ("11.4年", "年", "11.4", EQUAL),
    ("1,100", "人", "1100", EQUAL),
    ("1，100", "人", "1100", EQUAL),
    ("近1万", "个", "10000", EQUAL),
    ("近1万个", "个", "10000", EQUAL),
    ("近1万", "万个", "1", EQUAL),
    ("约2.75万个", "个", "27500", EQUAL),
    ("8.48万人", "万人", "8.48", EQUAL),
    ("8.48万人", "人", "84800", EQUAL),
    ("86000人", "万人", "8.6", EQUAL),
    ("48.7亿元", "亿元", "48.7", EQUAL),
    ("48.7亿元", "万元", "487000", EQUAL),
    ("约43.04万平方米", "万㎡", "43.04", EQUAL),
    ("2公顷", "亩", "30", EQUAL),
    ("约10.4", "年", "10.4", EQUAL),
    ("95左右", "%", "95", EQUAL),
    ("2000多所", "所", "2000", EQUAL),
    ("平均500元", "元/人/月", "500", EQUAL),
    ("5所（按列名计）", "所", "5", EQUAL),
    ("两所以上", "所", "2", LEAST),
    ("四所", "所", "4", EQUAL),
    ("十二个", "个", "12", EQUAL),
    ("至少听取一次", "次", "1", LEAST),
    ("-0.5", "", "-0.5", EQUAL),
    ("−0.5", "", "-0.5", EQUAL),
    ("（0.5）", "", "-0.5", EQUAL),
    (".5", "", "0.5", EQUAL),
    ("0", "人", "0", EQUAL),
)

NO_VALUES = (
    *("——", "—", "－", "-", "/", "\\", "…", "……", "无"),
    *("巩固提高", "基本普及", "全覆盖", "达标", "稳步提高", "一体化", "国家一流"),
)

REFUSED = (
    ("", ""), ("　", ""), ("见附件3", ""), ("详见附表", ""), ("同上", ""), ("待定", ""),
    ("#REF!", ""), ("#DIV/0!", ""), ("abc", ""), ("TBD", ""), ("NaN", ""), ("TRUE", ""),
    ("3月", ""), ("三月", ""), ("2023年", "年"), ("2025-06-30", ""), ("2025年6月", ""),
    ("2023—2025", ""), ("2023-05", ""), ("10:30", ""), ("3:7", ""), ("1:15", "%"),
    ("95①", "%"), ("9 5", "%"), ("1 100", ""), ("95.", ""), ("1.2.3", ""), ("007", ""),
    ("12,34", ""), ("15—10", ""), ("10以上15以下", ""), ("不低于95%以下", "%"),
    ("95%", "人"), ("5个百分点", "%"), ("5‰", "%"), ("8.48万人", "%"), ("3所", "人"),
    ("提高5%", "%"), ("各10所", "所"), ("百分之九十五", "%"), ("二至三所", "所"),
    ("语文5级、数学6级", ""), ("95（2022年）", "%"), ("1234567890123456789", ""),
)  # fmt: skip


@pytest.mark.parametrize(("words", "unit", "value", "op"), VALUES)
def test_a_value_in_the_words_of_an_office(words: str, unit: str, value: str, op: Op) -> None:
    amount = read_amount(words, unit=unit)
    assert (amount.value, amount.op, amount.text) == (Decimal(value), op, words)
    assert amount.high is None
    assert amount.answer is None


@pytest.mark.parametrize(
    ("words", "unit", "low", "high"),
    [
        ("10—15", "所", 10, 15),
        ("10-15", "所", 10, 15),
        ("10～15", "所", 10, 15),
        ("1至2", "所", 1, 2),
        ("1-2项", "项", 1, 2),
        ("10—15%", "%", 10, 15),
        ("10%—15%", "%", 10, 15),
        ("1—2万", "人", 10000, 20000),
        ("1:15—1:18", "", 15, 18),
        ("约10—15", "所", 10, 15),
        ("2000—2100人", "人", 2000, 2100),
    ],
)
def test_a_range_has_two_ends(words: str, unit: str, low: int, high: int) -> None:
    assert read_amount(words, unit=unit) == Amount(words, Decimal(low), Decimal(high), BETWEEN)


@pytest.mark.parametrize("words", NO_VALUES)
def test_placeholders_and_goals_in_words_have_no_value(words: str) -> None:
    assert read_amount(f" {words}　", unit="%") == Amount(words)


def test_no_such_item_and_not_applicable_are_answers() -> None:
    assert read_amount("无此项") == Amount("无此项", answer=Answer.NONE)
    assert read_amount("不适用") == Amount("不适用", answer=Answer.NOT_APPLICABLE)


@pytest.mark.parametrize(("words", "unit"), REFUSED)
def test_what_is_no_value_is_refused_with_a_chinese_sentence(words: str, unit: str) -> None:
    with pytest.raises(ValueError, match=r"不是数值|不一致|前后说法"):
        read_amount(words, unit=unit)


@pytest.mark.parametrize(
    ("number", "text", "percent", "unit", "value", "kept"),
    [
        ("0.95", "95%", True, "%", "95", "95%"),
        ("0.95", "95.0%", True, "", "95", "95.0%"),
        ("0.9505", "95%", True, "%", "95.05", "95.05%"),
        ("1", "100%", True, "%", "100", "100%"),
        ("0.95", "0.95", False, "%", "0.95", "0.95"),
        ("93.5", "93.50", False, "%", "93.5", "93.50"),
        ("93.505", "93.51", False, "%", "93.505", "93.505"),
        ("1100", "1,100", False, "人", "1100", "1,100"),
        ("-0.5", "(0.50)", False, "", "-0.5", "(0.50)"),
        ("95", "约95", False, "%", "95", "约95"),
        ("3", "3所", False, "个", "3", "3所"),
        ("100", "全覆盖", False, "%", "100", "全覆盖"),
        ("3.4", "3所", False, "所", "3.4", "3.4"),
        ("1E+10", "1.00E+10", False, "元", "10000000000", "10000000000"),
        ("12000", "1.2万", False, "元", "12000", "1.2万"),
    ],
)
def test_a_number_cell_keeps_what_it_shows_if_that_is_true(
    *, number: str, text: str, percent: bool, unit: str, value: str, kept: str
) -> None:
    amount = amount_of_number(Decimal(number), text=text, percent=percent, unit=unit)
    assert (str(amount.value), amount.text) == (value, kept)


def test_a_percent_cell_in_a_row_of_people_is_refused() -> None:
    with pytest.raises(ValueError, match="与单位“人”不一致"):
        amount_of_number(Decimal("0.95"), text="95%", percent=True, unit="人")


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_only_finite_numbers_are_figures(number: str) -> None:
    with pytest.raises(ValueError, match="不是数值"):
        amount_of_number(Decimal(number), text=number, percent=False, unit="")


NUMBERS = st.decimals(-(10**9), 10**9, allow_nan=False, places=3)
PIECES = st.lists(
    st.sampled_from(
        [
            *"0123456789.,%:-—~～（）()万亿年人所个至约近以上内 　/…①",
            "不低于",
            "左右",
            "巩固",
            "２０",
            "％",
        ]
    ),
    max_size=8,
).map("".join)
UNITS = st.sampled_from(["", "%", "人", "万人", "个", "万元", "亿元", "年", "㎡", "亩"])


@given(NUMBERS, UNITS)
def test_a_plain_number_is_itself_in_any_unit(number: Decimal, unit: str) -> None:
    words = format(number, "f")
    amount = read_amount(words, unit=unit)
    assert (amount.value, amount.text, amount.op) == (number, words, EQUAL)


@given(NUMBERS.filter(lambda number: number >= 0), UNITS)
def test_full_width_digits_say_the_same(number: Decimal, unit: str) -> None:
    words = format(number, "f")
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in words)
    assert read_amount(wide, unit=unit).value == read_amount(words, unit=unit).value
    assert read_amount(wide, unit=unit).text == wide


@given(PIECES, UNITS)
def test_reading_again_what_was_kept_gives_the_same(words: str, unit: str) -> None:
    try:
        amount = read_amount(words, unit=unit)
    except ValueError:
        return
    assert amount.text == words.strip()
    assert read_amount(amount.text, unit=unit) == amount
    assert amount.value is None or amount.value.is_finite()
    if amount.high is not None:
        assert amount.value is not None
        assert amount.value < amount.high
        assert amount.op is BETWEEN


@given(st.text(max_size=20), UNITS)
def test_any_words_are_a_figure_or_refused(words: str, unit: str) -> None:
    try:
        amount = read_amount(words, unit=unit)
    except ValueError:
        return
    assert amount.value is not None or not any(sign in "0123456789" for sign in amount.text)


@given(number=NUMBERS, percent=st.booleans())
def test_a_number_cell_is_never_rounded(*, number: Decimal, percent: bool) -> None:
    shown = f"{number:.0f}"
    amount = amount_of_number(number, text=shown, percent=percent, unit="")
    assert amount.value == (number * 100 if percent else number)
    assert read_amount(amount.text).value == amount.value


@pytest.mark.parametrize(
    ("words", "said", "high"),
    [
        ("0.513", "5130", None),
        ("不低于0.5", "≥5000", None),
        ("0.5~0.6", "5000—6000", "6000"),
        ("0—0.5", "0—5000", "5000"),
        ("0", "0", None),
        ("——", "——", None),
    ],
)
def test_a_figure_says_in_another_unit_all_that_it_said(
    words: str, said: str, high: str | None
) -> None:
    amount = in_unit(read_amount(words, unit="万人"), written="万人", wanted="人")
    assert amount is not None
    assert (amount.text, amount.high) == (said, high and Decimal(high))
    assert amount.value is None or read_amount(amount.text, unit="人") == amount
