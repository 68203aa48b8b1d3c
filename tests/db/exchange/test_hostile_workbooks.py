"""A file that is broken, foreign or malicious is refused at once, with its place and its reason."""

import hashlib
import random
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import FileRefused
from db.exchange.sheets import Workbook
from db.exchange.workbooks import archive, layout, opening, worksheet
from db.exchange.workbooks.sniffing import Kind, kind_of
from db.exchange.xlsx import read_workbook
from db.faults import FileFault

from . import hostile
from .hostile import a_workbook, packed, parts_of, shared_strings, workbook_part

GOOD = '<row r="1"><c r="A1"><v>95</v></c><c r="B1" t="str"><v>词</v></c></row>'


def refusal(path):
    with pytest.raises(FileRefused) as refused:
        read_workbook(path)
    assert refused.value.path == path
    return refused.value


def fault_of(path):
    return refusal(path).fault


def test_the_workbook_that_is_spoilt_below_is_sound_itself(tmp_path):
    sheet = read_workbook(a_workbook(tmp_path / "sound.xlsx", GOOD)).sheets[0]
    assert [cell.text for cell in sheet.cells()] == ["95", "词"]


def a_file(path, content):
    path.write_bytes(content)
    return path


def test_what_is_not_there_or_not_a_file_is_said_so(tmp_path):
    assert fault_of(tmp_path / "none.xlsx") is FileFault.MISSING
    assert fault_of(tmp_path / "bad\0name.xlsx") is FileFault.MISSING
    assert fault_of(tmp_path) is FileFault.FOLDER
    assert fault_of(a_file(tmp_path / "a.xlsx", b"") / "b.xlsx") is FileFault.MISSING
    assert fault_of(tmp_path / "a.xlsx") is FileFault.EMPTY


def test_a_file_that_may_not_be_read_is_said_so(tmp_path, monkeypatch):
    path = a_workbook(tmp_path / "locked.xlsx", GOOD)

    def denied(*_, **__):
        raise PermissionError

    # The tests may run as an administrator, whom no mode of a file stops.
    monkeypatch.setattr(type(path), "open", denied)
    assert fault_of(path) is FileFault.NO_PERMISSION


@pytest.mark.parametrize(
    ("content", "kind", "fault"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Kind.OTHER, FileFault.WRONG_TYPE),
        (b"\x09\x08\x10\x00" + bytes(600), Kind.XLS, FileFault.DAMAGED),
        (b"%PDF-1.7\n", Kind.PDF, FileFault.WRONG_TYPE),
        (b"<html><table><tr><td>1", Kind.HTML, FileFault.HTML),
        (b"\xef\xbb\xbf \n<!DOCTYPE HTML>", Kind.HTML, FileFault.HTML),
        ("<META charset=gb2312><table>指标".encode("gb18030"), Kind.HTML, FileFault.HTML),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", Kind.HTML, FileFault.HTML),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            Kind.FLAT_XML,
            FileFault.OLD_FORMAT,
        ),
        (b'<?xml version="1.0"?><svg/>', Kind.OTHER, FileFault.WRONG_TYPE),
        ("指标,2020\n毛入园率,\x0093.91\n".encode("gb18030"), Kind.OTHER, FileFault.WRONG_TYPE),
        ("指标,2020\n毛入园率,\x0793.91\n".encode("gb18030"), Kind.OTHER, FileFault.WRONG_TYPE),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), Kind.OTHER, FileFault.WRONG_TYPE),
    ],
)
def test_a_file_of_another_kind_is_told_by_its_content(tmp_path, content, kind, fault):
    path = a_file(tmp_path / "list.xls", content)
    assert kind_of(content[:8192], path) is kind
    assert fault_of(path) is fault


@pytest.mark.parametrize(
    "start", [b"\xff\xd8\xff\xe0", b"\x89PNG\r\n", b"Rar!\x1a\x07", b"SQLite format 3\0"]
)
def test_a_picture_or_a_book_that_is_called_a_workbook_is_no_damaged_one(tmp_path, start):
    path = a_file(tmp_path / "照片.xlsx", start + bytes(range(256)) * 4)
    assert fault_of(path) is FileFault.WRONG_TYPE


@pytest.mark.parametrize(
    ("streams", "fault"),
    [
        (("Root Entry", "EncryptionInfo", "EncryptedPackage"), FileFault.ENCRYPTED),
        (("Root Entry", "Workbook"), FileFault.DAMAGED),
        (("Root Entry", "Book"), FileFault.DAMAGED),
        (("Root Entry", "WordDocument"), FileFault.DAMAGED),
    ],
)
def test_an_old_or_encrypted_workbook_is_told_by_what_it_holds(tmp_path, streams, fault):
    assert fault_of(hostile.ole_file(tmp_path / "list.xlsx", *streams)) is fault


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, FileFault.DAMAGED),
        ({"xl/workbook.bin": "x", "[Content_Types].xml": "x"}, FileFault.DAMAGED),
        ({"word/document.xml": "x", "[Content_Types].xml": "x"}, FileFault.DAMAGED),
        ({"ppt/presentation.xml": "x", "[Content_Types].xml": "<T/>"}, FileFault.WRONG_TYPE),
        ({"photo.jpg": "x"}, FileFault.WRONG_TYPE),
        (parts_of("") | {"xl/workbook.xml": "<document/>"}, FileFault.WRONG_TYPE),
    ],
)
def test_a_zip_of_something_else_is_told_by_its_parts(tmp_path, parts, fault):
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w") as stored:
        for name, part in parts.items():
            stored.writestr(name, part)
    assert fault_of(tmp_path / "list.xlsx") is fault


def test_a_workbook_whose_first_bytes_are_lost_is_damaged_and_not_a_stranger(tmp_path):
    path = a_workbook(tmp_path / "list.xlsx", GOOD)
    path.write_bytes(bytes(512) + path.read_bytes()[512:])
    assert fault_of(path) is FileFault.DAMAGED


def test_a_truncated_workbook_is_damaged(tmp_path):
    whole = a_workbook(tmp_path / "whole.xlsx", GOOD).read_bytes()
    for length in range(4, len(whole), 97):
        assert fault_of(a_file(tmp_path / "cut.xlsx", whole[:length])) is FileFault.DAMAGED


def test_entities_and_document_types_are_refused_in_every_part(tmp_path):
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
        "<worksheet><sheetData><row><c t='str'><v>&b;</v></c></row></sheetData></worksheet>"
    )
    for name in parts_of(""):
        if name == "[Content_Types].xml":
            continue
        path = packed(tmp_path / "bomb.xlsx", parts_of(hostile.worksheet(GOOD)) | {name: bomb})
        assert fault_of(path) is FileFault.ENTITIES
    outside = '<!DOCTYPE worksheet SYSTEM "file:///etc/passwd"><worksheet/>'
    assert fault_of(packed(tmp_path / "x.xlsx", parts_of(outside))) is FileFault.ENTITIES


def test_a_zip_bomb_is_refused_by_its_own_claim(tmp_path):
    met = refusal(hostile.zip_bomb(tmp_path / "bomb.xlsx", megabytes=64))
    assert met.fault is FileFault.TOO_LARGE
    assert met.sheet == "一览表"
    assert met.detail == "64 MB"


def test_a_zip_bomb_that_claims_to_be_small_is_cut_short(tmp_path, monkeypatch):
    path = hostile.zip_bomb(tmp_path / "bomb.xlsx", megabytes=64)
    with zipfile.ZipFile(path) as bomb:
        claim = bomb.getinfo("xl/worksheets/sheet1.xml").file_size
    lie = path.read_bytes().replace(claim.to_bytes(4, "little"), (4096).to_bytes(4, "little"))
    path.write_bytes(lie)
    monkeypatch.setattr(archive, "LARGEST_UNPACKED", 16384)
    assert fault_of(path) is FileFault.DAMAGED


def test_parts_that_are_too_large_together_are_refused(tmp_path, monkeypatch):
    path = a_workbook(tmp_path / "list.xlsx", GOOD * 1)
    monkeypatch.setattr(archive, "LARGEST_UNPACKED", 100)
    assert fault_of(path) is FileFault.TOO_LARGE


def test_a_vast_file_is_not_even_opened(tmp_path, monkeypatch):
    path = a_workbook(tmp_path / "list.xlsx", GOOD)
    monkeypatch.setattr(opening, "LARGEST_FILE", 100)
    assert fault_of(path) is FileFault.TOO_LARGE


def test_parts_that_lie_on_each_other_or_share_a_name_are_damage(tmp_path):
    overlapping = hostile.with_overlapping_parts(tmp_path / "overlap.xlsx", GOOD)
    assert fault_of(overlapping) is FileFault.DAMAGED
    sound = hostile.worksheet(GOOD)
    twice = packed(tmp_path / "twice.xlsx", parts_of("") | {"XL/Worksheets/SHEET1.xml": sound})
    assert fault_of(twice) is FileFault.DAMAGED


def test_a_list_of_parts_without_end_is_damage(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MOST_PARTS", 3)
    assert fault_of(a_workbook(tmp_path / "parts.xlsx", GOOD)) is FileFault.DAMAGED
    monkeypatch.undo()
    monkeypatch.setattr(archive, "LONGEST_DIRECTORY", 100)
    assert fault_of(a_workbook(tmp_path / "directory.xlsx", GOOD)) is FileFault.DAMAGED


def test_an_encrypted_part_and_an_odd_compression_are_told_apart(tmp_path):
    locked = hostile.with_flag_of_encryption(a_workbook(tmp_path / "locked.xlsx", GOOD))
    assert fault_of(locked) is FileFault.ENCRYPTED
    with zipfile.ZipFile(tmp_path / "odd.xlsx", "w", zipfile.ZIP_LZMA) as odd:
        for name, part in parts_of(hostile.worksheet(GOOD)).items():
            odd.writestr(name, part)
    assert fault_of(tmp_path / "odd.xlsx") is FileFault.DAMAGED


@pytest.mark.parametrize(
    ("rows", "fault", "address"),
    [
        ("<row r='7'><c r='C7'><v>NaN</v></c></row>", FileFault.NOT_FINITE, "C7"),
        ("<row r='7'><c r='C7'><v>-INF</v></c></row>", FileFault.NOT_FINITE, "C7"),
        ("<row r='7'><c r='C7'><v>1E999</v></c></row>", FileFault.NOT_FINITE, "C7"),
        ("<row><c r='XFD1048576'><v>1</v></c></row>", FileFault.TOO_FAR, "XFD1048576"),
        (
            "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
            FileFault.TOO_FAR,
            "XFD1048576",
        ),
        ("<row r='200001'><c r='A200001'><v>1</v></c></row>", FileFault.TOO_FAR, "A200001"),
        ("<row r='1'><c r='ALM1'><v>1</v></c></row>", FileFault.TOO_FAR, "ALM1"),
        ("<row r='1'><c r='ALM1'><f>1</f></c></row>", FileFault.TOO_FAR, "ALM1"),
        ("<row r='9999999'/>", FileFault.TOO_FAR, "9999999"),
        ("<row r='1'><c r='XFE1'><v>1</v></c></row>", FileFault.TOO_FAR, "XFE1"),
        ("<row r='1'><c r='XFD1'/><c><v>1</v></c></row>", FileFault.TOO_FAR, "XFD1"),
        ("<row r='2'><c r='B2' t='s'><v>1</v></c></row>", FileFault.DAMAGED, "B2"),
        ("<row r='2'><c r='B2' t='s'><v>-1</v></c></row>", FileFault.DAMAGED, "B2"),
        ("<row r='2'><c r='B2' t='s'><v>x</v></c></row>", FileFault.DAMAGED, "B2"),
        ("<row r='2'><c r='B2'><v>95%</v></c></row>", FileFault.DAMAGED, "B2"),
        ("<row r='2'><c r='B2' t='d'><v>yesterday</v></c></row>", FileFault.DAMAGED, "B2"),
        ("<row r='2'><c r='22'><v>1</v></c></row>", FileFault.DAMAGED, ""),
        ("<row r='2'><c r='A0'><v>1</v></c></row>", FileFault.DAMAGED, ""),
        ("<row r='two'/>", FileFault.DAMAGED, ""),
        ("<row><c><v>1</v></row>", FileFault.DAMAGED, ""),
        ("<row><c><v>&unknown;</v></c></row>", FileFault.DAMAGED, ""),
    ],
)
@pytest.mark.parametrize("quote", ["'", '"'], ids=["seldom", "usual"])
def test_an_impossible_cell_is_named_with_its_place(tmp_path, quote, rows, fault, address):
    rows = rows.replace("'", quote)
    path = a_workbook(tmp_path / "list.xlsx", rows, sharedStrings=shared_strings("<t>词</t>"))
    met = refusal(path)
    assert (met.fault, met.sheet, met.address) == (fault, "一览表", address)


def with_merges(path, *references):
    merges = "".join(f'<mergeCell ref="{reference}"/>' for reference in references)
    sheet = hostile.worksheet(GOOD.split('<c r="B1', maxsplit=1)[0] + "</row>", after=merges)
    return packed(path, parts_of(sheet))


def test_a_giant_merge_is_refused_and_a_wide_title_is_not(tmp_path):
    met = refusal(with_merges(tmp_path / "giant.xlsx", "A1:XFD1048576"))
    assert (met.fault, met.address) == (FileFault.MERGE_TOO_LARGE, "A1:XFD1048576")
    title = read_workbook(with_merges(tmp_path / "title.xlsx", "A1:H1", "A1:XFD9")).sheets[0]
    assert title.merges == ((1, 1, 1, 8),)


def test_merges_without_end_are_refused(tmp_path, monkeypatch):
    path = with_merges(tmp_path / "many.xlsx", "A1:B1", "A2:B2", "A3:B3")
    monkeypatch.setattr(layout, "MOST_MERGES", 2)
    assert fault_of(path) is FileFault.MERGE_TOO_LARGE
    monkeypatch.undo()
    monkeypatch.setattr(layout, "LARGEST_MERGES_TOGETHER", 5)
    assert fault_of(path) is FileFault.MERGE_TOO_LARGE


@pytest.mark.parametrize("reference", ["A1:B", "1:2", "A1:XFE1", "A1:A0"])
def test_a_merge_of_no_cells_is_refused(tmp_path, reference):
    path = with_merges(tmp_path / "odd.xlsx", reference)
    assert fault_of(path) in {FileFault.DAMAGED, FileFault.TOO_FAR}


@pytest.mark.parametrize(
    ("limit", "value", "fault"),
    [
        ("workbooks.markup.MOST_MARKS", 30, FileFault.TOO_MANY_CELLS),
        ("workbooks.markup.MOST_NAMES", 5, FileFault.DAMAGED),
        ("workbooks.sharedtexts.MOST_TEXT", 0, FileFault.TOO_LARGE),
        ("workbooks.sharedtexts.MOST_TEXTS", 0, FileFault.TOO_LARGE),
    ],
)
def test_each_limit_stops_a_reading(tmp_path, monkeypatch, limit, value, fault):
    rows = GOOD + "<row><c>" * 5 + "</c></row>" * 5 + "<row r='9'/>" * 20
    path = a_workbook(tmp_path / "list.xlsx", rows, sharedStrings=shared_strings("<t>词</t>"))
    monkeypatch.setattr(f"db.exchange.{limit}", value)
    assert fault_of(path) is fault


def test_names_that_only_rows_bring_in_are_counted_too(tmp_path):
    rows = "".join(
        f'<row r="{n}" x{n}="1"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 20_000)
    )
    assert fault_of(a_workbook(tmp_path / "names.xlsx", rows)) is FileFault.DAMAGED


def test_too_many_filled_cells_are_refused_in_and_out_of_order(tmp_path, monkeypatch):
    monkeypatch.setattr(worksheet.CellAllowance.__init__, "__defaults__", (3,))
    fits = "<row r='1'>" + "<c><v>1</v></c>" * 3 + "</row>"
    assert read_workbook(a_workbook(tmp_path / "three.xlsx", fits)).sheets
    over = "<row r='1'>" + "<c><v>1</v></c>" * 4 + "</row>"
    assert fault_of(a_workbook(tmp_path / "four.xlsx", over)) is FileFault.TOO_MANY_CELLS
    for same in ("<c r='A1'><v>1</v></c>", '<c r="A1"><v>1</v></c>'):
        path = a_workbook(tmp_path / "same.xlsx", '<row r="1">' + same * 5 + "</row>")
        assert fault_of(path) is FileFault.TOO_MANY_CELLS


@pytest.mark.parametrize(
    "rows",
    [
        "<row><c t='str'><v>" + "字" * 1_500_000 + "</v></c></row>",
        "<row><c r='" + "A" * 3_000_000 + "'/></row>",
        "<row><!--" + "-x" * 2_000_000 + "--></row>",
        "".join(f"<a{n}/>" for n in range(60_000)),
        "<row>" + "<c r='A1'>" * 600_000 + "</c>" * 600_000 + "</row>",
        "<row><c><v>" + "1" * 500 + "</v></c></row>",
    ],
    ids=["text", "attribute", "comment", "names", "depth", "digits"],
)
def test_a_part_that_would_fill_the_memory_is_damage(tmp_path, rows):
    source = random.Random(1)
    # Noise beside it keeps the compression from giving the trick away.
    noise = source.randbytes(200_000).hex()
    path = a_workbook(tmp_path / "list.xlsx", f"<row><!--{noise}--></row>{rows}")
    assert fault_of(path) is FileFault.DAMAGED


def test_a_sheet_that_the_package_does_not_hold_is_damage(tmp_path):
    parts = parts_of(hostile.worksheet(GOOD)) | {"xl/workbook.xml": workbook_part("一", "二")}
    met = refusal(packed(tmp_path / "list.xlsx", parts))
    assert (met.fault, met.detail) == (FileFault.DAMAGED, "二")
    wrong_root = packed(tmp_path / "root.xlsx", parts_of("<styleSheet/>"))
    assert fault_of(wrong_root) is FileFault.DAMAGED


def test_columns_hidden_again_and_again_are_damage(tmp_path):
    spans = "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 16_385 + "</cols>"
    path = packed(tmp_path / "cols.xlsx", parts_of(hostile.worksheet(GOOD, before=spans)))
    assert fault_of(path) is FileFault.DAMAGED


def read_or_refused(path):
    """Read a file that may be anything; whatever happens must be one of two things."""
    try:
        return read_workbook(path)
    except FileRefused as refused:
        return refused


@pytest.fixture(scope="module")
def seed(tmp_path_factory):
    """The bytes of a small workbook with texts, formats and merges."""
    sheet = hostile.worksheet(
        GOOD + "<row r='3'><c r='A3' s='1'><v>0.95</v></c><c r='B3' t='s'><v>0</v></c></row>",
        after="<mergeCells><mergeCell ref='A1:B2'/></mergeCells>",
    )
    parts = parts_of(
        sheet, sharedStrings=shared_strings("<t>词</t>"), styles=hostile.styles("0.0%")
    )
    return packed(tmp_path_factory.mktemp("seed") / "seed.xlsx", parts).read_bytes()


@given(number=st.integers(0, 2**32))
def test_a_mutated_workbook_is_read_or_refused(tmp_path_factory, seed, number):
    path = tmp_path_factory.getbasetemp() / "mutated.xlsx"
    content = hostile.mutated(seed, random.Random(number))
    assert isinstance(read_or_refused(a_file(path, content)), Workbook | FileRefused)


@given(number=st.integers(0, 2**32), which=st.sampled_from(sorted(parts_of("", styles=""))))
def test_a_workbook_with_a_mutated_part_is_read_or_refused(tmp_path_factory, seed, number, which):
    path = a_file(tmp_path_factory.getbasetemp() / "part.xlsx", seed)
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    parts[which] = hostile.mutated(parts[which], random.Random(number))
    packed(path, parts)
    assert isinstance(read_or_refused(path), Workbook | FileRefused)


@given(content=st.binary(max_size=400), ending=st.sampled_from(["xlsx", "xls", "csv"]))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content, ending):
    path = tmp_path_factory.getbasetemp() / f"any.{ending}"
    met = read_or_refused(a_file(path, content))
    # By chance they are text; then at least nothing is left out of it.
    assert isinstance(met, FileRefused) or met.sha256 == hashlib.sha256(content).hexdigest()
