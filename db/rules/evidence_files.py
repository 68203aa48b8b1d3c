"""Which files may be evidence, by their ending and by what they hold."""

from __future__ import annotations

from db.faults import EvidenceFault
from db.model.work_words import EvidenceKind

LARGEST = 20_000_000
"""Bytes of one file; what is larger is a film or a whole folder, not a proof."""

PICTURES = frozenset(
    {".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".heic"}
)  # fmt: skip
DOCUMENTS = frozenset(
    {".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".ppt", ".pptx", ".dps", ".rtf", ".odt",
     ".ods", ".odp", ".ofd"}
)  # fmt: skip
PLAIN = frozenset({".txt", ".csv"})
PDF = ".pdf"
TAKEN = (PDF, *sorted(DOCUMENTS), *sorted(PICTURES), *sorted(PLAIN))
"""The endings that are taken, for a file dialog."""

_PROGRAMS = frozenset(
    {".exe", ".com", ".scr", ".dll", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse",
     ".wsf", ".hta", ".jar", ".sh", ".py", ".lnk", ".url", ".reg", ".apk", ".chm", ".html", ".htm",
     ".mht", ".svg"}
)  # fmt: skip
_WITH_MACROS = frozenset({".docm", ".xlsm", ".pptm", ".xlsb", ".dotm", ".xltm"})
# What lies in an archive cannot be looked at here, and it is where programs hide.
_ARCHIVES = frozenset({".zip", ".rar", ".7z", ".tar", ".gz", ".iso"})

_PROGRAM_HEADS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_OFFICE_PARTS = (b"[Content_Types].xml", b"mimetype", b"OFD.xml")
_MACROS = (b"vbaProject.bin", "_VBA_PROJECT".encode("utf-16-le"))
_PICTURE_HEADS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"BM", b"GIF8", b"II*\x00", b"MM\x00*")
_WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff")
_PDF_WITHIN = 1024
_MEGABYTE, _KILOBYTE = 1_000_000, 1000


def judged(ending: str, content: bytes) -> EvidenceKind | EvidenceFault:
    """Return what kind of evidence a file is, or why it may be none.

    `ending` has its dot. The content must be what the ending says, within its family: a picture of
    another kind, or an Excel file that calls itself .doc, opens all the same.
    """
    ending = ending.casefold()
    if not content:
        return EvidenceFault.EMPTY
    if len(content) > LARGEST:
        return EvidenceFault.TOO_LARGE
    if ending in _PROGRAMS or content.startswith(_PROGRAM_HEADS):
        return EvidenceFault.PROGRAM
    if ending in _WITH_MACROS:
        return EvidenceFault.MACROS
    if ending in _ARCHIVES:
        return EvidenceFault.ARCHIVE
    if ending not in TAKEN:
        return EvidenceFault.WRONG_TYPE
    return _by_content(ending, content)


def _by_content(ending: str, content: bytes) -> EvidenceKind | EvidenceFault:
    if ending in PICTURES:
        return EvidenceKind.PHOTO if _is_picture(content) else EvidenceFault.WRONG_CONTENT
    if ending == PDF:
        fits = b"%PDF-" in content[:_PDF_WITHIN]
    elif ending in PLAIN:
        fits = content.startswith(_WIDE_TEXT) or b"\x00" not in content
    else:
        if any(sign in content for sign in _MACROS):
            return EvidenceFault.MACROS
        fits = _is_office(content)
    return EvidenceKind.FILE if fits else EvidenceFault.WRONG_CONTENT


def _is_picture(content: bytes) -> bool:
    if content.startswith(_PICTURE_HEADS) or content[4:8] == b"ftyp":
        return True
    return content.startswith(b"RIFF") and content[8:12] == b"WEBP"


def _is_office(content: bytes) -> bool:
    if content.startswith(_ZIP):
        return any(part in content for part in _OFFICE_PARTS)
    return content.startswith((_OLE, b"{\\rtf"))


def size_words(size: int) -> str:
    """Return a size as it is said: 24.3 MB, 12 KB."""
    if size >= _MEGABYTE:
        return f"{size / _MEGABYTE:.1f} MB"
    return f"{max(round(size / _KILOBYTE), 1)} KB"
