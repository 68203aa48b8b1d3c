"""Which parts an .xlsx consists of: its sheets in order, its texts, its number formats."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from db.exchange.sheets import Visibility
from db.exchange.workbooks.builtinformats import BUILT_IN_FORMATS
from db.exchange.workbooks.knownparts import KnownParts
from db.exchange.workbooks.markup import Markup, is_true, local
from db.exchange.workbooks.numberformats import NumberFormat
from db.exchange.workbooks.refusal import Refusal
from db.faults import FileFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from db.exchange.workbooks.archive import Archive

_USUAL_WORKBOOK = "xl/workbook.xml"
_USUAL_STRINGS = "xl/sharedStrings.xml"
_USUAL_STYLES = "xl/styles.xml"
# Excel allows 65,490 cell formats and no more than memory holds of sheets: an office has dozens.
_MOST_FORMATS = 65_536
_MOST_SHEETS = 4_096
# Formats remember how numbers are shown; over several workbooks they remember no more than this.
_MOST_SHOWN_BEFORE = 10_000


class Relation(NamedTuple):
    """A link from one part to another: the last word of its type, and the part it leads to."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet before its cells are read."""

    name: str
    part: str
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class Contents:
    """What the workbook part tells; `strings` and `styles` are parts that may be absent."""

    workbook: str
    sheets: tuple[SheetPart, ...]
    strings: str
    styles: str
    from_1904: bool


def contents_of(archive: Archive, markup: Markup) -> Contents:
    """Read which sheets there are and where their parts stand.

    Raises:
        Refusal: the package holds no workbook, or one that names a sheet it does not hold.
    """
    part = main_part(archive, markup, _USUAL_WORKBOOK)
    relations = _relations(archive, markup, part)
    reading = _WORKBOOKS.of(archive, markup, part, "")
    if not reading.is_workbook:
        raise Refusal(FileFault.WRONG_TYPE)
    by_kind = {relation.kind: relation.target for relation in relations.values()}
    sheets = []
    for number, (name, visibility, identity) in enumerate(reading.sheets, start=1):
        usual = Relation("worksheet", f"xl/worksheets/sheet{number}.xml")
        relation = relations.get(identity) if relations else usual
        if relation is None or relation.target not in archive:
            raise Refusal(FileFault.DAMAGED, detail=name)
        # Charts on a sheet of their own, old macros and dialogs hold no list.
        if relation.kind == "worksheet":
            sheets.append(SheetPart(name, relation.target, visibility))
    return Contents(
        part,
        tuple(sheets),
        by_kind.get("sharedStrings", _USUAL_STRINGS),
        by_kind.get("styles", _USUAL_STYLES),
        reading.from_1904,
    )


def formats_of(
    archive: Archive, markup: Markup, contents: Contents
) -> Mapping[str | None, NumberFormat]:
    """Return the number format of each cell style; the key is the number a cell names it by."""
    if contents.styles not in archive:
        return {None: NumberFormat()}
    formats = _STYLES.of(archive, markup, contents.styles, contents.from_1904)
    formats.forget_beyond(_MOST_SHOWN_BEFORE)
    return formats


class _Formats(dict[str | None, NumberFormat]):
    """The number formats of cell styles, which remember how they showed the numbers they met."""

    def __init__(self) -> None:
        super().__init__()
        self.different: Iterable[NumberFormat] = ()

    def forget_beyond(self, most: int) -> None:
        """Forget the numbers that were met, if there are more than that."""
        if sum(map(len, self.different)) > most:
            for shown in self.different:
                shown.clear()


def _read_styles(markup: Markup, pieces: Iterable[bytes], from_1904: bool) -> _Formats:  # noqa: FBT001 as KnownParts hands it on
    reading = _StylesPart()
    markup.parse(pieces, reading.start)
    codes = BUILT_IN_FORMATS | reading.codes
    made: dict[str, NumberFormat] = {}
    formats = _Formats()
    for style, number in enumerate(reading.formats):
        code = codes.get(number, "General")
        if code not in made:
            made[code] = NumberFormat(code, from_1904=from_1904)
        formats[str(style)] = made[code]
    # A cell that names no style has the first one.
    formats[None] = formats["0"] if "0" in formats else NumberFormat()
    formats.different = tuple({id(one): one for one in formats.values()}.values())
    return formats


def main_part(archive: Archive, markup: Markup, usual: str) -> str:
    """Return the name of the part that the whole package is about.

    Raises:
        Refusal: the package does not hold it, nor one of the usual name.
    """
    links = _relations(archive, markup, "").values()
    part = next((link.target for link in links if link.kind == "officeDocument"), usual)
    if part not in archive:
        raise Refusal(FileFault.WRONG_TYPE)
    return part


def _relations(archive: Archive, markup: Markup, part: str) -> Mapping[str, Relation]:
    """Return the links of a part by their ids, none when it has none."""
    folder, name = posixpath.split(part)
    links = f"{folder}/_rels/{name}.rels" if part else "_rels/.rels"
    return _RELATIONS.of(archive, markup, links, folder) if links in archive else {}


def _read_relations(markup: Markup, pieces: Iterable[bytes], folder: str) -> dict[str, Relation]:
    found: dict[str, Relation] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes["Target"].replace("\\", "/")
        # An absolute target starts at the root of the package, another in the part's folder.
        whole = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[attributes["Id"]] = Relation(attributes["Type"].rpartition("/")[2], whole)

    markup.parse(pieces, start)
    return found


class _WorkbookPart:
    """What the workbook part says of sheets and dates."""

    def __init__(self) -> None:
        self.is_workbook = False
        self.from_1904 = False
        self.sheets: list[tuple[str, Visibility, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag == "workbook":
            self.is_workbook = True
        elif tag == "workbookPr":
            self.from_1904 = is_true(attributes.get("date1904"))
        elif tag == "sheet" and "name" in attributes:
            self._add_sheet(attributes)

    def _add_sheet(self, attributes: dict[str, str]) -> None:
        if len(self.sheets) >= _MOST_SHEETS:
            raise Refusal(FileFault.DAMAGED, detail=str(_MOST_SHEETS))
        state = attributes.get("state", Visibility.VISIBLE)
        known = state in Visibility.__members__.values()
        # The id's prefix differs between programs: r:id, d3p1:id, ns1:id.
        identity = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        visibility = Visibility(state) if known else Visibility.VISIBLE
        self.sheets.append((attributes["name"], visibility, identity))


def _read_workbook_part(markup: Markup, pieces: Iterable[bytes], _: str) -> _WorkbookPart:
    reading = _WorkbookPart()
    markup.parse(pieces, reading.start)
    return reading


class _StylesPart:
    """What the styles part says of number formats."""

    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.formats: list[int] = []
        self._in_cell_formats = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag == "xf":
            if self._in_cell_formats and len(self.formats) < _MOST_FORMATS:
                self.formats.append(int(attributes.get("numFmtId", "0")))
        elif tag == "numFmt":
            # The same element stands in the differential formats, after all the others.
            self.codes.setdefault(int(attributes["numFmtId"]), attributes["formatCode"])
        elif tag.endswith(("Xfs", "Styles", "dxfs")):
            self._in_cell_formats = tag == "cellXfs"


_RELATIONS = KnownParts(_read_relations)
_WORKBOOKS = KnownParts(_read_workbook_part)
_STYLES = KnownParts(_read_styles)
