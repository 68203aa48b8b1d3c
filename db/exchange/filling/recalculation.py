"""Asking a workbook to compute its formulas anew when it is opened: one word in its main part."""

from __future__ import annotations

from db.exchange.filling.tags import Markings, attributes_of, with_value
from db.exchange.workbooks.markup import is_true

# What the standard puts before the place of <calcPr>.
_BEFORE = frozenset(
    {
        b"fileVersion",
        b"fileSharing",
        b"workbookPr",
        b"workbookProtection",
        b"bookViews",
        b"sheets",
        b"functionGroups",
        b"externalReferences",
        b"definedNames",
    }
)
_ASKED = b"fullCalcOnLoad"


def recomputed_on_opening(part: bytes) -> bytes:
    """Return the workbook part with the wish in it, once; every other byte as it was."""
    marks = Markings(part)
    data = marks.data
    place = marks.root.end
    for child in marks.children(marks.root.end, len(data)):
        local = child.tag.name.removeprefix(marks.prefix)
        if local == b"calcPr":
            tag = child.tag
            if is_true(attributes_of(tag).get(_ASKED.decode())):
                return part
            attributes = with_value(tag.attributes, _ASKED, b"1")
            ending = b"/>" if tag.is_empty else b">"
            return data[: tag.start] + b"<" + tag.name + attributes + ending + data[tag.end :]
        if local in _BEFORE:
            place = child.end
    wish = b'<%scalcPr %s="1"/>' % (marks.prefix, _ASKED)
    return data[:place] + wish + data[place:]
