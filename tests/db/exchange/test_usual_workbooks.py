"""What is taken in at a glance reads as it does tag by tag, and is as strictly looked at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import FileRefused
from db.exchange.xlsx import read_workbook
from db.faults import FileFault

from .hostile import a_workbook, packed, parts_of, shared_strings, styles, worksheet


def texts(path):
    """Return what the first sheet shows, by address."""
    return {cell.address: cell.text for cell in read_workbook(path).sheets[0].cells()}


STYLES = styles("0.0%", '0"所"', '@"小学"', "yyyy-mm-dd", ";;;")
STRINGS = shared_strings("<t>词</t>", "<t>  </t>", "<t>乙</t>")
A_CELL = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(['<c r="{}{}"', '<c r="{}{}" s="1"', '<c r="{}{}" s="3"', '<c r="{}7"']),
        st.sampled_from(
            [
                "/>",
                "><v>0.95</v></c>",
                "><v></v></c>",
                "><v> </v></c>",
                ' t="s"><v>0</v></c>',
                ' t="s"><v>1</v></c>',
                ' t="s"><v>9</v></c>',
                ' t="s"><v>-1</v></c>',
                ' t="n"><v>44440</v></c>',
                ' t="b"><v>1</v></c>',
                ' t="e"><v>#REF!</v></c>',
                ' t="str"><v>字_x0041_</v></c>',
                ' t="str"><f>A1</f><v></v></c>',
                ' t="str"><f t="shared" si="0"/><v>字</v></c>',
                "><f>A1</f><v>5</v></c>",
                "><f>A1</f><v></v></c>",
                "><v>NaN</v></c>",
                "><v>1</v><extLst/></c>",
                ' t="inlineStr"><is><t>词</t></is></c>',
                ' t="inlineStr"><is><t xml:space="preserve"> 词 </t></is></c>',
                ' t="inlineStr"><is><t>一_x000D_</t></is></c>',
                ' t="inlineStr"><is><t></t></is></c>',
                ' t="s"><f>IF(A1&lt;5,"A1""","字")</f><v>2</v></c>',
            ]
        ),
    ),
)
A_ROW = st.tuples(
    st.sampled_from(
        [
            '<row r="{}">',
            '<row r="{}" spans="1:3" hidden="1">',
            # Where the row's number stands in its attributes too.
            '<row r="{}" spans="1:{}" ht="2{}">',
            '<row r="{}"/>',
            '\n<row r="{}" ht="1{}" />\n',
        ]
    ),
    st.lists(st.tuples(st.sampled_from("ABCDE"), A_CELL), max_size=5),
)


def seen_or_refused(path):
    """Return what a reading gives: the sheet, or why and where there is none."""
    try:
        return read_workbook(path).sheets
    except FileRefused as refused:
        return refused.fault, refused.address


@given(rows=st.lists(A_ROW, max_size=6), first=st.sampled_from([1, 9, 99]), again=st.booleans())
def test_rows_taken_in_at_a_glance_read_as_tag_by_tag(tmp_path_factory, rows, first, again):
    text = ""
    # A second time, the shapes of the rows are known.
    for number, (start, cells) in enumerate(rows * (1 + again), start=first):
        text += start.format(number, number, number)
        if not start.rstrip().endswith("/>"):
            text += "".join(
                cell.replace("{}", "%s") % _place(cell, letter, number) for letter, cell in cells
            )
            text += "</row>"
    folder = tmp_path_factory.mktemp("glance")
    others = {"styles": STYLES, "sharedStrings": STRINGS}
    # A comment before the rows: from there on nothing is taken for what it looks like.
    careful = parts_of(worksheet(text, before="<!-- -->"), **others)
    at_a_glance = packed(folder / "usual.xlsx", parts_of(worksheet(text), **others))
    assert seen_or_refused(at_a_glance) == seen_or_refused(packed(folder / "slow.xlsx", careful))


def _place(cell, letter, number):
    """Return the letters and, where the cell leaves it open, the row of an address."""
    return (letter, number) if cell.count("{}") == 2 else (letter,)


A_TEXT = st.sampled_from(
    [
        "<t>词</t>",
        "<t> \n词\t </t>",
        '<t xml:space="preserve"> 词\n</t>',
        "<t>一_x000D_\n_x005F_</t>",
        '<t>教育</t><phoneticPr fontId="1" type="noConversion"/>',
        "<t>a&amp;b</t>",
        "<t></t>",
        "<r><t>毛入</t></r><r><t>园率</t></r>",
        "<t>教育</t><rPh sb='0' eb='2'><t>jiao yu</t></rPh>",
    ]
)


@given(words=st.lists(A_TEXT, min_size=1, max_size=8))
def test_shared_texts_taken_in_at_a_glance_read_as_tag_by_tag(tmp_path_factory, words):
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{row - 1}</v></c></row>'
        for row in range(1, len(words) + 1)
    )
    folder = tmp_path_factory.mktemp("texts")
    usual = shared_strings(*words)
    careful = usual.replace("<si>", "<!-- --><si>", 1)
    at_a_glance = a_workbook(folder / "usual.xlsx", cells, sharedStrings=usual)
    tag_by_tag = a_workbook(folder / "slow.xlsx", cells, sharedStrings=careful)
    assert seen_or_refused(at_a_glance) == seen_or_refused(tag_by_tag)


@pytest.mark.parametrize(
    "odd",
    [
        '<row r="9"><c r="A9" t="str"><v>\x0b</v></c></row>',
        '<row r="9"><c r="A9" t="str"><v>\0</v></c></row>',
        '<row r="9"><c r="A9">\0</c></row>',
        '<row r="9"><c r="A\1 s="1"><v>5</v></c></row>',
        '<row r="9"><c r="A9">\2<v>5</v></c></row>',
        '<row r="9"><c r="A9" t="str"><v>\ufffe</v></c></row>',
        '<row r="9" ht="1" ht="2"><c r="A9"><v>5</v></c></row>',
        '<row r="9" ht="\x07"><c r="A9"><v>5</v></c></row>',
        '<row r="9"><c r="A9"><f t="a" t="b">B1</f><v>5</v></c></row>',
        '<row r="9"><c r="A9"><f>B1&C1</f><v>5</v></c></row>',
        '<row r="9"><c r="A9"><v>5</f></c></row>',
        '<row r="9"><c r="A9" t="inlineStr"><is><t>字</v></c></row>',
        '<row r="9"><c r="A9"><v>5</v></c>',
        "</sheetData></worksheet>",
    ],
)
def test_what_is_not_well_formed_is_refused_among_usual_rows(tmp_path, odd):
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>5</v></c></row>' for row in range(1, 9))
    last = '<row r="10"><c r="A10"><v>5</v></c></row>'
    with pytest.raises(FileRefused) as refused:
        read_workbook(a_workbook(tmp_path / "odd.xlsx", rows + odd + last))
    assert refused.value.fault is FileFault.DAMAGED


@pytest.mark.parametrize("odd", ["１１", "1_1", " 11", "11 ", "00000011", "011", "\x0b11", "x", ""])
def test_a_row_with_an_odd_number_reads_as_tag_by_tag(tmp_path, odd):
    row = '<row r="{0}"><c r="A{0}"><v>5</v></c></row>'
    rows = row.format(10) + row.format(odd) + row.format(12)
    careful = parts_of(worksheet(rows, before="<!-- -->"))
    assert seen_or_refused(a_workbook(tmp_path / "usual.xlsx", rows)) == seen_or_refused(
        packed(tmp_path / "slow.xlsx", careful)
    )


def test_a_style_with_the_number_of_its_row_is_not_taken_for_that_number(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="{n}"><v>5</v></c></row>' for n in (1, 2, 4))
    path = a_workbook(tmp_path / "styles.xlsx", rows, styles=STYLES)
    assert texts(path) == {"A1": "500.0%", "A2": "5所", "A4": "1900-01-05"}


def test_rows_inside_a_tag_are_no_rows(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    for before in ("<extLst uri='", "<extLst ", "</"):
        path = packed(tmp_path / "inside.xlsx", parts_of(worksheet(rows, before=before)))
        with pytest.raises(FileRefused):
            read_workbook(path)


def test_rows_in_a_comment_are_no_rows(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    # Longer than what is read at once: some pieces look like rows from end to end.
    comment = '<row r="2"><c r="A2"><v>2</v></c></row>' * 15_000
    for sheet in (
        worksheet(f"{rows}<!--{comment}-->"),
        worksheet(rows, before=f"<!--{comment}-->"),
    ):
        assert texts(packed(tmp_path / "comment.xlsx", parts_of(sheet))) == {"A1": "1"}
