"""Spoilt workbooks: each is read or refused with a sentence, in ten seconds and a gigabyte."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from db.errors import FileRefused
from db.exchange.list_reader import read_list
from db.exchange.xlsx import read_workbook
from db.faults import FileFault
from tests.db.exchange import hostile
from tests.faults.mutations import good_workbooks, mutated_workbook
from tests.faults.reading import SECONDS

ROOT = Path(__file__).resolve().parents[2]
READ = None


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the good workbooks."""
    folder = tmp_path_factory.mktemp("good")
    good_workbooks(folder)
    return folder


def test_the_workbooks_are_good_before_they_are_spoilt(folder):
    for path in sorted(folder.glob("*.xlsx")):
        assert read_list(read_workbook(path)).tables, path.name


def test_spoiling_spoils(folder):
    good = sorted(folder.glob("*.xlsx"))
    for number in range(100):
        content = good[number % len(good)].read_bytes()
        assert mutated_workbook(content, random.Random(number)) != content


@pytest.mark.skipif(sys.platform == "win32", reason="limits on memory and time are of Unix")
def test_each_is_read_or_refused_with_a_sentence(folder, often):
    count = often(150, 2000, 10_000)
    half = count // 2
    # Two processes, as there are two cores.
    command = [sys.executable, "-m", "tests.faults.reading", str(folder)]
    readers = [
        subprocess.Popen(
            [*command, str(first), str(half)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for first in (0, half)
    ]
    said = [reader.communicate() for reader in readers]
    told = []
    for first, reader, (out, complaint) in zip((0, half), readers, said, strict=True):
        lines = [json.loads(line) for line in out.splitlines()]
        assert reader.returncode == 0, f"number {first + len(lines)}: {complaint}"
        told += lines
    assert [line["number"] for line in told] == list(range(2 * half))
    assert max(line["seconds"] for line in told) < SECONDS
    refused = [line for line in told if line["fault"]]
    assert all(line["words"].count("。") >= 2 for line in refused)
    # Spoiling neither ruins everything nor nothing.
    assert 0.1 < len(refused) / len(told) < 0.9


GOOD = '<row r="1"><c r="A1" t="str"><v>指标</v></c><c r="B1" t="str"><v>2025年目标</v></c></row>'
GOOD += '<row r="2"><c r="A2" t="str"><v>率</v></c><c r="B2"><v>95</v></c></row>'
SHEET = "xl/worksheets/sheet1.xml"


def with_sheet(old, new):
    return hostile.parts_of(hostile.worksheet(GOOD).replace(old, new))


def without(name):
    parts = hostile.parts_of(hostile.worksheet(GOOD))
    del parts[name]
    return parts


def with_part(name, content):
    return hostile.parts_of(hostile.worksheet(GOOD)) | {name: content}


# What must come of each: an expected refusal that starts to be read fails, and the other way round.
EXPECTED = {
    "nothing changed": (with_sheet("", ""), READ),
    "no content types": (without("[Content_Types].xml"), READ),
    "no relations of the package": (without("_rels/.rels"), READ),
    "no relations of the workbook": (without("xl/_rels/workbook.xml.rels"), READ),
    "no workbook": (without("xl/workbook.xml"), FileFault.WRONG_TYPE),
    "no sheet": (without(SHEET), FileFault.DAMAGED),
    "an empty sheet part": (with_part(SHEET, ""), FileFault.DAMAGED),
    "a sheet cut in two": (
        with_part(SHEET, hostile.worksheet(GOOD)[:200]),
        FileFault.DAMAGED,
    ),
    "a workbook part that is none": (
        with_part("xl/workbook.xml", "<document/>"),
        FileFault.WRONG_TYPE,
    ),
    "a tag that is not closed": (with_sheet("</row>", ""), FileFault.DAMAGED),
    "an entity that is nowhere declared": (with_sheet("<v>率", "<v>&gone;"), FileFault.DAMAGED),
    "a document type": (
        with_part(SHEET, "<!DOCTYPE x>" + hostile.worksheet(GOOD).split("?>")[1]),
        FileFault.ENTITIES,
    ),
    "an attribute twice": (with_sheet('<c r="B2">', '<c r="B2" r="B2">'), FileFault.DAMAGED),
    "a letter no XML may hold": (with_sheet("<v>率", "<v>\x01"), FileFault.DAMAGED),
    "an address that is none": (with_sheet('r="B2"', 'r="2B"'), FileFault.DAMAGED),
    "an address beyond the last column": (with_sheet('r="B2"', 'r="XFE2"'), FileFault.TOO_FAR),
    "no addresses at all": (with_sheet(' r="B2"', ""), READ),
    "a number that is none": (with_sheet("<v>95</v>", "<v>95x</v>"), FileFault.DAMAGED),
    "a number that is not finite": (with_sheet("<v>95</v>", "<v>1e999</v>"), FileFault.NOT_FINITE),
    "not a number": (with_sheet("<v>95</v>", "<v>NaN</v>"), FileFault.NOT_FINITE),
    "a shared text that is not there": (
        with_sheet('<c r="B2">', '<c r="B2" t="s">'),
        FileFault.DAMAGED,
    ),
    "a style that is not there": (with_sheet('<c r="B2">', '<c r="B2" s="99">'), READ),
    "a type nobody knows": (with_sheet('<c r="B2">', '<c r="B2" t="zz">'), READ),
    "an error in a cell": (with_sheet('r="B2"><v>95', 'r="B2" t="e"><v>#REF!'), READ),
    "no list in it": (with_sheet("指标", "天气"), FileFault.NOT_OUR_LIST),
    "no cell in it": (hostile.parts_of(hostile.worksheet("")), FileFault.NO_TABLE),
}


@pytest.mark.parametrize("spoiling", EXPECTED)
def test_what_comes_of_each_spoiling_is_as_expected(tmp_path, spoiling):
    parts, expected = EXPECTED[spoiling]
    path = hostile.packed(tmp_path / "来表.xlsx", parts)
    try:
        read_list(read_workbook(path))
    except FileRefused as refused:
        came = refused.fault
    else:
        came = READ
    assert came is expected
