"""Text that goes out stays the text it is: no formula, no link, nothing lost, nothing added."""

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.exchange.list_out.sheet import plain_decimals
from db.exchange.xlsx import read_workbook
from db.model.amount import Amount
from tests.db.builders import a_plan, a_project, a_task, an_indicator, units
from tests.db.exchange.exported import FIRST, cells, export, opened

PAYLOADS = [
    "=1+1", "=cmd|'/C calc'!A0", '=HYPERLINK("http://example.com","点这里")', "=A1", "= 1", '="a"',
    '=IMPORTXML("http://example.com/"&A1,"//a")', "=WEBSERVICE(A1)", "={1,2}", "{=SUM(A1:A9)}",
    "+1+1", "+cmd|'/C calc'!A0", "-1+1", "-2+3+cmd|'/C calc'!A0", "@SUM(1+1)", "@A1", "\t=1+1",
    "\n=1+1", " =1+1", "＝1+1", "＋1", "－1", "＠SUM(1)", "'=1+1", '"=1+1"', "=1+1;", "=-1",
    "%0A=1+1", "http://example.com", "mailto:a@example.com", "internal:Sheet1!A1",
    "external:c:\\a.xlsx", "<r><t>假</t></r>", "<f>1+1</f>", "_x003D_1+1",
    'DDE("cmd";"/C calc")',
]  # fmt: skip
FORMULA = re.compile(rb"<f[ >/]|<hyperlink|externalReference|ddeLink")


def everywhere(folder: Path, text: str) -> Path:
    """Write a list with `text` in each kind of cell that can hold words."""
    figure = Amount(text, Decimal(1))
    line = an_indicator(
        text,
        number=text,
        category=text,
        unit=text,
        deadline=text,
        note=text,
        recurring=text,
        units=units([text], [text]),
        baselines={2020: figure},
        targets={2025: figure, None: figure},
        yearly={2023: figure},
        actuals={"2023": figure, text: figure},
    )
    part = line._replace(depth=1)
    task = a_task(
        text,
        section=text,
        number=text,
        kind=text,
        deadline=text,
        note=text,
        units=units([text], [text]),
        measures=[text],
        commitments=[line._replace(measure=text), line._replace(targets=())],
    )
    project = a_project(
        text, kind=text, school_stage=text, year_class=text, stage=text, task_title=text, note=text
    )
    plan = a_plan(text, document_number=text, issuer=text)
    return export(folder, [line, line, part], [task], [project, replace(project, depth=1)], plan)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_is_written_becomes_a_formula_or_a_link(tmp_path: Path, payload: str):
    path = everywhere(tmp_path, payload)
    with zipfile.ZipFile(path) as parts:
        assert not [name for name in parts.namelist() if FORMULA.search(parts.read(name))]
    filled = [cell for sheet in opened(path) for row in sheet for cell in row if cell.value]
    assert {cell.data_type for cell in filled} <= {"s", "n"}
    assert sum(payload in str(cell.value) for cell in filled) > 40


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_looks_like_a_formula_is_kept_to_the_letter(tmp_path: Path, payload: str):
    read = [cell.text for sheet in read_workbook(everywhere(tmp_path, payload)).sheets
            for cell in sheet.cells()]  # fmt: skip
    assert read.count(payload) > 40
    assert f"其中：{payload}" in read


LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"])
# A cell of nothing but blanks is a blank cell to whoever reads it.
WORDS = st.text(st.one_of(LETTERS, st.sampled_from("\n=+-@<>&\"'_x0041;\t")), min_size=1).filter(
    str.strip
)


@given(name=WORDS, note=WORDS, figure=WORDS)
def test_any_words_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, name: str, note: str, figure: str
):
    folder = tmp_path_factory.getbasetemp()
    line = an_indicator(name, note=note, targets={2025: Amount(figure)})
    read = read_workbook(export(folder, [line])).sheets[0].rows[FIRST]
    assert [cell.text for cell in read] == [name, "%", figure, note]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=None) | st.integers().map(Decimal))
def test_any_number_shows_the_words_it_was_given_in(
    tmp_path_factory: pytest.TempPathFactory, value: Decimal
):
    words = format(value, "f")
    folder = tmp_path_factory.getbasetemp()
    path = export(folder, [an_indicator(targets={2025: Amount(words, value)})])
    cell = read_workbook(path).sheets[0].rows[FIRST][-1]
    assert cell.text == words
    if plain_decimals(words) is not None:
        assert cell.number == value


def test_a_text_longer_than_a_cell_says_that_it_was_cut(tmp_path: Path):
    whole, long = "规" * 32_767, "划😀" * 20_000
    written = export(tmp_path, [an_indicator(note=whole), an_indicator(note=long)])
    first, second = cells(opened(written)["指标"], "备注")
    assert first == whole
    assert second.startswith("划😀划😀")
    assert second.endswith("……")
