"""A user's own workbook as bytes: its sheets to look at, its formats, and itself filled."""

from __future__ import annotations

import io
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

from db.exchange.filling.recalculation import recomputed_on_opening
from db.exchange.filling.rewriting import rewritten
from db.exchange.filling.runs import SharedRuns
from db.exchange.filling.sheet_xml import Place, SheetXml
from db.exchange.filling.tags import Markings, attributes_of
from db.exchange.workbooks.archive import Archive
from db.exchange.workbooks.markup import Markup
from db.exchange.workbooks.package import contents_of, formats_of
from db.exchange.workbooks.refusal import Refusal
from db.faults import FileFault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from db.exchange.filling.written import Written
    from db.exchange.workbooks.numberformats import NumberFormat

_TYPES = "[Content_Types].xml"
_CHAIN = "xl/calcchain.xml"
_SIGNATURES = "_xmlsignatures/"
_ENDINGS = (
    (b"sheet.macroEnabled.main+xml", ".xlsm"),
    (b"template.macroEnabled.main+xml", ".xltm"),
    (b"spreadsheetml.template.main+xml", ".xltx"),
)


class UserWorkbook:
    """An .xlsx or .xlsm that was read before, and so is known to be sound."""

    def __init__(self, content: bytes) -> None:
        """Look into the package.

        Raises:
            Refusal: it bears a digital signature, which would not survive a change.
        """
        self._content = content
        self._archive = Archive(io.BytesIO(content))
        if any(name.startswith(_SIGNATURES) for name in self._archive.names):
            raise Refusal(FileFault.SIGNED)
        markup = Markup()
        contents = contents_of(self._archive, markup)
        self._workbook = contents.workbook
        self._styles = contents.styles
        self._parts = {sheet.name: sheet.part for sheet in contents.sheets}
        self._formats = formats_of(self._archive, markup, contents)
        self._sheets: dict[str, SheetXml] = {}
        self._has_free: dict[str, bool] = {}
        strings = contents.strings
        self._strings = SharedRuns(lambda: self._part(strings) if strings in self._archive else b"")

    @property
    def size(self) -> int:
        """Return how many bytes the workbook has as it is."""
        return len(self._content)

    @property
    def ending(self) -> str:
        """Return the file ending that goes with what the workbook is."""
        types = self._part(_TYPES) if _TYPES in self._archive else b""
        return next((ending for sign, ending in _ENDINGS if sign in types), ".xlsx")

    def sheet(self, name: str) -> SheetXml:
        """Return a sheet as it stands in the file."""
        if name not in self._sheets:
            self._sheets[name] = SheetXml(self._part(self._parts[name]), self._strings)
        return self._sheets[name]

    def format_of(self, sheet: str, place: Place) -> NumberFormat:
        """Return how a cell shows numbers, whether it is there already or not."""
        style = self.sheet(sheet).style_of(place)
        return self._formats.get(style, self._formats[None])

    def is_locked(self, sheet: str, place: Place) -> bool:
        """Tell whether a protected sheet leaves other cells to be filled, but not this one."""
        part = self.sheet(sheet)
        if not part.rules.is_protected:
            return False
        if sheet not in self._has_free:
            self._has_free[sheet] = part.names_style(self._free_styles)
        style = part.style_of(place) or "0"
        return self._has_free[sheet] and style not in self._free_styles

    @cached_property
    def defined_names(self) -> dict[str, str]:
        """Return what the names of the workbook stand for: 状态 for 选项!$A$1:$A$6."""
        marks = Markings(self._part(self._workbook))
        return {
            attributes_of(child.tag).get("name", ""): unescape(
                marks.data[child.tag.end : child.inner_end].decode()
            ).strip()
            for names in marks.starts(b"definedNames", 0, len(marks.data))
            for child in marks.children(marks.tag_at(names).end, len(marks.data))
        }

    @cached_property
    def _free_styles(self) -> frozenset[str]:
        """The styles of cells that protection leaves free, by the number a cell names them by."""
        if self._styles not in self._archive:
            return frozenset()
        marks = Markings(self._part(self._styles))
        found = marks.first(b"cellXfs")
        if found is None or found.is_empty:
            return frozenset()
        return frozenset(
            str(number)
            for number, child in enumerate(marks.children(found.end, len(marks.data)))
            if any(
                attributes_of(tag).get("locked") in {"0", "false"}
                for tag in marks.tags(child.tag.end, child.inner_end)
            )
        )

    def filled(self, writes: Mapping[str, Mapping[Place, Written]]) -> Iterator[bytes]:
        """Yield the workbook in pieces with these cells of its sheets written.

        Only the parts of those sheets differ, and the workbook part where formulas are to be
        computed anew; with nothing to write the bytes are the same.
        """
        changed = {
            self._parts[name]: self.sheet(name).patched(cells)
            for name, cells in writes.items()
            if cells
        }
        if not changed:
            yield self._content
            return
        if self._has_formulas():
            before = self._part(self._workbook)
            after = recomputed_on_opening(before)
            if after != before:
                changed[self._workbook] = after
        yield from rewritten(self._content, changed)

    def _has_formulas(self) -> bool:
        if _CHAIN in self._archive:
            return True
        looked_at = sorted(self._parts, key=lambda name: name not in self._sheets)
        return any(self.sheet(name).has_formulas for name in looked_at)

    def _part(self, name: str) -> bytes:
        return b"".join(self._archive.pieces(name))
