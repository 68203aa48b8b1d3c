"""Numbers are shown as the office sees them, and kept as Excel computes with them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.exchange.workbooks import numberformats
from db.exchange.workbooks.builtinformats import BUILT_IN_FORMATS
from db.exchange.workbooks.figures import NotFiniteError, exact, general
from db.exchange.workbooks.numberformats import NumberFormat, Shown


@pytest.mark.parametrize(
    ("stored", "number", "shown"),
    [
        ("93.910000000000004", "93.91", "93.91"),
        ("0.30000000000000004", "0.3", "0.3"),
        ("95.0", "95", "95"),
        ("1.0E7", "10000000", "10000000"),
        ("100", "100", "100"),
        (" 12 ", "12", "12"),
        ("007", "7", "7"),
        ("-0", "0", "0"),
        ("-0.5", "-0.5", "-0.5"),
        ("1E-400", "0", "0"),
        ("210102000012", "210102000012", "210102000012"),
        ("0.333333333333333", "0.333333333333333", "0.333333333"),
        ("33.3333333333333", "33.3333333333333", "33.33333333"),
        ("123456.789012", "123456.789012", "123456.789"),
        ("0.00001", "0.00001", "0.00001"),
        ("0.0000123456789", "0.0000123456789", "1.23457E-05"),
        ("0.00012345678912", "0.00012345678912", "0.000123457"),
        ("123456789012345678", "123456789012346000", "1.23457E+17"),
        ("9.9999999E20", "999999990000000000000", "1E+21"),
    ],
)
def test_a_number_without_format_reads_as_in_excel(stored, number, shown):
    assert exact(stored) == Decimal(number)
    assert general(exact(stored)) == shown


@pytest.mark.parametrize("stored", ["NaN", "-nan", "INF", "-Infinity", "1.#QNAN", "1E999"])
def test_what_is_no_finite_number_is_told_apart(stored):
    with pytest.raises(NotFiniteError):
        exact(stored)


@pytest.mark.parametrize("stored", ["", " ", "95%", "1_000", "９５", "0x1F", "1,000", "1" * 401])
def test_what_is_no_number_is_refused(stored):
    with pytest.raises(ValueError, match=r".*") as refused:
        exact(stored)
    assert not isinstance(refused.value, NotFiniteError)


@pytest.mark.parametrize(
    ("code", "stored", "shown"),
    [
        ("0", "93.5", "94"),
        ("0.00", "93.5", "93.50"),
        ("0.0", "2.25", "2.3"),
        ("#,##0.00", "1234567.891", "1,234,567.89"),
        ("#,##0", "999", "999"),
        ("0.0_ ", "93.5", "93.5"),
        ("0.0_ ;[Red]\\-0.0\\ ", "-93.5", "-93.5"),
        ("#,##0.00_);(#,##0.00)", "-1234.5", "(1,234.50)"),
        ("0_);[Red](0)", "-3", "(3)"),
        ('"约"0', "5", "约5"),
        ('0"所"', "12", "12所"),
        ('"约"0"所"', "-12", "-约12所"),
        ("@", "93.91", "93.91"),
        ("[Red]0.0;[Blue]-0.0", "-5", "-5.0"),
        ("[$-804]0.0", "5", "5.0"),
        ("[$￥-804]#,##0.00", "1234.5", "￥1,234.50"),
        (BUILT_IN_FORMATS[43], "-12345.6", "-12,345.60"),
        (BUILT_IN_FORMATS[43], "0", "-"),
        ("0;-0;;@", "0", ""),
        (";;;", "5", ""),
        ("0.00;", "-1", ""),
        ("000-0000", "1234567", "123-4567"),
        ("000000", "123", "000123"),
        ("0000,000", "12", "0,000,012"),
        ("#.##", "5", "5."),
        ("0.??", "1.5", "1.5"),
        (".00", "1.5", "1.50"),
        ("#,###", "0", ""),
        ("0,", "12345", "12"),
        ("0.0,,", "12345678", "12.3"),
        ('0"."0', "12", "1.2"),
        ('0!.0,"万"', "12345678", "1234.6万"),
        ('0\\.0,"万"', "12345678", "1234.6万"),
        ('0.00"％"', "95", "95.00％"),
        ("[>=100]0;[<100]0.00", "5", "5.00"),
        ("[>=100]0;0.00", "500", "500"),
        ('General"人"', "5", "5人"),
        ("G/通用格式", "5.5", "5.5"),
        ("# ?/?", "0.5", "0.5"),
        ("0.00E+00", "12345", "12345"),
        ("0.00", "1E300", "1E+300"),
        ("0" * 300, "5", "5"),
    ],
)
def test_a_format_shows_what_the_office_sees(code, stored, shown):
    seen = NumberFormat(code)[stored]
    assert seen.text == shown
    assert seen.number == exact(stored)
    assert not seen.percent
    assert not seen.is_date


@pytest.mark.parametrize(
    ("code", "stored", "shown"),
    [
        ("0%", "0.95", "95%"),
        ("0.00%", "0.9512", "95.12%"),
        ("0.0%_ ", "0.93910000000000005", "93.9%"),
        ("0.0%;[Red]-0.0%", "-0.05", "-5.0%"),
        ('"约"0%', "0.95", "约95%"),
        ('0%"以上"', "0.95", "95%以上"),
        ("General%", "0.5", "50%"),
    ],
)
def test_a_share_keeps_its_number_and_shows_per_cent(code, stored, shown):
    seen = NumberFormat(code)[stored]
    assert seen == Shown(shown, exact(stored), percent=True)


@pytest.mark.parametrize(
    ("code", "stored", "shown"),
    [
        ("yyyy/m/d", "44440", "2021-09-01"),
        ("yyyy-mm-dd", "44440.999", "2021-09-01"),
        ('yyyy"年"m"月"', "44440", "2021-09-01"),
        ("m月d日", "44440", "2021-09-01"),
        ("[$-804]aaaa", "44440", "2021-09-01"),
        ("d-mmm-yy", "44440", "2021-09-01"),
        ("yyyy/m/d h:mm", "44440.5", "2021-09-01 12:00"),
        ("yyyy/m/d h:mm:ss", "44440.5", "2021-09-01 12:00:00"),
        ("h:mm", "0.354166666666667", "08:30"),
        ("上午/下午h:mm", "0.354166666666667", "08:30"),
        ("h:mm AM/PM", "44440.75", "2021-09-01 18:00"),
        ("[h]:mm", "1.5", "36:00"),
        ("mm:ss", "0.01", "00:14:24"),
        ("yyyy-mm-dd", "1", "1900-01-01"),
        ("yyyy-mm-dd", "59", "1900-02-28"),
        ("yyyy-mm-dd", "60", "1900-02-29"),
        ("yyyy-mm-dd", "61", "1900-03-01"),
        ("yyyy-mm-dd", "2958465", "9999-12-31"),
    ],
)
def test_a_date_reads_in_iso_form(code, stored, shown):
    assert NumberFormat(code)[stored] == Shown(shown, exact(stored), is_date=True)


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    mac = NumberFormat("yyyy-mm-dd", from_1904=True)
    assert mac["0"].text == "1904-01-01"
    assert mac["42978"].text == "2021-09-01"


@pytest.mark.parametrize("stored", ["-5", "2958466", "99999999", "1E300", "0"])
def test_a_day_that_no_calendar_has_is_shown_as_a_number(stored):
    seen = NumberFormat("yyyy-mm-dd")[stored]
    assert not seen.is_date
    assert seen.text == general(exact(stored))


@pytest.mark.parametrize(
    ("code", "shown"),
    [("@", "甲"), ('@"所"', "甲所"), ("0;-0;0;", ""), ("0.00", "甲"), ('0;@"校"', "甲校")],
)
def test_words_are_shown_as_the_section_for_words_says(code, shown):
    assert NumberFormat(code).show_words("甲") == shown
    assert NumberFormat(code).changes_words == (shown != "甲")


def test_every_built_in_format_shows_something():
    for code in BUILT_IN_FORMATS.values():
        assert NumberFormat(code)["44440.25"].text


def test_a_column_of_different_numbers_is_not_remembered_for_ever(monkeypatch):
    monkeypatch.setattr(numberformats, "_MOST_REMEMBERED", 3)
    code = NumberFormat("0.0")
    assert [code[str(n)].text for n in range(10)] == [f"{n}.0" for n in range(10)]
    assert len(code) <= 3


PATTERNS = st.tuples(
    st.sampled_from(["", '"约"']),
    st.sampled_from(["0", "#,##0", "0.0", "0.00", "#,##0.000"]),
    st.sampled_from(["", "%", '"所"', "_ "]),
).map("".join)
NUMBERS = st.decimals(
    min_value=-(10**9), max_value=10**9, places=6, allow_nan=False, allow_infinity=False
)


@given(PATTERNS, NUMBERS)
def test_the_short_way_to_show_a_number_agrees_with_the_long_one(code, number):
    short = NumberFormat(code)
    assert short._pattern is not None
    assert short[str(number)] == short._show(exact(str(number)))


@given(st.text(max_size=40), NUMBERS)
def test_no_format_is_too_odd_to_show_a_number(code, number):
    seen = NumberFormat(code)[str(number)]
    assert seen.number == exact(str(number))
    assert isinstance(seen.text, str)


@given(st.text(alphabet='0#?.,%;"[]<>=-_*\\@yMdhs年/E+ae $', max_size=20), NUMBERS)
def test_no_mixture_of_signs_is_too_odd_to_show_a_number(code, number):
    assert NumberFormat(code)[str(number)].number == exact(str(number))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_stored_number_keeps_fifteen_digits(number):
    stored = Decimal(repr(number))
    kept = exact(repr(number))
    assert abs(kept - stored) <= max(abs(stored) * Decimal("1e-14"), Decimal("1e-307"))
    assert len(kept.as_tuple().digits) <= 15


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_refused(text):
    try:
        number = exact(text)
    except ValueError:
        return
    assert number.is_finite()
    assert text.strip().isascii()
