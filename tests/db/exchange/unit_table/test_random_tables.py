"""Tables of units drawn at random are read back as they were written."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from db.exchange.listing import Meaning
from tests.db.exchange.unit_table.sheets import page, read, written

HEADINGS = ("在校生数", "专任教师数", "班数", "校舍面积（㎡）", "在园幼儿数(人)", "寄宿生数")
UNIT_HEADINGS = ("学校", "学校名称", "幼儿园", "单位名称", "乡镇", "学校（幼儿园）名称")
NAMES = st.text("东南西北城关河山金石安平新兴", min_size=2, max_size=5).map(
    lambda said: f"{said}学校"
)
FIGURES = st.one_of(
    st.none(),
    st.integers(0, 10**6),
    st.decimals(0, 9999, places=2).map(float),
    st.integers(0, 10**6).map(str),
)


@st.composite
def tables(draw):
    """Draw units, quantities and figures, with a number column and a total or without."""
    headings = draw(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=6, unique=True))
    names = draw(st.lists(NAMES, min_size=1, max_size=8, unique=True))
    rows = [[draw(FIGURES) for _ in headings] for _ in names]
    for row in rows:
        # A row, and a column, says something.
        row[0] = row[0] if row[0] is not None else 7
    for column in range(len(headings)):
        rows[0][column] = 1 if rows[0][column] is None else rows[0][column]
    return draw(st.sampled_from(UNIT_HEADINGS)), headings, names, rows, draw(st.booleans())


@given(tables(), st.integers(2010, 2030))
def test_units_and_figures_come_back_as_they_were_written(table, year):
    heading, headings, names, rows, numbered = table
    front = ["序号"] if numbered else []
    sheet = [
        (f"{year}年各单位情况",),
        (*front, heading, *headings),
        *(
            (*([at] if numbered else []), name, *row)
            for at, (name, row) in enumerate(zip(names, rows, strict=True), 1)
        ),
    ]
    with TemporaryDirectory() as folder:
        (found,) = read(written(Path(folder), "表", page(*sheet))).tables
    columns = [one for one in found.columns if one.meaning is Meaning.ACTUAL]
    assert [one.period for one in columns] == [str(year)] * len(headings)
    assert [row.name for row in found.rows] == names
    at = {one.column: place for place, one in enumerate(columns)}
    for row, figures in zip(found.rows, rows, strict=True):
        back = {at[one.column]: float(one.amount.value) for one in row.figures}
        given_ones = {i: float(value) for i, value in enumerate(figures) if value is not None}
        assert back == given_ones
